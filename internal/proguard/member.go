package proguard

import (
	"bytes"
	"fmt"
	"math"
)

// line is what the file says about a method in one place:
//
//	from:to:type owner.name(types):first:last -> residual
//
// Numbers of lines are those of source files and 0 where unknown.
type line struct {
	owner, name, descriptor id // original, the descriptor as class files write it
	signature               id // the residual descriptor, where R8 says it
	from, to                int32
	first, last             int32
	ranged                  bool  // from and to are there
	numbers                 uint8 // of first and last, how many are there
}

// memberLine reads a field, which is checked and left out, or a method.
func (p *parser) memberLine(b []byte) error {
	p.isMethod = false
	original, residual, ok := bytes.Cut(b, arrow)
	if !ok || !isName(residual) {
		return notMember(b)
	}
	open := bytes.IndexByte(original, '(')
	if open < 0 {
		if kind, name, ok := bytes.Cut(original, []byte(" ")); !ok || !isName(name) || !p.isType(kind) {
			return notMember(b)
		}
		return nil
	}
	var l line
	signature, ok := l.cutResidual(original)
	if ok {
		signature, ok = l.cutOriginal(signature)
	}
	if !ok || !p.describe(&l, signature) {
		return notMember(b)
	}
	p.isMethod = true
	return p.add(l, p.id(residual))
}

func (p *parser) isType(kind []byte) (ok bool) {
	p.scratch, ok = appendType(p.scratch[:0], kind)
	return ok
}

func notMember(b []byte) error {
	return fmt.Errorf("%s is not a member, type name -> residual or 1:2:type name(types):3:4 -> residual", quote(b))
}

// add appends a line to the run before it or begins one.
func (p *parser) add(l line, residual id) error {
	p.lines = append(p.lines, l)
	end := uint32(len(p.lines))
	if n := len(p.methods); n > 0 && p.methods[n-1].class == p.class && p.methods[n-1].name == residual {
		p.methods[n-1].to = end
		return nil
	}
	p.methods = append(p.methods, method{class: p.class, name: residual, from: end - 1, to: end})
	return nil
}

// cutResidual takes "1:3:" or "1:" from the front.
func (l *line) cutResidual(b []byte) (rest []byte, ok bool) {
	var found bool
	if l.from, rest, found = number(b); !found {
		return b, true
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(":")); !ok {
		return nil, false
	}
	l.ranged, l.to = true, l.from
	to, after, found := number(rest)
	if !found {
		return rest, true
	}
	l.to = to
	rest, ok = bytes.CutPrefix(after, []byte(":"))
	return rest, ok && l.from <= l.to
}

// cutOriginal takes ":10:12" or ":10" from the end, behind the parenthesis.
func (l *line) cutOriginal(b []byte) (rest []byte, ok bool) {
	end := bytes.LastIndexByte(b, ')') + 1
	rest, tail := b[:end], b[end:]
	for _, into := range []*int32{&l.first, &l.last} {
		if len(tail) == 0 {
			break
		}
		if tail, ok = bytes.CutPrefix(tail, []byte(":")); !ok {
			return nil, false
		}
		if *into, tail, ok = number(tail); !ok {
			return nil, false
		}
		l.numbers++
	}
	return rest, end > 0 && len(tail) == 0
}

// number reads decimal digits up to what is a number of a line.
func number(b []byte) (n int32, rest []byte, ok bool) {
	i, value := 0, int64(0)
	for ; i < len(b) && '0' <= b[i] && b[i] <= '9'; i++ {
		if value = value*10 + int64(b[i]-'0'); value > math.MaxInt32 {
			return 0, b, false
		}
	}
	return int32(value), b[i:], i > 0
}

// describe reads "type owner.name(types)". Most lines repeat the method of the
// line before.
func (p *parser) describe(l *line, signature []byte) bool {
	if n := len(p.lines); n > 0 && len(signature) > 0 && bytes.Equal(signature, p.signature) {
		l.owner, l.name, l.descriptor = p.lines[n-1].owner, p.lines[n-1].name, p.lines[n-1].descriptor
		return true
	}
	kind, rest, _ := bytes.Cut(signature, []byte(" "))
	name, types, ok := bytes.Cut(rest, []byte("("))
	if !ok {
		return false
	}
	l.owner = p.owner
	if dot := bytes.LastIndexByte(name, '.'); dot >= 0 {
		if !isName(name[:dot]) {
			return false
		}
		l.owner, name = p.slashed(name[:dot]), name[dot+1:]
	}
	if !isName(name) {
		return false
	}
	l.name = p.id(name)
	descriptor, ok := appendDescriptor(p.scratch[:0], types[:len(types)-1], kind)
	p.scratch = descriptor
	if !ok {
		return false
	}
	l.descriptor = p.id(descriptor)
	p.signature = append(p.signature[:0], signature...)
	return true
}

// appendDescriptor writes parameters and result as class files do:
// https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html#jvms-4.3.3.
func appendDescriptor(to, types, result []byte) (descriptor []byte, ok bool) {
	to = append(to, '(')
	for more := len(types) > 0; more; {
		var kind []byte
		kind, types, more = bytes.Cut(types, []byte(","))
		if to, ok = appendType(to, bytes.Trim(kind, " ")); !ok {
			return to, false
		}
	}
	return appendType(append(to, ')'), result)
}

func appendType(to, kind []byte) (descriptor []byte, ok bool) {
	for bytes.HasSuffix(kind, []byte("[]")) {
		to, kind = append(to, '['), kind[:len(kind)-2]
	}
	if !isName(kind) || bytes.ContainsAny(kind, " ()]:") {
		return to, false
	}
	if letter := primitive(kind); letter != 0 {
		return append(to, letter), true
	}
	return append(appendSlashed(append(to, 'L'), kind), ';'), true
}

func primitive(kind []byte) byte {
	switch string(kind) {
	case "boolean":
		return 'Z'
	case "byte":
		return 'B'
	case "char":
		return 'C'
	case "double":
		return 'D'
	case "float":
		return 'F'
	case "int":
		return 'I'
	case "long":
		return 'J'
	case "short":
		return 'S'
	case "void":
		return 'V'
	}
	return 0
}
