package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// sdkIdentity is the head of a report about an SDK: what it is, and not what only
// apps have.
func (t *terminal) sdkIdentity(rep *lint.Report, row func(zh, en, value string)) {
	a := rep.Case.App
	row("对象", "subject", subjectOf(a).In(t.lang))
	row("识别为", "known as", t.knownAs(a))
	if a.Source.Kind == app.KindAAR {
		row("包名", "package", a.Manifest.Package)
		row("SDK 级别", "SDK levels", fmt.Sprintf("minSdk %d", a.Manifest.MinSDK))
	}
	row("文件", "file", fmt.Sprintf("%s  %s", a.Source.Name, megabytes(a.Source.Size)))
	row("SHA-256", "SHA-256", a.Source.SHA256)
	row("隐私政策", "policy", t.policyFile(&rep.Case))
}

// subjectOf says that an SDK is looked at by itself, and its format.
func subjectOf(a *app.App) lang.Text {
	format := strings.ToUpper(string(a.Source.Kind))
	return lang.Text{ZH: "SDK（" + format + "）", EN: "SDK (" + format + ")"}
}

func (t *terminal) knownAs(a *app.App) string {
	var names []string
	for _, s := range a.SDKs {
		if s.Kind == app.OwnerSDK {
			names = append(names, strings.TrimSpace(s.Name.In(t.lang)+" "+Printable(s.Version)))
		}
	}
	if len(names) == 0 {
		return t.in("目录中没有", "not in the catalogue")
	}
	return strings.Join(names, t.in("、", ", "))
}

// brought lists what an SDK brings to every app that takes it. None of it is a
// finding by itself.
func (t *terminal) brought(c *lint.Case) {
	a := c.App
	if !a.Source.Kind.IsSDK() {
		return
	}
	items(t, t.in("合并到应用的权限", "permissions that it adds to the app"), a.Manifest.Permissions, func(p app.UsesPermission) {
		name := p.Name
		if k := c.Catalog.Permission(p.Name); k != nil {
			name += t.in("（"+k.Title.ZH+"）", " ("+k.Title.EN+")")
		}
		t.place(name, p.At, nil)
	})
	items(t, t.in("合并到应用的组件", "components that it adds to the app"), a.Manifest.Components, func(k app.Component) {
		what := string(k.Kind) + " " + k.Name
		if k.Exported {
			what += t.in("，导出", ", exported")
		}
		if k.Kind == app.Provider {
			what += t.in("，随应用启动", ", runs when the app starts")
		}
		t.place(what, app.Location{File: k.At.File, Line: k.At.Line}, nil)
	})
	items(t, t.in("代码可读取的信息", "information that its code can read"), readsOf(c), func(r read) {
		t.place(r.name.In(t.lang)+t.in("：", ": ")+phaseWords[r.use.Phase].In(t.lang)+t.in("，", ", ")+t.entry(r.use), r.use.Path[len(r.use.Path)-1], nil)
	})
	items(t, t.in("目录载明的合规接口", "methods for consent that the catalogue knows"), consentsOf(c), func(s consent) {
		word := t.in("：此文件中有", ": this file has it")
		if !s.present {
			word = t.in("：此文件中未见（可能在另一构件中，或是旧版本、名称被混淆）", ": not seen in this file (in another artifact, an old version, or renamed)")
		}
		t.place(s.sdk.In(t.lang)+" "+s.method+word, app.Location{}, nil)
	})
}

func (t *terminal) entry(u *app.Use) string {
	class := Printable(u.Entry.Class)
	if u.Entry.Kind == app.EntryAPI {
		return t.in("接口 ", "interface ") + class
	}
	return string(u.Entry.Kind) + " " + class
}

// read is a type of information that code reads, and the earliest use.
type read struct {
	id   string
	name lang.Text
	use  *app.Use
}

// phaseOrder sorts phases by how early they are; what the app decides comes
// before what waits for the user.
var phaseOrder = map[app.Phase]int{app.Startup: 0, app.Background: 1, app.Called: 2, app.User: 3}

var phaseWords = map[app.Phase]lang.Text{
	app.Startup:    {ZH: "应用启动时自动", EN: "by itself when the app starts"},
	app.Background: {ZH: "后台", EN: "in the background"},
	app.Called:     {ZH: "应用调用其接口时", EN: "when the app calls it"},
	app.User:       {ZH: "用户操作后", EN: "after a user action"},
}

// readsOf returns the types of information that some way into the code leads to,
// the earliest first. Libraries inside the SDK do what they are told.
func readsOf(c *lint.Case) []read {
	types := map[string]string{}
	for i := range c.Catalog.APIs {
		types[c.Catalog.APIs[i].ID] = c.Catalog.APIs[i].Information
	}
	best := map[string]*app.Use{}
	for i := range c.App.Code.Uses {
		u := &c.App.Code.Uses[i]
		id := types[u.API]
		if id == "" || u.Phase == app.Unreached || u.NoData != "" || u.Owner.Kind == app.OwnerLibrary {
			continue
		}
		if b := best[id]; b == nil || phaseOrder[u.Phase] < phaseOrder[b.Phase] || u.Phase == b.Phase && u.Weight < b.Weight {
			best[id] = u
		}
	}
	var list []read
	for _, k := range c.Catalog.Information {
		if u := best[k.ID]; u != nil {
			list = append(list, read{k.ID, k.Name, u})
		}
	}
	slices.SortStableFunc(list, func(x, y read) int {
		return cmp.Compare(phaseOrder[x.use.Phase], phaseOrder[y.use.Phase])
	})
	return list
}

// consent is a method by which an SDK of the catalogue is told of consent.
type consent struct {
	id      string // of the SDK
	sdk     lang.Text
	method  string // com.example.Sdk.setAgreed
	present bool
}

// consentsOf returns those of the SDKs that the file has classes of.
func consentsOf(c *lint.Case) (list []consent) {
	for _, s := range c.App.SDKs {
		known := c.Catalog.SDK(s.ID)
		if known == nil || s.Kind != app.OwnerSDK || s.Classes == 0 {
			continue
		}
		for _, w := range slices.Concat(known.PreInit, known.Consent) {
			list = append(list, consent{s.ID, s.Name, dotted(w), slices.Contains(c.App.Code.Switches, w.Method)})
		}
	}
	return list
}

// dotted spells Lcom/example/Sdk;->set as com.example.Sdk.set.
func dotted(w rules.Switch) string {
	class, name, _ := strings.Cut(strings.TrimPrefix(w.Method, "L"), ";->")
	return strings.ReplaceAll(class, "/", ".") + "." + name
}
