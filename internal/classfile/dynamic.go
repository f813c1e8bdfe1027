package classfile

import (
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// The bootstrap methods that are known: those of lambdas and of the sums of
// strings.
const (
	lambdas = "Ljava/lang/invoke/LambdaMetafactory;"
	concats = "Ljava/lang/invoke/StringConcatFactory;"
)

// dynamic translates invokedynamic. Where it is neither a lambda nor a sum of
// strings, its result is zero and the place is counted.
func (t *translation) dynamic(index int) error {
	c, ok := t.pool.at(index, tagInvokeDynamic)
	if !ok {
		return errDamaged
	}
	name, _, p := t.pool.nameAndType(c.half(2), false)
	if n := c.half(0); p != nil && n < len(t.bootstraps) {
		b := &t.bootstraps[n]
		_, by, _ := t.pool.handle(b.handle)
		switch {
		case by.class == lambdas:
			if l, ok := t.lambda(name, p, b); ok {
				return t.create(l)
			}
		case by.class == concats && p.result == "Ljava/lang/String;":
			return t.concat(by.name, p, b)
		}
	}
	if p == nil {
		return errDamaged
	}
	t.out.stats.Dynamic++
	var i insn
	if err := t.arguments(&i, p.params, false); err != nil {
		return err
	}
	t.release()
	if k := kindOf(p.result); k != 0 {
		t.literal(k, 0)
	}
	return nil
}

// lambda is what a class that stands for a lambda has to do.
type lambda struct {
	iface    string
	captures []string // types of the values that the lambda takes along
	name     string   // of the method of the interface
	erased   *proto   // as the interface has it
	kind     byte     // of the handle
	target   member   // what runs
	class    string   // made for it
}

// The kinds of method handle (JVMS table 5.4.3.5-A).
const (
	handleVirtual   = 5
	handleStatic    = 6
	handleSpecial   = 7
	handleNew       = 8
	handleInterface = 9
)

// lambda reads a call site of LambdaMetafactory.
func (t *translation) lambda(name string, p *proto, b *bootstrap) (l lambda, ok bool) {
	if len(b.args) < 3 || !write.IsName(name) || p.result[0] != 'L' {
		return l, false
	}
	c, ok := t.pool.at(b.args[0], tagMethodType)
	if !ok {
		return l, false
	}
	erased, ok := t.pool.text(c.half(0))
	if !ok || len(erased) > maxRef {
		return l, false
	}
	l = lambda{iface: p.result, captures: p.params, name: name, erased: newProto(erased)}
	l.kind, l.target, ok = t.pool.handle(b.args[1])
	return l, ok && l.erased != nil && l.target.proto != nil && l.kind >= handleVirtual && l.kind <= handleInterface
}

// create makes an object of the class that stands for a lambda.
func (t *translation) create(l lambda) error {
	if t.work -= 64 + 16*(len(l.captures)+len(l.target.proto.params)); t.work < 0 {
		return errWork
	}
	l.class = strings.TrimSuffix(t.Name, ";") + "$$ExternalSyntheticLambda" + strconv.Itoa(t.lambdas) + ";"
	if !t.addLambda(&l) {
		return errDamaged
	}
	t.lambdas++
	i := insn{op: opInvokeDirect, form: formInvoke, table: write.Methods, text: l.constructor()}
	if err := t.arguments(&i, l.captures, false); err != nil {
		return err
	}
	if err := t.name(&i); err != nil {
		return err
	}
	object := value{kindRef, t.vacant(t.base+t.depth, 1)}
	t.hold(object, 1)
	t.add(insn{op: opNewInstance, form: formIndex, writes: true, regs: [3]value{object}, table: write.Types, text: l.class})
	i.args = append([]value{object}, i.args...)
	t.add(i)
	t.release()
	t.hold(object, -1)
	t.push(object)
	return nil
}

func (l *lambda) constructor() string {
	return l.class + "-><init>(" + strings.Join(l.captures, "") + ")V"
}

func (l *lambda) fieldRef(i int) string {
	return l.class + "->f$" + strconv.Itoa(i) + ":" + l.captures[i]
}

// addLambda adds the class: a field for each value that is taken along, the
// constructor that sets them, and the method that runs the code.
func (t *translation) addLambda(l *lambda) bool {
	c := &write.Class{Flags: accFinalSynthetic, Name: l.class, Super: objectClass, Interfaces: []string{l.iface}}
	c.Source = t.source()
	for i := range l.captures {
		c.Fields = append(c.Fields, &write.Field{Flags: accFinalSynthetic, Ref: l.fieldRef(i)})
	}
	build, ok := t.lambdaMethod(l, l.constructor(), l.captures, l.construct)
	if !ok {
		return false
	}
	build.Flags = accPublic | accSynthetic | write.AccConstructor
	run, ok := t.lambdaMethod(l, l.class+"->"+l.name+"("+strings.Join(l.erased.params, "")+")"+l.erased.result, l.erased.params, l.run)
	if !ok {
		return false
	}
	run.Flags = accPublic
	c.Methods = []*write.Method{build, run}
	return t.out.add(c) == nil
}

const (
	accFinalSynthetic = 0x10 | accSynthetic
	objectClass       = "Ljava/lang/Object;"
)

// lambdaMethod makes a method of the class of a lambda. Its locals are this and
// the parameters; what fill adds works on a stack like any other method.
func (t *translation) lambdaMethod(l *lambda, ref string, params []string, fill func(*translation) error) (*write.Method, bool) {
	const room = 64 // for the stack
	words := 1 + write.Words(params)
	m := &translation{
		Class: t.Class, out: t.out, method: &Method{}, ins: words, base: words, work: minWork,
		code:   &code{maxLocals: words, maxStack: room},
		blocks: map[int]*block{}, used: make([]int, words), alias: make([]int, words),
	}
	for i := range m.alias {
		m.alias[i] = i
	}
	m.current = &block{reached: true, next: -1}
	m.blocks[0], m.order = m.current, []int{0}
	if fill(m) != nil {
		return nil, false
	}
	body, err := m.encode()
	if err != nil {
		return nil, false
	}
	return &write.Method{Ref: ref, Code: body}, true
}

// construct adds the body of the constructor.
func (l *lambda) construct(m *translation) error {
	if err := m.load(kindRef, 0); err != nil {
		return err
	}
	if err := m.invoke(opInvokeDirect, objectClass+"-><init>()V", &proto{result: "V"}, true); err != nil {
		return err
	}
	at := 1
	for i, typ := range l.captures {
		k := kindOf(typ)
		this, v := value{kindRef, 0}, value{k, at}
		at += k.words()
		if err := m.do(insn{op: opIput + byte(variant(typ)), form: formMember, regs: [3]value{v, this}, table: write.Fields, text: l.fieldRef(i)}); err != nil {
			return err
		}
	}
	return m.returns(jReturnVoid)
}

// run adds the body of the method: what was taken along and the parameters go to
// the code of the lambda, and what that returns goes back.
func (l *lambda) run(m *translation) error {
	if l.kind == handleNew {
		made := insn{op: opNewInstance, form: formIndex, table: write.Types, text: l.target.class}
		if err := m.make(made, kindRef); err != nil {
			return err
		}
		m.push(m.stack[0])
	}
	wanted := l.target.proto.params
	instance := l.kind != handleStatic && l.kind != handleNew
	if instance {
		wanted = append([]string{l.target.class}, wanted...)
	}
	if len(wanted) != len(l.captures)+len(l.erased.params) {
		return errDamaged
	}
	for i, typ := range l.captures {
		if err := m.make(insn{op: opIget + byte(variant(typ)), form: formMember, regs: [3]value{1: {kindRef, 0}}, table: write.Fields, text: l.fieldRef(i)}, kindOf(typ)); err != nil {
			return err
		}
		if err := m.adapt(typ, wanted[i]); err != nil {
			return err
		}
	}
	at := 1
	for i, typ := range l.erased.params {
		if err := m.load(kindOf(typ), at); err != nil {
			return err
		}
		at += kindOf(typ).words()
		if err := m.adapt(typ, wanted[len(l.captures)+i]); err != nil {
			return err
		}
	}
	op := map[byte]byte{handleVirtual: opInvokeVirtual, handleStatic: opInvokeStatic, handleSpecial: opInvokeDirect, handleNew: opInvokeDirect, handleInterface: opInvokeIface}[l.kind]
	if err := m.invoke(op, l.target.ref, l.target.proto, l.kind != handleStatic); err != nil {
		return err
	}
	result := l.target.proto.result
	if l.kind == handleNew {
		result = l.target.class
	}
	return m.giveBack(result, l.erased.result)
}

// giveBack returns what a call left on the stack as another type.
func (t *translation) giveBack(from, to string) error {
	if to == "V" {
		return t.returns(jReturnVoid)
	}
	if from == "V" {
		return errDamaged
	}
	if err := t.adapt(from, to); err != nil {
		return err
	}
	v, err := t.take(kindOf(to))
	if err != nil {
		return err
	}
	return t.do(insn{op: opReturn + suffix(v.kind), form: formOne, regs: [3]value{v}})
}

// adapt makes the value on top of the stack one of another type, as
// LambdaMetafactory does: by a cast, a box, or a wider number.
func (t *translation) adapt(from, to string) error {
	boxed, primitive := boxes[from]
	target, wantsPrimitive := boxes[to]
	switch {
	case from == to || !primitive && to == objectClass:
		return nil
	case primitive && wantsPrimitive:
		return t.widen(kindOf(from), kindOf(to))
	case primitive:
		return t.invoke(opInvokeStatic, boxed.class+"->valueOf("+from+")"+boxed.class, &proto{params: []string{from}, result: boxed.class}, false)
	case wantsPrimitive:
		if err := t.castTo(target.class); err != nil {
			return err
		}
		return t.invoke(opInvokeVirtual, target.class+"->"+target.unbox+"()"+to, &proto{result: to}, true)
	}
	return t.castTo(to)
}

// castTo casts a copy: a parameter may be needed again as what it is.
func (t *translation) castTo(class string) error {
	v, err := t.take(kindRef)
	if err != nil {
		return err
	}
	t.release()
	to := t.result(kindRef)
	t.move(to, v)
	t.push(to)
	return t.do(insn{op: opCheckCast, form: formIndex, regs: [3]value{to}, table: write.Types, text: class})
}

func (t *translation) widen(from, to kind) error {
	for i, c := range conversions {
		if c[0] == from && c[1] == to && from != to {
			return t.convert(jConvert + i)
		}
	}
	return nil
}

const (
	builder     = "Ljava/lang/StringBuilder;"
	stringClass = "Ljava/lang/String;"
)

// concat translates a sum of strings as compilers did before: by a StringBuilder.
// In the recipe 1 stands for an argument and 2 for a constant.
func (t *translation) concat(by string, p *proto, b *bootstrap) error {
	recipe := strings.Repeat("\x01", len(p.params))
	if by == "makeConcatWithConstants" {
		if len(b.args) == 0 {
			return errDamaged
		}
		var ok bool
		if recipe, ok = t.pool.string(b.args[0]); !ok {
			return errDamaged
		}
	}
	if t.work -= len(recipe); t.work < 0 {
		return errWork
	}
	var i insn
	if err := t.arguments(&i, p.params, false); err != nil {
		return err
	}
	sum := value{kindRef, t.vacant(t.base+t.depth, 1)}
	t.hold(sum, 1)
	s := summation{translation: t, sum: sum}
	s.add(insn{op: opNewInstance, form: formIndex, writes: true, regs: [3]value{sum}, table: write.Types, text: builder})
	s.call(opInvokeDirect, builder+"-><init>()V", sum)
	if err := s.parts(recipe, i.args, p.params, b); err != nil {
		return err
	}
	t.release()
	s.call(opInvokeVirtual, builder+"->toString()"+stringClass, sum)
	t.hold(sum, -1)
	if s.err != nil {
		return s.err
	}
	t.add(insn{op: opMoveResult + 2, form: formOne, writes: true, regs: [3]value{sum}})
	t.push(sum)
	return nil
}

// summation is a sum of strings that is being translated.
type summation struct {
	*translation
	sum value // the StringBuilder
	err error
}

func (s *summation) parts(recipe string, args []value, params []string, b *bootstrap) error {
	constants := 1
	for recipe != "" {
		n := strings.IndexAny(recipe, "\x01\x02")
		if n < 0 {
			n = len(recipe)
		}
		if n > 0 {
			s.text(recipe[:n])
			recipe = recipe[n:]
			continue
		}
		switch {
		case recipe[0] == 1 && len(args) > 0:
			s.append(args[0], appended(params[0]))
			args, params = args[1:], params[1:]
		case recipe[0] == 2 && constants < len(b.args):
			s.constant(b.args[constants])
			constants++
		default:
			return errDamaged
		}
		recipe = recipe[1:]
	}
	return s.err
}

// constant appends a constant of the bootstrap method: a string, or what is no
// text by itself.
func (s *summation) constant(i int) {
	if text, ok := s.pool.string(i); ok {
		s.text(text)
	}
}

func (s *summation) text(text string) {
	v := value{kindRef, s.vacant(s.base+s.depth, 1)}
	s.add(insn{op: opConstString, form: formJumbo, writes: true, regs: [3]value{v}, table: write.Strings, text: text})
	s.hold(v, 1) // so that the zone has room for it
	s.append(v, stringClass)
	s.hold(v, -1)
}

func (s *summation) append(v value, typ string) {
	s.call(opInvokeVirtual, builder+"->append("+typ+")"+builder, s.sum, v)
	s.add(insn{op: opMoveResult + 2, form: formOne, writes: true, regs: [3]value{s.sum}})
}

func (s *summation) call(op byte, ref string, args ...value) {
	s.add(insn{op: op, form: formInvoke, table: write.Methods, text: ref, args: args})
}

func (s *summation) add(i insn) {
	if err := s.name(&i); err != nil {
		s.err = err
	}
	s.translation.add(i)
}

// appended is the type by which StringBuilder takes a value.
func appended(typ string) string {
	switch {
	case typ == "B" || typ == "S":
		return "I"
	case len(typ) == 1 || typ == stringClass:
		return typ
	}
	return objectClass
}
