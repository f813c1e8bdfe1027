package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var permissionState = lint.Define(lint.Check{
	Name:  "permission-state",
	Doc:   lang.Text{ZH: "绕过用户修改权限状态", EN: "permissions changed behind the user's back"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	reads := hasAccessibilityService(&c.App.Manifest)
	var g groups
	usesOf(c, []string{"beh.grant_permission", "beh.appops_mode", "beh.grant_dialog"}, func(u *app.Use, api *rules.API) {
		if u.API != "beh.grant_dialog" || reads {
			g.add(u.Owner, u, api, u.API)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.unsure(one.finding())
		if one.api.ID == "beh.grant_dialog" {
			f = with(f, lang.Text{ZH: "应用有无障碍服务，可替用户点按", EN: "and the app has an accessibility service, which can tap for the user"})
		}
		if isDeviceAdmin(&c.App.Manifest) || isTest(&c.App.Manifest) {
			f = lowered(f, lang.Text{ZH: "应用像是设备管理或测试工具，请确认使用者知情", EN: "the app looks like a tool for managing or testing devices: do its users know?"})
		}
		out = append(out, f)
	}
	return out
})

func hasAccessibilityService(m *app.Manifest) bool {
	return slices.ContainsFunc(m.Components, func(k app.Component) bool {
		return k.Permission == "android.permission.BIND_ACCESSIBILITY_SERVICE"
	})
}

// isTest reports whether the package is marked as one for tests only.
func isTest(m *app.Manifest) bool { return m.Application.TestOnly != nil && *m.Application.TestOnly }
