package disclose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// PermissionRow is a row of the list of permissions (权限申请清单): one that the
// manifest declares.
type PermissionRow struct {
	Name    string // full name
	Title   lang.Text
	Kind    string // of permissions.yaml
	Asked   bool   // the user is asked for it: by a dialog, or on a page of the settings
	Checked bool   // the catalogue knows which code needs it: where By is empty, none was seen
	MaxSDK  int    // it is asked for up to this API level only; 0: on every one
	Purpose Cell   // 用途
	When    Cell   // 时机与场景
	By      []Requester
	At      app.Location
}

// Requester is who needs a permission.
type Requester struct {
	Who
	Mark  Mark
	Asks  bool      // it asks the user for it, and nothing that needs it was seen
	Phase app.Phase // of the earliest use, where code needs it
	At    []app.Location
}

// permissionRows lists what the manifest declares, each permission once.
func permissionRows(in *Inventory, c *rules.Catalog) []PermissionRow {
	rows := []PermissionRow{}
	requests := requestsIn(in.App)
	needs := requesters(in, requests, backgroundLocation(in.App, c))
	seen := map[string]bool{}
	checked := map[string]bool{} // permissions of which the catalogue knows what needs them
	for _, api := range c.APIs {
		for _, name := range api.Permissions {
			checked[name] = true
		}
	}
	for _, p := range in.App.Manifest.Permissions {
		if seen[p.Name] {
			continue
		}
		seen[p.Name] = true
		row := PermissionRow{Name: p.Name, Title: same(p.Name), MaxSDK: p.MaxSDK, At: p.At, By: needs[p.Name], Checked: checked[p.Name]}
		if k := c.Permission(p.Name); k != nil {
			row.Title, row.Kind = k.Title, k.Kind
		}
		row.Asked = row.Kind == "dangerous" || row.Kind == "special"
		if row.Kind == "normal" { // a request for it asks nobody
			row.By = slices.DeleteFunc(row.By, func(r Requester) bool { return r.Asks })
		}
		row.Purpose = permissionPurpose(&row, in)
		row.When = permissionWhen(&row, requests[p.Name])
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(x, y PermissionRow) int {
		return cmp.Or(cmp.Compare(kindOrder(x.Kind), kindOrder(y.Kind)), cmp.Compare(x.Name, y.Name))
	})
	return rows
}

// kindOrder puts first what users decide about.
func kindOrder(kind string) int {
	if i := slices.Index([]string{"dangerous", "special", "normal"}, kind); i >= 0 {
		return i
	}
	return 3
}

// A permission of which the manifest itself shows who needs it.
const (
	bootPermission = "android.permission.RECEIVE_BOOT_COMPLETED"
	bootAction     = "android.intent.action.BOOT_COMPLETED"

	backgroundPermission = "android.permission.ACCESS_BACKGROUND_LOCATION"
)

// backgroundLocation returns the uses of the location in the background, which may
// need a permission of its own.
func backgroundLocation(a *app.App, c *rules.Catalog) []*app.Use {
	locates := map[string]bool{}
	for _, api := range c.APIs {
		locates[api.ID] = slices.Contains(api.Permissions, "android.permission.ACCESS_FINE_LOCATION") || slices.Contains(api.Permissions, "android.permission.ACCESS_COARSE_LOCATION")
	}
	var out []*app.Use
	for i := range a.Code.Uses {
		if u := &a.Code.Uses[i]; locates[u.API] && u.Phase == app.Background && u.NoData == "" && u.Owner.Kind != app.OwnerLibrary && len(u.Path) > 0 {
			out = append(out, u)
		}
	}
	return out
}

// requesters lists by permission who needs it, or asks the user for it, the most
// certain first; who only asks comes after who needs it.
func requesters(in *Inventory, requests map[string]*app.Use, background []*app.Use) map[string][]Requester {
	type key struct{ permission, who string }
	out, at := map[string][]Requester{}, map[key]int{}
	add := func(permission string, r Requester) {
		k := key{permission, fmt.Sprint(r.Kind, r.ID)}
		switch i, known := at[k]; {
		case !known:
			at[k] = len(out[permission])
			out[permission] = append(out[permission], r)
		case out[permission][i].Mark < r.Mark:
			r.Asks = r.Asks && out[permission][i].Asks
			out[permission][i] = r
		}
	}
	names := map[string]lang.Text{}
	needed := func(who Who, items []Item) {
		for _, i := range items {
			add(i.ID, Requester{Who: who, Mark: i.Mark, Phase: i.Phase, At: i.At})
		}
	}
	needed(theApp, in.Own.Permissions)
	for _, p := range in.SDKs {
		names[p.ID] = p.Name
		needed(Who{app.OwnerSDK, p.ID, p.Name}, p.Permissions)
	}
	for _, o := range in.Others {
		needed(Who{app.OwnerUnidentified, o.Root, unidentifiedName(o.Root)}, o.Permissions)
	}
	who := func(o app.Owner) Who {
		switch o.Kind {
		case app.OwnerApp:
			return theApp
		case app.OwnerUnidentified:
			return Who{o.Kind, o.ID, unidentifiedName(o.ID)}
		}
		if name, ok := names[o.ID]; ok {
			return Who{o.Kind, o.ID, name}
		}
		return Who{o.Kind, o.ID, o.Name}
	}
	for i := range in.App.Manifest.Components {
		if c := &in.App.Manifest.Components[i]; c.Enabled && c.Handles(bootAction, "") {
			add(bootPermission, Requester{Who: who(c.Owner), Mark: Read, Phase: app.Background, At: []app.Location{c.At}})
		}
	}
	for _, u := range background {
		add(backgroundPermission, Requester{Who: who(u.Owner), Mark: Possible, Phase: u.Phase, At: place(u)})
	}
	for permission, u := range requests {
		r := Requester{Who: who(u.Owner), Mark: Read, Asks: true, Phase: u.Phase, At: place(u)}
		if u.Phase == app.Unreached {
			r.Mark = Possible
		}
		add(permission, r)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(x, y Requester) int {
			return cmp.Or(cmp.Compare(boolOrder(x.Asks), boolOrder(y.Asks)), cmp.Compare(y.Mark, x.Mark))
		})
	}
	return out
}

