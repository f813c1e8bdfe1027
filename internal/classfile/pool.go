package classfile

import (
	"errors"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// tag says what a constant is (JVMS table 4.4-B).
type tag byte

const (
	tagUtf8          tag = 1
	tagInteger       tag = 3
	tagFloat         tag = 4
	tagLong          tag = 5
	tagDouble        tag = 6
	tagClass         tag = 7
	tagString        tag = 8
	tagField         tag = 9
	tagMethod        tag = 10
	tagInterface     tag = 11
	tagNameAndType   tag = 12
	tagHandle        tag = 15
	tagMethodType    tag = 16
	tagDynamic       tag = 17
	tagInvokeDynamic tag = 18
	tagModule        tag = 19
	tagPackage       tag = 20
)

// tagSize holds the bytes behind a tag; those of Utf8 follow its length.
var tagSize = [...]int{
	tagUtf8: 2, tagInteger: 4, tagFloat: 4, tagLong: 8, tagDouble: 8, tagClass: 2, tagString: 2,
	tagField: 4, tagMethod: 4, tagInterface: 4, tagNameAndType: 4, tagHandle: 3, tagMethodType: 2,
	tagDynamic: 4, tagInvokeDynamic: 4, tagModule: 2, tagPackage: 2,
}

// pool is the constant pool. What an index stands for is checked when it is asked
// for.
type pool struct {
	items []constant
}

type constant struct {
	tag  tag
	body []byte

	// What was asked for once.
	name  string // the text, the descriptor of a class, the name by which smali calls a member
	proto *proto // of a NameAndType
}

func readPool(r *reader) (*pool, error) {
	n := int(r.u2())
	if n > len(r.data)-r.at {
		return nil, errors.New("constant pool ends early")
	}
	p := &pool{items: make([]constant, n)}
	for i := 1; i < n; i++ {
		t := tag(r.u1())
		if int(t) >= len(tagSize) || tagSize[t] == 0 {
			return nil, errors.New("constant pool cannot be read")
		}
		size := tagSize[t]
		if t == tagUtf8 {
			size = int(r.u2())
		}
		p.items[i] = constant{tag: t, body: r.bytes(size)}
		if r.bad {
			return nil, errors.New("constant pool ends early")
		}
		if t == tagLong || t == tagDouble {
			i++ // they take two numbers
		}
	}
	return p, nil
}

// at returns constant i if it has the tag.
func (p *pool) at(i int, t tag) (*constant, bool) {
	if i <= 0 || i >= len(p.items) || p.items[i].tag != t {
		return nil, false
	}
	return &p.items[i], true
}

func (c *constant) half(at int) int { return int(c.body[at])<<8 | int(c.body[at+1]) }

func (c *constant) bits() uint64 {
	var v uint64
	for _, b := range c.body {
		v = v<<8 | uint64(b)
	}
	return v
}

// text returns a Utf8 constant, which has the form of the strings in DEX files.
func (p *pool) text(i int) (string, bool) {
	c, ok := p.at(i, tagUtf8)
	if !ok {
		return "", false
	}
	if c.name == "" {
		for _, b := range c.body {
			if b == 0 || b >= 0xF0 { // JVMS 4.4.7
				return "", false
			}
		}
		c.name = string(c.body)
	}
	return c.name, true
}

// string returns a String constant.
func (p *pool) string(i int) (string, bool) {
	c, ok := p.at(i, tagString)
	if !ok {
		return "", false
	}
	return p.text(c.half(0))
}

// class returns the descriptor of a class or an array.
func (p *pool) class(i int) (string, bool) {
	c, ok := p.at(i, tagClass)
	if !ok {
		return "", false
	}
	if c.name == "" {
		name, ok := p.text(c.half(0))
		if !ok || name == "" {
			return "", false
		}
		if name[0] != '[' {
			name = "L" + name + ";"
		}
		if write.TypeLength(name) != len(name) {
			return "", false
		}
		c.name = name
	}
	return c.name, true
}

// member is a field or a method as an instruction names it.
type member struct {
	class, name, descriptor string
	ref                     string // La/B;->name(I)V
	iface                   bool
	proto                   *proto // nil of a field
}

// maxRef bounds the name of a member with everything in it. Real ones have some
// hundred bytes.
const maxRef = 8 << 10

// member returns a field, a method or a method of an interface.
func (p *pool) member(i int, tags ...tag) (m member, ok bool) {
	for _, t := range tags {
		c, found := p.at(i, t)
		if !found {
			continue
		}
		m.class, ok = p.class(c.half(0))
		if !ok {
			return m, false
		}
		m.name, m.descriptor, m.proto = p.nameAndType(c.half(2), t == tagField)
		if m.name == "" || len(m.class)+len(m.name)+len(m.descriptor) > maxRef || t != tagField && m.proto == nil {
			return m, false
		}
		m.iface = t == tagInterface
		if c.name == "" {
			colon := ""
			if t == tagField {
				colon = ":"
			}
			c.name = m.class + "->" + m.name + colon + m.descriptor
		}
		m.ref = c.name
		return m, ok
	}
	return m, false
}

// nameAndType returns the parts of a NameAndType. The proto is nil where it is
// that of a field or no proto at all.
func (p *pool) nameAndType(i int, field bool) (name, descriptor string, of *proto) {
	c, ok := p.at(i, tagNameAndType)
	if !ok {
		return "", "", nil
	}
	name, _ = p.text(c.half(0))
	descriptor, _ = p.text(c.half(2))
	if !field && c.proto == nil && len(descriptor) <= maxRef {
		c.proto = newProto(descriptor)
	}
	return name, descriptor, c.proto
}

// proto is the descriptor of a method taken apart.
type proto struct {
	params []string
	result string
	words  int // that the parameters take
}

// newProto returns nil where the text is no descriptor of a method.
func newProto(descriptor string) *proto {
	params, result, ok := write.SplitProto(descriptor)
	if !ok || write.TypeLength(result) != len(result) || result == "" || write.Words(params) > maxWords {
		return nil
	}
	return &proto{params, result, write.Words(params)}
}

// maxWords is how many words of parameters a method can have (JVMS 4.3.3).
const maxWords = 255

// handle returns a method handle: its kind (JVMS table 5.4.3.5-A), and what it
// stands for.
func (p *pool) handle(i int) (kind byte, m member, ok bool) {
	c, ok := p.at(i, tagHandle)
	if !ok {
		return 0, m, false
	}
	target := int(c.body[1])<<8 | int(c.body[2])
	m, ok = p.member(target, tagMethod, tagInterface, tagField)
	return c.body[0], m, ok
}
