package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// reach finds the methods that run, phase by phase.
type reach struct {
	*program
	phase      Phase
	nodes      []node
	nodeOf     map[nodeKey]nodeID
	bodies     map[methodID]*body
	todo       []nodeID
	roots      [User + 1][]nodeID
	entered    map[nodeID]typeID     // the class by which a root is entered first
	later      [User + 1][]deferred  // callbacks that a later phase enters
	screens    map[typeID][]methodID // what starting a component runs
	activities map[typeID]bool       // of these
	intents    map[string][]typeID   // the components that a string in an intent can name
	slots      []slot
	slotOf     [][]slotID // by file and field
	slotByKey  map[fieldKey]slotID
	fates      map[fateKey]fate // of what methods of the app's own are given
	above      map[typeID]bool  // see aboveCallbacks
	entrances  map[handed]*entrance
	flags      []flag
	flagOf     [][]flagID // by file and field
	flagByKey  map[fieldKey]flagID
	getters    map[methodID]flagID
	ranked     []nodeID // those with a best path, in the order in which it was found
	gates      *gating
	refusals   map[typeID]bool   // classes of which an object is given to a method that takes what follows a refusal
	quiet      map[methodID]bool // which paths avoid
	budget     int               // bytes of code that may still be read
	cut        bool              // code was not read for want of it
}

// nodeID numbers the nodes from 1.
type nodeID uint32

// nodeKey is a method, and the exact class of the object it runs on where that
// is known: a method that is inherited leads elsewhere in each class.
type nodeKey struct {
	method methodID
	this   typeID
}

// node is a reached method and the best way to it.
type node struct {
	nodeKey
	parent nodeID // on the best path; 0 for an entry
	pc     int32  // in the parent
	step          // from the parent
	depth  int32  // steps from the entry
	cost   int32  // of the path
	phase  Phase  // 0 until the best path is known
	queued bool   // it is followed, or will be
}

// body is what a method does, whatever object it runs on.
type body struct {
	edges    []edge
	stores   []stored
	sets     []change
	switches []switched
	sleeps   []int32 // calls that wait
	nodes    []nodeID
	contexts int  // nodes with an exact class
	usesThis bool // it calls methods on the object it runs on
	weighed  bool // the weights of the edges are known
}

// edge is an instruction that leads on.
type edge struct {
	pc     int32
	kind   edgeKind
	this   bool   // on the object that the method runs on
	caught bool   // only after an exception
	weight uint8  // how much has to be so for it to be taken; see weigh
	flag   flagID // only once this is changed
	to     uint32 // a method, ref, type or slot, by the kind
	as     typeID // what an object is handed over as; 0 for anything
	on     typeID // the exact class of another object, where it is known
	via    refID  // a method whose name speaks of agreement, and which is given the object
	by     refID  // the method that is given the object
	within bool   // that is given something which was given the object
	inside *Gate  // what the method asks before that is given the object
	later  bool   // toSlot: to what calls it back only later
}

// object returns the class of what is handed over.
func (e *edge) object(this typeID) typeID {
	if e.this && this != 0 {
		return this
	}
	return typeID(e.to)
}

type edgeKind uint8

const (
	toMethod    edgeKind = iota // runs this method
	toCall                      // runs what the ref stands for on the created types
	toInstance                  // makes an instance of the type
	toHandover                  // hands an instance to what calls it back
	toLater                     // the same, to what does so only later
	toSlot                      // hands over what a field holds
	toComponent                 // starts the component
	toLiteral                   // hands the class itself to a library
)

// stored is an object of which a field holds the only trace.
type stored struct {
	slot  slotID
	class typeID
}

// entrance is what follows when an instance is handed over.
type entrance struct {
	now   []methodID // in the same phase
	later []deferred
}

type deferred struct {
	nodeKey
	phase Phase
}

// maxContexts is how many exact classes a method is looked at for; what it does
// for further ones is told from all classes that there are.
const maxContexts = 24

func newReach(p *program, entries Entries) *reach {
	r := &reach{
		program: p, nodes: make([]node, 1), nodeOf: map[nodeKey]nodeID{}, bodies: map[methodID]*body{},
		entered: map[nodeID]typeID{}, screens: map[typeID][]methodID{}, activities: map[typeID]bool{}, intents: map[string][]typeID{},
		slots: make([]slot, 1), slotOf: make([][]slotID, len(p.files)), slotByKey: map[fieldKey]slotID{}, fates: map[fateKey]fate{}, entrances: map[handed]*entrance{},
		flags: make([]flag, 1), flagOf: make([][]flagID, len(p.files)), flagByKey: map[fieldKey]flagID{}, getters: map[methodID]flagID{},
		gates: newGating(p), refusals: map[typeID]bool{}, quiet: map[methodID]bool{},
	}
	for _, f := range p.files {
		r.budget += codeBudget * f.Size()
	}
	r.enter(entries)
	return r
}

