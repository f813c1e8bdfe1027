package checks

import (
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var policyPermissionNotRequested = lint.Define(lint.Check{
	Name:  "policy-permission-not-requested",
	Doc:   lang.Text{ZH: "隐私政策列出了应用并未申请的危险权限", EN: "the policy lists a dangerous permission the app does not ask for"},
	Stage: rules.StagePolicy,
	Needs: app.FactManifest | app.FactPolicy,
	Most:  rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, para := range c.App.Policy.Paragraphs {
		for _, constant := range permissionConstant.FindAllString(withoutDenials(para.Text), -1) {
			name := "android.permission." + strings.TrimPrefix(constant, "android.permission.")
			if _, asked := c.App.Manifest.Requests(name); asked {
				continue
			}
			if p := c.Catalog.Permission(name); p == nil || p.Kind != "dangerous" {
				continue
			}
			out = append(out, lint.Finding{
				Anchor: name,
				Note:   lang.Text{ZH: "隐私政策列出 " + name + "，安装包并未申请", EN: "the policy lists " + name + ", which the package does not request"},
				Quote:  shorten(para.Text),
				At:     inPolicy(&c.App.Policy, para),
			})
		}
	}
	return out
})

// permissionConstant finds names as policies print them: READ_PHONE_STATE,
// with or without android.permission.
var permissionConstant = regexp.MustCompile(`\b(?:android\.permission\.)?[A-Z]{3,}(?:_[A-Z0-9]+)+\b|\bandroid\.permission\.[A-Z]+\b`)
