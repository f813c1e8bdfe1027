package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var appListRead = lint.Define(lint.Check{
	Name:  "app-list-read",
	Doc:   lang.Text{ZH: "代码读取已安装应用列表", EN: "code that reads the list of installed apps"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Unreached && api.Information == "app_list" {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		out = append(out, one.doubted(one.finding()))
	}
	if isHome(&c.App.Manifest) {
		return capped(out, rules.Review, lang.Text{ZH: "本应用是桌面，需要应用列表属常见情形", EN: "the app is a launcher, which needs the list"})
	}
	return out
})
