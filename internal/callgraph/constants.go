package callgraph

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// value is what a register is known to hold; nil is anything.
type value struct {
	kind   valueKind
	text   string // of a string or builder; the name of a class, a field or a method
	number int64  // an integer, or the register of a parameter; of a call 1 where it is only possible
	object int    // where an object or an array was made, plus one; tells equal ones apart
	list   []*value
}

type valueKind int

const (
	aString valueKind = iota
	aNumber
	aClass     // com/example/Main
	aField     // android/provider/ContactsContract$Contacts->CONTENT_URI
	aBuilder   // a StringBuilder with this content
	anArray    // with these elements
	aParameter // what the caller hands over
	anObject   // of a class, with the calls on it
	aCall      // with what it is given; only in an object
)

func same(a, b *value) bool {
	if a == b || a == nil || b == nil {
		return a == b
	}
	return a.kind == b.kind && a.text == b.text && a.number == b.number && a.object == b.object &&
		slices.EqualFunc(a.list, b.list, same)
}

// The limits of constant propagation; beyond them nothing is known.
const (
	maxStates   = 1 << 20 // registers times branch targets of a method
	maxSteps    = 1 << 18 // instructions, counting those that are gone through again
	maxElements = 64      // of an array
	maxText     = 1 << 12 // bytes of a built string
)

// tracing goes through a method with what its registers hold. Where two ways
// meet only what both agree on is kept; what an exception handler finds in
// the registers is not known.
type tracing struct {
	*program
	file    int
	insns   []dex.Insn
	at      map[int]int // the instruction at a pc
	states  map[int][]*value
	todo    []int
	regs    []*value
	result  *value // what a move-result takes
	watched map[int32][]*value
	class   typeID            // whose <clinit> this is
	stored  map[string]*value // static fields of that class
}

// straight returns what the arguments of the calls at the given positions hold as
// far as the instructions just before them tell: back to the nearest place that
// is jumped to.
func (p *program) straight(m methodID, pcs []int32) map[int32][]*value {
	t := &tracing{program: p, file: int(p.methods[m].file), watched: map[int32][]*value{}}
	code, err := p.files[t.file].Code(p.methods[m].code)
	if err != nil {
		return nil
	}
	t.enter(&code, m)
	labels := labelsOf(&code)
	var pending []dex.Insn
	_ = code.Walk(everything, func(i dex.Insn) {
		if labels.has(i.PC) {
			pending = pending[:0]
			clear(t.regs)
		}
		pending = append(pending, i)
		if !slices.Contains(pcs, int32(i.PC)) {
			return
		}
		t.watched[int32(i.PC)] = nil
		t.work -= len(pending)
		for _, one := range pending {
			t.step(&code, one)
		}
		pending = pending[:0]
	})
	return t.watched
}

// trace returns what the arguments of the calls at the given positions hold,
// register by register; nothing for a method beyond the limits.
func (p *program) trace(m methodID, pcs []int32) map[int32][]*value {
	t := &tracing{program: p, file: int(p.methods[m].file), watched: map[int32][]*value{}}
	for _, pc := range pcs {
		t.watched[pc] = nil
	}
	t.run(m)
	return t.watched
}

func (t *tracing) run(m methodID) {
	code, err := t.files[t.file].Code(t.methods[m].code)
	if err != nil || !t.prepare(&code) {
		return
	}
	t.enter(&code, m)
	steps := 0
	t.merge(0, t.regs)
	for len(t.todo) > 0 {
		pc := t.todo[0]
		t.todo = t.todo[1:]
		copy(t.regs, t.states[pc])
		t.result = nil
		for i, ok := t.at[pc]; ok && i < len(t.insns); i++ {
			t.work--
			if steps++; steps > maxSteps || t.work < 0 {
				t.forget()
				return
			}
			if ok = t.step(&code, t.insns[i]); !ok {
				break
			}
			if i+1 < len(t.insns) && t.isTarget(t.insns[i+1].PC) {
				t.merge(t.insns[i+1].PC, t.regs)
				break
			}
		}
	}
}

// enter begins a body: its last registers hold what the caller hands over.
func (t *tracing) enter(code *dex.Code, m methodID) {
	t.regs = make([]*value, code.Registers)
	first, proto := code.Registers-code.Ins, t.protos.list[t.selectors.list[t.methods[m].selector].proto]
	this := 0
	if t.methods[m].access&dex.AccStatic == 0 {
		t.set(first, &value{kind: anObject, text: inner(t.types[t.methods[m].class].name)})
		this = 1
	}
	for _, at := range parameters(proto) {
		if mayHold(parameterAt(proto, at)) {
			t.set(first+this+at, &value{kind: aParameter, number: int64(this + at)})
		}
	}
}

