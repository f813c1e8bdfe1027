package checks

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var (
	speaksOfUpdate = regexp.MustCompile(`(?i)更新|升级|新版本|最新版|\bup(date|grade)\b|new version`)
	putsItOff      = regexp.MustCompile(`(?i)取消|以后|暂不|稍后|下次|忽略|跳过|关闭|不再|later|cancel|skip|ignore|not now|no,? thanks`)
	ofSecurity     = regexp.MustCompile(`(?i)安全|漏洞|security|vulnerab`)
)

var forcedUpdate = lint.Define(lint.Check{
	Name:  "forced-update",
	Doc:   lang.Text{ZH: "更新对话框不能关闭，也没有暂不更新的按钮", EN: "a dialog for an update that can neither be closed nor put off"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API == dialogAPI && u.Phase != app.Unreached && forcesUpdate(u.On) {
			g.add(u.Owner, u, api, "update")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.finding()
		d, _ := dialogOf(one.best.On)
		f.Quote = d.quote()
		f.Note.ZH += "；对话框设为不可关闭（setCancelable(false)），按钮只有「" + d.buttonNames() + "」"
		f.Note.EN += "; the dialog cannot be closed (setCancelable(false)), and all its buttons are: " + d.buttonNames()
		out = append(out, one.doubted(f))
	}
	return out
})

// forcesUpdate reports whether a dialog speaks of an update, gives no security
// ground, and leaves nothing but updating or leaving.
func forcesUpdate(a app.Arg) bool {
	d, ok := dialogOf(a)
	if !ok || !d.locked || d.custom {
		return false
	}
	text := d.quote()
	known := func(b button) bool { return b.text != "" }
	return speaksOfUpdate.MatchString(text) && !ofSecurity.MatchString(text) && !slices.ContainsFunc(d.buttons, func(b button) bool {
		return !known(b) || putsItOff.MatchString(b.text)
	})
}
