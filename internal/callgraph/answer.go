package callgraph

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// told says which register of a method holds the answer, and how: counted from the
// first that the caller fills.
type told struct {
	register int
	how      answered
}

// answered is what a register holds of an answer.
type answered int

const (
	noAnswer    answered = iota
	theArray             // the results: 0 is granted, -1 is not
	oneResult            // 0 where it was granted
	isGranted            // a boolean, or an object that is one: true where it was
	isRefused            // true where it was not
	oneOfThem            // a map of booleans, or what leads to one of them
	refusedOnes          // a collection of what was refused
	howMany              // the size of one
)

// reader follows an answer through a body: which branches ask for it, and which
// side is taken once it is a refusal. Registers are followed in the order of the
// code, as loops keep theirs.
type reader struct {
	*reporting
	file     int
	code     *dex.Code
	held     map[int]answered
	numbers  registers
	result   answered
	branches []decision
	handedOn []handedOn
	flags    map[int]answered // by the branch that asks a register which only a refusal gives its constant
	lists    map[int]bool     // registers with a collection to which a refusal adds
}

// decision is a branch, and the side that matters.
type decision struct {
	pc   int
	side side
}

// branchesOn returns the stretches of a method that only run once the answer is a
// refusal.
func (r *reporting) branchesOn(m methodID, by told) refused {
	d := r.reader(m, by)
	if d == nil {
		return refused{method: m}
	}
	b := newBlocks(d.code)
	list := d.places(b)
	// A loop over the results may only note a refusal, for a branch behind it.
	if d.note(list) {
		d.read(by)
		list = d.places(b)
	}
	return refused{m, list, d.handedOn}
}

// reader reads a method that is told of an answer; nil for one beyond the limits.
func (r *reporting) reader(m methodID, by told) *reader {
	x := r.methods[m]
	code, err := r.files[x.file].Code(x.code)
	if x.code == 0 || err != nil || code.Units() > maxGateUnits || r.work < 0 {
		return nil
	}
	d := &reader{reporting: r, file: int(x.file), code: &code}
	d.read(by)
	return d
}

func (d *reader) places(b *blocks) []place { return d.behindBranches(b, d.branches) }

// behindBranches returns the stretches of a body that are only come to by the given
// sides of branches.
func (r *reporting) behindBranches(b *blocks, branches []decision) (list []place) {
	for _, one := range branches {
		r.work -= 2 * len(b.starts)
		at := b.of(one.pc)
		next := b.from(nil, b.next[at], limits{avoid: at, shut: -1})
		target := make(units, len(next))
		for _, t := range b.targets[at] {
			target = b.from(target, t, limits{avoid: at, shut: -1})
		}
		wanted, other := next, target
		if one.side == targetSide {
			wanted, other = target, next
		}
		left := false
		for n := range wanted {
			wanted[n] &^= other[n]
			left = left || wanted[n] != 0
		}
		if left {
			list = append(list, place{pc: int32(one.pc), blocks: wanted, body: b})
		}
	}
	return list
}

// note finds what code behind a refusal only notes: a constant in a register that
// a later branch asks, or an element of a collection.
func (d *reader) note(list []place) bool {
	d.flags, d.lists = map[int]answered{}, map[int]bool{}
	_ = d.code.Walk(dex.Invokes(), func(i dex.Insn) {
		if i.NumArgs() > 1 && behind(list, i) {
			if id := d.refAt(d.file, i.Index()); id != 0 && d.refName(id) == "add" {
				d.lists[i.Arg(0)] = true
			}
		}
	})
	body := newFlow(d.code)
	for n, i := range body.insns {
		if i.Op != dex.OpIfEqz && i.Op != dex.OpIfNez || len(d.flags) == maxNotes {
			continue
		}
		for _, one := range d.branches {
			if one.pc != i.PC {
				if a := d.noted(body, one, n, i.A()); a != noAnswer {
					d.flags[i.PC] = a
				}
			}
		}
	}
	return len(d.flags)+len(d.lists) > 0
}