// forget drops what a trace that was broken off had found.
func (t *tracing) forget() {
	clear(t.watched)
	clear(t.stored)
}

// everything holds all opcodes.
var everything = func() *dex.Ops {
	var set dex.Ops
	for i := range set {
		set[i] = true
	}
	return &set
}()

// prepare lists the instructions and the places that are jumped to.
func (t *tracing) prepare(code *dex.Code) bool {
	t.at, t.states = map[int]int{}, map[int][]*value{}
	err := code.Walk(everything, func(i dex.Insn) {
		t.insns = append(t.insns, i)
		eachTarget(code, i, func(pc int) { t.states[pc] = nil })
	})
	_ = code.Handlers(func(h dex.Handler) { t.states[h.Target] = nil })
	t.states[0] = nil
	if err != nil || len(t.states)*code.Registers > maxStates {
		return false
	}
	for i, insn := range t.insns {
		if _, ok := t.states[insn.PC]; ok {
			t.at[insn.PC] = i
		}
	}
	// A handler is entered with registers of which nothing is known.
	_ = code.Handlers(func(h dex.Handler) { t.merge(h.Target, make([]*value, code.Registers)) })
	return true
}

func (t *tracing) isTarget(pc int) bool {
	_, ok := t.states[pc]
	return ok
}

// merge brings registers to a place that is jumped to.
func (t *tracing) merge(pc int, regs []*value) {
	state, known := t.states[pc]
	if state == nil {
		t.states[pc] = slices.Clone(regs)
		if t.states[pc] == nil {
			t.states[pc] = []*value{}
		}
		t.todo = append(t.todo, pc)
		return
	}
	changed := false
	t.work -= len(state)
	for i := range state {
		if v := meet(state[i], regs[i]); v != state[i] {
			state[i], changed = v, true
		}
	}
	if known && changed && !slices.Contains(t.todo, pc) {
		t.todo = append(t.todo, pc)
	}
}

// step carries out one instruction. It is false where the next one in the
// body does not follow.
func (t *tracing) step(code *dex.Code, i dex.Insn) bool {
	if t.states != nil {
		eachTarget(code, i, func(pc int) { t.merge(pc, t.regs) })
	}
	result := t.result
	t.result = nil
	switch op := i.Op; {
	case op.Between(dex.OpMove, dex.OpMoveObject16):
		t.set(i.A(), t.get(i.B()))
	case op.Between(dex.OpMoveResult, dex.OpMoveResultObject):
		t.set(i.A(), result)
	case op.Between(dex.OpConst4, dex.OpConstWideHigh16):
		t.set(i.A(), &value{kind: aNumber, number: i.Literal()})
	case op == dex.OpConstString, op == dex.OpConstStringJumbo:
		s, _ := t.files[t.file].String(i.Index())
		t.set(i.A(), &value{kind: aString, text: dex.DecodeMUTF8(s)})
	case op == dex.OpConstClass:
		t.set(i.A(), &value{kind: aClass, text: t.typeName(i.Index())})
	case op == dex.OpNewInstance:
		t.set(i.A(), t.newInstance(i))
	case op == dex.OpNewArray:
		t.set(i.A(), t.newArray(i, t.get(i.B())))
	case op == dex.OpFilledNewArray, op == dex.OpFilledNewArrayRange:
		t.result = t.filledArray(i)
	case op == dex.OpAgetObject:
		t.set(i.A(), t.element(i))
	case op.Between(dex.OpAput, dex.OpAputShort):
		t.store(i)
	case op.Between(dex.OpSget, dex.OpSgetShort):
		t.set(i.A(), t.static(i.Index()))
	case op == dex.OpIgetObject:
		t.set(i.A(), t.loaded(i))
	case op.Between(dex.OpIput, dex.OpIputShort):
		t.keepField(i)
	case op.Between(dex.OpSput, dex.OpSputShort):
		t.keep(i)
	case op.IsInvoke():
		t.invoke(i)
	case op.WritesA():
		t.set(i.A(), nil)
	}
	return i.Op.FallsThrough()
}

// get and set allow for registers that the method does not have: its code may
// be damaged.
func (t *tracing) get(register int) *value {
	if register >= len(t.regs) {
		return nil
	}
	return t.regs[register]
}

