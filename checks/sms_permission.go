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
	return requested(c,
		"android.permission.READ_SMS", "android.permission.RECEIVE_SMS", "android.permission.SEND_SMS",
		"android.permission.RECEIVE_MMS", "android.permission.RECEIVE_WAP_PUSH")
})

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
