package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var smsPermission = lint.Define(lint.Check{
	Name:  "sms-permission",
	Doc:   lang.Text{ZH: "不是默认短信应用却申请短信权限", EN: "asks for SMS without being an SMS app"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	if isSMSApp(&c.App.Manifest) {
		return nil
	}
	found := requested(c,
		"android.permission.READ_SMS", "android.permission.RECEIVE_SMS", "android.permission.SEND_SMS",
		"android.permission.RECEIVE_MMS", "android.permission.RECEIVE_WAP_PUSH")
	return append(found, reads(c, "user.sms_read")...)
})

// reads shows the code that uses an API whose permission the manifest declares;
// where nobody has read the code there is none. It adds to what the permission
// alone proves, and so does not ask for code.
func reads(c *lint.Case, id string) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API == id && !lacksPermission(c, api) {
			g.add(u.Owner, u, api, id)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.unsure(one.finding())
		if one.best.Phase == app.Unreached {
			f = lowered(f, lang.Text{ZH: "未见运行到这里的路径", EN: "no path was seen that leads here"})
		}
		out = append(out, f)
	}
	return out
}

// isSMSApp reports whether the app has what the platform asks of a default SMS
// app: a receiver of SMS_DELIVER and an activity for SENDTO.
func isSMSApp(m *app.Manifest) bool {
	var receives, sends bool
	for _, c := range m.Components {
		receives = receives || c.Kind == app.Receiver && c.Handles("android.provider.Telephony.SMS_DELIVER", "")
		sends = sends || c.Kind == app.Activity && c.Handles("android.intent.action.SENDTO", "")
	}
	return receives && sends
}
