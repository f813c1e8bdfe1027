package artifact

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// owners tells whose a class is, by its package.
type owners struct {
	catalog *rules.Catalog
	known   map[string]app.Owner  // by prefix: com/umeng/analytics
	named   map[string]*rules.SDK // imported ones, as above
	id      string                // of the application: com/example/shop
	own     map[string]bool       // prefixes of the app itself
	seen    map[string]whose      // by package
}

// whose is the owner of a package. Nothing is known of packages with the short
// names that shrinkers give.
type whose struct {
	app.Owner
	known bool
}

// newOwners takes the application id apart, which is "" of a library: the package
// that the manifest of an SDK names is the SDK's.
func newOwners(c *rules.Catalog, m *app.Manifest, id string) *owners {
	o := &owners{
		catalog: c, known: map[string]app.Owner{}, named: map[string]*rules.SDK{}, id: strings.ReplaceAll(id, ".", "/"),
		own: map[string]bool{}, seen: map[string]whose{},
	}
	for i := range c.Libraries {
		l := &c.Libraries[i]
		o.add(l.Prefixes, app.Owner{Kind: app.OwnerLibrary, ID: l.ID, Name: l.Name})
	}
	for i := range c.SDKs {
		s := &c.SDKs[i]
		if s.Imported != "" {
			o.nameOnly(s)
			continue
		}
		o.add(s.Prefixes, app.Owner{Kind: app.OwnerSDK, ID: s.ID, Name: s.Name})
	}
	o.claim(m.Package + ".")
	o.claim(m.Application.Name)
	for _, l := range m.Launchers() {
		o.claim(l.Name)
		o.claim(l.Target)
	}
	return o
}

// nameOwners notes whose the components of the manifest are.
func (a *apk) nameOwners() {
	id := a.Manifest.Package
	if a.Source.Kind.IsSDK() {
		id = ""
	}
	a.owners = newOwners(a.o.Catalog, &a.Manifest, id)
	a.claimLibrary()
	for i := range a.Manifest.Components {
		c := &a.Manifest.Components[i]
		c.Owner = a.owners.of(strings.ReplaceAll(c.Name, ".", "/")).Owner
	}
}

func (o *owners) add(prefixes []string, owner app.Owner) {
	for _, p := range prefixes {
		o.known[strings.ReplaceAll(p, ".", "/")] = owner
	}
}

// nameOnly takes the name of an imported SDK. Its code stays that of a package
// nobody has identified, so that no finding depends on what was imported.
func (o *owners) nameOnly(s *rules.SDK) {
	for _, p := range s.Prefixes {
		o.named[strings.ReplaceAll(p, ".", "/")] = s
	}
}

// imported returns the imported SDK with the longest prefix that a package has,
// or nil.
func (o *owners) imported(pkg string) *rules.SDK {
	for p := pkg; p != "" && len(o.named) > 0; p = packageOf(p) {
		if s := o.named[p]; s != nil {
			return s
		}
	}
	return nil
}

// claim notes that a class is the app's own, and so is what shares the root of
// its package, unless the catalogue knows it.
func (o *owners) claim(class string) {
	pkg := packageOf(strings.ReplaceAll(class, ".", "/"))
	if _, other := o.lookup(pkg); pkg == "" || other || shortNames(pkg) {
		return
	}
	o.own[root(pkg)] = true
}

// of returns whose a class is: com/example/Main.
func (o *owners) of(class string) whose {
	return o.ofPackage(packageOf(class))
}

// ofPackage returns whose the classes of a package are: com/example.
func (o *owners) ofPackage(pkg string) whose {
	w, ok := o.seen[pkg]
	if !ok {
		w = o.decide(pkg)
		o.seen[pkg] = w
	}
	return w
}

func (o *owners) decide(pkg string) whose {
	if owner, ok := o.lookup(pkg); ok {
		return whose{owner, true}
	}
	r := root(pkg)
	first, _, _ := strings.Cut(pkg, "/")
	if o.own[r] || o.own[first] && !shared[first] && !domains[first] || pkg != "" && !strings.Contains(pkg, "/") && len(pkg) > 2 {
		return whose{app.Owner{}, true} // libraries have names of more than one word
	}
	if pkg == "" || shortNames(pkg) {
		return whose{}
	}
	id := strings.ReplaceAll(r, "/", ".")
	name := lang.Text{ZH: id, EN: id}
	if s := o.imported(pkg); s != nil {
		name = lang.Text{ZH: s.Name.ZH + "（导入的名称）", EN: s.Name.EN + " (an imported name)"}
	}
	return whose{app.Owner{Kind: app.OwnerUnidentified, ID: id, Name: name}, true}
}

