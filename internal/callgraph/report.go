package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// reporting turns sites into uses.
type reporting struct {
	*reach
	apis     []API
	callers  map[methodID][]caller // of methods that hand a parameter on to an API
	steps    map[frame]*Step
	handed   map[frame][]*value // what calls hand over, by register
	literals map[methodID][]string
	whiles   map[frame]flagID
	vias     map[refID]string
	result   Result

	outcomeSpots map[methodID][]spot // of the APIs that are asked for as outcomes
}

// frame is a place in a method.
type frame struct {
	method methodID
	pc     int32
	node   nodeID // by which it is reached
}

// spot is a site in a method that counts.
type spot struct {
	site
	method  methodID // 0 in a class that an earlier file defines
	args    []*value // of the parameters, and before them the receiver if that is asked for
	unbound bool     // one of the arguments is a parameter of the method
}

func report(r *reach, files []found, apis []API) Result {
	out := reporting{reach: r, apis: apis, callers: map[methodID][]caller{}, handed: map[frame][]*value{}, steps: map[frame]*Step{}, literals: map[methodID][]string{}, whiles: map[frame]flagID{}, vias: map[refID]string{}, outcomeSpots: map[methodID][]spot{}}
	var spots []spot
	for _, f := range files {
		out.result.Stats.Methods += f.methods
		out.result.Stats.Unread += f.unread
		for len(f.sites) > 0 {
			n := 1
			for n < len(f.sites) && f.sites[n].method == f.sites[0].method {
				n++
			}
			spots = append(spots, out.spots(f.sites[:n])...)
			f.sites = f.sites[n:]
		}
	}
	out.findCallers(spots)
	for _, s := range spots {
		if s.method != 0 && out.apis[s.api].Outcome {
			out.outcomeSpots[s.method] = append(out.outcomeSpots[s.method], s)
		}
		if !out.apis[s.api].OutcomeOnly {
			out.use(s)
		}
	}
	out.findRefusals()
	out.thresholds()
	out.result.Stats.Reached = out.countReached()
	out.result.Stats.Cut = out.result.Stats.Cut || r.cut || r.work < 0
	return out.result
}

// spots looks at the sites of one method together. In methods that nothing leads
// to, arguments are told from the instructions just before the call alone.
func (r *reporting) spots(sites []site) []spot {
	m := r.methodAt(sites[0])
	if m == 0 || r.nearest(m) == 0 {
		sites = slices.DeleteFunc(sites, func(s site) bool { return r.apis[s.api].Reached })
	}
	list := make([]spot, len(sites))
	var pcs []int32
	for i, s := range sites {
		list[i] = spot{site: s, method: m}
		if m != 0 && r.asks(s) != 0 {
			pcs = append(pcs, s.pc)
		}
	}
	if len(pcs) == 0 {
		return list
	}
	traced := r.straight(m, pcs)
	pcs = pcs[:0]
	for i := range list {
		if asks := r.asks(list[i].site); asks != 0 {
			var proto string
			list[i].args, proto = r.arguments(&list[i], traced[list[i].pc])
			if r.lacks(&list[i], asks, proto) {
				pcs = append(pcs, list[i].pc)
			}
		}
	}
	if len(pcs) > 0 && r.nearest(m) != 0 {
		traced = r.trace(m, pcs)
		for i := range list {
			if slices.Contains(pcs, list[i].pc) {
				list[i].args, _ = r.arguments(&list[i], traced[list[i].pc])
			}
		}
	}
	for i := range list {
		list[i].unbound = slices.ContainsFunc(list[i].args, isParameter)
	}
	return list
}

// asks returns which of the arguments of a site are asked for, with the receiver
// before them if that is.
func (r *reporting) asks(s site) uint64 {
	if api := &r.apis[s.api]; api.Receiver {
		return api.Asks<<1 | 1
	}
	return r.apis[s.api].Asks
}

// lacks reports whether an argument that is asked for is not known, although it
// might be.
func (r *reporting) lacks(s *spot, asks uint64, proto string) bool {
	args := s.args
	if r.apis[s.api].Receiver && len(args) > 0 {
		if args[0] == nil && asks&1 != 0 {
			return true
		}
		args, asks = args[1:], asks>>1
	}
	positions := parameters(proto)
	for i, v := range args {
		if v == nil && i < 64 && asks>>i&1 != 0 && !hopeless[parameterAt(proto, positions[i])] {
			return true
		}
	}
	return false
}

// hopeless are types of which nothing that is asked for is ever known.
var hopeless = map[string]bool{
	"Landroid/content/Context;": true, "Landroid/app/Activity;": true, "Landroid/view/View;": true, "Landroid/view/ViewGroup;": true, "Landroid/os/Bundle;": true,
	"Landroid/os/Handler;": true, "Landroid/content/ContentResolver;": true, "Landroid/os/CancellationSignal;": true, "Ljava/util/concurrent/Executor;": true,
}

