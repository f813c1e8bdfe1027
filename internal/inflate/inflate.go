// Package inflate decompresses whole DEFLATE streams (RFC 1951) from memory to
// memory. It exists for speed: the code of an app is deflated, and unpacking it
// would otherwise take longer than reading it.
package inflate

import (
	"encoding/binary"
	"errors"
	"sync"
)

var (
	// ErrCorrupt says that the stream breaks RFC 1951 or ends early.
	ErrCorrupt = errors.New("deflate stream is damaged or ends early")
	// ErrFull says that the stream holds more bytes than there is room for.
	ErrFull = errors.New("deflate stream holds more than there is room for")
)

var le = binary.LittleEndian

var decoders = sync.Pool{New: func() any { return new(decoder) }}

// Inflate decompresses the stream at the start of src into dst; the two must
// not overlap. It returns how many bytes it put into dst, and how many bytes of
// src the stream took. What follows these is not looked at. Inflate allocates
// nothing and is safe for concurrent use.
//
// Bytes of dst behind the first n may have been overwritten.
//
// Errors: ErrCorrupt, with the n bytes before the damage, and ErrFull, with dst
// full. Streams are judged as compress/flate and zlib judge them: a code must
// be complete, except for one that has a single symbol of one bit, and one that
// has no symbols at all and is not used.
func Inflate(dst, src []byte) (n, used int, err error) {
	d := decoders.Get().(*decoder)
	d.dst, d.src, d.n, d.pos, d.bits, d.have = dst, src, 0, 0, 0, 0
	err = d.stream()
	d.putBack()
	n, used = d.n, d.pos
	d.dst, d.src = nil, nil
	decoders.Put(d)
	return n, used, err
}

// decoder is the state between two symbols. The stream goes on with the low
// have bits of bits, whose other bits are zero, and then with src[pos:].
type decoder struct {
	dst, src []byte
	n, pos   int
	bits     uint64
	have     uint

	own     codes // of the present block, when it brings its own
	lengths [maxLitLen + maxDist]uint8
	meta    [1 << metaBits]entry
}

// fill makes sure of 56 bits, or of all that are left.
func (d *decoder) fill() {
	if len(d.src)-d.pos >= 8 {
		d.bits |= le.Uint64(d.src[d.pos:]) << d.have
		d.pos += int(63-d.have) >> 3
		d.have |= 56
		d.bits &= 1<<d.have - 1
		return
	}
	for d.have < 56 && d.pos < len(d.src) {
		d.bits |= uint64(d.src[d.pos]) << d.have
		d.have += 8
		d.pos++
	}
}

// putBack returns the bytes of which no bit was used.
func (d *decoder) putBack() {
	d.pos -= int(d.have >> 3)
	d.have &= 7
	d.bits &= 1<<d.have - 1
}

// take returns the next count bits, at most 56, and whether there are so many.
func (d *decoder) take(count uint) (v uint, ok bool) {
	if d.have < count {
		d.fill()
	}
	if d.have < count {
		return 0, false
	}
	v = uint(d.bits & (1<<count - 1))
	d.bits >>= count
	d.have -= count
	return v, true
}

func (d *decoder) stream() error {
	for {
		header, ok := d.take(3)
		if !ok {
			return ErrCorrupt
		}
		if err := d.block(header >> 1); err != nil {
			return err
		}
		if header&1 == 1 {
			return nil
		}
	}
}

// block decodes a block of one of the kinds of §3.2.3.
func (d *decoder) block(kind uint) error {
	switch kind {
	case 0:
		return d.stored()
	case 1:
		return d.compressed(fixedCodes())
	case 2:
		if !d.readCodes() {
			return ErrCorrupt
		}
		return d.compressed(&d.own)
	}
	return ErrCorrupt
}

// stored copies a block that is not compressed, §3.2.4.
func (d *decoder) stored() error {
	d.putBack()
	d.bits, d.have = 0, 0 // padding, up to the next byte
	rest := d.src[d.pos:]
	if len(rest) < 4 {
		return ErrCorrupt
	}
	size := le.Uint16(rest)
	if size != ^le.Uint16(rest[2:]) {
		return ErrCorrupt
	}
	rest = rest[4:]
	rest = rest[:min(len(rest), int(size))]
	n := copy(d.dst[d.n:], rest)
	d.n += n
	d.pos += 4 + n
	if n < len(rest) {
		return ErrFull
	}
	if n < int(size) {
		return ErrCorrupt
	}
	return nil
}

// compressed decodes the symbols of a block, §3.2.5: fast as long as there is
// plenty of input and of room, then with care.
func (d *decoder) compressed(c *codes) error {
	switch d.fast(c) {
	case atEnd:
		return nil
	case atDamage:
		return ErrCorrupt
	}
	for {
		if done, err := d.symbol(c); done || err != nil {
			return err
		}
	}
}

// symbol decodes a literal, a match or the end of the block.
func (d *decoder) symbol(c *codes) (done bool, err error) {
	d.fill()
	if d.have < c.endLength {
		return false, ErrCorrupt // the end of the block does not fit any more
	}
	e := c.litLenAt(d.bits)
	v, ok := d.value(e)
	switch {
	case !ok:
		return false, ErrCorrupt
	case e&endBlock != 0:
		return true, nil
	case e&literal == 0:
		return false, d.match(c, v)
	case d.n == len(d.dst):
		return false, ErrFull
	}
	d.dst[d.n] = byte(v)
	d.n++
	return false, nil
}

// match copies length bytes from the distance that follows in the stream.
func (d *decoder) match(c *codes, length int) error {
	dist, ok := d.value(c.distAt(d.bits))
	if !ok || dist > d.n {
		return ErrCorrupt
	}
	end := min(d.n+length, len(d.dst))
	length -= end - d.n
	for ; d.n < end; d.n++ {
		d.dst[d.n] = d.dst[d.n-dist]
	}
	if length > 0 {
		return ErrFull
	}
	return nil
}

// value takes the code of e and its extra bits, and returns what they stand
// for. It fails for an invalid code, and when the stream is too short.
func (d *decoder) value(e entry) (v int, ok bool) {
	total := uint(e & totalMask)
	if e&invalid != 0 || total > d.have {
		return 0, false
	}
	extra := d.bits & (1<<total - 1) >> (e >> codeShift & codeMask)
	d.bits >>= total
	d.have -= total
	return int(e>>valueShift&valueMask) + int(extra), true
}
