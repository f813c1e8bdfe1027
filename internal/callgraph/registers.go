package callgraph

import "github.com/zicha-lint/zicha/internal/dex"

// registers follows through a body which registers hold the object that the
// method runs on, an object of a class that is known exactly, a number or a flag.
// Where ways meet all but the first is forgotten.
type registers struct {
	held   [256]content // higher registers are not followed
	known  []uint8      // those of which more than nothing is known
	labels units        // that are jumped to
	result flagID       // what a move-result takes
}

// content is what a register holds.
type content struct {
	class    typeID
	flag     flagID
	value    int64
	isNumber bool
}

// thisObject stands for the object that the method runs on.
const thisObject typeID = 1<<32 - 1

// enter begins a body whose object, if it has one, stands in a register.
func (r *registers) enter(code *dex.Code, this int, hasThis bool) {
	if hasThis && this < len(r.held) {
		r.held[this].class = thisObject
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
	if len(r.known) == 0 || !r.labels.has(pc) {
		return
	}
	for _, register := range r.known {
		if r.held[register].class != thisObject {
			r.held[register] = content{}
		}
	}
	r.known = r.known[:0]
}

func (r *registers) get(register int) content {
	if register >= len(r.held) {
		return content{}
	}
	return r.held[register]
}

func (r *registers) set(register int, c content) {
	if register >= len(r.held) {
		return
	}
	r.held[register] = c
	if c != (content{}) && c.class != thisObject {
		r.known = append(r.known, uint8(register))
	}
}

func (r *registers) move(to, from int) { r.set(to, r.get(from)) }

func (r *registers) number(register int) (value int64, known bool) {
	c := r.get(register)
	return c.value, c.isNumber
}

func (r *registers) flagIn(register int) flagID { return r.get(register).flag }

// numbers follows constants alone.
func (r *registers) numbers(i dex.Insn) {
	switch {
	case i.Op.Between(dex.OpConst4, dex.OpConstHigh16):
		r.set(i.A(), content{value: i.Literal(), isNumber: true})
	case i.Op.Between(dex.OpMove, dex.OpMoveObject16) && !i.Op.WritesWide():
		r.move(i.A(), i.B())
	case i.Op.WritesA():
		r.forget(i)
	}
}

// forget notes that an instruction changes its register A, and the next one where
// what it writes is wide.
func (r *registers) forget(i dex.Insn) {
	r.set(i.A(), content{})
	if next := i.A() + 1; i.Op.WritesWide() && r.get(next).class != thisObject {
		r.set(next, content{})
	}
}
