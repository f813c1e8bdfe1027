package checks

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// A text that tells of a change of the policy, and the refusals that end the app.
var (
	policyUpdated = regexp.MustCompile(`(?:隐私|协议|政策|条款|声明)[^。！]{0,16}(?:更新|变更|修订|修改|调整|升级)|(?:更新|变更|修订|修改|调整|升级)[^。！]{0,12}(?:隐私|协议|政策|条款|声明)|(?i:updated? (?:our|the)[^.]{0,30}(?:privacy|terms)|(?:privacy policy|terms)[^.]{0,30}(?:updated|changed))`)
	leavingApp    = regexp.MustCompile(`(?i)退出|离开|关闭应用|exit|quit|leave`)
)

var updatedPolicyOrExit = lint.Define(lint.Check{
	Name:  "updated-policy-or-exit",
	Doc:   lang.Text{ZH: "政策更新的弹窗只给同意或退出两种选择", EN: "a prompt about an updated policy leaves only agreeing or leaving"},
	Stage: rules.StageTexts,
	Needs: app.FactResources | app.FactCode,
	Most:  rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	s := screensOf(c)
	for i := range s.list {
		l := &s.list[i]
		has, ok := choicesOf(s, l)
		if !ok || has.agree < 0 || has.form || has.unknown || !policyUpdated.MatchString(has.text(l)) {
			continue
		}
		if len(has.refuse) == 0 || slices.ContainsFunc(has.refuse, func(words string) bool { return !leavingApp.MatchString(words) }) {
			continue
		}
		exit := has.refuse[0]
		f := s.finding(i, &l.Views[has.agree], lang.Text{
			ZH: "弹窗告知政策或协议已更新，只能选“" + l.Views[has.agree].Text + "”或“" + exit + "”；请确认不同意新增内容的用户还能否使用原有功能",
			EN: "the prompt tells that the policy or the terms have changed, and the only choices are “" + l.Views[has.agree].Text + "” and “" + exit + "”: can those who do not agree to what is new still use what they had?",
		})
		f.Quote = shorten(has.text(l))
		out = append(out, f)
	}
	return append(out, updatesInCode(c)...)
})

// updatesInCode looks at the prompts that code puts together.
func updatesInCode(c *lint.Case) (out []lint.Finding) {
	codePrompts(c, func(p *prompt) {
		if !policyUpdated.MatchString(p.text) || len(p.others) == 0 || slices.ContainsFunc(p.others, func(words string) bool { return !leavingApp.MatchString(words) }) {
			return
		}
		out = append(out, lint.Finding{
			Owner: p.use.Owner.ID, Anchor: "AlertDialog", Phase: string(p.use.Phase), At: p.use.Path[len(p.use.Path)-1], Path: p.use.Path, Quote: p.quote(),
			Note: lang.Text{
				ZH: "对话框告知政策或协议已更新，只能选“" + p.agree + "”或“" + p.others[0] + "”；请确认不同意新增内容的用户还能否使用原有功能",
				EN: "the dialog tells that the policy or the terms have changed, and the only choices are “" + p.agree + "” and “" + p.others[0] + "”: can those who do not agree to what is new still use what they had?",
			},
		})
	})
	return out
}
