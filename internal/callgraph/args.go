package callgraph

import (
	"strconv"
	"strings"
)

// Arg is what is known of an argument. The zero Arg says nothing.
type Arg struct {
	Kind ArgKind
	Text string // of a string; com/example/Main of a class or an object; android/os/Build->SERIAL of a field; the name of a call
	Int  int64  // of a call 1 where it is made only on some ways
	List []Arg  // the elements of an array; the calls on an object; what a call is given
}

// ArgKind tells what an Arg says.
type ArgKind int

// The kinds of argument. A URI made from a constant counts as a string.
const (
	ArgUnknown ArgKind = iota
	ArgString
	ArgInt
	ArgClass // a class literal
	ArgField // a static field of the platform
	ArgArray
	ArgObject // with the calls of methods of the platform on it, and those that made it
	ArgCall   // only in an object
)

func (v *value) arg() Arg {
	if v == nil {
		return Arg{}
	}
	switch v.kind {
	case aString:
		return Arg{Kind: ArgString, Text: v.text}
	case aNumber:
		return Arg{Kind: ArgInt, Int: v.number}
	case aClass:
		return Arg{Kind: ArgClass, Text: v.text}
	case aField:
		return Arg{Kind: ArgField, Text: v.text}
	case anArray:
		return Arg{Kind: ArgArray, List: argsOf(v.list)}
	case anObject:
		if lists[v.text] {
			return Arg{Kind: ArgArray, List: argsOf(v.elements())}
		}
		return Arg{Kind: ArgObject, Text: v.text, List: argsOf(v.list)}
	case aCall:
		return Arg{Kind: ArgCall, Text: v.text, Int: v.number, List: argsOf(v.list)}
	}
	return Arg{}
}

func argsOf(values []*value) []Arg {
	list := make([]Arg, len(values))
	for i, v := range values {
		list[i] = v.arg()
	}
	return list
}

// parameters yields the position of every parameter of a descriptor, counted
// in registers: long and double take two.
func parameters(descriptor string) (positions []int) {
	rest, _, _ := strings.Cut(strings.TrimPrefix(descriptor, "("), ")")
	for at := 0; rest != ""; {
		positions = append(positions, at)
		wide := rest[0] == 'J' || rest[0] == 'D'
		if at++; wide {
			at++
		}
		rest = rest[typeLength(rest):]
	}
	return positions
}

// parameterAt returns the type of the parameter at a position as parameters counts
// them; "" where none begins.
func parameterAt(descriptor string, position int) string {
	rest, _, _ := strings.Cut(strings.TrimPrefix(descriptor, "("), ")")
	for at := 0; rest != "" && at <= position; at++ {
		n := typeLength(rest)
		if at == position {
			return rest[:n]
		}
		if rest[0] == 'J' || rest[0] == 'D' {
			at++
		}
		rest = rest[n:]
	}
	return ""
}

// typeLength returns the length of the type descriptor that s begins with.
func typeLength(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "["))
	if n < len(s) && s[n] == 'L' {
		if end := strings.IndexByte(s[n:], ';'); end >= 0 {
			return n + end + 1
		}
		return len(s)
	}
	return min(n+1, len(s))
}

// String spells the argument as in source code; ? is unknown.
func (a Arg) String() string {
	switch a.Kind {
	case ArgString:
		return strconv.Quote(a.Text)
	case ArgInt:
		return strconv.FormatInt(a.Int, 10)
	case ArgClass:
		return a.Text + ".class"
	case ArgField:
		return a.Text
	case ArgArray:
		return "{" + spell(a.List) + "}"
	case ArgObject:
		return "new " + a.Text + "{" + spell(a.List) + "}"
	case ArgCall:
		return a.Text + [...]string{"", "?"}[a.Int] + "(" + spell(a.List) + ")"
	}
	return "?"
}

func spell(list []Arg) string {
	parts := make([]string, len(list))
	for i, a := range list {
		parts[i] = a.String()
	}
	return strings.Join(parts, ", ")
}
