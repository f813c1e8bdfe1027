package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var wholeStorage = lint.Define(lint.Check{
	Name:  "whole-storage",
	Doc:   lang.Text{ZH: "申请管理整机存储的权限", EN: "asks to manage all of the shared storage"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	return requested(c, "android.permission.MANAGE_EXTERNAL_STORAGE")
})
