package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// maxDecisions is how many branches of a method are looked at to tell what
// decides about an instruction, and the weight of an edge at most.
const maxDecisions = 48

// weigh tells of each edge of a method how much has to be so for it to be taken:
// one for every branch of which only one side leads there, equalWeight where that
// is the side on which something equals a given value, and flagWeight more behind
// a flag.
func (r *reach) weigh(m methodID, b *body) {
	b.weighed = true
	if len(b.edges) == 0 {
		return
	}
	r.weighEdges(m, b.edges)
}

const (
	equalWeight = 5
	flagWeight  = 8
)

func (r *reach) weighEdges(m methodID, edges []edge) {
	file := int(r.methods[m].file)
	code, err := r.files[file].Code(r.methods[m].code)
	if err != nil || code.Units() > maxGateUnits {
		return
	}
	w := weighing{blocks: newBlocks(&code), edges: edges}
	if len(w.branches) == 0 {
		return
	}
	for i := range edges {
		w.places = append(w.places, w.of(max(0, int(edges[i].pc))))
	}
	left, n := maxDecisions, 0
	compared, held := false, -1 // the register with the result of a comparison
	var constants units256      // registers with a constant
	_ = code.Walk(weighed, func(i dex.Insn) {
		switch {
		case i.Op.IsInvoke():
			compared = r.comparesTexts(r.refAt(file, i.Index()))
		case i.Op.Between(dex.OpConst4, dex.OpConstHigh16):
			constants.set(i.A(), true)
		case i.Op == dex.OpMoveResult:
			constants.set(i.A(), false)
			if held = -1; compared {
				held = i.A()
			}
		default:
			for w.branches[n].PC != i.PC {
				n++
			}
			if decides(i.Op) && left > 0 && r.work > 0 {
				left--
				r.work -= len(w.starts)
				weight := uint8(equalWeight)
				if i.Op.Between(dex.OpIfEq, dex.OpIfLe) && !constants.has(i.A()) && !constants.has(i.B()) {
					weight = flagWeight // a value that something else has to have, too
				}
				w.branch(int(w.at[n]), r.equalSide(i, held), weight)
			}
		}
	})
	for i := range edges {
		if f := edges[i].flag; f != 0 && !r.flags[f].number {
			edges[i].weight = min(edges[i].weight+flagWeight, maxDecisions)
		}
	}
}

// units256 is a set of registers; higher ones are in no set.
type units256 [4]uint64

func (u *units256) has(n int) bool { return n < 256 && u[n/64]>>(n%64)&1 != 0 }

func (u *units256) set(n int, in bool) {
	switch {
	case n >= 256:
	case in:
		u[n/64] |= 1 << (n % 64)
	default:
		u[n/64] &^= 1 << (n % 64)
	}
}

// weighed are the instructions that matter to weights.
var weighed = func() *dex.Ops {
	set := *ends
	for op := range set {
		set[op] = set[op] || dex.Op(op).IsInvoke() || dex.Op(op) == dex.OpMoveResult || dex.Op(op).Between(dex.OpConst4, dex.OpConstHigh16)
	}
	return &set
}()

// comparesTexts reports whether a method tells whether something is a given text.
func (r *reach) comparesTexts(id refID) bool {
	if id == 0 {
		return false
	}
	name := r.refName(id)
	return compares[name] && name != "isEmpty" || name == "startsWith" || name == "endsWith" || name == "contains" || name == "matches"
}

// at returns what is known of a place in a method, as of an edge there.
func (r *reach) at(m methodID, pc int32) edge {
	place := []edge{{pc: pc}}
	code, err := r.files[r.methods[m].file].Code(r.methods[m].code)
	if err != nil {
		return place[0]
	}
	b := newBlocks(&code)
	block := b.of(int(pc))
	place[0].caught = code.Catches() && !b.withoutExceptions().has(block)
	for _, s := range r.bodies[m].switches {
		if !b.whileOff(s).has(block) {
			place[0].flag = s.flag
		}
	}
	r.weighEdges(m, place)
	return place[0]
}

// weighing adds up the weights of the edges of one method.
type weighing struct {
	*blocks
	edges         []edge
	places        []int // the block of each edge
	next, targets units // scratch
}

// branch adds the weight of the branch that ends a block.
func (w *weighing) branch(at int, equal side, equalWeight uint8) {
	clear(w.next)
	clear(w.targets)
	w.next = w.from(w.next, w.blocks.next[at], limits{avoid: at, shut: -1})
	if w.targets == nil {
		w.targets = make(units, len(w.next))
	}
	for _, t := range w.blocks.targets[at] {
		w.targets = w.from(w.targets, t, limits{avoid: at, shut: -1})
	}
	for n := range w.edges {
		byNext, byTarget := w.next.has(w.places[n]), w.targets.has(w.places[n])
		if w.places[n] == at || byNext == byTarget {
			continue
		}
		weight := uint8(1)
		if equal == nextSide && byNext || equal == targetSide && byTarget {
			weight = equalWeight
		}
		w.edges[n].weight = min(w.edges[n].weight+weight, maxDecisions)
	}
}

// equalSide returns the side of a branch on which two values are equal, a text is
// a given one, or something is what a case of a switch names. held is the
// register with the result of comparing texts.
func (r *reach) equalSide(i dex.Insn, held int) side {
	switch op := i.Op; {
	case op == dex.OpIfEq, op.Between(dex.OpPackedSwitch, dex.OpSparseSwitch), op == dex.OpIfNez && i.A() == held:
		return targetSide
	case op == dex.OpIfNe, op == dex.OpIfEqz && i.A() == held:
		return nextSide
	}
	return eitherSide
}

// runsAtOnce reports whether objects of the class do what they are for as soon as
// they are handed over, as threads and tasks do.
func (r *reach) runsAtOnce(t typeID) bool {
	return slices.ContainsFunc(r.entrance(t, 0).now, func(m methodID) bool {
		return atOnce[r.methodName(m)]
	})
}
