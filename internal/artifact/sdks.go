package artifact

import (
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/rules"
)

// Own defaults of the search for SDKs.
const (
	manyClasses = 10 // under the prefixes of an SDK, with which it is surely there
	fewStrings  = 2  // of an SDK, without which they are no trace
)

// recogniseSDKs finds the third-party code that the catalogue knows, and lists
// what else of the code is not the app's own.
func (a *apk) recogniseSDKs(files []*dex.File, versions map[string]string) {
	s := sdkSearch{apk: a, products: productsOf(a.o.Catalog), at: map[app.Owner]int{}, found: map[int]*app.SDK{}}
	for i, p := range s.products {
		s.at[p.owner] = i
	}
	s.classes()
	s.components()
	s.metaData()
	s.entries()
	s.strings(files)
	s.joinShared()
	readVersionStrings(files, a.o.Catalog, versions)
	for _, i := range slices.Sorted(maps.Keys(s.found)) {
		k := s.found[i]
		k.Confidence = s.confidence(k)
		k.Version, k.VersionAt = a.version(&s.products[i], versions)
		slices.SortFunc(k.Traces, func(x, y app.Trace) int { return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.What, y.What)) })
		a.SDKs = append(a.SDKs, *k)
	}
	slices.SortFunc(a.SDKs, func(x, y app.SDK) int { return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.ID, y.ID)) })
	a.nameParents()
	a.Has |= app.FactSDKs
}

// product is an SDK or a library of the catalogue.
type product struct {
	owner    app.Owner
	traces   *rules.Traces
	imported string
}

func productsOf(c *rules.Catalog) []product {
	list := make([]product, 0, len(c.SDKs)+len(c.Libraries))
	for i := range c.SDKs {
		s := &c.SDKs[i]
		list = append(list, product{app.Owner{Kind: app.OwnerSDK, ID: s.ID, Name: s.Name}, &s.Traces, s.Imported})
	}
	for i := range c.Libraries {
		l := &c.Libraries[i]
		list = append(list, product{app.Owner{Kind: app.OwnerLibrary, ID: l.ID, Name: l.Name}, &l.Traces, ""})
	}
	return list
}

// sdkSearch gathers the traces of products.
type sdkSearch struct {
	*apk
	products []product
	at       map[app.Owner]int // of products
	found    map[int]*app.SDK
	shared   []sharedTrace
	others   map[string]*app.Unidentified // by root
}

// sharedTrace is one that several products leave. It counts for those that have
// one of their own.
type sharedTrace struct {
	products []int
	trace    app.Trace
}

// note adds a trace of the products that leave it. Imported ones share none with
// the catalogue's own, so that these are found the same with and without them.
func (s *sdkSearch) note(products []int, t app.Trace) {
	imported := func(i int) bool { return s.products[i].imported != "" }
	if slices.ContainsFunc(products, imported) && !allOf(products, imported) {
		products = slices.DeleteFunc(slices.Clone(products), imported)
	}
	switch len(products) {
	case 0:
	case 1:
		s.add(products[0], t)
	default:
		s.shared = append(s.shared, sharedTrace{products, t})
	}
}

func allOf(list []int, is func(int) bool) bool {
	return !slices.ContainsFunc(list, func(i int) bool { return !is(i) })
}

func (s *sdkSearch) add(i int, t app.Trace) *app.SDK {
	k := s.found[i]
	if k == nil {
		k = &app.SDK{Owner: s.products[i].owner, Imported: s.products[i].imported}
		s.found[i] = k
	}
	same := 0
	for _, other := range k.Traces {
		if other.Kind == t.Kind {
			same++
			if other.What == t.What {
				return k
			}
		}
	}
	if same < maxTraces {
		k.Traces = append(k.Traces, t)
	}
	return k
}

func (s *sdkSearch) joinShared() {
	for _, one := range s.shared {
		for _, i := range one.products {
			if s.found[i] != nil {
				s.add(i, one.trace)
			}
		}
	}
}

// classes looks at whose the packages of the DEX files are.
func (s *sdkSearch) classes() {
	s.others = map[string]*app.Unidentified{}
	for _, p := range s.apk.Classes.Packages {
		name := strings.ReplaceAll(p.Name, ".", "/")
		w := s.owners.ofPackage(name)
		switch w.Kind {
		case app.OwnerApp:
			if !w.known {
				s.other("", p.Classes)
			}
		case app.OwnerUnidentified:
			s.other(w.ID, p.Classes)
			if sdk := s.owners.imported(name); sdk != nil {
				k := s.add(s.at[app.Owner{Kind: app.OwnerSDK, ID: sdk.ID, Name: sdk.Name}], app.Trace{Kind: app.TraceClasses, What: p.Name, At: app.Location{File: p.Dex}})
				k.Classes += p.Classes
			}
		default:
			prefix := strings.ReplaceAll(s.owners.prefix(name), "/", ".")
			k := s.add(s.at[w.Owner], app.Trace{Kind: app.TraceClasses, What: prefix, At: app.Location{File: p.Dex}})
			k.Classes += p.Classes
		}
	}
	for _, root := range slices.Sorted(maps.Keys(s.others)) {
		s.Others = append(s.Others, *s.others[root])
	}
	slices.SortStableFunc(s.Others, func(x, y app.Unidentified) int { return cmp.Compare(y.Classes, x.Classes) })
}

func (s *sdkSearch) other(root string, classes int) {
	if s.others[root] == nil {
		s.others[root] = &app.Unidentified{Root: root}
	}
	s.others[root].Classes += classes
}

// listed maps names that stand in a list of products to those products, with
// what has a star apart.
type listed struct {
	exact    map[string][]int
	patterns []string
	owners   [][]int
}

