package policy

import (
	"sort"
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
	out := make([]byte, 0, len(s))
	distance := 0
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if i-len(out) != distance {
			distance = i - len(out)
			f.marks = append(f.marks, mark{len(out), i})
		}
		switch {
		case r > ' ' && r < utf8.RuneSelf-1:
			out = append(out, lower(byte(r)))
		case ownForm(r):
			for i+size < len(s) {
				next, n := utf8.DecodeRuneInString(s[i+size:])
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
	if len(s)-len(out) != distance {
		f.marks = append(f.marks, mark{len(out), len(s)})
	}
	f.Text = string(out)
	return f
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