// avoid notes methods by which paths go only if there is no other way.
func (r *reach) avoid(list []API) {
	for _, a := range list {
		t := r.typeByName["L"+a.Class+";"]
		if !r.defined(t) {
			continue
		}
		for _, m := range r.named(t, []string{a.Name}, 0) {
			r.quiet[m] = true
		}
	}
}

// run goes through the phases. Each one begins with its entries and with the
// callbacks that earlier ones have left behind, and keeps what they created.
func (r *reach) run() {
	for r.phase = Startup; r.phase <= User; r.phase++ {
		for _, id := range r.roots[r.phase] {
			r.instance(r.entered[id])
			r.queue(id)
		}
		for _, d := range r.later[r.phase] {
			r.visit(d.method, d.this)
		}
		for len(r.todo) > 0 {
			id := r.todo[0]
			r.todo = r.todo[1:]
			r.follow(r.nodes[id].nodeKey)
		}
		r.shortest()
	}
}

// visit has the method followed, on an object of the class if that is known.
func (r *reach) visit(m methodID, this typeID) {
	if m == 0 {
		return
	}
	r.queue(r.node(m, this))
}

func (r *reach) queue(id nodeID) {
	if n := &r.nodes[id]; !n.queued {
		n.queued = true
		r.todo = append(r.todo, id)
	}
}

// node returns the node for a method, a new one if need be.
func (r *reach) node(m methodID, this typeID) nodeID {
	b := r.body(m)
	key := nodeKey{m, this}
	if !b.usesThis {
		key.this = 0
	}
	if id, ok := r.nodeOf[key]; ok {
		return id
	}
	if key.this != 0 && b.contexts == maxContexts {
		return r.node(m, 0)
	}
	id := nodeID(len(r.nodes))
	r.nodes = append(r.nodes, node{nodeKey: key})
	r.nodeOf[key] = id
	b.nodes = append(b.nodes, id)
	if key.this != 0 {
		b.contexts++
	}
	return id
}

// reached returns the node that a method has; 0 where nothing leads to it.
func (r *reach) reached(m methodID, this typeID) nodeID {
	if id, ok := r.nodeOf[nodeKey{m, this}]; ok {
		return id
	}
	return r.nodeOf[nodeKey{m, 0}]
}

func (r *reach) body(m methodID) *body {
	b, ok := r.bodies[m]
	if !ok {
		b = r.read(m)
		r.bodies[m] = b
	}
	return b
}

// follow goes where a method leads.
func (r *reach) follow(at nodeKey) {
	b := r.bodies[at.method]
	for _, e := range b.edges {
		on := e.on
		if e.this {
			on = at.this
		}
		switch e.kind {
		case toMethod:
			r.visit(methodID(e.to), on)
		case toCall:
			if on != 0 {
				r.visit(r.lookup(on, r.refs[e.to].selector), on)
			} else {
				r.call(refID(e.to))
			}
		case toInstance:
			r.instance(typeID(e.to))
			for _, next := range r.initialisers(typeID(e.to)) {
				r.visit(next, 0)
			}
		case toHandover:
			r.enterObject(e.object(at.this), e.as)
		case toLater:
			r.enterLater(e.object(at.this), e.as)
		case toSlot:
			if e.later {
				r.slots[e.to].awaited = true
				for _, t := range r.slots[e.to].types {
					r.enterLater(t, e.as)
				}
				continue
			}
			r.slots[e.to].active = true
			for _, t := range r.slots[e.to].types {
				r.enterObject(t, e.as)
			}
		case toLiteral:
			r.adopt(typeID(e.to))
		case toComponent:
			r.instance(typeID(e.to))
			for _, next := range r.screens[typeID(e.to)] {
				r.visit(next, typeID(e.to))
			}
		}
	}
	for _, s := range b.stores {
		r.store(s)
	}
	for _, c := range b.sets {
		r.flags[c.flag].changed = true
	}
}

// call makes a virtual call live: it runs what the created types make of it,
// and those that will be created.
func (r *reach) call(id refID) {
	if r.refs[id].active {
		return
	}
	r.refs[id].active = true
	t, s := r.refs[id].class, r.refs[id].selector
	if t == r.object || r.isCallback(t, s) || r.isPlatformView(t) {
		return
	}
	r.types[t].calls = append(r.types[t].calls, id)
	for _, sub := range r.types[t].subs {
		r.target(id, nodeKey{r.lookup(sub, s), sub})
	}
}

// isPlatformView reports whether a call names a view of the platform: it could be
// any of those that the app and its SDKs have made, and hardly any overrides what is
// called, but for what the platform calls back.
func (r *reach) isPlatformView(t typeID) bool {
	return !r.defined(t) && slices.Contains(r.ancestors(t), r.view)
}

// isCallback reports whether the call is one that [callbacks] accounts for.
func (r *reach) isCallback(t typeID, s selectorID) bool {
	name := r.names.list[r.selectors.list[s].name]
	return slices.ContainsFunc(callbacks[r.types[t].name], func(c callback) bool { return slices.Contains(c.methods, name) })
}

