package ziparchive

import (
	"encoding/binary"
	"math"
)

var le = binary.LittleEndian

// Record signatures and fixed sizes, §4.3.
const (
	localSignature      = 0x04034b50
	centralSignature    = 0x02014b50
	descriptorSignature = 0x08074b50
	endSignature        = 0x06054b50
	end64Signature      = 0x06064b50
	locatorSignature    = 0x07064b50

	localSize   = 30
	centralSize = 46
	endSize     = 22
	end64Size   = 56
	locatorSize = 20
)

const (
	// maxEnds is how many end records are looked at, from the last on.
	maxEnds = 64
	// maxDirectory is the size in bytes up to which a directory is read.
	maxDirectory = 256 << 20
)

// endRecord is an "end of central directory" record, §4.3.16.
type endRecord struct {
	offset    int64 // in the file
	end       int64 // where the directory has to end: here, or at the ZIP64 record
	count     uint64
	dirOffset int64
	dirSize   int64
	base      int64 // what has to be added to every offset in the directory

	usable bool  // there is a directory where it points to
	fault  *kind // why Android refuses the file by this record; nil where it does not
}

// endRecords finds the end records in the stretch that Android searches, the
// last one first.
func (a *Archive) endRecords() ([]endRecord, error) {
	start := max(0, a.src.size-endSize-math.MaxUint16)
	tail, err := a.src.at(start, endSize+math.MaxUint16, nil)
	if err != nil {
		return nil, err
	}
	var ends []endRecord
	for i := len(tail) - endSize; i >= 0 && len(ends) < maxEnds; i-- {
		if tail[i] != 'P' || le.Uint32(tail[i:]) != endSignature {
			continue
		}
		end, err := a.endRecord(tail[i:], start+int64(i))
		if err != nil {
			return nil, err
		}
		ends = append(ends, end)
	}
	return ends, nil
}

// endRecord judges the record b at a file offset as libziparchive does.
func (a *Archive) endRecord(b []byte, offset int64) (endRecord, error) {
	e := endRecord{
		offset: offset, end: offset,
		count: uint64(le.Uint16(b[10:])), dirSize: int64(le.Uint32(b[12:])), dirOffset: int64(le.Uint32(b[16:])),
	}
	comment := le.Uint16(b[20:])
	onDisk := le.Uint16(b[8:])
	if onDisk == math.MaxUint16 || e.count == math.MaxUint16 || e.dirSize == math.MaxUint32 ||
		e.dirOffset == math.MaxUint32 || comment == math.MaxUint16 {
		if err := a.readEnd64(&e); err != nil {
			return e, err
		}
	}
	if err := a.locateDirectory(&e); err != nil {
		return e, err
	}
	if reach := offset + endSize + int64(comment); reach != a.src.size && (e.fault == nil || reach > a.src.size) {
		e.fault = trailingData
		if reach > a.src.size {
			e.fault = badEnd
		}
	}
	return e, nil
}

// readEnd64 replaces the record's figures by those of the ZIP64 record, which
// a locator right before the end record points to, §4.3.14 and §4.3.15.
func (a *Archive) readEnd64(e *endRecord) error {
	e.fault = badZip64
	locator, err := a.src.at(e.offset-locatorSize, locatorSize, nil)
	if err != nil || len(locator) < locatorSize || le.Uint32(locator) != locatorSignature {
		return err
	}
	at := int64(le.Uint64(locator[8:]))
	if at < 0 || at > e.offset-locatorSize-end64Size {
		return nil
	}
	b, err := a.src.at(at, end64Size, nil)
	if err != nil || len(b) < end64Size || le.Uint32(b) != end64Signature {
		return err
	}
	count, size, offset := le.Uint64(b[32:]), int64(le.Uint64(b[40:])), int64(le.Uint64(b[48:]))
	if size < 0 || offset < 0 || size > at || offset > at-size {
		return nil
	}
	e.count, e.dirSize, e.dirOffset, e.end, e.fault = count, size, offset, at, nil
	return nil
}

// locateDirectory looks whether a directory stands where the record points
// to, also for the case that somebody put data before the whole archive.
func (a *Archive) locateDirectory(e *endRecord) error {
	if e.count == 0 {
		e.fault = emptyDirectory
		return nil
	}
	here, err := a.signatureAt(e.dirOffset, centralSignature)
	if err != nil {
		return err
	}
	past := e.dirOffset+e.dirSize > e.end
	if here && e.dirOffset < e.end {
		e.usable = true
		if past {
			e.fault = misplacedDirectory
		}
		return nil
	}
	if e.fault == nil {
		e.fault = misplacedDirectory
	}
	base := e.end - e.dirSize - e.dirOffset
	if past || base == 0 {
		return nil
	}
	shifted, err := a.signatureAt(base+e.dirOffset, centralSignature)
	if shifted {
		e.usable, e.base, e.fault = true, base, prependedData
	}
	return err
}

