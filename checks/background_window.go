package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Broadcasts are the parameter of checks that speak of what sets an app off.
type Broadcasts struct {
	Actions []string `json:"actions" doc:"actions of broadcasts that no act of the user in the app sets off"`
}

var backgroundWindow = lint.Define(lint.Check{
	Name:  "background-window",
	Doc:   lang.Text{ZH: "收到系统广播后从后台弹出界面或悬浮窗", EN: "screens or windows shown from the background upon broadcasts of the system"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Broadcasts) []lint.Finding {
	registered := registrations(c)
	several := map[*app.Use]string{} // the broadcasts of which one sets it off
	var g groups
	usesOf(c, []string{startActivityAPI, "beh.overlay"}, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Background || calledName(u) == "canDrawOverlays" || tapped(u) {
			return
		}
		if to := targetOf(u); u.API == startActivityAPI && (to.foreign(c) != "" || leadsAway(c, u) != "") {
			return // which is T6-007's and T7-013's
		}
		if actions := p.setOff(c, u, registered); len(actions) > 0 {
			g.add(u.Owner, u, api, actions[0])
			several[u] = strings.Join(actions, " / ")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.certain(c, one.doubted(with(one.finding(), lang.Text{ZH: "由广播 " + several[one.best] + " 触发", EN: "set off by the broadcast " + several[one.best]})))
		switch kind := one.best.Entry.Kind; {
		case kind == app.Receiver && c.App.Manifest.TargetSDK >= 26:
			f = lowered(f, lang.Text{
				ZH: "targetSdkVersion 为 26 及以上时，系统多不再向清单中的接收器发送该广播，请确认是否仍会触发",
				EN: "with targetSdkVersion 26 and later most receivers in the manifest are not sent this broadcast: does it still happen?",
			})
		case kind == app.Activity:
			f = lowered(f, lang.Text{
				ZH: "接收器由界面或它启动的服务注册，请确认应用不在前台时也会弹出，且不是用户设定的",
				EN: "a screen, or a service that it starts, registers the receiver: does it happen while the app is not in front, and not as the user set it?",
			})
		}
		out = append(out, f)
	}
	return out
})

// setOff returns the broadcasts of which one sets a use off: those that the receiver
// of the manifest by which it is entered waits for, or the one that code registers.
func (p Broadcasts) setOff(c *lint.Case, u *app.Use, registered map[string][]registration) (actions []string) {
	waits := func(action string) bool { return slices.Contains(awaited(u, registered), action) }
	if u.Entry.Kind == app.Receiver {
		waits = func(action string) bool {
			return slices.ContainsFunc(c.App.Manifest.Components, func(k app.Component) bool {
				return k.Kind == app.Receiver && k.Name == u.Entry.Class && k.Handles(action, "")
			})
		}
	}
	for _, action := range p.Actions {
		if waits(action) {
			actions = append(actions, action)
		}
	}
	return actions
}

// registration is a receiver that code registers.
type registration struct {
	class   string // com.example.Wake; "" where it is not known
	actions []string
}

// registrations returns the receivers that are registered, by the method that does.
func registrations(c *lint.Case) map[string][]registration {
	all := map[string][]registration{}
	usesOf(c, []string{"beh.register_receiver"}, func(u *app.Use, _ *rules.API) {
		var r registration
		for i, arg := range u.Args {
			if i == 0 || arg.Class != "android.content.IntentFilter" {
				continue
			}
			r.class = u.Args[i-1].Class
			for _, call := range arg.Calls {
				if (call.Name == "<init>" || call.Name == "addAction") && len(call.Args) > 0 {
					r.actions = append(r.actions, call.Args[0].Constants...)
				}
			}
		}
		all[holder(u)] = append(all[holder(u)], r)
	})
	return all
}

// awaited returns the actions for which the last receiver on the path of a use was
// registered there; none where that is not certain.
func awaited(u *app.Use, registered map[string][]registration) []string {
	names := stepNames(u)
	i := len(names) - 1
	for i > 0 && names[i] != "onReceive" {
		i--
	}
	if i <= 0 {
		return nil
	}
	class := classOf(u.Path[i])
	here := registered[u.Path[i-1].Symbol]
	for _, r := range here {
		if r.class == class {
			return r.actions
		}
	}
	if len(here) == 1 {
		return here[0].actions
	}
	return nil
}
