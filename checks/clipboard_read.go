package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var clipboardRead = lint.Define(lint.Check{
	Name:  "clipboard-read",
	Doc:   lang.Text{ZH: "未经用户粘贴而读取剪贴板", EN: "the clipboard read without anybody pasting"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if api.Information == "clipboard" && occasionOf(u) != occasionNone {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.doubted(one.finding())
		switch occasion := occasionOf(one.best); {
		case one.best.Gate != nil && one.best.Gate.Kind == app.GateStored:
			f = lowered(f, lang.Text{
				ZH: "途中的 " + gateName(one.best.Gate) + " 像是用户可改的设置，请确认它默认关闭",
				EN: gateName(one.best.Gate) + " on the way looks like a setting of the user: make sure that it is off by default",
			})
		case occasion == occasionOpened:
			f = lowered(f, lang.Text{
				ZH: "用户打开该界面时即读取，请确认这个界面的用途就是粘贴",
				EN: "it is read as soon as the user opens the screen: make sure that pasting is what the screen is for",
			})
		case occasion == occasionBackground:
			f = lowered(f, lang.Text{
				ZH: "请确认由什么触发；Android 10 起后台读取只对输入法有效",
				EN: "make sure what sets it off; since Android 10 only input methods can read in the background",
			})
		}
		out = append(out, f)
	}
	return out
})

// occasion is what makes the app read the clipboard.
type occasion int

const (
	occasionNone       occasion = iota // nobody knows, or the user asked for it
	occasionStart                      // the app begins
	occasionReturn                     // a screen comes to the front
	occasionChange                     // something was copied
	occasionOpened                     // the user opened a further screen
	occasionBackground                 // a service or a receiver
)

func occasionOf(u *app.Use) occasion {
	switch {
	case u.Phase == app.Unreached:
		return occasionNone
	case goesThrough(u, "onPrimaryClipChanged"):
		return occasionChange // even where a tap began the watch
	case tapped(u):
		return occasionNone
	case u.Phase == app.Startup:
		return occasionStart
	case goesThrough(u, "onResume", "onRestart", "onStart", "onPostResume", "onWindowFocusChanged", "onTopResumedActivityChanged", "onActivityResumed", "onActivityStarted"):
		return occasionReturn
	case u.Phase == app.Background:
		return occasionBackground
	case goesThrough(u, "onCreate", "onCreateView", "onViewCreated", "onNewIntent"):
		return occasionOpened
	}
	return occasionNone
}
