package checks

import (
	"cmp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var exitOnRefusal = lint.Define(lint.Check{
	Name:  "exit-on-refusal",
	Doc:   lang.Text{ZH: "权限被拒绝后退出应用", EN: "the app ends once a permission is refused"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var found refusalFindings
	refused(c, func(r *app.Refusal) {
		for i := range r.Outcomes {
			o := &r.Outcomes[i]
			anchor := leftScreen(c, r, o)
			switch {
			case !leaves(c, r, o):
			case o.Tapped:
				f := outcomeFinding(c, r, o, anchor, lang.Text{ZH: "显示的界面中有操作执行 " + memberName(o.Member) + " 退出应用", EN: "shows something with which the user calls " + memberName(o.Member) + " and ends the app"})
				found.add(lowered(f, lang.Text{ZH: "请确认还有不授权继续使用的选择", EN: "make sure that there is another choice, to go on without granting"}))
			default:
				found.add(outcomeFinding(c, r, o, anchor, lang.Text{ZH: "执行 " + memberName(o.Member) + "，应用退出", EN: "calls " + memberName(o.Member) + " and ends"}))
			}
		}
		for _, one := range choices(c, r) {
			if one.exit == nil {
				continue
			}
			f := outcomeFinding(c, r, one.exit, leftScreen(c, r, one.exit), lang.Text{
				ZH: "弹出对话框，其中一个按钮执行 " + memberName(one.exit.Member) + " 退出应用",
				EN: "shows a dialog with a button that calls " + memberName(one.exit.Member) + " and ends the app",
			})
			f.Quote = one.quote()
			if one.on {
				f = lowered(f, lang.Text{
					ZH: "请确认用户可以关闭该对话框、不授权继续使用其他功能",
					EN: "make sure that the user can close the dialog and go on without granting",
				})
			} else {
				f.Note.ZH += "；该对话框不能关闭，其余按钮只去系统设置"
				f.Note.EN += "; the dialog cannot be closed, and no button leads back into the app"
			}
			found.add(f)
		}
	})
	return found.list
})

// leftScreen is the anchor of what ends the app: the screen that is closed, or on
// which that happens.
func leftScreen(c *lint.Case, r *app.Refusal, o *app.Outcome) string {
	if o.API == finishAPI {
		return cmp.Or(firstScreen(c, r, o), "exit")
	}
	return screenOf(c, outer(r.Class), "exit")
}
