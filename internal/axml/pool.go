package axml

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	poolHeaderSize = 28
	poolUTF8Flag   = 1 << 8
)

// pool is a string pool (ResStringPool). Strings are decoded at their first
// use, so that a pool that lies about its strings costs nothing.
type pool struct {
	utf8    bool
	offsets []byte // 4 bytes a string
	strings []byte // including the last terminator
	cache   []pooled
	decoded int // bytes, against MaxText
	err     error
}

type pooled struct {
	text       string
	done, good bool
}

// newPool reads the header of a string pool chunk. Where the platform would
// refuse the pool, err says so and the pool holds what can be read all the
// same.
func newPool(chunk []byte, headerSize int) (p *pool, crowded bool, err error) {
	p = &pool{}
	if headerSize < poolHeaderSize {
		return p, false, fmt.Errorf("%w: string pool header of %d bytes", ErrMalformed, headerSize)
	}
	count := int64(binary.LittleEndian.Uint32(chunk[8:]))
	styles := int64(binary.LittleEndian.Uint32(chunk[12:]))
	p.utf8 = binary.LittleEndian.Uint32(chunk[16:])&poolUTF8Flag != 0
	start := int64(binary.LittleEndian.Uint32(chunk[20:]))
	if count == 0 {
		return p, false, nil
	}
	if start >= int64(len(chunk))-2 {
		return p, false, fmt.Errorf("%w: strings start at %d of a pool of %d bytes", ErrMalformed, start, len(chunk))
	}
	end := int64(len(chunk))
	if styles > 0 {
		end = int64(binary.LittleEndian.Uint32(chunk[24:]))
		if end <= start || end >= int64(len(chunk))-2 {
			err = fmt.Errorf("%w: styles start at %d of a string pool of %d bytes", ErrMalformed, end, len(chunk))
			end = int64(len(chunk))
		}
	}
	if room := (int64(len(chunk)) - int64(headerSize)) / 4; count > room {
		err = fmt.Errorf("%w: the string pool claims %d strings and has room for %d", ErrMalformed, count, room)
		count = room
	}
	if count > MaxStrings {
		err, count = &LimitError{"strings in the string pool", MaxStrings}, MaxStrings
	}
	p.offsets = chunk[headerSize : int64(headerSize)+4*count]
	p.strings = chunk[start:end]
	if err == nil && !p.terminated() {
		err = fmt.Errorf("%w: the last string of the pool does not end", ErrMalformed)
	}
	return p, int64(headerSize)+4*(count+styles) > start, err
}

// terminated reports whether the last character of the pool is a zero, as
// the platform demands.
func (p *pool) terminated() bool {
	n := len(p.strings)
	if p.utf8 {
		return p.strings[n-1] == 0
	}
	n &^= 1
	return n >= 2 && p.strings[n-1] == 0 && p.strings[n-2] == 0
}

// get returns a string. Where good is false, the platform sees no string: it
// does not exist, or contradicts its length or terminator. The text is then
// what the length says: real packages carry such strings, and dropping them
// would hide what they declare.
func (p *pool) get(index uint32) (text string, good bool) {
	if int64(index) >= int64(len(p.offsets)/4) {
		return "", false
	}
	if p.cache == nil {
		p.cache = make([]pooled, len(p.offsets)/4)
	}
	c := &p.cache[index]
	if !c.done {
		c.text, c.good = p.decode(binary.LittleEndian.Uint32(p.offsets[4*index:]))
		c.done = true
	}
	return c.text, c.good
}

func (p *pool) decode(offset uint32) (string, bool) {
	if !p.utf8 {
		offset &^= 1
	}
	if int64(offset) >= int64(len(p.strings)) {
		return "", false
	}
	cut := cutUTF16
	if p.utf8 {
		cut = cutUTF8
	}
	raw, units, cost, good := cut(p.strings[offset:])
	// Many entries may share one long string: the work is limited, not only
	// the result.
	if p.decoded += cost; p.decoded > MaxText {
		p.err = &LimitError{"bytes of text in the string pool", MaxText}
		return "", false
	}
	if !p.utf8 {
		return textOfUTF16(raw), good
	}
	return textOfUTF8(raw), good && units16(raw)&0x7fff == units
}

