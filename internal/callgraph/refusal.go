package callgraph

import (
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// Refusal is a place where the app learns that the user has not granted a
// permission, and what it then does.
type Refusal struct {
	At       *Step // the callback that is told, and the branch on the answer
	Class    string
	Outcomes []Outcome
}

// Outcome is a use of an API that follows a place.
type Outcome struct {
	API    int
	Path   []*Step // from the place to the method that uses the API
	Tapped bool    // a step waits for the user
	Spread int     // the most methods that a call on it may lead to
	Weight int     // what has to be so for it to be taken, as of a [Use]
	On     Arg
	Args   []Arg
	Within []string // screens that the object it is called on may be, where On does not say
}

// findRefusals finds the callbacks that are told of refusals, in the order in which
// they were reached, and the methods to which they hand the answer on.
func (r *reporting) findRefusals() {
	seen, told := map[methodID]bool{}, map[methodID]bool{}
	for _, id := range r.ranked {
		m := r.nodes[id].method
		if seen[m] {
			continue
		}
		seen[m] = true
		for todo := r.refusedIn(id); len(todo) > 0; todo = todo[1:] {
			at := todo[0]
			if told[at.method] {
				continue
			}
			told[at.method] = true
			r.refusal(at)
			for _, next := range at.handedOn {
				if !told[next.method] {
					todo = append(todo, r.branchesOn(next.method, next.told))
				}
			}
		}
	}
}

// refusal notes what follows the stretches of a method.
func (r *reporting) refusal(at refused) {
	id := r.nearest(at.method)
	if id == 0 || len(at.places) == 0 {
		return
	}
	n := r.nodes[id]
	class := n.this
	if class == 0 {
		class = r.methods[at.method].class
	}
	one := Refusal{At: r.step(at.method, at.places[0].pc), Class: inner(dex.DecodeMUTF8([]byte(r.types[class].name)))}
	if one.Outcomes = r.outcomes(n, at.places); len(one.Outcomes) > 0 {
		r.result.Refusals = append(r.result.Refusals, one)
	}
}

// refused is a method with the stretches of it that only run once a permission was
// refused.
type refused struct {
	method   methodID
	places   []place
	handedOn []handedOn
}

// handedOn is a method that is handed the answer.
type handedOn struct {
	method methodID
	told   told
}

// place is a stretch of a method that begins behind a branch, or with the method.
type place struct {
	pc     int32 // of the branch
	blocks units // nil for the whole method
	body   *blocks
}

func (p *place) has(pc int32) bool { return p.blocks == nil || p.blocks.has(p.body.of(int(pc))) }

// refusedIn returns what a method does once it is told of a refusal: at most one.
func (r *reporting) refusedIn(id nodeID) []refused {
	n := r.nodes[id]
	name := r.methodName(n.method)
	if r.refusals[r.methods[n.method].class] && name != "<init>" {
		return []refused{{method: n.method, places: []place{{}}}} // of what onDenied(action) is given
	}
	if len(name) < len("accept") { // the shortest of the names below
		return nil
	}
	proto, static := r.methodProto(n.method), r.methods[n.method].access&dex.AccStatic != 0
	switch {
	case name == "onRequestPermissionsResult" && strings.HasSuffix(proto, "[I)V"):
		return []refused{r.branchesOn(n.method, told{lastParameter(proto, static), theArray})}
	case strings.HasSuffix(proto, ")V") && !static && mayRefuse(name) && toldOfRefusal.MatchString(name):
		return []refused{{method: n.method, places: []place{{}}}}
	case name == "onActivityResult" && strings.HasPrefix(proto, "(L") && strings.Count(proto, ";") == 1:
		if how := r.contract(id); how != noAnswer {
			return []refused{r.branchesOn(n.method, told{1, how})}
		}
	case (name == "accept" || name == "onNext") && strings.HasPrefix(proto, "(L") && r.followsRequest(id):
		return []refused{r.branchesOn(n.method, told{1, isGranted})}
	case name == "onResult" && proto == "(ZLjava/util/List;Ljava/util/List;)V":
		return []refused{r.branchesOn(n.method, told{1, isGranted})}
	}
	return nil
}

// mayRefuse reports whether a name has one of the words that toldOfRefusal asks for.
func mayRefuse(name string) bool {
	return strings.Contains(name, "en") || strings.Contains(name, "efus") || strings.Contains(name, "eject") || strings.Contains(name, "EN")
}

// toldOfRefusal are the names by which libraries and apps call what they tell of
// a refusal.
var toldOfRefusal = regexp.MustCompile(`(?i)^(on|handle|show|after)?_?(user)?_?(permissions?_?(was|were|has_?been|is)?_?(denied|deny|refused?|rejected)|(denied|refused?|rejected)_?permissions?)$|^onDenied$|^on_?perms?_?den(ied|y)$`)

// contract returns what a callback is given that was handed over with a contract
// that asks for permissions: a boolean, or one for each permission.
func (r *reporting) contract(id nodeID) answered {
	n := r.nodes[id]
	if n.parent == 0 {
		return noAnswer
	}
	for _, v := range r.given(frame{r.nodes[n.parent].method, n.pc, 0}) {
		switch {
		case v == nil || v.kind != anObject:
		case strings.HasSuffix(v.text, "ActivityResultContracts$RequestPermission"):
			return isGranted
		case strings.HasSuffix(v.text, "ActivityResultContracts$RequestMultiplePermissions"):
			return oneOfThem
		}
	}
	return noAnswer
}

// followsRequest reports whether a callback is handed to the stream in which
// RxPermissions answers a request: it is given whether that was granted.
func (r *reporting) followsRequest(id nodeID) bool {
	n := r.nodes[id]
	if n.parent == 0 || n.by == 0 || r.refName(n.by) != "subscribe" {
		return false
	}
	requested, subscribed := int32(-1), int32(-1) // the last ones before
	for _, e := range r.bodies[r.nodes[n.parent].method].edges {
		switch {
		case e.pc >= n.pc:
		case e.by != 0 && r.refName(e.by) == "subscribe":
			subscribed = max(subscribed, e.pc)
		case r.requests(&e):
			requested = max(requested, e.pc)
		}
	}
	return requested > subscribed
}

// requests reports whether an edge is a request for permissions by RxPermissions.
func (r *reporting) requests(e *edge) bool {
	class, name := typeID(0), ""
	switch e.kind {
	case toMethod:
		class, name = r.methods[e.to].class, r.methodName(methodID(e.to))
	case toCall:
		class, name = r.refs[e.to].class, r.refName(refID(e.to))
	}
	return strings.HasPrefix(name, "request") && strings.HasSuffix(r.types[class].name, "/RxPermissions;")
}

func lastParameter(proto string, static bool) int {
	positions := parameters(proto)
	at := positions[len(positions)-1]
	if !static {
		at++
	}
	return at
}
