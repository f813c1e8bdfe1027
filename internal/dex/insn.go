package dex

// Op is an opcode: https://source.android.com/docs/core/runtime/dalvik-bytecode.
type Op byte

// The opcodes that analyses ask for. Families are named by their first and
// their last member.
const (
	OpNop                    Op = 0x00
	OpMove                   Op = 0x01
	OpMoveObject             Op = 0x07
	OpMoveObject16           Op = 0x09
	OpMoveResult             Op = 0x0A
	OpMoveResultObject       Op = 0x0C
	OpMoveException          Op = 0x0D
	OpReturnVoid             Op = 0x0E
	OpReturn                 Op = 0x0F
	OpReturnObject           Op = 0x11
	OpConst4                 Op = 0x12
	OpConstHigh16            Op = 0x15
	OpConstWide16            Op = 0x16
	OpConstWideHigh16        Op = 0x19
	OpConstString            Op = 0x1A
	OpConstStringJumbo       Op = 0x1B
	OpConstClass             Op = 0x1C
	OpMonitorEnter           Op = 0x1D
	OpMonitorExit            Op = 0x1E
	OpCheckCast              Op = 0x1F
	OpInstanceOf             Op = 0x20
	OpArrayLength            Op = 0x21
	OpNewInstance            Op = 0x22
	OpNewArray               Op = 0x23
	OpFilledNewArray         Op = 0x24
	OpFilledNewArrayRange    Op = 0x25
	OpFillArrayData          Op = 0x26
	OpThrow                  Op = 0x27
	OpGoto                   Op = 0x28
	OpGoto32                 Op = 0x2A
	OpPackedSwitch           Op = 0x2B
	OpSparseSwitch           Op = 0x2C
	OpCmp                    Op = 0x2D
	OpCmpLast                Op = 0x31
	OpIfEq                   Op = 0x32
	OpIfNe                   Op = 0x33
	OpIfLe                   Op = 0x37
	OpIfEqz                  Op = 0x38
	OpIfNez                  Op = 0x39
	OpIfGtz                  Op = 0x3C
	OpIfLez                  Op = 0x3D
	OpAput                   Op = 0x4B
	OpAputObject             Op = 0x4D
	OpAputShort              Op = 0x51
	OpAget                   Op = 0x44
	OpAgetObject             Op = 0x46
	OpAgetShort              Op = 0x4A
	OpIget                   Op = 0x52
	OpIgetObject             Op = 0x54
	OpIgetBoolean            Op = 0x55
	OpIgetShort              Op = 0x58
	OpIput                   Op = 0x59
	OpIputObject             Op = 0x5B
	OpIputBoolean            Op = 0x5C
	OpIputShort              Op = 0x5F
	OpSget                   Op = 0x60
	OpSgetObject             Op = 0x62
	OpSgetBoolean            Op = 0x63
	OpSgetShort              Op = 0x66
	OpSput                   Op = 0x67
	OpSputObject             Op = 0x69
	OpSputBoolean            Op = 0x6A
	OpSputShort              Op = 0x6D
	OpInvokeVirtual          Op = 0x6E
	OpInvokeSuper            Op = 0x6F
	OpInvokeDirect           Op = 0x70
	OpInvokeStatic           Op = 0x71
	OpInvokeInterface        Op = 0x72
	OpInvokeVirtualRange     Op = 0x74
	OpInvokeInterfaceRange   Op = 0x78
	OpUnop                   Op = 0x7B
	OpUnopLast               Op = 0x8F
	OpBinop                  Op = 0x90
	OpBinopLast              Op = 0xAF
	OpBinop2Addr             Op = 0xB0
	OpBinop2AddrLast         Op = 0xCF
	OpBinopLit               Op = 0xD0
	OpAddIntLit16            Op = 0xD0
	OpAddIntLit8             Op = 0xD8
	OpBinopLitLast           Op = 0xE2
	OpInvokePolymorphic      Op = 0xFA
	OpInvokePolymorphicRange Op = 0xFB
	OpInvokeCustom           Op = 0xFC
	OpInvokeCustomRange      Op = 0xFD
)

// Between reports whether the opcode is one of a family.
func (op Op) Between(first, last Op) bool { return op >= first && op <= last }

// IsInvoke reports whether the instruction calls a method that its Index names.
// invoke-custom does not: it names a call site.
func (op Op) IsInvoke() bool { return invokes[op] }