func (a *Archive) signatureAt(off int64, want uint32) (bool, error) {
	b, err := a.src.at(off, 4, nil)
	return len(b) == 4 && le.Uint32(b) == want, err
}

// choose returns the end record to read by, or nil where none leads to a
// directory. Android takes the last one or refuses the file; when it refuses,
// the one with the least fault is taken.
func (a *Archive) choose(ends []endRecord) *endRecord {
	if len(ends) == 0 {
		return nil
	}
	if f := ends[0].fault; f != nil {
		a.note(f, nil, ends[0].offset)
	}
	acceptable := []func(*kind) bool{
		func(f *kind) bool { return f == nil },
		func(f *kind) bool { return f == trailingData || f == prependedData },
		func(*kind) bool { return true },
	}
	for _, accept := range acceptable {
		for i := range ends {
			if ends[i].usable && accept(ends[i].fault) {
				return &ends[i]
			}
		}
	}
	return nil
}

// readDirectory reads exactly as many records as the end record counts, as
// Android does. whole is false where the directory breaks off before.
func (a *Archive) readDirectory(end *endRecord) (whole bool, err error) {
	start := end.base + end.dirOffset
	size := min(end.dirSize, end.end-start)
	if size > maxDirectory {
		return false, &LimitError{Limit: "directory", Max: maxDirectory, Value: size}
	}
	count := min(end.count, uint64(size/centralSize))
	if count > uint64(a.limits.Entries) {
		return false, &LimitError{Limit: "entries", Max: int64(a.limits.Entries), Value: int64(count)}
	}
	b, err := a.src.at(start, int(size), nil)
	if err != nil {
		return false, err
	}
	// One copy holds all names, and nothing keeps the file itself alive.
	text := string(b)
	a.Entries = make([]Entry, 0, count)
	pos := 0
	for range count {
		e, n := centralRecord(b[pos:], text[pos:])
		if n == 0 {
			return false, nil
		}
		e.HeaderOffset += end.base
		a.add(e)
		pos += n
	}
	if uint64(count) < end.count {
		return false, nil
	}
	a.checkDirectoryEnd(end, b[pos:])
	return true, nil
}

// checkDirectoryEnd looks at what stands behind the records that count.
func (a *Archive) checkDirectoryEnd(end *endRecord, rest []byte) {
	if len(rest) >= 4 && le.Uint32(rest) == centralSignature {
		a.note(hiddenRecords, nil, end.count)
	} else if len(rest) > 0 {
		a.note(directorySize, nil, len(rest))
	}
	if gap := end.end - end.base - end.dirOffset - end.dirSize; gap > 0 {
		a.note(directoryGap, nil, gap)
	}
}

// add appends an entry, unless its name is over the limit.
func (a *Archive) add(e Entry) {
	if len(e.Name) > a.limits.Name {
		a.longNames++
		return
	}
	e.index = len(a.Entries)
	a.Entries = append(a.Entries, e)
}

// centralRecord reads the record at the start of b, §4.3.12; text holds the
// same bytes. n is the record's size, or 0 where there is no whole record.
func centralRecord(b []byte, text string) (e Entry, n int) {
	if len(b) < centralSize || le.Uint32(b) != centralSignature {
		return e, 0
	}
	name, extra, comment := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
	n = centralSize + name + extra + comment
	if n > len(b) {
		return e, 0
	}
	e.Header = Header{
		Name:  text[centralSize : centralSize+name],
		Flags: le.Uint16(b[8:]), Method: le.Uint16(b[10:]), CRC32: le.Uint32(b[16:]),
		CompressedSize: int64(le.Uint32(b[20:])), Size: int64(le.Uint32(b[24:])),
	}
	e.HeaderOffset = int64(le.Uint32(b[42:]))
	e.extra = extra
	if e.Size == math.MaxUint32 || e.CompressedSize == math.MaxUint32 || e.HeaderOffset == math.MaxUint32 {
		e.badZip64 = !widen(b[centralSize+name:centralSize+name+extra], &e.Size, &e.CompressedSize, &e.HeaderOffset)
	}
	return e, n
}

// zip64Field is the id of the extra field with 64-bit figures, §4.5.3.
const zip64Field = 1

// widen replaces figures of 0xffffffff by those of the ZIP64 extra field. The
// field holds them in this order, either only the ones that are needed or all.
// It reports false, and may leave figures as they are, where the field is
// missing or too short or a figure is beyond all limits.
func widen(extra []byte, figures ...*int64) bool {
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			return false
		}
		if id != zip64Field {
			extra = extra[n:]
			continue
		}
		field, all := extra[:n], n >= 24
		for _, f := range figures {
			if *f != math.MaxUint32 && !all {
				continue
			}
			if len(field) < 8 || le.Uint64(field) > math.MaxInt64/2 {
				return false
			}
			*f, field = int64(le.Uint64(field)), field[8:]
		}
		return true
	}
	return false
}