// permissionPurpose proposes the purpose of the SDKs whose code needs it. That of
// the app is for a person; the hint tells where its code needs it.
func permissionPurpose(row *PermissionRow, in *Inventory) Cell {
	if len(row.By) == 0 && !row.Checked {
		return toFill("应用或哪个 SDK 用它做什么", "what the app, or which SDK, uses it for")
	}
	if len(row.By) == 0 {
		return toFill("未见需要它的代码（脚本和原生库看不到）；没有用处就从 AndroidManifest.xml 删去", "no code was seen to need it (scripts and native code are not read): remove it from the manifest if nothing does")
	}
	if first := answering(row.By); first.Kind == app.OwnerApp {
		i := Item{At: first.At, Uses: len(first.At)}
		if first.Asks {
			return toFill("应用申请它做什么；申请处"+where(&i).ZH, "what the app asks for it for; "+where(&i).EN)
		}
		return toFill("应用用它做什么；"+where(&i).ZH, "what the app uses it for; "+where(&i).EN)
	}
	var who, why lang.Text
	for _, p := range in.SDKs {
		needs := slices.ContainsFunc(row.By, func(r Requester) bool {
			return r.Kind == app.OwnerSDK && r.ID == p.ID && r.Mark == row.By[0].Mark
		})
		if cell := purpose(&p); needs && cell.Mark != ToFill {
			who, why = joined(who, p.Name, "、", ", "), joined(why, cell.Text, "；", "; ")
		}
	}
	if !who.Empty() {
		return Cell{lang.Text{ZH: "供" + who.ZH + "使用：" + why.ZH, EN: "for " + who.EN + ": " + why.EN}, Proposed}
	}
	return toFill("用它做什么", "what it is used for")
}

// answering returns who has to say what a permission is for: whoever needs it for
// sure, else the app where it asks for it, else whoever may need it.
func answering(by []Requester) Requester {
	asks := slices.IndexFunc(by, func(r Requester) bool { return r.Asks && r.Kind == app.OwnerApp })
	if asks >= 0 && by[0].Mark != Read {
		return by[asks]
	}
	return by[0]
}

// joined adds to an enumeration what is not in it yet.
func joined(list, next lang.Text, zh, en string) lang.Text {
	switch {
	case list.Empty():
		return lang.Text{ZH: next.ZH, EN: next.In(lang.EN)}
	case slices.Contains(strings.Split(list.ZH, zh), next.ZH):
		return list
	}
	return lang.Text{ZH: list.ZH + zh + next.ZH, EN: list.EN + en + next.In(lang.EN)}
}

// permissionWhen says when the user is asked, as far as code shows it.
func permissionWhen(row *PermissionRow, request *app.Use) Cell {
	switch {
	case row.Kind == "normal":
		return Cell{lang.Text{ZH: "安装时由系统授予，不弹窗", EN: "granted on installation, without a dialog"}, Read}
	case request != nil && request.Phase != app.Unreached:
		return requestedWhen(request.Phase, spot(place(request)[0]))
	case row.Kind == "signature":
		return Cell{lang.Text{ZH: "系统不会授予普通应用", EN: "the system does not grant it to ordinary apps"}, Read}
	case row.Kind == "special":
		return toFill("在哪个页面引导用户到系统设置中开启", "on which screen the user is sent to the system's settings")
	case row.Kind != "dangerous":
		return Cell{lang.Text{ZH: "由厂商或其他应用定义，一般不弹窗", EN: "defined by makers or other apps, mostly without a dialog"}, Proposed}
	}
	return toFill("用户使用哪项功能、在哪个页面时申请", "for which function, and on which screen, the user is asked")
}

// requestedWhen leaves the situation to a person, and tells where code asks.
func requestedWhen(p app.Phase, place string) Cell {
	if p == app.Startup {
		return toFill("启动阶段即弹窗申请，见 "+place+"；先按 T5-001 改为用到时申请，再写用哪项功能、在哪个页面时申请",
			"asked for by a dialog at start-up, see "+place+"; ask where it is needed first (T5-001), then say for which function and on which screen")
	}
	when := PhaseName(p)
	return toFill(when.ZH+"弹窗申请，见 "+place+"；写明用哪项功能、在哪个页面时申请",
		"asked for by a dialog "+when.EN+", see "+place+"; say for which function and on which screen")
}

// requestsIn returns the earliest request that names a permission.
func requestsIn(a *app.App) map[string]*app.Use {
	out := map[string]*app.Use{}
	for i := range a.Code.Uses {
		u := &a.Code.Uses[i]
		if u.API != "beh.request_permissions" || len(u.Path) == 0 {
			continue
		}
		for _, arg := range u.Args {
			for _, name := range arg.Constants {
				if !strings.Contains(name, ".permission.") {
					continue
				}
				if best := out[name]; best == nil || phaseOrder[u.Phase] < phaseOrder[best.Phase] {
					out[name] = u
				}
			}
		}
	}
	return out
}
