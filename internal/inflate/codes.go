package inflate

import (
	"math/bits"
	"sync"
)

const (
	maxLitLen = 286 // literal and length symbols that may occur, §3.2.5
	maxDist   = 30  // distance symbols that may occur
	endSymbol = 256
	maxCode   = 15 // bits of the longest code, §3.2.7
	metaBits  = 7  // bits of the longest code for code lengths

	// A table is looked up with the next litBits or distBits of the stream, and
	// for a longer code a second time, with all bits that a code may still have.
	litBits  = 11
	distBits = 9
	litSub   = maxCode - litBits
	distSub  = maxCode - distBits

	// Two symbols at least share a second look-up, as codes are complete. Sizes
	// are rounded up to powers of two, so that indices can be masked.
	litSize  = 8192 // ≥ 1<<litBits + maxLitLen/2<<litSub
	distSize = 2048 // ≥ 1<<distBits + maxDist/2<<distSub
)

// entry says what the next bits of the stream mean:
//
//	bits 0–7    length of the code and of its extra bits together
//	bits 8–11   length of the code alone
//	bits 12–14  what else it may be, see below
//	bits 16–30  a literal, the base of a length or a distance, or where the
//	            second look-up starts
//	bit 31      a literal
type entry = uint32

const (
	totalMask  = 0xff
	codeShift  = 8
	codeMask   = 15
	second     = 1 << 12 // look up again
	endBlock   = 1 << 13
	invalid    = 1 << 14
	special    = second | endBlock | invalid
	valueShift = 16
	valueMask  = 1<<15 - 1
	literal    = 1 << 31
)

// codes are the two codes of a compressed block.
type codes struct {
	litLen    [litSize]entry
	dist      [distSize]entry
	endLength uint // bits of the code that ends the block
}

func (c *codes) litLenAt(bits uint64) entry {
	e := c.litLen[bits&(1<<litBits-1)]
	if e&second != 0 {
		e = c.litLen[(uint64(e>>valueShift)+bits>>litBits&(1<<litSub-1))&(litSize-1)]
	}
	return e
}

func (c *codes) distAt(bits uint64) entry {
	e := c.dist[bits&(1<<distBits-1)]
	if e&second != 0 {
		e = c.dist[(uint64(e>>valueShift)+bits>>distBits&(1<<distSub-1))&(distSize-1)]
	}
	return e
}

// build makes the two tables from the lengths of the codes.
func (c *codes) build(litLen, dist []uint8) bool {
	c.endLength = uint(litLen[endSymbol])
	return build(c.litLen[:], litBits, litLen, litLenSymbols[:]) &&
		build(c.dist[:], distBits, dist, distSymbols[:])
}

// The entries of all symbols, still without the lengths of their codes.
var (
	litLenSymbols = makeLitLenSymbols()
	distSymbols   = makeDistSymbols()
	metaSymbols   = makeMetaSymbols()
)

func makeLitLenSymbols() (s [288]entry) {
	for i := range entry(256) {
		s[i] = literal | i<<valueShift
	}
	s[endSymbol] = endBlock
	base := entry(3)
	for i := range entry(28) {
		extra := max(i/4, 1) - 1
		s[257+i] = base<<valueShift | extra
		base += 1 << extra
	}
	s[285] = 258 << valueShift
	s[286], s[287] = invalid, invalid // only the fixed code has these
	return s
}

func makeDistSymbols() (s [32]entry) {
	base := entry(1)
	for i := range entry(maxDist) {
		extra := max(i/2, 1) - 1
		s[i] = base<<valueShift | extra
		base += 1 << extra
	}
	s[30], s[31] = invalid, invalid // only the fixed code has these
	return s
}

func makeMetaSymbols() (s [19]entry) {
	for i := range s {
		s[i] = entry(i) << valueShift
	}
	return s
}

// fixedCodes returns the codes of §3.2.6.
var fixedCodes = sync.OnceValue(func() *codes {
	var litLen [288]uint8
	for i := range litLen {
		switch {
		case i < 144:
			litLen[i] = 8
		case i < 256:
			litLen[i] = 9
		case i < 280:
			litLen[i] = 7
		default:
			litLen[i] = 8
		}
	}
	var dist [32]uint8
	for i := range dist {
		dist[i] = 5
	}
	c := new(codes)
	c.build(litLen[:], dist[:])
	return c
})

