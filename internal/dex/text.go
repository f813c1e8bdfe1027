package dex

import (
	"bytes"
	"encoding/binary"
	"iter"
	"unicode/utf16"
	"unicode/utf8"
)

// TextStrings yields the strings that hold Chinese text, "http://" or
// "https://", in the order of the file. Strings that the files of a container
// share come from the first of them only.
func (f *File) TextStrings() iter.Seq[string] {
	return func(yield func(string) bool) {
		if f.shared {
			return
		}
		for i := range f.ends {
			s, ok := f.String(i)
			if ok && (hasURL(s) || hasHan(s)) && !yield(DecodeMUTF8(s)) {
				return
			}
		}
	}
}

func hasURL(s []byte) bool {
	if bytes.IndexByte(s, ':') < 0 {
		return false // the short way out for nearly every string
	}
	return bytes.Contains(s, []byte("http://")) || bytes.Contains(s, []byte("https://"))
}

// hasHan reports whether the string holds an ideograph from U+3400 to U+9FFF:
// three bytes from E3 90 80 to E9 BF BF.
func hasHan(s []byte) bool {
	const high = 0x8080808080808080
	for len(s) >= 8 && binary.LittleEndian.Uint64(s)&high == 0 {
		s = s[8:]
	}
	for i, b := range s {
		if b < 0xE3 || b > 0xE9 {
			continue
		}
		if b > 0xE3 || i+1 < len(s) && s[i+1] >= 0x90 {
			return true
		}
	}
	return false
}

// DecodeMUTF8 turns the modified UTF-8 of DEX and Java into a Go string: the
// zero byte is written C0 80 there, and characters above U+FFFF as two
// surrogates of three bytes each. What is invalid becomes U+FFFD.
func DecodeMUTF8(s []byte) string {
	if utf8.Valid(s) {
		return string(s)
	}
	out := make([]byte, 0, len(s))
	for len(s) > 0 {
		r, n := decodeUnit(s)
		if utf16.IsSurrogate(r) {
			low, m := decodeUnit(s[n:])
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				r, n = pair, n+m
			}
		}
		out = utf8.AppendRune(out, r) // writes U+FFFD for a lone surrogate
		s = s[n:]
	}
	return string(out)
}

// decodeUnit reads one UTF-16 unit, which may be a surrogate, or one invalid
// byte as U+FFFD.
func decodeUnit(s []byte) (r rune, size int) {
	if len(s) >= 2 && s[0] == 0xC0 && s[1] == 0x80 {
		return 0, 2
	}
	if len(s) >= 3 && s[0] == 0xED && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRune(s)
}
