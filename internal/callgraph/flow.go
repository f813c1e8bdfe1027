package callgraph

import "github.com/zicha-lint/zicha/internal/dex"

// flow is a body as instructions and where each one leads.
type flow struct {
	code     *dex.Code
	insns    []dex.Insn
	at       map[int]int // the instruction at a pc
	handlers []dex.Handler
	before   [][]int32 // the instructions before each one; nil until asked for
	left     int       // steps that given may still take
}

func newFlow(code *dex.Code) *flow {
	f := &flow{code: code, at: map[int]int{}, left: maxGiven}
	_ = code.Walk(everything, func(i dex.Insn) {
		f.at[i.PC] = len(f.insns)
		f.insns = append(f.insns, i)
	})
	_ = code.Handlers(func(h dex.Handler) { f.handlers = append(f.handlers, h) })
	return f
}

// guards reports whether a branch or a switch decides if the place is reached:
// every way to the place comes by it, and not all of its sides lead there without
// coming by again. If the side of the answer yes is known, it has to be
// that one.
func (f *flow) guards(branch, pc int, yes side, work *int) bool {
	if *work -= 3 * len(f.insns); *work < 0 {
		return false
	}
	place, ok := f.at[pc]
	if !ok || branch+1 >= len(f.insns) {
		return false
	}
	next, jump, apart := f.leads(branch+1, place, branch), false, false
	eachTarget(f.code, f.insns[branch], func(pc int) {
		if n, ok := f.at[pc]; ok {
			leads := f.leads(n, place, branch)
			jump, apart = jump || leads, apart || leads != next
		}
	})
	if !apart || yes == nextSide && jump || yes == targetSide && next {
		return false
	}
	return !f.leads(0, place, branch)
}

// leads reports whether a way goes from one instruction to another that does
// not come by the third.
func (f *flow) leads(from, to, avoid int) bool {
	seen := make([]bool, len(f.insns))
	todo := []int{from}
	visit := func(pc int) {
		if n, ok := f.at[pc]; ok && !seen[n] {
			todo = append(todo, n)
		}
	}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n == to {
			return true
		}
		if n == avoid || seen[n] {
			continue
		}
		seen[n] = true
		f.successors(f.insns[n], visit)
	}
	return false
}

func (f *flow) successors(i dex.Insn, visit func(pc int)) {
	eachTarget(f.code, i, visit)
	if i.Op.FallsThrough() {
		visit(i.PC + i.Units())
	}
	for _, h := range f.handlers {
		if i.PC >= h.Start && i.PC < h.End && i.Op.IsInvoke() {
			visit(h.Target)
		}
	}
}

// eachTarget calls visit for the positions to which an instruction jumps.
func eachTarget(code *dex.Code, i dex.Insn, visit func(pc int)) {
	switch {
	case i.Op.Between(dex.OpGoto, dex.OpGoto32), i.Op.Between(dex.OpIfEq, dex.OpIfLez):
		visit(i.Target())
	case i.Op.Between(dex.OpPackedSwitch, dex.OpSparseSwitch):
		code.SwitchTargets(i, visit)
	}
}

// truths say which constants a register may have: 0 and 1, as booleans are, or
// something else.
type truths uint8

const (
	hasFalse truths = 1 << iota
	hasTrue
	hasOther
)

// constants returns what a register may hold at an instruction on the ways that
// come from another one and not by a third, as far as it is given constants.
func (f *flow) constants(from, avoid, at, register int) truths {
	inside := f.reached(from, avoid)
	if !inside[at] {
		return 0
	}
	known, open := f.given(at, register, inside, from, 0)
	if open {
		before, unknown := f.given(avoid, register, nil, -1, 0)
		if known |= before; unknown {
			known |= hasOther
		}
	}
	return known
}

// reached returns the instructions to which ways from one lead that do not come by
// another.
func (f *flow) reached(from, avoid int) []bool {
	seen := make([]bool, len(f.insns))
	todo := []int{from}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n == avoid || seen[n] {
			continue
		}
		seen[n] = true
		f.successors(f.insns[n], func(pc int) {
			if next, ok := f.at[pc]; ok {
				todo = append(todo, next)
			}
		})
	}
	return seen
}

// given goes back from an instruction to those that give a register its value,
// among those inside, nil for all; open tells that it comes by the first of them, or
// by the beginning, without finding one.
func (f *flow) given(at, register int, inside []bool, first, depth int) (known truths, open bool) {
	before := f.predecessors()
	seen := make([]bool, len(f.insns))
	todo := []int{at}
	for len(todo) > 0 {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if f.left--; f.left < 0 {
			return hasOther, true
		}
		open = open || n == first || n == 0
		for _, p := range before[n] {
			if seen[p] || inside != nil && !inside[p] {
				continue
			}
			seen[p] = true
			if i := f.insns[p]; i.Op.WritesA() && i.A() == register {
				known |= f.truth(int(p), depth)
				continue
			}
			todo = append(todo, int(p))
		}
	}
	return known, open
}

// The limits on looking back for constants in a body.
const (
	maxMoves = 2       // moves that one is followed through
	maxGiven = 1 << 20 // steps
)

// truth returns what an instruction gives to its register: a constant, or what
// another one was given, as far as that was a constant.
func (f *flow) truth(n, depth int) truths {
	i := f.insns[n]
	if i.Op.Between(dex.OpMove, dex.OpMoveObject16) && depth < maxMoves {
		known, open := f.given(n, i.B(), nil, -1, depth+1)
		if open {
			known |= hasOther
		}
		return known
	}
	switch {
	case !i.Op.Between(dex.OpConst4, dex.OpConstHigh16) || i.Literal() != 0 && i.Literal() != 1:
		return hasOther
	case i.Literal() == 0:
		return hasFalse
	}
	return hasTrue
}

func (f *flow) predecessors() [][]int32 {
	if f.before == nil {
		f.before = make([][]int32, len(f.insns))
		for n, i := range f.insns {
			f.successors(i, func(pc int) {
				if next, ok := f.at[pc]; ok {
					f.before[next] = append(f.before[next], int32(n))
				}
			})
		}
	}
	return f.before
}
