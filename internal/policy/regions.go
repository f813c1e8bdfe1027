package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
)

// Stretch is a part of the text of a policy: bytes From to To of a paragraph.
type Stretch struct{ Paragraph, From, To int }

// Region is where a stretch stands in the file, as editors count: lines and columns
// from 1, columns in UTF-16 code units, the end behind the last character. The zero
// Region is no place: the file is no text.
type Region struct{ StartLine, StartColumn, EndLine, EndColumn int }

// Regions finds stretches of a policy in the file, for those paragraphs that were read
// from it. Where the text of a paragraph does not stand in the file as it was read, the
// region is the whole line. The time it takes is linear in the length of the file.
func (s Source) Regions(p *app.Policy, of []Stretch) []Region {
	out := make([]Region, len(of))
	if isPDF(s.Data) || isDocx(s.Data) {
		return out
	}
	data, _ := decode(s.Data, s.Charset)
	text := string(data)
	f := finder{text: text, html: isHTML(s.Name, s.Type, data), line: 1, column: 1, budget: searches * len(text), since: make([][2]int, len(of))}
	bounds := boundsOf(of)
	for i := range p.Paragraphs {
		n := 0
		for n < len(bounds) && bounds[n].paragraph == i {
			n++
		}
		if para := &p.Paragraphs[i]; para.File == s.Name {
			f.to(para.Line)
			f.paragraph(para.Text, bounds[:n], out)
		}
		bounds = bounds[n:]
	}
	lines := strings.Split(text, "\n")
	for i := range out {
		para := &p.Paragraphs[of[i].Paragraph]
		if r := &out[i]; para.File == s.Name && r.EndColumn == 0 {
			line := para.LineAt(of[i].From)
			*r = Region{line, 1, line, 1 + units(lines[min(line, len(lines))-1])}
		}
	}
	return out
}

// searches is how often each byte of the file may be looked at for what does not
// stand where it is expected.
const searches = 16

// bound is an end of a stretch.
type bound struct {
	paragraph, at int // where it is in the text
	of            int // index of the stretch
	end           bool
}

// mostLost is one of so many characters of a stretch that may not be found in a file.
const mostLost = 5

func boundsOf(of []Stretch) []bound {
	out := make([]bound, 0, 2*len(of))
	for i, s := range of {
		out = append(out, bound{s.Paragraph, s.From, i, false}, bound{s.Paragraph, s.To, i, true})
	}
	slices.SortStableFunc(out, func(a, b bound) int {
		if a.paragraph != b.paragraph {
			return a.paragraph - b.paragraph
		}
		return a.at - b.at
	})
	return out
}

// finder goes through a file beside the text that was read from it.
type finder struct {
	text         string
	html         bool
	at           int // in text
	line, column int // of at
	budget       int // bytes that may still be searched

	endLine, endColumn int // behind the last character that was found

	since        [][2]int // of each stretch: passed and lost at its start
	passed, lost int      // characters of the paragraph: all so far, and those that were not found
}

// to goes to the start of a line, unless it has passed it.
func (f *finder) to(line int) {
	for f.line < line && f.at < len(f.text) {
		f.step()
	}
}

// step goes on by one character.
func (f *finder) step() {
	r, size := utf8.DecodeRuneInString(f.text[f.at:])
	f.at += size
	switch {
	case r == '\n':
		f.line, f.column = f.line+1, 1
	case r > 0xFFFF:
		f.column += 2
	default:
		f.column++
	}
}

func (f *finder) skip(n int) {
	for end := f.at + n; f.at < end; {
		f.step()
	}
}

// paragraph goes through the text of a paragraph and notes where bounds stand.
func (f *finder) paragraph(text string, bounds []bound, out []Region) {
	f.endLine, f.endColumn = f.line, f.column
	f.passed, f.lost = 0, 0
	for i, r := range text {
		for len(bounds) > 0 && bounds[0].end && bounds[0].at <= i {
			bounds = f.note(bounds, out)
		}
		if unicode.IsSpace(r) {
			continue
		}
		found := f.find(text[i:], r)
		for len(bounds) > 0 && bounds[0].at <= i {
			bounds = f.note(bounds, out)
		}
		f.passed++
		if !found {
			f.lost++
			continue
		}
		f.step()
		f.endLine, f.endColumn = f.line, f.column
	}
	for len(bounds) > 0 {
		bounds = f.note(bounds, out)
	}
}

func (f *finder) note(bounds []bound, out []Region) []bound {
	b := &bounds[0]
	r := &out[b.of]
	if !b.end {
		*r = Region{StartLine: f.line, StartColumn: f.column}
		f.since[b.of] = [2]int{f.passed, f.lost}
		return bounds[1:]
	}
	passed, lost := f.passed-f.since[b.of][0], f.lost-f.since[b.of][1]
	if r.StartLine > 0 && lost*mostLost <= passed && (f.endLine > r.StartLine || f.endLine == r.StartLine && f.endColumn > r.StartColumn) {
		r.EndLine, r.EndColumn = f.endLine, f.endColumn
	}
	return bounds[1:]
}

// find goes to the next character that was read. It is false where that does not
// stand nearby, as what a reader has put in its place.
func (f *finder) find(text string, r rune) bool {
	f.blanks()
	if have, _ := utf8.DecodeRuneInString(f.text[f.at:]); have == r && f.at < len(f.text) {
		return true
	}
	if f.html && strings.HasPrefix(f.text[f.at:], "&") {
		if n := strings.IndexByte(f.text[f.at:min(len(f.text), f.at+maxEntity)], ';'); n > 0 {
			f.skip(n) // the step after it takes the semicolon
			return true
		}
	}
	return f.search(text)
}

const (
	maxEntity  = 12  // bytes of &ldquo;
	near       = 400 // bytes that a reader drops between two characters, such as the target of a link
	maxComment = 1 << 16
)

// compared is how many characters have to follow each other for a place to be the
// right one.
var compared = [...]int{4, 2}

// blanks passes white space and, in HTML, tags and comments.
func (f *finder) blanks() {
	for f.at < len(f.text) {
		rest := f.text[f.at:]
		r, _ := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsSpace(r):
			f.step()
		case f.html && r == '<':
			end := strings.IndexByte(rest[:min(len(rest), maxComment)], '>')
			if strings.HasPrefix(rest, "<!--") {
				end = strings.Index(rest[:min(len(rest), maxComment)], "-->")
			}
			if end < 0 {
				return
			}
			f.skip(end + 1)
		default:
			return
		}
	}
}

// search looks for the next few characters, up to the next blank, in what follows:
// many of them first, since few may stand there by chance.
func (f *finder) search(text string) bool {
	for _, n := range compared {
		if i := f.nearby(start(text, n)); i >= 0 {
			f.skip(i)
			return true
		}
	}
	return false
}

func (f *finder) nearby(word string) int {
	window := min(near+len(word), len(f.text)-f.at, f.budget)
	if window <= 0 {
		return -1
	}
	f.budget -= window
	return strings.Index(f.text[f.at:f.at+window], word)
}

// start returns the first characters of a text, up to a blank.
func start(text string, most int) string {
	for i, r := range text {
		if most == 0 || unicode.IsSpace(r) {
			return text[:i]
		}
		most--
	}
	return text
}

// units is the length of a text in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
