package artifact

import (
	"fmt"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/lang"
)

// readManifest reads AndroidManifest.xml as the package manager does
// (frameworks/base, PackageParser and ParsingPackageUtils).
func (a *apk) readManifest() {
	e := a.zip.Lookup(manifestFile)
	if e == nil {
		a.AddGap(app.Gap{
			Facts:    app.FactManifest,
			What:     lang.Text{ZH: "没有 AndroidManifest.xml，可能不是 APK 或已被破坏", EN: "there is no AndroidManifest.xml: not an APK, or a damaged one"},
			Blocking: true,
		})
		return
	}
	data, ok := a.content(e, app.FactManifest, axml.MaxSize)
	if !ok {
		return
	}
	doc, err := a.parseXML(manifestFile, "manifest-", data)
	if err != nil {
		a.unread(manifestFile, app.FactManifest, err)
	}
	if doc.Root == nil {
		return
	}
	if doc.Root.Name != "manifest" {
		a.unread(manifestFile, app.FactManifest, fmt.Errorf("the root element is <%s>, not <manifest>", doc.Root.Name))
		return
	}
	a.Has |= app.FactManifest | app.FactNetworkSecurity
	if a.Source.Kind.IsSDK() {
		dropRemoved(doc.Root)
	}
	m := manifestReader{apk: a, m: &a.Manifest, declared: map[string]int{}, processes: map[string]string{}}
	m.read(doc.Root)
	m.listUnresolved()
}

// parseXML reads a document in either form, and notes what is odd about it as
// anomalies whose kinds start alike. It returns a document also beside an
// error, with what could be read.
func (a *apk) parseXML(file, kind string, data []byte) (*axml.Document, error) {
	if axml.LooksLikeText(data) && a.Source.Kind.IsSDK() {
		return axml.ParseText(data)
	}
	if axml.LooksLikeText(data) {
		a.odd(kind+"text", file, 0, "是文本形式的 XML，Android 只读取编译后的形式", "is XML as text; Android reads the compiled form only")
		return axml.ParseText(data)
	}
	doc, err := axml.Parse(data)
	for _, o := range doc.Oddities {
		a.odd(kind+o.Kind, file, o.Line, o.What.ZH, o.What.EN)
	}
	return doc, err
}

func (a *apk) odd(kind, file string, line int, zh, en string) {
	a.Container.Anomalies = append(a.Container.Anomalies, app.Anomaly{
		Kind: kind, What: lang.Text{ZH: zh, EN: en}, At: app.Location{File: file, Line: line},
	})
}

// Bounds on what is taken over. The largest apps declare some thousands of
// components, in less than a MiB of text.
const (
	maxDeclared     = 20_000  // elements of one name
	maxDeclaredText = 8 << 20 // bytes of all values and completed class names
)

// manifestReader fills an app.Manifest from the element tree.
type manifestReader struct {
	*apk
	m          *app.Manifest
	declared   map[string]int    // elements taken over, by name
	text       int               // bytes taken over
	full       bool              // text went over its bound
	processes  map[string]string // of the activities, by class
	unresolved []app.Location    // attributes that refer to a resource that is not known
}

// room reports whether one more element of the name is taken over. The first
// one that is not makes a gap.
func (r *manifestReader) room(name string) bool {
	if r.text > maxDeclaredText {
		if !r.full {
			r.full = true
			r.cut(fmt.Sprintf("清单的文字超过 %d MiB，其余未读取", maxDeclaredText>>20),
				fmt.Sprintf("the manifest has more than %d MiB of text; the rest was not read", maxDeclaredText>>20))
		}
		return false
	}
	r.declared[name]++
	if r.declared[name] == maxDeclared+1 {
		r.cut(fmt.Sprintf("清单中的 <%s> 超过 %d 个，其余未读取", name, maxDeclared),
			fmt.Sprintf("the manifest has more than %d <%s>; the rest was not read", maxDeclared, name))
	}
	return r.declared[name] <= maxDeclared
}

func (r *manifestReader) cut(zh, en string) {
	r.AddGap(app.Gap{Facts: app.FactManifest, What: lang.Text{ZH: zh, EN: en}, At: app.Location{File: manifestFile}, Blocking: true})
}

// listUnresolved makes a gap of the attributes whose value is not known.
func (r *manifestReader) listUnresolved() {
	if n := len(r.unresolved); n > 0 {
		r.AddGap(app.Gap{
			Facts: app.FactManifest,
			What: lang.Text{
				ZH: fmt.Sprintf("清单中有 %d 个属性引用的资源未能读取（如 %s），按未声明处理", n, r.unresolved[0].Symbol),
				EN: fmt.Sprintf("%d attributes of the manifest refer to resources that were not read, such as %s; they count as not declared", n, r.unresolved[0].Symbol),
			},
			At: r.unresolved[0],
		})
	}
}

