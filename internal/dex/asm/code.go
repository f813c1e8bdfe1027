package asm

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// body is the code of a method. Addresses count units of 16 bits, as in the
// format; registers are numbered, labels and indexes stand as zeros in code
// until the fixups fill them in.
type body struct {
	pos
	registers, ins, outs int // registers is -1 until known
	code                 buffer
	labels               map[string]int // :name → address
	fixups               []fixup
	catches              []catch
	lines                []position
	tries                []try
	debugOff, off        uint32 // once written
}

// fixup is a place in the code that depends on something not known when it was
// read: the address of a label, or an index of the tables.
type fixup struct {
	line       int
	base       int // address of the instruction, or of the payload
	bit, width int // from the base
	table      refKind
	text       string // in the table, or a label
}

// catch is a handler of a range of addresses.
type catch struct {
	line                int
	typ                 string // "" for .catchall
	start, end, handler string // labels
}

type position struct{ address, line int }

// The first unit of a payload.
const (
	packedSwitchPayload = 0x0100
	sparseSwitchPayload = 0x0200
	arrayPayload        = 0x0300
)

var payloadOf = map[byte]uint16{
	opFillArrayData: arrayPayload, opPackedSwitch: packedSwitchPayload, opSparseSwitch: sparseSwitchPayload,
}

func (b *body) address() int { return len(b.code) / 2 }

// put sets bits of the code that are zero; all widths are multiples of four.
func (b *body) put(base, bit, width int, v int64) {
	for ; width > 0; width, bit, v = width-4, bit+4, v>>4 {
		b.code[base*2+bit/8] |= byte(v&0xF) << (bit % 8)
	}
}

// body reads a method up to its .end.
func (p *parser) body(m *method) *body {
	_, _, proto := splitMember(m.ref)
	params, _, _ := splitProto(proto)
	b := &body{pos: m.pos, registers: -1, ins: words(params), labels: map[string]int{}}
	if m.flags&accStatic == 0 {
		b.ins++
	}
	for p.err == nil && !p.accept(".end", "method") {
		switch word := p.word(); {
		case word == "":
			p.fail("a method has no .end method")
		case word[0] == ':':
			p.label(b, word)
		case word[0] == '.':
			p.methodDirective(m, b, word)
		default:
			p.instruction(b, word)
			p.endLine()
		}
	}
	return b
}

func (p *parser) label(b *body, name string) {
	if _, twice := b.labels[name]; twice {
		p.fail("label %s is already defined", name)
	}
	b.labels[name] = b.address()
}

// target reads the name of a label.
func (p *parser) target() token {
	name := p.next()
	if !strings.HasPrefix(name, ":") {
		p.fail("%q where a label belongs", name)
	}
	return token{name, p.line}
}

func (p *parser) methodDirective(m *method, b *body, directive string) {
	switch directive {
	case ".registers", ".locals":
		p.frame(b, directive == ".locals")
	case ".line":
		b.lines = append(b.lines, position{b.address(), int(p.between(0, 1<<31-1))})
	case ".catch":
		p.catch(b, p.ref(typeRef))
	case ".catchall":
		p.catch(b, "")
	case ".packed-switch":
		p.packedSwitch(b)
	case ".sparse-switch":
		p.sparseSwitch(b)
	case ".array-data":
		p.arrayData(b)
	case ".annotation":
		m.annotations.list = append(m.annotations.list, p.annotation())
	case ".param":
		p.param(m)
		return
	case ".end", ".local", ".restart", ".prologue", ".epilogue", ".source":
		p.skipLine()
		return
	default:
		p.fail("unknown directive %q", directive)
	}
	p.endLine()
}

func (p *parser) frame(b *body, locals bool) {
	if b.registers >= 0 {
		p.fail(".registers and .locals stand once in a method")
	}
	b.registers = int(p.between(0, 1<<16-1))
	if locals {
		b.registers += b.ins
	}
	if b.registers < b.ins || b.registers >= 1<<16 {
		p.fail("the method has %d registers and needs %d for its parameters", b.registers, b.ins)
	}
}

// param skips a parameter. As with a field, annotations after it are its own
// only before an .end.
func (p *parser) param(m *method) {
	p.skipLine()
	found := p.annotations()
	if p.accept(".end", "param") {
		p.endLine()
		return
	}
	m.annotations.list = append(m.annotations.list, found...)
}

// catch reads {:start .. :end} :handler.
func (p *parser) catch(b *body, typ string) {
	c := catch{line: p.line, typ: typ}
	p.expect("{")
	c.start = p.target().text
	p.expect("..")
	c.end = p.target().text
	p.expect("}")
	c.handler = p.target().text
	b.catches = append(b.catches, c)
}