// WritesA reports whether the instruction changes register A.
func (op Op) WritesA() bool { return writing[op] }

// WritesWide reports whether WritesA, and the register behind A changes with it:
// what is written is a long or a double.
func (op Op) WritesWide() bool { return wide[op] }

// FallsThrough reports whether the next instruction in the body can follow.
func (op Op) FallsThrough() bool {
	return !op.Between(OpReturnVoid, OpReturnObject) && op != OpThrow && !op.Between(OpGoto, OpGoto32)
}

// Unranged returns the opcode of an invoke without "/range".
func (op Op) Unranged() Op {
	if op.Between(OpInvokeVirtualRange, OpInvokeInterfaceRange) {
		return op - (OpInvokeVirtualRange - OpInvokeVirtual)
	}
	return op
}

// Invokes are the opcodes of which IsInvoke is true.
func Invokes() *Ops { set := invokes; return &set }

const (
	trySize = 8

	packedPayload = 0x0100
	sparsePayload = 0x0200
	arrayPayload  = 0x0300
)

var invokes = func() (set Ops) {
	for op := OpInvokeVirtual; op <= OpInvokeInterface; op++ {
		set[op], set[op+OpInvokeVirtualRange-OpInvokeVirtual] = true, true
	}
	set[OpInvokePolymorphic], set[OpInvokePolymorphicRange] = true, true
	return set
}()

var wide = func() (set Ops) {
	for _, r := range []struct{ first, last byte }{
		{0x04, 0x06}, {0x0B, 0x0B}, {0x16, 0x19}, {0x45, 0x45}, {0x53, 0x53}, {0x61, 0x61}, {0x7D, 0x7E}, {0x80, 0x81}, {0x83, 0x83},
		{0x86, 0x86}, {0x88, 0x89}, {0x8B, 0x8B}, {0x9B, 0xA5}, {0xAB, 0xAF}, {0xBB, 0xC5}, {0xCB, 0xCF},
	} {
		for op := int(r.first); op <= int(r.last); op++ {
			set[op] = true
		}
	}
	return set
}()

// sizes holds the bytes of each instruction. 0xE3 to 0xF2 were written by
// installers up to Android 9 and do not belong into a package; their sizes keep
// the pass in step where they occur all the same.
var sizes = func() (bytes [256]uint8) {
	for i := range bytes {
		bytes[i] = 2
	}
	for _, r := range []struct{ first, last, bytes byte }{
		{0x02, 0x02, 4}, {0x03, 0x03, 6}, {0x05, 0x05, 4}, {0x06, 0x06, 6}, {0x08, 0x08, 4}, {0x09, 0x09, 6},
		{0x13, 0x13, 4}, {0x14, 0x14, 6}, {0x15, 0x16, 4}, {0x17, 0x17, 6}, {0x18, 0x18, 10}, {0x19, 0x1A, 4},
		{0x1B, 0x1B, 6}, {0x1C, 0x1C, 4}, {0x1F, 0x20, 4}, {0x22, 0x23, 4}, {0x24, 0x26, 6}, {0x29, 0x29, 4},
		{0x2A, 0x2C, 6}, {0x2D, 0x3D, 4}, {0x44, 0x6D, 4}, {0x6E, 0x72, 6}, {0x74, 0x78, 6}, {0x90, 0xAF, 4},
		{0xD0, 0xE2, 4}, {0xE3, 0xE8, 4}, {0xE9, 0xEA, 6}, {0xEB, 0xF2, 4}, {0xFA, 0xFB, 8}, {0xFC, 0xFD, 6},
		{0xFE, 0xFF, 4},
	} {
		for op := int(r.first); op <= int(r.last); op++ {
			bytes[op] = r.bytes
		}
	}
	return bytes
}()

// Insn is one instruction. It points into the data of the file.
type Insn struct {
	PC   int // units from the start of the body
	Op   Op
	code []byte
}

// Units returns its length.
func (i Insn) Units() int { return len(i.code) / 2 }

// Index returns the number of the string, type, field, method or call site that
// the instruction names.
func (i Insn) Index() int {
	if i.Op == OpConstStringJumbo {
		return int(word(i.code, 2))
	}
	return int(half(i.code, 2))
}

