package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var settingsOnRefusal = lint.Define(lint.Check{
	Name:  "settings-on-refusal",
	Doc:   lang.Text{ZH: "权限被拒绝后强制前往系统设置", EN: "the user is sent to the system settings once a permission is refused"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var found refusalFindings
	refused(c, func(r *app.Refusal) {
		anchor := screenOf(c, r.Class, "settings")
		for i := range r.Outcomes {
			if o := &r.Outcomes[i]; o.API == settingsAPI && !o.Tapped {
				found.add(outcomeFinding(c, r, o, anchor, lang.Text{ZH: "不经用户点击直接打开系统设置", EN: "opens the system settings without a tap"}))
			}
		}
		for _, one := range choices(c, r) {
			if one.on || one.exit != nil || one.settings == nil {
				continue // leaving is a choice, and a worse one: exit-on-refusal
			}
			f := outcomeFinding(c, r, one.settings, anchor, lang.Text{
				ZH: "弹出不能关闭的对话框，只能前往系统设置",
				EN: "shows a dialog that cannot be closed and leads to the system settings alone",
			})
			f.Quote = one.quote()
			found.add(f)
		}
	})
	return found.list
})
