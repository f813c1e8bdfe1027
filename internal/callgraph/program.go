package callgraph

import (
	"cmp"
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// Every thing of the whole program has a number; 0 is none.
type (
	typeID     uint32
	nameID     uint32
	protoID    uint32
	selectorID uint32 // a name with a prototype
	refID      uint32 // a selector of a class, as an instruction names it
	methodID   uint32 // a method that a file defines
)

// program joins the files. It reads only what is asked for: a class when a
// method of it is looked up, a name when an instruction comes across it.
type program struct {
	files []*dex.File
	local []local

	types      []class
	typeByName map[string]typeID
	names      index[string, nameID]
	protos     index[string, protoID]
	selectors  index[selector, selectorID]
	refs       []ref
	refByKey   map[refKey]refID
	methods    []method

	object    typeID     // java.lang.Object
	handler   typeID     // android.os.Handler
	context   typeID     // android.content.Context
	view      typeID     // android.view.View
	clinit    selectorID // <clinit>()V
	construct selectorID // <init>()V
	work      int        // steps that constants and gates may still take
	buffer    []byte
	constants map[typeID]map[string]*value // static final fields, of classes that were asked for

	fieldArrays map[typeID]map[string]*value // instance fields, see instances
}

// local gives the numbers of the program for those of a file.
type local struct {
	types     []typeID
	names     map[int]nameID
	protos    []protoID
	selectors []selectorID // by method
	refs      []refID      // by method
}

// class is a type of the program. One that no file defines is external.
type class struct {
	name       string // Lcom/example/Main;
	file, def  int32  // def is -1 where no file defines it
	super      typeID
	interfaces []typeID
	above      []typeID // all supertypes, once asked for
	linked     bool
	loaded     bool
	methods    []entry // by selector

	created   bool      // reached code makes an instance
	callable  answer    // whether the platform may call methods of it; see calledBack
	callsBack answer    // see mayCallBack
	subs      []typeID  // the created types among its subtypes, and itself
	calls     []refID   // virtual calls on it, in reached code
	adopted   *entrance // what follows when a library is given the class by name; nil until asked for
}

type entry struct {
	selector selectorID
	method   methodID
}

type method struct {
	class       typeID
	selector    selectorID
	file, index int32 // method_id in the file that defines it
	access      uint32
	code        uint32
}

type selector struct {
	name  nameID
	proto protoID
}

type refKey struct {
	class    typeID
	selector selectorID
}

// ref is a method as instructions name it. Its class may only inherit it.
type ref struct {
	class    typeID
	selector selectorID
	resolved bool
	method   methodID  // what a call without dispatch runs; 0 outside the files
	means    meaning   // what a call to the platform means to the graph
	asks     answer    // whether it could be a question of consent
	runs     answer    // see runs
	active   bool      // reached code calls it virtually
	targets  []nodeKey // what such a call runs
	spread   int32     // how many methods these are
}

// index numbers values from 1 in the order of their arrival.
type index[K comparable, ID ~uint32] struct {
	ids  map[K]ID
	list []K
}

func newIndex[K comparable, ID ~uint32]() index[K, ID] {
	var zero K
	return index[K, ID]{ids: map[K]ID{}, list: []K{zero}}
}

func (x *index[K, ID]) add(k K) ID {
	id, ok := x.ids[k]
	if !ok {
		id = ID(len(x.list))
		x.ids[k] = id
		x.list = append(x.list, k)
	}
	return id
}

func newProgram(files []*dex.File) *program {
	n := 0
	for _, f := range files {
		n += f.NumClasses()
	}
	p := &program{
		files:      files,
		local:      make([]local, len(files)),
		types:      make([]class, 1, n+n/4+64),
		typeByName: make(map[string]typeID, n+n/4),
		names:      newIndex[string, nameID](),
		protos:     newIndex[string, protoID](),
		selectors:  newIndex[selector, selectorID](),
		refs:       make([]ref, 1),
		refByKey:   map[refKey]refID{},
		methods:    make([]method, 1),
		constants:  map[typeID]map[string]*value{},

		fieldArrays: map[typeID]map[string]*value{},
	}
	for i, f := range files {
		p.local[i] = local{
			types:     make([]typeID, f.NumTypes()),
			names:     map[int]nameID{},
			protos:    make([]protoID, f.NumProtos()),
			selectors: make([]selectorID, f.NumMethods()),
			refs:      make([]refID, f.NumMethods()),
		}
		p.define(i, f)
	}
	p.work = minWork
	for _, f := range files {
		p.work += workPerByte * f.Size()
	}
	p.object = p.typeNamed([]byte("Ljava/lang/Object;"))
	p.handler = p.typeNamed([]byte("Landroid/os/Handler;"))
	p.context = p.typeNamed([]byte("Landroid/content/Context;"))
	p.view = p.typeNamed([]byte("Landroid/view/View;"))
	p.construct = p.selectors.add(selector{p.names.add("<init>"), p.protos.add("()V")})
	p.clinit = p.selectors.add(selector{p.names.add("<clinit>"), p.protos.add("()V")})
	return p
}

// define notes the classes of a file that no earlier file defines.
func (p *program) define(file int, f *dex.File) {
	for i := range f.NumClasses() {
		t := f.Def(i).Type
		name, _ := f.Type(t)
		if id := p.typeByName[string(name)]; id != 0 {
			p.local[file].types[t] = id
			continue
		}
		p.local[file].types[t] = p.addType(string(name), int32(file), int32(i))
	}
}

func (p *program) addType(name string, file, def int32) typeID {
	id := typeID(len(p.types))
	p.types = append(p.types, class{name: name, file: file, def: def})
	p.typeByName[name] = id
	return id
}

// typeNamed returns the type with a descriptor; an unknown one becomes external.
func (p *program) typeNamed(descriptor []byte) typeID {
	if id, ok := p.typeByName[string(descriptor)]; ok {
		return id
	}
	return p.addType(string(descriptor), -1, -1)
}

// typeAt returns type i of a file; 0 where there is none.
func (p *program) typeAt(file, i int) typeID {
	types := p.local[file].types
	if i < 0 || i >= len(types) {
		return 0
	}
	if types[i] == 0 {
		name, _ := p.files[file].Type(i)
		types[i] = p.typeNamed(name)
	}
	return types[i]
}

// defined reports whether one of the files defines the type.
func (p *program) defined(t typeID) bool { return p.types[t].def >= 0 && t != 0 }

// link gives a class its supertypes. External ones have those that the
// platform is known to give them.
func (p *program) link(t typeID) *class {
	if p.types[t].linked {
		return &p.types[t]
	}
	p.types[t].linked = true
	var super typeID
	var interfaces []typeID
	if file, def := int(p.types[t].file), int(p.types[t].def); def >= 0 {
		super = p.typeAt(file, p.files[file].Def(def).Super)
		for i := range p.files[file].Interfaces(def) {
			if id := p.typeAt(file, i); id != 0 {
				interfaces = append(interfaces, id)
			}
		}
	} else {
		for i, name := range platformParents()[p.types[t].name] {
			if i == 0 {
				super = p.typeNamed([]byte(name))
			} else {
				interfaces = append(interfaces, p.typeNamed([]byte(name)))
			}
		}
	}
	c := &p.types[t]
	c.super, c.interfaces = super, interfaces
	return c
}

// supers returns the type and its superclasses, from the nearest on. A chain
// that bites its tail ends there.
func (p *program) supers(t typeID) []typeID {
	var chain []typeID
	for ; t != 0 && len(chain) < maxDepth && !slices.Contains(chain, t); t = p.link(t).super {
		chain = append(chain, t)
	}
	return chain
}

// ancestors returns the type and everything that it extends or implements.
func (p *program) ancestors(t typeID) []typeID {
	if above := p.types[t].above; above != nil {
		return above
	}
	list := p.supers(t)
	for i := 0; i < len(list) && len(list) < maxAncestors; i++ {
		for _, face := range p.link(list[i]).interfaces {
			if !slices.Contains(list, face) {
				list = append(list, face)
			}
		}
	}
	p.types[t].above = list
	return list
}

const (
	maxDepth     = 100 // superclasses of a class
	maxAncestors = 300 // supertypes of a class
)

// load reads the methods of a class.
func (p *program) load(t typeID) *class {
	if p.types[t].loaded || p.types[t].def < 0 {
		return &p.types[t]
	}
	p.types[t].loaded = true
	file, def := p.types[t].file, p.types[t].def
	var list []entry
	_ = p.files[file].Members(int(def), func(m dex.Member) {
		if m.Kind < dex.DirectMethod {
			return
		}
		s := p.selectorAt(int(file), m.Index)
		if s == 0 {
			return
		}
		list = append(list, entry{s, methodID(len(p.methods))})
		p.methods = append(p.methods, method{
			class: t, selector: s, file: file, index: int32(m.Index), access: m.Access, code: m.Code,
		})
	})
	slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(a.selector, b.selector) })
	c := &p.types[t]
	c.methods = list
	return c
}

