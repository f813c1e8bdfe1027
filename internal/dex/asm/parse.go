package asm

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

const (
	accNative    = 0x100
	accInterface = 0x200
	accAbstract  = 0x400
)

var accessFlags = map[string]uint32{
	"public": 0x1, "private": write.AccPrivate, "protected": 0x4, "static": write.AccStatic, "final": 0x10,
	"synchronized": 0x20, "volatile": 0x40, "bridge": 0x40, "transient": 0x80, "varargs": 0x80,
	"native": accNative, "interface": accInterface, "abstract": accAbstract, "strictfp": 0x800,
	"synthetic": 0x1000, "annotation": 0x2000, "enum": 0x4000, "constructor": write.AccConstructor,
	"declared-synchronized": 0x20000,
}

// class is a source file once read; all texts stand in the tables.
type class struct {
	write.Pos
	write.Class
	declared map[string]bool // by ref
}

// parser reads tokens. After the first error there are no more of them.
type parser struct {
	*write.Tables
	write.Pos
	tokens []token
	err    error
}

func parse(file, src string, t *write.Tables) (*class, error) {
	tokens, err := scan(file, src)
	if err != nil {
		return nil, err
	}
	p := &parser{Tables: t, Pos: write.Pos{File: file, Line: 1}, tokens: tokens}
	c := &class{declared: map[string]bool{}}
	for p.err == nil {
		word := p.word()
		if word == "" {
			break
		}
		p.classDirective(c, word)
	}
	if p.err == nil && c.Name == "" {
		p.fail("has no .class")
	}
	return c, p.err
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err, p.tokens = p.Errorf(format, args...), nil
	}
}

func (p *parser) check(err error) {
	if err != nil {
		p.fail("%v", err)
	}
}

// next returns the next token; "" after the last one.
func (p *parser) next() string {
	if len(p.tokens) == 0 {
		return ""
	}
	t := p.tokens[0]
	p.tokens = p.tokens[1:]
	p.Line = t.line
	return t.text
}

// word returns the next token that is not the end of a line.
func (p *parser) word() string {
	p.skipLines()
	return p.next()
}

func (p *parser) skipLines() {
	for len(p.tokens) > 0 && p.tokens[0].text == lineEnd {
		p.next()
	}
}

// accept reads the given words if they come next; they may begin a line.
func (p *parser) accept(words ...string) bool {
	p.skipLines()
	if len(p.tokens) < len(words) {
		return false
	}
	for i, w := range words {
		if p.tokens[i].text != w {
			return false
		}
	}
	p.Line = p.tokens[0].line
	p.tokens = p.tokens[len(words):]
	return true
}

func (p *parser) expect(want string) {
	if got := p.next(); got != want {
		p.fail("%q where %q belongs", got, want)
	}
}

func (p *parser) endLine() {
	if got := p.next(); got != lineEnd && got != "" {
		p.fail("unexpected %q", got)
	}
}

func (p *parser) skipLine() {
	for t := p.next(); t != lineEnd && t != ""; {
		t = p.next()
	}
}

// ref reads a text of the kind and enters it into the tables.
func (p *parser) ref(kind write.Table) string {
	text := p.next()
	if kind == write.Strings {
		text = p.unquote(text)
	}
	if p.err == nil {
		p.check(p.Add(kind, text))
	}
	return text
}

func (p *parser) unquote(literal string) string {
	if !strings.HasPrefix(literal, `"`) {
		p.fail("%q where a string belongs", literal)
		return ""
	}
	s, err := unquote(literal)
	p.check(err)
	return s
}

func (p *parser) flags() uint32 {
	var flags uint32
	for len(p.tokens) > 0 {
		flag, ok := accessFlags[p.tokens[0].text]
		if !ok {
			break
		}
		flags |= flag
		p.next()
	}
	return flags
}

func (p *parser) classDirective(c *class, directive string) {
	if c.Name == "" && directive != ".class" {
		p.fail("%q where .class belongs", directive)
		return
	}
	switch directive {
	case ".class":
		if c.Name != "" {
			p.fail("a second class; each one has a file of its own")
		}
		c.Pos = p.Pos
		c.Flags = p.flags()
		c.Name = p.classRef()
	case ".super":
		c.Super = p.classRef()
	case ".implements":
		c.Interfaces = append(c.Interfaces, p.classRef())
	case ".source":
		name := p.ref(write.Strings)
		c.Source = &name
	case ".annotation":
		c.Annotations.List = append(c.Annotations.List, p.annotation())
	case ".field":
		p.field(c)
		return
	case ".method":
		p.method(c)
	default:
		p.fail("unknown directive %q", directive)
	}
	p.endLine()
}

