package callgraph

import "github.com/zicha-lint/zicha/internal/dex"

// flow is a body as instructions and where each one leads.
type flow struct {
	code     *dex.Code
	insns    []dex.Insn
	at       map[int]int // the instruction at a pc
	handlers []dex.Handler
}

func newFlow(code *dex.Code) *flow {
	f := &flow{code: code, at: map[int]int{}}
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
