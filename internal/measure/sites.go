package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
)

// sites are the instructions that use members of the catalogue, found without
// the engine.
type sites struct {
	named       map[member]int // by what the instructions name: exactly the class of the catalogue
	polymorphic map[member]int // those of them that are invoke-polymorphic
	places      map[place]int  // those of them, and those that name a subclass in the app which inherits the member
	inherited   int
}

// place is a method and a line in it from which a member is used.
type place struct {
	member int
	in     callgraph.Step
}

func (s *sites) total() int { return sum(s.named) }

func sum[K comparable](counts map[K]int) (n int) {
	for _, count := range counts {
		n += count
	}
	return n
}

// named is what a method or a field of a file means to the search.
type named struct {
	member
	index     int // among the wanted ones
	inherited bool
}

// search goes through the code of the files.
type search struct {
	*wanted
	*sites
	classes         hierarchy
	methods, fields []*named // by index in the file at hand; nil is none
}

func findSites(files []*dex.File, w *wanted) *sites {
	found := &sites{named: map[member]int{}, polymorphic: map[member]int{}, places: map[place]int{}}
	s := search{wanted: w, sites: found, classes: newHierarchy(files)}
	for _, f := range files {
		s.match(f)
		for class := range f.NumClasses() {
			_ = f.Members(class, func(m dex.Member) {
				if m.Kind >= dex.DirectMethod && m.Code != 0 {
					s.method(f, class, m)
				}
			})
		}
	}
	return found
}

// match decides for every method and field that the file names.
func (s *search) match(f *dex.File) {
	s.methods, s.fields = make([]*named, f.NumMethods()), make([]*named, f.NumFields())
	for i := range s.methods {
		id, _ := f.Method(i)
		if name := text(f.String(id.Name)); len(s.byName[name]) > 0 {
			s.methods[i] = s.resolve(member{text(f.Type(id.Class)), name, text(f.AppendProto(nil, id.Proto))})
		}
	}
	for i := range s.fields {
		id, _ := f.Field(i)
		m := member{text(f.Type(id.Class)), text(f.String(id.Name)), text(f.Type(id.Type))}
		if at := s.find(m); at >= 0 {
			s.fields[i] = &named{m, at, false}
		}
	}
}

func text(mutf8 []byte, _ bool) string { return dex.DecodeMUTF8(mutf8) }

// resolve goes up from a class of the app to the class of the catalogue, unless
// one on the way has the method itself.
func (s *search) resolve(m member) *named {
	up := m
	for range maxDepth {
		if at := s.find(up); at >= 0 {
			return &named{m, at, up.class != m.class}
		}
		super, ok := s.classes.inherits(up)
		if !ok {
			return nil
		}
		up.class = super
	}
	return nil
}

const maxDepth = 100 // superclasses of a class; as the engine has it

var uses = func() *dex.Ops {
	ops := dex.Invokes()
	for op := dex.OpIget; op <= dex.OpIgetShort; op++ {
		ops[op] = true
	}
	for op := dex.OpSget; op <= dex.OpSgetShort; op++ {
		ops[op] = true
	}
	return ops
}()

func (s *search) method(f *dex.File, class int, m dex.Member) {
	body, err := f.Code(m.Code)
	if err != nil {
		return
	}
	_ = body.Walk(uses, func(i dex.Insn) {
		list := s.methods
		if !i.Op.IsInvoke() {
			list = s.fields
		}
		if i.Index() >= len(list) || list[i.Index()] == nil {
			return
		}
		use := list[i.Index()]
		s.places[place{use.index, stepOf(f, class, m, body.Line(i.PC))}]++
		switch {
		case use.inherited:
			s.inherited++
		case i.Op.Between(dex.OpInvokePolymorphic, dex.OpInvokePolymorphicRange):
			s.polymorphic[use.member]++
			fallthrough
		default:
			s.named[use.member]++
		}
	})
}

func stepOf(f *dex.File, class int, m dex.Member, line int) callgraph.Step {
	id, _ := f.Method(m.Index)
	return callgraph.Step{
		Class: strings.TrimSuffix(strings.TrimPrefix(text(f.Type(id.Class)), "L"), ";"),
		Name:  text(f.String(id.Name)), Descriptor: text(f.AppendProto(nil, id.Proto)),
		Dex: f.Name(), Source: text(f.String(f.Def(class).Source)), Line: line,
	}
}

// compareEngine lists where the engine finds other places.
func (s *sites) compareEngine(result callgraph.Result, w *wanted) (lines []string) {
	left := map[place]int{}
	for p, n := range s.places {
		left[p] = n
	}
	for _, u := range result.Uses {
		left[place{u.API, *u.Path[len(u.Path)-1]}]--
	}
	for p, n := range left {
		if n != 0 {
			at := fmt.Sprintf("%s->%s%s line %d of %s", p.in.Class, p.in.Name, p.in.Descriptor, p.in.Line, p.in.Dex)
			lines = append(lines, fmt.Sprintf("%v: callgraph has %+d in %s", w.members[p.member], -n, at))
		}
	}
	slices.Sort(lines)
	return lines
}
