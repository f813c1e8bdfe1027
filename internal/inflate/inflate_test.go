package inflate

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	klauspost "github.com/klauspost/compress/flate"
)

// oracle does with compress/flate what Inflate does.
func oracle(dst, src []byte) (n, used int, err error) {
	in := bytes.NewReader(src)
	r := flate.NewReader(in)
	n, err = io.ReadFull(r, dst)
	if err == nil {
		var more [1]byte
		if k, _ := io.ReadFull(r, more[:]); k == 1 {
			return n, 0, ErrFull
		}
	}
	// ReadFull says ErrUnexpectedEOF for a good stream that is short, too.
	if _, again := r.Read(make([]byte, 1)); again == io.EOF {
		return n, len(src) - in.Len(), nil
	}
	return n, 0, ErrCorrupt
}

// guard is a canary behind the room that Inflate is given.
const guard = 32

// compare runs Inflate with room for size bytes, and the oracle.
func compare(t *testing.T, src []byte, size int) {
	t.Helper()
	want := make([]byte, size)
	wantN, wantUsed, wantErr := oracle(want, src)
	buf := bytes.Repeat([]byte{0xa5}, size+guard)
	n, used, err := Inflate(buf[:size], src[:len(src):len(src)])
	if n != wantN || err != wantErr || err == nil && used != wantUsed {
		t.Fatalf("room for %d of %d: got n %d, used %d, %v, want n %d, used %d, %v",
			size, len(src), n, used, err, wantN, wantUsed, wantErr)
	}
	if !bytes.Equal(buf[:n], want[:n]) {
		t.Fatalf("room for %d of %d: contents differ", size, len(src))
	}
	if !bytes.Equal(buf[size:], bytes.Repeat([]byte{0xa5}, guard)) {
		t.Fatalf("room for %d of %d: wrote behind it", size, len(src))
	}
}

// texts are contents that lead to all kinds of blocks and symbols.
func texts() map[string][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	random := make([]byte, 100_000)
	few := make([]byte, 100_000)
	skewed := make([]byte, 100_000)
	for i := range random {
		random[i] = byte(r.Uint32())
		few[i] = "abc"[r.IntN(3)]
		skewed[i] = byte(r.ExpFloat64() * 12) // needs long codes
	}
	all := map[string][]byte{
		"empty":  {},
		"byte":   {7},
		"random": random,
		"few":    few,
		"skewed": skewed,
		"far":    append(bytes.Clone(random[:32768]), random[:32768]...),
	}
	for period := 1; period <= 20; period++ {
		all[fmt.Sprint("period ", period)] = bytes.Repeat(random[:period], 5000/period)
	}
	for _, name := range []string{"inflate.go", "codes.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			panic(err)
		}
		all[name] = text
	}
	return all
}

// deflates returns the text as the writers of both libraries compress it.
func deflates(tb testing.TB, text []byte) (streams [][]byte) {
	tb.Helper()
	for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
		var one, other bytes.Buffer
		w1, err1 := flate.NewWriter(&one, level)
		w2, err2 := klauspost.NewWriter(&other, level)
		if err1 != nil || err2 != nil {
			tb.Fatal(err1, err2)
		}
		for _, w := range []interface {
			io.WriteCloser
			Flush() error
		}{w1, w2} {
			for half := range 2 {
				if _, err := w.Write(text[half*len(text)/2 : (half+1)*len(text)/2]); err != nil {
					tb.Fatal(err)
				}
				if err := w.Flush(); half == 0 && err != nil {
					tb.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				tb.Fatal(err)
			}
		}
		streams = append(streams, one.Bytes(), other.Bytes())
	}
	return streams
}

func TestRoundTrip(t *testing.T) {
	for name, text := range texts() {
		for i, stream := range deflates(t, text) {
			got := make([]byte, len(text))
			n, used, err := Inflate(got, append(stream, "trailer"...))
			if err != nil || n != len(text) || used != len(stream) || !bytes.Equal(got, text) {
				t.Errorf("%s, stream %d: n %d of %d, used %d of %d, %v", name, i, n, len(text), used, len(stream), err)
			}
		}
	}
}

func TestRoom(t *testing.T) {
	for name, text := range texts() {
		t.Run(name, func(t *testing.T) {
			for _, stream := range deflates(t, text) {
				for _, size := range []int{0, 1, len(text) / 3, len(text) - 300, len(text) - 1, len(text) + 1, len(text) + 300} {
					compare(t, stream, max(0, size))
				}
			}
		})
	}
}

func TestTruncated(t *testing.T) {
	for name, text := range texts() {
		t.Run(name, func(t *testing.T) {
			text := text[:min(len(text), 3000)]
			for _, stream := range deflates(t, text)[6:12] {
				for n := 0; n < len(stream); n += 1 + len(stream)/400 {
					compare(t, stream[:n], len(text))
					compare(t, stream[:n], len(text)/2)
				}
			}
		})
	}
}