func (p *parser) instruction(b *body, name string) {
	op, ok := opcodes[name]
	if !ok {
		p.fail("unknown instruction %q", name)
		return
	}
	switch op.code {
	case opInvokePolymorphic, opInvokePolymorphic + 1:
		p.version = max(p.version, 38)
	case opConstMethodType:
		p.version = max(p.version, 39)
	}
	base := b.address()
	b.code.u16(uint16(op.code))
	b.code = append(b.code, make([]byte, 2*(op.units-1))...)
	var passed int
	for _, s := range op.slots {
		switch s.what {
		case register:
			b.put(base, s.bit, s.width, p.register(b, s.width))
		case list:
			passed = p.list(b, base)
		case span:
			passed = p.span(b, base)
		case literal:
			b.put(base, s.bit, s.width, p.number(s.width))
		case high:
			b.put(base, s.bit, s.width, p.high(op.code))
		case label:
			b.fixups = append(b.fixups, fixup{p.line, base, s.bit, s.width, noRef, p.target().text})
		case index:
			text := p.ref(op.ref)
			b.fixups = append(b.fixups, fixup{p.line, base, s.bit, s.width, op.ref, text})
			if op.ref == methodRef {
				p.checkPassed(b, name, text, passed)
			}
		case proto:
			b.fixups = append(b.fixups, fixup{p.line, base, s.bit, s.width, protoRef, p.ref(protoRef)})
		}
	}
}

// list reads {v0, p1} into the places of formats 35c and 45cc.
func (p *parser) list(b *body, base int) int {
	const maxListed = 5
	bits := [maxListed]int{32, 36, 40, 44, 8}
	n := 0
	p.expect("{")
	for ; p.err == nil && !p.accept("}"); n++ {
		if n == maxListed {
			p.fail("more than %d registers; only the /range form takes them", maxListed)
			return 0
		}
		b.put(base, bits[n], 4, p.register(b, 4))
	}
	b.put(base, 12, 4, int64(n))
	return n
}

// span reads {v0 .. v9} or {v0} into the places of formats 3rc and 4rcc.
func (p *parser) span(b *body, base int) int {
	p.expect("{")
	if p.accept("}") {
		return 0
	}
	first := p.register(b, 16)
	last := first
	if p.accept("..") {
		last = p.register(b, 16)
	}
	p.expect("}")
	n := last - first + 1
	if n < 1 || n > 255 {
		p.fail("a range of %d registers", n)
		return 0
	}
	b.put(base, 8, 8, n)
	b.put(base, 32, 16, first)
	return int(n)
}

// high reads a literal whose lower bits are zero and returns the upper 16.
func (p *parser) high(code byte) int64 {
	width := 32
	if code == opConstWideHigh16 {
		width = 64
	}
	v := p.number(width)
	upper := v >> (width - 16)
	if upper<<(width-16) != v {
		p.fail("%#x has more than its upper 16 bits set", v)
	}
	return upper
}

// checkPassed compares the registers of a call with the parameters of the
// callee, and keeps the largest number.
func (p *parser) checkPassed(b *body, name, ref string, passed int) {
	b.outs = max(b.outs, passed)
	_, _, proto := splitMember(ref)
	params, _, _ := splitProto(proto)
	want := words(params)
	if !strings.HasPrefix(name, "invoke-static") {
		want++
	}
	if p.err == nil && passed != want && !strings.HasPrefix(name, "invoke-polymorphic") {
		p.fail("%s passes %d registers; %s takes %d", name, passed, ref, want)
	}
}

// payload aligns the code, together with the labels that stand before it.
func (b *body) payload(ident uint16) (base int) {
	if base = b.address(); base%2 != 0 {
		b.code.u16(0) // nop
		for name, address := range b.labels {
			if address == base {
				b.labels[name]++
			}
		}
		base++
	}
	b.code.u16(ident)
	return base
}

func (p *parser) packedSwitch(b *body) {
	base := b.payload(packedSwitchPayload)
	first := p.number(32)
	var targets []token
	for p.err == nil && !p.accept(".end", "packed-switch") {
		p.skipLines()
		targets = append(targets, p.target())
	}
	p.setSize(b, len(targets))
	b.code.u32(uint32(first))
	b.jump(base, targets)
}

func (p *parser) sparseSwitch(b *body) {
	base := b.payload(sparseSwitchPayload)
	targets := map[int64]token{}
	for p.err == nil && !p.accept(".end", "sparse-switch") {
		p.skipLines()
		key := p.number(32)
		if _, twice := targets[key]; twice {
			p.fail("key %d stands twice", key)
		}
		p.expect("->")
		targets[key] = p.target()
	}
	keys := slices.Sorted(maps.Keys(targets))
	p.setSize(b, len(keys))
	var sorted []token
	for _, key := range keys {
		b.code.u32(uint32(key))
		sorted = append(sorted, targets[key])
	}
	b.jump(base, sorted)
}

func (p *parser) setSize(b *body, n int) {
	if n >= 1<<16 {
		p.fail("a switch of %d cases", n)
	}
	b.code.u16(uint16(n))
}

// jump writes the targets of a switch.
func (b *body) jump(base int, targets []token) {
	for _, t := range targets {
		b.fixups = append(b.fixups, fixup{t.line, base, (b.address() - base) * 16, 32, noRef, t.text})
		b.code.u32(0)
	}
}

