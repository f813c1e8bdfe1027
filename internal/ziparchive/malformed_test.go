package ziparchive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A malformed package: the sample with one thing wrong. Unless a case says
// otherwise, manifest, code and layout must come out unharmed.
type malformed struct {
	name    string
	change  func(z *zipFile)
	rewrite func(b []byte) []byte // of the finished file

	kinds   []string // of all anomalies after reading every entry, sorted
	serious bool
	entries int              // 3 where not given
	want    map[string]error // entries that cannot be read
	content map[string][]byte
}

var malformations = []malformed{
	{name: "well-formed"},
	{name: "well-formed with data descriptors", change: func(z *zipFile) {
		z.members[0].withDescriptor()
		z.members[2].withDescriptor()
	}},
	{name: "well-formed with the longest comment", change: func(z *zipFile) { z.end.comment = make([]byte, 0xfffe) }},
	{name: "well-formed ZIP64", change: func(z *zipFile) {
		z.end.zip64 = true
		m := z.members[0]
		m.central.extra = zip64Extra(m.central.Size, m.central.CompressedSize)
		m.local.extra = m.central.extra
		m.both(func(h *headerFields) { h.Size, h.CompressedSize = 0xffffffff, 0xffffffff })
	}},
	{name: "well-formed with a zip file in it", change: func(z *zipFile) {
		z.members = append(z.members, store("assets/inner.zip", sample().bytes()))
	}, entries: 4},
	{name: "well-formed with a nameless filler", change: func(z *zipFile) {
		z.prefix = (&headerFields{extra: make([]byte, 6)}).appendLocal(nil)
	}},

	{name: "empty end record appended", change: func(z *zipFile) { z.suffix = emptyZip() },
		kinds: []string{"empty-directory", "extra-eocd"}, serious: true},
	{name: "empty archive appended inside the comment", change: func(z *zipFile) { z.end.comment = emptyZip() },
		kinds: []string{"empty-directory", "extra-eocd"}, serious: true},
	{name: "count of zero", change: func(z *zipFile) { z.end.count = -3 },
		kinds: []string{"empty-directory", "recovered-entries"}, serious: true},
	{name: "end record in the comment that does not end the file", change: func(z *zipFile) { z.end.comment = append(emptyZip(), 1, 2) },
		kinds: []string{"empty-directory", "extra-eocd"}, serious: true},
	{name: "two end records for one directory", rewrite: func(b []byte) []byte { return append(b, b[len(b)-endSize:]...) },
		kinds: []string{"directory-gap", "extra-eocd"}},
	{name: "data after the end record", change: func(z *zipFile) { z.suffix = []byte("junk") },
		kinds: []string{"trailing-data"}},
	{name: "comment longer than the file", change: func(z *zipFile) { z.end.commentLen = 9 },
		kinds: []string{"bad-end-record"}, serious: true},
	{name: "end record cut off", rewrite: func(b []byte) []byte { return b[:len(b)-endSize] },
		kinds: []string{"recovered-entries"}, serious: true},
	{name: "end record behind 64 KiB of junk", change: func(z *zipFile) { z.suffix = make([]byte, 0x10000) },
		kinds: []string{"recovered-entries"}, serious: true},
	{name: "directory offset too large", change: func(z *zipFile) { z.end.dirOffset = 7 },
		kinds: []string{"misplaced-directory", "recovered-entries"}, serious: true},
	{name: "directory size too large", change: func(z *zipFile) { z.end.dirSize = 7 },
		kinds: []string{"misplaced-directory"}, serious: true},
	{name: "directory size too small", change: func(z *zipFile) { z.end.dirSize = -60 },
		kinds: []string{"damaged-directory", "recovered-entries"}, serious: true},
	{name: "count too large", change: func(z *zipFile) { z.end.count = 2 },
		kinds: []string{"damaged-directory", "recovered-entries"}, serious: true},
	{name: "count too small hides records", change: func(z *zipFile) { z.end.count = -1 },
		kinds: []string{"hidden-records"}, entries: 2},
	{name: "data between directory and end record", change: func(z *zipFile) { z.gap = []byte("gap") },
		kinds: []string{"directory-gap"}},
	{name: "directory record with a wrong extra length", change: func(z *zipFile) { z.members[0].central.extraLen = 1 },
		kinds: []string{"damaged-directory", "recovered-entries"}, serious: true},
	{name: "byte missing in the directory", rewrite: func(b []byte) []byte {
		at := bytes.LastIndex(b, []byte("res/a.xml"))
		return slices.Delete(b, at, at+1)
	}, kinds: []string{"damaged-directory", "misplaced-directory", "recovered-entries"}, serious: true},
	{name: "file cut off within the directory", change: func(z *zipFile) { z.members[2].withDescriptor() },
		rewrite: func(b []byte) []byte { return b[:bytes.LastIndex(b, []byte("PK\x01\x02"))] },
		kinds:   []string{"recovered-entries"}, serious: true},
	{name: "file cut off before the directory", rewrite: func(b []byte) []byte { return b[:bytes.Index(b, []byte("PK\x01\x02"))] },
		kinds: []string{"recovered-entries"}, serious: true},
	{name: "ZIP64 locator missing", change: func(z *zipFile) { z.end.zip64 = true }, rewrite: func(b []byte) []byte {
		return bytes.Replace(b, []byte("PK\x06\x07"), []byte("PK\x06\x08"), 1)
	}, kinds: []string{"bad-zip64", "recovered-entries"}, serious: true},
	{name: "ZIP64 record that lies about its place", change: func(z *zipFile) { z.end.zip64 = true }, rewrite: func(b []byte) []byte {
		at := bytes.Index(b, []byte("PK\x06\x07"))
		le.PutUint64(b[at+8:], 1<<63+5)
		return b
	}, kinds: []string{"bad-zip64", "recovered-entries"}, serious: true},
	{name: "ZIP64 sizes without a ZIP64 field", change: func(z *zipFile) {
		z.members[1].central.Size = 0xffffffff
		z.members[1].central.CompressedSize = 0xffffffff
	}, kinds: []string{"bad-zip64-field", "beyond-directory", "local-size", "overlapping-entries"}, want: map[string]error{"classes.dex": ErrTruncated}},

	{name: "data before the archive", rewrite: func(b []byte) []byte { return append([]byte("dex\n035\x00 payload"), b...) },
		kinds: []string{"prepended-data"}, serious: true},
	{name: "data before the archive, offsets corrected", change: func(z *zipFile) { z.prefix = []byte("dex\n035\x00 payload") },
		kinds: []string{"prepended-data"}, serious: true},
	{name: "archive after another archive", change: func(z *zipFile) { z.prefix = sample().bytes() },
		kinds: []string{"extra-eocd", "unlisted-data"}},

	{name: "duplicate manifest", change: func(z *zipFile) {
		z.members = append(z.members, deflate("AndroidManifest.xml", []byte("decoy")))
	}, kinds: []string{"duplicate-entry"}, serious: true, entries: 4},
	{name: "absolute name", change: func(z *zipFile) { z.members = append(z.members, store("/etc/passwd", nil)) },
		kinds: []string{"absolute-name"}, entries: 4},
	{name: "name that climbs", change: func(z *zipFile) { z.members = append(z.members, store("res/../../x", nil)) },
		kinds: []string{"parent-name"}, entries: 4},
	{name: "name with two dots that does not climb", change: func(z *zipFile) { z.members = append(z.members, store("res/a..b", nil)) },
		entries: 4},
	{name: "NUL in a name", change: func(z *zipFile) { z.members = append(z.members, store("AndroidManifest.xml\x00", nil)) },
		kinds: []string{"nul-in-name"}, entries: 4},
	{name: "backslash in a name", change: func(z *zipFile) { z.members = append(z.members, store(`res\a.xml`, nil)) },
		kinds: []string{"backslash-name"}, entries: 4},
	{name: "name that is not UTF-8", change: func(z *zipFile) { z.members = append(z.members, store("res/\xff", nil)) },
		kinds: []string{"not-utf8-name"}, entries: 4},
	{name: "name in Chinese", change: func(z *zipFile) { z.members = append(z.members, store("assets/隐私政策.html", nil)) },
		entries: 4},
	{name: "empty name", change: func(z *zipFile) { z.members = append(z.members, store("", nil)) },
		kinds: []string{"empty-name"}, entries: 4},
	{name: "name over the limit", change: func(z *zipFile) {
		z.members = append(z.members, store(strings.Repeat("n", MaxName+1), nil), store(strings.Repeat("m", MaxName+1), nil))
	}, kinds: []string{"long-name"}, serious: true},
	{name: "manifest that is a folder too", change: func(z *zipFile) {
		z.members = append(z.members, store("AndroidManifest.xml/a/b", nil))
	}, kinds: []string{"name-collision"}, entries: 4},

	{name: "local name differs", change: func(z *zipFile) { z.members[0].local.Name = "AndroidManifest.xmk" },
		kinds: []string{"local-name"}},
	{name: "local name of another length", change: func(z *zipFile) { z.members[0].local.Name = "a" },
		kinds: []string{"local-name"}},
	{name: "local sizes differ", change: func(z *zipFile) { z.members[0].local.Size += 5 },
		kinds: []string{"local-size"}},
	{name: "local sizes differ beside a descriptor", change: func(z *zipFile) { z.members[0].withDescriptor().local.Size = 5 },
		kinds: []string{"local-size"}},
	{name: "local method differs", change: func(z *zipFile) { z.members[0].local.Method = stored },
		kinds: []string{"local-method"}},
	{name: "local CRC differs", change: func(z *zipFile) { z.members[0].local.CRC32++ },
		kinds: []string{"local-crc"}},
	{name: "descriptor bit in the directory only", change: func(z *zipFile) { z.members[0].central.Flags = flagDescriptor },
		kinds: []string{"local-flags"}},
	{name: "descriptor missing", change: func(z *zipFile) { z.members[0].withDescriptor().descriptor = nil },
		kinds: []string{"data-descriptor"}},
	{name: "descriptor lies", change: func(z *zipFile) { z.members[0].withDescriptor().descriptor[8]++ },
		kinds: []string{"data-descriptor"}},
	{name: "local header missing", change: func(z *zipFile) { z.members[2].central.offset = 1 },
		kinds: []string{"missing-local-header"}, want: map[string]error{"res/a.xml": ErrBadData}},
	{name: "local extra length beyond everything", change: func(z *zipFile) { z.members[0].local.extraLen = 0xfff0 },
		kinds: []string{"local-extra"}},

	{name: "encrypted bit on plain data", change: func(z *zipFile) {
		z.members[0].both(func(h *headerFields) { h.Flags |= flagEncrypted })
	}, kinds: []string{"encrypted-flag"}},
	{name: "encrypted bit on data that do not inflate", change: func(z *zipFile) {
		z.members[2].both(func(h *headerFields) { h.Flags |= flagEncrypted })
		z.members[2].body = bytes.Repeat([]byte{0xff}, len(z.members[2].body))
	}, kinds: []string{"encrypted-flag"}, want: map[string]error{"res/a.xml": ErrEncrypted}},
	{name: "unknown method on stored data", change: func(z *zipFile) {
		z.members[1].both(func(h *headerFields) { h.Method = 0x1337 })
	}, kinds: []string{"unknown-method"}},
	{name: "unknown method on stored data, compressed size lies", change: func(z *zipFile) {
		z.members[1].both(func(h *headerFields) { h.Method, h.CompressedSize = 0x1337, 3 })
	}, kinds: []string{"stored-size", "unknown-method"}},
	{name: "stored entry with a smaller size", change: func(z *zipFile) {
		z.members[1].both(func(h *headerFields) { h.Size = 8 })
	}, kinds: []string{"stored-size", "wrong-crc"}, content: map[string][]byte{"classes.dex": dexFile[:8]}},
	{name: "content beyond the directory", change: func(z *zipFile) {
		z.members[1].both(func(h *headerFields) { h.Size, h.CompressedSize = 1<<20, 1<<20 })
	}, kinds: []string{"beyond-directory", "overlapping-entries"}, want: map[string]error{"classes.dex": ErrTruncated}},
	{name: "compressed size beyond the directory", change: func(z *zipFile) {
		z.members[2].both(func(h *headerFields) { h.CompressedSize = 1 << 20 })
	}, kinds: []string{"beyond-directory"}},
	{name: "wrong CRC", change: func(z *zipFile) {
		z.members[0].both(func(h *headerFields) { h.CRC32 ^= 1 })
	}, kinds: []string{"wrong-crc"}},
	{name: "inflates to more than declared", change: func(z *zipFile) {
		z.members[0].both(func(h *headerFields) { h.Size = 9 })
	}, kinds: []string{"wrong-crc", "wrong-size"}, serious: true, content: map[string][]byte{"AndroidManifest.xml": manifest[:9]}},
	{name: "inflates to less than declared", change: func(z *zipFile) {
		z.members[0].both(func(h *headerFields) { h.Size = 5000 })
	}, kinds: []string{"wrong-size"}, serious: true},
	{name: "declares more than its data can inflate to", change: func(z *zipFile) {
		z.members[0].both(func(h *headerFields) { h.Size = 20 << 20 })
	}, kinds: []string{"wrong-size"}, serious: true},
	{name: "deflated data cut short", change: func(z *zipFile) {
		z.members[0].both(func(h *headerFields) { h.CompressedSize -= 4 })
	}, want: map[string]error{"AndroidManifest.xml": ErrBadData}},

	{name: "many entries on one local header", change: func(z *zipFile) {
		for i := range 2000 {
			m := &member{central: z.members[0].central, sharesWith: z.members[0]}
			m.central.Name = fmt.Sprint("bomb", i)
			z.members = append(z.members, m)
		}
	}, kinds: []string{"local-name", "shared-local-header"}, entries: 2003},
	{name: "entries that overlap", change: func(z *zipFile) {
		z.members[1].both(func(h *headerFields) { h.Size += 50; h.CompressedSize += 50 })
	}, kinds: []string{"overlapping-entries", "wrong-crc"}, content: map[string][]byte{"classes.dex": nil /* whatever lies there */}},
}

