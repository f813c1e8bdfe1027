package artifact

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/classfile"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// libraryKind returns the kind of a library for apps: an AAR has its classes in a
// jar, a JAR has them itself; "" for anything else.
func libraryKind(zip *ziparchive.Archive) app.Kind {
	if zip.Lookup("classes.dex") != nil || zip.Lookup(tableFile) != nil {
		return ""
	}
	if zip.Lookup(classesJar) != nil {
		return app.KindAAR
	}
	if zip.Lookup(manifestFile) != nil {
		return ""
	}
	for i := range zip.Entries {
		if isClass(zip.Entries[i].Name) {
			return app.KindJAR
		}
	}
	return ""
}

const classesJar = "classes.jar"

// isClass reports whether an entry of a jar is a class that Android takes over:
// classes for newer Java alone and modules are none.
func isClass(name string) bool {
	return strings.HasSuffix(name, ".class") && !strings.HasPrefix(name, "META-INF/") && name != "module-info.class"
}

// readLibrary fills an App from a library. What only apps have, such as a
// signature and a resource table, stays out of its facts.
func (a *apk) readLibrary() {
	a.readContainer()
	if a.Source.Kind == app.KindAAR {
		a.readManifest()
	} else {
		// A jar adds no component and no permission to an app: that is known.
		a.Has |= app.FactManifest
		a.Manifest.MinSDK, a.Manifest.TargetSDK = 1, previewLevel
	}
	jars := a.openJars()
	files, versions := a.readJars(jars)
	a.nameOwners()
	a.readTextAssets()
	a.recogniseSDKs(files, versions)
	a.nameHosts(files)
	a.readCode(files)
	a.findPolicies()
	a.readAnomalies()
	for _, j := range jars {
		if j.zip != a.zip {
			a.noteAnomalies(j.name+"!/", j.zip)
		}
	}
	a.listLibraryLimits()
}

// jar is an archive of classes: the library itself, or one inside it.
type jar struct {
	name string // its entry; "" for the library itself
	zip  *ziparchive.Archive
}

// Own bounds on the jars inside a library, of which there are a few.
const maxJars = 200

// openJars opens classes.jar and what lies in libs/, in this order.
func (a *apk) openJars() []jar {
	if a.Source.Kind == app.KindJAR {
		return []jar{{"", a.zip}}
	}
	names := []string{classesJar}
	var more []string
	for i := range a.zip.Entries {
		if name := a.zip.Entries[i].Name; strings.HasPrefix(name, "libs/") && strings.HasSuffix(name, ".jar") {
			more = append(more, name)
		}
	}
	slices.Sort(more)
	names = append(names, slices.Compact(more)...)
	if len(names) > maxJars {
		a.codeGap(fmt.Sprintf("JAR 超过 %d 个，其余未读取", maxJars), fmt.Sprintf("there are more than %d jars; the rest was not read", maxJars))
		names = names[:maxJars]
	}
	limits := a.o.Limits
	var jars []jar
	for _, name := range names {
		e := a.zip.Lookup(name)
		data, err := a.entry(e, limits.Entry)
		if err == nil {
			limits.Inflated -= int64(len(data)) // of all together
			var zip *ziparchive.Archive
			if zip, err = ziparchive.Open(ziparchive.Memory(data), int64(len(data)), limits); err == nil {
				jars = append(jars, jar{name, zip})
				continue
			}
		}
		a.unread(name, app.FactClasses|app.FactCode, err)
	}
	return jars
}

func (a *apk) codeGap(zh, en string) {
	a.AddGap(app.Gap{Facts: app.FactClasses | app.FactCode, What: lang.Text{ZH: zh, EN: en}, Blocking: true})
}

// readJars translates the classes of the jars, and reads what comes of it as it
// reads the DEX files of an app.
func (a *apk) readJars(jars []jar) ([]*dex.File, map[string]string) {
	var names []string
	var list []opened
	seen := map[string]bool{}
	var stats classfile.Stats
	budget := a.o.Limits.Inflated
	for _, j := range jars {
		t := classfile.NewTranslator(seen)
		for _, e := range classEntries(j.zip) {
			if e.Size > budget {
				a.unread(cmp.Or(j.name, e.Name), app.FactClasses|app.FactCode, &sizeError{e.Size, budget})
				break
			}
			budget -= e.Size
			data, err := j.zip.Read(e)
			if err != nil {
				stats.Damaged++
				continue
			}
			_ = t.Add(data) // what is wrong with a class is counted
		}
		dexes, one := t.Finish()
		stats.Add(one)
		for _, data := range dexes {
			names = append(names, j.name)
			list = append(list, a.lookInto(j.name, data))
		}
	}
	a.noteClassGaps(stats)
	files, versions := a.noteDexes(names, list)
	a.Classes.Dexes = nil // they are not in the artifact
	return files, versions
}

