package callgraph

import "math/bits"

// way is how a method is come to.
type way struct {
	to, parent nodeID
	pc         int32 // in the parent
	step
}

// step is what is known of one edge.
type step struct {
	spread int32  // how many methods it may lead to
	weight uint8  // how much has to be so for it to be taken
	sent   bool   // it goes by an intent to a service or a receiver
	made   bool   // the parent makes the object on which the method is called
	tapped bool   // it waits for the user
	by     refID  // the method that is given that object, where one is known
	within bool   // that is given something which was given the object
	loose  bool   // that object is given to what may do anything with it
	caught bool   // it is taken only after an exception
	gated  bool   // it depends on what looks like a question of consent
	quiet  bool   // it leads to a method that paths avoid
	off    flagID // a flag that nothing reached so far has changed, and without which it is not taken
	via    refID  // the method of that kind which is given the object; 0 for none
	inside *Gate  // what the method asks before that is given the object
}

// shortest gives every method that the phase has reached its best path: from an
// entry of the phase, or else from a method of an earlier one. A path is the
// better the fewer steps it has; one that is not certain counts for several.
func (r *reach) shortest() {
	var q queue
	settled := len(r.ranked)
	for _, id := range r.roots[r.phase] {
		q.add(way{to: id}, 0)
	}
	r.settle(&q)
	for _, id := range r.ranked[:settled] {
		r.expand(id, func(w way) { q.add(w, w.cost()) })
	}
	r.settle(&q)
}

// settle takes the best way to each method, and goes on from there.
func (r *reach) settle(q *queue) {
	for {
		w, ok := q.next()
		if !ok {
			return
		}
		n := &r.nodes[w.to]
		if n.phase != Unreached {
			continue
		}
		n.phase, n.parent, n.pc, n.step = r.phase, w.parent, w.pc, w.step
		if w.parent != 0 {
			n.depth, n.cost = r.nodes[w.parent].depth+1, r.nodes[w.parent].cost+int32(w.step.cost())
		}
		r.ranked = append(r.ranked, w.to)
		r.expand(w.to, func(w way) { q.add(w, w.cost()) })
	}
}

// expand calls next for every method that follows a node and has no path yet.
func (r *reach) expand(id nodeID, next func(way)) {
	at := r.nodes[id]
	b := r.bodies[at.method]
	if !b.weighed && r.phase == Startup {
		r.weigh(at.method, b)
	}
	var e *edge // one function for all edges, as there are many
	to := func(m methodID, this typeID, how step) {
		n := r.reached(m, this)
		if n == 0 || r.nodes[n].phase != Unreached {
			return
		}
		how.weight, how.loose = e.weight, how.made && e.as == 0
		how.caught, how.via, how.inside, how.quiet = e.caught, e.via, e.inside, r.quiet[m]
		if e.flag != 0 && !r.flags[e.flag].changed {
			how.off = e.flag
		}
		// Later phases may depend on anything the user did.
		how.gated = r.phase == Startup && (r.gates.at(at.method, e.pc) != nil || r.gates.callback(at.method, m, how) != nil)
		next(way{n, id, e.pc, how})
	}
	for i := range b.edges {
		e = &b.edges[i]
		r.lead(e, at.this, to)
	}
}

// lead calls to for every method that an edge leads to in the current phase, from
// a method that runs on an object of the class this.
func (r *reach) lead(e *edge, this typeID, to func(m methodID, this typeID, how step)) {
	on := e.on
	if e.this {
		on = this
	}
	switch e.kind {
	case toMethod:
		to(methodID(e.to), on, step{spread: 1})
	case toCall:
		if on != 0 {
			to(r.lookup(on, r.refs[e.to].selector), on, step{spread: 1})
			return
		}
		for _, k := range r.refs[e.to].targets {
			to(k.method, k.this, step{spread: r.refs[e.to].spread})
		}
	case toInstance:
		for _, m := range r.initialisers(typeID(e.to)) {
			to(m, 0, step{spread: 1})
		}
	case toHandover:
		t := e.object(this)
		r.leadIn(r.entrance(t, e.as), t, step{spread: 1, made: true, by: e.by, within: e.within}, to)
	case toLater:
		t := e.object(this)
		how := step{spread: 1, made: true, tapped: true, by: e.by, within: e.within}
		if entrance := r.entrance(t, e.as); r.phase >= User {
			r.leadIn(entrance, t, how, to)
		} else {
			r.leadLater(entrance, how, to)
		}
	case toSlot:
		for _, t := range r.slots[e.to].types {
			how := step{spread: 1, made: true, tapped: e.later, by: e.by, within: e.within}
			if entrance := r.entrance(t, e.as); !e.later || r.phase >= User {
				r.leadIn(entrance, t, how, to)
			} else {
				r.leadLater(entrance, how, to)
			}
		}
	case toLiteral:
		r.leadIn(r.adoption(typeID(e.to)), typeID(e.to), step{spread: 1, made: true}, to)
	case toComponent:
		for _, m := range r.screens[typeID(e.to)] {
			to(m, typeID(e.to), step{spread: 1, sent: !r.activities[typeID(e.to)]})
		}
	}
}

// leadIn leads to the callbacks of an object that is handed over.
func (r *reach) leadIn(entrance *entrance, t typeID, how step, to func(methodID, typeID, step)) {
	for _, m := range entrance.now {
		to(m, t, how)
	}
	r.leadLater(entrance, how, to)
}

func (r *reach) leadLater(entrance *entrance, how step, to func(methodID, typeID, step)) {
	for _, d := range entrance.later {
		if d.phase <= r.phase {
			one := how
			one.tapped = how.tapped || d.phase == User
			to(d.method, d.this, one)
		}
	}
}

// cost is 1 for a step that is certain, 1 more for an object that may be called
// back as anything, 3 more for each doubling of the methods that it may lead to,
// and as much as for many more steps where something else has to be so for it to
// be taken.
func (s step) cost() int {
	cost := 1 + int(s.weight) + 3*bits.Len32(uint32(min(s.spread, maxSpread)-1))
	if s.loose {
		cost++
	}
	for _, doubt := range []bool{s.caught, s.gated, s.quiet, s.sent, s.off != 0} {
		if doubt {
			cost += doubtCost
		}
	}
	return cost
}

const (
	maxSpread = 1 << 20
	doubtCost = 40
	maxCost   = 2 + maxDecisions + 3*20 + 5*doubtCost
)

// queue hands out ways, the cheapest first and those of equal cost in the order
// in which they came. As no step costs more than maxCost, a ring of buckets does.
type queue struct {
	buckets [maxCost + 1][]way
	at      int // what the cheapest way costs
	used    int // ways of that bucket that were handed out
	size    int
}

// add puts a way behind the one that was handed out last, at a cost beyond it.
func (q *queue) add(w way, cost int) {
	b := &q.buckets[(q.at+cost)%len(q.buckets)]
	*b = append(*b, w)
	q.size++
}

func (q *queue) next() (w way, ok bool) {
	if q.size == 0 {
		return way{}, false
	}
	for q.used == len(q.buckets[q.at%len(q.buckets)]) {
		b := &q.buckets[q.at%len(q.buckets)]
		*b = (*b)[:0]
		q.at, q.used = q.at+1, 0
	}
	w = q.buckets[q.at%len(q.buckets)][q.used]
	q.used++
	q.size--
	return w, true
}
