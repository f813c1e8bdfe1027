package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

var informationVagueInPolicy = lint.Define(lint.Check{
	Name:    "information-vague-in-policy",
	Doc:     lang.Text{ZH: "代码读取的信息在隐私政策中只有笼统说法", EN: "code reads information that the policy names only vaguely"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactManifest | app.FactCode | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, p Information) []lint.Finding {
	var out []lint.Finding
	for _, one := range p.taken(c) {
		how, said, _ := c.Published().Tells(one.api.Information)
		if how != published.Wider || !one.own() {
			continue
		}
		f := one.unsure(with(one.finding(), lang.Text{
			ZH: "隐私政策只写了“" + said.Word + "”，没有写明这一项",
			EN: "and the policy has only “" + said.Word + "” and not this very item",
		}))
		f.Quote, f.At = shorten(said.Quote), inText(c, &said)
		out = append(out, f)
	}
	return out
})
