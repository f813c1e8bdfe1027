package classfile

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// Translator turns class files into DEX files. The zero value is not ready; see
// [NewTranslator].
type Translator struct {
	out   *output
	files [][]byte
	seen  map[string]bool // descriptors of the classes
	stats Stats
}

// Stats counts what became of the classes.
type Stats struct {
	Classes   int
	Methods   int // with code
	Damaged   int // classes and methods that cannot be read
	TooLarge  int // methods that do not fit in a DEX file
	Dynamic   int // calls by invokedynamic and constants that are neither lambdas nor sums of strings
	Repeated  int // classes that an earlier file defines
	DexFiles  int
	DexMissed int // classes in a DEX file that could not be written
}

// NewTranslator returns a Translator without a class. It leaves out the classes
// whose descriptors are in seen, and adds its own to them; nil stands for none.
func NewTranslator(seen map[string]bool) *Translator {
	if seen == nil {
		seen = map[string]bool{}
	}
	t := &Translator{seen: seen}
	t.begin()
	return t
}

// Add adds other counts.
func (s *Stats) Add(o Stats) {
	s.Classes += o.Classes
	s.Methods += o.Methods
	s.Damaged += o.Damaged
	s.TooLarge += o.TooLarge
	s.Dynamic += o.Dynamic
	s.Repeated += o.Repeated
	s.DexFiles += o.DexFiles
	s.DexMissed += o.DexMissed
}

func (t *Translator) begin() {
	t.out = &output{tables: write.NewTables(), stats: &t.stats}
	t.out.tables.Version = 39
}

// output is the DEX file that classes go to.
type output struct {
	tables  *write.Tables
	classes []*write.Class
	stats   *Stats
}

// Add translates a class file. The error says why none of it is in the result;
// what goes wrong in a method is counted. Of several classes of the same name the
// first one counts.
func (t *Translator) Add(data []byte) error {
	c, err := Parse(data)
	if err != nil {
		if err != ErrModule {
			t.stats.Damaged++
		}
		return err
	}
	if t.seen[c.Name] {
		t.stats.Repeated++
		return nil
	}
	t.seen[c.Name] = true
	if !t.out.room(len(data)) {
		t.flush()
	}
	if err := t.out.class(c); err != nil {
		t.stats.Damaged++
		return err
	}
	return nil
}

// Finish returns the DEX files and what was counted.
func (t *Translator) Finish() ([][]byte, Stats) {
	t.flush()
	t.stats.DexFiles = len(t.files)
	return t.files, t.stats
}

func (t *Translator) flush() {
	if len(t.out.classes) > 0 {
		data, err := write.File(supersFirst(t.out.classes), t.out.tables)
		if err != nil {
			t.stats.DexMissed += len(t.out.classes)
		} else {
			t.files = append(t.files, data)
		}
	}
	t.begin()
}

// supersFirst sorts classes by name, but each one after its superclass and its
// interfaces, as the format demands; where these go in a circle, it does not.
func supersFirst(classes []*write.Class) []*write.Class {
	slices.SortFunc(classes, func(a, b *write.Class) int { return strings.Compare(a.Name, b.Name) })
	byName := make(map[string]*write.Class, len(classes))
	for _, c := range classes {
		byName[c.Name] = c
	}
	sorted := make([]*write.Class, 0, len(classes))
	begun := map[*write.Class]bool{}
	var visit func(c *write.Class)
	visit = func(c *write.Class) {
		if c == nil || begun[c] {
			return
		}
		begun[c] = true
		visit(byName[c.Super])
		for _, face := range c.Interfaces {
			visit(byName[face])
		}
		sorted = append(sorted, c)
	}
	for _, c := range classes {
		visit(c)
	}
	return sorted
}

// room reports whether everything that a class file of so many bytes can name
// has a place in the tables: nothing takes less than three bytes.
func (o *output) room(size int) bool {
	const least, extra = 3, 256
	for _, table := range []write.Table{write.Types, write.Protos, write.Fields, write.Methods} {
		if n := o.tables.Len(table); n > 0 && n+size/least+extra > write.MaxIDs {
			return false
		}
	}
	return true
}

// class translates a class and adds it.
func (o *output) class(c *Class) error {
	to := &write.Class{Flags: uint32(c.Access &^ accSuper), Name: c.Name, Super: c.Super, Source: c.source()}
	to.Interfaces = slices.Clone(c.Interfaces)
	declared := map[string]bool{}
	for i := range c.Fields {
		if f := o.field(c, &c.Fields[i], declared); f != nil {
			to.Fields = append(to.Fields, f)
		}
	}
	for i := range c.Methods {
		if m := o.method(c, &c.Methods[i], declared); m != nil {
			to.Methods = append(to.Methods, m)
		}
	}
	return o.add(to)
}