func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	rounds := 400
	if testing.Short() {
		rounds = 20
	}
	for name, text := range texts() {
		t.Run(name, func(t *testing.T) {
			text := text[:min(len(text), 5000)]
			for _, stream := range deflates(t, text) {
				for range rounds / 20 {
					damaged := bytes.Clone(stream)
					for range 1 + r.IntN(3) {
						damaged[r.IntN(min(len(damaged), 100<<r.IntN(10)))] ^= 1 << r.IntN(8)
					}
					compare(t, damaged, len(text)+r.IntN(600))
				}
			}
		})
	}
}

func TestNoAllocation(t *testing.T) {
	text := texts()["skewed"]
	stream := deflates(t, text)[16]
	dst := make([]byte, len(text))
	if allocs := testing.AllocsPerRun(50, func() { Inflate(dst, stream) }); allocs >= 1 {
		t.Errorf("%v allocations", allocs)
	}
}

// entries yields the deflated entries of the APKs that ZICHA_APKS names: files
// or folders, separated as in PATH.
func entries(tb testing.TB, only string, yield func(name string, stream []byte, size int)) {
	list := os.Getenv("ZICHA_APKS")
	if list == "" {
		tb.Skip("ZICHA_APKS names no APKs")
	}
	for _, root := range filepath.SplitList(list) {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".apk") {
				return err
			}
			eachEntry(tb, path, only, yield)
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

func eachEntry(tb testing.TB, path, only string, yield func(name string, stream []byte, size int)) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		tb.Logf("%s: %v", path, err)
		return
	}
	defer archive.Close()
	for _, f := range archive.File {
		if f.Method != zip.Deflate || !strings.HasSuffix(f.Name, only) {
			continue
		}
		raw, err := f.OpenRaw()
		if err != nil {
			tb.Logf("%s: %v", path, err)
			continue
		}
		stream, err := io.ReadAll(raw)
		if err != nil {
			tb.Logf("%s: %v", path, err)
			continue
		}
		yield(path+": "+f.Name, stream, int(min(f.UncompressedSize64, uint64(len(stream))*1032)))
	}
}

func TestPackages(t *testing.T) {
	total, bytes := 0, 0
	entries(t, "", func(name string, stream []byte, size int) {
		compare(t, stream, size)
		total++
		bytes += size
	})
	t.Logf("%d entries, %d bytes", total, bytes)
}

func FuzzInflate(f *testing.F) {
	for _, text := range texts() {
		for _, stream := range deflates(f, text[:min(len(text), 1500)]) {
			f.Add(stream, uint16(1500))
		}
	}
	f.Fuzz(func(t *testing.T, stream []byte, size uint16) {
		compare(t, stream, int(size))
	})
}

// FuzzDamaged damages streams that are whole, so that more of what follows the
// header of a block is reached.
func FuzzDamaged(f *testing.F) {
	for _, text := range texts() {
		f.Add(text[:min(len(text), 3000)], uint8(4), uint16(70), byte(1))
	}
	f.Fuzz(func(t *testing.T, text []byte, level uint8, at uint16, change byte) {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, int(level%12)-2)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(text)
		w.Close()
		stream := b.Bytes()
		stream[int(at)%len(stream)] ^= change
		compare(t, stream, len(text))
		compare(t, stream, len(text)+1000)
	})
}

func BenchmarkDex(b *testing.B) {
	type entry struct {
		stream []byte
		size   int
	}
	var all []entry
	total, largest := 0, 0
	entries(b, ".dex", func(_ string, stream []byte, size int) {
		all = append(all, entry{stream, size})
		total += size
		largest = max(largest, size)
	})
	dst := make([]byte, largest)
	in := bytes.NewReader(nil)
	std, other := flate.NewReader(in), klauspost.NewReader(in)
	reader := func(r io.Reader) func(e entry) (int, error) {
		return func(e entry) (int, error) {
			in.Reset(e.stream)
			if err := r.(flate.Resetter).Reset(in, nil); err != nil {
				return 0, err
			}
			return io.ReadFull(r, dst[:e.size])
		}
	}
	for _, c := range []struct {
		name   string
		decode func(e entry) (int, error)
	}{
		{"zicha", func(e entry) (int, error) { n, _, err := Inflate(dst[:e.size], e.stream); return n, err }},
		{"klauspost", reader(other)},
		{"std", reader(std)},
	} {
		b.Run("by="+c.name, func(b *testing.B) {
			b.SetBytes(int64(total))
			for b.Loop() {
				for _, e := range all {
					if n, err := c.decode(e); err != nil || n != e.size {
						b.Fatal(n, e.size, err)
					}
				}
			}
		})
	}
}
