package inflate

// Where fast may stop.
const (
	atMargin = iota // near the end of the stream or of the room
	atEnd           // behind the block
	atDamage
)

const (
	inMargin  = 16           // two reads of 8 bytes
	outMargin = 3 + 258 + 16 // three literals and a match, copied 16 bytes at a time
)

// fast decodes symbols of a block as long as it need not check for the end of
// the stream and of the room after each of them.
func (d *decoder) fast(c *codes) int {
	dst, src := d.dst, d.src
	n, pos, bits, have := d.n, d.pos, d.bits, uint64(d.have)
	stop := atMargin
	for n <= len(dst)-outMargin && pos <= len(src)-inMargin {
		// Bits above the first have are right too: reading them again changes nothing.
		bits |= le.Uint64(src[pos:]) << (have & 63)
		pos += int(7 - have>>3&7)
		have |= 56

		e := c.litLen[bits&(1<<litBits-1)]
		if e&literal != 0 {
			bits >>= e & 63
			have -= uint64(e & totalMask)
			dst[n] = byte(e >> valueShift)
			n++
			e = c.litLen[bits&(1<<litBits-1)]
			if e&literal != 0 {
				bits >>= e & 63
				have -= uint64(e & totalMask)
				dst[n] = byte(e >> valueShift)
				n++
				e = c.litLen[bits&(1<<litBits-1)]
				if e&literal != 0 {
					bits >>= e & 63
					have -= uint64(e & totalMask)
					dst[n] = byte(e >> valueShift)
					n++
					continue
				}
			}
		}
		if e&special != 0 {
			if e&second != 0 {
				e = c.litLen[(uint64(e>>valueShift)+bits>>litBits&(1<<litSub-1))&(litSize-1)]
			}
			if e&literal != 0 {
				bits >>= e & 63
				have -= uint64(e & totalMask)
				dst[n] = byte(e >> valueShift)
				n++
				continue
			}
			if e&endBlock != 0 {
				bits >>= e & 63
				have -= uint64(e & totalMask)
				stop = atEnd
				break
			}
			if e&invalid != 0 {
				stop = atDamage
				break
			}
		}
		length := int(e>>valueShift&valueMask) + int(bits&(1<<(e&63)-1)>>(e>>codeShift&codeMask))
		bits >>= e & 63
		have -= uint64(e & totalMask)

		if have < 28 {
			bits |= le.Uint64(src[pos:]) << (have & 63)
			pos += int(7 - have>>3&7)
			have |= 56
		}
		e = c.dist[bits&(1<<distBits-1)]
		if e&second != 0 {
			e = c.dist[(uint64(e>>valueShift)+bits>>distBits&(1<<distSub-1))&(distSize-1)]
		}
		dist := int(e>>valueShift&valueMask) + int(bits&(1<<(e&63)-1)>>(e>>codeShift&codeMask))
		bits >>= e & 63
		have -= uint64(e & totalMask)
		if dist > n || e&invalid != 0 {
			stop = atDamage
			break
		}
		copyMatch(dst, n, dist, length)
		n += length
	}
	d.n, d.pos, d.bits, d.have = n, pos, bits, uint(have)
	d.putBack()
	return stop
}

// copyMatch appends length bytes from dist before the end of dst[:n] to it. It
// may write up to 15 bytes more.
func copyMatch(dst []byte, n, dist, length int) {
	from, end := n-dist, n+length
	if dist >= 16 {
		for {
			*(*[16]byte)(dst[n:]) = *(*[16]byte)(dst[from:])
			n += 16
			from += 16
			if n >= end {
				return
			}
		}
	}
	if dist >= 8 {
		for {
			*(*[8]byte)(dst[n:]) = *(*[8]byte)(dst[from:])
			n += 8
			from += 8
			if n >= end {
				return
			}
		}
	}
	if length > longRun {
		for n < end { // each time there is twice as much to copy from
			n += copy(dst[n:end], dst[from:n])
		}
		return
	}
	for ; n < end; n++ {
		dst[n] = dst[from]
		from++
	}
}

// longRun is from when on a run of few bytes is worth a call of copy.
const longRun = 24
