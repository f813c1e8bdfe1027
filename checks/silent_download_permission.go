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
	found := requested(c, "android.permission.DOWNLOAD_WITHOUT_NOTIFICATION")
	downloads := slices.ContainsFunc(c.App.Code.Uses, func(u app.Use) bool { return u.API == "beh.download" || u.API == "beh.download_hidden" })
	if !downloads && readCompletely(c.App, app.FactCode) {
		return capped(found, rules.Review, lang.Text{ZH: "代码中未见使用系统下载管理器，可能是多余的声明", EN: "no code uses the download manager: the declaration may be left over"})
	}
	return found
})
