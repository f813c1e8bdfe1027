package checks

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

var (
	personalisation = []string{"个性化", "定向", "程序化", "算法推荐", "推荐算法", "精准推送", "精准营销", "画像", "自动化决策"}
	unoffered       = regexp.MustCompile(`(?:不提供|不进行|不开展|不涉及|没有|未提供|未开展)[^,。;:!?]*`)
)

var policyPersonalisationNoOff = lint.Define(lint.Check{
	Name:    "policy-personalisation-no-off",
	Doc:     lang.Text{ZH: "隐私政策提到个性化推送，未写如何关闭", EN: "the policy speaks of personalisation, not of how to switch it off"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	a := c.Published().Analysis()
	if _, off := a.States(analyzer.PersonalizationOff); off {
		return nil
	}
	i := slices.IndexFunc(a.Topics, func(s analyzer.Stated) bool {
		return s.Topic == analyzer.Personalization && offered(a.Sentences[s.Sentence].Folded)
	})
	if i < 0 {
		return nil
	}
	said := a.Topics[i]
	return []lint.Finding{{
		Anchor: "personalisation",
		Note:   lang.Text{ZH: "隐私政策提到个性化推送或推荐，未见关闭或退出的方式", EN: "the policy speaks of personalised content and gives no way out"},
		Quote:  shorten(a.Text(said.Place)),
		At:     statedAt(c, said.Place),
	}}
})

// offered reports whether a sentence, in the form of policy.Normalize, says that
// something is personalised, and not that nothing is.
func offered(text string) bool {
	return containsAny(unoffered.ReplaceAllString(withoutDenials(text), ""), personalisation...)
}