func (p *parser) arrayData(b *body) {
	b.payload(arrayPayload)
	width := int(p.between(1, 8))
	if width&(width-1) != 0 {
		p.fail("array elements of %d bytes", width)
		return
	}
	b.code.u16(uint16(width))
	size := len(b.code)
	b.code.u32(0)
	n := uint32(0)
	for ; p.err == nil && !p.accept(".end", "array-data"); n++ {
		p.skipLines()
		v := uint64(p.number(width * 8))
		b.code = append(b.code, binary.LittleEndian.AppendUint64(nil, v)[:width]...)
	}
	binary.LittleEndian.PutUint32(b.code[size:], n)
	b.code.align(2)
}

// link fills in the labels and finds the tries, once the method is read.
func (b *body) link(file string) error {
	switches, err := b.switches(file)
	if err != nil {
		return err
	}
	for _, f := range b.fixups {
		if f.table != noRef {
			continue
		}
		at := pos{file, f.line}
		target, err := b.find(f.text)
		if err != nil {
			return at.errorf("%v", err)
		}
		origin := f.base
		if ident := b.unit(f.base); ident == packedSwitchPayload || ident == sparseSwitchPayload {
			from, ok := switches[f.base]
			if !ok {
				return at.errorf("no instruction refers to this switch")
			}
			origin = from
		}
		offset := int64(target - origin)
		if limit := int64(1) << (f.width - 1); offset < -limit || offset >= limit {
			return at.errorf("label %s is %d units away; the instruction reaches only %d", f.text, offset, limit-1)
		}
		b.put(f.base, f.bit, f.width, offset)
	}
	b.tries, err = b.findTries(file)
	return err
}

// switches returns the instruction that refers to each payload: the targets of
// a switch count from there.
func (b *body) switches(file string) (map[int]int, error) {
	found := map[int]int{}
	for _, f := range b.fixups {
		want, ok := payloadOf[byte(b.unit(f.base))]
		if !ok || f.table != noRef {
			continue
		}
		address, known := b.labels[f.text]
		if _, twice := found[address]; twice || known && b.unit(address) != want {
			return nil, pos{file, f.line}.errorf("%s is not data of this instruction alone", f.text)
		}
		if want != arrayPayload {
			found[address] = f.base
		}
	}
	return found, nil
}

// unit returns the 16 bits at an address; 0 behind the end.
func (b *body) unit(address int) uint16 {
	if address >= b.address() {
		return 0
	}
	return binary.LittleEndian.Uint16(b.code[address*2:])
}

// find returns the address of a label before an instruction.
func (b *body) find(label string) (int, error) {
	address, ok := b.labels[label]
	if !ok {
		return 0, fmt.Errorf("label %s is not defined", label)
	}
	if address >= b.address() {
		return 0, fmt.Errorf("label %s stands behind the last instruction", label)
	}
	return address, nil
}

// try is a try_item: addresses from start up to end, and where each exception
// goes.
type try struct {
	start, end int
	handlers   []handler
}

type handler struct {
	typ     string // "" for any
	address int
}

// findTries turns the catches, which may overlap, into tries, which may not.
func (b *body) findTries(file string) ([]try, error) {
	covered := make([]try, 0, len(b.catches)) // one for each catch
	var bounds []int
	for _, c := range b.catches {
		start, err := b.find(c.start)
		handles, err2 := b.find(c.handler)
		end, ok := b.labels[c.end]
		if err := cmp.Or(err, err2); err != nil {
			return nil, pos{file, c.line}.errorf("%v", err)
		}
		if !ok || start >= end {
			return nil, pos{file, c.line}.errorf("no instructions stand between %s and %s", c.start, c.end)
		}
		covered = append(covered, try{start, end, []handler{{c.typ, handles}}})
		bounds = append(bounds, start, end)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	var tries []try
	for i := 1; i < len(bounds); i++ {
		t := try{bounds[i-1], bounds[i], handlersAt(covered, bounds[i-1])}
		if last := len(tries) - 1; last >= 0 && tries[last].end == t.start && slices.Equal(tries[last].handlers, t.handlers) {
			tries[last].end = t.end
		} else if len(t.handlers) > 0 {
			tries = append(tries, t)
		}
		if last := len(tries) - 1; last >= 0 && tries[last].end-tries[last].start > 0xFFFF {
			return nil, b.errorf("a handler covers more than 65535 units")
		}
	}
	return tries, nil
}

// handlersAt returns the first handler of each type that covers an address; no
// one comes after the one of any type.
func handlersAt(covered []try, address int) []handler {
	var out []handler
	for _, t := range covered {
		h := t.handlers[0]
		if address < t.start || address >= t.end || slices.ContainsFunc(out, func(o handler) bool { return o.typ == h.typ }) {
			continue
		}
		out = append(out, h)
		if h.typ == "" {
			break
		}
	}
	return out
}
