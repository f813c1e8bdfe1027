package artifact

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/workers"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
)

// maxDexes bounds the DEX files that are read; the largest apps have some forty.
const maxDexes = 200

var dexName = regexp.MustCompile(`^classes([2-9]|[1-9][0-9]+)?\.dex$`)

// readClasses reads the class and string tables of classes.dex, classes2.dex,
// and so on, and returns the files in that order, and what code says its version
// is, by the places of the catalogue.
func (a *apk) readClasses() (files []*dex.File, versions map[string]string) {
	entries := a.dexEntries()
	if len(entries) > maxDexes {
		a.AddGap(app.Gap{
			Facts:    app.FactClasses | app.FactCode,
			What:     lang.Text{ZH: "DEX 文件超过 200 个，其余未读取", EN: "there are more than 200 DEX files; the rest was not read"},
			Blocking: true,
		})
		entries = entries[:maxDexes]
	}
	if a.zip.Lookup("classes.dex") == nil && a.Has&app.FactManifest != 0 && !isFalse(a.Manifest.Application.HasCode) {
		a.AddGap(app.Gap{
			Facts:    app.FactClasses | app.FactCode,
			What:     lang.Text{ZH: "没有 classes.dex，清单却未声明 android:hasCode=\"false\"：代码缺失或被隐藏", EN: "there is no classes.dex although the manifest does not say android:hasCode=\"false\": the code is missing or hidden"},
			Blocking: true,
		})
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name
	}
	return a.noteDexes(names, a.openDexes(entries))
}

