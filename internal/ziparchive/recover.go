package ziparchive

import "math"

// maxScan is how many bytes from the start are searched for headers.
const maxScan = 1 << 30

// scan fills Entries from every header between the start of the file and
// maxScan: directory records first, then the local headers no record points
// to. It skips content, so that a zip file within an entry stays closed.
func (a *Archive) scan() error {
	a.Entries, a.longNames = nil, 0 // what a damaged directory gave is found again
	var central, local []Entry
	end := min(a.src.size, maxScan)
	f := newFinder(&a.src)
	for pos, hits := int64(0), 0; pos < end; hits++ {
		if hits > 2*a.limits.Entries {
			return &LimitError{Limit: "entries", Max: int64(a.limits.Entries), Value: int64(a.limits.Entries) + 1}
		}
		off, sig, err := f.find(pos, end, localSignature, centralSignature)
		if err != nil {
			return err
		}
		if off < 0 {
			break
		}
		read, list := a.scanLocal, &local
		if sig == centralSignature {
			read, list = a.scanCentral, &central
		}
		e, next, err := read(f, off, end)
		if err != nil {
			return err
		}
		if e != nil {
			*list = append(*list, *e)
		}
		pos = next
	}
	a.merge(central, local)
	return nil
}

func (a *Archive) merge(central, local []Entry) {
	listed := make(map[int64]bool, len(central))
	for _, e := range central {
		listed[e.HeaderOffset] = true
		a.add(e)
	}
	for _, e := range local {
		if !listed[e.HeaderOffset] {
			a.add(e)
		}
	}
}

// scanCentral reads the directory record at off, unless it runs into the end
// record or points to no local header. The lengths of extra fields and comment
// are not trusted: next is the end of the name.
func (a *Archive) scanCentral(f *finder, off, end int64) (e *Entry, next int64, err error) {
	if a.EndOffset >= 0 && off < a.EndOffset {
		end = a.EndOffset
	}
	next = off + 4
	b, err := f.at(off, centralSize)
	if err != nil || len(b) < centralSize {
		return nil, next, err
	}
	header := int64(le.Uint32(b[42:]))
	if ok, err := a.signatureAt(header, localSignature); !ok && header != math.MaxUint32 {
		return nil, next, err
	}
	size := centralSize + int(le.Uint16(b[28:])) + int(le.Uint16(b[30:]))
	b, err = f.at(off, size)
	if err != nil || len(b) < size {
		return nil, next, err
	}
	// A record without its comment is a record as well.
	record := append([]byte(nil), b...)
	record[32], record[33] = 0, 0
	got, _ := centralRecord(record, string(record))
	nameEnd := off + centralSize + int64(len(got.Name))
	if ok, err := a.signatureAt(got.HeaderOffset, localSignature); !ok || nameEnd > end {
		return nil, next, err
	}
	return &got, nameEnd, nil
}

// scanLocal makes an entry of the local header at off. next is the end of its
// content. There is no entry where the content's size cannot be found out, nor
// for the nameless ones that fill holes.
func (a *Archive) scanLocal(f *finder, off, end int64) (e *Entry, next int64, err error) {
	next = off + 4
	b, err := f.at(off, localSize)
	if err != nil || len(b) < localSize {
		return nil, next, err
	}
	e = &Entry{HeaderOffset: off}
	e.extra = a.parseLocal(e, b)
	e.Header = e.Local
	size := int(le.Uint16(b[26:])) + e.extra
	b, err = f.at(off+localSize, size)
	if err != nil || len(b) < size {
		return nil, next, err
	}
	e.Name = string(b[:size-e.extra])
	if e.Size == math.MaxUint32 || e.CompressedSize == math.MaxUint32 {
		e.badZip64 = !widen(b[size-e.extra:], &e.Size, &e.CompressedSize)
	}
	data := off + localSize + int64(size)
	if e.Flags&flagDescriptor != 0 && e.CompressedSize == 0 {
		found, next, err := scanDescriptor(f, e, data, end)
		if !found {
			e = nil
		}
		return e, next, err
	}
	if data+e.CompressedSize > a.src.size {
		return nil, next, nil
	}
	if e.Name == "" {
		return nil, data + e.CompressedSize, nil
	}
	return e, data + e.CompressedSize, nil
}

// scanDescriptor looks for the data descriptor, §4.3.9, of the content that
// starts at data: with a signature, or right before the next header without.
func scanDescriptor(f *finder, e *Entry, data, end int64) (found bool, next int64, err error) {
	for pos := data; ; pos += 4 {
		off, sig, err := f.find(pos, end, descriptorSignature, localSignature, centralSignature)
		if err != nil || off < 0 {
			return false, end, err
		}
		at := off - 12 // of the CRC
		if sig == descriptorSignature {
			at = off + 4
		}
		b, err := f.at(at, 12)
		if err != nil {
			return false, end, err
		}
		size := min(at, off) - data
		if len(b) == 12 && size >= 0 && int64(le.Uint32(b[4:])) == size {
			e.CRC32, e.CompressedSize, e.Size = le.Uint32(b), size, int64(le.Uint32(b[8:]))
			return true, at + 12, nil
		}
		if sig != descriptorSignature {
			return false, off, nil
		}
		pos = off
	}
}
