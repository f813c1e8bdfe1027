package dex

// MemberKind tells the four lists of a class apart.
type MemberKind int

// The kinds, in the order of the format. Direct methods are the static and
// private ones and the constructors.
const (
	StaticField MemberKind = iota
	InstanceField
	DirectMethod
	VirtualMethod
)

// Access flags of classes, fields and methods:
// https://source.android.com/docs/core/runtime/dex-format#access-flags.
const (
	AccPublic    = 0x1
	AccPrivate   = 0x2
	AccStatic    = 0x8
	AccFinal     = 0x10
	AccInterface = 0x200
	AccAbstract  = 0x400
	AccNative    = 0x100
	AccBridge    = 0x40
	AccSynthetic = 0x1000
)

// Member is a field or a method that a class defines.
type Member struct {
	Kind   MemberKind
	Index  int // of the field, or of the method
	Access uint32
	Code   uint32 // where its code stands; 0 where it has none
}

// Members calls visit for every field and method that class i defines, which
// must be less than NumClasses. The error names the first member that cannot
// be read; those before it were visited.
func (f *File) Members(i int, visit func(Member)) error {
	off := int(word(f.classDefs, i*classDefSize+24))
	if off == 0 {
		return nil
	}
	r := reader{data: f.data, at: off}
	counts := [4]uint32{r.uleb(), r.uleb(), r.uleb(), r.uleb()}
	class := uint16(word(f.classDefs, i*classDefSize))
	for kind, count := range counts {
		if !f.members(&r, MemberKind(kind), count, class, visit) {
			return f.errorf("members of class %d cannot be read", i)
		}
	}
	return nil
}

// members reads one of the four lists. Every member must belong to the class:
// this also keeps classes from sharing one long list.
func (f *File) members(r *reader, kind MemberKind, count uint32, class uint16, visit func(Member)) bool {
	ids, size := f.fieldIDs, fieldIDSize
	if kind >= DirectMethod {
		ids, size = f.methodIDs, methodIDSize
	}
	index := 0
	for n := range count {
		m := Member{Kind: kind}
		step := int(r.uleb())
		index += step
		m.Index, m.Access = index, r.uleb()
		if kind >= DirectMethod {
			m.Code = r.uleb()
		}
		if r.bad || n > 0 && step == 0 || index >= len(ids)/size || half(ids, index*size) != class {
			return false
		}
		visit(m)
	}
	return !r.bad
}

// StaticValues calls visit for every static field of class i that the file
// gives a value to, before <clinit> runs.
func (f *File) StaticValues(i int, visit func(field int, v Value)) error {
	values := int(word(f.classDefs, i*classDefSize+28))
	if values == 0 {
		return nil
	}
	r := reader{data: f.data, at: values}
	left := r.uleb()
	err := f.Members(i, func(m Member) {
		if m.Kind != StaticField || left == 0 || r.bad {
			return
		}
		left--
		if v := r.value(0); !r.bad {
			visit(m.Index, v)
		}
	})
	if err == nil && r.bad {
		return f.errorf("static values of class %d cannot be read", i)
	}
	return err
}