// build fills table for the code whose symbols have these lengths, 0 for those
// that do not occur, §3.2.2. It fails unless the code is complete, has a single
// symbol with a length of 1, or has none.
//
// The table is indexed with the next root bits of the stream; an entry that is
// marked as second says where the index for the rest of a longer code starts.
func build(table []entry, root int, lengths []uint8, symbols []entry) bool {
	var count, end [maxCode + 1]int
	for _, n := range lengths {
		count[n]++
	}
	used := len(lengths) - count[0]
	if !complete(&count) && used != 0 && (used != 1 || count[1] != 1) {
		return false
	}
	for n := 1; n < maxCode; n++ {
		end[n+1] = end[n] + count[n]
	}
	var sorted [288]uint16 // by length of the code, then by symbol
	for s, n := range lengths {
		if n != 0 {
			sorted[end[n]] = uint16(s)
			end[n]++
		}
	}

	code, next := 0, 0 // the code is reversed, its first bit is the lowest
	table[0] = invalid
	for n := 1; n <= root; n++ {
		half := 1 << (n - 1)
		copy(table[half:2*half], table[:half])
		for range count[n] {
			table[code] = symbols[sorted[next]] + entry(n<<codeShift+n)
			code = following(code, n)
			next++
		}
	}
	prefix, start, sub := -1, 1<<root, 1<<(maxCode-root)
	for ; next < used; next++ {
		s := sorted[next]
		n := int(lengths[s])
		if p := code & (1<<root - 1); p != prefix {
			if prefix >= 0 {
				start += sub
			}
			prefix = p
			table[p] = entry(second | start<<valueShift)
		}
		e := symbols[s] + entry(n<<codeShift+n)
		for i := code >> root; i < sub; i += 1 << (n - root) {
			table[start+i] = e
		}
		code = following(code, n)
	}
	return true
}

// complete reports whether codes of these lengths leave no bits without a
// meaning, and give none two.
func complete(count *[maxCode + 1]int) bool {
	left := 1
	for _, c := range count[1:] {
		left = left<<1 - c
		if left < 0 {
			return false
		}
	}
	return left == 0
}

// following adds one to a reversed code of n bits.
func following(code, n int) int {
	zeros := uint(code) ^ (1<<n - 1)
	top := 1 << uint(bits.Len(zeros)-1) // 0 after the last code
	return code&(top-1) | top
}

// metaOrder is the order in which the lengths of the code for code lengths are
// stored, §3.2.7.
var metaOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// readCodes reads the codes of a block that brings its own, §3.2.7.
func (d *decoder) readCodes() bool {
	header, ok := d.take(14)
	litLen, dist, meta := int(header&31)+257, int(header>>5&31)+1, int(header>>10)+4
	if !ok || litLen > maxLitLen || dist > maxDist {
		return false
	}
	var lengths [len(metaOrder)]uint8
	for _, s := range metaOrder[:meta] {
		v, ok := d.take(3)
		if !ok {
			return false
		}
		lengths[s] = uint8(v)
	}
	if !build(d.meta[:], metaBits, lengths[:], metaSymbols[:]) {
		return false
	}
	// A run of lengths may go on from the first code into the second.
	all := d.lengths[:litLen+dist]
	return d.readLengths(all) && d.own.build(all[:litLen], all[litLen:])
}

func (d *decoder) readLengths(all []uint8) bool {
	for i := 0; i < len(all); {
		d.fill()
		v, ok := d.value(d.meta[d.bits&(1<<metaBits-1)])
		if !ok {
			return false
		}
		if v < 16 {
			all[i] = uint8(v)
			i++
			continue
		}
		run, last := 0, uint8(0)
		switch v {
		case 16:
			if i == 0 {
				return false
			}
			run, last = d.run(2, 3), all[i-1]
		case 17:
			run = d.run(3, 3)
		case 18:
			run = d.run(7, 11)
		}
		if run == 0 || run > len(all)-i {
			return false
		}
		for range run {
			all[i] = last
			i++
		}
	}
	return true
}

// run returns base and the next count bits together, or 0 if there are none.
func (d *decoder) run(count uint, base int) int {
	v, ok := d.take(count)
	if !ok {
		return 0
	}
	return base + int(v)
}
