package callgraph

import (
	"maps"
	"slices"
)

// caller is a call of a method that hands a parameter on.
type caller struct {
	frame
	step
	callee methodID
	next   int32 // where the callee hands it on
}

// The limits of binding parameters to what callers hand over.
const (
	maxCallers = 500 // of a method
	maxBinding = 3   // methods that hand a parameter on to each other
)

// findCallers lists the calls of the methods that hand parameters on, and of
// those that only hand theirs on to them.
func (r *reporting) findCallers(spots []spot) {
	asked := map[methodID]map[int64]bool{} // the registers of a method that matter
	for _, s := range spots {
		if s.unbound && !r.apis[s.api].OutcomeOnly {
			ask(asked, s.method, s.args)
		}
	}
	for range maxBinding {
		if len(asked) == 0 {
			return
		}
		r.noteCallers(asked)
		further := map[methodID]map[int64]bool{}
		for _, m := range slices.Sorted(maps.Keys(asked)) {
			for _, c := range r.callers[m] {
				given := r.given(c.frame)
				for register := range asked[m] {
					if register < int64(len(given)) && r.callers[c.method] == nil {
						ask(further, c.method, given[register:register+1])
					}
				}
			}
		}
		asked = further
	}
}

// ask notes the parameters of a method that stand among the values.
func ask(asked map[methodID]map[int64]bool, m methodID, values []*value) {
	for _, v := range values {
		switch {
		case !isParameter(v):
		case v.kind != aParameter:
			ask(asked, m, v.list)
		default:
			if asked[m] == nil {
				asked[m] = map[int64]bool{}
			}
			asked[m][v.number] = true
		}
	}
}

func (r *reporting) noteCallers(wanted map[methodID]map[int64]bool) {
	note := func(callee methodID, by caller) {
		if wanted[callee] != nil && by.method != callee && len(r.callers[callee]) < maxCallers {
			by.callee = callee
			r.callers[callee] = append(r.callers[callee], by)
		}
	}
	for _, id := range r.ranked {
		at := r.nodes[id]
		for _, e := range r.bodies[at.method].edges {
			by := caller{frame: frame{at.method, e.pc, id}, step: step{spread: 1, caught: e.caught}}
			on := e.on
			if e.this {
				on = at.this
			}
			switch {
			case e.kind == toMethod:
				note(methodID(e.to), by)
			case e.kind == toCall && on != 0:
				note(r.lookup(on, r.refs[e.to].selector), by)
			case e.kind == toCall:
				by.spread = r.refs[e.to].spread
				for _, target := range r.refs[e.to].targets {
					note(target.method, by)
				}
			}
		}
	}
}

// given returns what a call hands over, register by register.
func (r *reporting) given(at frame) []*value {
	at.node = 0
	known, ok := r.handed[at]
	if !ok {
		known = r.trace(at.method, []int32{at.pc})[at.pc]
		r.handed[at] = known
	}
	return known
}

// bound is a combination of arguments, and the best way to it: from the caller
// that knows them by the calls that hand them on.
type bound struct {
	args []*value
	way  []caller
}

// useByCaller reports a site whose arguments come from the callers.
func (r *reporting) useByCaller(s spot) {
	var all []bound
	r.bindings(s, bound{args: s.args}, s.method, s.pc, &all)
	for _, b := range all {
		r.addPath(s, b.way[0].frame, b.way, b.args)
	}
}

// bindings collects what the callers of a method make of the arguments: each
// combination once.
func (r *reporting) bindings(s spot, b bound, m methodID, next int32, all *[]bound) {
	for _, by := range r.callers[m] {
		by.next = next
		one := bound{bind(b.args, r.given(by.frame)), slices.Insert(slices.Clone(b.way), 0, by)}
		if slices.ContainsFunc(one.args, isParameter) && len(one.way) < maxBinding && len(r.callers[by.method]) > 0 {
			r.bindings(s, one, by.method, by.pc, all)
			continue
		}
		one.args = bind(one.args, nil) // what the way in hands over is not known
		r.addBinding(one, all)
	}
}

func (r *reporting) addBinding(one bound, all *[]bound) {
	i := slices.IndexFunc(*all, func(w bound) bool { return slices.EqualFunc(w.args, one.args, same) })
	switch {
	case i < 0 && len(*all) < maxCallers:
		*all = append(*all, one)
	case i >= 0 && r.nearer(one.way[0].node, (*all)[i].way[0].node):
		(*all)[i] = one
	}
}

// bind replaces parameters by what a caller hands over. What it hands on itself
// stays a parameter: of the caller now.
func bind(args, given []*value) []*value {
	bound := slices.Clone(args)
	for i, v := range bound {
		switch {
		case !isParameter(v):
		case v.kind != aParameter:
			whole := *v
			whole.list = bind(v.list, given)
			bound[i] = whole.bounded()
		case v.number < int64(len(given)) && given[v.number] != nil:
			bound[i] = given[v.number].outside()
		default:
			bound[i] = nil
		}
	}
	return bound
}
