package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Most apps that ask only update themselves, so the permission alone is a question.
var installPermission = lint.Define(lint.Check{
	Name:  "install-permission",
	Doc:   lang.Text{ZH: "申请安装其他应用的权限", EN: "asks to install other apps"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	return requested(c, "android.permission.REQUEST_INSTALL_PACKAGES", "android.permission.INSTALL_PACKAGES")
})
