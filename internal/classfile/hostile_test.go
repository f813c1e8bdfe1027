package classfile_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/classfile"
)

// builder makes class files by hand.
type builder struct {
	pool  bytes.Buffer
	count int
}

func (b *builder) constant(parts ...any) int {
	b.count++
	for _, p := range parts {
		if s, ok := p.(string); ok {
			binary.Write(&b.pool, binary.BigEndian, uint16(len(s)))
			b.pool.WriteString(s)
			continue
		}
		binary.Write(&b.pool, binary.BigEndian, p)
	}
	return b.count
}

func (b *builder) text(s string) int { return b.constant(byte(1), s) }

func (b *builder) class(name string) int { return b.constant(byte(7), uint16(b.text(name))) }

// file returns a class with one static method of the code.
func (b *builder) file(name, super string, maxStack, maxLocals int, code []byte, descriptor string) []byte {
	this, parent := b.class(name), b.class(super)
	method, desc, attribute := b.text("run"), b.text(descriptor), b.text("Code")
	var out bytes.Buffer
	put := func(parts ...any) {
		for _, p := range parts {
			binary.Write(&out, binary.BigEndian, p)
		}
	}
	put(uint32(0xCAFEBABE), uint32(50), uint16(b.count+1))
	out.Write(b.pool.Bytes())
	put(uint16(1), uint16(this), uint16(parent), uint16(0), uint16(0), uint16(1))
	put(uint16(9), uint16(method), uint16(desc), uint16(1), uint16(attribute), uint32(12+len(code)))
	put(uint16(maxStack), uint16(maxLocals), uint32(len(code)))
	out.Write(code)
	put(uint16(0), uint16(0), uint16(0))
	return out.Bytes()
}

func stats(t *testing.T, classes ...[]byte) classfile.Stats {
	t.Helper()
	translator := classfile.NewTranslator(nil)
	for _, data := range classes {
		_ = translator.Add(data)
	}
	list, s := translator.Finish()
	for _, data := range list {
		readAll(t, data)
	}
	return s
}

// TestHostileCode: code that breaks the rules of the virtual machine costs the
// method, and no more.
func TestHostileCode(t *testing.T) {
	const ret, goTo, pop, iconst, iadd, athrow, dup, ldc = 0xB1, 0xA7, 0x57, 0x03, 0x60, 0xBF, 0x59, 0x12
	deep := append(bytes.Repeat([]byte{iconst}, 20_000), bytes.Repeat([]byte{pop}, 20_000)...)
	jumps := bytes.Repeat([]byte{iconst, 0x99, 0, 3}, 10_000) // ifeq to the next one
	for _, test := range []struct {
		name     string
		code     []byte
		damaged  int
		tooLarge int
	}{
		{"nothing wrong", []byte{iconst, pop, ret}, 0, 0},
		{"empty stack", []byte{pop, ret}, 1, 0},
		{"half a long", []byte{0x09, pop, ret}, 1, 0},
		{"wrong kind", []byte{0x01, iconst, iadd, pop, ret}, 1, 0},
		{"no end", []byte{iconst}, 1, 0},
		{"endless loop", []byte{goTo, 0, 0}, 0, 0},
		{"loop that grows the stack", []byte{iconst, goTo, 0xFF, 0xFF}, 1, 0},
		{"branch into an instruction", []byte{goTo, 0, 1}, 1, 0},
		{"branch outside", []byte{goTo, 0x7F, 0xFF}, 1, 0},
		{"local outside", []byte{iconst, 0x36, 200, ret}, 1, 0},
		{"unknown instruction", []byte{0xFE, ret}, 1, 0},
		{"constant outside", []byte{ldc, 250, pop, ret}, 1, 0},
		{"switch over everything", append([]byte{iconst, 0xAA, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF}, ret), 1, 0},
		{"switch that leads to itself", []byte{iconst, 0xAB, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, ret}, 0, 0},
		{"return of a subroutine that nobody calls", []byte{0xA9, 0}, 1, 0},
		{"subroutine that calls itself", []byte{0xA8, 0, 0}, 1, 0},
		{"deep stack", append(deep, ret), 0, 0},
		{"many branches", append(jumps, ret), 0, 0},
		{"throw of a number", []byte{iconst, athrow}, 1, 0},
		{"deep stack and many branches", append(append(bytes.Repeat([]byte{iconst}, 20_000), jumps...), ret), 0, 1},
		{"copies", append(append([]byte{iconst}, bytes.Repeat([]byte{dup}, 30_000)...), append(bytes.Repeat([]byte{pop}, 30_001), ret)...), 0, 0},
	} {
		var b builder
		s := stats(t, b.file("a/B", "java/lang/Object", 65535, 4, test.code, "()V"))
		if s.Classes != 1 || s.Damaged != test.damaged || s.TooLarge != test.tooLarge {
			t.Errorf("%s: %+v", test.name, s)
		}
	}
}

// TestHostileFiles: what is no class costs itself.
func TestHostileFiles(t *testing.T) {
	var b, c, d builder
	whole := b.file("a/B", "java/lang/Object", 1, 1, []byte{0xB1}, "()V")
	for name, data := range map[string][]byte{
		"empty":                     {},
		"other magic":               []byte("PK\x03\x04"),
		"constants of nothing":      []byte("\xca\xfe\xba\xbe\x00\x00\x00\x34\xff\xff"),
		"cut off":                   whole[:len(whole)/2],
		"name with a zero byte":     c.file("a/B\x00", "java/lang/Object", 1, 1, []byte{0xB1}, "()V"),
		"name that is a descriptor": d.file("[I", "java/lang/Object", 1, 1, []byte{0xB1}, "()V"),
	} {
		if s := stats(t, data); s.Classes != 0 || s.Damaged != 1 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	for i := range whole {
		broken := bytes.Clone(whole)
		broken[i] ^= 0xFF
		stats(t, broken, whole[:i])
	}
}

// TestCircle: classes that extend each other, the same class twice, and more
// classes than one DEX file has room for.
func TestCircle(t *testing.T) {
	one := func(name, super string) []byte {
		var b builder
		return b.file(name, super, 1, 1, []byte{0xB1}, "()V")
	}
	if s := stats(t, one("a/B", "a/C"), one("a/C", "a/B"), one("a/D", "a/D"), one("a/B", "a/D")); s.Classes != 3 || s.Repeated != 1 || s.DexFiles != 1 {
		t.Errorf("%+v", s)
	}
	if testing.Short() {
		return
	}
	var many [][]byte
	for i := range 66_000 {
		many = append(many, one("a/C"+strings.Repeat("x", i%3)+itoa(i), "java/lang/Object"))
	}
	if s := stats(t, many...); s.Classes != 66_000 || s.DexFiles != 2 || s.Damaged+s.DexMissed > 0 {
		t.Errorf("%+v", s)
	}
}

func itoa(n int) string {
	return string(rune('a'+n%26)) + string(rune('a'+n/26%26)) + string(rune('a'+n/676%26)) + string(rune('a'+n/17576%26))
}
