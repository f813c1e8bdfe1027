package proguard

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"hello", `line 1: "hello" stands before the first class`},
		{"\n\n    int a -> b\n", `line 3: "int a -> b" stands before the first class`},
		{"a.A -> :", `line 1: "a.A -> :" is not a class`},
		{"a.A->b:", `line 1: "a.A->b:" is not a class`},
		{"a/A -> b:", "is not a class"},
		{":", `line 1: ":" is not a class`},
		{"A -> a:\nint b -> ", `line 2: "int b ->" is not a member`},
		{"A -> a:\nint -> b", "is not a member"},
		{"A -> a:\nint[ b -> b", "is not a member"},
		{"A -> a:\nint b() c", "is not a member"},
		{"A -> a:\nvoid (int) -> c", "is not a member"},
		{"A -> a:\nvoid b(int -> c", "is not a member"},
		{"A -> a:\nvoid b)( -> c", "is not a member"},
		{"A -> a:\nvoid b(int,) -> c", "is not a member"},
		{"A -> a:\nvoid .b() -> c", "is not a member"},
		{"A -> a:\nvoid b.() -> c", "is not a member"},
		{"A -> a:\n1:2 void b() -> c", "is not a member"},
		{"A -> a:\n1void b() -> c", "is not a member"},
		{"A -> a:\n2:1:void b() -> c", "is not a member"},
		{"A -> a:\n1:2:void b():1:2:3 -> c", "is not a member"},
		{"A -> a:\n1:2:void b():x -> c", "is not a member"},
		{"A -> a:\n1:2147483648:void b() -> c", "is not a member"},
		{"A -> a:\n1:1:void b():99999999999999999999 -> c", "is not a member"},
		{"A -> a:\n\x1b[2J" + strings.Repeat("x", 200), `line 2: "\x1b[2J` + strings.Repeat("x", 76) + `"… is not a member`},
	} {
		m, err := Read(strings.NewReader(c.text))
		if err == nil || m != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	wide := limits{size: 1 << 20, line: 1 << 10, classes: 10, members: 10}
	const text = "A -> a:\n    int b -> b\n    int c -> c\nB -> b:\n"
	for _, c := range []struct {
		name   string
		change func(*limits)
		want   string
	}{
		{"none", func(*limits) {}, ""},
		{"just as large", func(l *limits) { l.size, l.classes, l.members = int64(len(text)), 2, 2 }, ""},
		{"bytes", func(l *limits) { l.size = int64(len(text)) - 1 }, "line 5: the file has more than 45 bytes"},
		{"bytes within a line", func(l *limits) { l.size = 14 }, "line 2: the file has more than 14 bytes"},
		{"line", func(l *limits) { l.line = 12 }, "line 2: more than 12 bytes in one line"},
		{"classes", func(l *limits) { l.classes = 1 }, "line 4: more than 1 classes"},
		{"members", func(l *limits) { l.members = 1 }, "line 3: more than 1 members"},
	} {
		limit := wide
		c.change(&limit)
		_, err := read(strings.NewReader(text), limit)
		if got := errorText(err); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestBrokenReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := Read(io.MultiReader(strings.NewReader("A -> a:\n"), iotest.ErrReader(broken)))
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "line 2: ") {
		t.Errorf("got %v", err)
	}
}

// FuzzRead reads anything, and asks a mapping for everything in it.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"proguard.txt", "r8.txt"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Read(bytes.NewReader(data))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "line ") {
				t.Errorf("the error names no line: %v", err)
			}
			return
		}
		for _, run := range m.methods {
			class, name := m.texts[run.class], m.texts[run.name]
			for _, l := range m.lines[run.from:run.to] {
				for _, line := range []int{0, int(l.from), int(l.to)} {
					checkFrames(t, m, Frame{class, name, m.texts[l.descriptor], line})
					checkFrames(t, m, Frame{class, name, m.texts[l.signature], line})
				}
				m.SourceFile(m.texts[l.owner])
			}
		}
	})
}

func checkFrames(t *testing.T, m *Mapping, residual Frame) {
	frames := m.Frames(residual)
	if len(frames) == 0 {
		t.Fatalf("no frames for %+v", residual)
	}
	for _, f := range frames {
		if f.Class == "" || f.Name == "" || f.Line < 0 {
			t.Fatalf("%+v became %+v", residual, frames)
		}
	}
}
