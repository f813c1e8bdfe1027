package dex

import (
	"strings"
	"testing"
)

// readAll reads whatever the methods of File give, and returns the first error.
func readAll(files []*File) (first error) {
	note := func(err error) {
		if first == nil {
			first = err
		}
	}
	for _, f := range files {
		for i := range f.NumProtos() {
			f.AppendProto(nil, i)
		}
		for i := range f.NumClasses() {
			for n := range f.Interfaces(i) {
				f.Type(n)
			}
			note(f.StaticValues(i, func(int, Value) {}))
			note(f.Members(i, func(m Member) {
				if m.Kind >= DirectMethod && m.Code != 0 {
					note(readCode(f, m.Code))
				}
			}))
		}
		for i := range len(f.callSites) / callSiteSize {
			note(f.CallSite(i, func(v Value) { f.MethodHandle(int(v.Bits)) }))
		}
	}
	return first
}

func readCode(f *File, off uint32) error {
	code, err := f.Code(off)
	if err != nil {
		return err
	}
	err = code.Walk(every, func(i Insn) {
		printInsn(f, &code, i)
		if i.PC%16 == 0 {
			code.Line(i.PC)
		}
	})
	if err == nil {
		err = code.Handlers(func(Handler) {})
	}
	return err
}

// The places of code.dex that TestBrokenCode damages.
const (
	atConstants   = 0x6e4 // the code of Main.constants
	atCalls       = 0x638 // the code of Main.calls, which has a try
	callsTry      = atCalls + codeHeader + 70*2
	callsHandlers = callsTry + trySize
)

// TestBrokenCode damages one place at a time: the error must say what, and the
// reader must go on with what is whole.
func TestBrokenCode(t *testing.T) {
	def := func(data []byte) int { return int(word(data, atClasses+4)) }
	members := func(data []byte) int { return int(word(data, def(data)+24)) }
	for name, c := range map[string]struct {
		damage func(data []byte)
		want   string
	}{
		"code outside":        {func(d []byte) { put(d, def(d)+24, len(d)) }, "members of class 0 cannot be read"},
		"field of no class":   {func(d []byte) { d[members(d)+4] = 0x7F }, "members of class 0 cannot be read"},
		"field twice":         {func(d []byte) { d[members(d)+6] = 0 }, "members of class 0 cannot be read"},
		"too many members":    {func(d []byte) { d[members(d)+3] = 0x7F }, "members of class 0 cannot be read"},
		"values outside":      {func(d []byte) { put(d, def(d)+28, len(d)+5) }, "static values of class 0 cannot be read"},
		"value of no kind":    {func(d []byte) { d[word(d, def(d)+28)+1] = 1 }, "static values of class 0 cannot be read"},
		"more parameters":     {func(d []byte) { put(d, atCalls, 3|9<<16) }, "code at 0x638 cannot be read"},
		"instructions":        {func(d []byte) { put(d, atCalls+12, 1<<31) }, "code at 0x638 cannot be read"},
		"many tries":          {func(d []byte) { put(d, atCalls+4, 5|0xFFFF<<16) }, "tries of the code at 0x638 end early"},
		"try beyond the code": {func(d []byte) { put(d, callsTry, 71) }, "exception handlers of a method cannot be read"},
		"handlers outside":    {func(d []byte) { put(d, callsTry+4, 0xFFFF<<16|0x13) }, "exception handlers of a method cannot be read"},
		"endless handlers":    {func(d []byte) { put(d, callsHandlers+1, 0x0FFFFFFF) }, "more than 65536 exception handlers"},
		"last instruction":    {func(d []byte) { d[atConstants+codeHeader+54*2] = byte(OpConstWideHigh16) }, "instruction at 0x36 of 0x37 ends early"},
		"table of an array":   {func(d []byte) { put(d, atCalls+codeHeader+0x42*2, 1<<31) }, "instruction at 0x40 of 0x46 ends early"},
		"call site":           {func(d []byte) { put(d, callSiteTable(d), len(d)) }, "call site 0 cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			data := read(t, "testdata/code.dex")
			c.damage(data)
			if err := readAll(open(t, data)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func callSiteTable(data []byte) int {
	items := data[word(data, atMap)+4:]
	for half(items, 0) != mapCallSites {
		items = items[mapItemSize:]
	}
	return int(word(items, 8))
}

// TestEveryByte damages each byte in turn; nothing may panic.
func TestEveryByte(t *testing.T) {
	whole := read(t, "testdata/code.dex")
	data := make([]byte, len(whole))
	for i := range whole {
		for _, b := range []byte{0, 0x7F, 0x80, 0xFF, whole[i] + 1} {
			copy(data, whole)
			data[i] = b
			files, _ := Open("classes.dex", data)
			readAll(files)
		}
		files, _ := Open("classes.dex", whole[:i])
		readAll(files)
	}
}

func TestNestedValues(t *testing.T) {
	data := []byte(strings.Repeat("\x1c\x01", maxValueDepth+2) + "\x1e")
	r := reader{data: data}
	if r.value(0); !r.bad {
		t.Error("arrays were followed beyond the limit")
	}
	r = reader{data: data[4:]}
	if r.value(0); r.bad {
		t.Error("arrays within the limit were refused")
	}
}

func FuzzCode(f *testing.F) {
	f.Add(read(f, "testdata/code.dex"))
	f.Add(read(f, "testdata/hello.dex"))
	f.Fuzz(func(t *testing.T, data []byte) {
		files, _ := Open("f", data)
		if err := readAll(files); err != nil && !strings.HasPrefix(err.Error(), "f") {
			t.Fatalf("error without the name: %v", err)
		}
	})
}