func (r *manifestReader) read(root *axml.Element) {
	r.m.File = manifestFile
	r.m.Package = plain(root, "package")
	r.m.Split = plain(root, "split")
	r.m.VersionName = r.attr(root, axml.AttrVersionName)
	r.m.SharedUID = r.attr(root, axml.AttrSharedUserId)
	major, _ := integer(root, axml.AttrVersionCodeMajor)
	code, _ := integer(root, axml.AttrVersionCode)
	r.m.VersionCode = major<<32 | code&0xffffffff
	compile, _ := integer(root, axml.AttrCompileSdkVersion)
	r.m.CompileSDK = int(compile)
	r.sdkLevels(root)
	for _, e := range root.Children {
		r.topLevel(e)
	}
	// Of several applications the platform takes the first.
	if all := r.only(root, "application"); len(all) > 0 {
		r.application(all[0])
	}
}

// only returns the children of a name that should stand once.
func (r *manifestReader) only(root *axml.Element, name string) []*axml.Element {
	var all []*axml.Element
	for _, e := range root.Children {
		if e.Name == name {
			all = append(all, e)
		}
	}
	if len(all) > 1 {
		r.odd("manifest-repeated-element", manifestFile, all[1].Line,
			fmt.Sprintf("<%s> 出现 %d 次", name, len(all)), fmt.Sprintf("<%s> stands %d times", name, len(all)))
	}
	return all
}

// sdkLevels reads <uses-sdk> first, since defaults elsewhere depend on it. Of
// several the platform takes the last, and nothing of the others.
func (r *manifestReader) sdkLevels(root *axml.Element) {
	r.m.MinSDK, r.m.TargetSDK = 1, 1
	if r.Source.Kind.IsSDK() {
		defer func() { r.m.TargetSDK = previewLevel }() // that of the app counts
	}
	all := r.only(root, "uses-sdk")
	if len(all) == 0 {
		return
	}
	e := all[len(all)-1]
	if v, ok := r.sdkLevel(e, axml.AttrMinSdkVersion); ok {
		r.m.MinSDK, r.m.TargetSDK = v, v
	}
	if v, ok := r.sdkLevel(e, axml.AttrTargetSdkVersion); ok {
		r.m.TargetSDK = v
	}
	r.m.MaxSDK, _ = r.sdkLevel(e, axml.AttrMaxSdkVersion)
}

// previewLevel stands for a codename of an Android that is not released yet,
// and for a level that cannot be told: no rule blames the app for it.
const previewLevel = 10000

// sdkLevel takes every value but a string for its number, as the platform does.
func (r *manifestReader) sdkLevel(e *axml.Element, attr uint32) (int, bool) {
	v, ok := e.Attr(attr)
	if !ok || v.Type == axml.TypeNull {
		return 0, false
	}
	if n, ok := v.Int(); ok {
		return int(n), true
	}
	switch v.Type {
	case axml.TypeString:
		return previewLevel, v.Raw != ""
	case axml.TypeReference, axml.TypeDynamicReference:
		r.cut("<uses-sdk> 的级别引用资源 "+v.String()+"，未能读取", "<uses-sdk> takes a level from the resource "+v.String()+", which was not read")
		return previewLevel, true
	}
	return int(int32(v.Data)), true
}

func (r *manifestReader) topLevel(e *axml.Element) {
	if !r.room(e.Name) {
		return
	}
	switch e.Name {
	case "uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m":
		r.usesPermission(e)
	case "permission":
		r.m.CustomPermissions = append(r.m.CustomPermissions, r.customPermission(e))
	case "uses-feature":
		r.usesFeature(e)
	case "queries":
		r.queries(e)
	}
}

func (r *manifestReader) usesPermission(e *axml.Element) {
	name := r.attr(e, axml.AttrName)
	if name == "" {
		return
	}
	limit, _ := integer(e, axml.AttrMaxSdkVersion)
	r.m.Permissions = append(r.m.Permissions, app.UsesPermission{
		Name: name, MaxSDK: int(limit), SDK23: e.Name != "uses-permission", At: at(e, name),
	})
}

func (r *manifestReader) customPermission(e *axml.Element) app.CustomPermission {
	name := r.attr(e, axml.AttrName)
	level := "normal"
	if v, ok := e.Attr(axml.AttrProtectionLevel); ok {
		if n, ok := v.Int(); ok {
			level = axml.ProtectionLevel(uint32(n))
		}
	}
	return app.CustomPermission{Name: name, Level: level, Group: r.attr(e, axml.AttrPermissionGroup), At: at(e, name)}
}

