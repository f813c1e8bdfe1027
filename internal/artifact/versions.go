package artifact

import (
	"regexp"
	"sort"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/rules"
)

// Bounds on what is looked at for a version.
const (
	maxVersionFile    = 4 << 10 // bytes of a file
	maxVersionStrings = 100     // constants that begin alike
)

// versionText is what is taken for a version.
var versionText = regexp.MustCompile(`^[0-9]{1,8}(\.[0-9]{1,8}){1,4}([-._+]?[0-9A-Za-z]{1,16}){0,3}$`)

// version returns what the best of the places says in which the product names its
// version, and which place that is.
func (a *apk) version(p *product, constants map[string]string) (string, app.Location) {
	for i := range p.traces.Versions {
		v := &p.traces.Versions[i]
		said, at := a.versionAt(v, constants)
		said = strings.TrimLeftFunc(strings.TrimSpace(said), func(r rune) bool { return r < '0' || r > '9' }) // "v1.2", "android 6.8.0"
		if versionText.MatchString(said) {
			return said, at
		}
	}
	return "", app.Location{}
}

func (a *apk) versionAt(v *rules.Version, constants map[string]string) (string, app.Location) {
	switch {
	case v.Field != "":
		return constants[v.Field], app.Location{Symbol: v.Field}
	case v.Method != "":
		return constants[v.Method], app.Location{Symbol: v.Method}
	case v.Class != "":
		return constants[v.Class], app.Location{Symbol: v.Class}
	case v.String != "":
		return constants[v.String], app.Location{Symbol: v.String}
	case v.MetaData != "":
		for _, m := range a.Manifest.Application.MetaData {
			if m.Name == v.MetaData {
				return m.Value, m.At
			}
		}
	case v.Entry != "":
		return a.versionFile(v.Entry), app.Location{File: v.Entry}
	case v.Library != "":
		head, tail, _ := strings.Cut(v.Library, "*")
		for _, l := range a.Container.Libraries {
			if len(l.Name) > len(head)+len(tail) && strings.HasPrefix(l.Name, head) && strings.HasSuffix(l.Name, tail) {
				return l.Name[len(head) : len(l.Name)-len(tail)], app.Location{File: l.Path}
			}
		}
	}
	return "", app.Location{}
}

// versionFile reads the version of META-INF/….version, which has nothing else,
// or of a file of properties. What cannot be read says nothing.
func (a *apk) versionFile(name string) string {
	e := a.zip.Lookup(name)
	if e == nil {
		return ""
	}
	data, err := a.entry(e, maxVersionFile)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(data)) {
		if said, ok := strings.CutPrefix(line, "version="); ok {
			return said
		}
	}
	return string(data)
}

// versionPlaces are the classes, fields and methods of the catalogue that say a
// version, by the descriptors of their classes.
func versionPlaces(c *rules.Catalog) map[string][]string {
	places := map[string][]string{}
	for _, p := range productsOf(c) {
		for _, v := range p.traces.Versions {
			if v.Class != "" {
				places[v.Class] = append(places[v.Class], v.Class)
			}
			if class, _, ok := strings.Cut(v.Field+v.Method, "->"); ok {
				places[class] = append(places[class], v.Field+v.Method)
			}
		}
	}
	return places
}

