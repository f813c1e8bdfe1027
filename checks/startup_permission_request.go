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
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API == requestAPI && u.Phase == app.Startup {
			for _, p := range asked(u.Args) {
				g.add(u.Owner, u, api, p)
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

// asked returns the permissions that a request is known to name by its arguments;
// where none is, the request stands for itself.
func asked(args []app.Arg) []string {
	var names []string
	for _, arg := range args {
		for _, s := range arg.Constants {
			if strings.Contains(s, ".permission.") && !strings.Contains(s, " ") {
				names = append(names, s)
			}
		}
	}
	if len(names) == 0 {
		return []string{"requestPermissions"}
	}
	return names
}