func (r *manifestReader) usesFeature(e *axml.Element) {
	name := r.attr(e, axml.AttrName)
	if name == "" {
		return // glEsVersion
	}
	required := r.boolean(e, axml.AttrRequired)
	r.m.Features = append(r.m.Features, app.Feature{Name: name, Required: required == nil || *required, At: at(e, name)})
}

func (r *manifestReader) queries(e *axml.Element) {
	for _, q := range e.Children {
		if !r.room("queries " + q.Name) {
			return
		}
		switch q.Name {
		case "package":
			name := r.attr(q, axml.AttrName)
			r.m.Queries.Packages = append(r.m.Queries.Packages, app.NamedAt{Name: name, At: at(q, name)})
		case "provider":
			for _, authority := range strings.Split(r.attr(q, axml.AttrAuthorities), ";") {
				r.m.Queries.Providers = append(r.m.Queries.Providers, app.NamedAt{Name: authority, At: at(q, authority)})
			}
		case "intent":
			r.m.Queries.Intents = append(r.m.Queries.Intents, r.filter(q))
		}
	}
}

func (r *manifestReader) application(e *axml.Element) {
	r.m.Application = app.Application{
		Name:                         r.class(r.attr(e, axml.AttrName)),
		Factory:                      r.class(r.attr(e, axml.AttrAppComponentFactory)),
		Process:                      r.attr(e, axml.AttrProcess),
		AllowBackup:                  r.boolean(e, axml.AttrAllowBackup),
		Debuggable:                   r.boolean(e, axml.AttrDebuggable),
		TestOnly:                     r.boolean(e, axml.AttrTestOnly),
		UsesCleartextTraffic:         r.boolean(e, axml.AttrUsesCleartextTraffic),
		RequestLegacyExternalStorage: r.boolean(e, axml.AttrRequestLegacyExternalStorage),
		HasCode:                      r.boolean(e, axml.AttrHasCode),
		MetaData:                     r.metaData(e),
		At:                           at(e, "application"),
	}
	r.m.Application.Label = r.label(e)
	if v, ok := e.Attr(axml.AttrNetworkSecurityConfig); ok {
		r.m.Application.NetworkSecurity = r.networkSecurity(v)
	}
	enabled := r.boolean(e, axml.AttrEnabled)
	for _, c := range e.Children {
		kind := app.ComponentKind(c.Name)
		switch kind {
		case app.Activity, app.ActivityAlias, app.Service, app.Receiver, app.Provider:
			if r.room(c.Name) {
				r.component(kind, c, e, enabled == nil || *enabled)
			}
		}
	}
}

func (r *manifestReader) component(kind app.ComponentKind, e, application *axml.Element, appEnabled bool) {
	name := r.class(r.attr(e, axml.AttrName))
	enabled, exported := r.boolean(e, axml.AttrEnabled), r.boolean(e, axml.AttrExported)
	c := app.Component{
		Kind:            kind,
		Name:            name,
		Target:          r.class(r.attr(e, axml.AttrTargetActivity)),
		ExportedSaid:    exported != nil,
		Enabled:         appEnabled && (enabled == nil || *enabled),
		Permission:      r.attr(e, axml.AttrPermission),
		ReadPermission:  r.attr(e, axml.AttrReadPermission),
		WritePermission: r.attr(e, axml.AttrWritePermission),
		Process:         r.process(kind, e, application),
		TaskAffinity:    r.attr(e, axml.AttrTaskAffinity),
		Theme:           r.attr(e, axml.AttrTheme),
		GrantURI:        isTrue(r.boolean(e, axml.AttrGrantUriPermissions)),
		DirectBoot:      isTrue(r.boolean(e, axml.AttrDirectBootAware)),
		ExcludeRecents:  isTrue(r.boolean(e, axml.AttrExcludeFromRecents)),
		MetaData:        r.metaData(e),
		At:              at(e, string(kind)+" "+name),
	}
	// An alias stands open where it names no permission itself, and so does
	// what names an empty one.
	if _, said := e.Attr(axml.AttrPermission); !said && kind != app.ActivityAlias {
		c.Permission = r.attr(application, axml.AttrPermission)
	}
	c.Label = r.label(e)
	if s := r.attr(e, axml.AttrAuthorities); s != "" {
		c.Authorities = strings.Split(s, ";")
	}
	order, _ := integer(e, axml.AttrInitOrder)
	c.InitOrder = int(order)
	if n, ok := integer(e, axml.AttrForegroundServiceType); ok {
		c.ForegroundType = axml.ForegroundServiceType(uint32(n))
	}
	for _, f := range e.Children {
		if f.Name == "intent-filter" {
			c.Filters = append(c.Filters, r.filter(f))
		}
	}
	c.Exported = r.exported(&c, exported)
	r.m.Components = append(r.m.Components, c)
}

