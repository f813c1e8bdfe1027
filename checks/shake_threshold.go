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

var shakeThreshold = lint.Define(lint.Check{
	Name:  "shake-threshold",
	Doc:   lang.Text{ZH: "摇一摇跳转的加速度阈值低于参考值", EN: "a shake that jumps needs less acceleration than the reference value"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	MinAcceleration float64 `json:"min_acceleration" doc:"m/s²; a jump at less is a finding"`
}) []lint.Finding {
	listeners := accelerationListeners(c)
	var out []lint.Finding
	for i := range c.App.Code.Thresholds {
		t := &c.App.Code.Thresholds[i]
		u := listeners[t.Listener]
		if u == nil || t.Value >= p.MinAcceleration || t.Value < leastShake {
			continue
		}
		f := thresholdFinding(c, t, u)
		if f.Anchor != "" && !slices.ContainsFunc(out, func(k lint.Finding) bool { return k.Owner == f.Owner && k.Anchor == f.Anchor }) {
			out = append(out, f)
		}
	}
	return out
})

// leastShake is the least number that is taken for a shake, in m/s²: smaller ones
// smooth what is measured, or tell how the device lies. Own default.
const leastShake = 1.5

// accelerationListeners returns, by their class, the listeners of sensors that
// measure acceleration, with the use by which each is registered.
func accelerationListeners(c *lint.Case) map[string]*app.Use {
	list := map[string]*app.Use{}
	usesOf(c, []string{"sensor.register"}, func(u *app.Use, _ *rules.API) {
		kind := sensorOf(u)
		if len(u.Args) > 0 && u.Args[0].Class != "" && (kind == "1" || kind == "10" || kind == "" && askedFor(c, u)) {
			list[u.Args[0].Class] = u
		}
	})
	return list
}

// askedFor reports whether the class around a use gets a sensor of acceleration.
func askedFor(c *lint.Case, u *app.Use) (found bool) {
	usesOf(c, []string{"sensor.shake_ad"}, func(k *app.Use, _ *rules.API) {
		found = found || (k.Value == "1" || k.Value == "10") && outerClass(k) == outerClass(u)
	})
	return found
}

// speaksOfShaking reports whether a listener is an ad's, or is named for shaking.
func speaksOfShaking(c *lint.Case, t *app.Threshold, u *app.Use) bool {
	return categoryOf(c, u.Owner) == "ads" || onAdScreen(u) || containsAny(strings.ToLower(t.Listener+t.At.Symbol), "shake", "yaoyiyao")
}

// thresholdFinding is the proof that little acceleration leads somewhere.
func thresholdFinding(c *lint.Case, t *app.Threshold, u *app.Use) lint.Finding {
	f := lint.Finding{Owner: u.Owner.ID, Anchor: "sensor", Info: []string{"sensor"}, Phase: string(u.Phase), At: t.At, Path: []app.Location{t.At}}
	number := strconv.FormatFloat(t.Value, 'f', -1, 64)
	f.Note = lang.Text{
		ZH: "加速度传感器的值超过 " + number + " m/s² 即触发（" + spot(t.At) + "，由 " + spot(u.Path[len(u.Path)-1]) + " 注册监听）",
		EN: "it acts once the accelerometer passes " + number + " m/s² (" + spot(t.At) + "; " + spot(u.Path[len(u.Path)-1]) + " listens)",
	}
	if t.Change {
		f.Note.ZH += "，比较的是与此前值之差"
		f.Note.EN += "; what is compared is the difference to an earlier value"
	}
	jump := slices.IndexFunc(t.Outcomes, func(o app.Outcome) bool { return o.API == startActivityAPI && !o.Tapped && o.Spread <= app.MaxSpread })
	switch {
	case jump < 0 && !speaksOfShaking(c, t, u):
		return lint.Finding{} // a level, or how the device is held
	case jump < 0:
		return lowered(f, lang.Text{ZH: "未能看到随后的跳转，请确认是否用于摇一摇跳转", EN: "no jump was seen to follow: is it for shake-to-jump?"})
	case categoryOf(c, u.Owner) != "ads" && !onAdScreen(u):
		f.Path = append(f.Path, t.Outcomes[jump].Path...)
		return lowered(f, lang.Text{ZH: "随后打开界面，请确认是否为广告或第三方跳转；应用自有的摇一摇功能不在此列", EN: "a screen opens then: is it an ad or another app? A shake that is a function of the app itself is none"})
	}
	f.Path = append(f.Path, t.Outcomes[jump].Path...)
	f.Note.ZH += "，随后打开界面"
	f.Note.EN += "; a screen opens then"
	return f
}
