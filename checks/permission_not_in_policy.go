package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

var permissionNotInPolicy = lint.Define(lint.Check{
	Name:    "permission-not-in-policy",
	Doc:     lang.Text{ZH: "申请的危险权限在隐私政策中未提及", EN: "a dangerous permission the policy does not mention"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactManifest | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, r := range c.App.Manifest.Permissions {
		p := c.Catalog.Permission(r.Name)
		if p == nil || p.Kind != "dangerous" || len(p.PolicyTerms) == 0 {
			continue
		}
		if _, told := mentions(&c.App.Policy, published.PermissionWords(p)...); told {
			continue
		}
		f := permissionFinding(c, r)
		f.Note.ZH += "，隐私政策中未见“" + p.PolicyTerms[0] + "”等说明"
		f.Note.EN += ", and the policy has no word for it (" + p.PolicyTerms[0] + " …)"
		out = append(out, f)
	}
	return out
})