// maxNotes is how many notes of a refusal are looked for in a method.
const maxNotes = 16

// noted returns what a register says of the answer at an instruction: whether it
// has one constant there on all ways from the side of a refusal, and another on
// one from the other side.
func (d *reader) noted(body *flow, by decision, at, register int) answered {
	branch := body.at[by.pc]
	if d.work -= 4 * len(body.insns); d.work < 0 || branch+1 >= len(body.insns) {
		return noAnswer
	}
	target, ok := body.at[body.insns[branch].Target()]
	if !ok {
		return noAnswer
	}
	refused, other := branch+1, target
	if by.side == targetSide {
		refused, other = other, refused
	}
	was, elsewhere := body.constants(refused, branch, at, register), body.constants(other, branch, at, register)
	switch {
	case was == hasFalse && elsewhere&hasTrue != 0:
		return isGranted
	case was == hasTrue && elsewhere&hasFalse != 0:
		return isRefused
	}
	return noAnswer
}

// behind reports whether an instruction stands in one of the stretches.
func behind(list []place, i dex.Insn) bool {
	return slices.ContainsFunc(list, func(p place) bool { return p.has(int32(i.PC)) })
}

func (d *reader) read(by told) {
	d.branches, d.handedOn = nil, nil
	d.held = map[int]answered{d.code.Registers - d.code.Ins + by.register: by.how}
	d.numbers = registers{}
	d.numbers.enter(d.code, 0, false)
	_ = d.code.Walk(everything, d.insn)
	d.work -= d.code.Units()
}

func (d *reader) insn(i dex.Insn) {
	d.numbers.reach(i.PC)
	d.numbers.numbers(i)
	result := d.result
	d.result = noAnswer
	switch op := i.Op; {
	case op.Between(dex.OpMove, dex.OpMoveObject16):
		d.held[i.A()] = d.held[i.B()]
	case op.Between(dex.OpMoveResult, dex.OpMoveResultObject):
		d.held[i.A()] = result
	case op.Between(dex.OpAget, dex.OpAgetShort):
		array := d.held[i.B()]
		d.held[i.A()] = noAnswer
		if array == theArray {
			d.held[i.A()] = oneResult
		}
	case op == dex.OpCheckCast:
	case op == dex.OpIgetBoolean:
		d.held[i.A()] = d.granted(i)
	case op.IsInvoke():
		d.result = d.invoke(i)
	case op.Between(dex.OpIfEq, dex.OpIfLez):
		d.branch(i)
	case op.WritesA():
		d.held[i.A()] = noAnswer
	}
}

// invoke returns what a call makes of an answer.
func (d *reader) invoke(i dex.Insn) answered {
	id := d.refAt(d.file, i.Index())
	if id == 0 {
		return noAnswer
	}
	name, proto := d.refName(id), d.refProto(id)
	boolean := strings.HasSuffix(proto, ")Z")
	for n := range i.NumArgs() {
		held := d.held[i.Arg(n)]
		switch {
		case held == theArray && boolean:
			return d.verdict(id, name, n)
		case (held == isGranted || held == isRefused) && (name == "booleanValue" || name == "valueOf"):
			return held
		case held == oneOfThem && (name == "booleanValue" || name == "areEqual" || name == "equals"):
			return isGranted
		case held == oneOfThem && leadOn[name]:
			return oneOfThem
		case d.lists[i.Arg(n)] && name == "isEmpty":
			return isGranted
		case d.lists[i.Arg(n)] && name == "size":
			return howMany
		case (held == theArray || held == isGranted || held == isRefused || held == oneOfThem) && strings.HasSuffix(proto, ")V"):
			if m := d.resolve(id).method; m != 0 && name != "onRequestPermissionsResult" {
				d.handedOn = append(d.handedOn, handedOn{m, told{n, held}})
			}
		}
	}
	switch {
	case name == "checkSelfPermission" && strings.HasSuffix(proto, ")I"):
		return oneResult
	case boolean && hasPermission.MatchString(name):
		return isGranted
	}
	return noAnswer
}