// selectorAt returns the selector of method i of a file; 0 where it cannot be read.
func (p *program) selectorAt(file, i int) selectorID {
	l := &p.local[file]
	if i < 0 || i >= len(l.selectors) {
		return 0
	}
	if l.selectors[i] == 0 {
		id, _ := p.files[file].Method(i)
		name, proto := p.nameAt(file, id.Name), p.protoAt(file, id.Proto)
		if name == 0 || proto == 0 {
			return 0
		}
		l.selectors[i] = p.selectors.add(selector{name, proto})
	}
	return l.selectors[i]
}

func (p *program) nameAt(file, i int) nameID {
	l := &p.local[file]
	if id, ok := l.names[i]; ok {
		return id
	}
	name, ok := p.files[file].String(i)
	if !ok {
		return 0
	}
	id, known := p.names.ids[string(name)]
	if !known {
		id = p.names.add(string(name))
	}
	l.names[i] = id
	return id
}

func (p *program) protoAt(file, i int) protoID {
	l := &p.local[file]
	if i < 0 || i >= len(l.protos) {
		return 0
	}
	if l.protos[i] == 0 {
		proto, ok := p.files[file].AppendProto(p.buffer[:0], i)
		if p.buffer = proto; !ok {
			return 0
		}
		id, known := p.protos.ids[string(proto)]
		if !known {
			id = p.protos.add(string(proto))
		}
		l.protos[i] = id
	}
	return l.protos[i]
}

