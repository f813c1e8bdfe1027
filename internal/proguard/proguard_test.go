package proguard

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func open(t *testing.T, name string) *Mapping {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestClass(t *testing.T) {
	m := open(t, "r8.txt")
	for residual, want := range map[string]string{
		"a/a":              "com/example/$$Lambda$0",
		"a/c":              "com/example/Result",
		"com/example/Main": "com/example/Main",
		"a/zz":             "a/zz",
		"":                 "",
		"onClick":          "onClick",
	} {
		if got := m.Class(residual); got != want {
			t.Errorf("%q was %q, want %q", residual, got, want)
		}
	}
	if got := new(Mapping).Class("a/a"); got != "a/a" {
		t.Errorf("without a mapping a/a was %q", got)
	}
}

func TestSourceFile(t *testing.T) {
	m := open(t, "r8.txt")
	for original, want := range map[string]string{
		"com/example/Result":  "Results.kt",
		"com/example/Failure": "", // what stands there does not parse
		"com/example/Nobody":  "",
		"a/c":                 "",
		"":                    "",
	} {
		if got := m.SourceFile(original); got != want {
			t.Errorf("%s: %q, want %q", original, got, want)
		}
	}
}

func TestDescriptor(t *testing.T) {
	m := open(t, "r8.txt")
	for residual, want := range map[string]string{
		"(I[[La/c;La/d;)La/b;": "(I[[Lcom/example/Result;Lcom/example/Failure;)Lcom/example/Callback;",
		"La/c;":                "Lcom/example/Result;",
		"(JLLa/c;)V":           "(JLLa/c;)V",
		"(La/c;La/c":           "(Lcom/example/Result;La/c",
		"":                     "",
		"L":                    "L",
	} {
		if got := m.Descriptor(residual); got != want {
			t.Errorf("%s: %s, want %s", residual, got, want)
		}
	}
}

func TestFrames(t *testing.T) {
	const (
		configuration = "com/example/Configuration"
		main          = "com/example/Main"
		result        = "com/example/Result"
	)
	for _, c := range []struct {
		name, file string
		residual   Frame
		want       []Frame
	}{
		{"lines stay", "proguard.txt", Frame{main, "a", "()V", 80}, []Frame{{main, "execute", "()V", 80}}},
		{"inlined from another class", "proguard.txt", Frame{main, "a", "()V", 2040},
			[]Frame{{"com/example/Licence", "check", "()V", 40}, {main, "execute", "()V", 76}}},
		{"inlined twice", "proguard.txt", Frame{main, "a", "()V", 3042}, []Frame{
			{"com/example/util/Writers", "create", "(Ljava/io/File;)Ljava/io/PrintWriter;", 42},
			{main, "printConfiguration", "()V", 243}, {main, "execute", "()V", 80}}},
		{"line unknown: nothing inlined is claimed", "proguard.txt", Frame{main, "a", "()V", 0}, []Frame{{main, "execute", "()V", 0}}},
		{"line not in the mapping", "proguard.txt", Frame{main, "a", "()V", 9999}, []Frame{{main, "execute", "()V", 0}}},
		{"overload in a second run", "proguard.txt", Frame{main, "a", "(La/b;)V", 262},
			[]Frame{{main, "execute", "(Lcom/example/Configuration;)V", 262}}},
		{"the descriptor outweighs the line", "proguard.txt", Frame{main, "a", "(La/b;)V", 80},
			[]Frame{{main, "execute", "(Lcom/example/Configuration;)V", 0}}},
		{"no descriptor: by line", "proguard.txt", Frame{main, "a", "", 262},
			[]Frame{{main, "execute", "(Lcom/example/Configuration;)V", 262}}},
		{"overloads at the same lines are not inlined", "proguard.txt", Frame{"a/b", "a", "(Ljava/io/File;)La/b;", 3},
			[]Frame{{configuration, "copy", "(Ljava/io/File;)Lcom/example/Configuration;", 3}}},
		{"constructors at the same line", "proguard.txt", Frame{"a/b", "<init>", "(Ljava/io/File;[[Z)V", 3},
			[]Frame{{configuration, "<init>", "(Ljava/io/File;[[Z)V", 3}}},
		{"no lines: by descriptor", "proguard.txt", Frame{"a/b", "b", "([La/b;)I", 7},
			[]Frame{{configuration, "reset", "([Lcom/example/Configuration;)I", 7}}},
		{"no lines, no such descriptor: the first", "proguard.txt", Frame{"a/b", "b", "(Z)Z", 7}, []Frame{{configuration, "reset", "()V", 7}}},
		{"of another class", "proguard.txt", Frame{main, "c", "()V", 0}, []Frame{{"com/example/Base", "inherited", "()V", 0}}},
		{"method unknown", "proguard.txt", Frame{"a/b", "zz", "(La/b;)V", 5}, []Frame{{configuration, "zz", "(Lcom/example/Configuration;)V", 5}}},
		{"class unknown", "proguard.txt", Frame{"q/q", "a", "(La/b;)V", 5}, []Frame{{"q/q", "a", "(Lcom/example/Configuration;)V", 5}}},
		{"field", "proguard.txt", Frame{main, "input", "()V", 5}, []Frame{{main, "input", "()V", 5}}},

		{"into a lambda, call at no line", "r8.txt", Frame{"a/a", "onClick", "(Landroid/view/View;)V", 2}, []Frame{
			{main, "lambda$onCreate$0", "(Landroid/view/View;)V", 31},
			{"com/example/$$Lambda$0", "onClick", "(Landroid/view/View;)V", 0}}},
		{"residual signature with renamed types", "r8.txt", Frame{"a/b", "a", "(La/c;I)Z", 0},
			[]Frame{{"com/example/Callback", "accept", "(Lcom/example/Result;I)Z", 0}}},
		{"residual signature without a parameter", "r8.txt", Frame{"a/b", "a", "(La/c;)Z", 0},
			[]Frame{{"com/example/Callback", "accept", "(Lcom/example/Failure;I)Z", 0}}},
		{"no such residual signature", "r8.txt", Frame{"a/b", "a", "(J)Z", 0}, []Frame{{"com/example/Callback", "a", "(J)Z", 0}}},
		{"any line, even none", "r8.txt", Frame{"a/c", "a", "()V", 0}, []Frame{{result, "touch", "()V", 9}}},
		{"renumbered", "r8.txt", Frame{"a/c", "<init>", "(I)V", 2}, []Frame{{result, "<init>", "(I)V", 13}}},
		{"merged class, signature of the line before", "r8.txt", Frame{"a/c", "<init>", "(ILjava/lang/String;)V", 6},
			[]Frame{{"com/example/Success", "<init>", "(Ljava/lang/String;)V", 22}}},
		{"inlined from its own class", "r8.txt", Frame{"a/c", "t", "(La/d;)V", 1}, []Frame{
			{result, "bar", "()V", 54}, {result, "foo", "()V", 44}, {result, "onFailure", "(Lcom/example/Failure;)V", 40}}},
		{"line 0 is unknown", "r8.txt", Frame{"a/c", "t", "()I", 4}, []Frame{{result, "size", "()I", 0}}},
		{"one number on both sides", "r8.txt", Frame{"a/c", "t", "()V", 6}, []Frame{{result, "reload", "()V", 70}}},
		{"negative line", "r8.txt", Frame{"a/c", "<init>", "(I)V", -7}, []Frame{{result, "<init>", "(I)V", 0}}},
	} {
		t.Run(c.file+" "+c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, open(t, c.file).Frames(c.residual)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// TestLayout reads the same mapping in the shapes in which editors leave it.
func TestLayout(t *testing.T) {
	data, err := os.ReadFile("testdata/r8.txt")
	if err != nil {
		t.Fatal(err)
	}
	plain := string(data)
	for name, text := range map[string]string{
		"carriage returns":   strings.ReplaceAll(plain, "\n", "\r\n"),
		"byte order mark":    "\uFEFF" + plain,
		"tabs":               strings.ReplaceAll(plain, "    ", "\t"),
		"blank lines":        strings.ReplaceAll(plain, "\n", "\n \n"),
		"no newline at last": strings.TrimSuffix(plain, "\n"),
	} {
		m, err := Read(strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := open(t, "r8.txt")
		if diff := cmp.Diff(want, m, cmp.AllowUnexported(Mapping{}, pool{}, method{}, line{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestClassTwice(t *testing.T) {
	m, err := Read(strings.NewReader("x.A -> a:\n    void f() -> b\nx.C -> c:\n    void h() -> b\nx.B -> a:\n    void g(int) -> b\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Frame{{"x/B", "g", "(I)V", 0}}
	if diff := cmp.Diff(want, m.Frames(Frame{"a", "b", "(I)V", 0})); diff != "" || m.Class("a") != "x/A" {
		t.Errorf("a is %s; -want +got\n%s", m.Class("a"), diff)
	}
}
