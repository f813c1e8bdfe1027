package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Demands that GB/T 35273 8.5 and 191 六.2 count as unreasonable for giving up
// an account.
var unreasonable = []string{"手持身份证", "身份证照片", "身份证正反面", "邮寄", "纸质"}

var cancellationConditions = lint.Define(lint.Check{
	Name:  "cancellation-conditions",
	Doc:   lang.Text{ZH: "注销账号的条件不合理或超过时限", EN: "cancelling the account takes unreasonable conditions or too long"},
	Stage: rules.StagePolicy,
	Needs: app.FactPolicy,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	MaxWorkdays int `json:"max_workdays" doc:"longest accepted time in working days"`
}) []lint.Finding {
	var out []lint.Finding
	for _, para := range c.App.Policy.Paragraphs {
		for _, s := range sentences(para) {
			if !containsAny(s.text, "注销") {
				continue
			}
			at := inPolicy(&c.App.Policy, para)
			if containsAny(withoutDenials(s.text), unreasonable...) {
				out = append(out, lint.Finding{Anchor: "condition", Quote: shorten(s.raw), At: at,
					Note: lang.Text{ZH: "注销账号要求提交证件影像、邮寄或纸质材料", EN: "cancelling asks for pictures of papers, mail or paper forms"}})
			}
			if f, late := tooLate(s.text, p.MaxWorkdays); late {
				f.Note.ZH = "注销账号的处理" + f.Note.ZH
				f.Note.EN = "cancelling: " + f.Note.EN
				f.Quote, f.At = shorten(s.raw), at
				out = append(out, f)
			}
		}
	}
	return out
})
