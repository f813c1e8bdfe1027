package callgraph

import (
	"slices"

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

// gating looks for gates on paths, and remembers what it found in a method.
type gating struct {
	*program
	known       map[frame]*Gate
	methodsRead map[methodID]conditions
	stores      map[methodID]storedAnswer
	fieldAsks   [][]answer             // by file and field: whether it could make a gate
	fields      map[fieldKey]*question // what fills the field
}

func newGating(p *program) *gating {
	return &gating{
		program: p, known: map[frame]*Gate{}, methodsRead: map[methodID]conditions{},
		stores: map[methodID]storedAnswer{}, fieldAsks: make([][]answer, len(p.files)), fields: map[fieldKey]*question{},
	}
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

// callback returns the gate of a step to a callback: what stands in the method
// that is given it, or what names make of it: those of the method that makes it,
// of the one that is given it, and its own.
func (g *gating) callback(from, to methodID, how step) *Gate {
	if !how.made {
		return nil
	}
	if how.inside != nil {
		return how.inside
	}
	if how.via != 0 {
		ref := &g.refs[how.via]
		return &Gate{Kind: GateCallback, Name: inner(g.types[ref.class].name) + "->" + g.names.list[g.selectors.list[ref.selector].name]}
	}
	if atOnce[g.methodName(to)] || !speaks(g.methodName(from)) && !speaks(g.methodName(to)) {
		return nil
	}
	return &Gate{Kind: GateCallback, Name: inner(g.types[g.methods[to].class].name) + "->" + g.methodName(to)}
}

// atOnce are callbacks that wait for nobody, whatever the names around them say.
var atOnce = map[string]bool{"run": true, "call": true, "doInBackground": true, "handleMessage": true, "invokeSuspend": true}

// conditions are the branches of a method that would make a gate.
type conditions struct {
	body     *flow
	branches []int
	gates    []*Gate
	yes      []side // of each branch, where the user has agreed
}

// side is one of the two ways on from a branch.
type side int

const (
	eitherSide side = iota // it cannot be told
	nextSide               // to the next instruction
	targetSide             // to where the branch leads
)

// yesSide returns the side of a branch on which the user has agreed; of a stored
// boolean the side that it does not open by itself, before anybody has stored one.
func yesSide(i dex.Insn, q *question) side {
	if !q.plain || i.Op != dex.OpIfEqz && i.Op != dex.OpIfNez {
		return eitherSide
	}
	isTrue, isFalse := nextSide, targetSide
	if i.Op == dex.OpIfNez {
		isTrue, isFalse = targetSide, nextSide
	}
	switch {
	case q.gate.Kind != GateNamed && q.first == yes:
		return isFalse
	case q.gate.Kind != GateNamed && q.first == no:
		return isTrue
	case q.gate.Kind != GateNamed:
		return eitherSide
	case denies.MatchString(q.words):
		return isFalse
	case affirms.MatchString(q.words):
		return isTrue
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
	a := asker{gating: g, method: m, body: body}
	for n, i := range body.insns {
		if !decides(i.Op) || len(c.gates) == maxGates {
			continue
		}
		if q := a.condition(n); q != nil {
			c.branches, c.gates, c.yes = append(c.branches, n), append(c.gates, q.gate), append(c.yes, yesSide(i, q))
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
)

// decides reports whether an instruction goes one way or another.
func decides(op dex.Op) bool {
	return op.Between(dex.OpIfEq, dex.OpIfLez) || op.Between(dex.OpPackedSwitch, dex.OpSparseSwitch)
}

// mayAsk reports, without regard to branches, whether something in a method could
// make a gate.
func (g *gating) mayAsk(m methodID, code *dex.Code) (may bool) {
	a := asker{gating: g, method: m}
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
			may = a.asksField(i)
		}
	})
	return may
}

// asksField reports whether reading a field could make a gate.
func (a *asker) asksField(i dex.Insn) bool {
	file := int(a.methods[a.method].file)
	if a.fieldAsks[file] == nil {
		a.fieldAsks[file] = make([]answer, a.files[file].NumFields())
	}
	cached := a.fieldAsks[file]
	if i.Index() >= len(cached) {
		return false
	}
	if cached[i.Index()] == unknown {
		cached[i.Index()] = no
		if a.field(i) != nil {
			cached[i.Index()] = yes
		}
	}
	return cached[i.Index()] == yes
}

// maxKey is the length in bytes of the longest key of a stored value.
const maxKey = 100

// asking are the instructions that ask.
var asking = func() *dex.Ops {
	set := dex.Invokes()
	set[dex.OpConstString], set[dex.OpConstStringJumbo] = true, true
	for op := dex.OpIget; op <= dex.OpIgetBoolean; op++ {
		set[op], set[op+dex.OpSget-dex.OpIget] = true, true
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
	stored := g.storedIn(ref.method)
	answer := no
	if speaks(name) || slices.Contains(storedBooleans[g.types[ref.class].name], name) || stored.boolean || stored.key != "" {
		answer = yes
	}
	g.refs[id].asks = answer
	return answer == yes
}
