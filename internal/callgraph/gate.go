package callgraph

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// Gate is a condition on the way to a use that looks as if it asked whether
// the user has agreed. A use on the side where an answer plainly says no is
// behind no gate; of other questions it is not known which answer opens it.
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
	"Landroid/content/SharedPreferences;":               {"getBoolean"},
	"Lcom/tencent/mmkv/MMKV;":                           {"getBoolean", "decodeBool"},
	"Landroidx/datastore/preferences/core/Preferences;": {"get", "contains"},
}

// gating looks for gates on paths, and remembers what it found in a method.
type gating struct {
	*program
	known       map[frame]*Gate
	methodsRead map[methodID]conditions
	reads       map[methodID]bool // whether the method returns a stored boolean
	fields      map[fieldKey]bool // whether the field is filled from one
}

func newGating(p *program) *gating {
	return &gating{program: p, known: map[frame]*Gate{}, methodsRead: map[methodID]conditions{}, reads: map[methodID]bool{}, fields: map[fieldKey]bool{}}
}

// find returns the strongest gate before the places of a path; the last of them
// that is equally strong, as it is the nearest to the use. The steps say how
// each place is come to.
func (g *gating) find(path []frame, steps []step) *Gate {
	var best *Gate
	for i, f := range path {
		gate := g.at(f.method, f.pc)
		if gate == nil && i+1 < len(path) {
			gate = g.callback(f.method, path[i+1].method, steps[i+1])
		}
		if gate != nil && (best == nil || gate.Kind <= best.Kind) {
			copied := *gate
			copied.Step = i
			best = &copied
		}
	}
	return best
}

// at returns the strongest gate on which a place depends in its method.
func (g *gating) at(m methodID, pc int32) *Gate {
	place := frame{method: m, pc: pc}
	gate, ok := g.known[place]
	if !ok {
		gate = g.before(place)
		g.known[place] = gate
	}
	return gate
}

// callback returns the gate that names make of a step to a callback: of the
// method that makes it, of those that are given it, and its own.
func (g *gating) callback(from, to methodID, how step) *Gate {
	if !how.made {
		return nil
	}
	if how.via != 0 {
		ref := &g.refs[how.via]
		return &Gate{Kind: GateCallback, Name: inner(g.types[ref.class].name) + "->" + g.names.list[g.selectors.list[ref.selector].name]}
	}
	if !speaks(g.methodName(from)) && !speaks(g.methodName(to)) {
		return nil
	}
	return &Gate{Kind: GateCallback, Name: inner(g.types[g.methods[to].class].name) + "->" + g.methodName(to)}
}

// speaks reports whether a name or a key speaks of agreement.
func speaks(s string) bool {
	for i := 0; i < len(s); i++ {
		// The letters with which the words begin, and other scripts.
		switch c := s[i] | 0x20; {
		case c == 'p' || c == 'a' || c == 'c' || c == 'y' || c == 'x' || s[i] >= 0x80:
			return agreement.MatchString(s)
		}
	}
	return false
}

func (g *gating) methodName(m methodID) string {
	return g.names.list[g.selectors.list[g.methods[m].selector].name]
}

// conditions are the branches of a method that would make a gate.
type conditions struct {
	body     *flow
	branches []int
	gates    []*Gate
	yes      []side // of each branch, where the answer is yes
}

// side is one of the two ways on from a branch.
type side int

const (
	eitherSide side = iota // it cannot be told
	nextSide               // to the next instruction
	targetSide             // to where the branch leads
)

// affirms is how a question is put to which yes means that the user has agreed.
var affirms = regexp.MustCompile(`(?i)^(is|has|get|check|have)?(user|app|already)?_?(privacy|policy|protocol|agreement)?_?(is|has)?_?(agreed?|accepted|consent(ed)?|同意)`)

