package classfile

import (
	"math"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// kindsInOrder are the kinds in the order of loads, stores and returns.
var kindsInOrder = [...]kind{kindInt, kindLong, kindFloat, kindDouble, kindRef}

// arrayKinds and arrayVariants are those of the loads from arrays, in their order.
var (
	arrayKinds    = [...]kind{kindInt, kindLong, kindFloat, kindDouble, kindRef, kindInt, kindInt, kindInt}
	arrayVariants = [...]byte{0, 1, 0, 1, 2, 4, 5, 6}
)

// step translates one instruction.
func (t *translation) step(in instruction) error {
	op := in.op
	switch {
	case op == 0:
		return nil
	case op <= jShort:
		return t.number(in)
	case op <= jConstantWide+1:
		return t.constant(in.operand)
	case op < jLoad0:
		return t.load(kindsInOrder[op-jLoad], in.operand)
	case op < jArrayLoad:
		return t.load(kindsInOrder[(op-jLoad0)/4], (op-jLoad0)%4)
	case op < jStore:
		return t.arrayLoad(op - jArrayLoad)
	case op < jStore0:
		return t.store(kindsInOrder[op-jStore], in.operand)
	case op < jArrayStore:
		return t.store(kindsInOrder[(op-jStore0)/4], (op-jStore0)%4)
	case op < jPop:
		return t.arrayStore(op - jArrayStore)
	case op <= jSwap:
		return t.shuffle(op)
	case op < jIncrease:
		return t.arithmetic(op)
	case op == jIncrease:
		return t.increase(in.operand, in.second)
	case op < jIfZero:
		return t.convert(op)
	case op <= jGoto, op == jGotoWide, op == jIfNull, op == jIfNotNull:
		return t.branch(in)
	case op == jCall, op == jCallWide:
		return t.subroutine(in)
	case op == jReturnFrom:
		return t.back(in.operand)
	case op <= jLookupSwitch:
		return t.switches(in)
	case op <= jReturnVoid:
		return t.returns(op)
	case op <= jPutField:
		return t.field(in)
	case op <= jInterface:
		return t.call(in)
	case op == jDynamic:
		return t.dynamic(in.operand)
	}
	return t.object(in)
}

func (t *translation) number(in instruction) error {
	switch op := in.op; {
	case op == jNull:
		t.literal(kindRef, 0)
	case op < jLong0:
		t.literal(kindInt, int64(op-jIntM1-1))
	case op < jFloat0:
		t.literal(kindLong, int64(op-jLong0))
	case op < jDouble0:
		t.literal(kindFloat, int64(int32(math.Float32bits(float32(op-jFloat0)))))
	case op < jByte:
		t.literal(kindDouble, int64(math.Float64bits(float64(op-jDouble0))))
	default:
		t.literal(kindInt, int64(in.operand))
	}
	return nil
}

func (t *translation) literal(k kind, v int64) {
	to := t.result(k)
	t.add(insn{form: formConst, writes: true, regs: [3]value{to}, literal: v})
	t.push(to)
}

// constant translates ldc.
func (t *translation) constant(i int) error {
	if i <= 0 || i >= len(t.pool.items) {
		return errDamaged
	}
	switch c := &t.pool.items[i]; c.tag {
	case tagInteger:
		t.literal(kindInt, int64(int32(c.bits())))
	case tagFloat:
		t.literal(kindFloat, int64(int32(c.bits())))
	case tagLong:
		t.literal(kindLong, int64(c.bits()))
	case tagDouble:
		t.literal(kindDouble, int64(c.bits()))
	case tagString:
		s, ok := t.pool.text(c.half(0))
		if !ok {
			return errDamaged
		}
		return t.text(s)
	case tagClass:
		name, ok := t.pool.class(i)
		if !ok {
			return errDamaged
		}
		return t.make(insn{op: opConstClass, form: formIndex, table: write.Types, text: name}, kindRef)
	case tagHandle, tagMethodType:
		t.literal(kindRef, 0) // nothing that zicha asks for
	case tagDynamic:
		_, descriptor, _ := t.pool.nameAndType(c.half(2), true)
		if write.TypeLength(descriptor) != len(descriptor) || descriptor == "" || descriptor == "V" {
			return errDamaged
		}
		t.out.stats.Dynamic++
		t.literal(kindOf(descriptor), 0)
	default:
		return errDamaged
	}
	return nil
}

// text loads a string.
func (t *translation) text(s string) error {
	return t.make(insn{op: opConstString, form: formJumbo, table: write.Strings, text: s}, kindRef)
}

// make adds an instruction whose result comes on the stack.
func (t *translation) make(i insn, k kind) error {
	if err := t.name(&i); err != nil {
		return err
	}
	t.release()
	i.writes, i.regs[0] = true, t.result(k)
	t.add(i)
	t.push(i.regs[0])
	return nil
}

// name enters what an instruction refers to into the tables.
func (t *translation) name(i *insn) error {
	if i.table == write.NoTable {
		return nil
	}
	return t.out.tables.Add(i.table, i.text)
}

// do adds an instruction without a result.
func (t *translation) do(i insn) error {
	if err := t.name(&i); err != nil {
		return err
	}
	t.release()
	t.add(i)
	return nil
}

func (t *translation) inLocals(k kind, local int) bool {
	if k.words() == 2 && local == t.ins-1 {
		t.skewed = true
	}
	return local+k.words() <= t.maxLocals
}

// load puts a local on the stack, where it is: nothing is moved before somebody
// writes to the local.
func (t *translation) load(k kind, local int) error {
	if !t.inLocals(k, local) {
		return errDamaged
	}
	t.push(value{k, t.alias[local]})
	return nil
}

func (t *translation) store(k kind, local int) error {
	if _, err := t.take(k); err != nil || !t.inLocals(k, local) {
		return errDamaged
	}
	if t.alias[local] != local {
		t.release() // another name for a parameter
		return nil
	}
	to := value{k, local}
	if !t.free(local, k.words()) {
		t.evict(to, -1, t.stack)
	}
	from := t.held[0]
	t.release()
	if !t.redirect(from, to) {
		t.move(to, from)
	}
	return nil
}

// redirect lets the instruction before give its result to a local at once, if
// nobody else reads it.
func (t *translation) redirect(from, to value) bool {
	n := len(t.current.code) - 1
	if n < 0 || from.reg < t.base || !t.free(from.reg, from.kind.words()) {
		return false
	}
	last := &t.current.code[n]
	if !last.writes || last.form == formMove || last.regs[0] != from {
		return false
	}
	last.regs[0] = to
	return true
}

func (t *translation) increase(local, by int) error {
	if !t.inLocals(kindInt, local) {
		return errDamaged
	}
	v := value{kindInt, local}
	if !t.free(local, 1) {
		t.evict(v, -1, t.stack)
	}
	if by == int(int8(by)) {
		t.add(insn{op: opAddIntLit8, form: formLit8, writes: true, regs: [3]value{v, v}, literal: int64(by)})
		return nil
	}
	t.literal(kindInt, int64(by))
	amount, err := t.take(kindInt)
	if err != nil {
		return err
	}
	t.release()
	t.add(insn{op: opBinop, form: formThree, writes: true, regs: [3]value{v, v, amount}})
	return nil
}

func (t *translation) arrayLoad(n int) error {
	index, err := t.take(kindInt)
	if err != nil {
		return err
	}
	array, err := t.take(kindRef)
	if err != nil {
		return err
	}
	return t.make(insn{op: opAget + arrayVariants[n], form: formThree, regs: [3]value{1: array, 2: index}}, arrayKinds[n])
}

func (t *translation) arrayStore(n int) error {
	v, err := t.take(arrayKinds[n])
	if err != nil {
		return err
	}
	index, err := t.take(kindInt)
	if err != nil {
		return err
	}
	array, err := t.take(kindRef)
	if err != nil {
		return err
	}
	return t.do(insn{op: opAput + arrayVariants[n], form: formThree, regs: [3]value{v, array, index}})
}

// shuffle translates the instructions that only rearrange the stack: no register
// is touched. Those for two words take one value of two or two of one.
func (t *translation) shuffle(op int) error {
	var top, below []value // from the top down
	words := 1
	if op == jPop2 || op >= jDup2 && op <= jDup2X2 {
		words = 2
	}
	var err error
	if top, err = t.takeWords(words); err != nil {
		return err
	}
	switch op {
	case jPop, jPop2:
		t.release()
		return nil
	case jDupX1, jDup2X1, jSwap:
		below, err = t.takeWords(1)
	case jDupX2, jDup2X2:
		below, err = t.takeWords(2)
	}
	if err != nil {
		return err
	}
	order := [][]value{top, below, top}
	if op == jSwap {
		order = [][]value{top, below}
	}
	for _, list := range order {
		for i := len(list) - 1; i >= 0; i-- {
			t.push(list[i])
		}
	}
	t.release()
	return nil
}

// takeWords takes values of together so many words.
func (t *translation) takeWords(words int) (list []value, err error) {
	for words > 0 {
		v, err := t.take(0)
		if err != nil || v.kind.words() > words {
			return nil, errDamaged
		}
		list = append(list, v)
		words -= v.kind.words()
	}
	return list, nil
}

// arithmetic translates iadd to lxor.
func (t *translation) arithmetic(op int) error {
	n := op - jAdd
	switch {
	case op >= jNeg && op < jShift: // neg-int, neg-long, neg-float, neg-double
		k := kindsInOrder[op-jNeg]
		v, err := t.take(k)
		if err != nil {
			return err
		}
		return t.make(insn{op: opUnop + [...]byte{0, 2, 4, 5}[op-jNeg], form: formTwo, regs: [3]value{1: v}}, k)
	case op >= jShift && op < jAnd:
		const shl = 8 // after add, sub, mul, div, rem, and, or, xor
		return t.binary(kindsInOrder[n%2], kindInt, byte(shl+(op-jShift)/2))
	case op >= jAnd:
		const and = 5
		k := kindsInOrder[op%2]
		return t.binary(k, k, byte(and+(op-jAnd)/2))
	}
	k := kindsInOrder[n%4]
	return t.binary(k, k, byte(n/4))
}

// opsBefore is where the operations of a kind begin among the binary ones.
var opsBefore = map[kind]byte{kindInt: 0, kindLong: 11, kindFloat: 22, kindDouble: 27}

func (t *translation) binary(k, right kind, n byte) error {
	return t.pair(opBinop+opsBefore[k]+n, k, right, k)
}

// pair translates an operation on two values.
func (t *translation) pair(op byte, left, right, result kind) error {
	b, err := t.take(right)
	if err != nil {
		return err
	}
	a, err := t.take(left)
	if err != nil {
		return err
	}
	return t.make(insn{op: op, form: formThree, regs: [3]value{1: a, 2: b}}, result)
}

// conversions are the kinds that i2l to i2s take and give.
var conversions = [...][2]kind{
	{kindInt, kindLong}, {kindInt, kindFloat}, {kindInt, kindDouble},
	{kindLong, kindInt}, {kindLong, kindFloat}, {kindLong, kindDouble},
	{kindFloat, kindInt}, {kindFloat, kindLong}, {kindFloat, kindDouble},
	{kindDouble, kindInt}, {kindDouble, kindLong}, {kindDouble, kindFloat},
	{kindInt, kindInt}, {kindInt, kindInt}, {kindInt, kindInt},
}

// convert translates conversions and comparisons.
func (t *translation) convert(op int) error {
	switch {
	case op < jCompareLong:
		c := conversions[op-jConvert]
		v, err := t.take(c[0])
		if err != nil {
			return err
		}
		return t.make(insn{op: opIntToLong + byte(op-jConvert), form: formTwo, regs: [3]value{1: v}}, c[1])
	case op == jCompareLong:
		return t.pair(opCmpLong, kindLong, kindLong, kindInt)
	}
	k := kindFloat
	if op >= jCompare+2 {
		k = kindDouble
	}
	return t.pair(opCmpFloat+byte(op-jCompare), k, k, kindInt)
}

func (t *translation) branch(in instruction) error {
	i := insn{form: formZero, target: in.targets[0]}
	k := kindInt
	switch op := in.op; {
	case op == jGoto, op == jGotoWide:
		i.form = formGoto
	case op == jIfNull, op == jIfNotNull:
		k, i.op = kindRef, opIfZero+byte(op-jIfNull)
	case op < jIf:
		i.op = opIfZero + byte(op-jIfZero)
	case op < jIfSame:
		i.form, i.op = formPair, opIf+byte(op-jIf)
	default:
		k, i.form, i.op = kindRef, formPair, opIf+byte(op-jIfSame)
	}
	operands := map[form]int{formGoto: 0, formZero: 1, formPair: 2}[i.form]
	for range operands {
		if _, err := t.take(k); err != nil {
			return err
		}
	}
	t.settle()
	for n, v := range t.held {
		i.regs[operands-1-n] = v
	}
	if !t.enter(i.target, t.kinds()) {
		return t.wrong()
	}
	return t.do(i)
}

func (t *translation) switches(in instruction) error {
	if _, err := t.take(kindInt); err != nil {
		return err
	}
	t.settle()
	for _, target := range in.targets {
		if !t.enter(target, t.kinds()) {
			return t.wrong()
		}
	}
	n := len(in.keys)
	if n > 0 {
		i := insn{op: opSparseSwitch, form: formSwitch, regs: [3]value{t.held[0]}, cases: &cases{in.keys, in.targets[:n], false}}
		if in.op == jTableSwitch {
			i.op, i.cases.packed = opPackedSwitch, true
		}
		if err := t.do(i); err != nil {
			return err
		}
	}
	return t.do(insn{form: formGoto, target: in.targets[n]})
}

// subroutine translates jsr, which compilers gave up in 2004: the address to
// return to is a number.
func (t *translation) subroutine(in instruction) error {
	begin, after := in.targets[0], t.pc+in.size
	t.literal(kindRef, int64(after))
	t.settle()
	within := t.within
	if _, known := t.around[begin]; !known {
		t.around[begin] = within
	}
	t.within = begin
	ok := t.enter(begin, t.kinds())
	t.within = within
	if !ok {
		return t.wrong()
	}
	return t.do(insn{form: formGoto, target: begin})
}

// back translates ret as a switch over the places that call the subroutine.
func (t *translation) back(local int) error {
	after := t.calls[t.within]
	if len(after) == 0 || !t.inLocals(kindRef, local) {
		return errDamaged
	}
	t.settle()
	i := insn{op: opSparseSwitch, form: formSwitch, regs: [3]value{{kindRef, local}}, cases: &cases{}}
	within := t.within
	t.within = t.around[within]
	for _, pc := range after {
		if !t.enter(pc, t.kinds()) {
			return t.wrong()
		}
		i.cases.keys = append(i.cases.keys, int32(pc))
		i.cases.targets = append(i.cases.targets, pc)
	}
	t.within = within
	t.add(i)
	t.add(insn{form: formGoto, target: after[0]})
	return nil
}

func (t *translation) returns(op int) error {
	var from value
	if op != jReturnVoid {
		var err error
		if from, err = t.take(kindsInOrder[op-jReturn]); err != nil {
			return err
		}
	}
	t.release()
	switch {
	case t.shared && from.kind != t.end.kind:
		return errDamaged
	case t.shared:
		if from.kind != 0 && !t.redirect(from, t.end) {
			t.move(t.end, from)
		}
		t.current.after = append(t.current.after, len(t.bytes))
		t.add(insn{form: formGoto, target: len(t.bytes)})
	case from.kind == 0:
		t.add(insn{op: opReturnVoid, form: formNone})
	default:
		t.add(insn{op: opReturn + suffix(from.kind), form: formOne, regs: [3]value{from}})
	}
	return nil
}

// suffix is which of return, return-wide and return-object, and so on, is meant.
func suffix(k kind) byte {
	if k == kindRef {
		return 2
	}
	return byte(k.words() - 1)
}

func (t *translation) field(in instruction) error {
	m, ok := t.pool.member(in.operand, tagField)
	if !ok || write.TypeLength(m.descriptor) != len(m.descriptor) || m.descriptor == "" || m.descriptor == "V" {
		return errDamaged
	}
	k, v := kindOf(m.descriptor), byte(variant(m.descriptor))
	i := insn{form: formMember, table: write.Fields, text: m.ref}
	switch in.op {
	case jGetStatic:
		i.op, i.form = opSget+v, formIndex
		return t.make(i, k)
	case jGetField:
		on, err := t.take(kindRef)
		if err != nil {
			return err
		}
		i.op, i.regs[1] = opIget+v, on
		return t.make(i, k)
	}
	from, err := t.take(k)
	if err != nil {
		return err
	}
	i.regs[0] = from
	if in.op == jPutStatic {
		i.op, i.form = opSput+v, formIndex
		return t.do(i)
	}
	on, err := t.take(kindRef)
	if err != nil {
		return err
	}
	i.op, i.regs[1] = opIput+v, on
	return t.do(i)
}

func (t *translation) call(in instruction) error {
	m, ok := t.pool.member(in.operand, tagMethod, tagInterface)
	if !ok {
		return errDamaged
	}
	op := map[int]byte{jVirtual: opInvokeVirtual, jSpecial: opInvokeSuper, jStatic: opInvokeStatic, jInterface: opInvokeIface}[in.op]
	if in.op == jSpecial && (m.name == "<init>" || t.isPrivate(m)) || in.op == jVirtual && t.isPrivate(m) {
		op = opInvokeDirect
	}
	return t.invoke(op, m.ref, m.proto, in.op != jStatic)
}

// isPrivate reports whether the class itself has the method as a private one.
func (t *translation) isPrivate(m member) bool {
	return m.class == t.Name && t.privates()[m.name+m.descriptor]
}

// invoke calls a method with what is on the stack.
func (t *translation) invoke(op byte, ref string, p *proto, instance bool) error {
	i := insn{op: op, form: formInvoke, table: write.Methods, text: ref}
	if err := t.arguments(&i, p.params, instance); err != nil {
		return err
	}
	if err := t.do(i); err != nil {
		return err
	}
	if k := kindOf(p.result); k != 0 {
		return t.make(insn{op: opMoveResult + suffix(k), form: formOne}, k)
	}
	return nil
}

// arguments takes those of a call off the stack.
func (t *translation) arguments(i *insn, params []string, instance bool) error {
	n := len(params)
	if instance {
		n++
	}
	i.args = make([]value, n)
	for at := n - 1; at >= 0; at-- {
		k := kindRef
		if p := at - (n - len(params)); p >= 0 {
			k = kindOf(params[p])
		}
		v, err := t.take(k)
		if err != nil {
			return err
		}
		i.args[at] = v
	}
	t.work -= n
	return nil
}

// newArrayTypes are the types that newarray names by number, from 4 on.
var newArrayTypes = [...]string{"[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J"}

// object translates what is left: new, arrays, casts, locks, throw.
func (t *translation) object(in instruction) error {
	switch in.op {
	case jNew:
		return t.onType(in.operand, "", insn{op: opNewInstance, form: formIndex}, 0, kindRef)
	case jNewArray:
		n := in.operand - 4
		if n < 0 || n >= len(newArrayTypes) {
			return errDamaged
		}
		size, err := t.take(kindInt)
		if err != nil {
			return err
		}
		return t.make(insn{op: opNewArray, form: formMember, regs: [3]value{1: size}, table: write.Types, text: newArrayTypes[n]}, kindRef)
	case jNewArrayOf:
		return t.onType(in.operand, "[", insn{op: opNewArray, form: formMember}, kindInt, kindRef)
	case jArrayLength:
		v, err := t.take(kindRef)
		if err != nil {
			return err
		}
		return t.make(insn{op: opArrayLength, form: formTwo, regs: [3]value{1: v}}, kindInt)
	case jInstanceOf:
		return t.onType(in.operand, "", insn{op: opInstanceOf, form: formMember}, kindRef, kindInt)
	case jCast:
		return t.cast(in.operand)
	case jNewArrays:
		return t.newArrays(in)
	}
	op := map[int]byte{jThrow: opThrow, jMonitorEnter: opMonitorEnter, jMonitorExit: opMonitorExit}[in.op]
	v, err := t.take(kindRef)
	if err != nil || op == 0 {
		return errDamaged
	}
	return t.do(insn{op: op, form: formOne, regs: [3]value{v}})
}

// onType adds an instruction that names a type and takes at most one value.
func (t *translation) onType(index int, dimension string, i insn, from, result kind) error {
	name, ok := t.pool.class(index)
	if !ok {
		return errDamaged
	}
	i.table, i.text = write.Types, dimension+name
	if from != 0 {
		v, err := t.take(from)
		if err != nil {
			return err
		}
		i.regs[1] = v
	}
	return t.make(i, result)
}

// cast checks a value where it is.
func (t *translation) cast(index int) error {
	name, ok := t.pool.class(index)
	if !ok || len(t.stack) == 0 || t.stack[len(t.stack)-1].kind != kindRef {
		return errDamaged
	}
	return t.do(insn{op: opCheckCast, form: formIndex, regs: [3]value{t.stack[len(t.stack)-1]}, table: write.Types, text: name})
}

// newArrays makes an array of arrays: only the outer one is filled.
func (t *translation) newArrays(in instruction) error {
	name, ok := t.pool.class(in.operand)
	if !ok || in.second == 0 || name[0] != '[' {
		return errDamaged
	}
	var size value
	for range in.second {
		v, err := t.take(kindInt)
		if err != nil {
			return err
		}
		size = v
	}
	return t.make(insn{op: opNewArray, form: formMember, regs: [3]value{1: size}, table: write.Types, text: name}, kindRef)
}
