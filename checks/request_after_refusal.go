package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var requestAfterRefusal = lint.Define(lint.Check{
	Name:  "request-after-refusal",
	Doc:   lang.Text{ZH: "权限被拒绝后立即再次申请", EN: "a permission is asked for again as soon as it is refused"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var found refusalFindings
	refused(c, func(r *app.Refusal) {
		before := askedIn(c, r)
		for i := range r.Outcomes {
			o := &r.Outcomes[i]
			if o.API != requestAPI || o.Tapped {
				continue
			}
			f := outcomeFinding(c, r, o, screenOf(c, r.Class, "request"), lang.Text{ZH: "不经用户操作再次申请", EN: "asks again without an act of the user"})
			again := asked(o.Args)
			switch {
			case strings.Contains(o.Member, "/EasyPermissions;"):
				f = lowered(f, lang.Text{ZH: "EasyPermissions 会先显示它的说明对话框，请确认用户可以取消", EN: "EasyPermissions shows its own dialog first: make sure that the user can cancel it"})
			case again[0] == "requestPermissions":
				f = lowered(f, lang.Text{ZH: "再次申请的是哪个权限未能确定", EN: "which permission is asked for again is not known"})
			case len(before) > 0 && !intersects(again, before):
				continue // the next one of several
			}
			found.add(f)
		}
	})
	collected(c, func(u *app.Use, _ *rules.API) {
		if u.API == requestAPI && comesBack(c, u) {
			found.add(resumeFinding(c, u))
		}
	})
	return found.list
})

// intersects reports whether one of the permissions is among the short names.
func intersects(full, short []string) bool {
	return slices.ContainsFunc(full, func(p string) bool { return slices.Contains(short, strings.TrimPrefix(p, "android.permission.")) })
}

// comesBack reports whether a request is made whenever a screen comes back to the
// front: its own dialog, once it closes, brings that about. One that another screen
// makes as it opens is none.
func comesBack(c *lint.Case, u *app.Use) bool {
	opened := slices.ContainsFunc(u.Path[1:], func(l app.Location) bool {
		return strings.Contains(l.Symbol, ";->onCreate(") && isScreen(c, classOf(l))
	})
	method := stepNames(u)[0]
	return !opened && (method == "onResume" || method == "onWindowFocusChanged" || method == "onPostResume") && u.Entry.Kind == app.Activity &&
		!u.Tapped && u.Gate == nil && u.Off == "" && u.While == "" && !u.Caught
}

// maxResumeWeight is how many conditions a request may have that comes back with
// the screen: one asks whether the permission is there; own default.
const maxResumeWeight = 3

func resumeFinding(c *lint.Case, u *app.Use) lint.Finding {
	f := lint.Finding{Owner: u.Owner.ID, Anchor: screenOf(c, u.Entry.Class, "resume"), Phase: string(u.Phase), At: u.Path[len(u.Path)-1], Path: u.Path}
	f.Note = lang.Text{
		ZH: "每次界面 " + u.Entry.Class + " 回到前台（" + spot(u.Path[0]) + "）都会申请权限，关闭系统弹窗也会触发",
		EN: "permissions are asked for whenever " + u.Entry.Class + " comes to the front (" + spot(u.Path[0]) + "), which closing the system's own dialog brings about",
	}
	if names := asked(u.Args); names[0] != "requestPermissions" {
		f.Note.ZH += "：" + strings.Join(names, "、")
		f.Note.EN += ": " + strings.Join(names, ", ")
	}
	if u.Weight > maxResumeWeight || u.Spread > app.MaxSpread || u.Chosen {
		f = lowered(f, lang.Text{ZH: "请确认被拒绝过一次后不会再次申请", EN: "make sure that it does not ask again once it was refused"})
	}
	return f
}
