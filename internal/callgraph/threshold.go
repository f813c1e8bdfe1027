package callgraph

import (
	"math"

	"github.com/zicha-lint/zicha/internal/dex"
)

// Threshold is a number with which an app compares what a sensor measures, and
// what follows once the number is passed.
type Threshold struct {
	Listener string // the class that the sensor calls: com/example/Shake
	At       *Step
	Value    float64 // in the unit of the sensor, for one axis or for the length of all
	Change   bool    // of the difference to an earlier value
	Outcomes []Outcome
}

// thresholds finds what listeners of sensors compare the values of an event with,
// in the order in which they were reached.
func (r *reporting) thresholds() {
	seen := map[methodID]bool{}
	for _, id := range r.ranked {
		m := r.nodes[id].method
		if seen[m] || r.methodName(m) != "onSensorChanged" || r.methodProto(m) != "(Landroid/hardware/SensorEvent;)V" {
			continue
		}
		seen[m] = true
		class := r.nodes[id].this
		if class == 0 {
			class = r.methods[m].class
		}
		for _, t := range r.measured(m, map[int]measure{1: {kind: theEvent}}, maxMeasuredDepth) {
			t.Listener = inner(dex.DecodeMUTF8([]byte(r.types[class].name)))
			r.result.Thresholds = append(r.result.Thresholds, t)
		}
	}
}

const (
	maxMeasuredDepth = 3  // methods that hand a value on to each other
	maxThresholds    = 20 // of a method
)

// measure is what a register holds of what a sensor measures.
type measure struct {
	kind   measureKind
	power  int     // of values: 2 for squares
	factor float64 // by which the value was multiplied
	change bool    // an earlier value was taken from it
}

type measureKind int

const (
	notMeasured measureKind = iota
	theEvent
	theValues // of the event
	aValue
	aDifference // of a comparison: greater, equal or less than a number
)

// meter follows the values of an event through a body, in the order of the code.
type meter struct {
	*reporting
	method   methodID
	file     int
	held     map[int]measure
	numbers  map[int]number
	result   measure
	compared map[int]passing // by the register with the difference
	passings []passing
	inside   []Threshold // in methods that the values are handed on to
	depth    int
}

// number is a constant in a register, whose bits may be those of a float.
type number struct {
	literal int64
	wide    bool
}

// passing is a comparison with a number, and the side on which it is passed.
type passing struct {
	pc      int
	value   float64
	change  bool
	greater side
}

// measured returns the thresholds of a method whose registers, counted from the
// first that the caller fills, hold measures.
func (r *reporting) measured(m methodID, given map[int]measure, depth int) []Threshold {
	x := r.methods[m]
	code, err := r.files[x.file].Code(x.code)
	if x.code == 0 || err != nil || code.Units() > maxGateUnits || depth == 0 || r.work < 0 {
		return nil
	}
	t := meter{reporting: r, method: m, file: int(x.file), held: map[int]measure{}, numbers: map[int]number{}, compared: map[int]passing{}, depth: depth}
	for register, held := range given {
		t.held[code.Registers-code.Ins+register] = held
	}
	_ = code.Walk(everything, t.insn)
	r.work -= 2 * code.Units()
	b, id := newBlocks(&code), r.nearest(m)
	list := t.inside
	for _, p := range t.passings {
		if len(list) >= maxThresholds || id == 0 {
			break
		}
		one := Threshold{At: r.step(m, int32(p.pc)), Value: p.value, Change: p.change}
		if places := r.behindBranches(b, []decision{{p.pc, p.greater}}); len(places) > 0 {
			one.Outcomes = r.outcomes(r.nodes[id], places)
		}
		list = append(list, one)
	}
	return list
}

