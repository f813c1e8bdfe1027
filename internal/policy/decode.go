package policy

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// One damaged character in so many is read past; more are refused.
const damageTolerated = 100

// decode returns the text as valid UTF-8 with \n at the line ends, and the
// name of the encoding it came in. A byte order mark decides; then UTF-8,
// with a little damage where need be; then GB18030, which contains GBK and
// GB2312. What HTML declares of itself is not asked, as it is often wrong, nor is
// what a server says, but for Big5, which cannot be told from GB18030 by its bytes.
func decode(data []byte, charset string) (text []byte, name string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		text, name = bytes.ToValidUTF8(data[3:], []byte("\uFFFD")), "utf-8"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		text, name = transcode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data), "utf-16le"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, name = transcode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), data), "utf-16be"
	case nearlyUTF8(data):
		text, name = bytes.ToValidUTF8(data, []byte("\uFFFD")), "utf-8"
	case strings.EqualFold(charset, "big5"):
		text, name = transcode(traditionalchinese.Big5, data), "big5"
	default:
		text, name = transcode(simplifiedchinese.GB18030, data), "gb18030"
		if mojibake(text) || !plausible(text) {
			if other := transcode(traditionalchinese.Big5, data); !mojibake(other) && plausible(other) {
				text, name = other, "big5"
			}
		}
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	return text, name
}

// transcode never fails: decoders write U+FFFD for what they cannot read.
func transcode(e encoding.Encoding, data []byte) []byte {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	return text
}

// nearlyUTF8 reports whether the data is UTF-8, but for a few damaged places
// such as a cut last character: in GB18030 nearly every character is invalid
// as UTF-8.
func nearlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	good, bad := 0, 0
	damaged := false // one damaged character can be several bytes
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		i += size
		switch {
		case r != utf8.RuneError || size > 1:
			damaged = false
			if size > 1 {
				good++
			}
		case !damaged:
			damaged = true
			bad++
		}
	}
	return bad*damageTolerated < good
}

// mojibake reports whether too much of the text was lost in a wrong
// conversion, here or before. 锟斤拷 is what U+FFFD becomes when it is taken
// for GBK; a run of question marks is what some programs write instead.
func mojibake(text []byte) bool {
	damaged := bytes.Count(text, []byte("\uFFFD")) + bytes.Count(text, []byte("锟斤拷")) + bytes.Count(text, []byte("????"))
	return damaged*damageTolerated > utf8.RuneCount(text)
}

// everyday reports whether a character is one of which every policy is full, in both
// scripts.
func everyday(r rune) bool {
	switch r {
	case '的', '我', '您', '你', '们', '們', '用', '户', '戶', '信', '息', '个', '個', '人', '服', '务', '務', '隐', '隱', '私':
		return true
	}
	return false
}

const (
	sample         = 64 << 10 // bytes of a text that are looked at
	enoughHan      = 200      // characters, from which on a text can be judged by everyday
	everydayShare  = 50       // one character in so many, at least, is one of everyday
	accentedLetter = 4        // one character in so many is a letter of Latin-1: UTF-8 that was taken for it
)

// plausible reports whether a text looks like Chinese, or like another language,
// and not like bytes in the wrong encoding, which are rare characters.
func plausible(text []byte) bool {
	han, common, latin1, all := 0, 0, 0, 0
	text = text[:min(len(text), sample)]
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		i += size
		switch {
		case r <= ' ':
			continue
		case isHan(r):
			han++
			if everyday(r) {
				common++
			}
		case 0x80 <= r && r <= 0xFF && r != 0xA0:
			latin1++
		}
		all++
	}
	if han >= enoughHan && common*everydayShare < han {
		return false
	}
	return han > 0 || latin1*accentedLetter < max(all, 1)
}

func isHan(r rune) bool { return 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF }
