package policy

// The block of Unicode in which nearly all Chinese characters stand, as UTF-8 in
// three bytes each.
const (
	firstIdeograph = 0x4E00
	lastIdeograph  = 0x9FFF
	ideographs     = lastIdeograph - firstIdeograph + 1
)

// otherForms has, by ideograph, the form that [Fold] gives it, or 0 for its own:
// the simplified one, and 账 for 帐, as many write the one for the other.
var otherForms = func() *[ideographs]uint16 {
	var table [ideographs]uint16
	forms := []rune(simplifiedForms)
	n := 0
	for _, r := range traditionalForms {
		table[r-firstIdeograph] = uint16(forms[n])
		n++
	}
	table['帐'-firstIdeograph], table['帳'-firstIdeograph] = '账', '账'
	return &table
}()

// otherForm returns the form of an ideograph that has another one, else 0.
func otherForm(r rune) rune {
	if i := uint32(r - firstIdeograph); i < ideographs {
		return rune(otherForms[i])
	}
	return 0
}

// simplified returns the simplified form of a character, or the character itself.
// Where simplified Chinese has one character for several of traditional Chinese,
// nothing is lost; the few it tells apart and traditional Chinese does not are
// taken for the commoner one.
func simplified(r rune) rune {
	switch s := otherForm(r); {
	case r == '帐':
		return r
	case r == '帳':
		return '帐'
	case s != 0:
		return s
	}
	return r
}
