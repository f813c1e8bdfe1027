package published

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
)

// What texts call the lists that every app publishes, in the form of
// [policy.Normalize].
var (
	elsewhere = regexp.MustCompile(`(?:sdk|三方|合作方|合作伙伴)(?:类)?(?:共享|合作|服务|信息|个人信息|接入|应用|收集|使用|及类似|技术|的|与|和)*(?:清单|目录|列表|名单|调用说明)》?`)
	collected = regexp.MustCompile(`(?:收集|使用).{0,8}信息.{0,8}(?:清单|明细|列表)|个人信息.{0,8}(?:清单|明细)|信息收集.{0,4}(?:清单|明细|列表)|双清单|收集清单`)
	sharing   = regexp.MustCompile(`(?:第?三方|共享|合作).{0,12}(?:清单|目录|列表|名单|明细)|sdk.{0,8}(?:清单|目录|列表|名单|明细|说明)|双清单`)
)

// listWord reports whether a text has a word that all names of lists have.
func listWord(text string) bool {
	return slices.ContainsFunc([]string{"清单", "目录", "列表", "名单", "说明", "明细"}, func(w string) bool { return strings.Contains(text, w) })
}

// ListOfCollected reports whether a text speaks of 已收集个人信息清单.
func ListOfCollected(text string) bool {
	return listWord(text) && collected.MatchString(policy.Normalize(text))
}

// ListOfSharing reports whether a text speaks of 与第三方共享个人信息清单.
func ListOfSharing(text string) bool {
	return listWord(text) && sharing.MatchString(policy.Normalize(text))
}

var (
	denied = regexp.MustCompile(`(?:不会|不得|禁止|未经|绝不)[^,，。;；:：!！?？]*`)
	shares = regexp.MustCompile(`(?:共享|分享|提供|披露|委托|传输|接入|集成|嵌入|使用).{0,60}(?:第?三方|合作方|合作伙伴|合作机构|关联方|关联公司|服务商|供应商|sdk)|` +
		`(?:第?三方|合作方|合作伙伴|合作机构|关联公司|服务商|供应商|sdk).{0,60}(?:共享|收集|采集|提供|获取|处理|使用|读取)`)
	personal = regexp.MustCompile(`个性化|定向推|定向广告|程序化|精准|画像|感兴趣|兴趣|偏好|智能推荐|算法推荐|推荐算法|自动化决策|自动决策|千人千面|个人化|定制.{0,6}(?:广告|内容|推荐)|personali[sz]`)
)

// Shares returns the first paragraph that says, and does not only deny, that
// others are given information or collect it.
func Shares(p *app.Policy) (app.Paragraph, bool) {
	return first(p, func(text string) bool { return shares.MatchString(denied.ReplaceAllString(text, "")) })
}

// Personalises returns the first paragraph that speaks of personalised content or
// advertising.
func Personalises(p *app.Policy) (app.Paragraph, bool) { return first(p, personal.MatchString) }

func first(p *app.Policy, is func(string) bool) (app.Paragraph, bool) {
	for _, para := range p.Paragraphs {
		if is(policy.Normalize(para.Text)) {
			return para, true
		}
	}
	return app.Paragraph{}, false
}