// leadOn are the methods that lead from a map to one of its values.
var leadOn = map[string]bool{"entrySet": true, "values": true, "iterator": true, "next": true, "getValue": true, "get": true, "getOrDefault": true}

// granted returns what a field says that a library keeps an answer in.
func (d *reader) granted(i dex.Insn) answered {
	id, ok := d.files[d.file].Field(i.Index())
	if !ok {
		return noAnswer
	}
	name, _ := d.files[d.file].String(id.Name)
	class, _ := d.files[d.file].Type(id.Class)
	if string(name) == "granted" && strings.HasSuffix(string(class), "/Permission;") {
		return isGranted
	}
	return noAnswer
}

// hasPermission is how an app calls what asks whether it has a permission.
var hasPermission = regexp.MustCompile(`(?i)^(has|have|check|is|are)_?(all)?_?(self)?_?(permissions?|perms?)_?(granted|allowed)?$|^(all)?_?permissions?_?granted$`)

// verdict returns what a method makes of the results that it is given: by its
// name, or by the constant that it returns once one of them is a refusal.
func (d *reader) verdict(id refID, name string, register int) answered {
	switch m := d.resolve(id).method; {
	case verdictRefused.MatchString(name):
		return isRefused
	case verdictGranted.MatchString(name):
		return isGranted
	case m != 0:
		return d.returned(m, register)
	}
	return noAnswer
}

var (
	verdictRefused = regexp.MustCompile(`(?i)den(y|ied)|refus|reject|lack`)
	verdictGranted = regexp.MustCompile(`(?i)grant|verify|has_?all|has_?perm|allowed`)
)

// returned looks at the constants that a short method returns once it is told of a
// refusal.
func (d *reader) returned(m methodID, register int) answered {
	in := d.reader(m, told{register, theArray})
	if in == nil || in.code.Units() > maxStoredUnits {
		return noAnswer
	}
	body := newFlow(in.code)
	for n, i := range body.insns {
		if i.Op != dex.OpReturn {
			continue
		}
		for _, one := range in.branches {
			if a := in.noted(body, one, n, i.A()); a != noAnswer {
				return a
			}
		}
	}
	return noAnswer
}

// branch notes a branch on an answer.
func (d *reader) branch(i dex.Insn) {
	held, onZero := d.held[i.A()], true
	if held == noAnswer {
		held = d.flags[i.PC]
	}
	if i.Op < dex.OpIfEqz {
		other := i.B()
		if held = d.held[i.A()]; held == noAnswer {
			held, other = d.held[i.B()], i.A()
		}
		v, known := d.numbers.number(other)
		switch {
		case !known || held != oneResult && held != isGranted && held != isRefused:
			return
		case v == 0:
		case v == -1 && held == oneResult, v == 1 && held != oneResult:
			onZero = false
		default:
			return
		}
	}
	equal, ok := equality(i.Op) // the side on which the register equals what it is compared with
	if !ok {
		if held == howMany && (i.Op == dex.OpIfGtz || i.Op == dex.OpIfLez) {
			equal, onZero = nextSide, true
			if i.Op == dex.OpIfLez {
				equal = targetSide
			}
		} else {
			return
		}
	}
	zero := equal
	if !onZero {
		zero = equal.other()
	}
	refused := eitherSide
	switch held {
	case oneResult, isRefused, howMany:
		refused = zero.other()
	case isGranted:
		refused = zero
	}
	if refused != eitherSide {
		d.branches = append(d.branches, decision{i.PC, refused})
	}
}

// equality returns the side of a branch on which what it compares is equal.
func equality(op dex.Op) (side, bool) {
	switch op {
	case dex.OpIfEq, dex.OpIfEqz:
		return targetSide, true
	case dex.OpIfNe, dex.OpIfNez:
		return nextSide, true
	}
	return eitherSide, false
}

// other returns the other side.
func (s side) other() side {
	switch s {
	case nextSide:
		return targetSide
	case targetSide:
		return nextSide
	}
	return eitherSide
}
