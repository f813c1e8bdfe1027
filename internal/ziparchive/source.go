package ziparchive

import (
	"bytes"
	"io"
)

// Memory is an archive that is in memory already. Open reads it without
// copying, and stored entries come out as parts of it.
type Memory []byte

// ReadAt implements io.ReaderAt.
func (m Memory) ReadAt(p []byte, off int64) (int, error) {
	return bytes.NewReader(m).ReadAt(p, off)
}

// Bytes returns the archive itself.
func (m Memory) Bytes() []byte { return m }

// source is the file: in memory where data is not nil, behind r otherwise.
type source struct {
	r    io.ReaderAt
	data []byte
	size int64
}

func newSource(r io.ReaderAt, size int64) source {
	m, ok := r.(interface{ Bytes() []byte })
	if ok && int64(len(m.Bytes())) >= size {
		return source{r: r, data: m.Bytes()[:size:size], size: size}
	}
	return source{r: r, size: size}
}

// at returns up to n bytes from off: fewer at the end of the file, none
// outside of it. It uses buf where that is large enough; the result is valid
// until buf is used again and must not be written to.
func (s *source) at(off int64, n int, buf []byte) ([]byte, error) {
	if off < 0 || off >= s.size || n <= 0 {
		return nil, nil
	}
	n = int(min(int64(n), s.size-off))
	if s.data != nil {
		return s.data[off : off+int64(n) : off+int64(n)], nil
	}
	if cap(buf) < n {
		buf = make([]byte, n)
	}
	got, err := s.r.ReadAt(buf[:n], off)
	if got == n || err == io.EOF {
		return buf[:got], nil
	}
	return nil, err
}

// findChunk is how many bytes a finder reads at a time.
const findChunk = 256 << 10

// finder searches the file from the start on, and reads no part of it twice.
type finder struct {
	src   *source
	chunk []byte // the part of the file in memory
	start int64  // its offset
	buf   []byte
}

func newFinder(src *source) *finder {
	if src.data != nil {
		return &finder{src: src, chunk: src.data}
	}
	return &finder{src: src, buf: make([]byte, findChunk)}
}

// at is source.at, from the part in memory where that has the bytes. The result
// is valid until the next find.
func (f *finder) at(off int64, n int) ([]byte, error) {
	if i := off - f.start; i >= 0 && i+int64(n) <= int64(len(f.chunk)) {
		return f.chunk[i : i+int64(n)], nil
	}
	return f.src.at(off, n, nil)
}

// find returns the first offset in [from, to) at which one of the four-byte
// signatures stands, and which; the offset is -1 where none does.
func (f *finder) find(from, to int64, signatures ...uint32) (int64, uint32, error) {
	for from < to {
		if from < f.start || from+4 > f.start+int64(len(f.chunk)) {
			if f.src.data != nil {
				break
			}
			chunk, err := f.src.at(from, findChunk, f.buf)
			if err != nil {
				return -1, 0, err
			}
			f.chunk, f.start = chunk, from
		}
		i, sig := findIn(f.chunk[from-f.start:], signatures)
		if i >= 0 && from+int64(i) < to {
			return from + int64(i), sig, nil
		}
		if i >= 0 || len(f.chunk) < 4 {
			break
		}
		from = f.start + int64(len(f.chunk)) - 3
	}
	return -1, 0, nil
}

// findIn searches one piece of memory; all signatures start with "PK".
func findIn(b []byte, signatures []uint32) (int, uint32) {
	for base := 0; ; base += 2 {
		i := bytes.Index(b[base:], []byte("PK"))
		if i < 0 || base+i+4 > len(b) {
			return -1, 0
		}
		base += i
		for _, sig := range signatures {
			if le.Uint32(b[base:]) == sig {
				return base, sig
			}
		}
	}
}