func (s *sdkSearch) list(of func(*rules.Traces) []string) *listed {
	l := &listed{exact: map[string][]int{}}
	byPattern := map[string]int{}
	for i, p := range s.products {
		for _, name := range of(p.traces) {
			if !strings.Contains(name, "*") {
				l.exact[name] = append(l.exact[name], i)
				continue
			}
			n, known := byPattern[name]
			if !known {
				n = len(l.patterns)
				byPattern[name] = n
				l.patterns, l.owners = append(l.patterns, name), append(l.owners, nil)
			}
			l.owners[n] = append(l.owners[n], i)
		}
	}
	return l
}

// of returns the products that list the name; an exact one beats patterns.
func (l *listed) of(name string) []int {
	if products := l.exact[name]; products != nil {
		return products
	}
	var all []int
	for n, pattern := range l.patterns {
		if matches(pattern, name) {
			for _, i := range l.owners[n] {
				if !slices.Contains(all, i) {
					all = append(all, i)
				}
			}
		}
	}
	return all
}

// components looks at the classes that the manifest names. One whose package the
// DEX files do not have is a leftover, unless they are hidden: then the rest of
// the manifest is what there is.
func (s *sdkSearch) components() {
	known := s.list(func(t *rules.Traces) []string { return t.Components })
	for i := range s.Manifest.Components {
		c := &s.Manifest.Components[i]
		products := known.of(c.Name)
		if rest, own := strings.CutPrefix(c.Name, s.Manifest.Package+"."); own && products == nil {
			products = known.exact["."+rest]
		}
		if i, owned := s.at[c.Owner]; owned && products == nil {
			products = []int{i} // by its package: what a packed app leaves to see
		}
		s.note(products, app.Trace{Kind: app.TraceComponent, What: c.Name, At: c.At})
	}
}

func (s *sdkSearch) metaData() {
	known := s.list(func(t *rules.Traces) []string { return t.MetaData })
	look := func(list []app.MetaData) {
		for _, m := range list {
			s.note(known.of(m.Name), app.Trace{Kind: app.TraceMetaData, What: m.Name, At: m.At})
		}
	}
	look(s.Manifest.Application.MetaData)
	for i := range s.Manifest.Components {
		look(s.Manifest.Components[i].MetaData)
	}
}

// entries looks at the names of native libraries and of other files.
func (s *sdkSearch) entries() {
	known := s.list(func(t *rules.Traces) []string { return t.Libraries })
	for _, l := range s.Container.Libraries {
		s.note(known.of(l.Name), app.Trace{Kind: app.TraceLibrary, What: l.Name, At: app.Location{File: l.Path}})
	}
	if s.index.byName == nil {
		s.indexNames()
	}
	files := s.list(func(t *rules.Traces) []string { return t.Entries })
	for _, name := range slices.Sorted(maps.Keys(files.exact)) {
		if len(s.index.byName[name]) > 0 {
			s.note(files.exact[name], app.Trace{Kind: app.TraceEntry, What: name, At: app.Location{File: name}})
		}
	}
	for n, pattern := range files.patterns {
		for i := range s.zip.Entries {
			if name := s.zip.Entries[i].Name; matches(pattern, name) {
				s.note(files.owners[n], app.Trace{Kind: app.TraceEntry, What: name, At: app.Location{File: name}})
				break
			}
		}
	}
}

// strings looks for constants that renaming leaves. The strings of a file are
// sorted, and ASCII sorts alike in UTF-16 and in bytes.
func (s *sdkSearch) strings(files []*dex.File) {
	known := s.list(func(t *rules.Traces) []string { return t.Strings })
	wanted := slices.Sorted(maps.Keys(known.exact))
	found := map[int][]app.Trace{}
	for _, f := range files {
		from := 0
		for _, w := range wanted {
			from += sort.Search(f.NumStrings()-from, func(i int) bool {
				have, _ := f.String(from + i)
				return string(have) >= w
			})
			if have, ok := f.String(from); ok && string(have) == w {
				for _, i := range known.exact[w] {
					found[i] = append(found[i], app.Trace{Kind: app.TraceString, What: w, At: app.Location{File: f.Name()}})
				}
			}
		}
	}
	for i, traces := range found {
		if distinct(traces) < fewStrings && s.found[i] == nil {
			continue
		}
		for _, t := range traces {
			s.add(i, t)
		}
	}
}

func distinct(traces []app.Trace) int {
	seen := map[string]bool{}
	for _, t := range traces {
		seen[t.What] = true
	}
	return len(seen)
}

// confidence weighs the traces: components and meta-data stay in a manifest
// when the SDK has gone, and classes, native libraries and strings do not.
func (s *sdkSearch) confidence(k *app.SDK) app.Confidence {
	kinds := map[app.TraceKind]bool{}
	for _, t := range k.Traces {
		kinds[t.Kind] = true
	}
	code := kinds[app.TraceClasses] || kinds[app.TraceLibrary] || kinds[app.TraceString]
	switch {
	case k.Classes >= manyClasses, code && len(kinds) > 1, len(kinds) > 1 && len(s.Packers) > 0:
		return app.Sure
	case code:
		return app.Strong
	}
	return app.Weak
}

// nameParents notes which SDKs came with others that were found.
func (a *apk) nameParents() {
	for i := range a.SDKs {
		s := a.o.Catalog.SDK(a.SDKs[i].ID)
		if s == nil || s.Parent == "" || a.SDKs[i].Kind != app.OwnerSDK {
			continue
		}
		if slices.ContainsFunc(a.SDKs, func(k app.SDK) bool { return k.Kind == app.OwnerSDK && k.ID == s.Parent }) {
			a.SDKs[i].Parent = s.Parent
		}
	}
}
