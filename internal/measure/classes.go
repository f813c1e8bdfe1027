package main

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
)

// javaClass is what a Java class file declares (JVMS chapter 4), its code left
// out: enough to ask whether a method is there and what a constant says.
type javaClass struct {
	name, super string // com/umeng/commonsdk/UMConfigure
	methods     []javaMethod
	constants   map[string]string // fields with a constant text, and methods that only return one, by name
	texts       []string          // constants of its code and fields
}

type javaMethod struct{ name, descriptor string }

// constantSizes are the bytes behind the tag of a constant (JVMS table 4.4-A).
// Texts have a length of their own, and long and double take two numbers.
var constantSizes = [...]int{
	3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2,
}

const (
	constantUTF8   = 1
	constantLong   = 5
	constantDouble = 6
	constantClass  = 7
	constantString = 8
)

// classBytes reads a class file; past its end it reads zeros and is bad.
type classBytes struct {
	data []byte
	bad  bool
}

func (b *classBytes) take(n int) []byte {
	if n > len(b.data) {
		b.bad, b.data = true, nil
		return make([]byte, min(n, 8))
	}
	taken := b.data[:n]
	b.data = b.data[n:]
	return taken
}

func (b *classBytes) u2() int { return int(binary.BigEndian.Uint16(b.take(2))) }
func (b *classBytes) u4() int { return int(binary.BigEndian.Uint32(b.take(4))) }

// constantPool holds where constants point, and the texts, by number.
type constantPool struct {
	texts  map[int]string
	points map[int]int // classes and strings
}

func (p *constantPool) pointed(i int) string { return p.texts[p.points[i]] }

func parseClass(data []byte) (*javaClass, error) {
	b := &classBytes{data: data}
	if uint32(b.u4()) != 0xCAFEBABE {
		return nil, errors.New("is not a class file")
	}
	b.take(4) // its version
	c := &javaClass{constants: map[string]string{}}
	pool, err := c.pool(b)
	if err != nil {
		return nil, err
	}
	b.take(2) // access
	c.name, c.super = pool.pointed(b.u2()), pool.pointed(b.u2())
	for range b.u2() {
		b.take(2) // an interface
		if b.bad {
			break
		}
	}
	note := func(name string, value int) {
		if text, ok := pool.texts[pool.points[value]]; ok {
			c.constants[name] = text
		}
	}
	c.members(b, pool, func(name, _ string, value int) { note(name, value) })
	c.members(b, pool, func(name, descriptor string, value int) {
		c.methods = append(c.methods, javaMethod{name, descriptor})
		note(name, value)
	})
	if b.bad || c.name == "" {
		return nil, errors.New("ends early")
	}
	return c, nil
}

func (c *javaClass) pool(b *classBytes) (*constantPool, error) {
	p := &constantPool{map[int]string{}, map[int]int{}}
	var strings []int
	for i, n := 1, b.u2(); i < n && !b.bad; i++ {
		switch tag := int(b.take(1)[0]); {
		case tag == constantUTF8:
			p.texts[i] = string(b.take(b.u2()))
		case tag >= len(constantSizes) || constantSizes[tag] == 0:
			return nil, errors.New("has a constant of no known kind")
		case tag == constantClass || tag == constantString:
			p.points[i] = b.u2()
			if tag == constantString {
				strings = append(strings, i)
			}
		default:
			b.take(constantSizes[tag])
			if tag == constantLong || tag == constantDouble {
				i++
			}
		}
	}
	for _, i := range strings {
		c.texts = append(c.texts, p.pointed(i))
	}
	return p, nil
}

// members reads fields or methods. It tells visit which constant a field has or a
// method does nothing but return; 0 is none.
func (c *javaClass) members(b *classBytes, p *constantPool, visit func(name, descriptor string, value int)) {
	for range b.u2() {
		if b.bad {
			return
		}
		b.take(2) // access
		name, descriptor, value := p.texts[b.u2()], p.texts[b.u2()], 0
		for range b.u2() {
			attribute := p.texts[b.u2()]
			body := classBytes{data: b.take(b.u4())}
			if b.bad {
				return
			}
			switch attribute {
			case "ConstantValue":
				value = body.u2()
			case "Code":
				value = body.returned()
			}
		}
		visit(name, descriptor, value)
	}
}

// returned reads a Code attribute and returns the constant that it does nothing
// but return, or 0 (JVMS 6.5: ldc, ldc_w, areturn).
func (b *classBytes) returned() int {
	b.take(4) // depth of its stack and number of its variables
	switch code := b.take(b.u4()); {
	case b.bad:
	case len(code) == 3 && code[0] == 0x12 && code[2] == 0xB0:
		return int(code[1])
	case len(code) == 4 && code[0] == 0x13 && code[3] == 0xB0:
		return int(binary.BigEndian.Uint16(code[1:]))
	}
	return 0
}

// descriptors returns those of the methods with the name, without their result.
func (c *javaClass) descriptors(name string) (list []string) {
	for _, m := range c.methods {
		if m.name == name {
			parameters, _, _ := strings.Cut(m.descriptor, ")")
			list = append(list, parameters+")")
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
