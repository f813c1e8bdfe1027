package callgraph

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// agreement is how code speaks of the user's consent.
var agreement = regexp.MustCompile(`(?i)privacy|agree|consent|protocol_?(accept|confirm|read)|yinsi|xieyi|隐私|协议|同意`)

var (
	// affirms is how a question is put to which yes means that the user has agreed.
	affirms = regexp.MustCompile(`(?i)(agree[ds]?|accept(ed)?|consent(ed)?|同意)([^a-zA-Z]|[A-Z]|$|privacy|policy|protocol)`)
	// denies is how one is put to which yes means that the user has not, and no
	// that they have.
	denies = regexp.MustCompile(`(?i)need|should|must|first|pending|not_?(yet_?)?agree|un_?agree`)
	// firstRun is how one is put to which yes means that the user has done nothing yet.
	firstRun = regexp.MustCompile(`(?i)^(is|check)?_?first_?(time|run|start|launch|open|enter|use|login|in)`)
	// refuses is how one is put to which neither answer means that the user has agreed.
	refuses = regexp.MustCompile(`(?i)disagree|refus|reject|den(y|ied)`)
)

// speaks reports whether a name or a key speaks of agreement.
func speaks(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		if c != 'p' && c != 'a' && c != 'c' && c != 'y' && c != 'x' && s[i] < 0x80 {
			continue // none of the words begins with it
		}
		if s[i] >= 0x80 || begin(s[i:], "privacy") || begin(s[i:], "agree") || begin(s[i:], "consent") ||
			begin(s[i:], "protocol") || begin(s[i:], "yinsi") || begin(s[i:], "xieyi") {
			return agreement.MatchString(s) && !refuses.MatchString(s)
		}
	}
	return false
}

// begin reports whether s begins with a word of small letters, in any case.
func begin(s, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := range len(word) {
		if s[i]|0x20 != word[i] {
			return false
		}
	}
	return true
}

// storedBooleans are the getters of what an app keeps from one start to the next.
var storedBooleans = map[string][]string{
	"Landroid/content/SharedPreferences;":               {"getBoolean"},
	"Lcom/tencent/mmkv/MMKV;":                           {"getBoolean", "decodeBool"},
	"Landroidx/datastore/preferences/core/Preferences;": {"get", "contains"},
}

// storedValues are the getters that are told from each other by their key.
var storedValues = map[string]bool{
	"Landroid/content/SharedPreferences;": true, "Lcom/tencent/mmkv/MMKV;": true,
	"Landroidx/datastore/preferences/core/Preferences;": true,
}

// question is what a value in a register answers.
type question struct {
	gate  *Gate
	words string // how it is put: the key, else the name
	plain bool   // true is yes: the answer was neither compared nor turned round
	first answer // what a stored boolean is before anybody has stored one
}

func named(name, key string) *question {
	words := key
	if words == "" {
		words = name[strings.LastIndexByte(name, '>')+1:]
	}
	return &question{gate: &Gate{Kind: GateNamed, Name: name, Key: key}, words: words, plain: true}
}

// turned returns the question of a value that was made from an answer.
func turned(q *question) *question {
	if q == nil {
		return nil
	}
	return &question{gate: q.gate, words: q.words, first: q.first}
}

// asker finds out what the values in a method answer.
type asker struct {
	*gating
	method methodID
	body   *flow
}

// maxLookBack is how many instructions lie between a condition and what it asks.
const maxLookBack = 60

// condition returns what a branch asks, if that would make a gate.
func (a *asker) condition(branch int) *question {
	insn := a.body.insns[branch]
	q := a.origin(branch, insn.A())
	if q == nil && insn.Op.Between(dex.OpIfEq, dex.OpIfLe) {
		q = a.origin(branch, insn.B())
	}
	if insn.Op != dex.OpIfEqz && insn.Op != dex.OpIfNez {
		return turned(q)
	}
	return q
}

