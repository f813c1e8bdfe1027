package callgraph

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// repeat returns the last step of a path that is taken again and again: by a timer
// that is told to, or because the method has itself run again.
func (r *reporting) repeat(path []frame, steps []step) *Repeat {
	for i := len(path) - 1; i >= 0; i-- {
		if r.kept(path[i]) {
			return nil // done once, and then remembered
		}
		if again := r.looped(path[i]); again != nil {
			again.Step = i
			return again
		}
		if i == 0 || !steps[i].made || steps[i].within { // what is given the step may do something else with it
			continue
		}
		if by := steps[i].by; by != 0 && repeats(r.refName(by), r.refProto(by)) {
			return &Repeat{Step: i, By: r.refFullName(by), Millis: r.millis(path[i-1], by), Always: true}
		}
		if again := r.interval(path[i-1], steps[i].by); again != nil {
			again.Step = i
			return again
		}
		if again := r.again(path[i]); again != nil {
			again.Step = i
			return again
		}
	}
	return nil
}

// repeats reports whether a method runs what it is given again and again, by its
// name and prototype.
func repeats(name, proto string) bool {
	return name == "scheduleAtFixedRate" || name == "scheduleWithFixedDelay" ||
		name == "schedule" && strings.HasPrefix(proto, "(Ljava/util/TimerTask;") && strings.HasSuffix(proto, "J)V") && strings.Count(proto, "J")+strings.Count(proto, "Date") == 2
}

// kept reports whether a place is only come to while a field holds nothing, which the
// method fills: a value that is read once and kept.
func (r *reporting) kept(at frame) bool {
	m := r.methods[at.method]
	code, err := r.files[m.file].Code(m.code)
	if err != nil || code.Units() > maxLoopUnits {
		return false
	}
	filled := map[int]bool{}
	_ = code.Walk(fillsField, func(i dex.Insn) { filled[i.Index()] = true })
	if len(filled) == 0 {
		return false
	}
	b := newBlocks(&code)
	place := b.of(int(at.pc))
	loaded := map[int]int{} // the field, by register
	kept, n := false, 0
	_ = code.Walk(asksField, func(i dex.Insn) {
		switch {
		case i.Op == dex.OpIgetObject || i.Op == dex.OpSgetObject:
			loaded[i.A()] = i.Index()
			return
		case i.Op != dex.OpIfEqz && i.Op != dex.OpIfNez || kept || n == maxNotes:
			return
		}
		branch := b.of(i.PC)
		field, ok := loaded[i.A()]
		if !ok || !filled[field] || len(b.targets[branch]) != 1 {
			return
		}
		n++
		r.work -= 2 * len(b.starts)
		full, empty := b.next[branch], b.targets[branch][0]
		if i.Op == dex.OpIfNez { // it jumps where the field holds something
			full, empty = empty, full
		}
		leads := func(from int32) bool { return b.from(nil, from, limits{avoid: branch, shut: -1}).has(place) }
		kept = r.work > 0 && leads(empty) && !leads(full)
	})
	return kept
}

var (
	fillsField = dex.Opcodes(dex.OpIputObject, dex.OpSputObject)
	asksField  = dex.Opcodes(dex.OpIgetObject, dex.OpSgetObject, dex.OpIfEqz, dex.OpIfNez)
)

// interval returns how a stream that a callback is handed to has it run again and
// again, as Observable.interval of RxJava does.
func (r *reporting) interval(at frame, by refID) *Repeat {
	if by == 0 || r.refName(by) != "subscribe" {
		return nil
	}
	var last *edge
	edges := r.bodies[at.method].edges
	for i := range edges {
		e := &edges[i]
		switch {
		case e.pc >= at.pc:
		case e.by != 0 && r.refName(e.by) == "subscribe":
			last = nil
		case e.kind == toMethod && r.methodName(methodID(e.to)) == "interval" && isStream(r.types[r.methods[e.to].class].name):
			last = e
		}
	}
	if last == nil {
		return nil
	}
	m := r.methods[last.to]
	return &Repeat{By: inner(r.types[m.class].name) + "->interval", Millis: r.millisOf(frame{at.method, last.pc, 0}, r.methodProto(methodID(last.to)), 0), Always: true}
}

