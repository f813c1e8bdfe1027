package checks

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var sharedIdentifier = lint.Define(lint.Check{
	Name:  "shared-identifier",
	Doc:   lang.Text{ZH: "把标识放在其他应用能读到的地方", EN: "identifiers kept where other apps can read them"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	return append(hiddenFiles(c), foreignSettings(c)...)
})

// hiddenFiles are files on the shared storage that bear the name of an identifier.
func hiddenFiles(c *lint.Case) []lint.Finding {
	if _, may := c.App.Manifest.Requests("android.permission.WRITE_EXTERNAL_STORAGE"); !may {
		return nil
	}
	shared := map[string]bool{} // outer classes that get the directory
	usesOf(c, []string{"storage.external"}, func(u *app.Use, _ *rules.API) { shared[outerClass(u)] = true })
	writes := map[string]bool{} // those that write files
	usesOf(c, []string{"beh.file_write"}, func(u *app.Use, _ *rules.API) { writes[outerClass(u)] = true })
	var g groups
	usesOf(c, []string{"beh.hidden_file"}, func(u *app.Use, api *rules.API) {
		if shared[outerClass(u)] || hasAnyPrefix(u.Value, "/sdcard/", "/storage/emulated/", "/mnt/sdcard/") {
			g.add(u.Owner, u, api, "hidden-file")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.unsure(with(one.finding(), lang.Text{ZH: "位于外部存储", EN: "on the shared storage"}))
		switch {
		case !writes[outerClass(one.best)]:
			f = lowered(f, lang.Text{ZH: "未见同一个类写文件，请确认标识由谁写入", EN: "the class was not seen to write files: who puts the identifier there?"})
		case scoped(&c.App.Manifest):
			f = lowered(f, lang.Text{
				ZH: "在 Android 11 及以上，应用已不能这样写外部存储，旧版本上仍可以",
				EN: "from Android 11 on the app cannot write there any more, on older versions it can",
			})
		}
		out = append(out, f)
	}
	return out
}

// scoped reports whether the storage of the app is separate from that of others.
func scoped(m *app.Manifest) bool {
	legacy := m.Application.RequestLegacyExternalStorage
	return m.TargetSDK >= 30 || m.TargetSDK == 29 && (legacy == nil || !*legacy)
}

// foreignSettings are settings of the system under names of the app's own, which
// only apps for Android 5 and older can make.
func foreignSettings(c *lint.Case) []lint.Finding {
	m := &c.App.Manifest
	if _, writes := m.Requests("android.permission.WRITE_SETTINGS"); !writes || m.TargetSDK > 22 {
		return nil
	}
	identifies := map[string]bool{} // methods that read identifiers
	collected(c, func(u *app.Use, api *rules.API) {
		if slices.Contains(identifiers, api.Information) {
			identifies[holder(u)] = true
		}
	})
	var g groups
	usesOf(c, []string{"beh.write_settings"}, func(u *app.Use, api *rules.API) {
		key := constant(u, 2)
		if calledName(u) == "putString" && (identifying.MatchString(key) || key != "" && identifies[holder(u)] && !slices.Contains(systemKeys, key)) {
			g.add(u.Owner, u, api, key)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.unsure(with(one.finding(), lang.Text{ZH: "键名 " + one.anchor + " 不是系统设置", EN: "under " + one.anchor + ", which is no setting of the system"}))
		if !identifying.MatchString(one.anchor) {
			f = lowered(f, lang.Text{ZH: "请确认写入的是否为设备标识", EN: "is it an identifier that is written?"})
		}
		out = append(out, f)
	}
	return out
}

// identifying matches names of settings that speak of an identifier.
var identifying = regexp.MustCompile(`(?i)(imei|imsi|uuid|udid|utdid|device_?id|cuid|guid|oaid|android_?id|serial_?(no|num)|channel_?id)`)

// identifiers are the kinds of information that tell devices apart.
var identifiers = []string{"imei", "meid", "imsi", "iccid", "serial", "mac", "android_id", "oaid", "gaid", "utdid"}

// systemKeys are the settings of text that apps may change.
var systemKeys = []string{
	"alarm_alert", "notification_sound", "ringtone", "time_12_24", "date_format", "next_alarm_formatted", "screen_off_timeout", "screen_brightness",
	"screen_brightness_mode", "accelerometer_rotation", "font_scale", "volume_ring", "volume_music", "mode_ringer_streams_affected", "airplane_mode_radios",
	"wifi_static_ip", "wifi_static_gateway", "wifi_static_netmask", "wifi_static_dns1", "wifi_static_dns2", "wifi_use_static_ip",
}
