package analyzer

import (
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/policy"
)

// Sentence is a sentence, a heading, an item of a list or a row of a table.
type Sentence struct {
	Place
	Folded  string // its text as [policy.Fold] makes it, without asterisks
	Section int    // index in Analysis.Sections
	Heading bool
	Scope
	Mentions [2]int // range in Analysis.Mentions

	subject Actor          // who acts at its end
	from    int            // of Folded in the folded text of the policy
	words   []policy.Found // that stand in it; their places count from the start of the policy
}

// Scope is what a sentence does with the information it names.
type Scope struct {
	Collect   bool // the information is collected, read or received
	Provide   bool // the user gives it
	Share     bool // it is shared, transferred or published
	Use       bool // it is used or stored
	Denied    bool // what the sentence says is flatly denied
	Limited   bool // it is denied but for exceptions, or without consent
	Purpose   bool // it says what for
	Condition bool // it says when, or that consent is needed
	Third     bool // who acts is somebody else
}

// ends are the characters that end a sentence.
const ends = "。!?;"

// sentences cuts the text at the ends of sentences and paragraphs.
func (r *reader) sentences() {
	text, words := r.folded.Text, r.found
	for i := range r.Policy.Paragraphs {
		for from, end := r.starts[i], r.starts[i+1]-1; from < end; {
			to := from + sentenceEnd(text[from:end])
			s := Sentence{Place: r.place(i, from, to), Folded: text[from:to], from: from}
			n := 0
			for n < len(words) && int(words[n].From) < to {
				n++
			}
			s.words, words = words[:n:n], words[n:]
			r.Sentences = append(r.Sentences, s)
			from = to
		}
	}
}

// sentenceEnd returns the length of the first sentence, with what closes it.
func sentenceEnd(s string) int {
	for i, c := range s {
		if !strings.ContainsRune(ends, c) {
			continue
		}
		i += utf8.RuneLen(c)
		for i < len(s) {
			c, size := utf8.DecodeRuneInString(s[i:])
			if !strings.ContainsRune(ends+`”’"')」』`, c) {
				break
			}
			i += size
		}
		return i
	}
	return len(s)
}

// place returns where a stretch of the folded text stands.
func (r *reader) place(paragraph, from, to int) Place {
	p := &r.Policy.Paragraphs[paragraph]
	raw := func(at int) int { return min(max(r.folded.Raw(at)-r.bases[paragraph], 0), len(p.Text)) }
	end := len(p.Text)
	if to > from {
		_, last := utf8.DecodeLastRuneInString(r.folded.Text[from:to])
		end = raw(to - last)
		_, size := utf8.DecodeRuneInString(p.Text[end:])
		end += size
	}
	begin := min(raw(from), end)
	return Place{Paragraph: paragraph, From: begin, To: end, Line: p.Line}
}
