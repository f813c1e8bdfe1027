package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Broadcasts that are sent when the phone has started. The QUICKBOOT ones are
// vendors' own and need no permission.
var bootActions = []string{
	"android.intent.action.BOOT_COMPLETED",
	"android.intent.action.LOCKED_BOOT_COMPLETED",
	"android.intent.action.QUICKBOOT_POWERON",
	"com.htc.intent.action.QUICKBOOT_POWERON",
	"android.intent.action.REBOOT",
}

var bootReceiver = lint.Define(lint.Check{
	Name:  "boot-receiver",
	Doc:   lang.Text{ZH: "静态注册的接收器在开机时启动应用", EN: "a receiver in the manifest starts the app at boot"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	found := bootReceivers(&c.App.Manifest)
	if why, ordinary := needsBoot(&c.App.Manifest); ordinary {
		return capped(found, rules.Review, why)
	}
	return found
})

// bootReceivers finds the receivers that the system calls at boot: enabled
// ones, and for BOOT_COMPLETED only with the permission that it takes.
func bootReceivers(m *app.Manifest) []lint.Finding {
	_, may := m.Requests("android.permission.RECEIVE_BOOT_COMPLETED")
	var out []lint.Finding
	for _, k := range m.Components {
		if k.Kind != app.Receiver || !k.Enabled || platformClass(k.Name) {
			continue
		}
		for _, action := range bootActions {
			needsPermission := action == bootActions[0] || action == bootActions[1]
			if !k.Handles(action, "") || needsPermission && !may {
				continue
			}
			out = append(out, lint.Finding{
				Owner:  ownerOf(k),
				Anchor: k.Name,
				Note:   lang.Text{ZH: "接收器 " + k.Name + " 静态注册了开机广播 " + action, EN: "receiver " + k.Name + " is registered for " + action},
				At:     k.At,
			})
			break
		}
	}
	return out
}

// needsBoot tells whether the manifest itself shows a function that ordinarily
// runs from boot on: an alarm clock, an input method, a launcher, a VPN.
func needsBoot(m *app.Manifest) (why lang.Text, ok bool) {
	alarms := []string{"android.permission.SCHEDULE_EXACT_ALARM", "android.permission.USE_EXACT_ALARM", "com.android.alarm.permission.SET_ALARM"}
	for _, name := range alarms {
		if _, ok := m.Requests(name); ok {
			return lang.Text{ZH: "应用申请了精确闹钟权限，请确认仅用于恢复闹钟", EN: "the app asks for exact alarms: does it only restore them?"}, true
		}
	}
	services := []string{"android.permission.BIND_INPUT_METHOD", "android.permission.BIND_VPN_SERVICE", "android.permission.BIND_WALLPAPER", "android.permission.BIND_DEVICE_ADMIN"}
	for _, k := range m.Components {
		for _, bind := range services {
			if k.Permission == bind {
				return lang.Text{ZH: "应用含系统服务类组件（" + bind + "），请确认自启动为其所需", EN: "the app has a system-bound component (" + bind + "): does that need the start?"}, true
			}
		}
	}
	if isHome(m) {
		return lang.Text{ZH: "本应用是桌面", EN: "the app is a launcher"}, true
	}
	return lang.Text{}, false
}