func (r *reach) target(id refID, to nodeKey) {
	if to.method == 0 {
		return
	}
	ref := &r.refs[id]
	if !slices.ContainsFunc(ref.targets, func(k nodeKey) bool { return k.method == to.method }) {
		ref.spread++
	}
	ref.targets = append(ref.targets, to)
	r.visit(to.method, to.this)
}

// instance notes that the type is created.
func (r *reach) instance(t typeID) {
	if r.types[t].created || !r.defined(t) {
		return
	}
	r.types[t].created = true
	for _, a := range r.ancestors(t) {
		if a == r.object {
			continue
		}
		r.types[a].subs = append(r.types[a].subs, t)
		for _, id := range r.types[a].calls {
			r.target(id, nodeKey{r.lookup(t, r.refs[id].selector), t})
		}
	}
}

// enterObject runs what the platform calls on an instance that it was given as
// one of a type.
func (r *reach) enterObject(t, as typeID) {
	e := r.entrance(t, as)
	for _, m := range e.now {
		r.visit(m, t)
	}
	for _, d := range e.later {
		r.leave(d)
	}
}

// enterLater leaves to the user what would follow at once.
func (r *reach) enterLater(t, as typeID) {
	e := r.entrance(t, as)
	for _, m := range e.now {
		r.leave(deferred{nodeKey{m, t}, User})
	}
	for _, d := range e.later {
		r.leave(d)
	}
}

// store notes that reached code stores an instance in a field.
func (r *reach) store(o stored) {
	s := &r.slots[o.slot]
	if slices.Contains(s.types, o.class) {
		return
	}
	s.types = append(s.types, o.class)
	if s.active {
		r.enterObject(o.class, s.declared)
	} else if s.awaited {
		r.enterLater(o.class, s.declared)
	}
}

// leave leaves a callback to its phase.
func (r *reach) leave(d deferred) {
	if d.phase <= r.phase {
		r.visit(d.method, d.this)
		return
	}
	r.later[d.phase] = append(r.later[d.phase], d)
}

// entrance returns the callbacks of a class that has been handed over as one of a
// type: those of its supertypes that can be called on such an object.
func (r *reach) entrance(t, as typeID) *entrance {
	if as == t || r.isUnknown(as) {
		as = 0
	}
	e, ok := r.entrances[handed{t, as}]
	if !ok {
		e = &entrance{}
		r.addCallbacks(e, t, as, callbacks)
		r.entrances[handed{t, as}] = e
	}
	return e
}

// isUnknown reports whether nothing tells what a type of the platform has to do
// with callbacks.
func (r *reach) isUnknown(t typeID) bool {
	name := r.types[t].name
	return !r.defined(t) && callbacks[name] == nil && platformParents()[name] == nil && !r.aboveCallbacks()[t]
}

// handed is a class and what an object of it is handed over as; 0 for anything.
type handed struct{ class, as typeID }

// adopt notes that a library is given the class, and makes instances of it.
func (r *reach) adopt(t typeID) {
	r.instance(t)
	a := r.adoption(t)
	for _, m := range a.now {
		r.visit(m, t)
	}
	for _, d := range a.later {
		r.leave(d)
	}
}

// adoption returns what follows when a library is given the class.
func (r *reach) adoption(t typeID) *entrance {
	if r.types[t].adopted == nil {
		e := &entrance{}
		r.addCallbacks(e, t, 0, byLiteral)
		r.types[t].adopted = e
	}
	return r.types[t].adopted
}

// initialisers returns the <clinit> of the type and of its superclasses.
func (r *reach) initialisers(t typeID) (list []methodID) {
	for _, c := range r.supers(t) {
		if m := r.own(c, r.clinit); m != 0 {
			list = append(list, m)
		}
	}
	return list
}

func (r *reach) addCallbacks(e *entrance, t, as typeID, table map[string][]callback) {
	if !r.defined(t) {
		return
	}
	for _, a := range r.ancestors(t) {
		if a == t || as != 0 && !slices.Contains(r.ancestors(as), a) && !slices.Contains(r.ancestors(a), as) {
			continue
		}
		for _, c := range table[r.types[a].name] {
			e.add(r.named(t, c.methods, dex.AccStatic), t, c.when)
		}
	}
}

func (e *entrance) add(methods []methodID, this typeID, when Phase) {
	for _, m := range methods {
		d := deferred{nodeKey{m, this}, when}
		switch {
		case when > Startup && !slices.Contains(e.later, d):
			e.later = append(e.later, d)
		case when == Startup && !slices.Contains(e.now, m):
			e.now = append(e.now, m)
		}
	}
}

// named returns the methods with one of the names that run on an instance of
// the type, the nearest of each signature; not those with one of the flags.
func (r *reach) named(t typeID, names []string, without uint32) (list []methodID) {
	seen := map[selectorID]bool{}
	for _, c := range r.supers(t) {
		for _, e := range r.load(c).methods {
			m := r.methods[e.method]
			if m.access&(dex.AccAbstract|without) != 0 || seen[e.selector] {
				continue
			}
			if slices.Contains(names, r.names.list[r.selectors.list[e.selector].name]) {
				seen[e.selector] = true
				list = append(list, e.method)
			}
		}
	}
	return list
}