func (t *meter) insn(i dex.Insn) {
	result := t.result
	t.result = measure{}
	switch op := i.Op; {
	case op.Between(dex.OpMove, dex.OpMoveObject16):
		t.move(i.A(), i.B())
		return
	case op.Between(dex.OpMoveResult, dex.OpMoveResultObject):
		t.set(i.A(), result)
		return
	case op.Between(dex.OpConst4, dex.OpConstHigh16):
		t.set(i.A(), measure{})
		t.numbers[i.A()] = number{literal: i.Literal()}
		return
	case op.Between(dex.OpConstWide16, dex.OpConstWideHigh16):
		t.set(i.A(), measure{})
		t.numbers[i.A()] = number{literal: i.Literal(), wide: true}
		return
	case op == dex.OpCheckCast:
		return
	case op == dex.OpIgetObject:
		t.set(i.A(), t.field(i))
		return
	case op.Between(dex.OpAget, dex.OpAgetShort):
		array := t.held[i.B()]
		t.set(i.A(), measure{})
		if array.kind == theValues {
			t.set(i.A(), measure{kind: aValue, power: 1, factor: 1})
		}
		return
	case op.IsInvoke():
		t.invoke(i)
		return
	case op.Between(dex.OpCmp, dex.OpCmpLast):
		t.compare(i)
		return
	case op.Between(dex.OpIfEq, dex.OpIfLez):
		t.branch(i)
		return
	case op.Between(dex.OpUnop, dex.OpUnopLast):
		t.set(i.A(), t.held[i.B()]) // to another type, or with another sign
		return
	case op.Between(dex.OpBinop, dex.OpBinopLast):
		t.set(i.A(), t.arithmetic(op-dex.OpBinop, i.B(), i.C()))
		return
	case op.Between(dex.OpBinop2Addr, dex.OpBinop2AddrLast):
		t.set(i.A(), t.arithmetic(op-dex.OpBinop2Addr, i.A(), i.B()))
		return
	case op.WritesA():
		t.set(i.A(), measure{})
	}
}

func (t *meter) set(register int, m measure) {
	t.held[register] = m
	delete(t.numbers, register)
	delete(t.compared, register)
}

func (t *meter) move(to, from int) {
	n, known := t.numbers[from]
	t.set(to, t.held[from])
	if known {
		t.numbers[to] = n
	}
}

// field returns what is loaded out of an event.
func (t *meter) field(i dex.Insn) measure {
	if t.held[i.B()].kind == theEvent {
		if id, ok := t.files[t.file].Field(i.Index()); ok {
			if name, _ := t.files[t.file].String(id.Name); string(name) == "values" {
				return measure{kind: theValues}
			}
		}
	}
	return measure{}
}

// The arithmetic instructions come by type and, for each, in this order.
const (
	add dex.Op = iota
	sub
	mul
	div
)

// arithmetic returns what an operation on two registers makes of a measure.
func (t *meter) arithmetic(op dex.Op, left, right int) measure {
	var wide, float bool
	switch {
	case op < 11: // int
	case op < 22:
		wide = true // long
	case op < 27:
		op, float = op-22, true
	default:
		op, wide, float = op-27, true, true
	}
	op %= 11
	a, b := t.held[left], t.held[right]
	if a.kind != aValue && b.kind != aValue {
		return measure{}
	}
	if a.kind == aValue && b.kind == aValue {
		return combine(op, a, b)
	}
	value, other := a, right
	if a.kind != aValue {
		value, other = b, left
	}
	n, known := t.numbers[other]
	switch {
	case (op == add || op == sub) && !known:
		value.change = true // an earlier value, or one that is smoothed
		return value
	case !known:
		return measure{}
	}
	factor := n.value(float, wide)
	switch {
	case op == mul:
		value.factor *= factor
	case op == div && a.kind == aValue && factor != 0:
		value.factor /= factor
	case op != add && op != sub:
		return measure{}
	}
	return value
}

// combine returns what an operation makes of two measures.
func combine(op dex.Op, a, b measure) measure {
	switch {
	case (op == add || op == sub) && a.power == b.power && a.factor == b.factor:
		a.change = a.change || b.change
		return a
	case op == mul:
		return measure{kind: aValue, power: a.power + b.power, factor: a.factor * b.factor, change: a.change || b.change}
	}
	return measure{}
}

func (n number) value(float, wide bool) float64 {
	switch {
	case !float:
		return float64(n.literal)
	case wide:
		return math.Float64frombits(uint64(n.literal))
	}
	return float64(math.Float32frombits(uint32(n.literal)))
}

