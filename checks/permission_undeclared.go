package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Android refuses what the manifest does not declare, so this is no collection:
// it shows that code, manifest and policy have come apart.
var permissionUndeclared = lint.Define(lint.Check{
	Name:  "permission-undeclared",
	Doc:   lang.Text{ZH: "代码用到或申请了清单未声明的权限", EN: "code needs or asks for a permission that the manifest does not declare"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Review,
}, func(c *lint.Case, p struct {
	Except []string `json:"except,omitempty" doc:"ids of APIs that do without a permission in some uses"`
}) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if slices.Contains(p.Except, u.API) || u.Phase == app.Unreached || u.Owner.Kind != app.OwnerApp || u.Doubtful() {
			return
		}
		for _, p := range undeclared(c, u, api) {
			g.add(u.Owner, u, api, p)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.finding()
		f.Note.ZH += "，清单未声明 " + one.anchor
		f.Note.EN += ", but the manifest does not declare " + one.anchor
		out = append(out, f)
	}
	return out
})

// undeclared returns the dangerous permissions that a use is for and the
// manifest does not have: those that a request names, or, where an API needs
// one, the first of them that an app with this target needs if none is there.
func undeclared(c *lint.Case, u *app.Use, api *rules.API) (missing []string) {
	m := &c.App.Manifest
	if u.API == requestAPI {
		for _, name := range named(u.Args) {
			if p := c.Catalog.Permission(name); p != nil && p.Kind == "dangerous" && !m.Declares(name) && !slices.Contains(missing, name) {
				missing = append(missing, name)
			}
		}
		return missing
	}
	if !lacksPermission(c, api) {
		return nil
	}
	for _, name := range api.Permissions {
		if p := c.Catalog.Permission(name); p != nil && p.Kind == "dangerous" && p.Since <= m.TargetSDK {
			return []string{name}
		}
	}
	return nil
}
