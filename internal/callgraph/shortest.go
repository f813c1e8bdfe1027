package callgraph

// shortest gives every method that the phase has reached its shortest path:
// from an entry of the phase, or else from a method of an earlier one.
func (r *reach) shortest() {
	var queue []methodID
	begin := func(m, parent methodID, pc int32, made bool) {
		if n := r.nodes[m]; n != nil && n.phase == Unreached {
			n.phase, n.parent, n.pc, n.made = r.phase, parent, pc, made
			if parent != 0 {
				n.depth = r.nodes[parent].depth + 1
			}
			queue = append(queue, m)
		}
	}
	for _, m := range r.roots[r.phase] {
		begin(m, 0, 0, false)
	}
	expanded := 0
	for ; expanded < len(queue); expanded++ {
		r.expand(queue[expanded], begin)
	}
	for _, m := range r.ranked {
		r.expand(m, begin)
	}
	for ; expanded < len(queue); expanded++ {
		r.expand(queue[expanded], begin)
	}
	r.ranked = append(r.ranked, queue...)
}

// link takes a method that follows its parent, and where and how it does.
type link func(m, parent methodID, pc int32, made bool)

// expand calls next for every method that follows m.
func (r *reach) expand(m methodID, next link) {
	for _, e := range r.nodes[m].edges {
		switch e.kind {
		case toMethod:
			next(methodID(e.to), m, e.pc, false)
		case toCall:
			for _, target := range r.refs[e.to].targets {
				next(target, m, e.pc, false)
			}
		case toInstance:
			r.expandEntrance(r.entrance(typeID(e.to)), m, e.pc, next)
		case toLiteral:
			r.expandEntrance(r.adoption(typeID(e.to)), m, e.pc, next)
		case toComponent:
			for _, target := range r.screens[typeID(e.to)] {
				next(target, m, e.pc, false)
			}
		}
	}
}

func (r *reach) expandEntrance(e *entrance, m methodID, pc int32, next link) {
	for _, target := range e.now {
		next(target, m, pc, true)
	}
	for _, d := range e.later {
		if d.phase <= r.phase {
			next(d.method, m, pc, true)
		}
	}
}