func (t *tracing) set(register int, v *value) {
	if register < len(t.regs) {
		t.regs[register] = v
	}
}

func (t *tracing) typeName(i int) string {
	name, _ := t.files[t.file].Type(i)
	return inner(dex.DecodeMUTF8(name))
}

func (t *tracing) newInstance(i dex.Insn) *value {
	v := newObject(t.typeName(i.Index()), i.PC)
	if isBuilder(v.text) {
		return &value{kind: aBuilder, object: v.object}
	}
	return v
}

func isBuilder(class string) bool {
	return class == "java/lang/StringBuilder" || class == "java/lang/StringBuffer"
}

func (t *tracing) newArray(i dex.Insn, size *value) *value {
	if size == nil || size.kind != aNumber || size.number < 0 || size.number > maxElements {
		return nil
	}
	return &value{kind: anArray, object: i.PC + 1, list: make([]*value, size.number)}
}

func (t *tracing) filledArray(i dex.Insn) *value {
	if i.NumArgs() > maxElements {
		return nil
	}
	v := &value{kind: anArray, object: i.PC + 1}
	for n := range i.NumArgs() {
		v.list = append(v.list, t.get(i.Arg(n)))
	}
	return v
}

// element returns an element of an array; where it is not known which one, the array
// stands for it.
func (t *tracing) element(i dex.Insn) *value {
	array, at := t.get(i.B()), t.get(i.C())
	switch {
	case array == nil || array.kind != anArray && array.kind != aParameter:
		return nil
	case array.kind == anArray && at != nil && at.kind == aNumber && at.number >= 0 && at.number < int64(len(array.list)):
		return array.list[at.number]
	}
	return array.outside()
}

// store puts an element into an array.
func (t *tracing) store(i dex.Insn) {
	array, at := t.get(i.B()), t.get(i.C())
	if array == nil || array.kind != anArray {
		return
	}
	if at == nil || at.kind != aNumber || at.number < 0 || at.number >= int64(len(array.list)) {
		t.replace(array, nil)
		return
	}
	changed := *array
	changed.list = slices.Clone(array.list)
	changed.list[at.number] = t.get(i.A())
	t.replace(array, &changed)
}

// replace gives all registers that hold an object its new content.
func (t *tracing) replace(old, changed *value) {
	for i, v := range t.regs {
		if v != nil && v.object != 0 && v.object == old.object {
			t.regs[i] = changed
		}
	}
}

// keep notes what <clinit> stores into a static field.
func (t *tracing) keep(i dex.Insn) {
	if t.stored == nil {
		return
	}
	class, key, _ := t.fieldKey(i.Index())
	if class != t.class {
		return
	}
	v := t.get(i.A())
	if old, ok := t.stored[key]; ok && !same(old, v) {
		v = nil
	}
	t.stored[key] = v
}

// fieldKey returns the class of field i of the file, and its name and type.
func (t *tracing) fieldKey(i int) (class typeID, key string, ok bool) {
	f := t.files[t.file]
	id, ok := f.Field(i)
	if !ok {
		return 0, "", false
	}
	name, _ := f.String(id.Name)
	kind, _ := f.Type(id.Type)
	return t.typeAt(t.file, id.Class), string(name) + ":" + string(kind), true
}

// static returns what a static final field holds. Of a field outside the files
// it returns the name.
func (t *tracing) static(i int) *value {
	class, key, ok := t.fieldKey(i)
	if !ok || class == 0 {
		return nil
	}
	if !t.defined(class) {
		name, _, _ := strings.Cut(key, ":")
		return &value{kind: aField, text: inner(t.types[class].name) + "->" + name}
	}
	return t.finals(class)[key]
}

// finals returns the static final fields of a class whose value is known: from
// the file, or from <clinit>.
func (p *program) finals(class typeID) map[string]*value {
	if known, ok := p.constants[class]; ok {
		return known // empty while its own <clinit> is being traced
	}
	p.constants[class] = map[string]*value{}
	t := &tracing{program: p, file: int(p.types[class].file), class: class, stored: map[string]*value{}}
	if m := p.own(class, p.clinit); m != 0 {
		t.run(m)
	}
	f, def := p.files[t.file], int(p.types[class].def)
	_ = f.StaticValues(def, func(field int, v dex.Value) {
		_, key, _ := t.fieldKey(field)
		if _, ok := t.stored[key]; !ok {
			t.stored[key] = constant(f, v)
		}
	})
	known := map[string]*value{}
	_ = f.Members(def, func(m dex.Member) {
		if m.Kind != dex.StaticField || m.Access&dex.AccFinal == 0 {
			return
		}
		_, key, _ := t.fieldKey(m.Index)
		if v := t.stored[key]; v != nil && v.kind != aParameter {
			known[key] = v.outside()
		}
	})
	p.constants[class] = known
	return known
}

