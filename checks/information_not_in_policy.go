package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// A word that names the type, or a wider one, is enough for silence, be it that the app
// denies it: whether that declares anything is asked by others.
var informationNotInPolicy = lint.Define(lint.Check{
	Name:    "information-not-in-policy",
	Doc:     lang.Text{ZH: "代码读取的信息在隐私政策中未提及", EN: "code reads information that the policy does not mention"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactManifest | app.FactCode | app.FactPolicy,
	Absence: true,
	Most:    rules.Suspected,
}, func(c *lint.Case, p Information) []lint.Finding {
	_, elsewhere := c.Published().Elsewhere()
	var out []lint.Finding
	for _, one := range p.taken(c) {
		if elsewhere && !one.own() {
			continue // it may stand in a list that nobody handed over
		}
		if how, _, known := c.Published().Tells(one.api.Information); how != published.Untold || !known {
			continue
		}
		f := one.unsure(with(one.finding(), lang.Text{ZH: "隐私政策中未见这类信息的任何说法", EN: "and the policy has no word for it"}))
		f.At = app.Location{File: c.App.Policy.File}
		if !one.own() {
			f = lowered(f, lang.Text{ZH: "由第三方代码读取，请确认政策所附的 SDK 清单中也没有", EN: "third-party code reads it: make sure that no list of SDKs that belongs to the policy has it"})
		}
		out = append(out, f)
	}
	return out
})
