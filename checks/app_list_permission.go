package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var appListPermission = lint.Define(lint.Check{
	Name:  "app-list-permission",
	Doc:   lang.Text{ZH: "申请读取应用列表的权限", EN: "asks to see every installed app"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	found := requested(c, "android.permission.QUERY_ALL_PACKAGES", "com.android.permission.GET_INSTALLED_APPS")
	if isHome(&c.App.Manifest) {
		return capped(found, rules.Review, lang.Text{ZH: "本应用是桌面，需要应用列表属常见情形", EN: "the app is a launcher, which needs the list"})
	}
	return found
})

// isHome reports whether the app can be the home screen.
func isHome(m *app.Manifest) bool {
	for _, c := range m.Components {
		if c.Handles("android.intent.action.MAIN", "android.intent.category.HOME") {
			return true
		}
	}
	return false
}
