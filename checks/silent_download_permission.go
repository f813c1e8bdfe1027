package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var silentDownloadPermission = lint.Define(lint.Check{
	Name:  "silent-download-permission",
	Doc:   lang.Text{ZH: "申请了静默下载权限", EN: "asks for the permission to download without a notification"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	downloads := slices.ContainsFunc(c.App.Code.Uses, func(u app.Use) bool { return u.API == "beh.download" || u.API == "beh.download_hidden" })
	if !downloads && readCompletely(c.App, app.FactCode) {
		return nil // a declaration that is left over: no code uses the download manager
	}
	return requested(c, "android.permission.DOWNLOAD_WITHOUT_NOTIFICATION")
})
