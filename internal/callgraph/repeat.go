package callgraph

import (
	"slices"
	"strings"
)

// repeat returns the last step of a path that is taken again and again: by a timer
// that is told to, or because the method has itself run again.
func (r *reporting) repeat(path []frame, steps []step) *Repeat {
	for i := len(path) - 1; i > 0; i-- {
		if !steps[i].made || steps[i].within { // what is given the step may do something else with it
			continue
		}
		if by := steps[i].by; by != 0 && repeats(r.refName(by), r.refProto(by)) {
			return &Repeat{Step: i, By: r.refFullName(by), Millis: r.millis(path[i-1], by), Always: true}
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
func (r *reporting) millis(at frame, by refID) int64 {
	proto := r.refProto(by)
	given := r.given(at)
	positions := parameters(proto)
	if len(positions) == 0 || len(given) != r.registersOf(proto)+1 {
		return 0
	}
	unit := int64(1)
	for i := len(positions) - 1; i >= 0; i-- {
		v := given[positions[i]+1]
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
