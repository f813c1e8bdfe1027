package dex

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func open(t *testing.T, data []byte) []*File {
	t.Helper()
	files, err := Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func classes(f *File) []string {
	var list []string
	for c := range f.Classes() {
		list = append(list, string(c.Descriptor)+" < "+string(c.Super))
	}
	return list
}

func TestOpen(t *testing.T) {
	files := open(t, read(t, "testdata/hello.dex"))
	if len(files) != 1 {
		t.Fatalf("%d files, want 1", len(files))
	}
	f := files[0]
	got := []int{f.Version(), f.Size(), f.NumStrings(), f.NumTypes(), f.NumClasses()}
	if want := []int{37, 756, 14, 5, 3}; !slices.Equal(got, want) {
		t.Errorf("version, size, strings, types, classes: %v, want %v", got, want)
	}
	want := []string{
		"LBare; < Ljava/lang/Object;",
		"Lcom/example/hello/Main; < Ljava/lang/Object;",
		"Lcom/example/hello/Main$Inner; < Lcom/example/hello/Main;",
	}
	if diff := cmp.Diff(want, classes(f)); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"": 1, "com/example/hello": 2}, CountPackages(files)); diff != "" {
		t.Errorf("packages (-want +got):\n%s", diff)
	}
	if _, ok := f.String(f.NumStrings()); ok {
		t.Error("a string beyond the table was read")
	}
	if _, ok := f.Type(-1); ok {
		t.Error("a type before the table was read")
	}
}

func TestTextStrings(t *testing.T) {
	f := open(t, read(t, "testdata/hello.dex"))[0]
	got := slices.Sorted(f.TextStrings())
	want := []string{"see https://example.com/privacy", "zero \x00 and 𠮷 and 政", "隐私政策"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("text strings (-want +got):\n%s", diff)
	}
	for range f.TextStrings() {
		break // an early end must not call yield again, which would panic
	}
	for range f.Classes() {
		break
	}
}

func TestHasURL(t *testing.T) {
	for s, want := range map[string]bool{
		"a:b http://x": true, "https://x": true, "ftp://x": false, "http:/x": false, "HTTP": false,
	} {
		if got := hasURL([]byte(s)); got != want {
			t.Errorf("hasURL(%q) = %v", s, got)
		}
	}
}

func TestHasHan(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "plain text longer than a word": false, "naïve": false, "ひらがな、。": false, "한국어": false,
		"\u33ff": false, "\u3400": true, "eight ch\u4e00": true, "\u9fff": true, "\ua000": false, "\xe3": false,
	} {
		if got := hasHan([]byte(s)); got != want {
			t.Errorf("hasHan(%q) = %v", s, got)
		}
	}
}

func TestDecodeMUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                    "plain",
		"a\xc0\x80b":               "a\x00b",
		"\xed\xa1\x82\xed\xbe\xb7": "𠮷",
		"x\xed\xa1\x82y":           "x\ufffdy",                    // a high surrogate alone
		"\xed\xbe\xb7\xed\xa1\x82": "\ufffd\ufffd",                // the wrong way round
		"\xed\xa1":                 "\ufffd\ufffd",                // cut
		"\xff隐\xc0\x80":            "\ufffd隐\x00",                 // damaged
		"\xed\x95\x9c\xc0\x80":     "한\x00",                       // ED also begins Hangul
		"\xc0\x80\xed\xa1\x82":     "\x00" + string(rune(0xFFFD)), // a high surrogate at the end
	} {
		if got := DecodeMUTF8([]byte(in)); got != want {
			t.Errorf("DecodeMUTF8(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOpenContainer(t *testing.T) {
	files := open(t, build(41, []string{"隐私"}, []string{"La/A;", "La/B;"}, []string{"Lb/C;"}))
	var got []string
	for _, f := range files {
		got = append(got, f.Name())
		got = append(got, classes(f)...)
		got = append(got, slices.Collect(f.TextStrings())...)
	}
	want := []string{"classes.dex", "La/A; < ", "La/B; < ", "隐私", "classes.dex!classes2.dex", "Lb/C; < "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("container (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"a": 2, "b": 1}, CountPackages(files)); diff != "" {
		t.Errorf("packages (-want +got):\n%s", diff)
	}
}

func TestOpenVersions(t *testing.T) {
	for version := 35; version <= 41; version++ {
		if f := open(t, build(version, nil, []string{"La/A;"}))[0]; f.Version() != version || f.NumClasses() != 1 {
			t.Errorf("version %d: read as %d with %d classes", version, f.Version(), f.NumClasses())
		}
	}
}

// TestBroken damages one place at a time: what can be read must come with an
// error that says what cannot.
func TestBroken(t *testing.T) {
	plain := func() []byte { return build(39, nil, []string{"La/A;", "La/B;", "La/C;"}) }
	container := func() []byte { return build(41, nil, []string{"La/A;", "La/B;"}, []string{"Lb/C;"}) }
	const types, defs = headerSize, headerSize + 3*typeIDSize
	const second = headerSizeV41 + 2*(typeIDSize+classDefSize)
	set := func(data []byte, at, v int) []byte { put(data, at, v); return data }

	for name, c := range map[string]struct {
		data    []byte
		want    string // in the error
		files   int
		classes int
	}{
		"empty":             {nil, "classes.dex: is not a DEX file", 0, 0},
		"other format":      {[]byte("PK\x03\x04 and more"), "is not a DEX file", 0, 0},
		"old version":       {[]byte("dex\n034\x00"), `DEX version "034" is unknown`, 0, 0},
		"no digits":         {[]byte("dex\n0x1\x00"), "is unknown", 0, 0},
		"cut in the header": {plain()[:100], "header ends early", 0, 0},
		"big-endian":        {set(plain(), atEndian, 0x78563412), "is not little-endian", 0, 0},
		"header size":       {set(plain(), atHeaderSize, 8), "header says it has 8 bytes", 1, 3},
		"file size":         {set(plain(), atFileSize, 1<<30), "ends early: 253 bytes of 1073741824", 1, 3},
		"tiny file size":    {set(plain(), atFileSize, 1), "has only 1 bytes", 1, 3},
		"cut in strings":    {plain()[:250], "ends early", 1, 2},
		"string count":      {set(plain(), atStrings, 1<<30), "string table ends early", 1, 3},
		"string offset":     {set(plain(), atStrings+4, 1<<30), "string table lies outside the file", 1, 0},
		"type count":        {set(plain(), atTypes, 1<<31), "type table ends early", 1, 3},
		"class count":       {set(plain(), atClasses, 1<<31), "class table ends early", 1, 3},
		"type order":        {set(plain(), types+4, 0), "type 1 of 3 cannot be read", 1, 1},
		"type string":       {set(plain(), types+8, 3), "type 2 of 3 cannot be read", 1, 2},
		"class type":        {set(plain(), defs+2*classDefSize, 3), "class 2 of 3 cannot be read", 1, 2},
		"class twice":       {set(plain(), defs+classDefSize, 0), "class 1 of 3 cannot be read", 1, 1},
		"container size":    {set(container(), atContainerSize, 200), "stands at 0 of 200 bytes", 2, 3},
		"header offset":     {set(container(), second+atHeaderOff, 7), "classes.dex!classes2.dex: header says it stands at 7", 2, 3},
		"second magic":      {set(container(), second, 7), "classes.dex!classes2.dex: is not a DEX file", 1, 2},
		"second version":    {set(container(), second+4, '0'|'4'<<8|'0'<<16), "version 040 cannot stand in a container", 1, 2},
		"cut container":     {container()[:second+20], "ends early", 1, 0},
		"file size of one":  {set(container(), atFileSize, 0), "has only 0 bytes", 1, 2},
		"overlapping":       {overlapping(), "string 3 of 32 cannot be read", 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			files, err := Open("classes.dex", c.data)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			n := 0
			for _, f := range files {
				n += f.NumClasses()
			}
			if len(files) != c.files || n != c.classes {
				t.Errorf("%d files with %d classes, want %d with %d", len(files), n, c.files, c.classes)
			}
		})
	}
}

// overlapping is a file of which every string is nearly as long as the file.
func overlapping() []byte {
	data := build(39, []string{strings.Repeat("x", 100)}, nil)
	long := append(data[:len(data):len(data)], make([]byte, 32*stringIDSize)...)
	for i := range 32 {
		put(long, len(data)+i*stringIDSize, headerSize+stringIDSize)
	}
	table(long, atStrings, 32, len(data))
	put(long, atFileSize, len(long))
	return long
}

func TestManyFiles(t *testing.T) {
	one := build(41, nil, nil)
	var data []byte
	for range maxFiles + 1 {
		data = append(data, one...)
	}
	files, err := Open("classes.dex", data)
	if len(files) != maxFiles || err == nil {
		t.Errorf("%d files, error %v; want %d and an error", len(files), err, maxFiles)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(read(f, "testdata/hello.dex"))
	f.Add(build(35, []string{"http://x"}, []string{"La/A;", "LB;"}))
	f.Add(build(41, []string{"隐私"}, []string{"La/A;"}, []string{"Lb/B;", "Lb/C;"}))
	f.Add(overlapping())
	f.Fuzz(func(t *testing.T, data []byte) {
		files, err := Open("f", data)
		if len(files) == 0 && err == nil {
			t.Fatal("neither a file nor an error")
		}
		if err != nil && !strings.HasPrefix(err.Error(), "f") {
			t.Fatalf("error without the name: %v", err)
		}
		for _, file := range files {
			for i := range file.NumStrings() {
				if _, ok := file.String(i); !ok {
					t.Fatalf("string %d of %d cannot be read", i, file.NumStrings())
				}
			}
			for c := range file.Classes() {
				if c.Descriptor == nil {
					t.Fatal("class without a descriptor")
				}
			}
			for s := range file.TextStrings() {
				_ = s
			}
		}
		CountPackages(files)
	})
}
