package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// LeftOn says of which switch a rule speaks.
type LeftOn struct {
	Switch string `json:"switch" enum:"personalisation,wake" doc:"the kind of switch, as rules/catalog/sdks names it"`
}

var switchLeftOn = lint.Define(lint.Check{
	Name:    "switch-left-on",
	Doc:     lang.Text{ZH: "初始化了 SDK，却从未关闭它的某项功能，或一律开启", EN: "an SDK is initialised and a function of it is never switched off, or always on"},
	Stage:   rules.StageCode,
	Needs:   app.FactManifest | app.FactCode,
	Absence: true,
	Callers: true,
	Most:    rules.Suspected,
}, func(c *lint.Case, p LeftOn) []lint.Finding {
	var out []lint.Finding
	for i := range c.Catalog.SDKs {
		sdk := &c.Catalog.SDKs[i]
		init := earliest(toldBy(c, sdk.ID, app.SwitchInit))
		if init == nil {
			continue
		}
		g := useGroup{owner: app.Owner{Kind: app.OwnerSDK, ID: sdk.ID, Name: sdk.Name}, anchor: p.Switch, best: &init.Use}
		if f, ok := p.left(c, sdk, &g); ok {
			out = append(out, f)
		}
	}
	return out
})

// earliest returns what proves most of the calls that something leads to, or nil.
func earliest(all []*app.Told) *app.Told {
	var best *app.Told
	for _, t := range all {
		if t.Phase != app.Unreached && (best == nil || better(&t.Use, &best.Use)) {
			best = t
		}
	}
	return best
}

// left returns the proof that the function is left on, if it is.
func (p LeftOn) left(c *lint.Case, sdk *rules.SDK, g *useGroup) (lint.Finding, bool) {
	kind := app.SwitchKind(p.Switch)
	switches, words := sdk.Personalisation, personalisationWords
	if kind == app.SwitchWake {
		switches, words = sdk.Wake, wakeWords
	}
	if on, s := onlyOn(toldBy(c, sdk.ID, kind), switches); on != nil {
		name, f := methodName(s.Method), g.initialised()
		g.best = &on.Use
		f.At, f.Path = on.Path[len(on.Path)-1], on.Path
		f.Note.ZH += "；" + name + " 只以 " + on.Given + "（开启" + words.ZH + "）调用，没有代码关闭它。" + offWords(s).ZH
		f.Note.EN += "; " + name + " is called with " + on.Given + " alone, which switches " + words.EN + " on, and nothing switches it off: " + offWords(s).EN
		return g.doubted(unconfirmed(f, s)), true
	}
	switches = slices.DeleteFunc(slices.Clone(switches), func(s rules.Switch) bool { return s.DefaultOff })
	s := unusedSwitch(c, sdk.ID, []app.SwitchKind{kind}, switches...)
	if s == nil {
		return lint.Finding{}, false
	}
	name, f := methodName(s.Method), g.initialised()
	f.Note.ZH += "；包内有" + words.ZH + "的开关 " + name + "，没有任何代码调用它，默认开启。" + offWords(s).ZH
	f.Note.EN += "; the package has the switch of " + words.EN + ", " + name + ", which no code calls, and it is on by default: " + offWords(s).EN
	return g.doubted(unconfirmed(f, s)), true
}

// onlyOn returns a call that switches on, to which something leads, and its
// switch, if every call of a switch is known to do so.
func onlyOn(all []*app.Told, switches []rules.Switch) (*app.Told, *rules.Switch) {
	var on *app.Told
	var by *rules.Switch
	for _, t := range all {
		i := slices.IndexFunc(switches, func(s rules.Switch) bool { return s.Method == t.Member })
		if i < 0 || t.Given == "" || switches[i].Off == "" || t.Given == switches[i].Off {
			return nil, nil
		}
		if on == nil || better(&t.Use, &on.Use) {
			on, by = t, &switches[i]
		}
	}
	if on != nil && on.Phase == app.Unreached {
		return nil, nil
	}
	return on, by
}

var (
	personalisationWords = lang.Text{ZH: "个性化广告", EN: "personalised ads"}
	wakeWords            = lang.Text{ZH: "关联启动", EN: "starting between apps"}
)

// offWords say how to switch off.
func offWords(s *rules.Switch) lang.Text {
	name := methodName(s.Method)
	if s.Off == "" {
		return lang.Text{ZH: "请经 " + name + " 传入用户的选择", EN: "hand the user's choice over by " + name}
	}
	return lang.Text{
		ZH: "关闭时调用 " + name + "，末位参数传 " + s.Off + orFalse(s.Off).ZH,
		EN: "to switch off, call " + name + " with " + s.Off + orFalse(s.Off).EN + " as its last argument",
	}
}

// orFalse adds how the value is written where the argument is a boolean.
func orFalse(off string) lang.Text {
	switch off {
	case "0":
		return lang.Text{ZH: "（布尔参数为 false）", EN: " (false if it is a boolean)"}
	case "1":
		return lang.Text{ZH: "（布尔参数为 true）", EN: " (true if it is a boolean)"}
	}
	return lang.Text{}
}
