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

// findChunk is how many bytes find reads at a time.
const findChunk = 256 << 10

// find returns the first offset in [from, to) at which one of the four-byte
// signatures stands, and which; the offset is -1 where none does.
func (s *source) find(from, to int64, signatures ...uint32) (int64, uint32, error) {
	if from >= min(to, s.size) {
		return -1, 0, nil
	}
	if s.data != nil {
		off, sig := findIn(s.data[from:min(to+3, s.size)], signatures)
		if off < 0 {
			return -1, 0, nil
		}
		return from + int64(off), sig, nil
	}
	buf := make([]byte, findChunk)
	for from < to {
		chunk, err := s.at(from, int(min(findChunk, to+3-from)), buf)
		if err != nil {
			return -1, 0, err
		}
		if off, sig := findIn(chunk, signatures); off >= 0 {
			return from + int64(off), sig, nil
		}
		if len(chunk) < 4 {
			break
		}
		from += int64(len(chunk) - 3)
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