// cutUTF8 cuts one string out of a UTF-8 pool: its length in UTF-16 units,
// its length in bytes, the bytes and a zero.
func cutUTF8(b []byte) (raw []byte, units, cost int, good bool) {
	units, b, _ = length8(b)
	size, b, ok := length8(b)
	if !ok || size > len(b) {
		return nil, 0, 0, false
	}
	// Two bytes hold 15 bits of a length: aapt cuts the rest off, and the
	// platform looks for the zero at every length that fits.
	for n := size; n < len(b); n += 1 << 15 {
		if b[n] == 0 {
			return b[:n], units, n, true
		}
	}
	return b[:size], units, size + len(b)>>9, false
}

func length8(b []byte) (n int, rest []byte, ok bool) {
	if len(b) < 2 {
		return 0, nil, false
	}
	if b[0]&0x80 == 0 {
		return int(b[0]), b[1:], true
	}
	return int(b[0]&0x7f)<<8 | int(b[1]), b[2:], true
}

// units16 counts the UTF-16 units of standard or modified UTF-8.
func units16(b []byte) int {
	n := 0
	for _, c := range b {
		if c&0xc0 != 0x80 {
			n++
		}
		if c >= 0xf0 {
			n++
		}
	}
	return n
}

// cutUTF16 cuts one string out of a UTF-16 pool: its length in units, the
// units and a zero.
func cutUTF16(b []byte) (raw []byte, units, cost int, good bool) {
	if len(b) < 4 {
		return nil, 0, 0, false
	}
	units = int(binary.LittleEndian.Uint16(b))
	b = b[2:]
	if units&0x8000 != 0 {
		units = units&0x7fff<<16 | int(binary.LittleEndian.Uint16(b))
		b = b[2:]
	}
	if 2*units > len(b) {
		return nil, 0, 0, false
	}
	raw, b = b[:2*units], b[2*units:]
	return raw, units, len(raw), len(b) >= 2 && b[0] == 0 && b[1] == 0
}

// textOfUTF8 accepts the modified UTF-8 that aapt2 writes beside the standard
// one: surrogates as three bytes each, zero as two.
func textOfUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var out strings.Builder
	out.Grow(len(b))
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError {
			r, size = modifiedRune(b)
		}
		out.WriteRune(r)
		b = b[size:]
	}
	return out.String()
}

func modifiedRune(b []byte) (rune, int) {
	if len(b) >= 2 && b[0] == 0xc0 && b[1] == 0x80 {
		return 0, 2
	}
	high, ok := surrogate(b)
	if !ok {
		return utf8.RuneError, 1
	}
	low, ok := surrogate(b[3:])
	if !ok {
		return utf8.RuneError, 3
	}
	if r := utf16.DecodeRune(high, low); r != utf8.RuneError {
		return r, 6
	}
	return utf8.RuneError, 3
}

func surrogate(b []byte) (rune, bool) {
	if len(b) < 3 || b[0] != 0xed || b[1]&0xe0 != 0xa0 || b[2]&0xc0 != 0x80 {
		return 0, false
	}
	return 0xd000 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f), true
}

func textOfUTF16(b []byte) string {
	var out strings.Builder
	out.Grow(len(b) / 2)
	for len(b) >= 2 {
		r := rune(binary.LittleEndian.Uint16(b))
		b = b[2:]
		if utf16.IsSurrogate(r) && len(b) >= 2 {
			if both := utf16.DecodeRune(r, rune(binary.LittleEndian.Uint16(b))); both != utf8.RuneError {
				r, b = both, b[2:]
			}
		}
		out.WriteRune(r) // a lone surrogate becomes U+FFFD
	}
	return out.String()
}
