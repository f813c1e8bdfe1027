package classfile

// The opcodes of the Java virtual machine that are named (JVMS 6.5). Families
// are counted from their first one.
const (
	jNull         = 1
	jIntM1        = 2
	jLong0        = 9
	jFloat0       = 11
	jDouble0      = 14
	jByte         = 16
	jShort        = 17
	jConstant     = 18 // ldc
	jConstantWide = 19 // ldc_w, and ldc2_w behind it
	jLoad         = 21 // iload, lload, fload, dload, aload
	jLoad0        = 26 // iload_0 …, four of each
	jArrayLoad    = 46
	jStore        = 54
	jStore0       = 59
	jArrayStore   = 79
	jPop          = 87
	jPop2         = 88
	jDup          = 89
	jDupX1        = 90
	jDupX2        = 91
	jDup2         = 92
	jDup2X1       = 93
	jDup2X2       = 94
	jSwap         = 95
	jAdd          = 96
	jNeg          = 116
	jShift        = 120
	jAnd          = 126
	jIncrease     = 132
	jConvert      = 133
	jCompareLong  = 148
	jCompare      = 149
	jIfZero       = 153
	jIf           = 159
	jIfSame       = 165
	jGoto         = 167
	jCall         = 168 // jsr
	jReturnFrom   = 169 // ret
	jTableSwitch  = 170
	jLookupSwitch = 171
	jReturn       = 172
	jReturnVoid   = 177
	jGetStatic    = 178
	jPutStatic    = 179
	jGetField     = 180
	jPutField     = 181
	jVirtual      = 182
	jSpecial      = 183
	jStatic       = 184
	jInterface    = 185
	jDynamic      = 186
	jNew          = 187
	jNewArray     = 188
	jNewArrayOf   = 189
	jArrayLength  = 190
	jThrow        = 191
	jCast         = 192
	jInstanceOf   = 193
	jMonitorEnter = 194
	jMonitorExit  = 195
	jWide         = 196
	jNewArrays    = 197
	jIfNull       = 198
	jIfNotNull    = 199
	jGotoWide     = 200
	jCallWide     = 201
)

// instruction is one of the bytecode.
type instruction struct {
	op      int
	size    int
	operand int // a number, a local or an index
	second  int // what iinc adds, the dimensions of multianewarray
	targets []int
	keys    []int32 // of a switch; its default is the last target
}

func (i *instruction) callsSubroutine() bool { return i.op == jCall || i.op == jCallWide }

func (i *instruction) fallsThrough() bool {
	return (i.op < jGoto || i.op > jReturnVoid) && i.op != jGotoWide && i.op != jCallWide && i.op != jThrow
}

// operandSize holds the bytes behind an opcode; switches and wide have their own
// ways.
var operandSize = func() (size [jCallWide + 1]int) {
	for _, r := range []struct{ first, last, size int }{
		{jByte, jByte, 1}, {jShort, jShort, 2}, {jConstant, jConstant, 1}, {jConstantWide, jConstantWide + 1, 2}, {jLoad, jLoad + 4, 1},
		{jStore, jStore + 4, 1}, {jIncrease, jIncrease, 2}, {jIfZero, jCall, 2}, {jReturnFrom, jReturnFrom, 1},
		{jGetStatic, jStatic, 2}, {jInterface, jDynamic, 4}, {jNew, jNew, 2}, {jNewArray, jNewArray, 1},
		{jNewArrayOf, jNewArrayOf, 2}, {jCast, jInstanceOf, 2}, {jNewArrays, jNewArrays, 3}, {jIfNull, jIfNotNull, 2},
		{jGotoWide, jCallWide, 4},
	} {
		for op := r.first; op <= r.last; op++ {
			size[op] = r.size
		}
	}
	return size
}()

// decode reads the instruction at pc; ok is false where there is none.
func decode(code []byte, pc int) (in instruction, ok bool) {
	r := reader{data: code, at: pc}
	in.op = int(r.u1())
	switch {
	case in.op > jCallWide:
		return in, false
	case in.op == jTableSwitch || in.op == jLookupSwitch:
		in.table(&r, pc)
	case in.op == jWide:
		in.op = int(r.u1())
		in.operand = int(r.u2())
		if in.op == jIncrease {
			in.second = int(int16(r.u2()))
		} else if operandSize[min(in.op, jCallWide)] != 1 || in.op < jLoad || in.op == jNewArray {
			return in, false
		}
	default:
		in.plain(&r, pc)
	}
	in.size = r.at - pc
	return in, !r.bad
}

func (in *instruction) plain(r *reader, pc int) {
	switch operandSize[in.op] {
	case 1:
		in.operand = int(r.u1())
	case 2:
		if in.op == jIncrease {
			in.operand, in.second = int(r.u1()), int(int8(r.u1()))
			return
		}
		in.operand = int(r.u2())
	case 3:
		in.operand, in.second = int(r.u2()), int(r.u1())
	case 4:
		if in.op == jGotoWide || in.op == jCallWide {
			in.targets = []int{pc + int(int32(r.u4()))}
			return
		}
		in.operand = int(r.u2())
		r.u2()
	}
	switch {
	case in.op == jByte:
		in.operand = int(int8(in.operand))
	case in.op == jShort:
		in.operand = int(int16(in.operand))
	case in.op >= jIfZero && in.op <= jCall, in.op == jIfNull, in.op == jIfNotNull:
		in.targets = []int{pc + int(int16(in.operand))}
	}
}

// table reads a switch, which stands on four bytes from the start of the code.
func (in *instruction) table(r *reader, pc int) {
	r.bytes(3 - pc%4)
	otherwise := pc + int(int32(r.u4()))
	if in.op == jTableSwitch {
		low, high := int(int32(r.u4())), int(int32(r.u4()))
		if n := high - low + 1; n < 0 || n > (len(r.data)-r.at)/4 {
			r.bad = true
			return
		}
		for key := low; key <= high; key++ {
			in.keys = append(in.keys, int32(key))
			in.targets = append(in.targets, pc+int(int32(r.u4())))
		}
	} else {
		n := int(int32(r.u4()))
		if n < 0 || n > (len(r.data)-r.at)/8 {
			r.bad = true
			return
		}
		for range n {
			in.keys = append(in.keys, int32(r.u4()))
			in.targets = append(in.targets, pc+int(int32(r.u4())))
		}
	}
	in.targets = append(in.targets, otherwise)
}

// local returns which local an instruction loads (l) or stores (s), and as what;
// zero for others. What iinc changes it stores.
func (in *instruction) local() (k kind, local int, how byte) {
	switch op := in.op; {
	case op >= jLoad && op < jLoad0:
		return kindsInOrder[op-jLoad], in.operand, 'l'
	case op >= jLoad0 && op < jArrayLoad:
		return kindsInOrder[(op-jLoad0)/4], (op - jLoad0) % 4, 'l'
	case op >= jStore && op < jStore0:
		return kindsInOrder[op-jStore], in.operand, 's'
	case op >= jStore0 && op < jArrayStore:
		return kindsInOrder[(op-jStore0)/4], (op - jStore0) % 4, 's'
	case op == jIncrease:
		return kindInt, in.operand, 's'
	}
	return 0, 0, 0
}
