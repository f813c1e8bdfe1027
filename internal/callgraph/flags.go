package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// flagID is a boolean or int field on whose first value a branch may depend.
type flagID uint32

// flag is such a field. Code behind a branch that only its other value opens is
// not certain to run while reached code never changes it.
type flag struct {
	name    string // com/example/Config->debug
	initial int64
	changed bool
	number  bool // an int
}

// noFlag marks fields of which it is known that they are none.
const noFlag flagID = 1 << 31

// flagAt returns the flag for a field of the file; 0 where it is none: not a
// boolean of the app's own, or not known at the beginning.
func (r *reach) flagAt(file, field int) flagID {
	if r.flagOf[file] == nil {
		r.flagOf[file] = make([]flagID, r.files[file].NumFields())
	}
	cached := r.flagOf[file]
	if field >= len(cached) {
		return 0
	}
	if cached[field] == 0 {
		cached[field] = r.findFlag(file, field)
	}
	return cached[field] &^ noFlag
}

func (r *reach) findFlag(file, field int) flagID {
	id, ok := r.files[file].Field(field)
	if !ok {
		return noFlag
	}
	kind, _ := r.files[file].Type(id.Type)
	t := r.typeAt(file, id.Class)
	if string(kind) != "Z" && string(kind) != "I" || !r.defined(t) {
		return noFlag
	}
	key := fieldKey{t, r.nameAt(file, id.Name)}
	f, ok := r.flagByKey[key]
	if ok {
		return f
	}
	f = noFlag
	if initial, ok := r.initial(key); ok {
		f = flagID(len(r.flags))
		r.flags = append(r.flags, flag{name: inner(r.types[t].name) + "->" + r.names.list[key.name], initial: initial, number: string(kind) == "I"})
	}
	r.flagByKey[key] = f
	return f
}

// initial returns the value that a boolean field of a class has once an object is
// made, or the class is initialised. It is not known where these do not agree.
func (r *reach) initial(key fieldKey) (value int64, ok bool) {
	c := &r.types[key.class]
	file := int(c.file)
	declared, ok := false, true
	_ = r.files[file].Members(int(c.def), func(m dex.Member) {
		if m.Kind < dex.DirectMethod {
			id, _ := r.files[file].Field(m.Index)
			declared = declared || r.nameAt(file, id.Name) == key.name
		}
	})
	if !declared {
		return 0, false // it is inherited, or damaged
	}
	_ = r.files[file].StaticValues(int(c.def), func(field int, v dex.Value) {
		if id, _ := r.files[file].Field(field); r.nameAt(file, id.Name) == key.name {
			value = v.Bits
		}
	})
	seen := false
	for _, e := range r.load(key.class).methods {
		if name := r.names.list[r.selectors.list[e.selector].name]; name != "<init>" && name != "<clinit>" {
			continue
		}
		r.eachPut(e.method, key, func(v int64, known bool) {
			if !known || seen && v != value {
				ok = false
			}
			value, seen = v, true
		})
	}
	return value, ok
}

// eachPut calls visit for every store in the field, with the constant that is
// stored if it stands just before.
func (r *reach) eachPut(m methodID, key fieldKey, visit func(v int64, known bool)) {
	file := int(r.methods[m].file)
	code, err := r.files[file].Code(r.methods[m].code)
	if r.methods[m].code == 0 || err != nil || code.Units() > maxInitUnits {
		return
	}
	var regs registers
	regs.enter(&code, 0, false)
	_ = code.Walk(everything, func(i dex.Insn) {
		regs.reach(i.PC)
		if putsFlag(i.Op) {
			id, _ := r.files[file].Field(i.Index())
			if r.nameAt(file, id.Name) == key.name && r.typeAt(file, id.Class) == key.class {
				visit(regs.number(i.A()))
			}
		}
		regs.numbers(i)
	})
}

// putsFlag reports whether an instruction stores a boolean or an int in a field.
func putsFlag(op dex.Op) bool {
	return op == dex.OpIputBoolean || op == dex.OpSputBoolean || op == dex.OpIput || op == dex.OpSput
}

// getsFlag reports whether an instruction loads one.
func getsFlag(op dex.Op) bool {
	return op == dex.OpIgetBoolean || op == dex.OpSgetBoolean || op == dex.OpIget || op == dex.OpSget
}

// maxInitUnits is the length of initialisers that are read for the values of flags.
const maxInitUnits = 4096