// isParameter reports whether a value is a parameter of the method, or an array or
// an object with one in it.
func isParameter(v *value) bool {
	return v != nil && (v.kind == aParameter || slices.ContainsFunc(v.list, isParameter))
}

// arguments picks the parameters out of the registers of a call, and returns its
// descriptor.
func (r *reporting) arguments(s *spot, registers []*value) (args []*value, descriptor string) {
	f := r.files[s.file]
	code, err := f.Code(s.code)
	if err != nil {
		return nil, ""
	}
	insn, ok := code.At(int(s.pc))
	if !ok {
		return nil, ""
	}
	id, _ := f.Method(insn.Index())
	proto, _ := f.AppendProto(nil, id.Proto)
	receiver := 1
	if insn.Op.Unranged() == dex.OpInvokeStatic {
		receiver = 0
	}
	pick := func(at int) {
		var v *value
		if at >= 0 && at < len(registers) {
			v = registers[at]
		}
		args = append(args, v)
	}
	if r.apis[s.api].Receiver {
		pick(receiver - 1)
	}
	for _, at := range parameters(string(proto)) {
		pick(at + receiver)
	}
	return args, string(proto)
}

// use reports a site: once, or, where the arguments come from the callers, once
// for each combination of constants that they hand over.
func (r *reporting) use(s spot) {
	node := r.nearest(s.method)
	switch {
	case node == 0:
		u := Use{Path: []*Step{r.stepAt(s.site)}}
		if s.method != 0 && r.apis[s.api].Strings {
			u.Strings = r.strings(s.method)
		}
		r.add(u, s)
	case s.unbound && len(r.callers[s.method]) > 0:
		r.useByCaller(s)
	default:
		r.addPath(s, frame{s.method, s.pc, node}, nil, s.args)
	}
}

// nearest returns the node of a method with the best path; 0 where nothing
// leads to it.
func (r *reporting) nearest(m methodID) (best nodeID) {
	b := r.bodies[m]
	if b == nil {
		return 0
	}
	for _, id := range b.nodes {
		if r.nodes[id].phase != Unreached && (best == 0 || r.nearer(id, best)) {
			best = id
		}
	}
	return best
}

func (r *reporting) countReached() (n int) {
	seen := make(map[methodID]bool, len(r.ranked))
	for _, id := range r.ranked {
		seen[r.nodes[id].method] = true
	}
	return len(seen)
}

// nearer reports whether a runs in an earlier phase, or on a better path.
func (r *reporting) nearer(a, b nodeID) bool {
	x, y := &r.nodes[a], &r.nodes[b]
	if x.phase != y.phase {
		return x.phase < y.phase
	}
	return x.cost < y.cost
}

// addPath adds a reached use: on the best way to a place, and from there by the
// given calls.
func (r *reporting) addPath(s spot, to frame, beyond []caller, args []*value) {
	var u Use
	path, cut := r.path(to)
	u.Cut = cut
	u.Phase, u.Spread = r.nodes[to.node].phase, 1
	u.Entry = inner(dex.DecodeMUTF8([]byte(r.types[r.entered[path[0].node]].name)))
	steps := make([]step, len(path))
	for i, f := range path {
		steps[i] = r.nodes[f.node].step
	}
	for _, c := range beyond {
		path, steps = append(path, frame{c.callee, c.next, 0}), append(steps, c.step)
	}
	sent, most := false, 0
	for i, f := range path {
		u.Path = append(u.Path, r.step(f.method, f.pc))
		u.Via = append(u.Via, r.via(steps[i].by))
		if s := int(steps[i].spread); s > u.Spread {
			u.Spread, u.Widest = s, max(0, i-1)
		}
		if w := int(steps[i].weight); w > most {
			most, u.Hardest = w, max(0, i-1)
		}
		u.Caught = u.Caught || steps[i].caught
		u.Tapped = u.Tapped || steps[i].tapped || i == 0 && r.isTap(f.method)
		sent = sent || steps[i].sent
		u.Sent = u.Sent || sent && steps[i].weight >= equalWeight
		u.Weight += int(steps[i].weight)
		if u.Off == "" {
			u.Off = r.flags[steps[i].off].name
		}
		if u.While == "" {
			u.While = r.flags[r.while(f)].name
		}
	}
	switch {
	case u.Phase != Startup:
		u.Caught = u.Caught || r.caughtAt(s)
	case r.place(&u, s, sent) > most:
		u.Hardest = len(path) - 1
	}
	u.Gate = r.gates.find(path, steps)
	if r.apis[s.api].Repeats {
		u.Repeat = r.repeat(path, steps)
	}
	if r.apis[s.api].Strings {
		u.Strings = r.strings(s.method)
	}
	s.args = args
	r.add(u, s)
}

