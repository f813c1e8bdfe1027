package policy

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the text in the form that words are looked for in: NFKC
// (full-width letters and digits become half-width, 「㈠」 becomes 「(一)」),
// lower case, simplified characters, without blanks and invisible characters.
// Words to look for must be normalised too.
func Normalize(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return unicode.ToLower(simplified(r))
	}, norm.NFKC.String(s))
}
