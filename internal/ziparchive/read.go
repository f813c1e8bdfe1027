package ziparchive

import (
	"errors"
	"fmt"
	"hash/crc32"
	"sync"

	"github.com/zicha-lint/zicha/internal/inflate"
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

// Head returns the first n bytes of an entry, or fewer where it has no more or
// cannot be read so far. It counts against no limit: n is small.
func (a *Archive) Head(e *Entry, n int) []byte {
	if e.DataOffset < 0 {
		return nil
	}
	if e.Method != deflated {
		data, _ := a.src.at(e.DataOffset, int(min(int64(n), e.Size, max(0, a.src.size-e.DataOffset))), nil)
		return data
	}
	room := min(e.CompressedSize, a.src.size-e.DataOffset, int64(n)+headRoom)
	src, err := a.src.at(e.DataOffset, int(max(0, room)), nil)
	if err != nil {
		return nil
	}
	head := make([]byte, n)
	got, _, _ := inflate.Inflate(head, src) // the stream is cut off on purpose
	return head[:got]
}

// headRoom is how many deflated bytes are read beyond those asked for: the code
// tables of the first block stand before its content.
const headRoom = 512

// packed holds the deflated bytes of one entry at a time, where the archive is
// not in memory.
var packed = sync.Pool{New: func() any { return new([]byte) }}

// inflate returns at most e.Size bytes; more says that there would be more.
func (a *Archive) inflate(e *Entry) (data []byte, more bool, err error) {
	buf := packed.Get().(*[]byte)
	defer packed.Put(buf)
	src, err := a.compressed(e, buf)
	if err != nil {
		return nil, false, err
	}
	// A size that the compressed data cannot reach is a lie: do not allocate it.
	data = make([]byte, min(e.Size, (int64(len(src))+1)*maxDeflate))
	n, _, err := inflate.Inflate(data, src)
	switch {
	case errors.Is(err, inflate.ErrFull):
		return data[:n], true, nil
	case err == nil:
		return data[:n], false, nil
	case (e.Flags|e.Local.Flags)&flagEncrypted != 0:
		return nil, false, ErrEncrypted
	}
	return nil, false, ErrBadData
}

// compressed returns the deflated bytes of an entry, which end with the file at
// the latest. No stream for e.Size bytes needs more than twice as many.
func (a *Archive) compressed(e *Entry, buf *[]byte) ([]byte, error) {
	n := max(0, min(e.CompressedSize, a.src.size-e.DataOffset, 2*e.Size+64<<10))
	if a.src.data == nil && int64(cap(*buf)) < n {
		*buf = make([]byte, n)
	}
	return a.src.at(e.DataOffset, int(n), *buf)
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