// readVersions notes what fields and methods of class i say. Of classes defined
// twice the first one counts.
func readVersions(f *dex.File, i int, places []string, said map[string]string) {
	wanted := map[string]string{}
	for _, p := range places {
		class, name, member := strings.Cut(p, "->")
		if member && said[p] == "" {
			wanted[name] = p
		}
		if !member && said[class] == "" {
			said[class] = onlyVersion(f, i)
		}
	}
	// What cannot be read is a gap by the analysis of the code.
	_ = f.StaticValues(i, func(field int, v dex.Value) {
		id, _ := f.Field(field)
		name, _ := f.String(id.Name)
		if p := wanted[string(name)]; p != "" && v.Kind == dex.ValueString {
			text, _ := f.String(int(v.Bits))
			said[p] = dex.DecodeMUTF8(text)
		}
	})
	_ = f.Members(i, func(m dex.Member) {
		if m.Kind != dex.DirectMethod && m.Kind != dex.VirtualMethod || m.Code == 0 {
			return
		}
		id, _ := f.Method(m.Index)
		name, _ := f.String(id.Name)
		if p := wanted[string(name)]; p != "" && said[p] == "" {
			said[p] = returned(f, m.Code)
		}
		if string(name) == "<clinit>" {
			initialised(f, m.Code, func(field, text string) {
				if p := wanted[field]; p != "" && said[p] == "" {
					said[p] = text
				}
			})
		}
	})
}

// onlyVersion returns the string of class i that looks like a version, if there
// is exactly one.
func onlyVersion(f *dex.File, i int) string {
	found := map[string]bool{}
	namedStrings(f, i, func(index int) {
		if s, _ := f.String(index); versionText.Match(s) {
			found[string(s)] = true
		}
	})
	return onlyOne(found)
}

func onlyOne(found map[string]bool) string {
	if len(found) == 1 {
		for one := range found {
			return one
		}
	}
	return ""
}

// readVersionStrings notes what constants say that begin as those of the
// catalogue do: the strings of a file are sorted. Two that differ say nothing.
func readVersionStrings(files []*dex.File, c *rules.Catalog, said map[string]string) {
	for _, p := range productsOf(c) {
		for _, v := range p.traces.Versions {
			if v.String == "" {
				continue
			}
			head, tail, _ := strings.Cut(v.String, "*")
			found := map[string]bool{}
			for _, f := range files {
				first := sort.Search(f.NumStrings(), func(i int) bool {
					s, _ := f.String(i)
					return string(s) >= head
				})
				for i := first; i < min(first+maxVersionStrings, f.NumStrings()); i++ {
					s, _ := f.String(i)
					rest, begins := strings.CutPrefix(string(s), head)
					if !begins {
						break
					}
					if middle, ends := strings.CutSuffix(rest, tail); ends && versionText.MatchString(middle) {
						found[middle] = true
					}
				}
			}
			said[v.String] = onlyOne(found)
		}
	}
}

// initialised calls visit for the fields into which a static initialiser puts a
// string as it is: some compilers leave such constants there.
func initialised(f *dex.File, code uint32, visit func(field, text string)) {
	c, err := f.Code(code)
	if err != nil {
		return
	}
	index, register := -1, -1
	c.WalkFrom(0, func(i dex.Insn) bool {
		switch {
		case i.Op == dex.OpSputObject && index >= 0 && i.A() == register:
			id, _ := f.Field(i.Index())
			name, _ := f.String(id.Name)
			text, _ := f.String(index)
			visit(string(name), dex.DecodeMUTF8(text))
		case i.Op == dex.OpConstString, i.Op == dex.OpConstStringJumbo:
			index, register = i.Index(), i.A()
			return true
		}
		index = -1
		return true
	})
}

// returned returns the string that a method does nothing but return.
func returned(f *dex.File, code uint32) (text string) {
	c, err := f.Code(code)
	if err != nil {
		return ""
	}
	strings := map[int]int{} // registers that hold one
	c.WalkFrom(0, func(i dex.Insn) bool {
		switch i.Op {
		case dex.OpNop:
		case dex.OpConstString, dex.OpConstStringJumbo:
			strings[i.A()] = i.Index()
		case dex.OpMoveObject, dex.OpMoveObject + 1, dex.OpMoveObject16: // the one between is move-object/from16
			if index, ok := strings[i.B()]; ok {
				strings[i.A()] = index
			}
		case dex.OpReturnObject:
			if index, ok := strings[i.A()]; ok {
				s, _ := f.String(index)
				text = dex.DecodeMUTF8(s)
			}
			return false
		default:
			return false
		}
		return true
	})
	return text
}