// source returns the name of the source file.
func (c *Class) source() *string {
	if c.Source == "" {
		return nil
	}
	return &c.Source
}

// add enters a class into the tables.
func (o *output) add(c *write.Class) error {
	names := append([]string{c.Name}, c.Interfaces...)
	if c.Super != "" {
		names = append(names, c.Super)
	}
	for _, name := range names {
		if err := o.tables.Add(write.Types, name); err != nil {
			return err
		}
	}
	if c.Source != nil {
		if err := o.tables.Add(write.Strings, *c.Source); err != nil {
			return err
		}
	}
	for _, f := range c.Fields {
		if err := o.tables.Add(write.Fields, f.Ref); err != nil {
			return err
		}
	}
	for _, m := range c.Methods {
		if err := o.tables.Add(write.Methods, m.Ref); err != nil {
			return err
		}
		if m.Code == nil {
			continue
		}
		for _, t := range m.Code.Tries {
			for _, h := range t.Handlers {
				if h.Type == "" {
					continue
				}
				if err := o.tables.Add(write.Types, h.Type); err != nil {
					return err
				}
			}
		}
	}
	o.classes = append(o.classes, c)
	o.stats.Classes++
	return nil
}

// field returns a field, or nil where it cannot be read.
func (o *output) field(c *Class, f *Field, declared map[string]bool) *write.Field {
	ref := c.Name + "->" + f.Name + ":" + f.Descriptor
	if len(ref) > maxRef || declared[ref] || o.tables.Add(write.Fields, ref) != nil {
		o.stats.Damaged++
		return nil
	}
	declared[ref] = true
	to := &write.Field{Flags: uint32(f.Access), Ref: ref}
	if f.Access&accStatic != 0 && f.constant != 0 {
		to.Value = o.constant(c, f)
	}
	return to
}

// constant returns the value that a static field begins with; nil where it does
// not fit.
func (o *output) constant(c *Class, f *Field) *write.Value {
	encoded, primitive := write.KindOf[f.Descriptor]
	if !primitive {
		text, ok := c.pool.string(f.constant)
		if !ok || f.Descriptor != stringClass || o.tables.Add(write.Strings, text) != nil {
			return nil
		}
		return &write.Value{Kind: write.StringValue, Table: write.Strings, Text: text}
	}
	want := map[kind]tag{kindInt: tagInteger, kindFloat: tagFloat, kindLong: tagLong, kindDouble: tagDouble}[kindOf(f.Descriptor)]
	n, ok := c.pool.at(f.constant, want)
	if !ok {
		return nil
	}
	v := &write.Value{Kind: encoded, Bits: int64(n.bits())}
	switch f.Descriptor {
	case "I", "F":
		v.Bits = int64(int32(v.Bits))
	case "S":
		v.Bits = int64(int16(v.Bits))
	case "B":
		v.Bits = int64(int8(v.Bits))
	case "C":
		v.Bits = int64(uint16(v.Bits))
	case "Z":
		v.Bits &= 1
	}
	return v
}

// method returns a method; nil where it cannot even be named. One whose code is
// left out has none, like a native one.
func (o *output) method(c *Class, m *Method, declared map[string]bool) *write.Method {
	ref := c.Name + "->" + m.Name + m.Descriptor
	if len(ref) > maxRef || declared[ref] || newProto(m.Descriptor) == nil || o.tables.Add(write.Methods, ref) != nil {
		o.stats.Damaged++
		return nil
	}
	declared[ref] = true
	to := &write.Method{Flags: methodFlags(m), Ref: ref}
	if m.code == nil {
		return to
	}
	o.stats.Methods++
	body, err := c.translate(m, o)
	switch err {
	case nil:
		to.Code = body
	case errRegisters, errWork:
		o.stats.TooLarge++
	default:
		o.stats.Damaged++
	}
	return to
}

// methodFlags returns the flags as DEX files have them.
func methodFlags(m *Method) uint32 {
	const declaredSynchronized = 0x20000
	flags := uint32(m.Access)
	if m.Name == "<init>" || m.Name == "<clinit>" {
		flags |= write.AccConstructor
	}
	if m.Access&accSynchronized != 0 && m.Access&accNative == 0 {
		flags = flags&^accSynchronized | declaredSynchronized
	}
	return flags
}
