package checks

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var appInstall = lint.Define(lint.Check{
	Name:  "app-install",
	Doc:   lang.Text{ZH: "代码安装应用", EN: "code that installs apps"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	usesOf(c, []string{"beh.install_apk"}, func(u *app.Use, api *rules.API) {
		switch {
		case bySilence(u):
			g.add(u.Owner, u, api, "silent-install")
		case installs(u) && !lacksPermission(c, api):
			g.add(u.Owner, u, api, "install")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.unsure(one.finding())
		switch {
		case one.anchor == "silent-install":
			f = with(f, lang.Text{ZH: "以命令安装，不经用户确认", EN: "by a command, without asking the user"})
		case categoryOf(c, one.owner) == "update":
			continue // for which the app has it
		case categoryOf(c, one.owner) == "ads" && atRequest(one.best) && !one.best.Tapped:
			f = lowered(f, lang.Text{ZH: "由广告 SDK 安装所推广的应用，请确认由用户点击触发、安装前确认", EN: "by an SDK for advertising, for what it promotes: does it wait for a tap, and ask before?"})
		case categoryOf(c, one.owner) == "ads":
			f = with(f, lang.Text{ZH: "由广告 SDK 安装所推广的应用", EN: "by an SDK for advertising, for what it promotes"})
		case one.owner.Kind != app.OwnerApp:
			f = lowered(f, lang.Text{ZH: "请查明它安装什么，安装前是否由用户确认", EN: "find out what it installs, and whether it asks before"})
		default:
			f = lowered(f, lang.Text{ZH: "请确认仅用于更新本应用，安装前由用户确认", EN: "make sure that it only updates this app, and asks before"})
		}
		out = append(out, f)
	}
	return out
})

// installs reports whether a use hands a package to the installer: to ask for
// the permission or to choose a file is not to install.
func installs(u *app.Use) bool {
	switch calledName(u) {
	case "commit", "setDataAndType", "setDataAndTypeAndNormalize":
		return true
	}
	return u.Value == "android.intent.action.INSTALL_PACKAGE"
}

// bySilence reports whether a use installs by a command.
func bySilence(u *app.Use) bool { return strings.Contains(u.Value, " install") }