// yesSide returns the side of a branch on which a boolean is true.
func yesSide(i dex.Insn, asked string) side {
	if !affirms.MatchString(asked) {
		return eitherSide
	}
	switch i.Op {
	case dex.OpIfEqz:
		return nextSide
	case dex.OpIfNez:
		return targetSide
	}
	return eitherSide
}

// before returns the strongest gate on which the place depends in its method.
func (g *gating) before(f frame) (best *Gate) {
	c, ok := g.methodsRead[f.method]
	if !ok {
		c = g.conditions(f.method)
		g.methodsRead[f.method] = c
	}
	for n, gate := range c.gates {
		if (best == nil || gate.Kind < best.Kind) && c.body.guards(c.branches[n], int(f.pc), c.yes[n], &g.work) {
			best = gate
		}
	}
	return best
}

func (g *gating) conditions(m methodID) (c conditions) {
	code, err := g.files[g.methods[m].file].Code(g.methods[m].code)
	if err != nil || code.Units() > maxGateUnits || !g.mayAsk(m, &code) {
		return c
	}
	body := newFlow(&code)
	for n, i := range body.insns {
		if !i.Op.Between(dex.OpIfEq, dex.OpIfLez) || len(c.gates) == maxGates {
			continue
		}
		if gate := g.condition(m, body, n); gate != nil {
			asked := gate.Key
			if asked == "" {
				asked = gate.Name[strings.LastIndexByte(gate.Name, '>')+1:]
			}
			c.branches, c.gates, c.yes = append(c.branches, n), append(c.gates, gate), append(c.yes, yesSide(i, asked))
		}
	}
	if len(c.gates) > 0 {
		c.body = body
	}
	return c
}

// mayAsk reports, without regard to branches, whether something in a method could
// make a gate.
func (g *gating) mayAsk(m methodID, code *dex.Code) (may bool) {
	file := int(g.methods[m].file)
	_ = code.Walk(asking, func(i dex.Insn) {
		switch {
		case may:
		case i.Op.IsInvoke():
			may = g.asks(g.refAt(file, i.Index()))
		case i.Op == dex.OpConstString, i.Op == dex.OpConstStringJumbo:
			s, _ := g.files[file].String(i.Index())
			may = len(s) <= maxKey && speaks(string(s))
		default:
			may = g.askedField(m, i) != nil
		}
	})
	return may
}

// maxKey is the length in bytes of the longest key of a stored value.
const maxKey = 100

// asking are the instructions that ask.
var asking = func() *dex.Ops {
	set := dex.Invokes()
	for _, op := range []dex.Op{dex.OpConstString, dex.OpConstStringJumbo, dex.OpIgetBoolean, dex.OpSgetBoolean} {
		set[op] = true
	}
	return set
}()

// asks reports whether a call of the method could make a gate by itself.
func (g *gating) asks(id refID) bool {
	if id == 0 {
		return false
	}
	if known := g.refs[id].asks; known != unknown {
		return known == yes
	}
	ref := *g.resolve(id)
	name := g.names.list[g.selectors.list[ref.selector].name]
	answer := no
	if speaks(name) || slices.Contains(storedBooleans[g.types[ref.class].name], name) || g.readsStored(ref.method) {
		answer = yes
	}
	g.refs[id].asks = answer
	return answer == yes
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
	if speaks(name) || speaks(gate.Key) {
		return gate
	}
	if slices.Contains(storedBooleans[g.types[ref.class].name], name) || g.readsStored(ref.method) {
		gate.Kind = GateStored
		return gate
	}
	if compares[name] {
		return g.compared(m, body, at)
	}
	return nil
}

// compares are the methods that ask what a stored text is.
var compares = map[string]bool{"equals": true, "equalsIgnoreCase": true, "contentEquals": true, "isEmpty": true, "compareTo": true, "areEqual": true}