// getter returns the flag that a method does nothing but return; 0 for others.
func (r *reach) getter(m methodID) flagID {
	if m == 0 || r.methods[m].code == 0 {
		return 0
	}
	if known, ok := r.getters[m]; ok {
		return known
	}
	r.getters[m] = 0
	file := int(r.methods[m].file)
	code, err := r.files[file].Code(r.methods[m].code)
	if err != nil || code.Units() > maxGetterUnits {
		return 0
	}
	var f flagID
	loaded, plain := -1, true
	_ = code.Walk(everything, func(i dex.Insn) {
		switch {
		case getsFlag(i.Op) && loaded < 0:
			f, loaded = r.flagAt(file, i.Index()), i.A()
		case i.Op == dex.OpReturn && i.A() == loaded:
		default:
			plain = false
		}
	})
	if plain && loaded >= 0 {
		r.getters[m] = f
	}
	return r.getters[m]
}

const maxGetterUnits = 8

// switched is a branch that a flag decides, and the side that it closes.
type switched struct {
	flag   flagID
	pc     int
	closed side
}

// noteSwitch notes a branch on a register that holds a flag, compared with zero or
// with another constant.
func (d *reading) noteSwitch(i dex.Insn) {
	f, other := d.regs.flagIn(i.A()), int64(0)
	initial := func() int64 { return d.flags[f].initial }
	jumps := false
	switch {
	case len(d.switches) == maxSwitches:
		return
	case i.Op >= dex.OpIfEqz && f != 0:
		jumps = jumpsOn(i.Op-dex.OpIfEqz, initial(), 0)
	case i.Op >= dex.OpIfEqz:
		return
	case f != 0:
		var known bool
		if other, known = d.regs.number(i.B()); !known {
			return
		}
		jumps = jumpsOn(i.Op-dex.OpIfEq, initial(), other)
	default:
		var known bool
		f = d.regs.flagIn(i.B())
		if other, known = d.regs.number(i.A()); f == 0 || !known {
			return
		}
		jumps = jumpsOn(i.Op-dex.OpIfEq, other, initial())
	}
	closed := targetSide
	if jumps {
		closed = nextSide
	}
	d.switches = append(d.switches, switched{f, i.PC, closed})
}

// jumpsOn reports whether a comparison takes the branch: eq, ne, lt, ge, gt, le.
func jumpsOn(comparison dex.Op, a, b int64) bool {
	return [...]bool{a == b, a != b, a < b, a >= b, a > b, a <= b}[comparison]
}

// maxSwitches is how many such branches of a method are looked at.
const maxSwitches = 16

// markSwitched tells of each edge on which flag it depends.
func (d *reading) markSwitched(b *blocks) {
	for _, s := range d.switches {
		open := b.whileOff(s)
		d.sets = slices.DeleteFunc(d.sets, func(c change) bool {
			return c.flag == s.flag && !open.has(b.of(c.pc)) // only once it is changed
		})
		for i := range d.edges {
			if !open.has(b.of(int(d.edges[i].pc))) {
				d.edges[i].flag = s.flag
			}
		}
	}
}

// put notes that the method changes a flag.
func (d *reading) put(i dex.Insn) {
	f := d.flagAt(d.file, i.Index())
	if f == 0 {
		return
	}
	if v, known := d.regs.number(i.A()); known && v == d.flags[f].initial {
		return
	}
	d.sets = append(d.sets, change{f, i.PC})
}

// change is a place where a method changes a flag.
type change struct {
	flag flagID
	pc   int
}

// while returns a flag that reached code changes, and without whose first value a
// place is not come to; 0 where there is none.
func (r *reporting) while(f frame) flagID {
	switches := r.bodies[f.method].switches
	if len(switches) == 0 {
		return 0
	}
	f.node = 0
	if known, ok := r.whiles[f]; ok {
		return known
	}
	r.whiles[f] = 0
	code, err := r.files[r.methods[f.method].file].Code(r.methods[f.method].code)
	if err != nil {
		return 0
	}
	b := newBlocks(&code)
	for _, s := range switches {
		r.work -= len(b.starts)
		if !r.flags[s.flag].changed || r.work < 0 {
			continue
		}
		s.closed = s.closed.other()
		if !b.whileOff(s).has(b.of(int(f.pc))) {
			r.whiles[f] = s.flag
			break
		}
	}
	return r.whiles[f]
}
