package checks

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var disabledLauncher = lint.Define(lint.Check{
	Name:  "disabled-launcher",
	Doc:   lang.Text{ZH: "代码停用桌面入口", EN: "code that switches the launcher entry off"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	icons := allIcons(&c.App.Manifest)
	if len(icons) != 1 {
		return nil // one icon goes, another comes
	}
	own := map[string]bool{} // methods that ask for the name of the screen they belong to
	usesOf(c, []string{"beh.own_component"}, func(u *app.Use, _ *rules.API) { own[holder(u)] = true })
	switched := func(u *app.Use) string {
		if name := componentOf(u); name != "" || !own[holder(u)] {
			return name
		}
		outer, _, _ := strings.Cut(classOf(u.Path[len(u.Path)-1]), "$")
		return outer
	}
	var g groups
	usesOf(c, []string{"beh.hide_icon"}, func(u *app.Use, api *rules.API) {
		name := switched(u)
		if name == icons[0] || name == "" && u.Owner.Kind != app.OwnerSDK { // SDKs switch their own services
			g.add(u.Owner, u, api, icons[0])
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.unsure(one.finding())
		switch {
		case switched(one.best) == icons[0]:
			f = with(f, lang.Text{ZH: "停用的是唯一的桌面入口 " + icons[0], EN: "namely " + icons[0] + ", the only one in the launcher"})
			if tapped(one.best) {
				f = lowered(f, lang.Text{ZH: "由用户操作触发，请确认用户是要隐藏图标", EN: "the user sets it off: make sure that hiding the icon is what the user wants"})
			}
		default:
			f = lowered(f, lang.Text{ZH: "看不出停用哪个组件，请确认不是桌面入口 " + icons[0], EN: "which component is not known: make sure that it is not " + icons[0] + ", the one in the launcher"})
		}
		out = append(out, f)
	}
	return out
})

// allIcons returns the activities and aliases that can stand in the launcher,
// whether they are switched on or not.
func allIcons(m *app.Manifest) []string {
	var names []string
	for _, k := range m.Components {
		if (k.Kind == app.Activity || k.Kind == app.ActivityAlias) && k.Handles("android.intent.action.MAIN", "android.intent.category.LAUNCHER") {
			names = append(names, k.Name)
		}
	}
	return names
}

// componentOf returns the class of the component that a use switches, as in the
// manifest; "" where it is not known.
func componentOf(u *app.Use) string {
	if len(u.Args) == 0 {
		return ""
	}
	for _, call := range u.Args[0].Calls {
		if call.Name == "<init>" && len(call.Args) == 2 && len(call.Args[1].Constants) == 1 {
			return call.Args[1].Constants[0]
		}
	}
	return ""
}
