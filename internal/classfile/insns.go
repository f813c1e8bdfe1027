package classfile

import (
	"github.com/zicha-lint/zicha/internal/dex/write"
)

// The opcodes that are written: https://source.android.com/docs/core/runtime/dalvik-bytecode.
const (
	opMove          = 0x01 // and move-wide, move-object three behind, with /from16 and /16
	opMoveResult    = 0x0A
	opMoveException = 0x0D
	opReturnVoid    = 0x0E
	opReturn        = 0x0F
	opConst4        = 0x12
	opConst16       = 0x13
	opConst         = 0x14
	opConstHigh16   = 0x15
	opConstWide16   = 0x16
	opConstWide32   = 0x17
	opConstWide     = 0x18
	opConstWideHigh = 0x19
	opConstString   = 0x1B // /jumbo
	opConstClass    = 0x1C
	opMonitorEnter  = 0x1D
	opMonitorExit   = 0x1E
	opCheckCast     = 0x1F
	opInstanceOf    = 0x20
	opArrayLength   = 0x21
	opNewInstance   = 0x22
	opNewArray      = 0x23
	opThrow         = 0x27
	opGoto16        = 0x29
	opGoto32        = 0x2A
	opPackedSwitch  = 0x2B
	opSparseSwitch  = 0x2C
	opCmpLong       = 0x31
	opCmpFloat      = 0x2D
	opIf            = 0x32
	opIfZero        = 0x38
	opAget          = 0x44
	opAput          = 0x4B
	opIget          = 0x52
	opIput          = 0x59
	opSget          = 0x60
	opSput          = 0x67
	opInvokeVirtual = 0x6E
	opInvokeSuper   = 0x6F
	opInvokeDirect  = 0x70
	opInvokeStatic  = 0x71
	opInvokeIface   = 0x72
	opUnop          = 0x7B
	opIntToLong     = 0x81
	opBinop         = 0x90
	opAddIntLit8    = 0xD8
	invokeToRange   = 6
	packedPayload   = 0x0100
	sparsePayload   = 0x0200
)

// form is how an instruction is laid out. The registers of each stand in the
// order a, b, c.
type form byte

const (
	formNone   form = iota
	formMove        // a takes b; of any registers
	formOne         // 11x
	formZero        // 21t
	formPair        // 22t
	formIndex       // 21c
	formJumbo       // 31c
	formMember      // 22c
	formTwo         // 12x
	formThree       // 23x
	formLit8        // 22b
	formConst       // 11n, 21s, 21h, 31i, 51l: whatever the number takes
	formGoto
	formSwitch
	formInvoke
)

// widths are the bits that a form has for its registers.
var widths = [...][3]int{
	formOne: {8}, formZero: {8}, formPair: {4, 4}, formIndex: {8}, formJumbo: {8}, formMember: {4, 4},
	formTwo: {4, 4}, formThree: {8, 8, 8}, formLit8: {8, 8}, formConst: {8}, formSwitch: {8}, formInvoke: {},
}

// insn is an instruction with virtual registers: those of the locals first, the
// stack behind them.
type insn struct {
	op      byte
	form    form
	writes  bool     // a is the result
	regs    [3]value // a, b, c
	literal int64
	table   write.Table
	text    string
	args    []value
	target  int // of a branch: where in the bytecode
	cases   *cases
	line    int
}

// value is a register with what is in it.
type value struct {
	kind kind
	reg  int
}

// cases is the table of a switch.
type cases struct {
	keys    []int32
	targets []int
	packed  bool // keys follow each other
}

// layout gives every virtual register its place, parameters last, as the format
// has them.
type layout struct {
	scratch int // registers at the start that operands are moved through
	locals  int
	ins     int
	copied  bool // the parameters are moved to the locals at the start
	zone    int  // registers of the stack
	outs    int  // behind them, for the arguments of calls
	far     bool // branches of 32 bits
}

const maxRegisters = 0xFFFF

// scratchRegisters are two for each operand of an instruction.
const scratchRegisters = 6

func (l *layout) total() int {
	n := l.scratch + l.locals + l.zone + l.outs
	if l.copied {
		n += l.ins
	}
	return n
}

func (l *layout) place(reg int) int {
	if l.copied {
		return l.scratch + reg
	}
	if reg < l.ins {
		return l.total() - l.ins + reg
	}
	return l.scratch + reg - l.ins
}

// outgoing is the first register for the arguments of calls.
func (l *layout) outgoing() int { return l.total() - l.ins - l.outs }