// compared returns the gate that one of the compared values makes.
func (g *gating) compared(m methodID, body *flow, at int) *Gate {
	call := body.insns[at]
	for n := range call.NumArgs() {
		if gate := g.origin(m, body, at, call.Arg(n)); gate != nil {
			return gate
		}
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

// readsStored reports whether a method returns a stored boolean, read by itself
// or by a method of the app's own that it calls.
func (g *gating) readsStored(m methodID) bool { return g.readsStoredAt(m, maxStoredDepth) }

// maxStoredDepth is how many methods may stand between a question and the
// stored boolean.
const maxStoredDepth = 3

func (g *gating) readsStoredAt(m methodID, depth int) bool {
	if m == 0 || g.methods[m].code == 0 || depth == 0 {
		return false
	}
	if known, ok := g.reads[m]; ok {
		return known
	}
	if !g.isBoolean(g.methods[m].selector) {
		return false
	}
	g.reads[m] = false // also for a method that calls itself
	file := int(g.methods[m].file)
	var called []methodID
	found := false
	if code, err := g.files[file].Code(g.methods[m].code); err == nil && code.Units() <= maxStoredUnits {
		g.work -= code.Units()
		_ = code.Walk(dex.Invokes(), func(i dex.Insn) {
			id := g.refAt(file, i.Index())
			if id == 0 {
				return
			}
			ref := *g.resolve(id)
			name := g.names.list[g.selectors.list[ref.selector].name]
			found = found || slices.Contains(storedBooleans[g.types[ref.class].name], name)
			if g.isBoolean(ref.selector) {
				called = append(called, ref.method)
			}
		})
	}
	for _, c := range called {
		found = found || g.readsStoredAt(c, depth-1)
	}
	g.reads[m] = found
	return found
}

// maxStoredUnits is the length of the methods in which a stored boolean is
// looked for: a getter is short.
const maxStoredUnits = 256

// isBoolean reports whether a method returns boolean or Boolean.
func (g *gating) isBoolean(s selectorID) bool {
	proto := g.protos.list[g.selectors.list[s].proto]
	return strings.HasSuffix(proto, ")Z") || strings.HasSuffix(proto, ")Ljava/lang/Boolean;") || strings.HasSuffix(proto, ")Ljava/lang/Object;")
}

func (g *gating) askedField(m methodID, i dex.Insn) *Gate {
	file := int(g.methods[m].file)
	id, ok := g.files[file].Field(i.Index())
	if !ok {
		return nil
	}
	name, _ := g.files[file].String(id.Name)
	class, _ := g.files[file].Type(id.Class)
	gate := &Gate{Kind: GateNamed, Name: inner(string(class)) + "->" + string(name)}
	if speaks(string(name)) {
		return gate
	}
	if kind, _ := g.files[file].Type(id.Type); string(kind) == "Z" && g.keepsStored(g.typeAt(file, id.Class), g.nameAt(file, id.Name)) {
		gate.Kind = GateStored
		return gate
	}
	return nil
}

// keepsStored reports whether the class fills a boolean field of its own from a
// stored one, or from a method whose name speaks of agreement.
func (g *gating) keepsStored(t typeID, field nameID) bool {
	key := fieldKey{t, field}
	if known, ok := g.fields[key]; ok {
		return known
	}
	g.fields[key] = false
	if !g.defined(t) {
		return false
	}
	found := false
	for _, e := range g.load(t).methods {
		m := g.methods[e.method]
		code, err := g.files[m.file].Code(m.code)
		if m.code == 0 || err != nil || code.Units() > maxStoredUnits || found {
			continue
		}
		g.work -= code.Units()
		var body *flow
		_ = code.Walk(booleanPuts, func(i dex.Insn) {
			id, _ := g.files[m.file].Field(i.Index())
			if found || g.nameAt(int(m.file), id.Name) != field || g.typeAt(int(m.file), id.Class) != t {
				return
			}
			if body == nil {
				body = newFlow(&code)
			}
			found = g.origin(e.method, body, body.at[i.PC], i.A()) != nil
		})
	}
	g.fields[key] = found
	return found
}

var booleanPuts = dex.Opcodes(dex.OpIputBoolean, dex.OpSputBoolean)
