package checks

import (
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// Forms of a Chinese organisation's name, and of the ways to reach it.
var (
	operatorName = regexp.MustCompile(`公司|工作室|研究院|事务所|合作社|银行|医院|大学|学院|学校|协会|中心|集团|个体工商户|个人开发者|开发者[:：]`)
	noOperator   = regexp.MustCompile(`(?:个人|用户|会员|帮助|设置|隐私|安全|消息|客服|账号|账户)中心|(?:关联|合作|第三方|其他)公司|银行(?:卡|账)`) // pages of the app, other companies, data
	contactWay   = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.]+|1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3,4}-?\d{3,4}|\b9\d{4}\b|客服|联系地址|联系电话|办公地址|注册地址|邮寄地址|通信地址|通讯地址`)
)

var policyLacksContact = lint.Define(lint.Check{
	Name:    "policy-lacks-contact",
	Doc:     lang.Text{ZH: "隐私政策未写处理者名称或联系方式", EN: "the policy names no processor or no way to reach it"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var named, reachable bool
	for _, para := range c.App.Policy.Paragraphs {
		text := policy.Normalize(para.Text)
		named = named || operatorName.MatchString(noOperator.ReplaceAllString(text, ""))
		reachable = reachable || contactWay.MatchString(text)
	}
	var out []lint.Finding
	at := app.Location{File: c.App.Policy.File}
	if !named {
		out = append(out, lint.Finding{Anchor: "operator", At: at, Note: lang.Text{ZH: "隐私政策中未见个人信息处理者的名称", EN: "the policy does not name the processor"}})
	}
	if !reachable {
		out = append(out, lint.Finding{Anchor: "contact", At: at, Note: lang.Text{ZH: "隐私政策中未见邮箱、电话、地址或客服等联系方式", EN: "the policy gives no e-mail, telephone, address or service desk"}})
	}
	return out
})
