package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// An SDK that is set to work behind a question of consent or after an act of the
// user needs no switch: only the start-up counts. One that waits of itself until
// it is told needs none either.
var consentSwitchUnused = lint.Define(lint.Check{
	Name:    "consent-switch-unused",
	Doc:     lang.Text{ZH: "启动时初始化 SDK，却从未调用它的预初始化或同意接口", EN: "an SDK is initialised at start-up and nobody calls its switch for consent"},
	Stage:   rules.StageCode,
	Needs:   app.FactManifest | app.FactCode,
	Absence: true,
	Callers: true,
	Most:    rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var g groups
	missing := map[string]*rules.Switch{}
	for i := range c.App.Code.Told {
		t := &c.App.Code.Told[i]
		if t.Switch != app.SwitchInit || t.Phase != app.Startup || t.Gate != nil {
			continue
		}
		sdk := c.Catalog.SDK(t.SDK)
		if s := unusedSwitch(c, sdk.ID, consentKinds, slices.Concat(sdk.PreInit, sdk.Consent)...); s != nil && !s.DefaultOff {
			missing[sdk.ID] = s
			g.add(app.Owner{Kind: app.OwnerSDK, ID: sdk.ID, Name: sdk.Name}, &t.Use, nil, string(app.SwitchConsent)) // stable when the SDK gets another switch
		}
	}
	var out []lint.Finding
	for _, one := range g.list {
		s := missing[one.owner.ID]
		name, how := methodName(s.Method), waiting(c.Catalog.SDK(one.owner.ID), s)
		f := one.initialised()
		f.Note.ZH += "；包内有 " + name + "，没有任何代码调用它。请改为：" + how.ZH
		f.Note.EN += "; the package has " + name + ", which no code calls: " + how.EN
		out = append(out, one.doubted(unconfirmed(f, s)))
	}
	return out
})

// initialised is the proof that an SDK is set to work.
func (g *useGroup) initialised() lint.Finding {
	u := g.best
	when, entry := circumstances(u)
	return lint.Finding{
		Owner: g.owner.ID, Anchor: g.anchor, Phase: string(u.Phase), At: u.Path[len(u.Path)-1], Path: u.Path,
		Note: lang.Text{
			ZH: when.ZH + "初始化" + g.owner.Name.ZH + "（" + usedName(u) + "）" + entry.ZH,
			EN: g.owner.Name.EN + " is initialised (" + usedName(u) + ") " + when.EN + entry.EN,
		},
	}
}
