package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

const postNotifications = "android.permission.POST_NOTIFICATIONS"

var notificationRequest = lint.Define(lint.Check{
	Name:  "notification-request",
	Doc:   lang.Text{ZH: "启动阶段、用户操作之前申请通知权限", EN: "notifications asked for at start-up, before any act of the user"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	listed := listedPermissions(c)
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Startup || tapped(u) {
			return
		}
		switch {
		case u.API == requestAPI && slices.Contains(askedBy(u, listed), postNotifications):
			g.add(u.Owner, u, api, postNotifications)
		case u.API == "beh.notification_settings":
			g.add(u.Owner, u, api, "notification-settings")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.finding()
		switch {
		case one.anchor != postNotifications:
			f = lowered(f, lang.Text{ZH: "请确认是在用户操作之后才打开设置页", EN: "make sure that the settings open only after an act of the user"})
		case one.best.Chosen:
			f = lowered(with(f, forNotifications), lang.Text{
				ZH: "是否申请取决于某个值，请确认启动时会申请它",
				EN: "whether it is asked for depends on a value: make sure that it is at start-up",
			})
		default:
			f = with(f, forNotifications)
		}
		out = append(out, one.doubted(one.gated(f)))
	}
	return out
})

var forNotifications = lang.Text{ZH: "申请 " + postNotifications + "（通知）", EN: "for " + postNotifications + " (notifications)"}
