package ziparchive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func open(t testing.TB, b []byte) *Archive {
	t.Helper()
	a, err := Open(Memory(b), int64(len(b)), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestNotAnArchive(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"nothing":              {"", ErrNotZip},
		"text":                 {strings.Repeat("version https://git-lfs.example/spec/v1\n", 9), ErrNotZip},
		"text with PK":         {"PK is not enough", ErrNotZip},
		"a local header's tag": {"PK\x03\x04", ErrTruncated},
		"a cut-off header":     {"PK\x03\x04" + strings.Repeat("\x00", 20), ErrTruncated},
	} {
		_, err := Open(Memory(c.data), int64(len(c.data)), DefaultLimits())
		if err != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestEmptyArchiveIsNotSilent(t *testing.T) {
	a := open(t, emptyZip())
	if found := a.Anomalies(); len(a.Entries) != 0 || len(found) != 1 || !found[0].Serious {
		t.Errorf("%d entries, anomalies %v", len(a.Entries), found)
	}
}

func TestOffsets(t *testing.T) {
	b := sample().bytes()
	a := open(t, b)
	if got, want := a.DirectoryOffset, int64(bytes.Index(b, []byte("PK\x01\x02"))); got != want {
		t.Errorf("directory at %d, want %d", got, want)
	}
	if got, want := a.EndOffset, int64(len(b)-endSize); got != want {
		t.Errorf("end record at %d, want %d", got, want)
	}
}

func TestLookupTakesTheFirst(t *testing.T) {
	z := sample()
	z.members = append(z.members, store("classes.dex", []byte("decoy")))
	a := open(t, z.bytes())
	if got := a.Lookup("classes.dex"); got != &a.Entries[1] {
		t.Errorf("got entry %v", got)
	}
	if got := a.Lookup("classes2.dex"); got != nil {
		t.Errorf("got an entry for a missing name: %v", got)
	}
}

func TestLimits(t *testing.T) {
	b := sample().bytes()
	for want, change := range map[string]func(l *Limits){
		"file":     func(l *Limits) { l.File = int64(len(b)) - 1 },
		"entries":  func(l *Limits) { l.Entries = 2 },
		"entry":    func(l *Limits) { l.Entry = 100 },
		"ratio":    func(l *Limits) { l.RatioFrom, l.Ratio = 100, 2 },
		"inflated": func(l *Limits) { l.Inflated = 600 },
	} {
		l := DefaultLimits()
		change(&l)
		a, err := Open(Memory(b), int64(len(b)), l)
		for i := 0; err == nil && i < len(a.Entries); i++ {
			_, err = a.Read(&a.Entries[i])
		}
		var limit *LimitError
		if !errors.As(err, &limit) || limit.Limit != want {
			t.Errorf("%s: got %v", want, err)
		}
	}
}

func TestEntryLimitHoldsForRecovery(t *testing.T) {
	b := bytes.Repeat([]byte("PK\x03\x04"), 1000)
	l := DefaultLimits()
	l.Entries = 100
	var limit *LimitError
	if _, err := Open(Memory(b), int64(len(b)), l); !errors.As(err, &limit) {
		t.Errorf("got %v", err)
	}
}

// bomb is deflated data, 11 MB, that inflate to 10 GiB of zeros.
func bomb() []byte {
	var chunk bytes.Buffer
	w, _ := flate.NewWriter(&chunk, flate.BestCompression)
	_, _ = w.Write(make([]byte, 1<<20))
	_ = w.Flush()
	return append(bytes.Repeat(chunk.Bytes(), 10<<10), 3, 0)
}

func TestBomb(t *testing.T) {
	body := bomb()
	for name, c := range map[string]struct {
		size  int64
		limit string
	}{
		"honest":            {10 << 30, "entry"},
		"says 1000 bytes":   {1000, ""},
		"over the ratio":    {500 << 20, "ratio"},
		"over what is left": {60 << 20, "inflated"},
	} {
		m := newMember("classes.dex", deflated, nil, body)
		m.central.Size = c.size
		if c.limit == "ratio" {
			m.central.CompressedSize = 1 << 20
		}
		if c.size > 0xffffffff {
			m.central.Size, m.central.extra = 0xffffffff, zip64Extra(c.size)
		}
		z := &zipFile{members: []*member{m}}
		b := z.bytes()
		l := DefaultLimits()
		l.Inflated = 50 << 20
		if c.limit == "ratio" {
			l.Inflated = MaxInflated
		}
		a, err := Open(Memory(b), int64(len(b)), l)
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		data, err := a.Read(&a.Entries[0])
		runtime.ReadMemStats(&after)
		var limit *LimitError
		if errors.As(err, &limit) != (c.limit != "") || (limit != nil && limit.Limit != c.limit) {
			t.Errorf("%s: error %v, want limit %q", name, err, c.limit)
		}
		if c.limit == "" && int64(len(data)) != c.size {
			t.Errorf("%s: %d bytes", name, len(data))
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
			t.Errorf("%s: allocated %d bytes", name, used)
		}
	}
}

// noDistances is a deflated block that has no distance codes and uses one; by
// the tables of usesDistance it would read as "aaaa".
const (
	usesDistance = "\x0d\xc1\x01\x09\x00\x00\x00\x80\xa0\xad\xfd\x3f\x91\x1a\x03"
	noDistances  = "\x0d\xc0\x01\x09\x00\x00\x00\x80\xa0\xad\xfd\x3f\x91\xc4"
)

func TestContentDoesNotDependOnWhatWasReadBefore(t *testing.T) {
	z := &zipFile{members: []*member{
		newMember("before", deflated, []byte("aaaa"), []byte(usesDistance)),
		newMember("hostile", deflated, []byte("aaaa"), []byte(noDistances)),
	}}
	b := z.bytes()
	a := open(t, b)
	for range 10 {
		if got, err := a.Read(&a.Entries[0]); string(got) != "aaaa" || err != nil {
			t.Fatalf("before: %q, %v", got, err)
		}
		if got, err := a.Read(&a.Entries[1]); !errors.Is(err, ErrBadData) {
			t.Fatalf("hostile: %q, %v", got, err)
		}
	}
}

func TestStoredIsNotCopied(t *testing.T) {
	b := sample().bytes()
	a := open(t, b)
	e := a.Lookup("classes.dex")
	got, err := a.Read(e)
	if err != nil || &got[0] != &b[e.DataOffset] {
		t.Errorf("content was copied, or %v", err)
	}
}

func TestReaderErrorIsPassedOn(t *testing.T) {
	broken := errors.New("disk is broken")
	b := sample().bytes()
	for fail := range 20 {
		r := &failingReader{r: bytes.NewReader(b), left: fail, err: broken}
		a, err := Open(r, int64(len(b)), DefaultLimits())
		for i := 0; err == nil && i < len(a.Entries); i++ {
			_, err = a.Read(&a.Entries[i])
		}
		if err != nil && !errors.Is(err, broken) {
			t.Errorf("after %d reads: %v", fail, err)
		}
		if err == nil && r.left < 0 {
			t.Errorf("after %d reads: error was swallowed", fail)
		}
	}
}

type failingReader struct {
	r    io.ReaderAt
	left int
	err  error
}

func (f *failingReader) ReadAt(p []byte, off int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, f.err
	}
	return f.r.ReadAt(p, off)
}

// The listed anomalies are the same whatever the order of reading.
func TestAnomaliesAreCappedAndStable(t *testing.T) {
	z := &zipFile{}
	for i := range 40 {
		m := deflate(fmt.Sprintf("res/%02d.xml", i), layout)
		m.both(func(h *headerFields) { h.CRC32++ })
		z.members = append(z.members, m)
	}
	b := z.bytes()
	for range 20 {
		a := open(t, b)
		var wg sync.WaitGroup
		for _, i := range append(rand.Perm(40), rand.Perm(40)...) {
			wg.Go(func() { _, _ = a.Read(&a.Entries[i]) })
		}
		wg.Wait()
		var names []string
		for _, an := range a.Anomalies() {
			names = append(names, an.Entry)
		}
		if diff := cmp.Diff([]string{"res/00.xml", "res/01.xml", "res/02.xml", "res/03.xml", "res/04.xml"}, names); diff != "" {
			t.Fatal(diff)
		}
		if more := a.Anomalies()[4].More; more != 35 {
			t.Fatalf("%d more, want 35", more)
		}
	}
}

// On what the standard library writes, both readers agree.
func TestAgreesWithArchiveZip(t *testing.T) {
	b := written(t, 300, 2000)
	a := open(t, b)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if found := a.Anomalies(); len(found) > 0 {
		t.Errorf("anomalies: %v", found)
	}
	if len(a.Entries) != len(z.File) {
		t.Fatalf("%d entries, want %d", len(a.Entries), len(z.File))
	}
	for i, f := range z.File {
		e := &a.Entries[i]
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		want, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.Read(e)
		if err != nil || e.Name != f.Name || !bytes.Equal(got, want) {
			t.Errorf("%s: differs from %s, or %v", e.Name, f.Name, err)
		}
	}
	if found := a.Anomalies(); len(found) > 0 {
		t.Errorf("anomalies: %v", found)
	}
}

// written is an archive of archive/zip with entries of up to size bytes.
func written(t testing.TB, entries, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range entries {
		h := &zip.FileHeader{Name: fmt.Sprintf("res/folder%02d/资源%d.xml", i%20, i), Method: uint16(8 * (i % 2))}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		data := make([]byte, r.IntN(size+1))
		for j := range data {
			data[j] = "<layout android:id="[r.IntN(19)]
		}
		if _, err := f.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func FuzzOpen(f *testing.F) {
	for _, m := range malformations {
		if b := m.bytes(); len(b) < 64<<10 {
			f.Add(b)
		}
	}
	limits := Limits{File: 1 << 20, Entries: 200, Name: 64, Entry: 1 << 16, Inflated: 1 << 18, Ratio: 50, RatioFrom: 1 << 12}
	f.Fuzz(func(t *testing.T, b []byte) {
		inMemory := summary(t, Memory(b), int64(len(b)), limits)
		inFile := summary(t, bytes.NewReader(b), int64(len(b)), limits)
		if diff := cmp.Diff(inMemory, inFile); diff != "" {
			t.Errorf("memory and file differ:\n%s", diff)
		}
	})
}

// summary opens an archive, reads every entry and says what came of it.
func summary(t *testing.T, r io.ReaderAt, size int64, l Limits) []string {
	a, err := Open(r, size, l)
	if err != nil {
		return []string{err.Error()}
	}
	var lines []string
	for i := range a.Entries {
		e := &a.Entries[i]
		data, err := a.Read(e)
		if int64(len(data)) > min(e.Size, l.Entry) {
			t.Errorf("%q: %d bytes, over its size or the limit", e.Name, len(data))
		}
		if len(e.Name) > l.Name || a.Lookup(e.Name) == nil {
			t.Errorf("%q: name over the limit or not found", e.Name)
		}
		lines = append(lines, fmt.Sprintf("%q %x %v", e.Name, data, err))
	}
	if total := a.inflated.Load(); total > l.Inflated {
		t.Errorf("%d bytes inflated, over the limit", total)
	}
	found := a.Anomalies()
	if len(a.Entries) == 0 && len(found) == 0 {
		t.Error("an empty archive without an anomaly")
	}
	for _, an := range found {
		lines = append(lines, fmt.Sprintf("%+v", an))
	}
	return lines
}

func BenchmarkOpen(b *testing.B) {
	data := written(b, 6000, 100)
	b.Run("memory", func(b *testing.B) { benchmarkOpen(b, Memory(data), len(data)) })
	b.Run("file", func(b *testing.B) { benchmarkOpen(b, bytes.NewReader(data), len(data)) })
	b.Run("std", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchmarkOpen(b *testing.B, r io.ReaderAt, size int) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(r, int64(size), DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data := written(b, 2, 8<<20)
	for i, name := range []string{"stored", "deflated"} {
		b.Run(name, func(b *testing.B) {
			a := open(b, data)
			b.SetBytes(a.Entries[i].Size)
			b.ReportAllocs()
			for b.Loop() {
				a.inflated.Store(0)
				if _, err := a.Read(&a.Entries[i]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
