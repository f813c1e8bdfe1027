package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Information is the parameter of checks that speak of some types of it.
type Information struct {
	Information []string `json:"information" doc:"ids of information; reading them is a finding"`
	Ask         []string `json:"ask,omitempty" doc:"ids of information; reading them is a question"`
}

// One finding per owner and information: what an SDK does is the SDK's.
var startupCollection = lint.Define(lint.Check{
	Name:  "startup-collection",
	Doc:   lang.Text{ZH: "启动阶段、用户操作之前读取个人信息", EN: "personal information read at start-up, before any act of the user"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Information) []lint.Finding {
	return p.startup(c, func(*app.Use) bool { return true }, func(u *app.Use, api *rules.API) (app.Owner, string) {
		return u.Owner, api.Information
	})
})

// startup returns findings for the uses at start-up that fit, one for each owner
// and anchor that key gives.
func (p Information) startup(c *lint.Case, fits func(*app.Use) bool, key func(*app.Use, *rules.API) (app.Owner, string)) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase == app.Startup && p.names(api) && fits(u) && consentOf(c, u) != toldToWait {
			owner, anchor := key(u, api)
			g.add(owner, u, api, anchor)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.doubted(one.gated(one.finding()))
		switch {
		case !slices.Contains(p.Information, one.api.Information):
			f.Cap = rules.Review
		case consentOf(c, one.best) == toldSomething:
			f = lowered(f, lang.Text{
				ZH: "启动时向该 SDK 传入了同意状态，请确认未同意时传入的是 false，且 SDK 据此不读取",
				EN: "the SDK is told at start-up whether the user has agreed: make sure that it is told false before, and obeys",
			})
		case lacksPermission(c, one.api):
			f = lowered(f, withoutPermission)
		case pastLimit(c, one.api):
			f = lowered(f, lang.Text{
				ZH: "应用能安装的系统版本已不向普通应用提供该信息，但仍有调用",
				EN: "no system on which the app runs still gives ordinary apps this information, but it is asked for",
			})
		}
		if how, ok := canWait(c, one.owner); ok {
			f.Note.ZH += "；" + how.ZH
			f.Note.EN += "; " + how.EN
		}
		out = append(out, f)
	}
	return out
}

func (p Information) names(api *rules.API) bool {
	return api.Information != "" && (slices.Contains(p.Information, api.Information) || slices.Contains(p.Ask, api.Information))
}