// origin goes back from an instruction to the one that filled a register.
func (a *asker) origin(from, register int) *question {
	plain := true
	for n := from - 1; n >= max(0, from-maxLookBack); n-- {
		i := a.body.insns[n]
		if !i.Op.WritesA() || i.A() != register {
			continue
		}
		var q *question
		switch op := i.Op; {
		case op.Between(dex.OpMove, dex.OpMoveObject16):
			register = i.B()
			continue
		case op.Between(dex.OpMoveResult, dex.OpMoveResultObject) && n > 0 && a.body.insns[n-1].Op.IsInvoke():
			if value, same, ok := a.passes(a.body.insns[n-1]); ok {
				register, plain = value, plain && same
				continue
			}
			q = a.asked(n - 1)
		case op.Between(dex.OpIget, dex.OpIgetShort), op.Between(dex.OpSget, dex.OpSgetShort):
			q = a.field(i)
		case op.Between(dex.OpConst4, dex.OpConstHigh16):
			q = turned(a.branchBefore(n))
		case op.Between(dex.OpInstanceOf, dex.OpArrayLength):
			register, plain = i.B(), false
			continue
		case op.Between(dex.OpBinop2Addr, dex.OpBinop2AddrLast):
			plain = false // the register keeps a part of what it held
			continue
		case op.Between(dex.OpBinopLit, dex.OpBinopLitLast):
			register, plain = i.B(), false
			continue
		case op.Between(dex.OpCmp, dex.OpCmpLast), op.Between(dex.OpBinop, dex.OpBinopLast):
			if q = a.origin(n, i.B()); q == nil {
				q = a.origin(n, i.C())
			}
			plain = false
		}
		if plain {
			return q
		}
		return turned(q)
	}
	return nil
}

// maxBetween is how many instructions lie between a branch and the constants that
// it chooses from, as ! and == are compiled.
const maxBetween = 4

// branchBefore returns what the branch asks that decides about a constant.
func (a *asker) branchBefore(at int) *question {
	for n := at - 1; n >= max(0, at-maxBetween); n-- {
		if decides(a.body.insns[n].Op) {
			return a.condition(n)
		}
	}
	return nil
}

// passes returns the register of what a call only passes on, and whether it stays
// the same: a boxed value, the text that something is made from.
func (a *asker) passes(call dex.Insn) (register int, same, ok bool) {
	if call.NumArgs() == 0 {
		return 0, false, false
	}
	file := a.files[a.methods[a.method].file]
	id, _ := file.Method(call.Index())
	name, _ := file.String(id.Name)
	class, _ := file.Type(id.Class)
	switch string(name) {
	case "booleanValue", "valueOf":
		return call.Arg(0), true, true
	case "intValue", "longValue", "length", "trim", "toString", "hashCode", "ordinal":
		return call.Arg(0), false, call.NumArgs() == 1
	case "get":
		return call.Arg(0), true, strings.HasPrefix(string(class), "Ljava/util/concurrent/atomic/")
	}
	return 0, false, false
}

// asked returns the question that a call puts.
func (a *asker) asked(at int) *question {
	file, call := int(a.methods[a.method].file), a.body.insns[at]
	id := a.refAt(file, call.Index())
	if id == 0 {
		return nil
	}
	ref := *a.resolve(id)
	class, name := a.types[ref.class].name, a.names.list[a.selectors.list[ref.selector].name]
	full := inner(class) + "->" + name
	if compares[name] {
		return turned(a.compared(at))
	}
	if writes(name) {
		return nil
	}
	key := ""
	if class != "Ljava/lang/String;" && class != "Landroid/util/Log;" {
		key = a.key(at)
	}
	stored := a.storedIn(ref.method)
	switch {
	case speaks(name):
		return named(full, key)
	case speaks(key) && (reads(name) || len(name) <= 2):
		return named(full, key)
	case stored.key != "":
		return named(full, stored.key)
	case stored.boolean, slices.Contains(storedBooleans[class], name):
		q := named(full, key)
		q.gate.Kind = GateStored
		if q.first = stored.first; slices.Contains(storedBooleans[class], name) {
			q.first = a.lastNumber(at)
		}
		return q
	}
	return nil
}

// lastNumber returns the boolean that a call is given last, if it is a constant
// that stands before it.
func (a *asker) lastNumber(at int) answer {
	call := a.body.insns[at]
	if call.NumArgs() == 0 {
		return unknown
	}
	register := call.Arg(call.NumArgs() - 1)
	for n := at - 1; n >= max(0, at-maxLookBack); n-- {
		i := a.body.insns[n]
		if !i.Op.WritesA() || i.A() != register {
			continue
		}
		return constantAnswer(i)
	}
	return unknown
}

