package callgraph

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// Gate is a condition on the way to a use that looks as if it asked whether
// the user has agreed. Which answer opens the gate is not known.
type Gate struct {
	Kind GateKind
	Step int    // of the path: the method in which the gate stands
	Name string // com/example/Config->isAgreed of the method or field that is asked; of the callback
	Key  string // the key of the stored value, where it is a constant
}

// GateKind tells what makes a condition a gate.
type GateKind int

// The kinds of gate, the strongest first.
const (
	GateNamed    GateKind = iota + 1 // a method, field or key whose name speaks of privacy or agreement
	GateStored                       // a stored boolean of another name, such as that of the first start
	GateCallback                     // a callback that is made in a method which speaks of it
)

// agreement is how code speaks of the user's consent.
var agreement = regexp.MustCompile(`(?i)privacy|agree|consent|protocol_?(accept|confirm|read)|yinsi|xieyi|隐私|协议|同意`)

// storedBooleans are the getters of what an app keeps from one start to the next.
var storedBooleans = map[string][]string{
	"Landroid/content/SharedPreferences;": {"getBoolean"},
	"Lcom/tencent/mmkv/MMKV;":             {"getBoolean", "decodeBool"},
}

// gating looks for gates on paths, and remembers what it found in a method.
type gating struct {
	*program
	known       map[frame]*Gate
	methodsRead map[methodID]conditions
	reads       map[methodID]bool // whether the method returns a stored boolean
}

func newGating(p *program) *gating {
	return &gating{program: p, known: map[frame]*Gate{}, methodsRead: map[methodID]conditions{}, reads: map[methodID]bool{}}
}

// find returns the strongest gate before the places of a path; the last of them
// that is equally strong, as it is the nearest to the use.
func (g *gating) find(path []frame, callback func(step int) bool) *Gate {
	var best *Gate
	for i, f := range path {
		place := frame{method: f.method, pc: f.pc}
		gate, ok := g.known[place]
		if !ok {
			gate = g.before(place)
			g.known[place] = gate
		}
		if gate == nil && callback(i) {
			gate = g.callback(f, path[i+1])
		}
		if gate != nil && (best == nil || gate.Kind <= best.Kind) {
			copied := *gate
			copied.Step = i
			best = &copied
		}
	}
	return best
}

// callback looks at the names around a callback that f makes.
func (g *gating) callback(f, next frame) *Gate {
	if !agreement.MatchString(g.methodName(f.method)) && !agreement.MatchString(g.methodName(next.method)) {
		return nil
	}
	m := g.methods[next.method]
	return &Gate{Kind: GateCallback, Name: inner(g.types[m.class].name) + "->" + g.methodName(next.method)}
}

func (g *gating) methodName(m methodID) string {
	return g.names.list[g.selectors.list[g.methods[m].selector].name]
}

// conditions are the branches of a method that would make a gate.
type conditions struct {
	body     *flow
	branches []int
	gates    []*Gate
}

// before returns the strongest gate on which the place depends in its method.
func (g *gating) before(f frame) (best *Gate) {
	c, ok := g.methodsRead[f.method]
	if !ok {
		c = g.conditions(f.method)
		g.methodsRead[f.method] = c
	}
	for n, gate := range c.gates {
		if (best == nil || gate.Kind < best.Kind) && c.body.guards(c.branches[n], int(f.pc), &g.work) {
			best = gate
		}
	}
	return best
}

func (g *gating) conditions(m methodID) (c conditions) {
	code, err := g.files[g.methods[m].file].Code(g.methods[m].code)
	if err != nil || code.Units() > maxGateUnits {
		return c
	}
	body := newFlow(&code)
	for n, i := range body.insns {
		if !i.Op.Between(dex.OpIfEq, dex.OpIfLez) || len(c.gates) == maxGates {
			continue
		}
		if gate := g.condition(m, body, n); gate != nil {
			c.branches, c.gates = append(c.branches, n), append(c.gates, gate)
		}
	}
	if len(c.gates) > 0 {
		c.body = body
	}
	return c
}

const (
	maxGateUnits = 1 << 14 // of a method in which gates are looked for
	maxGates     = 64      // of a method
	maxLookBack  = 24      // instructions from a condition back to what it asks
)

