package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// The word may stand in the app instead, so that silence of the policy is a question.
var separateConsentNotInPolicy = lint.Define(lint.Check{
	Name:    "separate-consent-not-in-policy",
	Doc:     lang.Text{ZH: "隐私政策写了须单独同意的处理，没有提单独同意", EN: "the policy has processing that takes separate consent and no word of that"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, p struct {
	Named
	Shared bool `json:"shared,omitempty" doc:"giving them to third parties, not collecting them"`
}) []lint.Finding {
	if _, told := mentions(&c.App.Policy, "单独同意", "另行同意", "书面同意", "单独授权", "单独征得", "单独取得"); told {
		return nil
	}
	a := c.Published().Analysis()
	var out []lint.Finding
	seen := map[string]bool{}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		gives := m.Practice == analyzer.Share && !m.Denied && !m.Limited
		if seen[m.Type] || !slices.Contains(p.Named.Named, m.Type) || p.Shared && !gives || !p.Shared && !takes(m) {
			continue
		}
		seen[m.Type] = true
		word := a.Text(m.Place)
		f := lint.Finding{
			Anchor: m.Type, Quote: shorten(a.Text(a.Sentences[m.Sentence].Place)), At: statedAt(c, m.Place),
			Note: lang.Text{
				ZH: "隐私政策写了收集敏感个人信息“" + word + "”，全文没有提到单独同意",
				EN: "the policy has sensitive information (“" + word + "”) collected, and no word of separate consent",
			},
		}
		if p.Shared {
			f.Note = lang.Text{
				ZH: "隐私政策写了向第三方提供“" + word + "”，全文没有提到单独同意",
				EN: "the policy has “" + word + "” given to third parties, and no word of separate consent",
			}
		}
		out = append(out, f)
	}
	return out
})
