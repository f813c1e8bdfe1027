package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var immutableIdentifier = lint.Define(lint.Check{
	Name:  "immutable-identifier",
	Doc:   lang.Text{ZH: "读取不可变更的设备标识", EN: "reads an identifier of the device that cannot be changed"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Unreached && immutable(c, api.Information) && !pastLimit(c, api) {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.doubted(one.finding()) // a gate changes nothing: consent does not make it necessary
		if lacksPermission(c, one.api) {
			f = lowered(f, withoutPermission)
		}
		out = append(out, f)
	}
	return out
})

func immutable(c *lint.Case, information string) bool {
	return slices.ContainsFunc(c.Catalog.Information, func(i rules.Information) bool { return i.ID == information && i.Immutable })
}