func (p *parser) classRef() string {
	name := p.ref(write.Types)
	if !strings.HasPrefix(name, "L") {
		p.fail("%q is not a class", name)
	}
	return name
}

func (p *parser) field(c *class) {
	f := &write.Field{Flags: p.flags(), Ref: c.Name + "->" + p.next()}
	p.declare(c, write.Fields, f.Ref)
	if len(p.tokens) > 0 && p.tokens[0].text == "=" {
		p.next()
		v := p.value(0)
		f.Value = &v
		p.checkInitial(f)
	}
	p.endLine()
	// Only .end field tells whether annotations belong to the field or to the class.
	found := p.annotations()
	if p.accept(".end", "field") {
		f.Annotations.List = found
		p.endLine()
	} else {
		c.Annotations.List = append(c.Annotations.List, found...)
	}
	c.Fields = append(c.Fields, f)
}

// declare enters a member that the class defines.
func (p *parser) declare(c *class, kind write.Table, ref string) {
	p.check(p.Add(kind, ref))
	if c.declared[ref] {
		p.fail("%s is already defined", ref)
	}
	c.declared[ref] = true
}

// checkInitial compares the initial value with the type of its field.
func (p *parser) checkInitial(f *write.Field) {
	_, _, desc := write.SplitMember(f.Ref)
	want, primitive := write.KindOf[desc]
	switch {
	case f.Flags&write.AccStatic == 0:
		p.fail("only a static field has an initial value")
	case primitive && want != f.Value.Kind, !primitive && f.Value.IsNumber():
		p.fail("the initial value is not of type %s", desc)
	}
}

func (p *parser) method(c *class) {
	m := &write.Method{Flags: p.flags(), Ref: c.Name + "->" + p.next()}
	m.Pos = p.Pos
	p.declare(c, write.Methods, m.Ref)
	p.endLine()
	b := p.body(m)
	if p.err != nil {
		return
	}
	empty := len(b.Insns) == 0
	if (m.Flags&(accAbstract|accNative) != 0) != empty {
		p.err = m.Errorf("a method has instructions unless it is abstract or native")
		return
	}
	if c.Flags&accInterface != 0 && !empty && !strings.HasSuffix(m.Ref, "-><clinit>()V") {
		p.Version = max(p.Version, 37)
	}
	if !empty {
		p.err = b.link(p.File)
		m.Code = &b.Code
	}
	c.Methods = append(c.Methods, m)
}

// annotations reads all annotations that come next.
func (p *parser) annotations() []*write.Annotation {
	var list []*write.Annotation
	for p.accept(".annotation") {
		list = append(list, p.annotation())
		p.endLine()
	}
	return list
}

// number reads a value and returns its bits, which have to fit the width.
func (p *parser) number(width int) int64 {
	limit := int64(1) << (width - 1)
	return p.between(-limit, limit-1)
}

func (p *parser) between(least, most int64) int64 {
	text := p.next()
	v, err := parseNumber(text)
	p.check(err)
	if v.Bits < least || v.Bits > most {
		p.fail("%s is not between %d and %d", text, least, most)
	}
	return v.Bits
}

// register reads v3 or p0 as a number of at most width bits.
func (p *parser) register(b *body, width int) int64 {
	text := p.next()
	n, err := b.register(text)
	p.check(err)
	if n >= 1<<width {
		p.fail("%s is register %d; the instruction reaches only %d", text, n, 1<<width-1)
	}
	return int64(n)
}

func (b *body) register(text string) (int, error) {
	if b.Registers < 0 {
		return 0, fmt.Errorf("register %q before .registers or .locals", text)
	}
	base := 0
	digits, ok := strings.CutPrefix(text, "v")
	if !ok {
		digits, ok = strings.CutPrefix(text, "p")
		base = b.Registers - b.Ins
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	if !ok || err != nil {
		return 0, fmt.Errorf("%q where a register belongs", text)
	}
	if base += int(n); base >= b.Registers {
		return 0, fmt.Errorf("register %s is not among the %d of the method", text, b.Registers)
	}
	return base, nil
}
