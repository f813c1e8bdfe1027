package asm

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// body is the code of a method. Labels stand as zeros in it until the fixups
// fill them in.
type body struct {
	write.Pos
	write.Code                // Registers is -1 until known
	labels     map[string]int // :name → address
	fixups     []fixup
	catches    []catch
}

// fixup is a place in the code for the address of a label.
type fixup struct {
	line       int
	base       int // address of the instruction, or of the payload
	bit, width int // from the base
	label      string
}

// catch is a handler of a range of addresses.
type catch struct {
	line                int
	typ                 string // "" for .catchall
	start, end, handler string // labels
}

// The first unit of a payload.
const (
	packedSwitchPayload = 0x0100
	sparseSwitchPayload = 0x0200
	arrayPayload        = 0x0300
)

var payloadOf = map[byte]uint16{
	opFillArrayData: arrayPayload, opPackedSwitch: packedSwitchPayload, opSparseSwitch: sparseSwitchPayload,
}

// body reads a method up to its .end.
func (p *parser) body(m *write.Method) *body {
	_, _, proto := write.SplitMember(m.Ref)
	params, _, _ := write.SplitProto(proto)
	b := &body{Pos: m.Pos, Code: write.Code{Registers: -1, Ins: write.Words(params)}, labels: map[string]int{}}
	if m.Flags&write.AccStatic == 0 {
		b.Ins++
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
	b.labels[name] = b.Address()
}

// target reads the name of a label.
func (p *parser) target() token {
	name := p.next()
	if !strings.HasPrefix(name, ":") {
		p.fail("%q where a label belongs", name)
	}
	return token{name, p.Line}
}

func (p *parser) methodDirective(m *write.Method, b *body, directive string) {
	switch directive {
	case ".registers", ".locals":
		p.frame(b, directive == ".locals")
	case ".line":
		b.Lines = append(b.Lines, write.Line{Address: b.Address(), Number: int(p.between(0, 1<<31-1))})
	case ".catch":
		p.catch(b, p.ref(write.Types))
	case ".catchall":
		p.catch(b, "")
	case ".packed-switch":
		p.packedSwitch(b)
	case ".sparse-switch":
		p.sparseSwitch(b)
	case ".array-data":
		p.arrayData(b)
	case ".annotation":
		m.Annotations.List = append(m.Annotations.List, p.annotation())
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
	if b.Registers >= 0 {
		p.fail(".registers and .locals stand once in a method")
	}
	b.Registers = int(p.between(0, 1<<16-1))
	if locals {
		b.Registers += b.Ins
	}
	if b.Registers < b.Ins || b.Registers >= 1<<16 {
		p.fail("the method has %d registers and needs %d for its parameters", b.Registers, b.Ins)
	}
}

// param skips a parameter. As with a field, annotations after it are its own
// only before an .end.
func (p *parser) param(m *write.Method) {
	p.skipLine()
	found := p.annotations()
	if p.accept(".end", "param") {
		p.endLine()
		return
	}
	m.Annotations.List = append(m.Annotations.List, found...)
}

// catch reads {:start .. :end} :handler.
func (p *parser) catch(b *body, typ string) {
	c := catch{line: p.Line, typ: typ}
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
		p.Version = max(p.Version, 38)
	case opConstMethodType:
		p.Version = max(p.Version, 39)
	}
	base := b.Address()
	b.Insns.U16(uint16(op.code))
	b.Insns = append(b.Insns, make([]byte, 2*(op.units-1))...)
	var passed int
	for _, s := range op.slots {
		switch s.what {
		case register:
			b.Put(base, s.bit, s.width, p.register(b, s.width))
		case list:
			passed = p.list(b, base)
		case span:
			passed = p.span(b, base)
		case literal:
			b.Put(base, s.bit, s.width, p.number(s.width))
		case high:
			b.Put(base, s.bit, s.width, p.high(op.code))
		case label:
			b.fixups = append(b.fixups, fixup{p.Line, base, s.bit, s.width, p.target().text})
		case index:
			text := p.ref(op.ref)
			b.Indexes = append(b.Indexes, write.Index{Line: p.Line, Base: base, Bit: s.bit, Width: s.width, Table: op.ref, Text: text})
			if op.ref == write.Methods {
				p.checkPassed(b, name, text, passed)
			}
		case proto:
			b.Indexes = append(b.Indexes, write.Index{Line: p.Line, Base: base, Bit: s.bit, Width: s.width, Table: write.Protos, Text: p.ref(write.Protos)})
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
		b.Put(base, bits[n], 4, p.register(b, 4))
	}
	b.Put(base, 12, 4, int64(n))
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
	b.Put(base, 8, 8, n)
	b.Put(base, 32, 16, first)
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
	b.Outs = max(b.Outs, passed)
	_, _, proto := write.SplitMember(ref)
	params, _, _ := write.SplitProto(proto)
	want := write.Words(params)
	if !strings.HasPrefix(name, "invoke-static") {
		want++
	}
	if p.err == nil && passed != want && !strings.HasPrefix(name, "invoke-polymorphic") {
		p.fail("%s passes %d registers; %s takes %d", name, passed, ref, want)
	}
}

// payload aligns the code, together with the labels that stand before it.
func (b *body) payload(ident uint16) (base int) {
	if base = b.Address(); base%2 != 0 {
		b.Insns.U16(0) // nop
		for name, address := range b.labels {
			if address == base {
				b.labels[name]++
			}
		}
		base++
	}
	b.Insns.U16(ident)
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
	b.Insns.U32(uint32(first))
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
		b.Insns.U32(uint32(key))
		sorted = append(sorted, targets[key])
	}
	b.jump(base, sorted)
}

func (p *parser) setSize(b *body, n int) {
	if n >= 1<<16 {
		p.fail("a switch of %d cases", n)
	}
	b.Insns.U16(uint16(n))
}

// jump writes the targets of a switch.
func (b *body) jump(base int, targets []token) {
	for _, t := range targets {
		b.fixups = append(b.fixups, fixup{t.line, base, (b.Address() - base) * 16, 32, t.text})
		b.Insns.U32(0)
	}
}

func (p *parser) arrayData(b *body) {
	b.payload(arrayPayload)
	width := int(p.between(1, 8))
	if width&(width-1) != 0 {
		p.fail("array elements of %d bytes", width)
		return
	}
	b.Insns.U16(uint16(width))
	size := len(b.Insns)
	b.Insns.U32(0)
	n := uint32(0)
	for ; p.err == nil && !p.accept(".end", "array-data"); n++ {
		p.skipLines()
		v := uint64(p.number(width * 8))
		b.Insns = append(b.Insns, binary.LittleEndian.AppendUint64(nil, v)[:width]...)
	}
	binary.LittleEndian.PutUint32(b.Insns[size:], n)
	b.Insns.Align(2)
}

// link fills in the labels and finds the tries, once the method is read.
func (b *body) link(file string) error {
	switches, err := b.switches(file)
	if err != nil {
		return err
	}
	for _, f := range b.fixups {
		at := write.Pos{File: file, Line: f.line}
		target, err := b.find(f.label)
		if err != nil {
			return at.Errorf("%v", err)
		}
		origin := f.base
		if ident := b.unit(f.base); ident == packedSwitchPayload || ident == sparseSwitchPayload {
			from, ok := switches[f.base]
			if !ok {
				return at.Errorf("no instruction refers to this switch")
			}
			origin = from
		}
		offset := int64(target - origin)
		if limit := int64(1) << (f.width - 1); offset < -limit || offset >= limit {
			return at.Errorf("label %s is %d units away; the instruction reaches only %d", f.label, offset, limit-1)
		}
		b.Put(f.base, f.bit, f.width, offset)
	}
	b.Tries, err = b.findTries(file)
	return err
}

// switches returns the instruction that refers to each payload: the targets of
// a switch count from there.
func (b *body) switches(file string) (map[int]int, error) {
	found := map[int]int{}
	for _, f := range b.fixups {
		want, ok := payloadOf[byte(b.unit(f.base))]
		if !ok {
			continue
		}
		address, known := b.labels[f.label]
		if _, twice := found[address]; twice || known && b.unit(address) != want {
			return nil, write.Pos{File: file, Line: f.line}.Errorf("%s is not data of this instruction alone", f.label)
		}
		if want != arrayPayload {
			found[address] = f.base
		}
	}
	return found, nil
}

// unit returns the 16 bits at an address; 0 behind the end.
func (b *body) unit(address int) uint16 {
	if address >= b.Address() {
		return 0
	}
	return binary.LittleEndian.Uint16(b.Insns[address*2:])
}

// find returns the address of a label before an instruction.
func (b *body) find(label string) (int, error) {
	address, ok := b.labels[label]
	if !ok {
		return 0, fmt.Errorf("label %s is not defined", label)
	}
	if address >= b.Address() {
		return 0, fmt.Errorf("label %s stands behind the last instruction", label)
	}
	return address, nil
}

// findTries turns the catches, which may overlap, into tries, which may not.
func (b *body) findTries(file string) ([]write.Try, error) {
	covered := make([]write.Try, 0, len(b.catches)) // one for each catch
	var bounds []int
	for _, c := range b.catches {
		start, err := b.find(c.start)
		handles, err2 := b.find(c.handler)
		end, ok := b.labels[c.end]
		if err := cmp.Or(err, err2); err != nil {
			return nil, write.Pos{File: file, Line: c.line}.Errorf("%v", err)
		}
		if !ok || start >= end {
			return nil, write.Pos{File: file, Line: c.line}.Errorf("no instructions stand between %s and %s", c.start, c.end)
		}
		covered = append(covered, write.Try{Start: start, End: end, Handlers: []write.Handler{{Type: c.typ, Address: handles}}})
		bounds = append(bounds, start, end)
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	var tries []write.Try
	for i := 1; i < len(bounds); i++ {
		t := write.Try{Start: bounds[i-1], End: bounds[i], Handlers: handlersAt(covered, bounds[i-1])}
		if last := len(tries) - 1; last >= 0 && tries[last].End == t.Start && slices.Equal(tries[last].Handlers, t.Handlers) {
			tries[last].End = t.End
		} else if len(t.Handlers) > 0 {
			tries = append(tries, t)
		}
		if last := len(tries) - 1; last >= 0 && tries[last].End-tries[last].Start > 0xFFFF {
			return nil, b.Errorf("a handler covers more than 65535 units")
		}
	}
	return tries, nil
}

// handlersAt returns the first handler of each type that covers an address; no
// one comes after the one of any type.
func handlersAt(covered []write.Try, address int) []write.Handler {
	var out []write.Handler
	for _, t := range covered {
		h := t.Handlers[0]
		if address < t.Start || address >= t.End || slices.ContainsFunc(out, func(o write.Handler) bool { return o.Type == h.Type }) {
			continue
		}
		out = append(out, h)
		if h.Type == "" {
			break
		}
	}
	return out
}
