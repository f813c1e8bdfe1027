package checks

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// requestAPI is the entry of the catalogue for requests of permissions.
const requestAPI = "beh.request_permissions"

var startupPermissionRequest = lint.Define(lint.Check{
	Name:  "startup-permission-request",
	Doc:   lang.Text{ZH: "启动阶段、用户操作之前申请权限", EN: "permissions asked for at start-up, before any act of the user"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	listed := listedPermissions(c)
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API == requestAPI && u.Phase == app.Startup {
			for _, p := range askedBy(u, listed) {
				if p != postNotifications && showsDialog(c, p) { // those are T5-013's
					g.add(u.Owner, u, api, p)
				}
			}
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.finding()
		if p := c.Catalog.Permission(one.anchor); p != nil {
			f.Info = p.Information
			f.Note.ZH += "，申请 " + one.anchor + "（" + p.Title.ZH + "）"
			f.Note.EN += ", for " + one.anchor + " (" + p.Title.EN + ")"
		}
		if one.best.Chosen {
			f = lowered(f, lang.Text{
				ZH: "是否申请取决于某个值，请确认启动时会申请它",
				EN: "whether it is asked for depends on a value: make sure that it is at start-up",
			})
		}
		out = append(out, one.doubted(one.gated(f)))
	}
	return out
})

// showsDialog reports whether a request for a permission can show the system's
// dialog: that of one which the catalogue knows not to be dangerous cannot.
func showsDialog(c *lint.Case, name string) bool {
	p := c.Catalog.Permission(name)
	return p == nil || p.Kind == "dangerous" || p.Kind == "unknown" || p.Kind == "vendor"
}

// askedBy returns the permissions that a request is known to name, by itself or
// in the list that was made for it; where none is, the request stands for itself.
func askedBy(u *app.Use, listed map[string][]string) []string {
	if names := listed[holder(u)]; len(names) > 0 && len(named(u.Args)) == 0 {
		return names
	}
	return asked(u.Args)
}

// asked returns the permissions that a request is known to name by its arguments;
// where none is, the request stands for itself.
func asked(args []app.Arg) []string {
	if names := named(args); len(names) > 0 {
		return names
	}
	return []string{"requestPermissions"}
}

// named returns the permissions among arguments.
func named(args []app.Arg) []string {
	var names []string
	for _, arg := range args {
		for _, s := range arg.Constants {
			if strings.Contains(s, ".permission.") && !strings.Contains(s, " ") {
				names = append(names, s)
			}
		}
	}
	return names
}

// listedPermissions returns, by method, the permissions that it lists for the
// request it makes. Of a method with several requests nothing is said: which
// list is for which is not known.
func listedPermissions(c *lint.Case) map[string][]string {
	listed, requests := map[string][]string{}, map[string]int{}
	usesOf(c, []string{requestAPI, "beh.name_permissions"}, func(u *app.Use, _ *rules.API) {
		if u.API == requestAPI {
			requests[holder(u)]++
		} else {
			listed[holder(u)] = append(listed[holder(u)], named(u.Args)...)
		}
	})
	for method, n := range requests {
		if n > 1 {
			delete(listed, method)
		}
	}
	return listed
}
