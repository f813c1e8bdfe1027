package checks

import (
	"strconv"
	"strings"
	"time"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var repeatingAlarm = lint.Define(lint.Check{
	Name:  "repeating-alarm",
	Doc:   lang.Text{ZH: "短周期的重复闹钟", EN: "alarms that repeat at short intervals"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Interval) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	usesOf(c, []string{"beh.alarm"}, func(u *app.Use, api *rules.API) {
		if interval, ok := repeatsEvery(u); ok && interval < p.Milliseconds {
			g.add(u.Owner, u, api, alarmTypes[constant(u, 1)])
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		interval, _ := repeatsEvery(one.best)
		s := strconv.FormatFloat((time.Duration(interval) * time.Millisecond).Seconds(), 'f', -1, 64)
		f := one.unsure(with(one.finding(), lang.Text{ZH: "每 " + s + " 秒一次", EN: "every " + s + " s"}))
		switch {
		case !strings.HasSuffix(one.anchor, "_WAKEUP"):
			f = lowered(f, lang.Text{ZH: "不唤醒休眠的设备，但设备使用时会反复启动应用，请确认有此必要", EN: "it wakes no sleeping device, but starts the app again and again while the device is in use: is that needed?"})
		case tapped(one.best):
			f = lowered(f, lang.Text{ZH: "由用户操作设定，请确认周期由用户选择且可关闭", EN: "the user sets it off: make sure that the user chooses the interval and can stop it"})
		default:
			f = with(f, lang.Text{ZH: "并唤醒休眠的设备", EN: "waking the device from sleep"})
		}
		out = append(out, f)
	}
	return out
})

// repeatsEvery returns the milliseconds between two runs of an alarm that repeats.
func repeatsEvery(u *app.Use) (int64, bool) {
	interval, known := numeric(u, 3)
	return interval, known && interval > 0 && alarmTypes[constant(u, 1)] != "" && strings.HasSuffix(calledName(u), "Repeating")
}

var alarmTypes = map[string]string{"0": "RTC_WAKEUP", "1": "RTC", "2": "ELAPSED_REALTIME_WAKEUP", "3": "ELAPSED_REALTIME"}
