package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// maxDecisions is how many branches of a method are looked at to tell what
// decides about an instruction, and the weight of an edge at most.
const maxDecisions = 48

// weigh tells of each edge of a method how much has to be so for it to be taken:
// one for every branch of which only one side leads there, three where that is
// the side on which something equals a given value, and four more behind a flag.
func (r *reach) weigh(m methodID, b *body) {
	b.weighed = true
	if len(b.edges) == 0 {
		return
	}
	r.weighEdges(m, b.edges)
}

const flagWeight = 4

func (r *reach) weighEdges(m methodID, edges []edge) {
	file := int(r.methods[m].file)
	code, err := r.files[file].Code(r.methods[m].code)
	if err != nil || code.Units() > maxGateUnits {
		return
	}
	w := weighing{code: &code}
	left := maxDecisions
	compared, held := false, -1 // the register with the result of a comparison
	_ = code.Walk(weighed, func(i dex.Insn) {
		switch {
		case i.Op.IsInvoke():
			compared = r.comparesTexts(r.refAt(file, i.Index()))
		case i.Op == dex.OpMoveResult:
			if held = -1; compared {
				held = i.A()
			}
		case decides(i.Op) && left > 0 && r.work > 0:
			left--
			r.work -= code.Units() / 8
			equal := equalSide(i.Op)
			switch {
			case i.A() != held:
			case i.Op == dex.OpIfNez:
				equal = targetSide
			case i.Op == dex.OpIfEqz:
				equal = nextSide
			}
			w.branch(i, equal, edges)
		}
	})
	for i := range edges {
		if edges[i].flag != 0 {
			edges[i].weight = min(edges[i].weight+flagWeight, maxDecisions)
		}
	}
}

// weighed are the instructions that matter to weights.
var weighed = func() *dex.Ops {
	set := *jumps
	for op := range set {
		set[op] = set[op] || dex.Op(op).IsInvoke() || dex.Op(op) == dex.OpMoveResult
	}
	return &set
}()

// comparesTexts reports whether a method tells whether something is a given text.
func (r *reach) comparesTexts(id refID) bool {
	if id == 0 {
		return false
	}
	name := r.names.list[r.selectors.list[r.refs[id].selector].name]
	return compares[name] && name != "isEmpty" || name == "startsWith" || name == "endsWith" || name == "contains" || name == "matches"
}

// at returns what is known of a place in a method, as of an edge there.
func (r *reach) at(m methodID, pc int32) edge {
	place := []edge{{pc: pc}}
	code, err := r.files[r.methods[m].file].Code(r.methods[m].code)
	if err != nil {
		return place[0]
	}
	if code.Catches() {
		place[0].caught = !withoutExceptions(&code).has(int(pc))
	}
	for _, s := range r.bodies[m].switches {
		if !reachable(&code, s).has(int(pc)) {
			place[0].flag = s.flag
		}
	}
	r.weighEdges(m, place)
	return place[0]
}

// weighing adds up the weights of the edges of one method.
type weighing struct {
	code *dex.Code
	todo []int
}

func (w *weighing) branch(i dex.Insn, equal side, edges []edge) {
	next := w.from(i.PC+i.Units(), i.PC)
	var targets units
	eachTarget(w.code, i, func(pc int) {
		side := w.from(pc, i.PC)
		for n := range side {
			if targets == nil {
				targets = make(units, len(side))
			}
			targets[n] |= side[n]
		}
	})
	for n := range edges {
		pc := int(edges[n].pc)
		if pc == i.PC || pc >= w.code.Units() || pc < 0 {
			continue
		}
		byNext, byTarget := next.has(pc), targets.has(pc)
		if byNext == byTarget {
			continue
		}
		weight := uint8(1)
		if equal == nextSide && byNext || equal == targetSide && byTarget {
			weight = 3
		}
		edges[n].weight = min(edges[n].weight+weight, maxDecisions)
	}
}

// equalSide returns the side of a branch on which two values are equal, or one is
// what a case of a switch names.
func equalSide(op dex.Op) side {
	switch {
	case op == dex.OpIfEq, op.Between(dex.OpPackedSwitch, dex.OpSparseSwitch):
		return targetSide
	case op == dex.OpIfNe:
		return nextSide
	}
	return eitherSide
}

// from returns what is reached from a position without coming by another, if
// nothing is thrown.
func (w *weighing) from(start, avoid int) units {
	seen := make(units, w.code.Units()/64+1)
	visit := func(pc int) {
		if pc >= 0 && pc < w.code.Units() && pc != avoid && !seen.has(pc) {
			seen.add(pc)
			w.todo = append(w.todo, pc)
		}
	}
	visit(start)
	for len(w.todo) > 0 {
		pc := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		i, ok := w.code.At(pc)
		if !ok {
			continue
		}
		eachTarget(w.code, i, visit)
		if i.Op.FallsThrough() {
			visit(pc + i.Units())
		}
	}
	return seen
}

// runsAtOnce reports whether objects of the class do what they are for as soon as
// they are handed over, as threads and tasks do.
func (r *reach) runsAtOnce(t typeID) bool {
	return slices.ContainsFunc(r.entrance(t).now, func(m methodID) bool {
		return atOnce[r.names.list[r.selectors.list[r.methods[m].selector].name]]
	})
}
