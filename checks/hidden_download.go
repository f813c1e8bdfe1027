package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var hiddenDownload = lint.Define(lint.Check{
	Name:  "hidden-download",
	Doc:   lang.Text{ZH: "下载时不显示通知", EN: "downloads without a notification"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	installing := map[string]bool{} // outer classes that install, or download what can be installed
	usesOf(c, []string{"beh.install_apk", "beh.download"}, func(u *app.Use, _ *rules.API) {
		if u.API != "beh.download" || loadsPackage(u) {
			installing[outerClass(u)] = true
		}
	})
	var g groups
	usesOf(c, []string{"beh.download_hidden"}, func(u *app.Use, api *rules.API) { g.add(u.Owner, u, api, "hidden-download") })
	var out []lint.Finding
	for _, one := range g.list {
		f := one.unsure(one.finding())
		switch {
		case lacksPermission(c, one.api):
			f = lowered(f, lang.Text{
				ZH: "清单没有声明 DOWNLOAD_WITHOUT_NOTIFICATION，下载会失败，请确认是否仍在使用",
				EN: "without DOWNLOAD_WITHOUT_NOTIFICATION in the manifest the download fails: is it still in use?",
			})
		case installing[outerClass(one.best)]:
			f = with(f, lang.Text{ZH: "同一个类下载或安装应用", EN: "and the same class downloads or installs apps"})
		default:
			f = lowered(f, lang.Text{
				ZH: "请确认下载的不是应用，且界面内有进度、暂停和取消",
				EN: "make sure that it is no app that is downloaded, and that the screen shows progress, pause and cancel",
			})
		}
		out = append(out, f)
	}
	return out
})

// loadsPackage reports whether what is known of a request names an app: by its
// file or its type.
func loadsPackage(u *app.Use) bool {
	if len(u.Args) == 0 {
		return false
	}
	return slices.ContainsFunc(u.Args[0].Calls, func(call app.Call) bool {
		return slices.ContainsFunc(call.Args, func(a app.Arg) bool {
			return slices.ContainsFunc(a.Constants, func(s string) bool {
				return strings.HasSuffix(s, ".apk") || s == "application/vnd.android.package-archive"
			})
		})
	})
}