// invoke returns what mathematics makes of a measure, and follows one that is
// handed on to a method of the app's own.
func (t *meter) invoke(i dex.Insn) {
	id := t.refAt(t.file, i.Index())
	if id == 0 {
		return
	}
	ref := *t.resolve(id)
	if t.types[ref.class].name == "Ljava/lang/Math;" || t.types[ref.class].name == "Landroid/util/FloatMath;" {
		t.result = t.mathematics(i, t.refName(id))
		return
	}
	if ref.method == 0 {
		if i.NumArgs() == 1 && t.refName(id) == "clone" && t.held[i.Arg(0)].kind == theValues {
			t.result = measure{kind: theValues}
		}
		return
	}
	given := map[int]measure{}
	for n := range i.NumArgs() {
		if held := t.held[i.Arg(n)]; held.kind != notMeasured {
			given[n] = held
		}
	}
	if len(given) > 0 && len(t.inside) < maxThresholds {
		t.inside = append(t.inside, t.measured(ref.method, given, t.depth-1)...)
	}
}

func (t *meter) mathematics(i dex.Insn, name string) measure {
	if i.NumArgs() == 0 {
		return measure{}
	}
	m := t.held[i.Arg(0)]
	if m.kind != aValue {
		return measure{}
	}
	switch {
	case name == "abs":
		return m
	case name == "sqrt" && m.power == 2:
		m.power, m.factor = 1, math.Sqrt(m.factor)
		return m
	case name == "pow" && i.NumArgs() > 2:
		if n, known := t.numbers[i.Arg(2)]; known && n.value(true, true) == 2 && m.power == 1 {
			m.power, m.factor = 2, m.factor*m.factor
			return m
		}
	case name == "max" && i.NumArgs() > 1:
		if other := t.held[i.Arg(i.NumArgs()/2)]; other.kind == aValue && other.power == m.power && other.factor == m.factor {
			return m
		}
	}
	return measure{}
}

// compare notes the comparison of a measure with a number.
func (t *meter) compare(i dex.Insn) {
	wide := i.Op != dex.OpCmp && i.Op != dex.OpCmp+1 // cmpl-float and cmpg-float
	p, ok := t.passing(i.B(), i.C(), i.Op < dex.OpCmpLast, wide)
	t.set(i.A(), measure{})
	if ok {
		t.held[i.A()] = measure{kind: aDifference}
		t.compared[i.A()] = p
	}
}

// passing returns the comparison of one register with another, one of which holds
// a measure and the other a number; greater is the side of a branch that is taken
// where the difference is positive, as targetSide.
func (t *meter) passing(left, right int, float, wide bool) (p passing, ok bool) {
	m, other, side := t.held[left], right, targetSide
	if m.kind != aValue {
		m, other, side = t.held[right], left, nextSide
	}
	n, known := t.numbers[other]
	if m.kind != aValue || !known || m.factor == 0 {
		return passing{}, false
	}
	value := n.value(float, wide)
	if value /= m.factor; m.power == 2 {
		value = math.Sqrt(math.Max(value, 0))
	} else if m.power != 1 {
		return passing{}, false
	}
	if value < 0 {
		value, side = -value, side.other() // passed downwards
	}
	return passing{value: value, change: m.change, greater: side}, true
}

// branch notes on which side of a branch a number is passed.
func (t *meter) branch(i dex.Insn) {
	p, ok := t.compared[i.A()]
	if i.Op < dex.OpIfEqz {
		p, ok = t.passing(i.A(), i.B(), false, false)
	} else if !ok {
		return
	}
	above, decides := upperSide[(i.Op-dex.OpIfEq)%6]
	if !ok || !decides || p.value == 0 || len(t.passings) == maxThresholds {
		return
	}
	if p.greater == nextSide {
		above = above.other() // the number stands first
	}
	p.pc, p.greater = i.PC, above
	t.passings = append(t.passings, p)
}

// upperSide is the side of a comparison on which the first value is the greater:
// of eq, ne, lt, ge, gt and le those that tell.
var upperSide = map[dex.Op]side{2: nextSide, 3: targetSide, 4: targetSide, 5: nextSide}