func (m *malformed) bytes() []byte {
	z := sample()
	if m.change != nil {
		m.change(z)
	}
	b := z.bytes()
	if m.rewrite != nil {
		b = m.rewrite(b)
	}
	return b
}

func TestMalformed(t *testing.T) {
	for _, m := range malformations {
		for kind, reader := range map[string]io.ReaderAt{"memory": Memory(m.bytes()), "file": bytes.NewReader(m.bytes())} {
			t.Run(m.name+"/"+kind, func(t *testing.T) {
				a, err := Open(reader, int64(len(m.bytes())), DefaultLimits())
				if err != nil {
					t.Fatal(err)
				}
				m.checkContent(t, a)
				m.checkAnomalies(t, a)
			})
		}
	}
}

func (m *malformed) checkContent(t *testing.T, a *Archive) {
	want := m.entries
	if want == 0 {
		want = 3
	}
	if len(a.Entries) != want {
		t.Errorf("%d entries, want %d", len(a.Entries), want)
	}
	plain := map[string][]byte{"AndroidManifest.xml": manifest, "classes.dex": dexFile, "res/a.xml": layout}
	for i := range a.Entries {
		e := &a.Entries[i]
		got, err := a.Read(e)
		if !errors.Is(err, m.want[e.Name]) {
			t.Errorf("%s: error %v, want %v", e.Name, err, m.want[e.Name])
		}
		data, known := plain[e.Name]
		if changed, ok := m.content[e.Name]; ok {
			data, known = changed, changed != nil
		}
		if err == nil && known && a.Lookup(e.Name) == e && !bytes.Equal(got, data) {
			t.Errorf("%s: content %.60q, want %.60q", e.Name, got, data)
		}
	}
}

func (m *malformed) checkAnomalies(t *testing.T, a *Archive) {
	var kinds []string
	serious := false
	for _, an := range a.Anomalies() {
		kinds = append(kinds, an.Kind)
		serious = serious || an.Serious
		if an.What.ZH == "" || strings.Contains(an.What.ZH+an.What.EN, "%!") {
			t.Errorf("%s: bad sentence %q %q", an.Kind, an.What.ZH, an.What.EN)
		}
	}
	if diff := cmp.Diff(m.kinds, slices.Compact(kinds)); diff != "" {
		t.Errorf("anomalies (-want +got):\n%s", diff)
	}
	if serious != m.serious {
		t.Errorf("serious: %v, want %v", serious, m.serious)
	}
}