// counts reports whether the loop around a block ends after a number of turns: a
// branch that leads out of it asks whether a list has more, or compares a number to
// which the loop adds.
func (r *reporting) counts(m methodID, code *dex.Code, b *blocks, block int) bool {
	added := map[int]bool{}
	asks := map[int]bool{} // blocks that ask whether there is more
	_ = code.Walk(counting, func(i dex.Insn) {
		if !i.Op.IsInvoke() {
			added[i.A()] = true
		} else if id := r.refAt(int(r.methods[m].file), i.Index()); id != 0 && goesOver[r.refName(id)] {
			asks[b.of(i.PC)] = true
		}
	})
	for n, i := range b.branches {
		at := int(b.at[n])
		if !i.Op.Between(dex.OpIfEq, dex.OpIfLez) || !asks[at] && (i.Op > dex.OpIfLe || !added[i.A()] && !added[i.B()]) {
			continue
		}
		r.work -= 3 * len(b.starts)
		if r.work < 0 || b.cycle(at, block) && b.leadsOut(at, block) {
			return true
		}
	}
	return false
}

// goesOver are the methods by which a loop goes over what a list or a cursor has.
var goesOver = map[string]bool{"hasNext": true, "moveToNext": true, "hasMoreElements": true}

// counting are the instructions that add to a number, or call.
var counting = func() *dex.Ops {
	set := dex.Invokes()
	set[dex.OpAddIntLit8], set[dex.OpAddIntLit16] = true, true
	return set
}()

// isStream reports whether a class belongs to RxJava.
func isStream(class string) bool {
	return strings.HasPrefix(class, "Lrx/") || strings.HasPrefix(class, "Lio/reactivex/")
}

// maxLoopUnits is the length of methods in which loops that wait are looked for.
const maxLoopUnits = 1 << 12

// looped returns how a place runs again and again in a loop that waits.
func (r *reporting) looped(at frame) *Repeat {
	sleeps := r.bodies[at.method].sleeps
	if len(sleeps) == 0 {
		return nil
	}
	code, err := r.files[r.methods[at.method].file].Code(r.methods[at.method].code)
	if err != nil || code.Units() > maxLoopUnits {
		return nil
	}
	b := newBlocks(&code)
	here := b.of(int(at.pc))
	for _, pc := range sleeps {
		r.work -= 2 * len(b.starts)
		there := b.of(int(pc))
		if r.work < 0 || !b.cycle(here, there) {
			continue
		}
		again := &Repeat{By: "java/lang/Thread->sleep", Always: !r.counts(at.method, &code, b, there)}
		if given := r.given(frame{at.method, pc, 0}); len(given) > 0 && given[0] != nil && given[0].kind == aNumber {
			again.Millis = given[0].number
		}
		return again
	}
	return nil
}

// delays are methods that run what they are given once, later.
var delays = map[string]bool{"postDelayed": true, "postAtTime": true, "schedule": true}

// The limits on what a callback calls to have itself run again.
const (
	maxAgainSteps = 3
	maxAgainNodes = 40
)

// again returns how a callback has itself run again: by its own code, or by
// methods that it calls for certain.
func (r *reporting) again(at frame) *Repeat {
	type calling struct {
		node
		steps  int
		always bool
	}
	wanted := r.nodes[at.node]
	seen := map[nodeKey]bool{wanted.nodeKey: true}
	todo := []calling{{wanted, 0, true}}
	for ; len(todo) > 0; todo = todo[1:] {
		by := todo[0]
		if again := r.posts(by.node, wanted); again != nil {
			again.Always = again.Always && by.always
			return again
		}
		if by.steps == maxAgainSteps {
			continue
		}
		edges := r.bodies[by.method].edges
		for i := range edges {
			e := &edges[i]
			if e.kind != toMethod && e.kind != toCall {
				continue
			}
			r.lead(e, by.this, func(m methodID, this typeID, how step) {
				if id := r.reached(m, this); id != 0 && how.spread == 1 && !seen[r.nodes[id].nodeKey] && len(seen) < maxAgainNodes {
					seen[r.nodes[id].nodeKey] = true
					todo = append(todo, calling{r.nodes[id], by.steps + 1, by.always && r.weightOf(by.method, e) == 0})
				}
			})
		}
	}
	return nil
}

