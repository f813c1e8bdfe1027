package callgraph

import (
	"maps"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// An object that the platform calls back does so only once it is handed over:
// given to a method, or told to start. handover.go finds out where that is. An
// object that a method makes and stores in a field is handed over by the
// methods that take it out of the field and give it away.

// slotID is a field that holds objects which the platform may call back.
type slotID uint32

// slot is what is known of such a field.
type slot struct {
	declared typeID
	types    []typeID // of the objects that reached code stores in it
	active   bool     // reached code hands over what it holds
	awaited  bool     // the same, to what calls it back only later
}

// fieldKey names a field of the program.
type fieldKey struct {
	class typeID
	name  nameID
}

// fate is what becomes of an object in the method that makes it, loads it or is
// given it.
type fate struct {
	given  bool     // handed over
	as     typeID   // what it is handed over as; 0 for anything
	tapped bool     // handed over to something that waits for the user
	via    refID    // a method that it is given whose name speaks of agreement; 0 for none
	by     refID    // the method that is given it, where it is first handed over; 0 for none
	within bool     // what is handed over there is something that was given it
	inside *Gate    // before every place where another method hands it over; nil where there is one without
	pc     int      // where it is first handed over, in the method that it begins in; -1 for nowhere
	slots  []slotID // in which it is stored
}

func (f *fate) add(more fate, pc int) {
	if more.given || more.tapped {
		f.within = f.within || more.within
		f.at(pc, more.as, more.by, more.inside)
	}
	f.given, f.tapped, f.via = f.given || more.given, f.tapped || more.tapped, max(f.via, more.via)
	f.slots = append(f.slots, more.slots...)
}

// at notes a place where the object is handed over, as what, by which method, and
// what is asked before.
func (f *fate) at(pc int, as typeID, by refID, gate *Gate) {
	if f.pc < 0 {
		f.pc, f.as, f.by, f.inside = pc, as, by, gate
		return
	}
	if as != f.as {
		f.as = 0
	}
	if gate == nil {
		f.inside = nil
	}
}

// followed is an object on its way through a body.
type followed struct {
	*reach
	method   methodID
	file     int
	class    typeID // 0 where it is not known
	handler  bool   // it takes messages
	depth    int    // of calls that it was passed on by
	captured []capture
	wrapped  bool // what is handed over may be something that calls the object
	fate     fate
}

// The limits of following an object.
const (
	maxFate      = 2000 // instructions
	maxFateDepth = 4    // methods of the app's own that pass it on to each other
)

// run goes through a body from a position on, without regard to branches, and
// says what becomes of the object that a register holds there.
func (o *followed) run(code *dex.Code, from, register int) fate {
	o.fate.pc = -1
	held := []int{register}
	wrapped := false // the last call put the object into one that is asked later
	left := maxFate
	code.WalkFrom(from, func(i dex.Insn) bool {
		left--
		switch op := i.Op; {
		case op.IsInvoke():
			if wrapper := o.captures(i, held); wrapper >= 0 {
				held, o.wrapped = append(held, wrapper), true
				return true
			}
			wrapped = o.passed(i, held)
			return left > 0
		case op.Between(dex.OpMoveResult, dex.OpMoveResultObject) && wrapped:
			held = append(held, i.A())
			return true
		case op.Between(dex.OpMoveObject, dex.OpMoveObject16) && slices.Contains(held, i.B()):
			held = append(held, i.A())
			return true
		case op == dex.OpIputObject, op == dex.OpSputObject:
			if slices.Contains(held, i.A()) {
				if s := o.slotAt(o.file, i.Index()); s != 0 {
					o.fate.slots = append(o.fate.slots, s)
				}
			}
		case op == dex.OpReturnObject, op == dex.OpAputObject:
			if slices.Contains(held, i.A()) {
				o.give(i, 0)
			}
		case op.WritesA() && op != dex.OpCheckCast:
			held = slices.DeleteFunc(held, func(r int) bool { return r == i.A() })
		}
		return left > 0 && len(held) > 0
	})
	if !o.fate.given && !o.fate.tapped {
		for _, c := range o.captured {
			more := o.inside(c.method, c.register)
			more.within = true
			o.fate.add(more, c.pc)
		}
	}
	return o.fate
}

// capture is the constructor of a callback that is given the object.
type capture struct {
	method   methodID
	register int
	pc       int
}

// captures returns the register of a callback whose constructor is given the
// object, as a wrapper is: whatever is called back then calls the object. It is
// -1 for other calls.
func (o *followed) captures(i dex.Insn, held []int) int {
	if i.Op.Unranged() != dex.OpInvokeDirect || i.NumArgs() < 2 || slices.Contains(held, i.Arg(0)) {
		return -1
	}
	id := o.refAt(o.file, i.Index())
	if id == 0 {
		return -1
	}
	ref := *o.resolve(id)
	if ref.method == 0 || o.names.list[o.selectors.list[ref.selector].name] != "<init>" || !o.defined(ref.class) || !o.runsAtOnce(ref.class) {
		return -1
	}
	for n := 1; n < i.NumArgs(); n++ {
		if slices.Contains(held, i.Arg(n)) {
			o.captured = append(o.captured, capture{ref.method, n, i.PC})
			return i.Arg(0)
		}
	}
	return -1
}

// passed looks whether a call is given the object. It reports whether the call
// only wraps it.
func (o *followed) passed(i dex.Insn, held []int) (wraps bool) {
	for n := range i.NumArgs() {
		if !slices.Contains(held, i.Arg(n)) {
			continue
		}
		id := o.refAt(o.file, i.Index())
		if id == 0 {
			return false
		}
		ref := *o.resolve(id)
		name := o.names.list[o.selectors.list[ref.selector].name]
		receiver := n == 0 && i.Op.Unranged() != dex.OpInvokeStatic
		as := ref.class
		if !receiver {
			as = o.declared(i, ref, n)
		}
		if !receiver && !o.wrapped && o.class != 0 && mayRefuse(name) && toldOfRefusal.MatchString(name) {
			o.refusals[o.class] = true
		}
		if !receiver && o.fate.via == 0 && speaks(name) {
			o.fate.via = id
		}
		switch {
		case receiver && (name == "<init>" || o.runs(id) || !begins(name) || o.handler && !sends(name)):
			// Its own methods hand it over themselves if they do.
		case o.handler && o.types[ref.class].name == "Landroid/os/Messenger;":
			o.tap(i, 0) // for other processes to send
		case isLazy(o.types[ref.class].name):
			wraps, o.wrapped = true, true
		case takesBack(name), asksForText[o.types[ref.class].name]:
		case waitsForUser(name, o.protos.list[o.selectors.list[ref.selector].proto]):
			o.tap(i, as)
		case !o.mayCallBack(as):
		case ref.method != 0 && !isLibrary(o.types[ref.class].name):
			o.fate.add(o.inside(ref.method, n), i.PC)
		default:
			o.give(i, as)
		}
	}
	return wraps
}

// runs reports whether a call runs a method of the app's own, which the graph
// follows as such.
func (r *reach) runs(id refID) bool {
	to := &r.refs[id]
	if to.runs == unknown {
		to.runs = no
		if to.method != 0 || r.declares(to.class, to.selector) && !r.isCallback(to.class, to.selector) {
			to.runs = yes
		}
	}
	return to.runs == yes
}

// declared returns the type that a method declares for the parameter in a register
// of its arguments; 0 for Object, and for one that no code of the app names.
func (o *followed) declared(i dex.Insn, to ref, register int) typeID {
	if i.Op.Unranged() != dex.OpInvokeStatic {
		register--
	}
	t := o.typeByName[parameterAt(o.protos.list[o.selectors.list[to.selector].proto], register)]
	if t == o.object {
		return 0
	}
	return t
}

// mayCallBack reports whether what is declared to be of the type may be called
// back by it. One that wants a context is given the screen for other things,
// whatever listeners the screen may be; and what knows only an interface of the
// app's that is no callback calls just that.
func (r *reach) mayCallBack(declared typeID) bool {
	if declared == 0 {
		return true
	}
	if r.types[declared].callsBack == unknown {
		r.types[declared].callsBack = no
		if r.findCallBack(declared) {
			r.types[declared].callsBack = yes
		}
	}
	return r.types[declared].callsBack == yes
}

func (r *reach) findCallBack(declared typeID) bool {
	all := r.ancestors(declared)
	if slices.Contains(all, r.context) {
		outside := slices.IndexFunc(all, func(a typeID) bool { return !r.defined(a) })
		if outside < 0 {
			return true // the files define the platform
		}
		own := r.ancestors(all[outside]) // every context has these
		return slices.ContainsFunc(all, func(a typeID) bool {
			return callbacks[r.types[a].name] != nil && !slices.Contains(own, a)
		})
	}
	return !r.defined(declared) || r.calledBack(declared) || r.aboveCallbacks()[declared]
}

// aboveCallbacks returns the supertypes of the types of callbacks.
func (r *reach) aboveCallbacks() map[typeID]bool {
	if r.above == nil {
		r.above = map[typeID]bool{}
		for _, name := range slices.Sorted(maps.Keys(callbacks)) {
			for _, a := range r.ancestors(r.typeNamed([]byte(name))) {
				r.above[a] = true
			}
		}
	}
	return r.above
}

// give notes that the object is handed over. In a method that was given it, what
// is asked before is told from here.
func (o *followed) give(i dex.Insn, as typeID) {
	o.fate.given = true
	o.noted(i, as)
}

func (o *followed) tap(i dex.Insn, as typeID) {
	o.fate.tapped = true
	o.noted(i, as)
}

func (o *followed) noted(i dex.Insn, as typeID) {
	if o.wrapped {
		as, o.fate.within = 0, true
	}
	var by refID
	if i.Op.IsInvoke() {
		by = o.refAt(o.file, i.Index())
	}
	o.fate.at(i.PC, as, by, o.askedBefore(i))
}

func (o *followed) askedBefore(i dex.Insn) *Gate {
	if o.depth == 0 {
		return nil // the gate of the place itself
	}
	return o.gates.at(o.method, int32(i.PC))
}

// isLibrary reports whether a class belongs to a library that keeps what it is
// given and calls it back when its time has come.
func isLibrary(class string) bool {
	for _, prefix := range []string{"Landroidx/", "Landroid/support/", "Lcom/google/android/material/", "Lkotlin/", "Lkotlinx/", "Lio/reactivex/", "Lrx/", "Lokhttp3/", "Lretrofit2/"} {
		if strings.HasPrefix(class, prefix) {
			return true
		}
	}
	return false
}

// begins reports whether a method of the platform that is called on an object can
// have it called back: not if it only asks for or sets something.
func begins(name string) bool {
	if strings.HasPrefix(name, "on") && len(name) > 2 && name[2] >= 'A' && name[2] <= 'Z' {
		return false // passed on to the superclass
	}
	if name == "interrupt" || name == "join" {
		return false // which end a thread, or wait for its end
	}
	return name == "get" || name == "getValue" || !hasVerb(name, "is", "set", "has", "get", "can")
}

// fateKey is a method of the app's own and one of its parameters, in registers.
type fateKey struct {
	method   methodID
	register int
	handler  bool
}

// inside returns what becomes of the object in a method of the app's own that is
// given it.
func (o *followed) inside(m methodID, register int) fate {
	key := fateKey{m, register, o.handler}
	if known, ok := o.fates[key]; ok {
		return known
	}
	to := o.methods[m]
	code, err := o.files[to.file].Code(to.code)
	if to.code == 0 || err != nil || o.depth == maxFateDepth || register >= code.Ins {
		return fate{given: true, pc: 0}
	}
	if o.budget -= 2 * code.Units(); o.budget < 0 {
		o.cut = true
		return fate{pc: -1}
	}
	o.fates[key] = fate{pc: -1} // of a method that passes it on to itself
	next := followed{reach: o.reach, method: m, file: int(to.file), class: o.class, handler: o.handler, depth: o.depth + 1}
	f := next.run(&code, 0, code.Registers-code.Ins+register)
	o.fates[key] = f
	return f
}

// isHandler reports whether objects of the class take messages.
func (r *reach) isHandler(t typeID) bool {
	return t != 0 && slices.Contains(r.ancestors(t), r.handler)
}

// sends reports whether a method of a Handler has it take a message.
func sends(name string) bool {
	return strings.HasPrefix(name, "send") || strings.HasPrefix(name, "obtainMessage") || name == "dispatchMessage"
}

// isLazy reports whether a method of the class keeps a function until its value
// is asked for: by lazy { } in Kotlin.
func isLazy(class string) bool { return strings.HasPrefix(class, "Lkotlin/LazyKt") }

// takesBack reports whether a method undoes what hands an object over.
func takesBack(name string) bool {
	return strings.HasPrefix(name, "remove") || strings.HasPrefix(name, "unregister") || strings.HasPrefix(name, "cancel")
}

// waitsForUser reports whether a method is given functions that a tap calls: by
// its name, or as a part of a screen in Compose.
func waitsForUser(name, proto string) bool {
	return strings.Contains(name, "Click") || strings.Contains(name, "click") || strings.Contains(name, "Touch") ||
		strings.Contains(proto, "Landroidx/compose/runtime/Composer;")
}

// handovers adds the edges for the objects that the method makes, for those
// that it takes out of fields, and for the one it runs on.
func (d *reading) handovers(code *dex.Code) {
	for _, o := range d.made {
		f := d.fateOf(code, o.pc, o.register, o.class)
		d.handOver(f, edge{to: uint32(o.class)})
		for _, s := range f.slots {
			d.stores = append(d.stores, stored{s, o.class})
		}
	}
	for _, o := range d.loaded {
		if f := d.fateOf(code, o.pc, o.register, d.slots[o.slot].declared); f.given || f.tapped {
			d.edges = append(d.edges, edge{pc: int32(f.pc), kind: toSlot, to: uint32(o.slot), as: d.slots[o.slot].declared, via: f.via, by: f.by, within: f.within, inside: f.inside, later: !f.given})
		}
	}
	if d.static {
		return
	}
	// What a class inherits is called back by what its subclasses are.
	f := d.fateOf(code, 0, d.this, d.class)
	d.handOver(f, edge{to: uint32(d.class), this: true})
	for _, s := range f.slots {
		d.stores = append(d.stores, stored{s, d.class})
	}
}

func (d *reading) fateOf(code *dex.Code, from, register int, class typeID) fate {
	o := followed{reach: d.reach, method: d.method, file: d.file, class: class, handler: d.isHandler(class)}
	return o.run(code, from, register)
}

func (d *reading) handOver(f fate, e edge) {
	e.pc, e.as, e.via, e.by, e.within, e.inside = int32(f.pc), f.as, f.via, f.by, f.within, f.inside
	switch {
	case f.given:
		e.kind = toHandover
	case f.tapped:
		e.kind = toLater
	default:
		return
	}
	d.usesThis = d.usesThis || e.this
	d.edges = append(d.edges, e)
}

// asksForText are classes whose methods ask what they are given for its text, and for
// nothing else.
var asksForText = map[string]bool{
	"Ljava/lang/StringBuilder;": true, "Ljava/lang/StringBuffer;": true, "Ljava/lang/String;": true, "Landroid/util/Log;": true,
	"Ljava/util/Objects;": true, "Lkotlin/jvm/internal/Intrinsics;": true, "Ljava/io/PrintStream;": true,
}

// calledBack reports whether the platform may call methods of instances of the
// type: it is one of the types of callbacks, or extends one.
func (r *reach) calledBack(t typeID) bool {
	if known := r.types[t].callable; known != unknown {
		return known == yes
	}
	r.types[t].callable = no
	if _, ok := callbacks[r.types[t].name]; ok || r.types[t].name == "Lkotlin/Lazy;" {
		r.types[t].callable = yes
		return true
	}
	if !r.defined(t) {
		return false
	}
	for _, a := range r.ancestors(t) {
		if _, ok := callbacks[r.types[a].name]; ok && a != t {
			r.types[t].callable = yes
			return true
		}
	}
	return false
}

type answer uint8

const (
	unknown answer = iota
	no
	yes
)

// slotAt returns the slot for a field of the file; 0 where the field can hold
// nothing that is called back.
func (r *reach) slotAt(file, field int) slotID {
	cached := r.slotOf[file]
	if cached == nil {
		cached = make([]slotID, r.files[file].NumFields())
		r.slotOf[file] = cached
	}
	if field >= len(cached) {
		return 0
	}
	if cached[field] == 0 {
		cached[field] = r.findSlot(file, field)
	}
	return cached[field] &^ noSlot
}

// noSlot marks fields of which it is known that they have no slot.
const noSlot slotID = 1 << 31

func (r *reach) findSlot(file, field int) slotID {
	id, ok := r.files[file].Field(field)
	if !ok || !r.calledBack(r.typeAt(file, id.Type)) {
		return noSlot
	}
	key := fieldKey{r.typeAt(file, id.Class), r.nameAt(file, id.Name)}
	s, ok := r.slotByKey[key]
	if !ok {
		s = slotID(len(r.slots))
		r.slots = append(r.slots, slot{declared: r.typeAt(file, id.Type)})
		r.slotByKey[key] = s
	}
	return s
}
