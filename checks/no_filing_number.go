package checks

import (
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// An APP filing ends in a number and the letter A: 京ICP备12345678号-1A. The
// form was seen in use; no text that defines it was read.
var filingNumber = regexp.MustCompile(`ICP备\s?\d{4,}号\s?[-－—]\s?\d+[A-Z]`)

var noFilingNumber = lint.Define(lint.Check{
	Name:    "no-filing-number",
	Doc:     lang.Text{ZH: "安装包与隐私政策中未见 APP 备案号", EN: "no APP filing number in package or policy"},
	Stage:   rules.StageTexts,
	Needs:   app.FactContainer | app.FactResources | app.FactClasses,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	for _, t := range c.App.Texts {
		if filingNumber.MatchString(t.Value) {
			return nil
		}
	}
	for _, para := range c.App.Policy.Paragraphs {
		if filingNumber.MatchString(para.Text) {
			return nil
		}
	}
	return []lint.Finding{{
		Anchor: "filing",
		Note:   lang.Text{ZH: "未见形如“京ICP备12345678号-1A”的 APP 备案号；备案号也可能由服务器下发", EN: "no APP filing number such as 京ICP备12345678号-1A was seen; a server may send it"},
	}}
})
