package axml

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// victim is the document that the hostile tests break.
func victim() *Element {
	return &Element{Name: "manifest", Line: 1, Attrs: []Attr{
		{Namespace, "versionCode", AttrVersionCode, Value{Type: TypeIntDec, Data: 7}},
		{"", "package", 0, Value{Type: TypeString, Raw: "com.example"}},
	}, Children: []*Element{
		{Name: "uses-permission", Line: 2, Attrs: []Attr{
			{Namespace, "name", AttrName, Value{Type: TypeString, Raw: "android.permission.CAMERA"}},
		}},
		{Name: "application", Line: 3, Text: "text"},
	}}
}

func encodeVictim(t testing.TB) []byte {
	t.Helper()
	data, err := Encode(victim())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// find returns the offset of the n-th chunk of a kind, from 0.
func find(data []byte, kind uint16, n int) int {
	for at := chunkHeaderSize; at < len(data); at += int(binary.LittleEndian.Uint32(data[at+4:])) {
		if binary.LittleEndian.Uint16(data[at:]) == kind {
			if n == 0 {
				return at
			}
			n--
		}
	}
	panic("the document has no such chunk")
}

func set16(data []byte, at int, n uint16) { binary.LittleEndian.PutUint16(data[at:], n) }
func set32(data []byte, at int, n uint32) { binary.LittleEndian.PutUint32(data[at:], n) }

// insert puts bytes into a document and corrects its size.
func insert(data []byte, at int, b ...byte) []byte {
	data = slices.Insert(data, at, b...)
	set32(data, 4, uint32(len(data)))
	return data
}

var (
	junkChunk   = []byte{0x99, 0x01, 16, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}
	unknownNode = []byte{0x50, 0x01, 16, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
)

func TestHostile(t *testing.T) {
	whole := []string{"manifest", "uses-permission", "application"}
	tests := []struct {
		name     string
		mutate   func(d []byte) []byte
		err      error
		elements []string
		odd      []string
	}{
		{"nothing", func(d []byte) []byte { return d }, nil, whole, nil},
		{"empty", func(d []byte) []byte { return nil }, ErrTruncated, nil, nil},
		{"header only", func(d []byte) []byte { return insert(d[:8], 8) }, ErrMalformed, nil, nil},
		{"string count", func(d []byte) []byte { set32(d, 16, 0x7fffffff); return d }, ErrMalformed, whole, []string{"string-count"}},
		{"string count that fits", func(d []byte) []byte {
			set32(d, 16, binary.LittleEndian.Uint32(d[16:])+5)
			return d
		}, nil, whole, []string{"string-count"}},
		{"style count", func(d []byte) []byte { set32(d, 20, 0x7fffffff); return d }, ErrMalformed, whole, []string{"string-count"}},
		{"strings start", func(d []byte) []byte { set32(d, 28, 0xfffffff0); return d }, ErrMalformed, []string{"", "", ""}, []string{"attribute-name", "bad-string"}},
		{"no string pool", func(d []byte) []byte { set16(d, 8, 0x0077); return d }, nil, []string{"", "", ""}, []string{"attribute-name", "bad-string", "unknown-chunk"}},
		{"pool header", func(d []byte) []byte { set16(d, 10, 8); return d }, ErrMalformed, []string{"", "", ""}, []string{"attribute-name", "bad-string"}},
		{"last string not terminated", func(d []byte) []byte {
			for i := find(d, chunkResourceMap, 0) - 1; d[i] == 0; i-- {
				d[i] = 'x'
			}
			return d
		}, ErrMalformed, whole, []string{"bad-string"}},
		{"string not terminated", func(d []byte) []byte {
			d[bytes.Index(d, []byte("android.permission.CAMERA\x00"))+25] = 'x'
			return d
		}, nil, whole, []string{"bad-string"}},
		{"string length", func(d []byte) []byte {
			d[bytes.Index(d, []byte("android.permission.CAMERA"))-2]++
			return d
		}, nil, whole, []string{"bad-string"}},
		{"zero-size chunk", func(d []byte) []byte { set32(d, find(d, chunkResourceMap, 0)+4, 0); return d }, ErrMalformed, nil, nil},
		{"zero-size node", func(d []byte) []byte { set32(d, find(d, chunkStartElement, 1)+4, 0); return d }, ErrMalformed, whole[:1], nil},
		{"huge node", func(d []byte) []byte { set32(d, find(d, chunkStartElement, 1)+4, 0xfffffffc); return d }, ErrTruncated, whole[:1], nil},
		{"node too small", func(d []byte) []byte {
			return append(insert(d[:find(d, chunkStartElement, 1)], find(d, chunkStartElement, 1), 2, 1, 16, 0, 20, 0, 0, 0), make([]byte, 12)...)
		}, ErrTruncated, whole[:1], []string{"trailing-data"}},
		{"zero-size end-namespace", func(d []byte) []byte { set32(d, find(d, chunkEndNamespace, 0)+4, 0); return d }, nil, whole, []string{"unreadable-end"}},
		{"junk bytes between nodes", func(d []byte) []byte {
			return insert(d, find(d, chunkStartElement, 1), 0xde, 0xad, 0xbe, 0xef)
		}, ErrMalformed, whole[:1], nil},
		{"unknown chunk between nodes", func(d []byte) []byte { return insert(d, find(d, chunkStartElement, 1), junkChunk...) }, nil, whole, []string{"unknown-chunk"}},
		{"unknown chunk before the pool", func(d []byte) []byte { return insert(d, 8, junkChunk...) }, nil, whole, []string{"unknown-chunk"}},
		{"unknown node first", func(d []byte) []byte { return insert(d, find(d, chunkStartNamespace, 0), unknownNode...) }, nil, whole, []string{"unknown-chunk"}},
		{"second resource map", func(d []byte) []byte {
			at := find(d, chunkResourceMap, 0)
			return insert(d, at, d[at:at+16]...)
		}, nil, whole, []string{"repeated-table"}},
		{"size field too large", func(d []byte) []byte { set32(d, 4, 0x42424242); return d }, ErrTruncated, whole, nil},
		{"size field too small", func(d []byte) []byte { set32(d, 4, uint32(find(d, chunkStartElement, 1))); return d }, nil, whole[:1], []string{"trailing-data", "unclosed-element"}},
		{"size field zero", func(d []byte) []byte { set32(d, 4, 0); return d }, ErrMalformed, whole, nil},
		{"trailing data", func(d []byte) []byte { return append(d, "padding"...) }, nil, whole, []string{"trailing-data"}},
		{"truncated", func(d []byte) []byte { return d[:find(d, chunkText, 0)+4] }, ErrTruncated, whole, nil},
		{"start signature", func(d []byte) []byte { set16(d, 0, 0); return d }, nil, whole, []string{"start-signature"}},
		{"longer header", func(d []byte) []byte { set16(d, 2, 12); return insert(d, 8, 0, 0, 0, 0) }, nil, whole, []string{"header-size"}},
		{"header larger than the file", func(d []byte) []byte { set16(d, 2, 0xffff); return d }, ErrMalformed, nil, []string{"header-size"}},
		{"attribute start", func(d []byte) []byte {
			at := find(d, chunkStartElement, 1)
			set16(d, at+24, 24)
			set32(d, at+4, binary.LittleEndian.Uint32(d[at+4:])+4)
			return insert(d, at+36, 0, 0, 0, 0)
		}, nil, whole, []string{"attribute-layout"}},
		{"attribute size", func(d []byte) []byte {
			at := find(d, chunkStartElement, 1)
			set16(d, at+26, 24)
			set32(d, at+4, binary.LittleEndian.Uint32(d[at+4:])+4)
			return insert(d, at+56, 0, 0, 0, 0)
		}, nil, whole, []string{"attribute-layout"}},
		{"attribute size zero", func(d []byte) []byte {
			at := find(d, chunkStartElement, 1)
			set16(d, at+26, 0)
			set16(d, at+28, 3)
			return d
		}, nil, whole, []string{"attribute-layout", "duplicate-attribute"}},
		{"attribute count", func(d []byte) []byte { set16(d, find(d, chunkStartElement, 1)+28, 0xffff); return d }, ErrMalformed, whole[:1], nil},
		{"duplicate attribute", func(d []byte) []byte {
			at := find(d, chunkStartElement, 1)
			set16(d, at+28, 2)
			set32(d, at+4, binary.LittleEndian.Uint32(d[at+4:])+attributeSize)
			return insert(d, at+56, d[at+36:at+56]...)
		}, nil, whole, []string{"duplicate-attribute"}},
		{"element namespace index 0", func(d []byte) []byte {
			set32(d, find(d, chunkStartElement, 1)+16, 0)
			set32(d, find(d, chunkEndElement, 0)+16, 0)
			return d
		}, nil, whole, nil},
		{"attribute namespace index 0", func(d []byte) []byte { set32(d, find(d, chunkStartElement, 1)+36, 0); return d }, nil, whole, []string{"attribute-name"}},
		{"attribute namespace out of range", func(d []byte) []byte {
			set32(d, find(d, chunkStartElement, 1)+36, 0x7fffffff)
			return d
		}, nil, whole, []string{"attribute-name", "bad-string"}},
		{"end tag of another element", func(d []byte) []byte { set32(d, find(d, chunkEndElement, 0)+20, 0); return d }, nil, whole, []string{"end-tag"}},
		{"end tag too many", func(d []byte) []byte {
			at := find(d, chunkEndElement, 2)
			return insert(d, at, d[at:at+24]...)
		}, nil, whole, []string{"end-tag"}},
		{"second root", func(d []byte) []byte {
			start, end := find(d, chunkStartElement, 2), find(d, chunkEndElement, 2)
			return insert(d, end+24, d[start:end]...)
		}, nil, whole, []string{"second-root"}},
		{"text behind the root", func(d []byte) []byte {
			at, end := find(d, chunkText, 0), find(d, chunkEndElement, 2)
			return insert(d, end+24, d[at:at+28]...)
		}, nil, whole, []string{"stray-text"}},
		{"two values", func(d []byte) []byte { set32(d, find(d, chunkStartElement, 1)+36+8, 0); return d }, nil, whole, []string{"two-values"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Parse(tt.mutate(encodeVictim(t)))
			if !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if diff := cmp.Diff(tt.elements, names(doc.Root)); diff != "" {
				t.Errorf("elements, want - , got + :\n%s", diff)
			}
			if diff := cmp.Diff(tt.odd, kinds(t, doc.Oddities)); diff != "" {
				t.Errorf("oddities, want - , got + :\n%s", diff)
			}
			checkNothingLost(t, tt.name, doc)
		})
	}
}

// checkNothingLost holds that a document with its strings and nodes intact
// still has the permission, whatever else is wrong with it.
func checkNothingLost(t *testing.T, name string, doc *Document) {
	t.Helper()
	if !slices.Equal(names(doc.Root), []string{"manifest", "uses-permission", "application"}) {
		return
	}
	v, ok := doc.Root.Children[0].Attr(AttrName)
	if want := "android.permission.CAMERA"; !ok || v.String() != want {
		t.Errorf("%s: the permission is %q, %v, want %q", name, v, ok, want)
	}
}

func names(e *Element) []string {
	if e == nil {
		return nil
	}
	list := []string{e.Name}
	for _, child := range e.Children {
		list = append(list, names(child)...)
	}
	return list
}

func kinds(t *testing.T, oddities []Oddity) []string {
	t.Helper()
	var list []string
	for _, o := range oddities {
		list = append(list, o.Kind)
		if o.What.ZH == "" || o.What.EN == "" || strings.Contains(o.What.ZH+o.What.EN, "%!") {
			t.Errorf("%s is not told in both languages: %+v", o.Kind, o.What)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// The installer finds attributes by their ids, so names may be anything.
func TestObfuscatedNames(t *testing.T) {
	root := victim()
	root.Children[0].Attrs[0].Name = "Njh9S"
	root.Children[0].Attrs[0].Namespace = ""
	root.Attrs = append(root.Attrs, Attr{"", "package", AttrLabel, Value{Type: TypeString, Raw: "com.example"}})
	root.Attrs = slices.Delete(root.Attrs, 1, 2)
	data, err := Encode(root)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if a := doc.Root.Children[0].Attrs[0]; a.Name != "name" || a.Namespace != Namespace {
		t.Errorf("name by id is %q in %q", a.Name, a.Namespace)
	}
	if v, _ := doc.Root.Plain("package"); v.String() != "com.example" {
		t.Errorf("package with a resource id is %q", v)
	}
	if diff := cmp.Diff([]string{"attribute-name"}, kinds(t, doc.Oddities)); diff != "" {
		t.Error(diff)
	}
}

// An id that was dropped leaves the name to look up.
func TestAttrWithoutID(t *testing.T) {
	e := &Element{Attrs: []Attr{{Namespace, "name", 0, Value{Type: TypeString, Raw: "x"}}}}
	if v, ok := e.Attr(AttrName); !ok || v.Raw != "x" {
		t.Errorf("Attr(AttrName) = %v, %v", v, ok)
	}
	if v, ok := e.Attr(AttrLabel); ok {
		t.Errorf("Attr(AttrLabel) = %v", v)
	}
	if v, ok := e.Plain("name"); ok {
		t.Errorf("Plain(name) = %v", v)
	}
}

func TestLimits(t *testing.T) {
	deep := &Element{Name: "e"}
	for range MaxDepth {
		deep = &Element{Name: "e", Children: []*Element{deep}}
	}
	var limit *LimitError
	if _, err := Encode(deep); !errors.As(err, &limit) {
		t.Errorf("Encode of a deep tree: %v", err)
	}
	data, err := Encode(deep.Children[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(data); err != nil {
		t.Errorf("%d elements inside each other: %v", MaxDepth, err)
	}
	start := find(data, chunkStartElement, 0)
	doc, err := Parse(insert(data, start, data[start:start+36]...))
	if !errors.As(err, &limit) || len(names(doc.Root)) != MaxDepth {
		t.Errorf("one element more: %v, %d elements", err, len(names(doc.Root)))
	}
	if _, err := Parse(make([]byte, MaxSize+1)); !errors.As(err, &limit) {
		t.Errorf("%d bytes: %v", MaxSize+1, err)
	}
	source := strings.Repeat("<e>", MaxDepth+1)
	if doc, err := ParseText([]byte(source)); !errors.As(err, &limit) || len(names(doc.Root)) != MaxDepth {
		t.Errorf("text: %v", err)
	}
}

// Attributes without a size cost no bytes, so only the limit stops them.
func TestAttributeFlood(t *testing.T) {
	data := encodeVictim(t)
	at := find(data, chunkStartElement, 1)
	set16(data, at+26, 0)
	set16(data, at+28, 0xffff)
	node := slices.Clone(data[at : at+56])
	node = append(node, data[find(data, chunkEndElement, 0):find(data, chunkEndElement, 0)+24]...)
	doc, err := Parse(insert(data, at, bytes.Repeat(node, 30)...))
	var limit *LimitError
	if !errors.As(err, &limit) || limit.Limit != MaxAttributes {
		t.Errorf("error %v", err)
	}
	if n := len(doc.Root.Children); n != MaxAttributes/0xffff {
		t.Errorf("%d elements read", n)
	}
	if n := len(doc.Oddities); n > 2*maxOdditiesPerKind {
		t.Errorf("%d oddities", n)
	}
}

// Many strings that share one long text must not be decoded each. The text is
// longer than its length field can say, which the platform understands.
func TestSharedText(t *testing.T) {
	const size, count = 1 << 20, 1000
	root := &Element{Name: "e"}
	for range count {
		root.Children = append(root.Children, &Element{Name: "e"})
	}
	data, err := Encode(root)
	if err != nil {
		t.Fatal(err)
	}
	text := append([]byte{0, 0}, bytes.Repeat([]byte{'x'}, size)...)
	text = append(text, 0, 0)
	pool := []byte{chunkStringPool, 0, poolHeaderSize, 0}
	for _, n := range []int{poolHeaderSize + 4*count + len(text), count, 0, poolUTF8Flag, poolHeaderSize + 4*count, 0} {
		pool = binary.LittleEndian.AppendUint32(pool, uint32(n))
	}
	pool = append(append(pool, make([]byte, 4*count)...), text...)
	nodes := data[find(data, chunkStartElement, 0):]
	for at := 0; at < len(nodes); at += int(binary.LittleEndian.Uint32(nodes[at+4:])) {
		if nodes[at] == chunkStartElement&0xff {
			set32(nodes, at+20, uint32(at/4%count))
		}
	}
	doc, err := Parse(insert(slices.Concat(data[:8], pool, nodes), 8))
	var limit *LimitError
	if !errors.As(err, &limit) || limit.Limit != MaxText {
		t.Errorf("error %v", err)
	}
	if n := len(doc.Root.Name); n != size {
		t.Errorf("the long text has %d bytes", n)
	}
}

func TestModifiedUTF8(t *testing.T) {
	tests := []struct{ in, want string }{
		{"中文", "中文"},
		{"\xf0\x9f\x98\x80", "😀"},
		{"\xed\xa0\xbd\xed\xb8\x80", "😀"},
		{"a\xc0\x80b", "a\x00b"},
		{"\xed\xa0\xbdx", "\ufffdx"},
		{"\xff", "\ufffd"},
	}
	for _, tt := range tests {
		if got := textOfUTF8([]byte(tt.in)); got != tt.want {
			t.Errorf("%q is read as %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLongStrings(t *testing.T) {
	for _, n := range []int{127, 128, 0x7fff, 0x8000, 0x20000} {
		root := &Element{Name: "e", Text: strings.Repeat("x", n)}
		for _, enc := range encoders {
			data, err := enc.encode(root)
			if n > 0x7fff && enc.name == "utf8" {
				var limit *LimitError
				if !errors.As(err, &limit) {
					t.Errorf("%d bytes of UTF-8: %v", n, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Parse(data)
			if err != nil || doc.Root.Text != root.Text || len(doc.Oddities) > 0 {
				t.Errorf("%s, %d units: %v, %v", enc.name, n, err, doc.Oddities)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(encodeVictim(f))
	for _, enc := range encoders {
		for _, file := range []string{"AndroidManifest.xml", "layout.xml"} {
			data, err := enc.encode(parseSource(f, file))
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Parse(data)
		kinds(t, doc.Oddities)
		if err == nil && doc.Root == nil {
			t.Fatal("neither a root nor an error")
		}
		if doc.Root != nil {
			checkTree(t, doc.Root)
		}
	})
}

// checkTree writes what was read and reads it again.
func checkTree(t *testing.T, root *Element) {
	t.Helper()
	data, err := EncodeUTF16(root)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(names(root), names(again.Root)); diff != "" {
		t.Error(diff)
	}
}

func FuzzParseText(f *testing.F) {
	for _, file := range []string{"AndroidManifest.xml", "network_security_config.xml", "layout.xml"} {
		source, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ParseText(data)
		if err == nil && doc.Root == nil {
			t.Fatal("neither a root nor an error")
		}
		if err == nil {
			checkTree(t, doc.Root)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	data, err := Encode(parseSource(b, "AndroidManifest.xml"))
	if err != nil {
		b.Fatal(err)
	}
	if path := os.Getenv("ZICHA_MANIFEST"); path != "" {
		if data, err = os.ReadFile(path); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(data); err != nil {
			b.Fatal(err)
		}
	}
}