// encoder writes the blocks of a method as one body.
type encoder struct {
	layout
	write.Code
	starts  map[int]int // bytecode position of a block to its address
	ends    map[int]int // and to that of the next one
	open    int         // the block that is being written; -1 before the first
	jumps   []jump
	tables  []pending
	tooFar  bool
	lastNum int
}

// jump is a place in the code for the distance to a block.
type jump struct{ base, bit, width, target int }

// pending is a switch whose table is not written yet.
type pending struct {
	base int
	*cases
}

// begin notes where a block begins and the one before it ends.
func (e *encoder) begin(block int) {
	if e.open >= 0 {
		e.ends[e.open] = e.Address()
	}
	e.open, e.starts[block] = block, e.Address()
}

func (e *encoder) emit(i *insn) {
	if i.line != 0 && i.line != e.lastNum {
		e.Lines = append(e.Lines, write.Line{Address: e.Address(), Number: i.line})
		e.lastNum = i.line
	}
	switch i.form {
	case formMove:
		e.move(i.regs[0].kind, e.place(i.regs[0].reg), e.place(i.regs[1].reg))
		return
	case formInvoke:
		e.invoke(i)
		return
	case formGoto:
		e.jump(i.target)
		return
	}
	regs, back := e.operands(i)
	e.plain(i, regs)
	if back {
		e.move(i.regs[0].kind, e.place(i.regs[0].reg), regs[0])
	}
}

// operands returns where the registers of an instruction are once those that it
// cannot reach are moved; back tells that its result has to be.
func (e *encoder) operands(i *insn) (regs [3]int, back bool) {
	for n, v := range i.regs {
		width := widths[i.form][n]
		if v.kind == 0 || width == 0 {
			continue
		}
		regs[n] = e.place(v.reg)
		if regs[n] < 1<<width {
			continue
		}
		if n == 0 && i.writes {
			back, regs[n] = true, 0
			continue
		}
		e.move(v.kind, 2*n, regs[n])
		regs[n] = 2 * n
	}
	return regs, back
}

func (e *encoder) unit(op byte, high int) { e.Insns.U16(uint16(op) | uint16(high)<<8) }

func (e *encoder) plain(i *insn, r [3]int) {
	base := e.Address()
	switch i.form {
	case formNone:
		e.unit(i.op, 0)
	case formOne:
		e.unit(i.op, r[0])
	case formTwo:
		e.unit(i.op, r[0]|r[1]<<4)
	case formThree:
		e.unit(i.op, r[0])
		e.Insns.U16(uint16(r[1] | r[2]<<8))
	case formLit8:
		e.unit(i.op, r[0])
		e.Insns.U16(uint16(r[1]) | uint16(byte(i.literal))<<8)
	case formIndex, formJumbo, formMember:
		if e.unit(i.op, r[0]|r[1]<<4); i.form != formMember {
			e.Insns[2*base+1] = byte(r[0])
		}
		e.index(i, base)
	case formConst:
		e.constant(i, r[0])
	case formZero, formPair:
		e.branch(i, r)
	case formSwitch:
		e.tables = append(e.tables, pending{base, i.cases})
		e.unit(i.op, r[0])
		e.Insns.U32(0)
	}
}

func (e *encoder) index(i *insn, base int) {
	width := 16
	e.Insns.U16(0)
	if i.form == formJumbo {
		width = 32
		e.Insns.U16(0)
	}
	e.Indexes = append(e.Indexes, write.Index{Base: base, Bit: 16, Width: width, Table: i.table, Text: i.text})
}

// branch writes a condition; where all branches are far it is the contrary one,
// which leads past a goto.
func (e *encoder) branch(i *insn, r [3]int) {
	op, high := i.op, r[0]
	if i.form == formPair {
		high |= r[1] << 4
	}
	if !e.far {
		e.jumps = append(e.jumps, jump{e.Address(), 16, 16, i.target})
		e.unit(op, high)
		e.Insns.U16(0)
		return
	}
	const past = 5 // units of both
	e.unit(opposite(op), high)
	e.Insns.U16(past)
	e.jump(i.target)
}

// opposite conditions stand beside each other: eq and ne, lt and ge, gt and le.
func opposite(op byte) byte { return op ^ 1 }

func (e *encoder) jump(target int) {
	base := e.Address()
	if e.far {
		e.jumps = append(e.jumps, jump{base, 16, 32, target})
		e.unit(opGoto32, 0)
		e.Insns.U32(0)
		return
	}
	e.jumps = append(e.jumps, jump{base, 16, 16, target})
	e.unit(opGoto16, 0)
	e.Insns.U16(0)
}

