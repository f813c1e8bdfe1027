package checks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var adSensor = lint.Define(lint.Check{
	Name:  "ad-sensor",
	Doc:   lang.Text{ZH: "广告 SDK 或开屏、广告页监听运动传感器", EN: "motion sensors listened to by SDKs for advertising or on splash and ad pages"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var g groups
	motionListeners(c, func(u *app.Use, api *rules.API) {
		if kind := cmp.Or(sensorOf(u), u.Value); kind != "" && !slices.Contains(shakeSensors, kind) {
			return // a compass, or what turns a film around
		}
		if categoryOf(c, u.Owner) == "ads" || onAdScreen(u) {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := with(one.finding(), motionWords(one))
		if categoryOf(c, one.owner) == "ads" {
			f = with(f, lang.Text{ZH: "由广告 SDK " + one.owner.Name.ZH + " 注册", EN: "registered by an SDK for advertising, " + one.owner.Name.EN})
		} else {
			f = lowered(f, lang.Text{ZH: "请确认该页面展示广告，且可关闭摇一摇跳转", EN: "make sure that the page shows ads and that shaking can be switched off"})
		}
		out = append(out, one.unsure(f))
	}
	return out
})

// shakeSensors are the types of sensors by which a shake or a twist is told.
var shakeSensors = []string{"1", "4", "9", "10", "16", "35"}

// onAdScreen reports whether the class that holds a use is named as a splash or
// ad page.
func onAdScreen(u *app.Use) bool {
	class := outerClass(u)
	class = class[strings.LastIndexByte(class, '/')+1:]
	for _, word := range []string{"Splash", "Shake", "AdActivity", "AdView", "RewardVideo", "Interstitial"} {
		if strings.Contains(class, word) {
			return word != "Shake" || strings.Contains(class, "Ad")
		}
	}
	return false
}
