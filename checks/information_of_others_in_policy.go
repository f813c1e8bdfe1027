package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var informationOfOthersInPolicy = lint.Define(lint.Check{
	Name:  "information-of-others-in-policy",
	Doc:   lang.Text{ZH: "应用自身读取的信息，隐私政策只写由第三方收集", EN: "the app itself reads what the policy says only third parties collect"},
	Stage: rules.StagePolicy,
	Needs: app.FactManifest | app.FactCode | app.FactPolicy,
	Most:  rules.Review,
}, func(c *lint.Case, p Information) []lint.Finding {
	var out []lint.Finding
	for _, one := range p.taken(c) {
		if !one.own() {
			continue
		}
		s := statedOf(c, one.api.Information)
		said := s.ofOthers()
		if said == nil {
			continue
		}
		f := one.unsure(with(one.finding(), lang.Text{
			ZH: "隐私政策只写第三方收集（“" + said.Word + "”），没有写应用自身收集",
			EN: "and the policy says only that third parties collect it (“" + said.Word + "”)",
		}))
		f.Quote, f.At = shorten(said.Quote), inText(c, &said.Mention)
		out = append(out, f)
	}
	return out
})