// refAt returns method i of a file as instructions name it; 0 where it cannot
// be read.
func (p *program) refAt(file, i int) refID {
	l := &p.local[file]
	if i < 0 || i >= len(l.refs) {
		return 0
	}
	if l.refs[i] != 0 {
		return l.refs[i]
	}
	id, _ := p.files[file].Method(i)
	t, s := p.typeAt(file, id.Class), p.selectorAt(file, i)
	if t == 0 || s == 0 {
		return 0
	}
	l.refs[i] = p.refTo(t, s)
	return l.refs[i]
}

func (p *program) refTo(t typeID, s selectorID) refID {
	key := refKey{t, s}
	r, ok := p.refByKey[key]
	if !ok {
		r = refID(len(p.refs))
		p.refs = append(p.refs, ref{class: t, selector: s})
		p.refByKey[key] = r
	}
	return r
}

// resolve settles what a ref stands for, once.
func (p *program) resolve(id refID) *ref {
	if p.refs[id].resolved {
		return &p.refs[id]
	}
	t, s := p.refs[id].class, p.refs[id].selector
	m := p.lookup(t, s)
	means := meanings[p.names.list[p.selectors.list[s].name]]
	if m != 0 && means != starts {
		means = nothing // of the app's own; an own startActivity calls the platform's
	}
	r := &p.refs[id]
	r.resolved, r.method, r.means = true, m, means
	return r
}

// own returns the method that a class itself defines.
func (p *program) own(t typeID, s selectorID) methodID {
	list := p.load(t).methods
	i, ok := slices.BinarySearchFunc(list, s, func(e entry, s selectorID) int { return cmp.Compare(e.selector, s) })
	if !ok {
		return 0
	}
	return list[i].method
}

// declares reports whether the class or something above it in the files has the
// method, with or without a body.
func (p *program) declares(t typeID, s selectorID) bool {
	return slices.ContainsFunc(p.ancestors(t), func(a typeID) bool { return p.own(a, s) != 0 })
}

// lookup returns the method that runs on an instance of the class: its own, an
// inherited one, or the default of an interface. It is 0 where the method is
// outside the files or has no body.
func (p *program) lookup(t typeID, s selectorID) methodID {
	depth := 0
	for c := t; c != 0 && depth < maxDepth; c = p.link(c).super {
		if m := p.own(c, s); m != 0 && p.methods[m].access&dex.AccAbstract == 0 {
			return m
		}
		depth++
	}
	for _, a := range p.ancestors(t) {
		if m := p.own(a, s); m != 0 && p.methods[m].access&dex.AccAbstract == 0 {
			return m
		}
	}
	return 0
}

func (p *program) methodName(m methodID) string {
	return p.names.list[p.selectors.list[p.methods[m].selector].name]
}

// methodProto returns the descriptor of a method: (I)V.
func (p *program) methodProto(m methodID) string {
	return p.protos.list[p.selectors.list[p.methods[m].selector].proto]
}

// refName, refProto and refFullName return the name, the descriptor, and the name
// with the class of a method as instructions name it.
func (p *program) refName(id refID) string {
	return p.names.list[p.selectors.list[p.refs[id].selector].name]
}

func (p *program) refProto(id refID) string {
	return p.protos.list[p.selectors.list[p.refs[id].selector].proto]
}

func (p *program) refFullName(id refID) string {
	return inner(p.types[p.refs[id].class].name) + "->" + p.refName(id)
}
