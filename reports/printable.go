package reports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable makes text from an app safe to show to a person: terminal escapes,
// line breaks, text direction overrides, invisible characters and broken UTF-8
// come out as visible escapes, \u{202e} for code points and \x{ff} for bytes.
// All other text comes out as it went in.
func Printable(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x{%02x}`, s[i])
		case hidden(r):
			fmt.Fprintf(&b, `\u{%x}`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plain(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, hidden) < 0
}

// hidden reports whether a terminal would obey the character, or show nothing
// for it. Beside what Unicode calls not graphic these are the characters to be
// ignored by default, variation selectors, and the empty Braille cell.
func hidden(r rune) bool {
	return !unicode.IsGraphic(r) || r == '\u2800' ||
		unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
