package callgraph

import "math/bits"

// way is how a method is come to.
type way struct {
	to, parent methodID
	pc         int32 // in the parent
	step
}

// step is what is known of one edge.
type step struct {
	spread int32 // how many targets it may have
	made   bool  // the parent makes the object on which the method is called
}

// shortest gives every method that the phase has reached its best path: from an
// entry of the phase, or else from a method of an earlier one. A path is the
// better the fewer steps it has, and a call that may go to many targets counts
// for more than one step.
func (r *reach) shortest() {
	var q queue
	settled := len(r.ranked)
	for _, m := range r.roots[r.phase] {
		q.add(way{to: m}, 0)
	}
	r.settle(&q)
	for _, m := range r.ranked[:settled] {
		r.expand(m, func(w way) { q.add(w, w.cost()) })
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
		n := r.nodes[w.to]
		if n == nil || n.phase != Unreached {
			continue
		}
		n.phase, n.parent, n.pc, n.step = r.phase, w.parent, w.pc, w.step
		if w.parent != 0 {
			n.depth = r.nodes[w.parent].depth + 1
		}
		r.ranked = append(r.ranked, w.to)
		r.expand(w.to, func(w way) {
			if to := r.nodes[w.to]; to != nil && to.phase == Unreached {
				q.add(w, w.cost())
			}
		})
	}
}

// expand calls next for every method that follows m.
func (r *reach) expand(m methodID, next func(way)) {
	for _, e := range r.nodes[m].edges {
		switch e.kind {
		case toMethod:
			next(way{methodID(e.to), m, e.pc, step{spread: 1}})
		case toCall:
			targets := r.refs[e.to].targets
			for _, target := range targets {
				next(way{target, m, e.pc, step{spread: int32(len(targets))}})
			}
		case toInstance:
			for _, target := range r.initialisers(typeID(e.to)) {
				next(way{target, m, e.pc, step{spread: 1}})
			}
		case toHandover:
			r.expandEntrance(r.entrance(typeID(e.to)), m, e.pc, next)
		case toLater:
			r.expandLater(r.entrance(typeID(e.to)), m, e.pc, next)
		case toSlot:
			for _, t := range r.slots[e.to].types {
				r.expandEntrance(r.entrance(t), m, e.pc, next)
			}
		case toLiteral:
			r.expandEntrance(r.adoption(typeID(e.to)), m, e.pc, next)
		case toComponent:
			for _, target := range r.screens[typeID(e.to)] {
				next(way{target, m, e.pc, step{spread: 1}})
			}
		}
	}
}

func (r *reach) expandEntrance(e *entrance, m methodID, pc int32, next func(way)) {
	for _, target := range e.now {
		next(way{target, m, pc, step{1, true}})
	}
	for _, d := range e.later {
		if d.phase <= r.phase {
			next(way{d.method, m, pc, step{1, true}})
		}
	}
}

func (r *reach) expandLater(e *entrance, m methodID, pc int32, next func(way)) {
	if r.phase == User {
		r.expandEntrance(e, m, pc, next)
		return
	}
	r.expandEntrance(&entrance{later: e.later}, m, pc, next)
}

// cost is 1 for a step that is certain, and 3 more for each doubling of the
// targets that it may have.
func (s step) cost() int {
	return 1 + 3*bits.Len32(uint32(min(s.spread, maxSpread)-1))
}

const (
	maxSpread = 1 << 20
	maxCost   = 1 + 3*20
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
