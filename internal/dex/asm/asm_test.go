package asm

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/dex"
)

// open assembles and reads back with the reader of the package above.
func open(t testing.TB, sources map[string][]byte) *dex.File {
	t.Helper()
	data, err := Assemble(sources)
	if err != nil {
		t.Fatal(err)
	}
	files, err := dex.Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	return files[0]
}

func TestAssemble(t *testing.T) {
	f := open(t, readSources(t, "testdata/all"))
	var got []string
	for c := range f.Classes() {
		got = append(got, fmt.Sprintf("%s < %s", c.Descriptor, c.Super))
	}
	want := []string{ // by name, but superclasses and interfaces first
		"Lall/Base; < Ljava/lang/Object;",
		"Lall/Values; < Ljava/lang/Object;",
		"Lall/A; < Lall/Values;",
		"Lall/Flow; < Ljava/lang/Object;",
		"Lall/Formats; < Ljava/lang/Object;",
		"Lall/Modern; < Ljava/lang/Object;",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("classes (-want +got):\n%s", diff)
	}
	if f.Version() != 39 {
		t.Errorf("version %d, want 39 for const-method-type", f.Version())
	}
}

func TestVersion(t *testing.T) {
	const method = ".class public interface abstract LA;\n.super Ljava/lang/Object;\n.method public %s\n.end method\n"
	for body, want := range map[string]int{
		"abstract a()V": 35,
		"static constructor <clinit>()V\n.registers 0\nreturn-void": 35,
		"a()V\n.registers 1\nreturn-void":                           37,
		"a()V\n.registers 1\ninvoke-polymorphic {p0}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, ()V": 38,
		"a()V\n.registers 1\nconst-method-type p0, ()V": 39,
	} {
		if f := open(t, map[string][]byte{"A.smali": fmt.Appendf(nil, method, body)}); f.Version() != want {
			t.Errorf("%q: version %d, want %d", body, f.Version(), want)
		}
	}
}

// TestStrings reads back what the order of UTF-16 and modified UTF-8 decide.
func TestStrings(t *testing.T) {
	const source = `.class LA;
.super Ljava/lang/Object;
.field static s:Ljava/lang/Object; = "\u0000"
.annotation runtime LB;
    x = { "𠮷", "\uffff", "\u0001", "é", "\ud842" }
.end annotation
`
	f := open(t, map[string][]byte{"A.smali": []byte(source)})
	var got []string
	for i := range f.NumStrings() {
		s, _ := f.String(i)
		got = append(got, string(s))
	}
	want := []string{"\xC0\x80", "\x01", "LA;", "LB;", "Ljava/lang/Object;", "s", "x", "é", "\xED\xA1\x82", "\xED\xA1\x82\xED\xBE\xB7", "\uFFFF"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("strings (-want +got):\n%s", diff)
	}
}

func TestEmpty(t *testing.T) {
	if f := open(t, nil); f.NumClasses() != 0 || f.NumStrings() != 0 {
		t.Errorf("%d classes, %d strings", f.NumClasses(), f.NumStrings())
	}
}

func TestTwice(t *testing.T) {
	_, err := Assemble(map[string][]byte{"A.smali": []byte(".class LA;"), "B.smali": []byte("\n.class LA;")})
	if want := "B.smali:2: class LA; is already defined in A.smali"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// TestJumbo needs a string with an index above 65535, once in each form.
func TestJumbo(t *testing.T) {
	const source = ".class LA;\n.super Ljava/lang/Object;\n.method static a()V\n.registers 1\n%s v0, \"zzz\"\nreturn-void\n.end method\n"
	var many bytes.Buffer
	many.WriteString(".class LB;\n.annotation runtime LC;\nx = {\n")
	for i := range 1 << 16 {
		fmt.Fprintf(&many, "\"%d\"\n", i)
	}
	many.WriteString("}\n.end annotation\n")
	for op, want := range map[string]string{
		"const-string":       "A.smali:5: string 65543 needs const-string/jumbo",
		"const-string/jumbo": "<nil>",
	} {
		_, err := Assemble(map[string][]byte{"A.smali": fmt.Appendf(nil, source, op), "B.smali": many.Bytes()})
		if fmt.Sprint(err) != want {
			t.Errorf("%s: error %v, want %s", op, err, want)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, file := range readErrors(t) {
		t.Run(file.Name, func(t *testing.T) {
			first, _, _ := strings.Cut(string(file.Data), "\n")
			want := file.Name + ":" + strings.TrimPrefix(first, "# ")
			_, err := Assemble(map[string][]byte{file.Name: file.Data})
			if err == nil || err.Error() != want {
				t.Errorf("error:\n%v\nwant:\n%s", err, want)
			}
		})
	}
}

func readErrors(t testing.TB) []txtar.File {
	archive, err := txtar.ParseFile("testdata/errors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return archive.Files
}

// FuzzAssemble: what is assembled can be read without an error, and is the same
// every time; what is not has an error with a place.
func FuzzAssemble(f *testing.F) {
	for _, source := range readSources(f, "testdata/all") {
		f.Add(source)
	}
	for _, file := range readErrors(f) {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		sources := map[string][]byte{"F.smali": slices.Clone(source)}
		data, err := Assemble(sources)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "F.smali:") {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		if _, err := dex.Open("F.dex", data); err != nil {
			t.Fatal(err)
		}
		if again, _ := Assemble(sources); !bytes.Equal(data, again) {
			t.Fatal("two results from one source")
		}
	})
}
