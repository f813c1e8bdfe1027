package dex

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// counts is what dexdump and zicha both say of the code of a file.
type counts struct {
	Methods, Instructions, Invokes, Handlers int
	Lines                                    int // the sum over the line table
}

// TestDisassembly compares with what Android's own tool makes of the code.
func TestDisassembly(t *testing.T) {
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		t.Skip("dexdump is not installed")
	}
	t.Run("code", func(t *testing.T) { compareCode(t, tool, "code.dex", read(t, "testdata/code.dex")) })
	t.Run("apks", func(t *testing.T) {
		files, sum := 0, counts{}
		apkDexes(t, func(name string, data []byte) {
			c, ok := compareCode(t, tool, name, data)
			if !ok {
				return
			}
			files++
			sum.Methods += c.Methods
			sum.Instructions += c.Instructions
			sum.Invokes += c.Invokes
		})
		t.Logf("%d DEX files compared: %+v", files, sum)
	})
}

// compareCode returns false where dexdump refuses the file.
func compareCode(t *testing.T, tool, name string, data []byte) (counts, bool) {
	path := filepath.Join(t.TempDir(), "classes.dex")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, "-d", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	want := parseDisassembly(out)
	if err := cmd.Wait(); err != nil {
		t.Logf("%s: dexdump: %v", name, err)
		return counts{}, false
	}
	files, err := Open(name, data)
	if err != nil {
		t.Error(err)
	}
	var got counts
	for _, f := range files {
		got.add(t, f)
	}
	if want != got {
		t.Errorf("%s: dexdump %+v, zicha %+v", name, want, got)
	}
	return want, true
}

func (c *counts) add(t *testing.T, f *File) {
	for i := range f.NumClasses() {
		err := f.Members(i, func(m Member) {
			if m.Kind >= DirectMethod && m.Code != 0 {
				c.Methods++
				c.addCode(t, f, m.Code)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func (c *counts) addCode(t *testing.T, f *File, off uint32) {
	code, err := f.Code(off)
	if err != nil {
		t.Error(err)
		return
	}
	last := 0
	err = code.Walk(every, func(i Insn) {
		c.Instructions++
		if i.Op.IsInvoke() || i.Op.Between(OpInvokeCustom, OpInvokeCustomRange) {
			c.Invokes++
		}
		last = i.PC
	})
	if err != nil {
		t.Error(err)
	}
	if err := code.Handlers(func(Handler) { c.Handlers++ }); err != nil {
		t.Error(err)
	}
	c.Lines += code.Line(last)
}

func parseDisassembly(r io.Reader) (c counts) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<26)
	last := 0 // the line of the last entry in the table of the method
	for lines.Scan() {
		line := lines.Bytes()
		switch {
		case bytes.HasPrefix(line, []byte("      positions     :")):
			c.Methods++
		case bytes.HasPrefix(line, []byte("      locals        :")):
			c.Lines, last = c.Lines+last, 0
		case bytes.HasPrefix(line, []byte("        0x")) && bytes.Contains(line, []byte(" line=")):
			_, number, _ := bytes.Cut(line, []byte(" line="))
			last = atoi(number)
		case bytes.HasPrefix(line, []byte("          ")) && bytes.Contains(line, []byte(" -> 0x")):
			c.Handlers++
		case len(line) > 53 && line[6] == ':' && line[47] == '|' && line[48] != '[':
			c.Instructions++
			if bytes.Contains(line[52:min(60, len(line))], []byte(": inv")) {
				c.Invokes++
			}
		}
	}
	return c
}

func atoi(digits []byte) (n int) {
	for _, d := range digits {
		n = 10*n + int(d-'0')
	}
	return n
}

// BenchmarkWalk makes one pass over all code of the APKs, looking for calls.
func BenchmarkWalk(b *testing.B) {
	var files []*File
	size := 0
	apkDexes(b, func(name string, data []byte) {
		opened, _ := Open(name, data)
		files = append(files, opened...)
		size += len(data)
	})
	wanted := Invokes()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, f := range files {
			for i := range f.NumClasses() {
				_ = f.Members(i, func(m Member) {
					if m.Kind < DirectMethod || m.Code == 0 {
						return
					}
					code, _ := f.Code(m.Code)
					_ = code.Walk(wanted, func(i Insn) { n += i.Index() })
				})
			}
		}
	}
}