// condition returns the gate that a branch makes, if its condition asks for one.
func (g *gating) condition(m methodID, body *flow, branch int) *Gate {
	insn := body.insns[branch]
	gate := g.origin(m, body, branch, insn.A())
	if gate == nil && insn.Op <= dex.OpIfLe {
		gate = g.origin(m, body, branch, insn.B())
	}
	return gate
}

// origin goes back from an instruction to the one that filled a register.
func (g *gating) origin(m methodID, body *flow, from, register int) *Gate {
	for n := from - 1; n >= max(0, from-maxLookBack); n-- {
		i := body.insns[n]
		if !i.Op.WritesA() || i.A() != register {
			continue
		}
		switch {
		case i.Op.Between(dex.OpMove, dex.OpMoveObject16):
			register = i.B()
		case i.Op.Between(dex.OpMoveResult, dex.OpMoveResultObject) && n > 0 && body.insns[n-1].Op.IsInvoke():
			call := body.insns[n-1]
			if value, ok := g.unboxes(m, call); ok {
				register = value
				continue
			}
			return g.asked(m, body, n-1)
		case i.Op.Between(dex.OpIget, dex.OpIgetShort), i.Op.Between(dex.OpSget, dex.OpSgetShort):
			return g.askedField(m, i)
		default:
			return nil
		}
	}
	return nil
}

// unboxes returns the register of a Boolean of which the call takes the value.
func (g *gating) unboxes(m methodID, call dex.Insn) (register int, ok bool) {
	file := int(g.methods[m].file)
	id, _ := g.files[file].Method(call.Index())
	name, _ := g.files[file].String(id.Name)
	return call.Arg(0), string(name) == "booleanValue" && call.NumArgs() == 1
}

// asked returns the gate that the result of a call makes.
func (g *gating) asked(m methodID, body *flow, at int) *Gate {
	file, call := int(g.methods[m].file), body.insns[at]
	id := g.refAt(file, call.Index())
	if id == 0 {
		return nil
	}
	ref := *g.resolve(id)
	name := g.names.list[g.selectors.list[ref.selector].name]
	gate := &Gate{Kind: GateNamed, Name: inner(g.types[ref.class].name) + "->" + name, Key: g.key(file, body, at)}
	if agreement.MatchString(name) || agreement.MatchString(gate.Key) {
		return gate
	}
	if slices.Contains(storedBooleans[g.types[ref.class].name], name) || g.readsStored(ref.method) {
		gate.Kind = GateStored
		return gate
	}
	return nil
}

// key returns the first constant string that a call is given.
func (g *gating) key(file int, body *flow, at int) string {
	call := body.insns[at]
	for a := range call.NumArgs() {
		for n := at - 1; n >= max(0, at-maxLookBack); n-- {
			i := body.insns[n]
			if !i.Op.WritesA() || i.A() != call.Arg(a) {
				continue
			}
			if i.Op.Between(dex.OpConstString, dex.OpConstStringJumbo) {
				s, _ := g.files[file].String(i.Index())
				return dex.DecodeMUTF8(s)
			}
			break
		}
	}
	return ""
}

// readsStored reports whether a method reads a stored boolean itself.
func (g *gating) readsStored(m methodID) bool {
	if m == 0 || g.methods[m].code == 0 {
		return false
	}
	if known, ok := g.reads[m]; ok {
		return known
	}
	proto := g.protos.list[g.selectors.list[g.methods[m].selector].proto]
	if proto[len(proto)-1] != 'Z' {
		return false
	}
	file, found := int(g.methods[m].file), false
	if code, err := g.files[file].Code(g.methods[m].code); err == nil && code.Units() <= maxGateUnits {
		_ = code.Walk(dex.Invokes(), func(i dex.Insn) {
			id, _ := g.files[file].Method(i.Index())
			name, _ := g.files[file].String(id.Name)
			class, _ := g.files[file].Type(id.Class)
			found = found || slices.Contains(storedBooleans[string(class)], string(name))
		})
	}
	g.reads[m] = found
	return found
}

func (g *gating) askedField(m methodID, i dex.Insn) *Gate {
	file := int(g.methods[m].file)
	id, ok := g.files[file].Field(i.Index())
	if !ok {
		return nil
	}
	name, _ := g.files[file].String(id.Name)
	if !agreement.Match(name) {
		return nil
	}
	class, _ := g.files[file].Type(id.Class)
	return &Gate{Kind: GateNamed, Name: inner(string(class)) + "->" + string(name)}
}