// constantAnswer returns the boolean that a const instruction loads.
func constantAnswer(i dex.Insn) answer {
	switch {
	case !i.Op.Between(dex.OpConst4, dex.OpConstHigh16):
		return unknown
	case i.Literal() == 0:
		return no
	}
	return yes
}

// compares are the methods that ask what a value is.
var compares = map[string]bool{"equals": true, "equalsIgnoreCase": true, "contentEquals": true, "isEmpty": true, "compareTo": true, "areEqual": true}

// compared returns the question that one of the compared values answers.
func (a *asker) compared(at int) *question {
	call := a.body.insns[at]
	for n := range call.NumArgs() {
		if q := a.origin(at, call.Arg(n)); q != nil {
			return q
		}
	}
	return nil
}

// reads reports whether a method gets something, by its name.
func reads(name string) bool {
	return hasVerb(name, "get", "is", "has", "contains", "decode", "read", "query", "fetch", "opt", "load", "find", "check", "bool", "exist")
}

// writes reports whether a method changes something, by its name.
func writes(name string) bool {
	return hasVerb(name, "put", "set", "encode", "save", "write", "remove", "edit", "add", "show", "start", "open")
}

func hasVerb(name string, verbs ...string) bool {
	return slices.ContainsFunc(verbs, func(v string) bool { return strings.HasPrefix(name, v) })
}

// key returns the first constant string that a call is given.
func (a *asker) key(at int) string {
	call, file := a.body.insns[at], a.files[a.methods[a.method].file]
	for arg := range call.NumArgs() {
		for n := at - 1; n >= max(0, at-maxLookBack); n-- {
			i := a.body.insns[n]
			if !i.Op.WritesA() || i.A() != call.Arg(arg) {
				continue
			}
			if i.Op.Between(dex.OpConstString, dex.OpConstStringJumbo) {
				s, _ := file.String(i.Index())
				return dex.DecodeMUTF8(s)
			}
			break
		}
	}
	return ""
}

// storedAnswer is what a method returns of what the app stores.
type storedAnswer struct {
	boolean bool   // a stored boolean
	first   answer // what that is before anybody has stored one
	key     string // a value whose key speaks of agreement
}

// The limits on getters, which are short.
const (
	maxStoredDepth = 3   // methods between a question and the stored value
	maxStoredUnits = 256 // of a getter
)

// storedIn returns what a method of the app's own reads, itself or by methods
// that it calls.
func (g *gating) storedIn(m methodID) storedAnswer { return g.storedAt(m, maxStoredDepth) }

func (g *gating) storedAt(m methodID, depth int) (s storedAnswer) {
	if m == 0 || g.methods[m].code == 0 || depth == 0 {
		return s
	}
	if known, ok := g.stores[m]; ok {
		return known
	}
	g.stores[m] = s // also for a method that calls itself
	file := int(g.methods[m].file)
	code, err := g.files[file].Code(g.methods[m].code)
	if err != nil || code.Units() > maxStoredUnits || !g.returnsValue(g.methods[m].selector) {
		return s
	}
	g.work -= code.Units()
	var called []methodID
	var key string
	reads := false
	var regs registers
	regs.enter(&code, 0, false)
	_ = code.Walk(everything, func(i dex.Insn) {
		regs.reach(i.PC)
		regs.numbers(i)
		if i.Op != dex.OpConstString && i.Op != dex.OpConstStringJumbo && !i.Op.IsInvoke() {
			return
		}
		if !i.Op.IsInvoke() {
			if text, _ := g.files[file].String(i.Index()); key == "" && len(text) <= maxKey && speaks(string(text)) {
				key = dex.DecodeMUTF8(text)
			}
			return
		}
		id := g.refAt(file, i.Index())
		if id == 0 {
			return
		}
		ref := *g.resolve(id)
		class, name := g.types[ref.class].name, g.names.list[g.selectors.list[ref.selector].name]
		if slices.Contains(storedBooleans[class], name) && i.NumArgs() > 0 {
			s.boolean, s.first = true, unknown
			if v, known := regs.number(i.Arg(i.NumArgs() - 1)); known {
				s.first = no + answer(min(v, 1))
			}
		}
		reads = reads || storedValues[class] && !writes(name)
		called = append(called, ref.method)
	})
	for _, c := range called {
		inside := g.storedAt(c, depth-1)
		if inside.boolean && !s.boolean {
			s.boolean, s.first = true, inside.first
		}
		reads = reads || inside.boolean
		if s.key == "" {
			s.key = inside.key
		}
	}
	if reads && s.key == "" {
		s.key = key
	}
	if !s.boolean && firstRun.MatchString(g.methodName(m)) {
		s.boolean, s.first = true, yes // wherever that is kept
	}
	s.boolean = s.boolean && g.returnsBoolean(g.methods[m].selector)
	g.stores[m] = s
	return s
}

