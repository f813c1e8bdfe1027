package policy

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// One damaged character in so many is read past; more are refused.
const damageTolerated = 100

// decode returns the text as valid UTF-8 with \n at the line ends, and the
// name of the encoding it came in. A byte order mark decides; then UTF-8,
// with a little damage where need be; then GB18030, which contains GBK and
// GB2312. What HTML declares of itself is not asked: it is often wrong.
func decode(data []byte) (text []byte, name string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		text, name = bytes.ToValidUTF8(data[3:], []byte("\uFFFD")), "utf-8"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		text, name = transcode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), data), "utf-16le"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, name = transcode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), data), "utf-16be"
	case nearlyUTF8(data):
		text, name = bytes.ToValidUTF8(data, []byte("\uFFFD")), "utf-8"
	default:
		text, name = transcode(simplifiedchinese.GB18030, data), "gb18030"
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
// for GBK.
func mojibake(text []byte) bool {
	damaged := bytes.Count(text, []byte("\uFFFD")) + bytes.Count(text, []byte("锟斤拷"))
	return damaged*damageTolerated > utf8.RuneCount(text)
}
