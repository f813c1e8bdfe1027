// Package write lays out DEX files: tables, members, code and debug information,
// for whoever has classes whose instructions are encoded already:
// https://source.android.com/docs/core/runtime/dex-format.
//
// All texts are in modified UTF-8. Members are named as smali does it:
// La/B;->name:I and La/B;->name(I)V.
package write

import "fmt"

// File lays out one DEX file of the given classes. Everything that they refer to
// stands in the tables. The format wants superclasses before what extends them;
// the order of the classes is kept as it is. The error says what does not fit.
func File(classes []*Class, t *Tables) ([]byte, error) {
	if err := t.sort(); err != nil {
		return nil, err
	}
	w := writer{Tables: t}
	out := w.file(classes)
	return out, w.err
}

// Pos is a place in the source of a class, for errors.
type Pos struct {
	File string
	Line int
}

// Errorf returns an error that begins with the place.
func (p Pos) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", p.File, p.Line, fmt.Sprintf(format, args...))
}

// Flags of classes, fields and methods that the layout depends on.
const (
	AccPrivate     = 0x2
	AccStatic      = 0x8
	AccConstructor = 0x10000
)

// Class is a class_def_item with its members.
type Class struct {
	Flags       uint32
	Name, Super string // Super is "" for java.lang.Object
	Source      *string
	Interfaces  []string
	Fields      []*Field
	Methods     []*Method
	Annotations Annotations
	off         offsets
}

// Field is an encoded_field. Only a static one has a Value.
type Field struct {
	Flags       uint32
	Ref         string
	Value       *Value
	Annotations Annotations
}

// Method is an encoded_method.
type Method struct {
	Pos
	Flags       uint32
	Ref         string
	Code        *Code // nil for abstract and native ones
	Annotations Annotations
}

// Code is the body of a method. Addresses count units of 16 bits; indexes into
// the tables stand as zeros in Insns until the file is laid out.
type Code struct {
	Registers, Ins, Outs int
	Insns                Buffer
	Indexes              []Index
	Lines                []Line
	Tries                []Try // in the order of their addresses, without overlaps
	debugOff, off        uint32
}

// Index is a place in the code for the number of a text in a table.
type Index struct {
	Line       int // in the source
	Base       int // address of the instruction
	Bit, Width int // from the base
	Table      Table
	Text       string
}

// Line says which line of the source begins at an address.
type Line struct{ Address, Number int }

// Try is a try_item: addresses from Start up to End, and where each exception
// goes.
type Try struct {
	Start, End int
	Handlers   []Handler
}

// Handler is one catch of a try.
type Handler struct {
	Type    string // "" for any
	Address int
}

// Address returns where the next instruction goes.
func (c *Code) Address() int { return len(c.Insns) / 2 }

// Put sets bits of the code that are zero; all widths are multiples of four.
func (c *Code) Put(base, bit, width int, v int64) {
	for ; width > 0; width, bit, v = width-4, bit+4, v>>4 {
		c.Insns[base*2+bit/8] |= byte(v&0xF) << (bit % 8)
	}
}

// The kinds of encoded_value.
const (
	ByteValue       = 0x00
	ShortValue      = 0x02
	CharValue       = 0x03
	IntValue        = 0x04
	LongValue       = 0x06
	FloatValue      = 0x10
	DoubleValue     = 0x11
	ProtoValue      = 0x15
	StringValue     = 0x17
	TypeValue       = 0x18
	FieldValue      = 0x19
	MethodValue     = 0x1A
	EnumValue       = 0x1B
	ArrayValue      = 0x1C
	AnnotationValue = 0x1D
	NullValue       = 0x1E
	BooleanValue    = 0x1F
)

// KindOf says how the initial value of a primitive field is encoded.
var KindOf = map[string]byte{
	"Z": BooleanValue, "B": ByteValue, "S": ShortValue, "C": CharValue,
	"I": IntValue, "J": LongValue, "F": FloatValue, "D": DoubleValue,
}

// BytesOf is the size of a number.
var BytesOf = map[byte]int{
	ByteValue: 1, ShortValue: 2, CharValue: 2, IntValue: 4, LongValue: 8, FloatValue: 4, DoubleValue: 8,
}

// Value is an encoded_value.
type Value struct {
	Kind       byte
	Bits       int64 // of a number, extended by its sign; 0 or 1 of a boolean
	Table      Table
	Text       string  // in the table
	Elements   []Value // of an array
	Annotation *Annotation
}

// IsNumber reports whether the value is a number or a boolean.
func (v *Value) IsNumber() bool { return BytesOf[v.Kind] > 0 || v.Kind == BooleanValue }

// isDefault reports whether a static field has the value without being told.
func (v *Value) isDefault() bool { return v.Kind == NullValue || v.IsNumber() && v.Bits == 0 }

// Annotations are those of one class, field or method.
type Annotations struct {
	List []*Annotation
	off  uint32 // of the annotation_set_item, once written
}

// Annotation is an annotation_item.
type Annotation struct {
	Visibility byte
	Type       string
	Elements   []Element
	off        uint32 // of the annotation_item, once written
}

// Element is a name and a value of an annotation.
type Element struct {
	Name  string
	Value Value
}

// CountUnits returns the length of modified UTF-8 in UTF-16 units.
func CountUnits(mutf8 string) int {
	n := 0
	for _, c := range []byte(mutf8) {
		if c&0xC0 != 0x80 {
			n++
		}
	}
	return n
}
