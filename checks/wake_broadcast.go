package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// System broadcasts that say nothing about the app's own function and are used
// to be woken again and again.
var wakeActions = []string{
	"android.net.conn.CONNECTIVITY_CHANGE",
	"android.net.wifi.STATE_CHANGE",
	"android.net.wifi.WIFI_STATE_CHANGED",
	"android.intent.action.USER_PRESENT",
	"android.intent.action.ACTION_POWER_CONNECTED",
	"android.intent.action.ACTION_POWER_DISCONNECTED",
	"android.intent.action.PACKAGE_ADDED",
	"android.intent.action.PACKAGE_REMOVED",
	"android.intent.action.PACKAGE_REPLACED",
	"android.intent.action.MEDIA_MOUNTED",
	"android.intent.action.MEDIA_UNMOUNTED",
	"android.intent.action.SIM_STATE_CHANGED",
	"android.intent.action.NEW_OUTGOING_CALL",
	"android.intent.action.BATTERY_LOW",
	"android.intent.action.BATTERY_OKAY",
}

// Android 8 still delivers these to receivers in the manifest of apps that
// target it (developer.android.com, implicit broadcast exceptions).
var stillDelivered = []string{
	"android.intent.action.MEDIA_MOUNTED",
	"android.intent.action.MEDIA_UNMOUNTED",
	"android.intent.action.NEW_OUTGOING_CALL",
	"android.intent.action.SIM_STATE_CHANGED",
}

var wakeBroadcast = lint.Define(lint.Check{
	Name:  "wake-broadcast",
	Doc:   lang.Text{ZH: "静态注册系统广播用于唤醒应用", EN: "receivers in the manifest for system broadcasts that wake the app"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, k := range c.App.Manifest.Components {
		if k.Kind != app.Receiver || !k.Enabled || platformClass(k.Name) {
			continue
		}
		for _, action := range wakeActions {
			if k.Handles(action, "") {
				out = append(out, wakeFinding(&c.App.Manifest, k, action))
			}
		}
	}
	return out
})

func wakeFinding(m *app.Manifest, k app.Component, action string) lint.Finding {
	f := lint.Finding{
		Owner:  ownerOf(k),
		Anchor: k.Name + " " + action,
		Note:   lang.Text{ZH: "接收器 " + k.Name + " 静态注册了系统广播 " + action, EN: "receiver " + k.Name + " is registered for " + action},
		At:     k.At,
	}
	if !delivered(m.TargetSDK, action) {
		f.Cap = rules.Review
		f.Note.ZH += "；Android 7 或 8 起不再投递，属可删除的残留"
		f.Note.EN += "; not delivered from Android 7 or 8 on, so it can go"
	}
	return f
}

// delivered reports whether current systems still call a receiver in the
// manifest: apps that target Android 7 lose the network broadcast, those that
// target Android 8 most implicit ones.
func delivered(target int, action string) bool {
	if action == "android.net.conn.CONNECTIVITY_CHANGE" {
		return target < 24
	}
	return target < 26 || slices.Contains(stillDelivered, action)
}
