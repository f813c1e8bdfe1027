package ziparchive

import (
	"cmp"
	"math"
	"slices"
)

const (
	stored   = 0
	deflated = 8

	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3 // size and CRC stand behind the data, §4.3.9
)

// readLocalHeaders fills in what the local headers say and where the content
// starts.
func (a *Archive) readLocalHeaders() error {
	buf := make([]byte, localSize+math.MaxUint16)
	for i := range a.Entries {
		if err := a.readLocalHeader(&a.Entries[i], buf); err != nil {
			return err
		}
	}
	return nil
}

func (a *Archive) readLocalHeader(e *Entry, buf []byte) error {
	e.DataOffset = -1
	if e.badZip64 {
		a.note(badZip64Field, e)
	}
	b, err := a.src.at(e.HeaderOffset, localSize+len(e.Name), buf)
	if err != nil {
		return err
	}
	if len(b) < localSize || le.Uint32(b) != localSignature {
		a.note(missingLocalHeader, e, e.HeaderOffset)
		return nil
	}
	extra := a.parseLocal(e, b)
	name := int(le.Uint16(b[26:]))
	at := e.HeaderOffset + localSize
	if name == len(e.Name) && string(b[localSize:]) == e.Name {
		e.Local.Name = e.Name
	} else if b, err = a.src.at(at, name, buf); err != nil {
		return err
	} else {
		e.Local.Name = string(b)
	}
	at += int64(name)
	if e.Local.Size == math.MaxUint32 || e.Local.CompressedSize == math.MaxUint32 {
		b, err := a.src.at(at, extra, buf)
		if err != nil {
			return err
		}
		widen(b, &e.Local.Size, &e.Local.CompressedSize)
	}
	a.placeContent(e, at, extra)
	a.compareHeaders(e)
	return nil
}

// parseLocal reads the fixed part b of a local header, §4.3.7, and returns the
// length of its extra fields.
func (a *Archive) parseLocal(e *Entry, b []byte) (extra int) {
	e.Local = Header{
		Flags: le.Uint16(b[6:]), Method: le.Uint16(b[8:]), CRC32: le.Uint32(b[14:]),
		CompressedSize: int64(le.Uint32(b[18:])), Size: int64(le.Uint32(b[22:])),
	}
	return int(le.Uint16(b[28:]))
}

// placeContent decides where the content starts: behind the extra fields,
// which end at extra bytes from at. Where that lies beyond the directory, the
// directory's own length of the extra fields is tried.
func (a *Archive) placeContent(e *Entry, at int64, extra int) {
	e.DataOffset = at + int64(extra)
	if e.end() <= a.dataEnd {
		return
	}
	if at+int64(e.extra)+e.extent() <= a.dataEnd {
		e.DataOffset = at + int64(e.extra)
		a.note(localExtra, e, extra)
		return
	}
	a.note(beyondDirectory, e, e.end(), a.dataEnd)
}

// extent is how many bytes of the file Android maps for the content: of
// everything that is not deflated it takes the inflated size.
func (e *Entry) extent() int64 {
	if e.Method == deflated {
		return e.CompressedSize
	}
	return max(e.Size, e.CompressedSize)
}

func (e *Entry) end() int64 { return e.DataOffset + e.extent() }

// compareHeaders reports where the two headers of an entry differ, and what
// is odd in the directory's.
func (a *Archive) compareHeaders(e *Entry) {
	l := &e.Local
	if l.Name != e.Name {
		a.note(localName, e, l.Name)
	}
	if l.Method != e.Method {
		a.note(localMethod, e, l.Method, e.Method)
	}
	if (l.Flags^e.Flags)&(flagEncrypted|flagDescriptor) != 0 {
		a.note(localFlags, e, l.Flags, e.Flags)
	}
	// With a descriptor the local figures may be zero, and Android ignores them.
	deferred := l.Flags&flagDescriptor != 0
	if l.CRC32 != e.CRC32 && !(deferred && l.CRC32 == 0) {
		a.note(localCRC, e, l.CRC32, e.CRC32)
	}
	if differ(l.CompressedSize, e.CompressedSize, deferred) || differ(l.Size, e.Size, deferred) {
		a.note(localSizes, e, l.CompressedSize, l.Size, e.CompressedSize, e.Size)
	}
	if (l.Flags|e.Flags)&flagEncrypted != 0 {
		a.note(encryptedFlag, e)
	}
	if e.Method != stored && e.Method != deflated {
		a.note(unknownMethod, e, e.Method)
	}
	if e.Method != deflated && e.Size != e.CompressedSize {
		a.note(storedSize, e, e.CompressedSize, e.Size)
	}
}

func differ(local, central int64, deferred bool) bool {
	return local != central && !(deferred && local == 0)
}

// checkLayout looks at how entries and end records lie in the file.
func (a *Archive) checkLayout(ends []endRecord) error {
	order := make([]*Entry, 0, len(a.Entries))
	for i := range a.Entries {
		if a.Entries[i].DataOffset >= 0 {
			order = append(order, &a.Entries[i])
		}
	}
	byOffset := func(x, y *Entry) int { return cmp.Compare(x.HeaderOffset, y.HeaderOffset) }
	if !slices.IsSortedFunc(order, byOffset) {
		slices.SortStableFunc(order, byOffset)
	}
	var last *Entry // the one that reaches furthest so far
	for _, e := range order {
		if last != nil && e.HeaderOffset == last.HeaderOffset {
			a.note(sharedHeader, e, last.Name)
		} else if last != nil && e.HeaderOffset < last.end() {
			a.note(overlappingEntries, e, last.Name)
		}
		if last == nil || e.end() > last.end() {
			last = e
		}
	}
	a.checkEnds(ends, order)
	return a.checkStart(order)
}

// checkEnds reports the end records that are not the one that was read by:
// the one Android takes, and every other that leads to a directory.
func (a *Archive) checkEnds(ends []endRecord, order []*Entry) {
	for i, end := range ends {
		other := a.EndOffset >= 0 && end.offset != a.EndOffset
		if other && (i == 0 || end.usable) && !covered(order, end.offset) {
			a.note(extraEnd, nil, end.offset)
		}
	}
}

// covered reports whether an offset lies in the content of an entry, as the
// end record of a zip file within the archive does.
func covered(entries []*Entry, off int64) bool {
	return slices.ContainsFunc(entries, func(e *Entry) bool { return e.DataOffset <= off && off < e.end() })
}

// checkStart looks at what the file starts with. Android refuses what does not
// start with a local header: an old ART would have run a DEX file there.
func (a *Archive) checkStart(order []*Entry) error {
	b, err := a.src.at(0, localSize, nil)
	if err != nil || len(order) == 0 || order[0].HeaderOffset == 0 {
		return err
	}
	if len(b) < localSize || le.Uint32(b) != localSignature {
		a.note(prependedData, nil, order[0].HeaderOffset)
		return nil
	}
	// Android's build tools fill holes with nameless entries.
	if nameless := le.Uint16(b[26:]) == 0; !nameless {
		a.note(unlistedData, nil, order[0].HeaderOffset)
	}
	return nil
}
