package checks

import (
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// Forms of a Chinese organisation's name: an SDK may be from anybody.
var (
	operatorName = regexp.MustCompile(`公司|工作室|研究院|事务所|合作社|银行|医院|大学|学院|学校|协会|中心|集团|个体工商户|个人开发者|开发者[:：]`)
	noOperator   = regexp.MustCompile(`(?:个人|用户|会员|帮助|设置|隐私|安全|消息|客服|账号|账户)中心|(?:关联|合作|第三方|其他)公司|银行(?:卡|账)`) // pages of the app, other companies, data
)

// disclosureTopics are what an SDK has to publish about itself (T/TAF 078.6 5.7,
// T/TAF 267.1 7), each with its cues in the form of policy.Normalize.
var disclosureTopics = []struct {
	anchor string
	name   lang.Text
	cue    *regexp.Regexp
}{
	{"information", lang.Text{ZH: "收集的个人信息类型", EN: "the types of information collected"}, regexp.MustCompile(`(?:收集|采集|获取|处理).{0,40}(?:信息|数据|标识)|信息类型|个人信息字段`)},
	{"permissions", lang.Text{ZH: "所需权限", EN: "the permissions it needs"}, regexp.MustCompile(`权限|permission`)},
	{"init-after-consent", lang.Text{ZH: "用户同意后初始化的方法", EN: "how to initialise after consent"}, regexp.MustCompile(`同意.{0,40}(?:初始化|启动|调用|再)|(?:初始化|启动|调用).{0,40}同意|延迟初始化|延后初始化|预初始化|preinit`)},
	{"switches", lang.Text{ZH: "可选信息或功能的关闭方法", EN: "how to switch optional collection off"}, regexp.MustCompile(`关闭|开关|可选|停用|禁用|不采集|控制.{0,6}(?:采集|收集)`)},
	{"version", lang.Text{ZH: "适用的 SDK 版本", EN: "the version it speaks of"}, regexp.MustCompile(`版本|version|v[0-9]+\.[0-9]`)},
	{"operator", lang.Text{ZH: "运营者名称", EN: "who offers it"}, operatorName},
	{"complaint", lang.Text{ZH: "投诉或联系渠道", EN: "a channel for complaints"}, regexp.MustCompile(`投诉|举报|客服|联系我们|联系方式|反馈|@`)},
}

// It speaks of the disclosure of an SDK, which is handed over in the place of a
// policy when an SDK is scanned.
var sdkDisclosureLacks = lint.Define(lint.Check{
	Name:    "sdk-disclosure-lacks",
	Doc:     lang.Text{ZH: "SDK 的公示文本缺少应公开的内容", EN: "the disclosure of an SDK is silent on what it has to publish"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy | app.FactDisclosure,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, t := range disclosureTopics {
		told := false
		for _, para := range c.App.Policy.Paragraphs {
			text := policy.Normalize(para.Text)
			if t.anchor == "operator" {
				text = noOperator.ReplaceAllString(text, "")
			}
			told = told || t.cue.MatchString(text)
		}
		if !told {
			out = append(out, lint.Finding{
				Anchor: t.anchor, At: app.Location{File: c.App.Policy.File},
				Note: lang.Text{ZH: "SDK 公示文本中未见" + t.name.ZH, EN: "the disclosure does not tell " + t.name.EN},
			})
		}
	}
	return out
})