// posts returns how a method has another one run later.
func (r *reporting) posts(by, wanted node) *Repeat {
	for i := range r.bodies[by.method].edges {
		e := &r.bodies[by.method].edges[i]
		if e.by == 0 || e.within || !delays[r.refName(e.by)] {
			continue
		}
		found := false
		r.lead(e, by.this, func(m methodID, _ typeID, _ step) { found = found || m == wanted.method })
		if found {
			return &Repeat{By: r.refFullName(e.by), Millis: r.millis(frame{by.method, e.pc, 0}, e.by), Always: r.weightOf(by.method, e) == 0}
		}
	}
	return nil
}

// weightOf returns how much has to be so for an edge to be taken.
func (r *reporting) weightOf(m methodID, e *edge) uint8 {
	if b := r.bodies[m]; !b.weighed {
		r.weigh(m, b)
	}
	return e.weight
}

// millis returns the time between two runs that a call is given, if it stands in
// the place; 0 where it does not or is not known.
func (r *reporting) millis(at frame, by refID) int64 { return r.millisOf(at, r.refProto(by), 1) }

// millisOf does so for a call with a descriptor, before whose arguments a number of
// registers stands.
func (r *reporting) millisOf(at frame, proto string, before int) int64 {
	given := r.given(at)
	positions := parameters(proto)
	if len(positions) == 0 || len(given) != r.registersOf(proto)+before {
		return 0
	}
	unit := int64(1)
	for i := len(positions) - 1; i >= 0; i-- {
		v := given[positions[i]+before]
		switch parameterAt(proto, positions[i]) {
		case "Ljava/util/concurrent/TimeUnit;":
			if v == nil || v.kind != aField {
				return 0
			}
			unit = timeUnits[v.text[strings.IndexByte(v.text, '>')+1:]]
		case "J":
			if v == nil || v.kind != aNumber {
				return 0
			}
			return v.number * unit
		}
	}
	return 0
}

// timeUnits are in milliseconds; shorter ones count as one.
var timeUnits = map[string]int64{"NANOSECONDS": 1, "MICROSECONDS": 1, "MILLISECONDS": 1, "SECONDS": 1000, "MINUTES": 60_000, "HOURS": 3_600_000, "DAYS": 86_400_000}

// registersOf counts the registers that the parameters of a descriptor take.
func (r *reporting) registersOf(proto string) int {
	positions := parameters(proto)
	last := positions[len(positions)-1]
	if t := parameterAt(proto, last); t == "J" || t == "D" {
		return last + 2
	}
	return last + 1
}

// isTap reports whether a method by which the platform enters waits for the user:
// by its name, or as one that a layout can name as android:onClick.
func (r *reach) isTap(m methodID) bool {
	return slices.Contains(taps, r.methodName(m)) || r.methodProto(m) == "(Landroid/view/View;)V"
}

// taps are methods of screens that the user's acts run.
var taps = []string{
	"onClick", "onLongClick", "onTouch", "onTouchEvent", "dispatchTouchEvent", "onKeyDown", "onKeyUp", "onKeyLongPress", "dispatchKeyEvent", "onBackPressed", "onItemClick",
	"onListItemClick", "onOptionsItemSelected", "onContextItemSelected", "onMenuItemClick", "onMenuItemSelected", "onNavigationItemSelected",
	"onCheckedChanged", "onPreferenceClick", "onPreferenceTreeClick", "onEditorAction", "onQueryTextSubmit", "onActivityResult",
	"onRequestPermissionsResult",
}
