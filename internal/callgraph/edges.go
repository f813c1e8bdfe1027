package callgraph

import "github.com/zicha-lint/zicha/internal/dex"

// leading are the instructions that can lead on.
var leading = func() *dex.Ops {
	set := dex.Invokes()
	for op := dex.OpSget; op <= dex.OpSputShort; op++ {
		set[op] = true
	}
	set[dex.OpNewInstance], set[dex.OpConstClass], set[dex.OpIgetObject] = true, true, true
	set[dex.OpInvokeCustom], set[dex.OpInvokeCustomRange] = true, true
	return set
}()

// reading collects the edges of one method.
type reading struct {
	*reach
	file     int
	class    typeID
	edges    []edge
	literals []edge // classes named in the method
	met      [meaningCount]bool
	namings  []int32 // calls that are given the name of a class or a method
	static   bool
	made     []object // what the platform may call back
	loaded   []object
}

// object is one that an instruction leaves in a register.
type object struct {
	pc       int // behind the instruction
	register int
	class    typeID // of one that is made
	slot     slotID // that one is loaded from
}

// read returns the edges of a method; none where its code is damaged.
func (r *reach) read(m methodID) []edge {
	from := r.methods[m]
	if from.code == 0 {
		return nil
	}
	code, err := r.files[from.file].Code(from.code)
	if err != nil {
		return nil // the scan counts it
	}
	if r.budget -= 2 * code.Units(); r.budget < 0 {
		r.cut = true
		return nil
	}
	d := reading{reach: r, file: int(from.file), class: from.class, static: from.access&dex.AccStatic != 0}
	if err := code.Walk(leading, d.insn); err != nil {
		return nil
	}
	if len(d.namings) > 0 {
		d.reflect(m)
	}
	d.useLiterals()
	d.handovers(&code)
	return d.edges
}

func (d *reading) add(i dex.Insn, kind edgeKind, to uint32) {
	d.edges = append(d.edges, edge{int32(i.PC), kind, to})
}

func (d *reading) insn(i dex.Insn) {
	switch op := i.Op; {
	case op.IsInvoke():
		d.invoke(i)
	case op == dex.OpNewInstance:
		if t := d.typeAt(d.file, i.Index()); d.defined(t) {
			d.add(i, toInstance, uint32(t))
			if d.calledBack(t) {
				d.made = append(d.made, object{pc: i.PC + i.Units(), register: i.A(), class: t})
			}
		}
	case op == dex.OpIgetObject:
		d.load(i)
	case op == dex.OpConstClass:
		if t := d.typeAt(d.file, i.Index()); d.defined(t) {
			d.literals = append(d.literals, edge{int32(i.PC), toLiteral, uint32(t)})
		}
	case op.Between(dex.OpSget, dex.OpSputShort):
		if f, ok := d.files[d.file].Field(i.Index()); ok {
			d.initialise(i, d.typeAt(d.file, f.Class))
		}
		if op == dex.OpSgetObject {
			d.load(i)
		}
	default:
		d.custom(i)
	}
}

// load notes an object that is taken out of a field.
func (d *reading) load(i dex.Insn) {
	if s := d.slotAt(d.file, i.Index()); s != 0 {
		d.loaded = append(d.loaded, object{pc: i.PC + i.Units(), register: i.A(), slot: s})
	}
}

// initialise adds the <clinit> of a class whose static part is used.
func (d *reading) initialise(i dex.Insn, t typeID) {
	if t == d.class || !d.defined(t) {
		return
	}
	for _, m := range d.initialisers(t) {
		d.add(i, toMethod, uint32(m))
	}
}

func (d *reading) invoke(i dex.Insn) {
	id := d.refAt(d.file, i.Index())
	if id == 0 {
		return
	}
	ref := d.resolve(id)
	d.met[ref.means] = true
	if ref.means == loadsClass || ref.means == findsMethod {
		d.namings = append(d.namings, int32(i.PC))
	}
	switch i.Op.Unranged() {
	case dex.OpInvokeStatic:
		d.initialise(i, ref.class)
		d.direct(i, ref.method)
	case dex.OpInvokeDirect:
		d.direct(i, ref.method)
	case dex.OpInvokeSuper:
		// The class in the instruction is the caller's superclass, or, for a
		// default method, an interface.
		d.direct(i, d.superMethod(ref))
	case dex.OpInvokeVirtual, dex.OpInvokeInterface:
		d.add(i, toCall, uint32(id))
	}
}

func (d *reading) superMethod(ref *ref) methodID {
	s, fallback := ref.selector, ref.method
	if m := d.lookup(d.link(d.class).super, s); m != 0 {
		return m
	}
	return fallback
}

func (d *reading) direct(i dex.Insn, m methodID) {
	if m != 0 {
		d.add(i, toMethod, uint32(m))
	}
}

// custom follows the method handles of a call site: the body of a lambda is
// entered from where the lambda is made.
func (d *reading) custom(i dex.Insn) {
	f := d.files[d.file]
	_ = f.CallSite(i.Index(), func(v dex.Value) {
		if v.Kind != dex.ValueMethodHandle {
			return
		}
		kind, index, ok := f.MethodHandle(int(v.Bits))
		if !ok || !kind.IsMethod() {
			return
		}
		if id := d.refAt(d.file, index); id != 0 {
			d.direct(i, d.resolve(id).method)
		}
	})
}

// useLiterals decides what the classes named in the method are for.
func (d *reading) useLiterals() {
	for _, e := range d.literals {
		switch t := typeID(e.to); {
		case t == d.class:
		case len(d.screens[t]) > 0:
			if d.met[starts] {
				d.edges = append(d.edges, edge{e.pc, toComponent, e.to})
			}
		case d.met[instantiates]:
			d.edges = append(d.edges, edge{e.pc, toInstance, e.to}, edge{e.pc, toHandover, e.to})
			if m := d.own(t, d.construct); m != 0 {
				d.edges = append(d.edges, edge{e.pc, toMethod, uint32(m)})
			}
		default:
			if a := d.adoption(t); len(a.now)+len(a.later) > 0 {
				d.edges = append(d.edges, edge{e.pc, toLiteral, e.to})
			}
		}
	}
}

// reflect turns the constant names of classes into literals, and those of
// methods into calls of them.
func (d *reading) reflect(m methodID) {
	traced := d.trace(m, d.namings)
	var methods []string
	for _, pc := range d.namings {
		for _, v := range traced[pc] {
			if v == nil || v.kind != aString {
				continue
			}
			if t := d.manifestType(v.text); t != 0 {
				d.literals = append(d.literals, edge{pc, toLiteral, uint32(t)})
			} else {
				methods = append(methods, v.text)
			}
		}
	}
	if !d.met[findsMethod] {
		return
	}
	for _, e := range d.literals {
		for _, target := range d.named(typeID(e.to), methods, 0) {
			d.edges = append(d.edges, edge{e.pc, toMethod, uint32(target)})
		}
	}
}