// caughtAt reports whether a site only follows an exception.
func (r *reporting) caughtAt(s spot) bool {
	code, err := r.files[s.file].Code(s.code)
	if err != nil || !code.Catches() {
		return false
	}
	b := newBlocks(&code)
	r.work -= len(b.starts)
	return !b.withoutExceptions().has(b.of(int(s.pc)))
}

// via names the method that is handed a callback, once: many paths share it.
func (r *reporting) via(by refID) string {
	if by == 0 {
		return ""
	}
	name, ok := r.vias[by]
	if !ok {
		name = r.refFullName(by)
		r.vias[by] = name
	}
	return name
}

// place adds what is known of the place of the use itself, and returns its weight.
func (r *reporting) place(u *Use, s spot, sent bool) int {
	e := r.at(s.method, s.pc)
	u.Caught = u.Caught || e.caught
	u.Weight += int(e.weight)
	u.Chosen = e.weight >= equalWeight
	u.Sent = u.Sent || sent && e.weight >= equalWeight
	if u.Off == "" && e.flag != 0 && !r.flags[e.flag].changed {
		u.Off = r.flags[e.flag].name
	}
	return int(e.weight)
}

// strings returns the constants in a method, in the order of its code.
func (r *reporting) strings(m methodID) []string {
	if known, ok := r.literals[m]; ok {
		return known
	}
	var list []string
	f := r.files[r.methods[m].file]
	if code, err := f.Code(r.methods[m].code); err == nil {
		_ = code.Walk(constStrings, func(i dex.Insn) {
			if s, ok := f.String(i.Index()); ok && len(list) < maxStrings && len(s) <= maxText {
				list = append(list, dex.DecodeMUTF8(s))
			}
		})
	}
	r.literals[m] = list
	return list
}

var constStrings = dex.Opcodes(dex.OpConstString, dex.OpConstStringJumbo)

const maxStrings = 64 // that are told of a method

func (r *reporting) add(u Use, s spot) {
	if len(r.result.Uses) >= maxUses {
		r.result.Stats.Cut = true
		return
	}
	u.API = int(s.api)
	u.Args = argsOf(s.args)
	if r.apis[s.api].Receiver && len(u.Args) > 0 {
		u.On, u.Args = u.Args[0], u.Args[1:]
	}
	r.result.Uses = append(r.result.Uses, u)
}

// methodAt returns the method of a site; 0 where no method that counts has it.
func (r *reporting) methodAt(s site) methodID {
	id, _ := r.files[s.file].Method(int(s.method))
	t := r.typeAt(int(s.file), id.Class)
	if r.types[t].file != s.file {
		return 0 // an earlier file defines the class
	}
	return r.own(t, r.selectorAt(int(s.file), int(s.method)))
}

// path returns the places from the entry to the given one.
func (r *reporting) path(f frame) (path []frame, cut bool) {
	for f.node != 0 {
		n := &r.nodes[f.node]
		if len(path) == maxPath-1 && n.parent != 0 {
			cut = true
			for n.parent != 0 {
				f = frame{r.nodes[n.parent].method, n.pc, n.parent}
				n = &r.nodes[n.parent]
			}
		}
		path = append(path, f)
		f = frame{r.nodes[n.parent].method, n.pc, n.parent}
	}
	slices.Reverse(path)
	return path, cut
}

// step describes a place, once: many paths share it.
func (r *reporting) step(m methodID, pc int32) *Step {
	place := frame{method: m, pc: pc}
	s, ok := r.steps[place]
	if !ok {
		x := r.methods[m]
		s = r.describe(int(x.file), int(x.index), int(r.types[x.class].def), x.code, pc)
		r.steps[place] = s
	}
	return s
}

func (r *reporting) stepAt(s site) *Step {
	return r.describe(int(s.file), int(s.method), int(s.class), s.code, s.pc)
}

func (r *reporting) describe(file, index, def int, code uint32, pc int32) *Step {
	f := r.files[file]
	id, _ := f.Method(index)
	class, _ := f.Type(id.Class)
	name, _ := f.String(id.Name)
	proto, _ := f.AppendProto(nil, id.Proto)
	source, _ := f.String(f.Def(def).Source)
	step := &Step{
		Class: inner(dex.DecodeMUTF8(class)), Name: dex.DecodeMUTF8(name), Descriptor: dex.DecodeMUTF8(proto),
		Dex: f.Name(), Source: dex.DecodeMUTF8(source),
	}
	if c, err := f.Code(code); err == nil {
		step.Line = c.Line(int(pc))
	}
	return step
}

// inner returns com/example/Main of Lcom/example/Main;.
func inner(descriptor string) string {
	if len(descriptor) > 2 && descriptor[0] == 'L' {
		return descriptor[1 : len(descriptor)-1]
	}
	return descriptor
}
