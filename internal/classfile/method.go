package classfile

import (
	"errors"
	"slices"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// The reasons why a method is left out.
var (
	errRegisters = errors.New("needs more registers than a DEX file allows")
	errWork      = errors.New("takes more work than its size allows")
	errDamaged   = errors.New("is damaged")
)

// Bounds on the work for one method: steps for each byte of its code, and for
// any at all. Methods of compilers take about ten for a byte.
const (
	workPerByte = 256
	minWork     = 1 << 16
)

// block is a run of instructions that is entered at its first one only.
type block struct {
	start, end int
	reached    bool
	entry      []kind // what is on the stack
	caught     bool   // it begins an exception handler
	code       []insn
	next       int   // the block that follows without a jump; -1 where none does
	after      []int // the blocks that follow, but for handlers
	main       bool  // they lead here
	within     int   // the subroutine that it is part of: where that begins; -1 outside
	catches    []catch
}

// translation turns the code of one method into that of a DEX file.
type translation struct {
	*Class
	*code
	out    *output
	method *Method
	ins    int // words of the parameters, with this

	base   int           // the first register of the stack
	end    value         // what the method returns, where several places do; without a register of its own for void
	shared bool          // several places return
	calls  map[int][]int // subroutines, by where they begin, to where they return
	around map[int]int   // the subroutine that calls another
	within int           // as of the current block
	blocks map[int]*block
	order  []int // starts of the blocks, ascending
	work   int

	current *block
	pc      int
	line    int
	stack   []value
	depth   int     // words on the stack
	held    []value // operands that are still to be read
	used    []int   // by virtual register: how many entries of stack and held are in it
	zone    int     // registers of the stack that are in use somewhere
	todo    []int
	skewed  bool  // a long or double lies across the end of the parameters
	alias   []int // by local: itself, or the parameter of which it is another name
}

// translate returns the body of a method.
func (c *Class) translate(m *Method, out *output) (*write.Code, error) {
	p := newProto(m.Descriptor)
	if p == nil {
		return nil, errDamaged
	}
	t := &translation{Class: c, code: m.code, method: m, out: out, ins: p.words, blocks: map[int]*block{}, calls: map[int][]int{}, around: map[int]int{}, within: -1}
	if m.Access&accStatic == 0 {
		t.ins++
	}
	if t.ins > t.maxLocals || len(t.bytes) == 0 {
		return nil, errDamaged
	}
	t.work = minWork + workPerByte*len(t.bytes)
	t.base = t.maxLocals
	if err := t.split(); err != nil {
		return nil, err
	}
	t.findAliases()
	t.shareReturn()
	t.used = make([]int, t.base, t.base+2*t.maxStack+8)
	t.enter(0, nil)
	for len(t.todo) > 0 {
		start := t.todo[len(t.todo)-1]
		t.todo = t.todo[:len(t.todo)-1]
		if err := t.run(t.blocks[start]); err != nil {
			return nil, err
		}
	}
	return t.encode()
}

// split finds the blocks: where branches lead, and where handlers begin and end.
func (t *translation) split() error {
	begins := make([]bool, len(t.bytes)+1) // where instructions begin
	leads := make([]bool, len(t.bytes)+1)
	lead := func(pc int) bool {
		if pc < 0 || pc > len(t.bytes) {
			return false
		}
		leads[pc] = true
		return true
	}
	lead(0)
	for pc := 0; pc < len(t.bytes); {
		begins[pc] = true
		in, ok := decode(t.bytes, pc)
		if !ok {
			return errDamaged
		}
		if in.callsSubroutine() {
			t.calls[in.targets[0]] = append(t.calls[in.targets[0]], pc+in.size)
		}
		for _, target := range in.targets {
			if !lead(target) {
				return errDamaged
			}
		}
		pc += in.size
		if len(in.targets) > 0 || !in.fallsThrough() {
			lead(pc)
		}
	}
	for _, x := range t.catches {
		if x.start >= x.end || !lead(x.start) || !lead(x.end) || !lead(x.handler) {
			return errDamaged
		}
	}
	for pc, is := range leads[:len(t.bytes)] {
		if !is {
			continue
		}
		if !begins[pc] {
			return errDamaged
		}
		if n := len(t.order); n > 0 {
			t.blocks[t.order[n-1]].end = pc
		}
		t.order = append(t.order, pc)
		t.blocks[pc] = &block{start: pc, end: len(t.bytes), next: -1}
	}
	return t.cover()
}

// findAliases finds the locals that are only another name for a parameter, as
// compilers make them for loops: set once, to what never changes.
func (t *translation) findAliases() {
	t.alias = make([]int, t.maxLocals)
	stores := make([]int, t.maxLocals+1)
	source := make([]int, t.maxLocals)
	before := -1 // the parameter that the instruction before loads
	for i := range t.alias {
		t.alias[i] = i
	}
	for pc := 0; pc < len(t.bytes); {
		in, _ := decode(t.bytes, pc)
		pc += in.size
		k, local, kind := in.local()
		loaded := before
		before = -1
		switch {
		case kind == 0 || local+k.words() > t.maxLocals:
		case kind == 'l' && k.words() == 1 && local < t.ins && t.blocks[pc] == nil:
			before = local
		case kind == 's':
			stores[local]++
			if k.words() == 2 {
				stores[local+1] += 2
			} else if source[local] = loaded + 1; loaded < 0 {
				stores[local]++ // it is no other name
			}
		}
	}
	for local, from := range source {
		if stores[local] == 1 && from > 0 && local >= t.ins && stores[from-1] == 0 {
			t.alias[local] = from - 1
		}
	}
}

// shareReturn makes one place of several that return, as the tools of Android do:
// the analysis asks what is returned there.
func (t *translation) shareReturn() {
	returns, line := 0, 0
	for pc := 0; pc < len(t.bytes); {
		in, _ := decode(t.bytes, pc)
		if in.op >= jReturn && in.op <= jReturnVoid {
			returns, line = returns+1, t.lineOf(pc)
			if in.op != jReturnVoid {
				t.end = value{kindsInOrder[in.op-jReturn], t.maxLocals}
			}
		}
		pc += in.size
	}
	if t.shared = returns > 1; !t.shared {
		return
	}
	last := insn{op: opReturnVoid, form: formNone, line: line}
	if t.end.kind != 0 {
		t.base += t.end.kind.words()
		last = insn{op: opReturn + suffix(t.end.kind), form: formOne, regs: [3]value{t.end}, line: line}
	}
	t.blocks[len(t.bytes)] = &block{start: len(t.bytes), next: -1, reached: true, code: []insn{last}}
	t.order = append(t.order, len(t.bytes))
}

// cover gives every block the handlers that its exceptions go to, in their order.
func (t *translation) cover() error {
	byStart := make([]int, len(t.catches))
	for i := range byStart {
		byStart[i] = i
	}
	slices.SortStableFunc(byStart, func(a, b int) int { return t.catches[a].start - t.catches[b].start })
	var active []int
	for _, start := range t.order {
		active = slices.DeleteFunc(active, func(i int) bool { return t.catches[i].end <= start })
		for len(byStart) > 0 && t.catches[byStart[0]].start <= start {
			active = append(active, byStart[0])
			byStart = byStart[1:]
		}
		if t.work -= len(active); t.work < 0 {
			return errWork
		}
		slices.Sort(active)
		b := t.blocks[start]
		for _, i := range active {
			x := t.catches[i]
			if !slices.ContainsFunc(b.catches, func(o catch) bool { return o.class == x.class || o.class == "" }) {
				b.catches = append(b.catches, x)
			}
			if t.work -= len(b.catches); t.work < 0 {
				return errWork
			}
		}
	}
	return nil
}

// enter notes with which stack a block begins; where it is known already, it has
// to be the same.
func (t *translation) enter(start int, stack []kind) bool {
	b := t.blocks[start]
	if b == nil {
		return false
	}
	if t.work -= len(stack) + 1; t.work < 0 {
		return false
	}
	if t.current != nil {
		t.current.after = append(t.current.after, start)
	}
	if b.reached {
		return slices.Equal(b.entry, stack)
	}
	b.reached, b.entry, b.within = true, slices.Clone(stack), t.within
	t.todo = append(t.todo, start)
	return true
}

// wrong is why a block could not be entered.
func (t *translation) wrong() error {
	if t.work < 0 {
		return errWork
	}
	return errDamaged
}

// kinds returns what is on the stack.
func (t *translation) kinds() []kind {
	list := make([]kind, len(t.stack))
	for i, v := range t.stack {
		list[i] = v.kind
	}
	return list
}

// run translates a block from its first to its last instruction.
func (t *translation) run(b *block) error {
	clear(t.used)
	t.work -= len(t.used) / 16
	t.stack, t.held, t.depth = t.stack[:0], t.held[:0], 0
	at := t.base
	for _, k := range b.entry {
		t.push(value{k, at})
		at += k.words()
	}
	t.within = b.within
	if !t.enterHandlers(b) {
		return t.wrong()
	}
	t.current = b
	for pc := b.start; pc < b.end; {
		in, ok := decode(t.bytes, pc)
		if !ok {
			return errDamaged
		}
		t.pc, t.line = pc, t.lineOf(pc)
		if err := t.step(in); err != nil {
			return err
		}
		if t.work -= 8; t.work < 0 {
			return errWork
		}
		pc += in.size
		if !in.fallsThrough() {
			return nil
		}
		if pc == b.end {
			if err := t.goOn(pc); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *translation) enterHandlers(b *block) bool {
	t.current = nil
	for i := range b.catches {
		x := &b.catches[i]
		if !t.enter(x.handler, []kind{kindRef}) {
			return false
		}
		t.blocks[x.handler].caught = true
	}
	return true
}

// goOn leads to the block behind the current one.
func (t *translation) goOn(pc int) error {
	t.settle()
	if !t.enter(pc, t.kinds()) {
		return t.wrong()
	}
	t.current.next = pc
	return nil
}

func (t *translation) lineOf(pc int) int {
	// Tables of compilers are in order; others give some line or none.
	i, exact := slices.BinarySearchFunc(t.lines, pc, func(l line, pc int) int { return l.start - pc })
	switch {
	case exact:
		return t.lines[i].number
	case i > 0:
		return t.lines[i-1].number
	}
	return 0
}

// hold counts the uses of the registers of a value.
func (t *translation) hold(v value, n int) {
	for w := range v.kind.words() {
		for len(t.used) <= v.reg+w {
			t.used = append(t.used, 0)
		}
		t.used[v.reg+w] += n
	}
	t.zone = max(t.zone, v.reg+v.kind.words()-t.base)
}

func (t *translation) free(reg, words int) bool {
	for w := range words {
		if reg+w < len(t.used) && t.used[reg+w] > 0 {
			return false
		}
	}
	return true
}

// result returns a register for what comes on the stack next: where the stack
// has it by its depth, unless a value lies there.
func (t *translation) result(k kind) value {
	return value{k, t.vacant(t.base+t.depth, k.words())}
}

// vacant returns the first of so many free registers in a row, from the wanted
// one on.
func (t *translation) vacant(reg, words int) int {
	for !t.free(reg, words) {
		reg++
		t.work--
	}
	return reg
}

func (t *translation) push(v value) {
	t.hold(v, 1)
	t.stack = append(t.stack, v)
	t.depth += v.kind.words()
}

// take takes a value of the stack, to be read by the instruction that is being
// translated.
func (t *translation) take(want kind) (value, error) {
	if len(t.stack) == 0 {
		return value{}, errDamaged
	}
	v := t.stack[len(t.stack)-1]
	if want != 0 && v.kind != want {
		return value{}, errDamaged
	}
	t.stack = t.stack[:len(t.stack)-1]
	t.depth -= v.kind.words()
	t.held = append(t.held, v)
	return v, nil
}

// release says that what was taken is read: its registers may be written.
func (t *translation) release() {
	for _, v := range t.held {
		t.hold(v, -1)
	}
	t.held = t.held[:0]
}

// add appends an instruction to the block.
func (t *translation) add(i insn) {
	i.line = t.line
	t.current.code = append(t.current.code, i)
	t.work--
}

func (t *translation) move(to, from value) {
	if to.reg != from.reg {
		t.add(insn{form: formMove, regs: [3]value{to, from}})
	}
}

// settle moves what is on the stack to where the next block looks for it.
func (t *translation) settle() {
	at := t.base
	t.work -= len(t.stack)
	for i, v := range t.stack {
		to := value{v.kind, at}
		at += v.kind.words()
		if v = t.stack[i]; v.reg == to.reg {
			continue
		}
		t.hold(v, -1)
		if !t.free(to.reg, v.kind.words()) {
			t.evict(to, i, t.stack, t.held)
		}
		t.move(to, v)
		t.hold(to, 1)
		t.stack[i] = to
	}
}

// evict moves what lies in the registers of a value elsewhere, but for entry
// except of the first list.
func (t *translation) evict(from value, except int, lists ...[]value) {
	t.work -= 2*len(t.stack) + len(t.held)
	moved := map[value]value{}
	end := t.base + t.depth
	for n, list := range lists {
		for i, v := range list {
			if n == 0 && i == except || v.reg+v.kind.words() <= from.reg || v.reg >= from.reg+from.kind.words() {
				continue
			}
			to, done := moved[v]
			if !done {
				to = value{v.kind, t.vacant(end, v.kind.words())}
				t.move(to, v)
				moved[v] = to
			}
			t.hold(v, -1)
			t.hold(to, 1)
			list[i] = to
		}
	}
}

// encode lays the blocks out in the order of the bytecode.
func (t *translation) encode() (*write.Code, error) {
	t.arrange()
	l := layout{locals: t.base, ins: t.ins, copied: t.skewed, zone: t.zone}
	long, most := 0, 0
	for _, start := range t.order {
		for i := range t.blocks[start].code {
			words := 0
			for _, a := range t.blocks[start].code[i].args {
				words += a.kind.words()
			}
			if most = max(most, words); words > 5 {
				long = max(long, words)
			}
		}
	}
	if l.outs = long; l.total() > 16 {
		l.outs, l.scratch = most, scratchRegisters
	}
	if l.total() > maxRegisters {
		return nil, errRegisters
	}
	e := t.lay(l)
	if e.tooFar {
		l.far = true
		e = t.lay(l)
	}
	if e.Address() > maxUnits {
		return nil, errRegisters
	}
	e.Registers, e.Ins = l.total(), t.ins
	return &e.Code, t.tries(e)
}

// maxUnits bounds a body: bytecode has at most 65535 bytes, of which each makes
// a few units.
const maxUnits = 1 << 21

// arrange puts what only exceptions lead to behind everything else, as the tools
// of Android do; for the rest the order of the bytecode stays.
func (t *translation) arrange() {
	todo := []int{0}
	for len(todo) > 0 {
		b := t.blocks[todo[len(todo)-1]]
		todo = todo[:len(todo)-1]
		if !b.main {
			b.main = true
			todo = append(todo, b.after...)
		}
	}
	var order, behind []int
	for _, start := range t.order {
		switch b := t.blocks[start]; {
		case b.main:
			order = append(order, start)
		case b.reached:
			behind = append(behind, start)
		}
	}
	t.order = append(order, behind...)
}

func (t *translation) lay(l layout) *encoder {
	e := &encoder{layout: l, starts: map[int]int{}, ends: map[int]int{}, open: -1}
	if l.copied {
		t.copyParameters(e)
	}
	for n, start := range t.order {
		b := t.blocks[start]
		following := -1
		if n+1 < len(t.order) {
			following = t.order[n+1]
		}
		e.begin(start)
		if b.caught {
			v := value{kindRef, t.base}
			e.emit(&insn{op: opMoveException, form: formOne, writes: true, regs: [3]value{v}, line: t.lineOf(start)})
		}
		for i := range b.code {
			if one := &b.code[i]; one.form != formGoto || one.target != following {
				e.emit(one)
			}
		}
		if b.next >= 0 && b.next != following {
			e.jump(b.next)
		}
	}
	e.begin(len(t.bytes) + 1)
	e.finish()
	return e
}

// copyParameters moves the parameters to the registers of the locals.
func (t *translation) copyParameters(e *encoder) {
	from := e.total() - e.ins
	at := 0
	for _, k := range t.parameters() {
		e.move(k, e.place(at), from+at)
		at += k.words()
	}
}

// parameters returns the kinds of the parameters, with this.
func (t *translation) parameters() (list []kind) {
	if t.method.Access&accStatic == 0 {
		list = append(list, kindRef)
	}
	for _, p := range newProto(t.method.Descriptor).params {
		list = append(list, kindOf(p))
	}
	return list
}

// Bounds on the handlers of a method: a try says in 16 bits how long it is and
// where its list of handlers stands.
const (
	maxTryUnits     = 0xFFFF
	maxHandlerBytes = 60_000
	handlerBytes    = 8 // at most
)

// tries gives the body the handlers of its blocks.
func (t *translation) tries(e *encoder) error {
	size := 0
	for _, start := range t.order {
		b := t.blocks[start]
		if len(b.catches) == 0 {
			continue
		}
		one := write.Try{Start: e.starts[start], End: e.ends[start]}
		if one.Start == one.End {
			continue
		}
		for _, x := range b.catches {
			one.Handlers = append(one.Handlers, write.Handler{Type: x.class, Address: e.starts[x.handler]})
		}
		if last := len(e.Tries) - 1; last >= 0 && e.Tries[last].End == one.Start && slices.Equal(e.Tries[last].Handlers, one.Handlers) && one.End-e.Tries[last].Start <= maxTryUnits {
			e.Tries[last].End = one.End
			continue
		}
		if size += 4 + handlerBytes*len(one.Handlers); size > maxHandlerBytes || one.End-one.Start > maxTryUnits {
			return errWork
		}
		e.Tries = append(e.Tries, one)
	}
	return nil
}
