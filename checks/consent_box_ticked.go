package checks

import (
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var (
	consentWords   = regexp.MustCompile(`同意|接受|(?i:\bagree|\baccept|\bconsent)`)
	refusalWords   = regexp.MustCompile(`不同意|不接受|(?i:disagree|not agree|not accept)`)
	otherThanWords = regexp.MustCompile(`记住|自动登录|下次|保存密码|(?i:remember|keep me)`)
)

var consentBoxTicked = lint.Define(lint.Check{
	Name:  "consent-box-ticked",
	Doc:   lang.Text{ZH: "布局中同意政策或协议的勾选框默认已勾选", EN: "a box in a layout that agrees to a policy or terms is ticked from the start"},
	Stage: rules.StageTexts,
	Needs: app.FactResources,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	s := screensOf(c)
	for i := range s.list {
		tickedBoxes(&s.list[i], func(at int, v *app.View) {
			if !isBox(v.Class) {
				return
			}
			if f, ok := tickedConsent(s, i, at); ok {
				out = append(out, f)
			}
		})
	}
	return out
})

// tickedConsent says what a ticked box agrees to, if it does.
func tickedConsent(s *screens, i, at int) (lint.Finding, bool) {
	l := &s.list[i]
	v, text := &l.Views[at], boxText(l, at)
	named := policyNames.MatchString(text)
	switch {
	case otherThanWords.MatchString(text) || refusalWords.MatchString(text):
		return lint.Finding{}, false
	case named || consentWords.MatchString(text):
		f := s.finding(i, v, lang.Text{
			ZH: "勾选框" + idWords(v).ZH + "默认已勾选，旁边的文字是同意政策或协议",
			EN: "the box" + idWords(v).EN + " is ticked from the start, and the text beside it agrees to a policy or terms",
		})
		f.Quote = shorten(text)
		switch {
		case !named:
			f = lowered(f, lang.Text{ZH: "文字没有写明是哪份政策或协议，请确认同意的是什么", EN: "the text does not name a policy: what is it that is agreed to?"})
		case strings.HasSuffix(v.Class, "RadioButton"):
			f = lowered(f, lang.Text{ZH: "这是单选按钮，请确认它不是一组选项中的一个", EN: "it is a radio button: make sure that it is not one choice of several"})
		case v.Hidden:
			f = lowered(f, lang.Text{ZH: "它一开始不显示，请确认何时显示、如何取消", EN: "it is not shown at first: when is it, and how can the tick be taken away?"})
		}
		return f, true
	case text == "" && consentID.MatchString(v.ID):
		f := s.finding(i, v, lang.Text{
			ZH: "勾选框" + idWords(v).ZH + "默认已勾选，从名称看是同意政策或协议",
			EN: "the box" + idWords(v).EN + " is ticked from the start, and its name speaks of agreeing to a policy or terms",
		})
		return lowered(f, lang.Text{ZH: "旁边的文字由代码设置，请确认它同意的是什么", EN: "code sets the text beside it: what does it agree to?"}), true
	}
	return lint.Finding{}, false
}

// idWords name a view where its id is known.
func idWords(v *app.View) lang.Text {
	if v.ID == "" {
		return lang.Text{}
	}
	return lang.Text{ZH: " " + v.ID + " ", EN: " " + v.ID}
}
