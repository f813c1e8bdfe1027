package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var callPermission = lint.Define(lint.Check{
	Name:  "call-permission",
	Doc:   lang.Text{ZH: "不是默认拨号应用却申请通话权限", EN: "asks for calls without being a dialer"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	if isDialer(&c.App.Manifest) {
		return nil
	}
	found := requested(c,
		"android.permission.READ_CALL_LOG", "android.permission.WRITE_CALL_LOG", "android.permission.PROCESS_OUTGOING_CALLS")
	// Placing a call reads nothing; ACTION_DIAL would do, but the harm is small.
	dial := capped(requested(c, "android.permission.CALL_PHONE"), rules.Review,
		lang.Text{ZH: "请确认不能用 ACTION_DIAL 代替", EN: "could ACTION_DIAL do instead?"})
	return slices.Concat(found, reads(c, "user.call_log"), dial)
})

// isDialer reports whether the app has what the platform asks of a default
// dialer: an activity for DIAL and an in-call service.
func isDialer(m *app.Manifest) bool {
	var dials, inCall bool
	for _, c := range m.Components {
		dials = dials || c.Kind == app.Activity && c.Handles("android.intent.action.DIAL", "")
		inCall = inCall || c.Kind == app.Service && c.Permission == "android.permission.BIND_INCALL_SERVICE"
	}
	return dials && inCall
}