// exported applies the platform's default: providers were exported until
// targetSdkVersion 17, everything else is with an intent filter. (From
// targetSdkVersion 31 on a component with a filter has to say it.)
func (r *manifestReader) exported(c *app.Component, said *bool) bool {
	if said != nil {
		return *said
	}
	if c.Kind == app.Provider {
		return r.m.TargetSDK < 17
	}
	return len(c.Filters) > 0
}

// process returns the process a component runs in: its own, or the
// application's; a leading colon is a private process of the package. An alias
// runs where its target runs, which has to stand before it.
func (r *manifestReader) process(kind app.ComponentKind, e, application *axml.Element) string {
	if kind == app.ActivityAlias {
		return r.processes[r.class(r.attr(e, axml.AttrTargetActivity))]
	}
	p := r.attr(e, axml.AttrProcess)
	if p == "" {
		p = r.attr(application, axml.AttrProcess)
	}
	if strings.HasPrefix(p, ":") {
		p = r.m.Package + p
	}
	if kind == app.Activity {
		r.processes[r.class(r.attr(e, axml.AttrName))] = p
	}
	return p
}

func (r *manifestReader) filter(e *axml.Element) app.IntentFilter {
	priority, _ := integer(e, axml.AttrPriority)
	f := app.IntentFilter{Priority: int(priority), At: at(e, e.Name)}
	for _, c := range e.Children {
		switch c.Name {
		case "action":
			f.Actions = append(f.Actions, r.attr(c, axml.AttrName))
		case "category":
			f.Categories = append(f.Categories, r.attr(c, axml.AttrName))
		case "data":
			f.Data = append(f.Data, app.IntentData{
				Scheme: r.attr(c, axml.AttrScheme), Host: r.attr(c, axml.AttrHost), Port: r.attr(c, axml.AttrPort),
				Path: r.path(c), MIMEType: r.attr(c, axml.AttrMimeType),
			})
		}
	}
	return f
}

func (r *manifestReader) path(e *axml.Element) string {
	for _, attr := range []uint32{axml.AttrPath, axml.AttrPathPrefix, axml.AttrPathPattern} {
		if s := r.attr(e, attr); s != "" {
			return s
		}
	}
	return ""
}

func (r *manifestReader) metaData(e *axml.Element) []app.MetaData {
	var out []app.MetaData
	for _, c := range e.Children {
		if c.Name != "meta-data" {
			continue
		}
		name := r.attr(c, axml.AttrName)
		value := r.attr(c, axml.AttrValue)
		if value == "" {
			value = r.attr(c, axml.AttrResource)
		}
		out = append(out, app.MetaData{Name: name, Value: value, At: at(c, "meta-data "+name)})
	}
	return out
}

// attr returns an attribute as a string; "" where it is missing.
func (r *manifestReader) attr(e *axml.Element, id uint32) string {
	v, ok := e.Attr(id)
	if !ok {
		return ""
	}
	s := r.str(v)
	r.text += len(s)
	return s
}

// boolean returns a tristate as [apk.boolean] does, and remembers what cannot
// be resolved.
func (r *manifestReader) boolean(e *axml.Element, attr uint32) *bool {
	b := r.apk.boolean(e, attr)
	if b != nil {
		return b
	}
	if v, _ := e.Attr(attr); v.Type == axml.TypeReference || v.Type == axml.TypeDynamicReference {
		r.unresolved = append(r.unresolved, at(e, "android:"+axml.AttributeName(attr)+"="+v.String()))
	}
	return nil
}

// class completes a class name with the package, as the installer does.
func (r *manifestReader) class(name string) string {
	switch {
	case name == "":
		return ""
	case strings.HasPrefix(name, "."):
		name = r.m.Package + name
	case !strings.Contains(name, "."):
		name = r.m.Package + "." + name
	}
	r.text += len(name)
	return name
}

func plain(e *axml.Element, name string) string {
	v, ok := e.Plain(name)
	if !ok {
		return ""
	}
	return v.String()
}

func integer(e *axml.Element, attr uint32) (int64, bool) {
	v, ok := e.Attr(attr)
	if !ok {
		return 0, false
	}
	return v.Int()
}

func isTrue(b *bool) bool { return b != nil && *b }

func at(e *axml.Element, symbol string) app.Location {
	return app.Location{File: manifestFile, Line: e.Line, Symbol: symbol}
}
