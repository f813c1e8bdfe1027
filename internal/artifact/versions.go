package artifact

import (
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/rules"
)

// maxVersionFile bounds the files that say a version, in bytes.
const maxVersionFile = 4 << 10

// versionText is what is taken for a version.
var versionText = regexp.MustCompile(`^[0-9]{1,8}(\.[0-9]{1,8}){1,4}([-._+]?[0-9A-Za-z]{1,16}){0,3}$`)

// version returns what the best of the places says in which the product names its
// version, and which place that is.
func (a *apk) version(p *product, constants map[string]string) (string, app.Location) {
	for i := range p.traces.Versions {
		v := &p.traces.Versions[i]
		said, at := a.versionAt(v, constants)
		said = strings.TrimSpace(said)
		said = strings.TrimPrefix(strings.ToLower(said[strings.LastIndexByte(said, ' ')+1:]), "v") // "android 6.8.0"
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

// versionPlaces are the fields and methods of the catalogue that say a version,
// by the descriptors of their classes.
func versionPlaces(c *rules.Catalog) map[string][]string {
	places := map[string][]string{}
	for _, p := range productsOf(c) {
		for _, v := range p.traces.Versions {
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
		if _, name, _ := strings.Cut(p, "->"); said[p] == "" {
			wanted[name] = p
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
