package callgraph

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// reporting turns sites into uses.
type reporting struct {
	*reach
	apis     []API
	callers  map[methodID][]frame // of methods that hand a parameter on to an API
	gates    *gating
	literals map[methodID][]string
	result   Result
}

// frame is a place in a method.
type frame struct {
	method methodID
	pc     int32
}

// spot is a site in a method that counts.
type spot struct {
	site
	method  methodID // 0 in a class that an earlier file defines
	args    []*value // of the parameters
	unbound bool     // one of the arguments is a parameter of the method
}

func report(r *reach, files []found, apis []API) Result {
	out := reporting{reach: r, apis: apis, callers: map[methodID][]frame{}, gates: newGating(r.program), literals: map[methodID][]string{}}
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
		out.use(s)
	}
	out.result.Stats.Reached = len(r.order)
	out.result.Stats.Cut = out.result.Stats.Cut || r.cut || r.work < 0
	return out.result
}

// spots looks at the sites of one method together.
func (r *reporting) spots(sites []site) []spot {
	list := make([]spot, len(sites))
	m := r.methodAt(sites[0])
	var pcs []int32
	for i, s := range sites {
		list[i] = spot{site: s, method: m}
		if m != 0 && !r.apis[s.api].Field {
			pcs = append(pcs, s.pc)
		}
	}
	if len(pcs) == 0 {
		return list
	}
	traced := r.trace(m, pcs)
	for i := range list {
		list[i].args = r.arguments(&list[i], traced[list[i].pc])
		list[i].unbound = slices.ContainsFunc(list[i].args, isParameter)
	}
	return list
}

func isParameter(v *value) bool { return v != nil && v.kind == aParameter }

// arguments picks the parameters out of the registers of a call.
func (r *reporting) arguments(s *spot, registers []*value) (args []*value) {
	f := r.files[s.file]
	code, err := f.Code(s.code)
	if err != nil {
		return nil
	}
	insn, ok := code.At(int(s.pc))
	if !ok {
		return nil
	}
	id, _ := f.Method(insn.Index())
	proto, _ := f.AppendProto(nil, id.Proto)
	receiver := 1
	if insn.Op.Unranged() == dex.OpInvokeStatic {
		receiver = 0
	}
	for _, at := range parameters(string(proto)) {
		var v *value
		if at+receiver < len(registers) {
			v = registers[at+receiver]
		}
		args = append(args, v)
	}
	return args
}

// findCallers lists the calls of every method that hands a parameter on.
func (r *reporting) findCallers(spots []spot) {
	wrappers := map[methodID]bool{}
	for _, s := range spots {
		if s.unbound {
			wrappers[s.method] = true
		}
	}
	if len(wrappers) == 0 {
		return
	}
	for _, m := range r.order {
		for _, e := range r.nodes[m].edges {
			switch e.kind {
			case toMethod:
				r.noteCaller(wrappers, methodID(e.to), frame{m, e.pc})
			case toCall:
				for _, target := range r.refs[e.to].targets {
					r.noteCaller(wrappers, target, frame{m, e.pc})
				}
			}
		}
	}
}

func (r *reporting) noteCaller(wrappers map[methodID]bool, callee methodID, by frame) {
	if wrappers[callee] && by.method != callee && len(r.callers[callee]) < maxCallers {
		r.callers[callee] = append(r.callers[callee], by)
	}
}

const maxCallers = 500 // of a method that hands a parameter on

// use reports a site: once, or, where the arguments come from the callers, once
// for each combination of constants that they hand over.
func (r *reporting) use(s spot) {
	reached := s.method != 0 && r.nodes[s.method] != nil
	switch {
	case !reached:
		r.add(Use{Path: []Step{r.stepAt(s.site)}}, s)
	case s.unbound && len(r.callers[s.method]) > 0:
		r.useByCaller(s)
	default:
		r.addPath(s, nil, s.args)
	}
}

// bound is a combination of arguments, and the best way to it.
type bound struct {
	args []*value
	by   frame
}

func (r *reporting) useByCaller(s spot) {
	var ways []bound
	for _, by := range r.callers[s.method] {
		args := r.bind(s, by)
		i := slices.IndexFunc(ways, func(w bound) bool { return slices.EqualFunc(w.args, args, same) })
		if i < 0 {
			ways = append(ways, bound{args, by})
		} else if r.nearer(by.method, ways[i].by.method) {
			ways[i].by = by
		}
	}
	for _, w := range ways {
		r.addPath(s, &w.by, w.args)
	}
}

// nearer reports whether a runs in an earlier phase, or on a shorter path.
func (r *reporting) nearer(a, b methodID) bool {
	x, y := r.nodes[a], r.nodes[b]
	if x.phase != y.phase {
		return x.phase < y.phase
	}
	return x.depth < y.depth
}

// bind replaces parameters by what the caller hands over.
func (r *reporting) bind(s spot, by frame) []*value {
	given := r.trace(by.method, []int32{by.pc})[by.pc]
	args := slices.Clone(s.args)
	for i, v := range args {
		if !isParameter(v) {
			continue
		}
		args[i] = nil
		if v.number < int64(len(given)) && given[v.number] != nil && !isParameter(given[v.number]) {
			args[i] = given[v.number].outside()
		}
	}
	return args
}

// addPath adds a reached use, on the way through the given caller if there is one.
func (r *reporting) addPath(s spot, by *frame, args []*value) {
	last := s.method
	var path []frame
	var u Use
	if by != nil {
		last = by.method
		path, u.Cut = r.path(*by)
		path = append(path, frame{s.method, s.pc})
	} else {
		path, u.Cut = r.path(frame{s.method, s.pc})
	}
	u.Phase, u.Spread = r.nodes[last].phase, 1
	u.Entry = inner(dex.DecodeMUTF8([]byte(r.types[r.entered[path[0].method]].name)))
	u.Strings = r.strings(s.method)
	for _, f := range path {
		u.Path = append(u.Path, r.step(f.method, f.pc))
		u.Spread = max(u.Spread, int(r.nodes[f.method].spread))
	}
	u.Gate = r.gates.find(path, func(i int) bool { return i+1 < len(path) && r.nodes[path[i+1].method].made })
	s.args = args
	r.add(u, s)
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
	for _, v := range s.args {
		u.Args = append(u.Args, v.arg())
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
	for f.method != 0 {
		n := r.nodes[f.method]
		if len(path) == maxPath-1 && n.parent != 0 {
			cut = true
			for n.parent != 0 {
				f, n = frame{n.parent, n.pc}, r.nodes[n.parent]
			}
		}
		path = append(path, f)
		f = frame{n.parent, n.pc}
	}
	slices.Reverse(path)
	return path, cut
}

func (r *reporting) step(m methodID, pc int32) Step {
	x := r.methods[m]
	return r.describe(int(x.file), int(x.index), int(r.types[x.class].def), x.code, pc)
}

func (r *reporting) stepAt(s site) Step {
	return r.describe(int(s.file), int(s.method), int(s.class), s.code, s.pc)
}

func (r *reporting) describe(file, index, def int, code uint32, pc int32) Step {
	f := r.files[file]
	id, _ := f.Method(index)
	class, _ := f.Type(id.Class)
	name, _ := f.String(id.Name)
	proto, _ := f.AppendProto(nil, id.Proto)
	source, _ := f.String(f.Def(def).Source)
	step := Step{
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
