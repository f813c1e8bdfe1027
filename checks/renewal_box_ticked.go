package checks

import (
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var renewalWords = regexp.MustCompile(`自动(?:续费|续订|续期|扣费|扣款|续约)|连续(?:包月|包季|包年)|到期[^。，,]{0,4}自动`)

var renewalBoxTicked = lint.Define(lint.Check{
	Name:  "renewal-box-ticked",
	Doc:   lang.Text{ZH: "布局中自动续费的勾选框默认已勾选", EN: "a box for automatic renewal in a layout is ticked from the start"},
	Stage: rules.StageTexts,
	Needs: app.FactResources,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	s := screensOf(c)
	for i := range s.list {
		l := &s.list[i]
		tickedBoxes(l, func(at int, v *app.View) {
			text := boxText(l, at)
			if !renewalWords.MatchString(text) || policyNames.MatchString(text) {
				return // a box for the terms of renewal is another one
			}
			f := s.finding(i, v, lang.Text{
				ZH: "自动续费的勾选框或开关" + idWords(v).ZH + "默认已打开",
				EN: "the box or switch" + idWords(v).EN + " for automatic renewal is on from the start",
			})
			f.Quote = shorten(text)
			if !isBox(v.Class) {
				f = lowered(f, lang.Text{ZH: "开关可能只显示已有的订阅，请在购买页确认", EN: "a switch may show a subscription one already has: look at the page where it is bought"})
			}
			out = append(out, f)
		})
	}
	return out
})
