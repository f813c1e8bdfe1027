package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

var sharingNotInPolicy = lint.Define(lint.Check{
	Name:    "sharing-not-in-policy",
	Doc:     lang.Text{ZH: "含收集信息的第三方 SDK，隐私政策未写向第三方提供", EN: "SDKs that collect are present and the policy is silent on sharing"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactSDKs | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	sdks := disclosable(c)
	if len(sdks) == 0 {
		return nil
	}
	if slices.ContainsFunc(c.Published().Analysis().Sentences, gives) {
		return nil
	}
	zh, en := sdkNames(sdks)
	return []lint.Finding{{
		Anchor: "sharing", At: app.Location{File: c.App.Policy.File},
		Note: lang.Text{
			ZH: "包内有收集信息的第三方 SDK（" + zh + "），隐私政策没有说明向第三方提供或由第三方收集个人信息",
			EN: "the package has SDKs that collect (" + en + "), and the policy does not say that others are given information or collect it",
		},
	}}
})

// gives reports whether a sentence says that third parties are given information or
// collect it, be it only with consent.
func gives(s analyzer.Sentence) bool {
	return !s.Denied && (s.Share || s.Third && (s.Collect || s.Use))
}
