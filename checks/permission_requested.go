package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var permissionRequested = lint.Define(lint.Check{
	Name:  "permission-requested",
	Doc:   lang.Text{ZH: "申请了给定的权限", EN: "asks for one of the permissions"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	Allow
	Permissions []string `json:"permissions" doc:"full names; each one that is asked for is a finding"`
}) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	return requested(c, p.Permissions...)
})