func (g *gating) returnsValue(s selectorID) bool {
	return !strings.HasSuffix(g.protos.list[g.selectors.list[s].proto], ")V")
}

func (g *gating) returnsBoolean(s selectorID) bool {
	proto := g.protos.list[g.selectors.list[s].proto]
	return strings.HasSuffix(proto, ")Z") || strings.HasSuffix(proto, ")Ljava/lang/Boolean;") || strings.HasSuffix(proto, ")Ljava/lang/Object;")
}

// field returns the question that a field answers: by its name, or by what its
// class fills it with.
func (a *asker) field(i dex.Insn) *question {
	file := int(a.methods[a.method].file)
	id, ok := a.files[file].Field(i.Index())
	if !ok {
		return nil
	}
	name, _ := a.files[file].String(id.Name)
	class, _ := a.files[file].Type(id.Class)
	full := inner(string(class)) + "->" + string(name)
	kind, _ := a.files[file].Type(id.Type)
	if speaks(string(name)) && a.holdsAnswer(string(kind), a.typeAt(file, id.Type)) {
		return named(full, "")
	}
	if string(kind) != "Z" && string(kind) != "Ljava/lang/Boolean;" {
		return nil
	}
	filled := a.filledWith(a.typeAt(file, id.Class), a.nameAt(file, id.Name))
	if filled == nil {
		return nil
	}
	q := *filled
	gate := *filled.gate
	gate.Name = full
	q.gate = &gate
	return &q
}

// holdsAnswer reports whether fields of the type hold answers, not dialogs or the
// address of the policy: numbers, boxed booleans and what can be counted off.
func (g *gating) holdsAnswer(kind string, t typeID) bool {
	return len(kind) == 1 || kind == "Ljava/lang/Boolean;" || kind == "Ljava/lang/Integer;" ||
		strings.HasPrefix(kind, "Ljava/util/concurrent/atomic/Atomic") || g.defined(t) && g.types[g.link(t).super].name == "Ljava/lang/Enum;"
}

// filledWith returns the question that a boolean field of a class answers, by
// what the methods of the class store in it.
func (g *gating) filledWith(t typeID, field nameID) *question {
	key := fieldKey{t, field}
	if known, ok := g.fields[key]; ok {
		return known
	}
	g.fields[key] = nil
	if !g.defined(t) {
		return nil
	}
	for _, e := range g.load(t).methods {
		if q := g.storesIn(e.method, key); q != nil {
			g.fields[key] = q
			return q
		}
	}
	return nil
}

// storesIn returns the question whose answer a method stores in a field.
func (g *gating) storesIn(m methodID, key fieldKey) (q *question) {
	file := int(g.methods[m].file)
	code, err := g.files[file].Code(g.methods[m].code)
	if g.methods[m].code == 0 || err != nil || code.Units() > maxStoredUnits {
		return nil
	}
	g.work -= code.Units()
	a := asker{gating: g, method: m}
	_ = code.Walk(puts, func(i dex.Insn) {
		id, _ := g.files[file].Field(i.Index())
		if q != nil || g.nameAt(file, id.Name) != key.name || g.typeAt(file, id.Class) != key.class {
			return
		}
		if a.body == nil {
			a.body = newFlow(&code)
		}
		q = a.origin(a.body.at[i.PC], i.A())
	})
	return q
}

var puts = dex.Opcodes(dex.OpIputBoolean, dex.OpSputBoolean, dex.OpIputObject, dex.OpSputObject)