// noteDexes takes over what the files of these names say.
func (a *apk) noteDexes(names []string, list []opened) (files []*dex.File, versions map[string]string) {
	packages := map[string]*app.Package{}
	versions = map[string]string{}
	for i, d := range list {
		a.noteDex(names[i], d, packages)
		files = append(files, d.files...)
		for place, said := range d.versions {
			versions[place] = cmp.Or(versions[place], said)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		a.Classes.Packages = append(a.Classes.Packages, *packages[name])
	}
	slices.Sort(a.Code.Switches)
	a.Has |= app.FactClasses
	return files, versions
}

// dexEntries returns the entries the runtime loads, in its order.
func (a *apk) dexEntries() []*ziparchive.Entry {
	var out []*ziparchive.Entry
	seen := map[string]bool{}
	for i := range a.zip.Entries {
		name := a.zip.Entries[i].Name
		if dexName.MatchString(name) && !seen[name] {
			seen[name] = true
			out = append(out, a.zip.Lookup(name))
		}
	}
	slices.SortFunc(out, func(x, y *ziparchive.Entry) int {
		return cmp.Or(cmp.Compare(len(x.Name), len(y.Name)), cmp.Compare(x.Name, y.Name))
	})
	return out
}

// opened is a DEX file as far as it could be read.
type opened struct {
	files    []*dex.File
	texts    []string
	packages map[string]int    // classes by package
	known    []string          // classes that the catalogue names
	switches []string          // of SDKs, that it defines
	versions map[string]string // what places of the catalogue say
	err      error
}

// openDexes reads the entries side by side. What it returns stands in their order.
func (a *apk) openDexes(entries []*ziparchive.Entry) []opened {
	list := make([]opened, len(entries))
	var next atomic.Int64
	var group workers.Group
	work := func() {
		for i := int(next.Add(1)) - 1; i < len(entries); i = int(next.Add(1)) - 1 {
			list[i] = a.openDex(entries[i])
		}
	}
	for range min(a.o.Workers-1, len(entries)-1) {
		group.Go(work)
	}
	work()
	group.Wait()
	return list
}

func (a *apk) openDex(e *ziparchive.Entry) (o opened) {
	data, err := a.entry(e, math.MaxInt64)
	if err != nil {
		o.err = err
		return o
	}
	return a.lookInto(e.Name, data)
}

// lookInto reads a DEX file.
func (a *apk) lookInto(name string, data []byte) (o opened) {
	o.files, o.err = dex.Open(name, data)
	o.versions = map[string]string{}
	for _, f := range o.files {
		at, read := 0, map[string]bool{}
		for c := range f.Classes() {
			if s, ok := a.sought[string(c.Descriptor)]; ok && !read[string(c.Descriptor)] {
				read[string(c.Descriptor)] = true // of classes defined twice the first one counts
				if s.name != "" {
					o.known = append(o.known, s.name)
				}
				if len(s.switches) > 0 {
					o.switches = append(o.switches, defines(f, at, s.switches)...)
				}
				if len(s.versions) > 0 {
					readVersions(f, at, s.versions, o.versions)
				}
			}
			at++
		}
		for s := range f.TextStrings() {
			if len(o.texts) == maxTexts {
				break
			}
			o.texts = append(o.texts, s)
		}
	}
	o.packages = dex.CountPackages(o.files)
	return o
}

// noteDex takes over what a file says.
func (a *apk) noteDex(name string, o opened, packages map[string]*app.Package) {
	if o.err != nil {
		a.unread(name, app.FactClasses|app.FactCode, o.err)
	}
	for _, f := range o.files {
		a.Classes.Dexes = append(a.Classes.Dexes, app.Dex{
			File: name, Version: f.Version(), Classes: f.NumClasses(), Strings: f.NumStrings(), Size: int64(f.Size()),
		})
	}
	for _, s := range o.texts {
		if isText(s) {
			a.addText(s, app.Location{File: name})
		}
	}
	for _, class := range o.known {
		a.defined[class] = true
	}
	for _, s := range o.switches {
		if !slices.Contains(a.Code.Switches, s) {
			a.Code.Switches = append(a.Code.Switches, s)
		}
	}
	for p, n := range o.packages {
		if packages[p] == nil {
			packages[p] = &app.Package{Name: strings.ReplaceAll(p, "/", "."), Dex: name}
		}
		packages[p].Classes += n
	}
}

// sought is what a class is looked at for.
type sought struct {
	name     string   // as packers and runtimes have it
	switches []string // methods of SDKs
	versions []string // fields and methods that say a version
}

// soughtClasses returns what the catalogue asks of classes, by their descriptors.
func soughtClasses(c *rules.Catalog) map[string]sought {
	all := map[string]sought{}
	for class, name := range knownClasses(c) {
		all[class] = sought{name: name}
	}
	for class, methods := range ruledClasses(c) {
		s := all[class]
		s.switches = methods
		all[class] = s
	}
	for class, places := range versionPlaces(c) {
		s := all[class]
		s.versions = places
		all[class] = s
	}
	return all
}

// ruledClasses returns the switches of SDKs by the descriptors of their classes.
func ruledClasses(c *rules.Catalog) map[string][]string {
	ruled := map[string][]string{}
	for i := range c.SDKs {
		for _, list := range switchesOf(&c.SDKs[i]) {
			for _, s := range list {
				class, _, _ := strings.Cut(s.Method, "->")
				if !slices.Contains(ruled[class], s.Method) {
					ruled[class] = append(ruled[class], s.Method)
				}
			}
		}
	}
	return ruled
}

// defines returns those of the methods, which belong to class i, that the file
// has by these very names.
func defines(f *dex.File, i int, methods []string) (have []string) {
	names := map[string]bool{}
	// What cannot be read is a gap by the analysis of the code.
	_ = f.Members(i, func(m dex.Member) {
		if m.Kind != dex.DirectMethod && m.Kind != dex.VirtualMethod {
			return
		}
		if id, ok := f.Method(m.Index); ok {
			name, _ := f.String(id.Name)
			names[string(name)] = true
		}
	})
	for _, m := range methods {
		if _, name, _ := strings.Cut(m, "->"); names[name] {
			have = append(have, m)
		}
	}
	return have
}

func isFalse(b *bool) bool { return b != nil && !*b }
