package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// reading collects the edges of one method.
type reading struct {
	*reach
	*body
	method   methodID
	file     int
	class    typeID
	static   bool
	this     int // the register with the object that the method runs on
	regs     registers
	literals []edge // classes named in the method
	strings  []edge // constants, by their index in the file
	met      [meaningCount]bool
	namings  []int32  // calls that are given the name of a class or a method
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

// read returns what a method leads to; nothing where its code is damaged.
func (r *reach) read(m methodID) *body {
	from := r.methods[m]
	if from.code == 0 {
		return &body{}
	}
	code, err := r.files[from.file].Code(from.code)
	if err != nil {
		return &body{} // the scan counts it
	}
	if r.budget -= 2 * code.Units(); r.budget < 0 {
		r.cut = true
		return &body{}
	}
	d := reading{
		reach: r, body: &body{}, method: m, file: int(from.file), class: from.class,
		static: from.access&dex.AccStatic != 0, this: code.Registers - code.Ins,
	}
	d.regs.enter(&code, d.this, !d.static)
	if err := code.Walk(everything, d.insn); err != nil {
		return &body{}
	}
	if len(d.namings) > 0 {
		d.reflect(m)
	}
	d.useLiterals()
	if d.met[starts] {
		d.useIntents()
	}
	d.handovers(&code)
	if code.Catches() || len(d.switches) > 0 {
		b := newBlocks(&code)
		d.markCaught(b)
		d.markSwitched(b)
	}
	return d.body
}

// maxSleeps is how many calls that wait are looked at in a method.
const maxSleeps = 8

// markCaught tells of each edge whether it is taken only after an exception.
func (d *reading) markCaught(b *blocks) {
	ordinary := b.withoutExceptions()
	for i := range d.edges {
		d.edges[i].caught = !ordinary.has(b.of(int(d.edges[i].pc)))
	}
}

func (d *reading) add(i dex.Insn, kind edgeKind, to uint32) {
	d.edges = append(d.edges, edge{pc: int32(i.PC), kind: kind, to: to})
}

func (d *reading) insn(i dex.Insn) {
	d.regs.reach(i.PC)
	switch op := i.Op; {
	case op.IsInvoke():
		d.invoke(i)
	case op == dex.OpNewInstance:
		t := d.typeAt(d.file, i.Index())
		d.regs.set(i.A(), content{class: t})
		if d.defined(t) {
			d.add(i, toInstance, uint32(t))
			if d.calledBack(t) {
				d.made = append(d.made, object{pc: i.PC + i.Units(), register: i.A(), class: t})
			}
		}
		return
	case op.Between(dex.OpMove, dex.OpMoveObject16) && !op.WritesWide():
		d.regs.move(i.A(), i.B())
		return
	case op.Between(dex.OpConst4, dex.OpConstHigh16):
		d.regs.set(i.A(), content{value: i.Literal(), isNumber: true})
		return
	case op == dex.OpMoveResult:
		d.regs.set(i.A(), content{flag: d.regs.result})
		return
	case getsFlag(op):
		if op == dex.OpSgetBoolean || op == dex.OpSget {
			d.initialiseField(i)
		}
		d.regs.set(i.A(), content{flag: d.flagAt(d.file, i.Index())})
		return
	case putsFlag(op):
		if op == dex.OpSputBoolean || op == dex.OpSput {
			d.initialiseField(i)
		}
		d.put(i)
		return
	case op.Between(dex.OpIfEq, dex.OpIfLez):
		d.noteSwitch(i)
		return
	case op == dex.OpCheckCast:
		d.inflated(i)
		return
	case op == dex.OpConstClass:
		if t := d.typeAt(d.file, i.Index()); d.defined(t) {
			d.literals = append(d.literals, edge{pc: int32(i.PC), kind: toLiteral, to: uint32(t)})
		}
	case op == dex.OpConstString, op == dex.OpConstStringJumbo:
		d.strings = append(d.strings, edge{pc: int32(i.PC), to: uint32(i.Index())})
	case op == dex.OpIgetObject:
		d.load(i)
	case op.Between(dex.OpSget, dex.OpSputShort):
		d.initialiseField(i)
		if op == dex.OpSgetObject {
			d.load(i)
		}
	case op == dex.OpInvokeCustom, op == dex.OpInvokeCustomRange:
		d.custom(i)
	}
	if i.Op.WritesA() {
		d.regs.forget(i)
	}
}

// inflated takes a view of the app's own, to which something is cast, as made: by
// a layout, in which it need not stand by name.
func (d *reading) inflated(i dex.Insn) {
	t := d.typeAt(d.file, i.Index())
	if !d.defined(t) || !slices.Contains(d.ancestors(t), d.view) {
		return
	}
	d.add(i, toInstance, uint32(t))
	d.add(i, toHandover, uint32(t))
	for _, m := range d.named(t, []string{"<init>"}, 0) {
		d.edges = append(d.edges, edge{pc: int32(i.PC), kind: toMethod, to: uint32(m), on: t})
	}
}

// load notes an object that is taken out of a field.
func (d *reading) load(i dex.Insn) {
	if s := d.slotAt(d.file, i.Index()); s != 0 {
		d.loaded = append(d.loaded, object{pc: i.PC + i.Units(), register: i.A(), slot: s})
	}
}

func (d *reading) initialiseField(i dex.Insn) {
	if f, ok := d.files[d.file].Field(i.Index()); ok {
		d.initialise(i, d.typeAt(d.file, f.Class))
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
	d.regs.result = 0
	id := d.refAt(d.file, i.Index())
	if id == 0 {
		return
	}
	ref := d.resolve(id)
	d.regs.result = d.getter(ref.method)
	d.met[ref.means] = true
	if ref.means == sleeps && len(d.sleeps) < maxSleeps {
		d.sleeps = append(d.sleeps, int32(i.PC))
	}
	if ref.means == loadsClass || ref.means == findsMethod {
		d.namings = append(d.namings, int32(i.PC))
	}
	e := edge{pc: int32(i.PC), kind: toMethod, to: uint32(ref.method)}
	switch i.Op.Unranged() {
	case dex.OpInvokeStatic:
		d.initialise(i, ref.class)
	case dex.OpInvokeDirect:
		e.this, e.on = d.receiver(i)
	case dex.OpInvokeSuper:
		// The class in the instruction is the caller's superclass, or, for a
		// default method, an interface.
		e.to, e.this = uint32(d.superMethod(ref)), !d.static
	case dex.OpInvokeVirtual, dex.OpInvokeInterface:
		e.kind, e.to = toCall, uint32(id)
		e.this, e.on = d.receiver(i)
	default:
		return
	}
	if e.to != 0 {
		d.usesThis = d.usesThis || e.this
		d.edges = append(d.edges, e)
	}
}

// receiver says what is known of the object that a method is called on.
func (d *reading) receiver(i dex.Insn) (this bool, exact typeID) {
	if i.NumArgs() == 0 {
		return false, 0
	}
	switch t := d.regs.get(i.Arg(0)).class; {
	case t == thisObject:
		return true, 0
	case d.defined(t):
		return false, t
	}
	return false, 0
}

func (d *reading) superMethod(ref *ref) methodID {
	s, fallback := ref.selector, ref.method
	if m := d.lookup(d.link(d.class).super, s); m != 0 {
		return m
	}
	return fallback
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
		if id := d.refAt(d.file, index); id != 0 && d.resolve(id).method != 0 {
			d.add(i, toMethod, uint32(d.refs[id].method))
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
				d.edges = append(d.edges, edge{pc: e.pc, kind: toComponent, to: e.to})
			}
		case d.met[instantiates]:
			d.edges = append(d.edges, edge{pc: e.pc, kind: toInstance, to: e.to}, edge{pc: e.pc, kind: toHandover, to: e.to})
			if m := d.own(t, d.construct); m != 0 {
				d.edges = append(d.edges, edge{pc: e.pc, kind: toMethod, to: uint32(m), on: t})
			}
		default:
			if a := d.adoption(t); len(a.now)+len(a.later) > 0 {
				d.edges = append(d.edges, edge{pc: e.pc, kind: toLiteral, to: e.to})
			}
		}
	}
}

// useIntents starts the components that a string in the method names, and those
// of which it makes an instance only to ask for its class.
func (d *reading) useIntents() {
	for _, s := range d.strings {
		name, _ := d.files[d.file].String(int(s.to))
		for _, t := range d.intents[string(name)] {
			d.edges = append(d.edges, edge{pc: s.pc, kind: toComponent, to: uint32(t)})
		}
	}
	for _, e := range d.edges {
		if e.kind == toInstance && len(d.screens[typeID(e.to)]) > 0 {
			d.edges = append(d.edges, edge{pc: e.pc, kind: toComponent, to: e.to})
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
				d.literals = append(d.literals, edge{pc: pc, kind: toLiteral, to: uint32(t)})
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
			d.edges = append(d.edges, edge{pc: e.pc, kind: toMethod, to: uint32(target), on: typeID(e.to)})
		}
	}
}
