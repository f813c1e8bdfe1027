package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// reach finds the methods that run, phase by phase.
type reach struct {
	*program
	phase     Phase
	nodes     map[methodID]*node
	order     []methodID // reached methods, in the order of their discovery
	todo      []methodID
	roots     [User + 1][]methodID
	entered   map[methodID]typeID   // the class by which a root is entered first
	later     [User + 1][]methodID  // callbacks that a later phase enters
	screens   map[typeID][]methodID // what starting a component runs
	ranked    []methodID            // those with a shortest path, nearest first
	slots     []slot
	slotOf    [][]slotID // by file and field
	slotByKey map[fieldKey]slotID
	budget    int  // bytes of code that may still be read
	cut       bool // code was not read for want of it
}

// node is a reached method and where it leads.
type node struct {
	edges  []edge
	parent methodID // on the shortest path; 0 for an entry
	pc     int32    // in the parent
	step            // from the parent
	depth  int32    // steps from the entry
	phase  Phase    // 0 until the shortest path is known
}

// edge is an instruction that leads on.
type edge struct {
	pc   int32
	kind edgeKind
	to   uint32
}

type edgeKind int32

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

// entrance is what follows when an instance is handed over.
type entrance struct {
	now   []methodID // in the same phase
	later []deferred
}

type deferred struct {
	method methodID
	phase  Phase
}

func newReach(p *program, entries Entries) *reach {
	r := &reach{program: p, nodes: map[methodID]*node{}, entered: map[methodID]typeID{}, screens: map[typeID][]methodID{},
		slots: make([]slot, 1), slotOf: make([][]slotID, len(p.files)), slotByKey: map[fieldKey]slotID{}}
	for _, f := range p.files {
		r.budget += codeBudget * f.Size()
	}
	r.enter(entries)
	return r
}

// run goes through the phases. Each one begins with its entries and with the
// callbacks that earlier ones have left behind, and keeps what they created.
func (r *reach) run() {
	for r.phase = Startup; r.phase <= User; r.phase++ {
		for _, m := range r.roots[r.phase] {
			r.instance(r.methods[m].class)
			r.visit(m)
		}
		for _, m := range r.later[r.phase] {
			r.visit(m)
		}
		for len(r.todo) > 0 {
			m := r.todo[0]
			r.todo = r.todo[1:]
			r.follow(m)
		}
		r.shortest()
	}
}

func (r *reach) visit(m methodID) {
	if m == 0 || r.nodes[m] != nil {
		return
	}
	r.nodes[m] = &node{}
	r.order = append(r.order, m)
	r.todo = append(r.todo, m)
}

// follow reads the code of a method, and goes where it leads.
func (r *reach) follow(m methodID) {
	n := r.nodes[m]
	n.edges = r.read(m)
	for _, e := range n.edges {
		switch e.kind {
		case toMethod:
			r.visit(methodID(e.to))
		case toCall:
			r.call(refID(e.to))
		case toInstance:
			r.instance(typeID(e.to))
			for _, next := range r.initialisers(typeID(e.to)) {
				r.visit(next)
			}
		case toHandover:
			r.enterObject(typeID(e.to))
		case toLater:
			r.enterLater(typeID(e.to))
		case toSlot:
			r.slots[e.to].active = true
			for _, t := range r.slots[e.to].types {
				r.enterObject(t)
			}
		case toLiteral:
			r.adopt(typeID(e.to))
		case toComponent:
			r.instance(typeID(e.to))
			for _, next := range r.screens[typeID(e.to)] {
				r.visit(next)
			}
		}
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
	if t == r.object || r.isCallback(t, s) {
		return
	}
	r.types[t].calls = append(r.types[t].calls, id)
	for _, sub := range r.types[t].subs {
		r.target(id, r.lookup(sub, s))
	}
}

// isCallback reports whether the call is one that [callbacks] accounts for.
func (r *reach) isCallback(t typeID, s selectorID) bool {
	c, ok := callbacks[r.types[t].name]
	return ok && slices.Contains(c.methods, r.names.list[r.selectors.list[s].name])
}

func (r *reach) target(id refID, m methodID) {
	if m == 0 || slices.Contains(r.refs[id].targets, m) {
		return
	}
	r.refs[id].targets = append(r.refs[id].targets, m)
	r.visit(m)
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
			r.target(id, r.lookup(t, r.refs[id].selector))
		}
	}
}

// enterObject runs what the platform calls on an instance that it was given.
func (r *reach) enterObject(t typeID) {
	e := r.entrance(t)
	for _, m := range e.now {
		r.visit(m)
	}
	for _, d := range e.later {
		r.leave(d)
	}
}

// enterLater leaves to the user what would follow at once.
func (r *reach) enterLater(t typeID) {
	e := r.entrance(t)
	for _, m := range e.now {
		r.leave(deferred{m, User})
	}
	for _, d := range e.later {
		r.leave(d)
	}
}

// store notes that reached code stores an instance in a field.
func (r *reach) store(s slotID, t typeID) {
	if slices.Contains(r.slots[s].types, t) {
		return
	}
	r.slots[s].types = append(r.slots[s].types, t)
	if r.slots[s].active {
		r.enterObject(t)
	}
}

// leave leaves a callback to its phase.
func (r *reach) leave(d deferred) {
	if d.phase <= r.phase {
		r.visit(d.method)
		return
	}
	r.later[d.phase] = append(r.later[d.phase], d.method)
}

// entrance returns the callbacks of all supertypes of a class.
func (r *reach) entrance(t typeID) *entrance {
	if r.types[t].entered == nil {
		e := &entrance{}
		r.addCallbacks(e, t, callbacks)
		r.types[t].entered = e
	}
	return r.types[t].entered
}

// adopt notes that a library is given the class, and makes instances of it.
func (r *reach) adopt(t typeID) {
	r.instance(t)
	a := r.adoption(t)
	for _, m := range a.now {
		r.visit(m)
	}
	for _, d := range a.later {
		r.leave(d)
	}
}

// adoption returns what follows when a library is given the class.
func (r *reach) adoption(t typeID) *entrance {
	if r.types[t].adopted == nil {
		e := &entrance{}
		r.addCallbacks(e, t, byLiteral)
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

func (r *reach) addCallbacks(e *entrance, t typeID, table map[string]callback) {
	if !r.defined(t) {
		return
	}
	for _, a := range r.ancestors(t) {
		c, ok := table[r.types[a].name]
		if !ok || a == t {
			continue
		}
		for _, m := range r.named(t, c.methods, dex.AccStatic) {
			if c.when > Startup {
				e.later = append(e.later, deferred{m, c.when})
			} else if !slices.Contains(e.now, m) {
				e.now = append(e.now, m)
			}
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
