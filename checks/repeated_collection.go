package checks

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var repeatedCollection = lint.Define(lint.Check{
	Name:  "repeated-collection",
	Doc:   lang.Text{ZH: "定时反复读取个人信息", EN: "personal information read again and again by a timer"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	Information []string `json:"information" doc:"ids of information; reading them by a timer is a finding"`
	MaxMinutes  int64    `json:"max_minutes" doc:"a timer with a longer period is none"`
}) []lint.Finding {
	// What one timer reads is one finding, and so is what the timers of one owner read.
	var g groups
	read := map[string][]*rules.API{}
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Repeat == nil || u.Spread > app.MaxSpread || lacksPermission(c, api) || u.Repeat.Millis > p.MaxMinutes*60_000 || !slices.Contains(p.Information, api.Information) {
			return
		}
		g.add(u.Owner, u, api, "timer")
		if !slices.ContainsFunc(read[u.Owner.ID], func(k *rules.API) bool { return k.Information == api.Information }) {
			read[u.Owner.ID] = append(read[u.Owner.ID], api)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		out = append(out, repeated(c, one, read[one.owner.ID]))
	}
	return out
})

// repeated is the proof that a timer reads information, and what else the timers of
// its owner read.
func repeated(c *lint.Case, one *useGroup, read []*rules.API) lint.Finding {
	u, f := one.best, one.doubted(one.gated(one.finding()))
	every := every(u.Repeat.Millis)
	f.Note.ZH += "；由 " + shortMember(u.Repeat.By) + " " + every.ZH + "反复执行（" + spot(u.Path[u.Repeat.Step]) + "）"
	f.Note.EN += "; " + shortMember(u.Repeat.By) + " repeats it " + every.EN + " (" + spot(u.Path[u.Repeat.Step]) + ")"
	if len(read) > 1 {
		f.Note.ZH += "；同类定时任务还会"
		f.Note.EN += "; such timers also do this: "
	}
	f.Info = nil
	for _, api := range read {
		f.Info = append(f.Info, api.Information)
	}
	slices.Sort(f.Info)
	var zh, en []string
	for _, api := range read {
		if api.Information != one.api.Information {
			zh, en = append(zh, api.Name.ZH), append(en, api.Name.EN)
		}
	}
	f.Note.ZH += strings.Join(zh, "、")
	f.Note.EN += strings.Join(en, ", ")
	switch {
	case u.Repeat.Millis == 0:
		return lowered(f, lang.Text{ZH: "周期未能确定", EN: "the period is not known"})
	case !u.Repeat.Always:
		return lowered(f, lang.Text{ZH: "是否再次执行取决于条件，请确认不是有限次的重试", EN: "whether it is repeated depends on a condition: make sure that it is no retry that ends"})
	case u.Tapped:
		return lowered(f, lang.Text{ZH: "由用户操作开始，请确认该功能需要此频率、结束后停止", EN: "the user starts it: make sure that the function needs the rate and that it ends with it"})
	}
	return f
}

// every spells the period of a timer.
func every(millis int64) lang.Text {
	switch {
	case millis == 0:
		return lang.Text{}
	case millis%1000 != 0:
		n := strconv.FormatInt(millis, 10)
		return lang.Text{ZH: "每 " + n + " 毫秒", EN: "every " + n + " ms"}
	}
	n := strconv.FormatInt(millis/1000, 10)
	return lang.Text{ZH: "每 " + n + " 秒", EN: "every " + n + " s"}
}