// A returns the first register: of four bits where the instruction has room for
// two of them in its first unit, else of eight, or of sixteen in move/16.
func (i Insn) A() int {
	switch {
	case i.Op > OpNop && i.Op <= OpMoveObject16 && i.Op%3 == 0: // 32x
		return int(half(i.code, 2))
	case narrow[i.Op]:
		return int(i.code[1] & 0xF)
	}
	return int(i.code[1])
}

// B returns the second register.
func (i Insn) B() int {
	switch {
	case i.Op > OpNop && i.Op <= OpMoveObject16 && i.Op%3 == 0: // 32x
		return int(half(i.code, 4))
	case i.Op <= OpMoveObject16 && i.Op%3 == 2: // 22x
		return int(half(i.code, 2))
	case narrow[i.Op]:
		return int(i.code[1] >> 4)
	}
	return int(i.code[2])
}

// C returns the third register of an instruction of four bytes.
func (i Insn) C() int { return int(i.code[3]) }

// Literal returns the number that a const instruction loads.
func (i Insn) Literal() int64 {
	switch i.Op {
	case OpConst4:
		return int64(int8(i.code[1]) >> 4)
	case OpConstHigh16:
		return int64(int32(half(i.code, 2)) << 16)
	case OpConstWideHigh16:
		return int64(half(i.code, 2)) << 48
	case 0x14, 0x17: // const, const-wide/32
		return int64(int32(word(i.code, 2)))
	case 0x18: // const-wide
		return int64(word(i.code, 2)) | int64(word(i.code, 6))<<32
	}
	return int64(int16(half(i.code, 2)))
}

// Target returns where a goto or a branch leads, or where the table of a switch
// stands; the position need not lie inside the body.
func (i Insn) Target() int {
	switch len(i.code) {
	case 2:
		return i.PC + int(int8(i.code[1]))
	case 4:
		return i.PC + int(int16(half(i.code, 2)))
	}
	return i.PC + int(int32(word(i.code, 2)))
}

// NumArgs returns how many registers an invoke or filled-new-array hands over.
func (i Insn) NumArgs() int {
	if ranged[i.Op] {
		return int(i.code[1])
	}
	return min(int(i.code[1]>>4), 5)
}

// Arg returns register n of those that an invoke or filled-new-array hands over.
func (i Insn) Arg(n int) int {
	if ranged[i.Op] {
		return int(half(i.code, 4)) + n
	}
	if n == 4 {
		return int(i.code[1] & 0xF)
	}
	return int(half(i.code, 4)>>(4*n)) & 0xF
}

// narrow are the instructions with two registers of four bits.
var narrow = func() (set Ops) {
	for _, r := range [][2]int{
		{0x01, 0x01}, {0x04, 0x04}, {0x07, 0x07}, {0x12, 0x12}, {0x20, 0x21}, {0x23, 0x23}, {0x32, 0x37},
		{0x52, 0x5F}, {0x7B, 0x8F}, {0xB0, 0xD7},
	} {
		for op := r[0]; op <= r[1]; op++ {
			set[op] = true
		}
	}
	return set
}()

// writing are the instructions whose first register is the result.
var writing = func() (set Ops) {
	for _, r := range [][2]int{
		{0x01, 0x0D}, {0x12, 0x1C}, {0x20, 0x23}, {0x2D, 0x31}, {0x44, 0x4A}, {0x52, 0x58}, {0x60, 0x66},
		{0x7B, 0xE2}, {0xFE, 0xFF},
	} {
		for op := r[0]; op <= r[1]; op++ {
			set[op] = true
		}
	}
	return set
}()

// ranged are the instructions whose arguments are a range of registers.
var ranged = *Opcodes(OpFilledNewArrayRange, 0x74, 0x75, 0x76, 0x77, 0x78, OpInvokePolymorphicRange, OpInvokeCustomRange)

// SwitchTargets calls visit for every position that a switch can lead to; i is
// the packed-switch or sparse-switch in this body.
func (c *Code) SwitchTargets(i Insn, visit func(pc int)) {
	at := 2 * i.Target()
	if at < 0 || at > len(c.insns)-4 {
		return
	}
	table := c.insns[at:]
	count := int(half(table, 2))
	switch {
	case half(table, 0) == packedPayload && 8+4*count <= len(table):
		table = table[8:]
	case half(table, 0) == sparsePayload && 4+8*count <= len(table):
		table = table[4+4*count:]
	default:
		return
	}
	for n := range count {
		visit(i.PC + int(int32(word(table, 4*n))))
	}
}