// outside returns an object as another method sees it: it has no place of its
// own there, and is not built any further.
func (v *value) outside() *value {
	if v.kind == aBuilder {
		return nil
	}
	copied := *v
	copied.object = 0
	return &copied
}

func constant(f *dex.File, v dex.Value) *value {
	switch v.Kind {
	case dex.ValueString:
		s, _ := f.String(int(v.Bits))
		return &value{kind: aString, text: dex.DecodeMUTF8(s)}
	case dex.ValueByte, dex.ValueShort, dex.ValueChar, dex.ValueInt, dex.ValueLong, dex.ValueBoolean:
		return &value{kind: aNumber, number: v.Bits}
	}
	return nil
}

// invoke keeps the arguments of a call that is watched, and knows what a few
// methods of the platform return.
func (t *tracing) invoke(i dex.Insn) {
	if _, ok := t.watched[int32(i.PC)]; ok {
		args := make([]*value, i.NumArgs())
		for n := range args {
			args[n] = t.get(i.Arg(n))
		}
		t.watched[int32(i.PC)] = args
	}
	id, ok := t.files[t.file].Method(i.Index())
	if !ok || i.NumArgs() == 0 {
		return
	}
	name, _ := t.files[t.file].String(id.Name)
	class := t.typeName(id.Class)
	first := t.get(i.Arg(0))
	switch {
	case isBuilder(class):
		t.build(i, first, string(name))
	case class == "android/net/Uri" && string(name) == "parse",
		class == "java/lang/String" && passesOn[string(name)]:
		if first != nil && (first.kind == aString || first.kind == aParameter) {
			t.result = first
		}
	case class == "java/lang/String" && string(name) == "concat" && i.NumArgs() == 2:
		t.result = join(first, t.get(i.Arg(1)), aString)
	default:
		t.escape(i)
		if t.result = t.call(i, class, string(name)); t.result == nil {
			t.result = t.someOf(i, string(name))
		}
	}
}

// someOf returns what a method of the app's own gives back that picks permissions out
// of those that it is given, by its name: some of them, for which all stand.
func (t *tracing) someOf(i dex.Insn, name string) *value {
	if !picksPermissions.MatchString(name) {
		return nil
	}
	id, _ := t.files[t.file].Method(i.Index())
	proto, _ := t.files[t.file].AppendProto(nil, id.Proto)
	if result := string(proto[bytes.IndexByte(proto, ')')+1:]); result != "[Ljava/lang/String;" && !strings.HasPrefix(result, "Ljava/util/") {
		return nil
	}
	for n := range i.NumArgs() {
		if v := t.get(i.Arg(n)); v != nil && (v.kind == anArray || v.kind == aParameter && v.number > 0) {
			return v.outside()
		}
	}
	return nil
}

var picksPermissions = regexp.MustCompile(`(?i)perm`)

// passesOn are the methods of String that give back their receiver or argument,
// as far as constants in code go.
var passesOn = map[string]bool{"intern": true, "toString": true, "valueOf": true, "trim": true}

// escape forgets the content of builders that other methods can change.
func (t *tracing) escape(i dex.Insn) {
	for n := range i.NumArgs() {
		if v := t.get(i.Arg(n)); v != nil && v.kind == aBuilder {
			t.replace(v, nil)
		}
	}
}

// build carries out a method of StringBuilder.
func (t *tracing) build(i dex.Insn, builder *value, name string) {
	if builder == nil || builder.kind != aBuilder {
		return
	}
	var changed *value
	switch {
	case name == "toString":
		t.result = &value{kind: aString, text: builder.text}
		return
	case name == "length":
		return
	case name == "<init>" && i.NumArgs() == 1:
		return
	case (name == "<init>" || name == "append") && i.NumArgs() == 2:
		changed = join(builder, t.get(i.Arg(1)), aBuilder)
	}
	t.replace(builder, changed)
	t.result = changed
}

// join returns the two texts as one; nil where it is not known.
func join(a, b *value, kind valueKind) *value {
	if a == nil || b == nil || a.kind != kind || b.kind != aString || len(a.text)+len(b.text) > maxText {
		return nil
	}
	return &value{kind: kind, text: a.text + b.text, object: a.object}
}
