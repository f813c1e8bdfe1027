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
	constants   map[string]string // fields that are given a constant text, and methods that only return one, by name
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
	constantField  = 9
	constantNamed  = 12 // name and descriptor of a member
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
	points map[int]int // classes and strings; fields to what names them, and that to the name
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
	c.members(b, pool, func(name, _ string, a attribute) {
		if a.name == "ConstantValue" {
			note(name, a.body.u2())
		}
	})
	c.members(b, pool, func(name, descriptor string, a attribute) {
		switch {
		case a.name == "":
			c.methods = append(c.methods, javaMethod{name, descriptor})
		case a.name == "Code" && name == "<clinit>":
			a.body.given(func(field, value int) { note(pool.texts[pool.points[pool.points[field]]], value) })
		case a.name == "Code":
			note(name, a.body.returned())
		}
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
		case tag == constantField:
			b.take(2) // its class
			p.points[i] = b.u2()
		case tag == constantNamed:
			p.points[i] = b.u2()
			b.take(2)
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

// attribute is one of a member.
type attribute struct {
	name string
	body *classBytes
}

// members reads fields or methods. It shows visit each of them, with an empty
// attribute, and then its attributes.
func (c *javaClass) members(b *classBytes, p *constantPool, visit func(name, descriptor string, a attribute)) {
	for range b.u2() {
		if b.bad {
			return
		}
		b.take(2) // access
		name, descriptor := p.texts[b.u2()], p.texts[b.u2()]
		visit(name, descriptor, attribute{})
		for range b.u2() {
			a := attribute{p.texts[b.u2()], &classBytes{data: b.take(b.u4())}}
			if b.bad {
				return
			}
			visit(name, descriptor, a)
		}
	}
}

// code reads the instructions of a Code attribute.
func (b *classBytes) code() []byte {
	b.take(4) // depth of its stack and number of its variables
	if code := b.take(b.u4()); !b.bad {
		return code
	}
	return nil
}

// loaded reads an instruction that loads a constant (JVMS 6.5: ldc, ldc_w). It
// returns that, or 0, and what follows.
func loaded(code []byte) (value int, rest []byte) {
	switch {
	case len(code) > 1 && code[0] == 0x12:
		return int(code[1]), code[2:]
	case len(code) > 2 && code[0] == 0x13:
		return int(binary.BigEndian.Uint16(code[1:])), code[3:]
	}
	return 0, nil
}

// returned returns the constant that a method does nothing but return, or 0.
func (b *classBytes) returned() int {
	const areturn = 0xB0
	value, rest := loaded(b.code())
	if len(rest) == 1 && rest[0] == areturn {
		return value
	}
	return 0
}

// given shows visit the constants that code puts into static fields as it finds
// them. It looks at every place in the code as if an instruction began there: what
// is none names no field with a text, or hardly ever.
func (b *classBytes) given(visit func(field, value int)) {
	const putstatic = 0xB3
	for code := b.code(); len(code) > 0; code = code[1:] {
		if value, rest := loaded(code); len(rest) > 2 && rest[0] == putstatic {
			visit(int(binary.BigEndian.Uint16(rest[1:])), value)
		}
	}
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
