package artifact

import (
	"cmp"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// maxDexes bounds the DEX files that are read; the largest apps have some forty.
const maxDexes = 200

var dexName = regexp.MustCompile(`^classes([2-9]|[1-9][0-9]+)?\.dex$`)

// readClasses reads the class and string tables of classes.dex, classes2.dex,
// and so on. Each file is let go before the next one is inflated.
func (a *apk) readClasses() {
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
	counts := map[string]int{}
	for _, e := range entries {
		a.readDex(e, counts)
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		a.Classes.Packages = append(a.Classes.Packages, app.Package{Name: strings.ReplaceAll(name, "/", "."), Classes: counts[name]})
	}
	a.Has |= app.FactClasses
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

func (a *apk) readDex(e *ziparchive.Entry, counts map[string]int) {
	data, ok := a.content(e, app.FactClasses|app.FactCode, math.MaxInt64)
	if !ok {
		return
	}
	files, err := dex.Open(e.Name, data)
	if err != nil {
		a.unread(e.Name, app.FactClasses|app.FactCode, err)
	}
	for _, f := range files {
		a.noteClasses(f)
		a.Classes.Dexes = append(a.Classes.Dexes, app.Dex{
			File: e.Name, Version: f.Version(), Classes: f.NumClasses(), Strings: f.NumStrings(), Size: int64(f.Size()),
		})
		for s := range f.TextStrings() {
			a.addText(s, app.Location{File: e.Name})
		}
	}
	for name, n := range dex.CountPackages(files) {
		counts[name] += n
	}
}

func isFalse(b *bool) bool { return b != nil && !*b }
