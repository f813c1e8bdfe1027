package proguard

import "strings"

// Frame is a method at a line: class (com/example/Main), name, descriptor as
// class files write it ((Ljava/lang/String;I)V) and the line in the source
// file, 0 where unknown.
type Frame struct {
	Class, Name, Descriptor string
	Line                    int
}

// Frames returns the original frames of a residual one: the method itself last,
// and before it the methods that were inlined into it at this line, innermost
// first. There is at least one.
//
// Where code has no debug information, Android takes the offset of an
// instruction for its line, and so does R8 in its mapping.
//
// Among the methods that a residual name may stand for, the one with the given
// descriptor is taken, or else the first one with such a line, or else the first
// one. A Descriptor "" matches them all. A line that the mapping does not have
// gives the method at line 0. Of a method that it does not have, the class and
// the types of the descriptor are restored.
func (m *Mapping) Frames(f Frame) []Frame {
	descriptor := m.Descriptor(f.Descriptor)
	stack, at := m.best(f, descriptor)
	if len(stack) == 0 {
		return []Frame{{Class: m.Class(f.Class), Name: f.Name, Descriptor: descriptor, Line: f.Line}}
	}
	if at == elsewhere {
		return []Frame{m.frame(stack[len(stack)-1])}
	}
	frames := make([]Frame, len(stack))
	for i, l := range stack {
		frames[i] = m.frame(l)
		frames[i].Line = l.original(f.Line)
	}
	return frames
}

func (m *Mapping) frame(l line) Frame {
	return Frame{Class: m.texts[l.owner], Name: m.texts[l.name], Descriptor: m.texts[l.descriptor]}
}

// original returns the line in the source for a residual line between from and
// to. Only two numbers that differ count along; a single one is a call site.
func (l *line) original(residual int) int {
	if l.numbers == 0 {
		return residual
	}
	if !l.ranged || l.last <= l.first {
		return int(l.first)
	}
	return int(l.first + min(int32(residual)-l.from, l.last-l.first))
}

// place tells how a stack stands to a line; the higher the better.
type place int

const (
	elsewhere place = iota // at other lines only
	anywhere               // the mapping gives no lines: they are as they were
	here
)

// best returns the first of the stacks that suit a frame best.
func (m *Mapping) best(f Frame, descriptor string) (best []line, at place) {
	residual, original := m.ids[f.Descriptor], m.ids[descriptor]
	bestFits := false
	for _, run := range m.runs(f.Class, f.Name) {
		for rest := m.lines[run.from:run.to]; len(rest) > 0; {
			stack := rest[:stackLen(rest)]
			rest = rest[len(stack):]
			outermost := stack[len(stack)-1]
			known := outermost.signature != 0 && f.Descriptor != ""
			if known && outermost.signature != residual {
				continue
			}
			fits := known || f.Descriptor == "" || outermost.descriptor == original
			stackAt := outermost.place(f.Line)
			if best == nil || fits && !bestFits || fits == bestFits && stackAt > at {
				best, bestFits, at = stack, fits, stackAt
			}
		}
	}
	return best, at
}

func (l *line) place(residual int) place {
	if !l.ranged {
		return anywhere
	}
	if int64(l.from) <= int64(residual) && int64(residual) <= int64(l.to) {
		return here
	}
	return elsewhere
}

// stackLen counts the lines at the front that are one stack: a method, and then
// the methods it was inlined into, at the same residual lines.
func stackLen(lines []line) int {
	n := 1
	for n < len(lines) && lines[n].calls(lines[n-1]) {
		n++
	}
	return n
}

// calls tells whether l is the caller of an inlined method. A caller has one
// number, that of the call, or none; a line with two is another overload, and
// so is one without numbers below one without.
func (l *line) calls(inlined line) bool {
	if !l.ranged || !inlined.ranged || l.from != inlined.from || l.to != inlined.to {
		return false
	}
	return l.numbers == 1 || l.numbers == 0 && inlined.numbers > 0
}

// spreadSignatures gives each outermost line of a run the residual signature of
// its method: R8 says it once, with the first stack.
func spreadSignatures(run []line) {
	var before line
	for rest := run; len(rest) > 0; {
		stack := rest[:stackLen(rest)]
		rest = rest[len(stack):]
		outermost := &stack[len(stack)-1]
		for _, l := range stack {
			if outermost.signature == 0 {
				outermost.signature = l.signature
			}
		}
		if outermost.signature == 0 && outermost.isMethodOf(before) {
			outermost.signature = before.signature
		}
		before = *outermost
	}
}

func (l *line) isMethodOf(other line) bool {
	return l.owner == other.owner && l.name == other.name && l.descriptor == other.descriptor
}

// Descriptor returns the descriptor of a method or field with its residual
// classes restored, and as it is where it is not well-formed.
func (m *Mapping) Descriptor(residual string) string {
	var restored strings.Builder
	rest := residual
	for {
		start := strings.IndexByte(rest, 'L')
		if start < 0 {
			break
		}
		end := strings.IndexByte(rest[start:], ';')
		if end < 0 {
			break
		}
		restored.WriteString(rest[:start+1])
		restored.WriteString(m.Class(rest[start+1 : start+end]))
		restored.WriteByte(';')
		rest = rest[start+end+1:]
	}
	restored.WriteString(rest)
	return restored.String()
}
