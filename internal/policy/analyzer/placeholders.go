package analyzer

import (
	"strings"
	"unicode/utf8"
)

// placeholders finds the gaps of a template that nobody filled: {{name}}, ${name}, ____,
// 【 】 and * where a number belongs. They are looked for in the text as it stands, as
// folding drops asterisks and blanks.
func (r *reader) placeholders() {
	at := 0 // of the first sentence of the paragraph
	for i := range r.Policy.Paragraphs {
		for at < len(r.Sentences) && r.Sentences[at].Paragraph < i {
			at++
		}
		text := r.Policy.Paragraphs[i].Text
		if !mayHaveGap(text) {
			continue
		}
		s := at
		for from := 0; from < len(text); {
			begin, end := gap(text, from)
			if begin < 0 {
				break
			}
			from = end
			for s+1 < len(r.Sentences) && r.Sentences[s+1].Paragraph == i && r.Sentences[s+1].From <= begin {
				s++
			}
			if s < len(r.Sentences) && r.Sentences[s].Paragraph == i {
				r.clause(TemplatePlaceholder, s, false)
			}
		}
	}
}

// mayHaveGap reports whether a character of a gap stands in a text; in most there is
// none.
func mayHaveGap(text string) bool {
	for _, b := range [...]byte{'_', '*', '{', '[', '$'} {
		if strings.IndexByte(text, b) >= 0 {
			return true
		}
	}
	return strings.Contains(text, "【") || strings.Contains(text, "〔")
}

const (
	maxBraces   = 30 // bytes in the braces of a name
	underscores = 3  // in a row, from which on they are a line to write on
)

// gap returns where the first gap after an offset begins and ends, or -1.
func gap(text string, from int) (begin, end int) {
	for i := from; i < len(text); i++ {
		n := 0
		switch text[i] {
		case '{', '$':
			n = braces(text[i:])
		case '_':
			n = line(text[i:])
		case '[', "【"[0]:
			n = emptyBrackets(text[i:])
		case '*':
			n = starredNumber(text, i)
		}
		if n > 0 {
			return i, i + n
		}
		if text[i] == '_' {
			i += len(text[i:]) - len(strings.TrimLeft(text[i:], "_")) - 1
		}
	}
	return -1, 0
}

// braces returns the length of {{name}} or ${name} at the start of a text.
func braces(s string) int {
	open, closing := "{{", "}}"
	if s[0] == '$' {
		open, closing = "${", "}"
	}
	if !strings.HasPrefix(s, open) {
		return 0
	}
	s = s[len(open):min(len(s), len(open)+maxBraces+len(closing))]
	n := strings.Index(s, closing)
	if n < 0 || strings.ContainsAny(s[:n], "{\n") {
		return 0
	}
	return len(open) + n + len(closing)
}

// line returns the length of a line to write on, of which one at least as long as a
// paragraph is a rule across the page.
func line(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "_"))
	const rule = 30
	if n < underscores || n > rule || n == len(strings.TrimSpace(s)) {
		return 0
	}
	return n
}

// emptyBrackets returns the length of 【 】 or [ ] at the start of a text, if something
// was to stand there: those of a list to tick stand before blanks, those of links before
// brackets.
func emptyBrackets(s string) int {
	for _, b := range [...][2]string{{"【", "】"}, {"〔", "〕"}, {"[", "]"}} {
		rest, ok := strings.CutPrefix(s, b[0])
		if !ok {
			continue
		}
		inside := strings.TrimLeft(rest, " \t\u00a0\u3000_*")
		after, ok := strings.CutPrefix(inside, b[1])
		if !ok || b[0] == "[" && (len(rest) == len(inside) || strings.HasPrefix(after, "(") || strings.HasPrefix(after, " ")) {
			return 0
		}
		return len(s) - len(after)
	}
	return 0
}

// starredNumber returns the length of an asterisk where a number of days belongs: *个
// 工作日.
func starredNumber(text string, at int) int {
	if at > 0 {
		if c, _ := utf8.DecodeLastRuneInString(text[:at]); c == '*' || '0' <= c && c <= '9' {
			return 0
		}
	}
	rest := strings.TrimPrefix(strings.TrimLeft(text[at+1:], " "), "个")
	for _, unit := range [...]string{"工作日", "天内", "日内"} {
		if strings.HasPrefix(rest, unit) {
			return 1
		}
	}
	return 0
}
