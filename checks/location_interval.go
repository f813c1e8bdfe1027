package checks

import (
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Interval is the parameter of checks that speak of how often something happens.
type Interval struct {
	Allow
	Milliseconds int64 `json:"milliseconds" doc:"the shortest interval that is no finding"`
}

var locationInterval = lint.Define(lint.Check{
	Name:  "location-interval",
	Doc:   lang.Text{ZH: "持续定位的间隔过短", EN: "continuous location at short intervals"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Interval) []lint.Finding {
	if p.allows(c) || !locates(&c.App.Manifest) {
		return nil
	}
	once := locatesOnce(c)
	var g groups
	usesOf(c, []string{"loc.interval"}, func(u *app.Use, api *rules.API) {
		if interval, ok := intervalOf(u); ok && interval < p.Milliseconds && !once[outerClass(u)] && !ownBusiness(u) {
			g.add(u.Owner, u, api, "location-interval")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		interval, _ := intervalOf(one.best)
		ms := strconv.FormatInt(interval, 10)
		f := with(one.unsure(one.finding()), lang.Text{ZH: "间隔为 " + ms + " 毫秒", EN: "at " + ms + " ms"})
		switch {
		case interval == 0:
			f = lowered(f, lang.Text{ZH: "0 常用于尽快定位一次，请确认得到位置后即停止", EN: "0 often stands for one location as soon as possible: make sure that it stops with the first"})
		case strings.HasPrefix(one.best.Member, "Lcom/amap/"): // to 800 or 1000 ms, as the version is
			f = lowered(f, lang.Text{ZH: "高德 SDK 会把过短的间隔提高到自己的下限，请确认实际间隔", EN: "AMap's SDK raises intervals to a limit of its own: make sure what comes of it"})
		case categoryOf(c, one.owner) == "map":
			f = lowered(f, lang.Text{ZH: "这是定位 SDK 内部的间隔，请确认应用设定的间隔", EN: "this is the interval inside the SDK: see what interval the app asks for"})
		}
		out = append(out, f)
	}
	return out
})

// locates reports whether the manifest asks for the location.
func locates(m *app.Manifest) bool {
	_, fine := m.Requests("android.permission.ACCESS_FINE_LOCATION")
	_, coarse := m.Requests("android.permission.ACCESS_COARSE_LOCATION")
	return fine || coarse
}

// locatesOnce are the outer classes that ask for a single location, or stop with
// the first that they get.
func locatesOnce(c *lint.Case) map[string]bool {
	classes := map[string]bool{}
	usesOf(c, []string{"loc.once"}, func(u *app.Use, _ *rules.API) {
		switch calledName(u) {
		case "removeUpdates", "removeLocationUpdates", "stopLocation", "stop", "onDestroy":
			if !goesThrough(u, "onLocationChanged", "onReceiveLocation", "onLocationResult") {
				return
			}
		}
		classes[outerClass(u)] = true
	})
	return classes
}

// intervalOf returns the interval in milliseconds that a use asks for. Baidu's
// scan span is not among them: its SDK locates once where it is below a second.
func intervalOf(u *app.Use) (int64, bool) {
	switch calledName(u) {
	case "requestLocationUpdates":
		if n, ok := numeric(u, 1); ok {
			return n, true
		}
		return numeric(u, 2)
	case "<init>":
		if len(u.Args) == 2 {
			return numeric(u, 2)
		}
	}
	return numeric(u, 1)
}

// ownBusiness reports whether the class that holds a use is of the package whose
// method it calls: how an SDK is built inside is not what it is told.
func ownBusiness(u *app.Use) bool {
	pkg := u.Member[:strings.LastIndexByte(u.Member[:strings.Index(u.Member, ";")], '/')+1]
	return strings.HasPrefix(holder(u), pkg) || strings.HasPrefix(pkg, "Lcom/google/android/gms/") && strings.HasPrefix(holder(u), "Lcom/google/android/gms/")
}
