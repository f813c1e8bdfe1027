package dex

import (
	"encoding/binary"
	"iter"
)

// MethodID names a method: a class, a name and a prototype, by their indexes.
// The class need not be defined in this file, nor define the method itself.
type MethodID struct{ Class, Proto, Name int }

// FieldID names a field: a class, a type and a name, by their indexes.
type FieldID struct{ Class, Type, Name int }

// HandleKind says what a method handle does.
type HandleKind int

// firstInvokeHandle is the first kind that stands for a method; those before
// it read and write fields.
const firstInvokeHandle HandleKind = 4

// IsMethod reports whether the handle stands for a method, not for a field.
func (k HandleKind) IsMethod() bool { return k >= firstInvokeHandle }

// NumProtos returns the number of prototypes.
func (f *File) NumProtos() int { return len(f.protoIDs) / protoIDSize }

// NumFields returns the number of fields that the file names.
func (f *File) NumFields() int { return len(f.fieldIDs) / fieldIDSize }

// NumMethods returns the number of methods that the file names.
func (f *File) NumMethods() int { return len(f.methodIDs) / methodIDSize }

// Method returns method i; ok is false where there is none.
func (f *File) Method(i int) (id MethodID, ok bool) {
	if i < 0 || i >= f.NumMethods() {
		return MethodID{}, false
	}
	item := f.methodIDs[i*methodIDSize:]
	return MethodID{int(half(item, 0)), int(half(item, 2)), int(word(item, 4))}, true
}

// Field returns field i; ok is false where there is none.
func (f *File) Field(i int) (id FieldID, ok bool) {
	if i < 0 || i >= f.NumFields() {
		return FieldID{}, false
	}
	item := f.fieldIDs[i*fieldIDSize:]
	return FieldID{int(half(item, 0)), int(half(item, 2)), int(word(item, 4))}, true
}

// AppendProto appends the descriptor of prototype i, such as (I[J)V, to dst.
// What cannot be read makes ok false and leaves dst as it was.
func (f *File) AppendProto(dst []byte, i int) (descriptor []byte, ok bool) {
	if i < 0 || i >= f.NumProtos() {
		return dst, false
	}
	item := f.protoIDs[i*protoIDSize:]
	result, ok := f.Type(int(word(item, 4)))
	params, fit := f.typeList(word(item, 8))
	if !ok || !fit || len(params) > 2*maxParams {
		return dst, false
	}
	out := append(dst, '(')
	for ; len(params) > 0; params = params[2:] {
		param, ok := f.Type(int(half(params, 0)))
		if !ok || len(out)-len(dst)+len(param) > maxDescriptor {
			return dst, false
		}
		out = append(out, param...)
	}
	return append(append(out, ')'), result...), true
}

// typeList returns the type_list at off, two bytes for each type.
func (f *File) typeList(off uint32) (types []byte, ok bool) {
	if off == 0 {
		return nil, true
	}
	if int(off) > len(f.data)-4 {
		return nil, false
	}
	n, rest := int(word(f.data, int(off))), f.data[off+4:]
	if n > len(rest)/2 {
		return nil, false
	}
	return rest[:2*n], true
}

// Def is what the class table says of a class. Absent types and strings are -1.
type Def struct {
	Type   int
	Access uint32
	Super  int
	Source int // the string that names the source file
}

// Def returns class i, which must be less than NumClasses.
func (f *File) Def(i int) Def {
	item := f.classDefs[i*classDefSize:]
	return Def{
		Type:   int(word(item, 0)),
		Access: word(item, 4),
		Super:  optional(word(item, 8)),
		Source: optional(word(item, 16)),
	}
}

func optional(index uint32) int {
	if index == noIndex {
		return -1
	}
	return int(index)
}

// Interfaces yields the types that class i implements directly; none where the
// list cannot be read.
func (f *File) Interfaces(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		types, _ := f.typeList(word(f.classDefs, i*classDefSize+12))
		for ; len(types) > 0; types = types[2:] {
			if !yield(int(half(types, 0))) {
				return
			}
		}
	}
}

// MethodHandle returns handle i: the method, or the field, that it stands for.
func (f *File) MethodHandle(i int) (kind HandleKind, index int, ok bool) {
	if i < 0 || i >= len(f.handles)/handleSize {
		return 0, 0, false
	}
	item := f.handles[i*handleSize:]
	return HandleKind(half(item, 0)), int(half(item, 4)), true
}

// CallSite calls visit for the values that make up call site i, in order: the
// bootstrap handle, the name, the type, and its further arguments.
func (f *File) CallSite(i int, visit func(Value)) error {
	if i < 0 || i >= len(f.callSites)/callSiteSize {
		return f.errorf("call site %d of %d does not exist", i, len(f.callSites)/callSiteSize)
	}
	r := reader{data: f.data, at: int(word(f.callSites, i*callSiteSize))}
	for n := r.uleb(); n > 0 && !r.bad; n-- {
		if v := r.value(0); !r.bad {
			visit(v)
		}
	}
	if r.bad {
		return f.errorf("call site %d cannot be read", i)
	}
	return nil
}

func half(b []byte, at int) uint16 { return binary.LittleEndian.Uint16(b[at:]) }
