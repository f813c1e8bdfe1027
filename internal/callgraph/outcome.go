package callgraph

import "slices"

// The limits on what follows a place: what lies further on has other reasons.
const (
	maxOutcomeSteps  = 5
	maxOutcomeWeight = 12
	maxOutcomeSpread = 4
	maxOutcomeNodes  = 400
	maxOutcomes      = 40
)

// outcomes returns the uses of the APIs asked for that follow stretches of a
// method: in them, and in the methods that they call or hand over.
func (r *reporting) outcomes(n node, places []place) (list []Outcome) {
	type reached struct {
		node
		path   []frame // with the place in the method itself still open
		tapped bool
		spread int
		weight int
	}
	seen := map[nodeKey]bool{n.nodeKey: true}
	todo := []reached{{node: n, spread: 1}}
	for len(todo) > 0 && len(list) < maxOutcomes {
		at := todo[0]
		todo = todo[1:]
		first := len(at.path) == 0
		inside := func(pc int32) bool {
			return !first || slices.ContainsFunc(places, func(p place) bool { return p.has(pc) })
		}
		for _, s := range r.outcomeSpots[at.method] {
			if !inside(s.pc) || len(list) == maxOutcomes {
				continue
			}
			weight := at.weight
			if !first {
				weight += int(r.at(at.method, s.pc).weight)
			}
			list = append(list, r.outcome(s, at.this, at.path, at.tapped, at.spread, weight))
		}
		if len(at.path) == maxOutcomeSteps {
			continue
		}
		b := r.bodies[at.method]
		for i := range b.edges {
			e := &b.edges[i]
			if !inside(e.pc) || e.caught {
				continue
			}
			weight := at.weight
			if !first {
				weight += int(r.weightOf(at.method, e))
			}
			r.lead(e, at.this, func(m methodID, this typeID, how step) {
				id := r.reached(m, this)
				if id == 0 || e.kind == toComponent || int(how.spread) > maxOutcomeSpread || weight > maxOutcomeWeight || seen[r.nodes[id].nodeKey] || len(seen) > maxOutcomeNodes {
					return
				}
				seen[r.nodes[id].nodeKey] = true
				next := r.nodes[id]
				if next.this == 0 {
					next.this = this // for what the method does on its object
				}
				todo = append(todo, reached{
					next, append(slices.Clone(at.path), frame{at.method, e.pc, 0}), at.tapped || how.tapped, max(at.spread, int(how.spread)), weight,
				})
			})
		}
	}
	return list
}

func (r *reporting) outcome(s spot, this typeID, path []frame, tapped bool, spread, weight int) Outcome {
	args := s.args
	for i := len(path) - 1; i >= 0 && slices.ContainsFunc(args, isParameter); i-- {
		args = bind(args, r.given(path[i]))
	}
	if this != 0 {
		args = slices.Clone(args)
		for i, v := range args {
			if v != nil && v.kind == anObject && v.object == 0 && v.text == inner(r.types[r.methods[s.method].class].name) {
				args[i] = &value{kind: anObject, text: inner(r.types[this].name)} // the object that the method runs on
			}
		}
	}
	o := Outcome{API: int(s.api), Tapped: tapped, Spread: spread, Weight: weight, Args: argsOf(args)}
	if r.apis[s.api].Receiver && len(o.Args) > 0 {
		o.On, o.Args = o.Args[0], o.Args[1:]
	}
	for _, f := range path {
		o.Path = append(o.Path, r.step(f.method, f.pc))
	}
	o.Path = append(o.Path, r.step(s.method, s.pc))
	if r.apis[s.api].Receiver && o.On.Kind != ArgObject {
		o.Within = r.screensAt(s)
	}
	return o
}

// maxScreens is how many screens are told that an object may be.
const maxScreens = 50

// screensAt returns the activities of the manifest that a call at a place can be made
// on, by the class that it names.
func (r *reporting) screensAt(s spot) (names []string) {
	f := r.files[s.file]
	code, err := f.Code(s.code)
	if err != nil {
		return nil
	}
	insn, ok := code.At(int(s.pc))
	if !ok {
		return nil
	}
	id := r.refAt(int(s.file), insn.Index())
	if id == 0 || !r.defined(r.refs[id].class) {
		return nil
	}
	for _, t := range r.types[r.refs[id].class].subs {
		if r.activities[t] && len(names) < maxScreens {
			names = append(names, inner(r.types[t].name))
		}
	}
	return names
}
