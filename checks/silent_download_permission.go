package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var silentDownloadPermission = lint.Define(lint.Check{
	Name:  "silent-download-permission",
	Doc:   lang.Text{ZH: "申请静默下载权限", EN: "asks to download without a notification"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	return requested(c, "android.permission.DOWNLOAD_WITHOUT_NOTIFICATION")
})