func (e *encoder) move(k kind, to, from int) {
	op := byte(opMove)
	switch {
	case k == kindRef:
		op += 6
	case k.words() == 2:
		op += 3
	}
	switch {
	case to == from:
	case to < 16 && from < 16:
		e.unit(op, to|from<<4)
	case to < 256:
		e.unit(op+1, to)
		e.Insns.U16(uint16(from))
	default:
		e.unit(op+2, 0)
		e.Insns.U16(uint16(to))
		e.Insns.U16(uint16(from))
	}
}

func (e *encoder) constant(i *insn, reg int) {
	v, wide := i.literal, i.regs[0].kind.words() == 2
	op16, op32 := byte(opConst16), byte(opConst)
	if wide {
		op16, op32 = opConstWide16, opConstWide32
	}
	switch {
	case !wide && reg < 16 && v >= -8 && v < 8:
		e.unit(opConst4, reg|int(v&0xF)<<4)
	case v == int64(int16(v)):
		e.unit(op16, reg)
		e.Insns.U16(uint16(v))
	case !wide && v&0xFFFF == 0:
		e.unit(opConstHigh16, reg)
		e.Insns.U16(uint16(v >> 16))
	case wide && v&(1<<48-1) == 0:
		e.unit(opConstWideHigh, reg)
		e.Insns.U16(uint16(v >> 48))
	case v == int64(int32(v)):
		e.unit(op32, reg)
		e.Insns.U32(uint32(v))
	default:
		e.unit(opConstWide, reg)
		e.Insns.U32(uint32(v))
		e.Insns.U32(uint32(v >> 32))
	}
}

// invoke writes a call: its five arguments, or a range of registers, for which
// they are moved side by side.
func (e *encoder) invoke(i *insn) {
	var regs []int
	fits, row := true, true
	for _, a := range i.args {
		for w := range a.kind.words() {
			r := e.place(a.reg + w)
			row = row && (len(regs) == 0 || r == regs[len(regs)-1]+1)
			fits = fits && r < 16
			regs = append(regs, r)
		}
	}
	e.Outs = max(e.Outs, len(regs))
	if fits && len(regs) <= 5 {
		e.listed(i, regs)
		return
	}
	first := 0
	if row {
		first = regs[0]
	} else {
		first = e.outgoing()
		at := first
		for _, a := range i.args {
			e.move(a.kind, at, e.place(a.reg))
			at += a.kind.words()
		}
	}
	base := e.Address()
	e.unit(i.op+invokeToRange, len(regs))
	e.Indexes = append(e.Indexes, write.Index{Base: base, Bit: 16, Width: 16, Table: write.Methods, Text: i.text})
	e.Insns.U16(0)
	e.Insns.U16(uint16(first))
}

func (e *encoder) listed(i *insn, regs []int) {
	base := e.Address()
	high := len(regs) << 4
	if len(regs) == 5 {
		high |= regs[4]
	}
	e.unit(i.op, high)
	e.Indexes = append(e.Indexes, write.Index{Base: base, Bit: 16, Width: 16, Table: write.Methods, Text: i.text})
	e.Insns.U16(0)
	packed := 0
	for n, r := range regs[:min(4, len(regs))] {
		packed |= r << (4 * n)
	}
	e.Insns.U16(uint16(packed))
}

// finish writes the tables of switches and fills in the branches.
func (e *encoder) finish() {
	for _, t := range e.tables {
		if e.Address()%2 != 0 {
			e.unit(0, 0)
		}
		distance := e.Address() - t.base
		e.Put(t.base, 16, 32, int64(distance))
		if t.packed {
			e.Insns.U16(packedPayload)
			e.Insns.U16(uint16(len(t.keys)))
			e.Insns.U32(uint32(t.keys[0]))
		} else {
			e.Insns.U16(sparsePayload)
			e.Insns.U16(uint16(len(t.keys)))
			for _, k := range t.keys {
				e.Insns.U32(uint32(k))
			}
		}
		for _, target := range t.targets {
			e.Insns.U32(uint32(e.starts[target] - t.base))
		}
	}
	for _, j := range e.jumps {
		distance := e.starts[j.target] - j.base
		if j.width == 16 && distance != int(int16(distance)) {
			e.tooFar = true
			return
		}
		e.Put(j.base, j.bit, j.width, int64(distance))
	}
}
