package analyzer

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
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

	subject    Actor          // who acts at its end
	exempts    bool           // it speaks of exceptions
	blames     bool           // it says whose fault a leak is
	items      int            // of its lists that name information for sure
	denies     bool           // what is denied comes after it
	permission bool           // it speaks of permissions
	locates    bool           // it is about knowing a place
	listed     bool           // an item of a list that says what is collected, given or shared
	first      bool           // it names the operator
	aside      bool           // it declares nothing: a definition, advice, an exception
	from       int            // of Folded in the folded text of the policy
	words      []policy.Found // that stand in it; their places count from the start of the policy
	signs      []policy.Found // of topics and clauses, likewise
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

// sentences cuts the text at the ends of sentences and paragraphs.
func (r *reader) sentences() {
	text, words, signs := r.folded.Text, r.found, r.signs
	for i := range r.Policy.Paragraphs {
		for from, end := r.starts[i], r.starts[i+1]-1; from < end; {
			to := from + sentenceEnd(text[from:end])
			s := Sentence{Place: r.place(i, from, to), Folded: text[from:to], from: from}
			n := 0
			for n < len(words) && int(words[n].From) < to {
				n++
			}
			s.words, words = words[:n:n], words[n:]
			for n = 0; n < len(signs) && int(signs[n].To) <= to; {
				n++
			}
			s.signs, signs = signs[:n:n], signs[n:]
			r.Sentences = append(r.Sentences, s)
			from = to
		}
	}
}

// sentenceEnd returns the length of the first sentence, with what closes it.
func sentenceEnd(s string) int {
	for i := 0; i < len(s); i++ {
		n := endMark(s[i:])
		if n == 0 {
			continue
		}
		for i += n; i < len(s); i += n {
			if n = max(endMark(s[i:]), closeMark(s[i:])); n == 0 {
				break
			}
		}
		return i
	}
	return len(s)
}

// endMark returns the length of the mark at the start that ends a sentence, or 0.
func endMark(s string) int {
	switch s[0] {
	case '!', '?', ';':
		return 1
	case "。"[0]:
		if strings.HasPrefix(s, "。") {
			return len("。")
		}
	}
	return 0
}

// closeMark returns the length of the mark at the start that closes what stands in
// quotes or brackets, or 0.
func closeMark(s string) int {
	switch s[0] {
	case '"', '\'', ')':
		return 1
	}
	for _, mark := range [...]string{"”", "’", "」", "』"} {
		if strings.HasPrefix(s, mark) {
			return len(mark)
		}
	}
	return 0
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
	return Place{Paragraph: paragraph, From: begin, To: end, Line: lineOf(p, begin)}
}

// lineOf returns the line of the source in which a byte of a paragraph stands.
func lineOf(p *app.Paragraph, at int) int {
	i := sort.Search(len(p.Joints), func(i int) bool { return p.Joints[i].At > at })
	if i == 0 {
		return p.Line
	}
	return p.Joints[i-1].Line
}