// lookup finds who has the longest prefix in the catalogue, on whole segments. The
// demo of an SDK may live below the SDK's own prefix: what is under the
// application id is the app's, unless a longer prefix says otherwise.
func (o *owners) lookup(pkg string) (app.Owner, bool) {
	p := o.prefix(pkg)
	if p == "" || len(p) < len(o.id) && (pkg == o.id || strings.HasPrefix(pkg, o.id+"/")) {
		return app.Owner{}, false
	}
	return o.known[p], true
}

// prefix returns the longest prefix of the catalogue that a package has, or "".
func (o *owners) prefix(pkg string) string {
	for p := pkg; p != ""; p = packageOf(p) {
		if _, ok := o.known[p]; ok {
			return p
		}
	}
	return ""
}

// answers returns who answers for a use with the given classes on its path, from
// the entry to the use. Libraries do what they are told, and of renamed code
// nothing is known: both leave it to their caller.
func (o *owners) answers(path []string) app.Owner {
	for i := len(path) - 1; i >= 0; i-- {
		if w := o.of(path[i]); w.known && w.Kind != app.OwnerLibrary {
			return w.Owner
		}
	}
	if w := o.of(path[0]); len(path) == 1 && w.Kind == app.OwnerLibrary {
		return w.Owner // not reached: nobody is known to have told it
	}
	return app.Owner{}
}

// noData returns the library for whose own needs a class uses the API, and not
// to collect anything; "" where there is none. Beside a class that was renamed
// the constants tell.
func (o *owners) noData(api, class string, constants []string) string {
	w := o.of(class)
	for i := range o.catalog.Libraries {
		l := &o.catalog.Libraries[i]
		if w.known && (w.Kind != app.OwnerLibrary || w.ID != l.ID) {
			continue
		}
		for _, ignored := range l.Ignored {
			if contains(ignored.APIs, api) && (w.known && len(ignored.Strings) == 0 || intersect(ignored.Strings, constants)) {
				return l.ID
			}
		}
	}
	return ""
}

func packageOf(class string) string {
	return class[:max(0, strings.LastIndexByte(class, '/'))]
}

// root is the part of a package that names who wrote it: two segments, or three
// where the second is one that many share.
func root(pkg string) string {
	parts := strings.SplitN(pkg, "/", 4)
	n := min(2, len(parts))
	if len(parts) > 2 && shared[parts[1]] {
		n = 3
	}
	return strings.Join(parts[:n], "/")
}

// shared are second segments that belong to nobody: hosts of code, domains under
// which everybody registers, and the names of templates.
var shared = map[string]bool{
	"github": true, "gitee": true, "gitlab": true, "google": true, "android": true, "example": true, "apache": true,
	"com": true, "net": true, "org": true, "edu": true, "gov": true, "co": true, "sourceforge": true,
	"tencent": true, "baidu": true, "alibaba": true, "bytedance": true, "huawei": true, "xiaomi": true, "netease": true,
}

// shortNames reports whether a package looks like one that a shrinker named: a,
// a/b, com/a/b.
func shortNames(pkg string) bool {
	first, rest, _ := strings.Cut(pkg, "/")
	second, _, _ := strings.Cut(rest, "/")
	return len(first) <= 2 && !domains[first] || first == "defpackage" || len(second) == 1
}

// domains are the names of two letters with which packages of people begin.
var domains = map[string]bool{"cn": true, "io": true, "me": true, "tv": true, "cc": true, "jp": true, "de": true, "fr": true, "uk": true,
	"us": true, "eu": true, "in": true, "ru": true, "kr": true, "hk": true, "tw": true, "it": true, "nl": true, "pl": true, "se": true,
	"fi": true, "im": true, "ai": true, "co": true, "ly": true, "to": true, "at": true, "ch": true, "es": true, "be": true, "re": true,
	"rx": true, "is": true, "sg": true, "au": true, "ca": true, "br": true}
