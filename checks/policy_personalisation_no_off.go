package checks

import (
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

var (
	personalisation = []string{"个性化推荐", "个性化推送", "个性化广告", "个性化内容", "个性化展示", "个性化的推荐", "个性化的广告", "定向推送", "定向广告", "程序化广告", "算法推荐", "推荐算法", "精准推送", "精准营销"}
	unoffered       = regexp.MustCompile(`(?:不提供|不进行|不开展|不涉及|没有|未提供|未开展)[^,。;:!?]*`)
	wayOut          = []string{"关闭", "退出", "拒绝", "不接受", "取消", "停止", "退订", "非个性化", "不针对"}
)

var policyPersonalisationNoOff = lint.Define(lint.Check{
	Name:    "policy-personalisation-no-off",
	Doc:     lang.Text{ZH: "隐私政策提到个性化推送，未写如何关闭", EN: "the policy speaks of personalisation, not of how to switch it off"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	text := c.App.Policy.Paragraphs
	first := -1
	for i, para := range text {
		offered := unoffered.ReplaceAllString(withoutDenials(policy.Normalize(para.Text)), "")
		if !containsAny(offered, personalisation...) {
			continue
		}
		if first < 0 {
			first = i
		}
		// The way out often stands in one of the next paragraphs.
		for _, near := range text[i:min(i+4, len(text))] {
			if containsAny(policy.Normalize(near.Text), wayOut...) {
				return nil
			}
		}
	}
	if first < 0 {
		return nil
	}
	return []lint.Finding{{
		Anchor: "personalisation",
		Note:   lang.Text{ZH: "隐私政策提到个性化推送或推荐，附近未见关闭或退出的方式", EN: "the policy speaks of personalised content and gives no way out near it"},
		Quote:  shorten(text[first].Text),
		At:     inPolicy(&c.App.Policy, text[first]),
	}}
})
