package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// Kinds is the parameter of checks that speak of SDKs of some kinds.
type Kinds struct {
	Kinds []string `json:"kinds" doc:"ids of kinds of SDK"`
}

var personalisationNotInPolicy = lint.Define(lint.Check{
	Name:    "personalisation-not-in-policy",
	Doc:     lang.Text{ZH: "含广告 SDK，隐私政策未提个性化推送或广告", EN: "ad SDKs are present and the policy is silent on personalisation"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactSDKs | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, p Kinds) []lint.Finding {
	var ads []*app.SDK
	for _, k := range disclosable(c) {
		if sdk := c.Catalog.SDK(k.ID); slices.Contains(p.Kinds, sdk.Category) {
			ads = append(ads, k)
		}
	}
	if len(ads) == 0 {
		return nil
	}
	if _, told := c.Published().Analysis().States(analyzer.Personalization); told {
		return nil
	}
	zh, en := sdkNames(ads)
	return []lint.Finding{{
		Anchor: "personalisation", At: app.Location{File: c.App.Policy.File},
		Note: lang.Text{
			ZH: "包内有广告或推荐 SDK（" + zh + "），隐私政策没有提到个性化、定向推送或程序化广告",
			EN: "the package has SDKs for ads or recommendations (" + en + "), and the policy has no word on personalised content or advertising",
		},
	}}
})
