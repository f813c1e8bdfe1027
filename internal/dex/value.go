package dex

// ValueKind is the type of an encoded value.
type ValueKind byte

// The kinds, with the numbers of the format.
const (
	ValueByte         ValueKind = 0x00
	ValueShort        ValueKind = 0x02
	ValueChar         ValueKind = 0x03
	ValueInt          ValueKind = 0x04
	ValueLong         ValueKind = 0x06
	ValueFloat        ValueKind = 0x10
	ValueDouble       ValueKind = 0x11
	ValueMethodType   ValueKind = 0x15
	ValueMethodHandle ValueKind = 0x16
	ValueString       ValueKind = 0x17
	ValueType         ValueKind = 0x18
	ValueField        ValueKind = 0x19
	ValueMethod       ValueKind = 0x1A
	ValueEnum         ValueKind = 0x1B
	ValueArray        ValueKind = 0x1C
	ValueAnnotation   ValueKind = 0x1D
	ValueNull         ValueKind = 0x1E
	ValueBoolean      ValueKind = 0x1F
)

// Value is a constant in the file: a number, or the index of a string, a type
// and so on. Arrays and annotations say only that they are there; Bits of a
// floating-point number are those of IEEE 754, aligned as the format has them.
type Value struct {
	Kind ValueKind
	Bits int64
}

// value reads an encoded_value. Arrays and annotations, in which depth counts
// the nesting, are skipped.
func (r *reader) value(depth int) Value {
	head := r.byte()
	kind, arg := ValueKind(head&0x1F), int(head>>5)
	v := Value{Kind: kind}
	switch kind {
	case ValueNull:
	case ValueBoolean:
		v.Bits = int64(arg & 1)
	case ValueByte, ValueShort, ValueInt, ValueLong:
		v.Bits = r.integer(arg, true)
	case ValueChar, ValueMethodType, ValueMethodHandle, ValueString, ValueType, ValueField, ValueMethod, ValueEnum,
		ValueFloat, ValueDouble:
		v.Bits = r.integer(arg, false)
	case ValueArray:
		r.skipArray(depth + 1)
	case ValueAnnotation:
		r.uleb() // its type
		for n := r.uleb(); n > 0 && !r.bad; n-- {
			r.uleb() // the name of the element
			r.nested(depth + 1)
		}
	default:
		r.bad = true
	}
	return v
}

func (r *reader) skipArray(depth int) {
	for n := r.uleb(); n > 0 && !r.bad; n-- {
		r.nested(depth)
	}
}

func (r *reader) nested(depth int) {
	if depth > maxValueDepth {
		r.bad = true
		return
	}
	r.value(depth)
}

// integer reads a little-endian number of size+1 bytes.
func (r *reader) integer(size int, signed bool) int64 {
	var v uint64
	for i := 0; i <= size; i++ {
		v |= uint64(r.byte()) << (8 * i)
	}
	if shift := 56 - 8*size; signed && shift > 0 {
		return int64(v<<shift) >> shift
	}
	return int64(v)
}
