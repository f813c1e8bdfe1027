package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// A policy that denies what the code does is the plainest contradiction. What it
// says elsewhere of the same type takes the edge off: then it is not the denial alone
// that users read.
var informationDeniedInPolicy = lint.Define(lint.Check{
	Name:  "information-denied-in-policy",
	Doc:   lang.Text{ZH: "隐私政策写明不收集的信息，代码在读取", EN: "code reads information that the policy says is not collected"},
	Stage: rules.StagePolicy,
	Needs: app.FactManifest | app.FactCode | app.FactPolicy,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Information) []lint.Finding {
	var out []lint.Finding
	for _, one := range p.taken(c) {
		s := statedOf(c, one.api.Information)
		if s.denied == nil {
			continue
		}
		f := one.unsure(with(one.finding(), lang.Text{
			ZH: "隐私政策却写明不收集（“" + s.denied.Word + "”）",
			EN: "and the policy says that it is not collected (“" + s.denied.Word + "”)",
		}))
		f.Quote, f.At = shorten(s.denied.Quote), inText(c, &s.denied.Mention)
		switch {
		case len(s.own) > 0:
			f = lowered(f, lang.Text{ZH: "文中另一处写了收集，请核对两处是否矛盾", EN: "another place says that it is: make sure that the two do not contradict each other"})
		case !one.own():
			f = lowered(f, lang.Text{ZH: "读取者是第三方代码，请确认该句是否也包括第三方", EN: "third-party code reads it: make sure whether the sentence speaks for it, too"})
		}
		out = append(out, f)
	}
	return out
})
