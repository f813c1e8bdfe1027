package callgraph

import (
	"slices"
	"sort"
	"sync/atomic"

	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/workers"
)

// site is an instruction that uses an API.
type site struct {
	file, method int32 // method_id of the file
	class        int32 // class_def of the file
	pc           int32
	code         uint32
	api          int32
}

// found is what the search of one file gives.
type found struct {
	sites   []site
	methods int
	unread  int
}

// scan reads all code of all files once. The files are handed out one by one,
// and the results stand in their order.
type scan struct {
	files   []*dex.File
	wanted  []wants
	results []found
	next    atomic.Int64
	group   workers.Group
}

// startScan begins the search for the APIs on a number of goroutines, which may
// be 0: finish does the rest.
func (p *program) startScan(apis []API, goroutines int) *scan {
	s := &scan{files: p.files, wanted: p.matchAPIs(apis), results: make([]found, len(p.files))}
	for range min(goroutines, len(p.files)) {
		s.group.Go(s.work)
	}
	return s
}

func (s *scan) finish() []found {
	s.work()
	s.group.Wait()
	return s.results
}

func (s *scan) work() {
	for {
		i := int(s.next.Add(1)) - 1
		if i >= len(s.files) {
			return
		}
		f := s.files[i]
		one := search{found: &s.results[i], file: int32(i), dex: f, wants: s.wanted[i], budget: codeBudget * f.Size()}
		one.run()
	}
}

// wants are the APIs behind the methods and fields of one file, by their
// index; -1 is none.
type wants struct {
	methods, fields []int32
}

// matching finds the methods and fields of a file that are one of the APIs.
type matching struct {
	*program
	apis    []API
	classes []typeID // of the APIs
	byName  map[string][]int32
	names   map[int][]int32 // by string of the file
	named   units           // the strings of the file that are in names
	init    int             // the string of the file that names constructors; -1 where none is wanted
}

func (p *program) matchAPIs(apis []API) []wants {
	m := matching{program: p, apis: apis, byName: map[string][]int32{}}
	for i, a := range apis {
		m.byName[a.Name] = append(m.byName[a.Name], int32(i))
		m.classes = append(m.classes, p.typeNamed([]byte("L"+a.Class+";")))
	}
	all := make([]wants, len(p.files))
	for file, f := range p.files {
		if m.findNames(f) {
			all[file] = m.matchFile(file, f)
		}
	}
	return all
}

// findNames looks up the names of the APIs among the strings of the file, which
// are sorted; ASCII sorts alike in UTF-16 and in UTF-8.
func (m *matching) findNames(f *dex.File) bool {
	m.names = map[int][]int32{}
	m.named, m.init = make(units, f.NumStrings()/64+1), -1
	for name, list := range m.byName {
		i := sort.Search(f.NumStrings(), func(i int) bool {
			s, _ := f.String(i)
			return string(s) >= name
		})
		if s, _ := f.String(i); string(s) == name {
			m.names[i] = list
			m.named.add(i)
			if name == "<init>" {
				m.init = i
			}
		}
	}
	return len(m.names) > 0
}

func (m *matching) matchFile(file int, f *dex.File) (w wants) {
	for i := range f.NumMethods() {
		id, _ := f.Method(i)
		if id.Name < f.NumStrings() && m.named.has(id.Name) {
			if api := m.method(file, i, id, m.names[id.Name]); api >= 0 {
				w.methods = put(w.methods, f.NumMethods(), i, api)
			}
		}
	}
	for i := range f.NumFields() {
		id, _ := f.Field(i)
		if id.Name < f.NumStrings() && m.named.has(id.Name) {
			if api := m.field(m.typeAt(file, id.Class), m.names[id.Name]); api >= 0 {
				w.fields = put(w.fields, f.NumFields(), i, api)
			}
		}
	}
	return w
}

func put(list []int32, size, i int, api int32) []int32 {
	if list == nil {
		list = slices.Repeat([]int32{-1}, size)
	}
	list[i] = api
	return list
}

func (m *matching) field(t typeID, list []int32) int32 {
	for _, i := range list {
		if m.apis[i].Field && m.classes[i] == t {
			return i
		}
	}
	return -1
}

// method goes from the class that the file names up to the first one outside
// the files, and beyond that where an API covers subclasses.
func (m *matching) method(file, index int, id dex.MethodID, list []int32) int32 {
	outside, class, most := 0, m.typeAt(file, id.Class), maxDepth
	if id.Name == m.init {
		most = 1 // constructors are not inherited
	}
	for t, depth := class, 0; t != 0 && depth < most; t, depth = m.link(t).super, depth+1 {
		if !m.defined(t) {
			outside++
		}
		for _, i := range list {
			a := &m.apis[i]
			if m.classes[i] != t || a.Field || outside > 1 && !a.Subclasses {
				continue
			}
			if (a.Descriptor == "" || a.Descriptor == m.descriptor(file, index)) && !m.overridden(class, t, m.selectorAt(file, index)) {
				return i
			}
		}
	}
	return -1
}

func (m *matching) descriptor(file, index int) string {
	return m.protos.list[m.selectors.list[m.selectorAt(file, index)].proto]
}

// overridden reports whether a class below the given ancestor defines the
// method itself.
func (m *matching) overridden(t, ancestor typeID, s selectorID) bool {
	for ; t != ancestor; t = m.link(t).super {
		if m.own(t, s) != 0 {
			return true
		}
	}
	return false
}

// search looks through the code of one file.
type search struct {
	*found
	file   int32
	dex    *dex.File
	wants  wants
	budget int
}

func (s *search) run() {
	ops := dex.Invokes() // damage is looked for in all code, wanted or not
	for op := dex.OpSget; op <= dex.OpSgetShort; op++ {
		ops[op] = s.wants.fields != nil
	}
	for class := range s.dex.NumClasses() {
		err := s.dex.Members(class, func(m dex.Member) {
			if m.Kind >= dex.DirectMethod && m.Code != 0 {
				s.methods++
				s.method(class, m, ops)
			}
		})
		if err != nil {
			s.unread++
		}
	}
}

func (s *search) method(class int, m dex.Member, ops *dex.Ops) {
	code, err := s.dex.Code(m.Code)
	if err == nil {
		s.budget -= 2 * code.Units()
	}
	if err != nil || s.budget < 0 {
		s.unread++
		return
	}
	before := len(s.sites)
	err = code.Walk(ops, func(i dex.Insn) {
		list := s.wants.methods
		if i.Op < dex.OpInvokeVirtual {
			list = s.wants.fields
		}
		if index := i.Index(); index < len(list) && list[index] >= 0 {
			s.sites = append(s.sites, site{s.file, int32(m.Index), int32(class), int32(i.PC), m.Code, list[index]})
		}
	})
	if err != nil {
		s.sites = s.sites[:before]
		s.unread++
	}
}
