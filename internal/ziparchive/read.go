package ziparchive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// maxDeflate is the most bytes that one deflated byte can stand for: 258 for
// every two bits, RFC 1951 §3.2.5.
const maxDeflate = 1032

// Read returns the whole content of an entry of this archive, as Android reads
// it. It may be part of the archive's memory and must not be written to. Read
// is safe for concurrent use.
//
// A wrong CRC and a wrong size are anomalies, not errors. Errors: *LimitError,
// ErrTruncated, ErrEncrypted, ErrBadData, or the reader's own.
func (a *Archive) Read(e *Entry) ([]byte, error) {
	if e.DataOffset < 0 {
		return nil, fmt.Errorf("%q: no local header: %w", e.Name, ErrBadData)
	}
	if e.Method != deflated && e.DataOffset+e.Size > a.src.size {
		return nil, fmt.Errorf("%q: %w", e.Name, ErrTruncated)
	}
	if err := a.admit(e); err != nil {
		return nil, err
	}
	data, err := a.content(e)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", e.Name, err)
	}
	if crc32.ChecksumIEEE(data) != e.CRC32 {
		a.note(wrongCRC, e)
	}
	return data, a.checkDescriptor(e)
}

// admit counts the entry's size against the limits, before anything is read.
func (a *Archive) admit(e *Entry) error {
	l := &a.limits
	if e.Size > l.Entry {
		return &LimitError{Limit: "entry", Entry: e.Name, Max: l.Entry, Value: e.Size}
	}
	if ratio := e.Size / max(1, e.CompressedSize); e.Method == deflated && e.Size > l.RatioFrom && ratio > l.Ratio {
		return &LimitError{Limit: "ratio", Entry: e.Name, Max: l.Ratio, Value: ratio}
	}
	if total := a.inflated.Add(e.Size); total > l.Inflated {
		a.inflated.Add(-e.Size)
		return &LimitError{Limit: "inflated", Entry: e.Name, Max: l.Inflated, Value: total}
	}
	return nil
}

func (a *Archive) content(e *Entry) ([]byte, error) {
	if e.Size == 0 && e.CompressedSize == 0 {
		return nil, nil // a folder, whatever its method
	}
	if e.Method != deflated {
		data, err := a.src.at(e.DataOffset, int(e.Size), nil)
		if err == nil && int64(len(data)) < e.Size {
			err = ErrTruncated // the file became shorter meanwhile
		}
		return data, err
	}
	data, more, err := a.inflate(e)
	if err != nil {
		return nil, err
	}
	if more || int64(len(data)) != e.Size {
		a.note(wrongSize, e, e.Size)
	}
	return data, nil
}

// inflater is a decompressor with the readers it needs.
type inflater struct {
	flate io.ReadCloser // has flate.Resetter too
	mem   bytes.Reader
	file  *bufio.Reader
}

var inflaters = sync.Pool{New: func() any {
	return &inflater{flate: flate.NewReader(nil), file: bufio.NewReaderSize(nil, 64<<10)}
}}

// scrub is an empty deflated block with one literal code and one distance code
// (of 24 KiB and more). A block that declares no distance codes, and uses some,
// makes the decompressor go by the tables of an earlier stream; after scrub
// those are always the same, so that a hostile entry reads alike in any order.
const scrub = "\x05\xdd\x81\x00\x00\x00\x00\x00\x90\xff\x6b\x25\x00"

// open starts the decompressor at the entry's content, which ends with the
// file at the latest.
func (inf *inflater) open(src *source, e *Entry) error {
	inf.mem.Reset([]byte(scrub))
	if err := inf.flate.(flate.Resetter).Reset(&inf.mem, nil); err != nil {
		return err
	}
	if n, err := inf.flate.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return fmt.Errorf("scrub the decompressor: %d bytes, %w", n, err)
	}
	n := max(0, min(e.CompressedSize, src.size-e.DataOffset))
	var r io.Reader = &inf.mem
	if src.data != nil {
		start := min(e.DataOffset, src.size)
		inf.mem.Reset(src.data[start : start+n])
	} else {
		inf.file.Reset(io.NewSectionReader(src.r, e.DataOffset, n))
		r = inf.file
	}
	return inf.flate.(flate.Resetter).Reset(r, nil)
}

// close lets go of the file and gives the inflater to the next reader.
func (inf *inflater) close() {
	inf.mem.Reset(nil)
	inf.file.Reset(nil)
	inflaters.Put(inf)
}

// inflate returns at most e.Size bytes; more says that there would be more.
func (a *Archive) inflate(e *Entry) (data []byte, more bool, err error) {
	inf := inflaters.Get().(*inflater)
	defer inf.close()
	if err := inf.open(&a.src, e); err != nil {
		return nil, false, err
	}
	// A size that the compressed data cannot reach is a lie: do not allocate it.
	reach := (min(e.CompressedSize, a.src.size) + 1) * maxDeflate
	data = make([]byte, min(e.Size, reach))
	n := 0
	for n < len(data) && err == nil {
		var k int
		k, err = inf.flate.Read(data[n:])
		n += k
	}
	if err == nil {
		var k int
		k, err = inf.flate.Read(make([]byte, 1))
		more = k > 0
	}
	if err == io.EOF || more {
		return data[:n], more, nil
	}
	return nil, false, inflateError(e, err)
}

// inflateError tells damaged data from a reader that failed. The decompressor's
// own words are left out: the offset in them depends on the kind of reader.
func inflateError(e *Entry, err error) error {
	var corrupt flate.CorruptInputError
	if !errors.As(err, &corrupt) && err != io.ErrUnexpectedEOF {
		return err
	}
	if (e.Flags|e.Local.Flags)&flagEncrypted != 0 {
		return ErrEncrypted
	}
	return ErrBadData
}

// checkDescriptor compares the data descriptor behind the content, §4.3.9,
// with the directory. Android does that for code, not for resources.
func (a *Archive) checkDescriptor(e *Entry) error {
	if e.Local.Flags&flagDescriptor == 0 {
		return nil
	}
	b, err := a.src.at(e.end(), 24, nil)
	if err != nil {
		return err
	}
	if !describes(b, e) {
		a.note(wrongDescriptor, e)
	}
	return nil
}

// describes reports whether b starts with a descriptor of the entry: with or
// without a signature, with figures of 32 or of 64 bits.
func describes(b []byte, e *Entry) bool {
	if len(b) >= 4 && le.Uint32(b) == descriptorSignature {
		b = b[4:]
	}
	if len(b) < 12 || le.Uint32(b) != e.CRC32 {
		return false
	}
	if int64(le.Uint32(b[4:])) == e.CompressedSize && int64(le.Uint32(b[8:])) == e.Size {
		return true
	}
	return len(b) >= 20 && int64(le.Uint64(b[4:])) == e.CompressedSize && int64(le.Uint64(b[12:])) == e.Size
}
