package dex

// reader reads numbers of variable length. Where the data end it says so once,
// in bad, and gives zeros from then on.
type reader struct {
	data []byte
	at   int
	bad  bool
}

func (r *reader) byte() byte {
	if uint(r.at) >= uint(len(r.data)) {
		r.bad = true
		return 0
	}
	r.at++
	return r.data[r.at-1]
}

// uleb reads a ULEB128 number of up to 32 bits.
func (r *reader) uleb() uint32 {
	if uint(r.at) < uint(len(r.data)) && r.data[r.at] < 0x80 { // most are short
		r.at++
		return uint32(r.data[r.at-1])
	}
	return r.longUleb()
}

func (r *reader) longUleb() uint32 {
	var v uint32
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		v |= uint32(b&0x7F) << shift
		if b < 0x80 {
			return v
		}
	}
	r.bad = true
	return 0
}

// sleb reads a signed LEB128 number of up to 32 bits.
func (r *reader) sleb() int32 {
	var v uint32
	for shift := 0; shift < 35; {
		b := r.byte()
		v |= uint32(b&0x7F) << shift
		shift += 7
		if b >= 0x80 {
			continue
		}
		if b&0x40 != 0 && shift < 32 {
			v |= ^uint32(0) << shift
		}
		return int32(v)
	}
	r.bad = true
	return 0
}
