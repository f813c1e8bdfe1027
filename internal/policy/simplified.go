package policy

import "sync"

// ideographs is the block of Unicode in which nearly all Chinese characters stand,
// as UTF-8 in three bytes each.
const (
	firstIdeograph = 0x4E00
	lastIdeograph  = 0x9FFF
)

var simplifiedTable = sync.OnceValue(func() *[lastIdeograph - firstIdeograph + 1]uint16 {
	var table [lastIdeograph - firstIdeograph + 1]uint16
	forms := []rune(simplifiedForms)
	n := 0
	for _, r := range traditionalForms {
		table[r-firstIdeograph] = uint16(forms[n])
		n++
	}
	return &table
})

// simplified returns the simplified form of a character, or the character itself.
// Where simplified Chinese has one character for several of traditional Chinese,
// nothing is lost; the few it tells apart and traditional Chinese does not are
// taken for the commoner one.
func simplified(r rune) rune {
	if r < firstIdeograph || r > lastIdeograph {
		return r
	}
	if s := simplifiedTable()[r-firstIdeograph]; s != 0 {
		return rune(s)
	}
	return r
}
