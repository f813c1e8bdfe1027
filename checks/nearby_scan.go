package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var nearbyScan = lint.Define(lint.Check{
	Name:  "nearby-scan",
	Doc:   lang.Text{ZH: "扫描或读取周边 WLAN、蓝牙设备", EN: "WLAN and Bluetooth devices nearby scanned or read"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	scans := map[string]bool{} // owners
	usesOf(c, []string{"net.wifi_scan", "net.wifi_configured", "bt.scan", "bt.beacon"}, func(u *app.Use, api *rules.API) {
		if u.API == "bt.scan" && !strings.HasPrefix(calledName(u), "start") {
			return // devices that the user has paired
		}
		if strings.HasPrefix(u.API, "net.") && !asksForLocation(&c.App.Manifest) {
			return // the system gives nothing
		}
		if consentOf(c, u) != toldToWait {
			scans[u.Owner.ID] = true
			g.add(u.Owner, u, api, api.Information)
		}
	})
	usesOf(c, []string{"net.bssid"}, func(u *app.Use, api *rules.API) {
		if !scans[u.Owner.ID] && consentOf(c, u) != toldToWait { // a scan tells more
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.doubted(one.finding())
		switch {
		case lacksPermission(c, one.api):
			f = lowered(f, withoutPermission)
		case categoryOf(c, one.owner) == "map":
			f = lowered(f, lang.Text{ZH: "该 SDK 以周边 WLAN、蓝牙辅助定位，请确认应用需要定位", EN: "the SDK locates by what is nearby: make sure that the app needs the location"})
		case categoryOf(c, one.owner) == "iot" || slices.Contains(deviceSDKs, one.owner.ID):
			f = lowered(f, lang.Text{ZH: "该 SDK 用于连接设备，请确认在用户连接设备时才扫描", EN: "the SDK is for connecting devices: make sure that it scans only when the user connects one"})
		case !bySDK(c, one.owner) && needsBluetooth(&c.App.Manifest):
			f = lowered(f, lang.Text{ZH: "清单声明应用离不开蓝牙，可能用于连接设备，请确认", EN: "by its manifest the app cannot do without Bluetooth, perhaps for devices: is that so?"})
		case !bySDK(c, one.owner) && c.Said.Category == nil:
			f = lowered(f, lang.Text{ZH: "请确认是否用于连接设备、配网（以 --category 说明类别）", EN: "is it for setting up a device? (state the category with --category)"})
		case bySDK(c, one.owner) && !unasked(one.best):
			f = lowered(f, lang.Text{ZH: "请确认该 SDK 的功能需要周边设备的信息，否则关闭其采集", EN: "make sure that what the SDK is for needs it, or switch it off"})
		case !unasked(one.best):
			f = lowered(f, lang.Text{ZH: "请确认仅在用户连接设备、配网时调用", EN: "make sure that it happens only when the user sets up a device"})
		}
		out = append(out, f)
	}
	return out
})

// asksForLocation reports whether the manifest asks for the location, without which nobody is
// told what networks are near.
func asksForLocation(m *app.Manifest) bool {
	return slices.ContainsFunc([]string{"android.permission.ACCESS_FINE_LOCATION", "android.permission.ACCESS_COARSE_LOCATION", "android.permission.NEARBY_WIFI_DEVICES"}, func(name string) bool {
		_, ok := m.Requests(name)
		return ok
	})
}

// needsBluetooth reports whether devices without Bluetooth cannot have the app.
func needsBluetooth(m *app.Manifest) bool {
	return slices.ContainsFunc(m.Features, func(f app.Feature) bool {
		return f.Required && (f.Name == "android.hardware.bluetooth_le" || f.Name == "android.hardware.bluetooth")
	})
}

// deviceSDKs find televisions and watches, although their category is another.
var deviceSDKs = []string{"hpplay", "huawei-health"}
