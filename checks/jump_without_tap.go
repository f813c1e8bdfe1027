package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var jumpWithoutTap = lint.Define(lint.Check{
	Name:  "jump-without-tap",
	Doc:   lang.Text{ZH: "未经点击跳转到其他应用或网页", EN: "another app or a page is opened without a tap"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var g groups
	to := map[*app.Use]string{}
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API != startActivityAPI || !unasked(u) {
			return
		}
		if name := leadsAway(c, u); name != "" {
			to[u] = name
			g.add(u.Owner, u, api, name)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.finding()
		f.Quote = to[one.best]
		f.Note.ZH += "，没有用户点击即离开本应用，目标：" + to[one.best]
		f.Note.EN += "; it leaves the app without a tap, for " + to[one.best]
		if one.best.Chosen {
			f = lowered(f, lang.Text{ZH: "是否跳转取决于某个值", EN: "whether it does depends on a value"})
		}
		out = append(out, one.certain(c, one.doubted(one.gated(f))))
	}
	return out
})

// leadsAway returns the address or the app to which an Intent leads out of the app,
// as far as it is a constant; "" where it is none. A component that is named is
// another check's.
func leadsAway(c *lint.Case, u *app.Use) string {
	t := targetOf(u)
	if t.class != "" {
		return ""
	}
	scheme := schemeOf(t.uri)
	switch {
	case scheme != "" && !slices.Contains(plainSchemes, scheme) && !answers(c, scheme):
		return t.uri
	case scheme == "" && t.foreign(c) != "":
		return t.pkg
	}
	return ""
}
