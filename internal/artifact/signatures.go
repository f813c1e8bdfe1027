package artifact

import (
	"path"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/rules"
)

// maxTraces bounds the places that are listed for one product.
const maxTraces = 5

// recognisePackers finds 加固 products. The code of a packed app is not in its
// DEX files, so the scan is incomplete.
func (a *apk) recognisePackers() {
	for i := range a.o.Catalog.Packers {
		s := &a.o.Catalog.Packers[i]
		traces := a.traces(s)
		if len(traces) == 0 {
			continue
		}
		a.Packers = append(a.Packers, app.Packer{ID: s.ID, Name: s.Name, At: traces})
		a.AddGap(app.Gap{Facts: app.FactClasses | app.FactCode, What: s.What, At: traces[0], Blocking: true})
	}
}

// recogniseRuntimes finds frameworks whose business code zicha does not read.
// That is a limit of what was checked, not a failure to read.
func (a *apk) recogniseRuntimes() {
	for i := range a.o.Catalog.Runtimes {
		s := &a.o.Catalog.Runtimes[i]
		traces := a.traces(s)
		if len(traces) == 0 {
			continue
		}
		a.Runtimes = append(a.Runtimes, app.Runtime{ID: s.ID, Name: s.Name, At: traces})
		a.AddGap(app.Gap{Facts: app.FactClasses | app.FactCode, What: s.What, At: traces[0]})
	}
}

// traces returns the places that give a product away.
func (a *apk) traces(s *rules.Signature) []app.Location {
	var out []app.Location
	add := func(at app.Location) {
		if len(out) < maxTraces {
			out = append(out, at)
		}
	}
	for _, pattern := range s.Applications {
		if class := a.Manifest.Application.Name; class != "" && matches(pattern, class) {
			add(app.Location{File: manifestFile, Line: a.Manifest.Application.At.Line, Symbol: class})
		}
	}
	for _, name := range a.entriesLike(s) {
		add(app.Location{File: name})
	}
	for _, prefix := range s.Classes {
		if a.definesClass(prefix) {
			add(app.Location{Symbol: prefix})
		}
	}
	return out
}

// entriesLike returns the entries that a signature names, in their order. Names
// without a star are looked up: packages have thousands of entries.
func (a *apk) entriesLike(s *rules.Signature) []string {
	if a.index.byName == nil {
		a.indexNames()
	}
	var at []int
	seen := map[int]bool{}
	note := func(i int) {
		if !seen[i] {
			seen[i] = true
			at = append(at, i)
		}
	}
	for _, pattern := range s.Entries {
		if !strings.Contains(pattern, "*") {
			for _, i := range a.index.byName[pattern] {
				note(i)
			}
			continue
		}
		for i := range a.zip.Entries {
			if matches(pattern, a.zip.Entries[i].Name) {
				note(i)
			}
		}
	}
	for _, pattern := range s.Libraries {
		if !strings.Contains(pattern, "*") {
			for _, i := range a.index.byBase[pattern] {
				note(i)
			}
			continue
		}
		for base, list := range a.index.byBase {
			if matches(pattern, base) {
				for _, i := range list {
					note(i)
				}
			}
		}
	}
	slices.Sort(at)
	names := make([]string, len(at))
	for n, i := range at {
		names[n] = a.zip.Entries[i].Name
	}
	return names
}

// nameIndex finds entries by their path and by their file name.
type nameIndex struct{ byName, byBase map[string][]int }

func (a *apk) indexNames() {
	n := len(a.zip.Entries)
	a.index = nameIndex{make(map[string][]int, n), make(map[string][]int, n)}
	for i := range a.zip.Entries {
		name := a.zip.Entries[i].Name
		a.index.byName[name] = append(a.index.byName[name], i)
		if base := path.Base(name); strings.Contains(base, ".") {
			a.index.byBase[base] = append(a.index.byBase[base], i)
		}
	}
}

// definesClass reports whether the DEX files define a class, or classes in a
// package or below it.
func (a *apk) definesClass(name string) bool {
	if a.defined[name] {
		return true
	}
	for _, p := range a.Classes.Packages {
		if p.Name == name || strings.HasPrefix(p.Name, name+".") {
			return true
		}
	}
	return false
}

// knownClasses maps descriptors to the names in the catalogue.
func knownClasses(c *rules.Catalog) map[string]string {
	known := map[string]string{}
	for _, list := range [][]rules.Signature{c.Packers, c.Runtimes} {
		for i := range list {
			for _, name := range list[i].Classes {
				known["L"+strings.ReplaceAll(name, ".", "/")+";"] = name
			}
		}
	}
	return known
}

func matchesAny(patterns []string, s string) bool {
	for _, p := range patterns {
		if matches(p, s) {
			return true
		}
	}
	return false
}

// matches compares a name with a pattern in which * stands for any run of
// characters.
func matches(pattern, s string) bool {
	head, rest, open := strings.Cut(pattern, "*")
	if !open {
		return pattern == s
	}
	if !strings.HasPrefix(s, head) {
		return false
	}
	s = s[len(head):]
	for {
		part, tail, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(s, part)
		}
		i := strings.Index(s, part)
		if i < 0 {
			return false
		}
		s, rest = s[i+len(part):], tail
	}
}
