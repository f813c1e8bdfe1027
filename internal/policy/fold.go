package policy

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is a text in the form of [Normalize] that still knows where it came
// from. 帐 and 帳 are read as 账, as many write the one for the other.
type Folded struct {
	Text  string
	marks []mark // where the distance to the original changes, in order
	gaps  []int  // offsets in Text at which blanks were dropped, in order
}

// mark is an offset in the folded text and its counterpart in the original.
type mark struct{ folded, raw int }

// Fold folds a text.
func Fold(s string) *Folded {
	f := &Folded{}
	f.Text = string(f.fold(make([]byte, 0, len(s)), s, 0, false))
	return f
}

// FoldLines folds texts and puts them one after another with a line feed after
// each, which no word contains. [Folded.Raw] counts as if they stood so in the
// original too. What is left of Markdown in them is dropped like blanks: asterisks,
// and of links everything but the words.
func FoldLines(texts []string) *Folded {
	size := 0
	for _, s := range texts {
		size += len(s) + 1
	}
	f := &Folded{}
	out, base := make([]byte, 0, size), 0
	for _, s := range texts {
		out = append(f.fold(out, s, base, true), '\n')
		base += len(s) + 1
	}
	f.Text = string(out)
	return f
}

// fold appends the form of a text that begins at base in the original, with or
// without the marks of Markdown.
func (f *Folded) fold(out []byte, s string, base int, marks bool) []byte {
	distance := 0
	if n := len(f.marks); n > 0 {
		distance = f.marks[n-1].raw - f.marks[n-1].folded
	}
	marks = marks && strings.ContainsAny(s, "*]")
	target := -1 // where the target of a link begins
	for i := 0; i < len(s); {
		r, size := character(s[i:])
		if base+i-len(out) != distance {
			distance = base + i - len(out)
			f.marks = append(f.marks, mark{len(out), base + i})
		}
		switch {
		case marks && r == '*':
		case marks && r == '[' && linkTarget(s[i:]) > 0:
			target = i + linkTarget(s[i:])
		case i == target:
			size = strings.IndexByte(s[i:], ')') + 1
		case r > ' ' && r < utf8.RuneSelf-1:
			out = append(out, lower(byte(r)))
		case ownForm(r):
			for i+size < len(s) {
				next, n := character(s[i+size:])
				if !ownForm(next) {
					break
				}
				size += n
			}
			out = append(out, s[i:i+size]...)
		case otherForm(r) != 0:
			out = utf8.AppendRune(out, otherForm(r))
		case r > 0xFF00 && r < 0xFF5F: // full-width forms of the ASCII
			out = append(out, lower(byte(r-0xFF00+' ')))
		case isBlank(r):
			if n := len(f.gaps); n == 0 || f.gaps[n-1] != len(out) {
				f.gaps = append(f.gaps, len(out))
			}
		default:
			out = foldRune(out, s[i:i+size])
		}
		i += size
	}
	if base+len(s)-len(out) != distance {
		f.marks = append(f.marks, mark{len(out), base + len(s)})
	}
	return out
}

// Limits of what is taken for a link of Markdown, in bytes.
const (
	maxLinkText   = 200
	maxLinkTarget = 300
)

// linkTarget returns how far the target of the link, [text](target), that begins at
// the start of a text is away, or 0 where there is no link.
func linkTarget(s string) int {
	i := strings.IndexByte(s[:min(len(s), maxLinkText)], ']')
	if i < 0 || !strings.HasPrefix(s[i:], "](") || strings.IndexByte(s[1:i], '[') >= 0 {
		return 0
	}
	end := strings.IndexByte(s[i:min(len(s), i+maxLinkTarget)], ')')
	if end < 0 || !strings.ContainsAny(s[i:i+end], "/#@.") {
		return 0
	}
	return i
}

// ownForm reports whether a character is an ideograph or a mark of their punctuation
// that is its own form.
func ownForm(r rune) bool {
	return r >= firstIdeograph && r <= lastIdeograph && otherForm(r) == 0 || r > 0x3000 && r <= 0x3020
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// foldRune appends the form of one character. Characters that only together have
// another form, such as a letter and an accent, stay apart.
func foldRune(out []byte, s string) []byte {
	for _, r := range norm.NFKC.String(s) {
		if !isBlank(r) {
			out = utf8.AppendRune(out, unicode.ToLower(simplified(r)))
		}
	}
	return out
}

// Raw returns the offset in the original of the character at an offset of Text.
func (f *Folded) Raw(at int) int {
	i := sort.Search(len(f.marks), func(i int) bool { return f.marks[i].folded > at })
	if i == 0 {
		return at
	}
	m := f.marks[i-1]
	raw := m.raw + at - m.folded
	if i < len(f.marks) { // a character may fold to more than it was
		raw = min(raw, f.marks[i].raw)
	}
	return raw
}

// edge reports whether a word may begin or end at an offset of Text: not inside
// a run of letters and digits of the ASCII.
func (f *Folded) edge(at int) bool {
	if at == 0 || at == len(f.Text) || !wordByte(f.Text[at-1]) || !wordByte(f.Text[at]) {
		return true
	}
	i := sort.SearchInts(f.gaps, at)
	return i < len(f.gaps) && f.gaps[i] == at
}

func wordByte(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' }
