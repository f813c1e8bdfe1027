package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// A dangerous permission may still serve an optional function, so this asks a
// question; the necessary list speaks of the basic service only.
var permissionOutsideCategory = lint.Define(lint.Check{
	Name:  "permission-outside-category",
	Doc:   lang.Text{ZH: "危险权限超出所属类别基本功能的必要范围", EN: "a dangerous permission the category's basic service does not need"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest | app.FactCategory,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	kind := c.Said.Category
	var out []lint.Finding
	for _, r := range c.App.Manifest.Permissions {
		p := c.Catalog.Permission(r.Name)
		if p == nil || p.Kind != "dangerous" || p.Group == "" || len(p.Information) == 0 {
			continue
		}
		if slices.Contains(kind.Groups, p.Group) || slices.Contains(kind.Plausible, p.Group) {
			continue
		}
		f := permissionFinding(c, r)
		f.Note.ZH += "，" + kind.Name.ZH + "的基本功能（" + kind.Service.ZH + "）不需要它"
		f.Note.EN += ", which the basic service of " + kind.Name.EN + " (" + kind.Service.EN + ") does not need"
		out = append(out, f)
	}
	return out
})
