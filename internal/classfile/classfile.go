// Package classfile reads Java class files (The Java Virtual Machine
// Specification, chapter 4) and turns them into DEX files, so that what reads
// the code of apps also reads that of libraries.
//
// The DEX files are for zicha's own analysis: they keep calls, constants,
// branches and lines, and no more of the format's rules than internal/dex wants.
package classfile

import (
	"errors"
	"slices"
)

// magic begins every class file.
const magic = 0xCAFEBABE

// Class is a class file. It keeps the bytes it was read from.
type Class struct {
	Access     uint16
	Name       string // descriptor: Lcom/example/Main;
	Super      string // "" for java.lang.Object
	Interfaces []string
	Source     string // Main.java; "" where the file does not say
	Fields     []Field
	Methods    []Method

	pool       *pool
	bootstraps []bootstrap
	private    map[string]bool // methods, by name and descriptor; nil until asked for
	lambdas    int             // classes made of its lambdas
}

// Access flags (JVMS tables 4.1-B, 4.5-A and 4.6-A).
const (
	accPublic       = 0x1
	accPrivate      = 0x2
	accStatic       = 0x8
	accSuper        = 0x20 // of a class
	accSynchronized = 0x20 // of a method
	accNative       = 0x100
	accInterface    = 0x200
	accAbstract     = 0x400
	accSynthetic    = 0x1000
	accModule       = 0x8000
)

// Field is a field_info.
type Field struct {
	Access     uint16
	Name       string
	Descriptor string
	constant   int // index of its ConstantValue; 0 where it has none
}

// Method is a method_info.
type Method struct {
	Access     uint16
	Name       string
	Descriptor string
	code       *code // nil where it has none
}

// code is a Code attribute.
type code struct {
	maxStack, maxLocals int
	bytes               []byte
	catches             []catch
	lines               []line // in the order of their start
}

// catch is an entry of the exception_table.
type catch struct {
	start, end, handler int
	class               string // descriptor; "" for any
}

// line is an entry of a LineNumberTable.
type line struct{ start, number int }

// bootstrap is an entry of the BootstrapMethods.
type bootstrap struct {
	handle int
	args   []int
}

// ErrModule says that a class file describes a module and has no code.
var ErrModule = errors.New("describes a module")

// Parse reads a class file. Attributes that it does not know are passed over.
func Parse(data []byte) (*Class, error) {
	r := &reader{data: data}
	if r.u4() != magic {
		return nil, errors.New("is not a class file")
	}
	r.u4() // version: what is not understood shows in the code
	c := &Class{}
	var err error
	if c.pool, err = readPool(r); err != nil {
		return nil, err
	}
	c.Access = r.u2()
	if c.Access&accModule != 0 {
		return nil, ErrModule
	}
	c.head(r)
	c.Fields = c.fields(r)
	c.Methods = c.methods(r)
	c.attributes(r, func(name string, r *reader) {
		switch name {
		case "SourceFile":
			c.Source, _ = c.pool.text(int(r.u2()))
		case "BootstrapMethods":
			c.bootstraps = readBootstraps(r)
		}
	})
	if r.bad {
		return nil, errors.New("ends early")
	}
	if c.Name == "" || c.Name[0] != 'L' {
		return nil, errors.New("does not say which class it defines")
	}
	return c, nil
}

func (c *Class) head(r *reader) {
	c.Name, _ = c.pool.class(int(r.u2()))
	c.Super, _ = c.pool.class(int(r.u2()))
	for range r.count(2) {
		if name, ok := c.pool.class(int(r.u2())); ok {
			c.Interfaces = append(c.Interfaces, name)
		}
	}
}

// minMember is the size of a member without attributes, and minAttribute that of
// an empty attribute: no count can be higher than the bytes that are left allow.
const (
	minMember    = 8
	minAttribute = 6
)

func (c *Class) fields(r *reader) []Field {
	list := make([]Field, 0, r.peekCount(minMember))
	for range r.count(minMember) {
		f := Field{Access: r.u2()}
		f.Name, _ = c.pool.text(int(r.u2()))
		f.Descriptor, _ = c.pool.text(int(r.u2()))
		c.attributes(r, func(name string, r *reader) {
			if name == "ConstantValue" {
				f.constant = int(r.u2())
			}
		})
		list = append(list, f)
	}
	return list
}

func (c *Class) methods(r *reader) []Method {
	list := make([]Method, 0, r.peekCount(minMember))
	for range r.count(minMember) {
		m := Method{Access: r.u2()}
		m.Name, _ = c.pool.text(int(r.u2()))
		m.Descriptor, _ = c.pool.text(int(r.u2()))
		c.attributes(r, func(name string, r *reader) {
			if name == "Code" && m.code == nil {
				m.code = c.code(r)
			}
		})
		list = append(list, m)
	}
	return list
}

// attributes calls visit for each attribute with a reader of its bytes alone.
func (c *Class) attributes(r *reader, visit func(name string, r *reader)) {
	for range r.count(minAttribute) {
		name, _ := c.pool.text(int(r.u2()))
		body := reader{data: r.bytes(int(r.u4()))}
		if r.bad {
			return
		}
		visit(name, &body)
	}
}

// code reads a Code attribute; what is cut off is missing in it.
func (c *Class) code(r *reader) *code {
	b := &code{maxStack: int(r.u2()), maxLocals: int(r.u2())}
	b.bytes = r.bytes(int(r.u4()))
	const catchSize = 8
	b.catches = make([]catch, 0, r.peekCount(catchSize))
	for range r.count(catchSize) {
		x := catch{start: int(r.u2()), end: int(r.u2()), handler: int(r.u2())}
		x.class, _ = c.pool.class(int(r.u2()))
		b.catches = append(b.catches, x)
	}
	c.attributes(r, func(name string, r *reader) {
		if name != "LineNumberTable" {
			return
		}
		for range r.count(4) {
			b.lines = append(b.lines, line{int(r.u2()), int(r.u2())})
		}
	})
	if r.bad {
		return &code{}
	}
	slices.SortStableFunc(b.lines, func(x, y line) int { return x.start - y.start })
	return b
}

// privates returns the private methods of the class.
func (c *Class) privates() map[string]bool {
	if c.private == nil {
		c.private = map[string]bool{}
		for i := range c.Methods {
			if m := &c.Methods[i]; m.Access&accPrivate != 0 {
				c.private[m.Name+m.Descriptor] = true
			}
		}
	}
	return c.private
}

func readBootstraps(r *reader) (list []bootstrap) {
	for range r.count(4) {
		b := bootstrap{handle: int(r.u2())}
		for range r.count(2) {
			b.args = append(b.args, int(r.u2()))
		}
		list = append(list, b)
	}
	return list
}

// reader reads big-endian numbers. Behind the end it gives zeros and is bad.
type reader struct {
	data []byte
	at   int
	bad  bool
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data)-r.at {
		r.bad, r.at = true, len(r.data)
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at : r.at]
}

func (r *reader) u1() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) u2() uint16 {
	if b := r.bytes(2); b != nil {
		return uint16(b[0])<<8 | uint16(b[1])
	}
	return 0
}

func (r *reader) u4() uint32 {
	if b := r.bytes(4); b != nil {
		return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	}
	return 0
}

// count reads how many items of at least so many bytes follow. More than can be
// there are none.
func (r *reader) count(size int) int {
	n := int(r.u2())
	if n > (len(r.data)-r.at)/size {
		r.bad = true
		return 0
	}
	return n
}

// peekCount is count without going on.
func (r *reader) peekCount(size int) int {
	ahead := *r
	return ahead.count(size)
}
