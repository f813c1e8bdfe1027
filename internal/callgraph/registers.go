package callgraph

import "github.com/zicha-lint/zicha/internal/dex"

// registers follows through a body which registers hold the object that the
// method runs on, and which hold an object of a class that is known exactly.
// Where ways meet the latter is forgotten.
type registers struct {
	held   [256]typeID // higher registers are not followed
	exact  []uint8     // those with a class
	labels units       // that are jumped to
}

// thisObject stands for the object that the method runs on.
const thisObject typeID = 1<<32 - 1

// enter begins a body whose object, if it has one, stands in a register.
func (r *registers) enter(code *dex.Code, this int, hasThis bool) {
	if hasThis && this < len(r.held) {
		r.held[this] = thisObject
	}
	r.labels = labelsOf(code)
}

// labelsOf returns the positions that are jumped to, or entered by an exception;
// nil where there are none.
func labelsOf(code *dex.Code) (labels units) {
	label := func(pc int) {
		if pc < 0 || pc >= code.Units() {
			return
		}
		if labels == nil {
			labels = make(units, code.Units()/64+1)
		}
		labels.add(pc)
	}
	_ = code.Walk(jumps, func(i dex.Insn) { eachTarget(code, i, label) })
	_ = code.Handlers(func(h dex.Handler) { label(h.Target) })
	return labels
}

// jumps are the instructions that lead elsewhere.
var jumps = func() *dex.Ops {
	set := dex.Opcodes(dex.OpPackedSwitch, dex.OpSparseSwitch)
	for op := dex.OpGoto; op <= dex.OpGoto32; op++ {
		set[op] = true
	}
	for op := dex.OpIfEq; op <= dex.OpIfLez; op++ {
		set[op] = true
	}
	return set
}()

// reach comes to the instruction at pc.
func (r *registers) reach(pc int) {
	if len(r.exact) == 0 || !r.labels.has(pc) {
		return
	}
	for _, register := range r.exact {
		if r.held[register] != thisObject {
			r.held[register] = 0
		}
	}
	r.exact = r.exact[:0]
}

func (r *registers) get(register int) typeID {
	if register >= len(r.held) {
		return 0
	}
	return r.held[register]
}

func (r *registers) set(register int, t typeID) {
	if register >= len(r.held) {
		return
	}
	r.held[register] = t
	if t != 0 && t != thisObject {
		r.exact = append(r.exact, uint8(register))
	}
}

func (r *registers) move(to, from int) { r.set(to, r.get(from)) }

// forget notes that an instruction changes the register. Where it is a wide one
// it changes the next one too.
func (r *registers) forget(register int) {
	r.set(register, 0)
	if next := register + 1; r.get(next) != thisObject {
		r.set(next, 0)
	}
}