// classEntries returns the classes in the order of their names, so that the order
// in the archive does not matter.
func classEntries(zip *ziparchive.Archive) []*ziparchive.Entry {
	var list []*ziparchive.Entry
	seen := map[string]bool{}
	for i := range zip.Entries {
		if e := &zip.Entries[i]; isClass(e.Name) && !seen[e.Name] {
			seen[e.Name] = true
			list = append(list, zip.Lookup(e.Name))
		}
	}
	slices.SortFunc(list, func(x, y *ziparchive.Entry) int { return cmp.Compare(x.Name, y.Name) })
	return list
}

// noteClassGaps says what of the classes was not read.
func (a *apk) noteClassGaps(s classfile.Stats) {
	if n := s.Damaged + s.DexMissed; n > 0 {
		a.codeGap(fmt.Sprintf("%d 个类或方法已损坏，未能分析", n), fmt.Sprintf("%d classes or methods are damaged and were not analysed", n))
	}
	if n := s.TooLarge; n > 0 {
		a.AddGap(app.Gap{
			Facts: app.FactCode,
			What: lang.Text{
				ZH: fmt.Sprintf("%d 个方法过大，未分析", n),
				EN: fmt.Sprintf("%d methods are too large and were not analysed", n),
			},
		})
	}
	if s.Dynamic > 0 {
		a.Limits = append(a.Limits, app.Limit{What: lang.Text{
			ZH: fmt.Sprintf("%d 处 invokedynamic 既不是 lambda 也不是字符串拼接，其去向未知", s.Dynamic),
			EN: fmt.Sprintf("%d places of invokedynamic are neither lambdas nor sums of strings; where they lead is not known", s.Dynamic),
		}})
	}
}

// claimLibrary notes that most of a library is its own, whatever it is called:
// the root of packages with the most classes, unless the catalogue knows it.
func (a *apk) claimLibrary() {
	if !a.Source.Kind.IsSDK() {
		return
	}
	counts := map[string]int{}
	for _, p := range a.Classes.Packages {
		counts[root(strings.ReplaceAll(p.Name, ".", "/"))] += p.Classes
	}
	most := ""
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if most == "" || counts[name] > counts[most] {
			most = name
		}
	}
	a.owners.claim(most + "/X")
}

// publicClasses returns the classes of a library that apps are meant to use: the
// public ones with names that no shrinker gave, those of other libraries inside
// it left out.
func (a *apk) publicClasses(files []*dex.File) (names []string) {
	for _, f := range files {
		for i := range f.NumClasses() {
			d := f.Def(i)
			descriptor, _ := f.Type(d.Type)
			name := strings.TrimSuffix(strings.TrimPrefix(string(descriptor), "L"), ";")
			if d.Access&dex.AccPublic == 0 || d.Access&dex.AccSynthetic != 0 || renamed(name) || a.owners.of(name).Kind == app.OwnerLibrary {
				continue
			}
			names = append(names, strings.ReplaceAll(name, "/", "."))
		}
	}
	slices.Sort(names)
	return names
}

// renamed reports whether a shrinker gave a class or something around it a name:
// a, b2, aa; or whether it has none, as anonymous classes.
func renamed(class string) bool {
	pkg := packageOf(class)
	if shortNames(pkg) {
		return true
	}
	for name := range strings.SplitSeq(class[len(pkg):], "$") {
		name = strings.TrimPrefix(name, "/")
		if len(name) < 2 || len(name) == 2 && name[0] >= 'a' || name[0] <= '9' {
			return true
		}
	}
	return false
}

// listLibraryLimits says what of a library cannot be known before an app takes it.
func (a *apk) listLibraryLimits() {
	if a.Source.Kind == app.KindJAR {
		a.Limits = append(a.Limits, app.Limit{What: lang.Text{
			ZH: "JAR 没有清单：接入文档要求应用声明的权限和组件不在其中",
			EN: "a JAR has no manifest: permissions and components that its guide has apps declare are not in it",
		}})
	}
	if i := slices.IndexFunc(a.zip.Entries, func(e ziparchive.Entry) bool { return strings.HasPrefix(e.Name, "res/layout") }); i >= 0 && a.Source.Kind == app.KindAAR {
		a.Limits = append(a.Limits, app.Limit{
			What: lang.Text{ZH: "AAR 中的布局和资源文字是源码形式，不读取", EN: "layouts and strings of an AAR have the form of source and are not read"},
			At:   app.Location{File: a.zip.Entries[i].Name},
		})
	}
	a.Limits = append(a.Limits, app.Limit{What: lang.Text{
		ZH: "SDK 单独检测：应用何时调用其接口、是否先取得同意，取决于应用；“应用调用时”的读取请对照接入文档核对",
		EN: "an SDK by itself: when an app calls it, and whether it asks for consent before, depends on the app; hold what is read \"when the app calls it\" against the guide",
	}})
	a.listLimits()
}
