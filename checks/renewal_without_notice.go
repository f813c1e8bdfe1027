package checks

import (
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// What an order page says about renewal, and what it should say with it.
var (
	renewalOffered = regexp.MustCompile(`自动(?:续费|续订|续期)|连续(?:包月|包季|包年)`)
	renewalNotice  = regexp.MustCompile(`(?:提前|到期前|扣费前|扣款前|续费前|日前)[^。]{0,10}(?:5|五|７|7|七|10|十|\d+)\s*(?:个工作)?(?:日|天)|(?:5|五|7|七)\s*(?:日|天)(?:前|之前|内)[^。]{0,12}(?:提醒|通知|告知)`)
	renewalCancel  = regexp.MustCompile(`(?:取消|关闭|解除|停止|退订|管理)[^。，,]{0,8}(?:自动续费|自动续订|续费|续订|订阅|连续包月|扣款|签约)|(?:自动续费|自动续订|续费|续订|订阅)[^。]{0,12}(?:取消|关闭|解约|管理)|随时(?:可)?取消`)
)

var renewalWithoutNotice = lint.Define(lint.Check{
	Name:    "renewal-without-notice",
	Doc:     lang.Text{ZH: "有自动续费的文字，未见提前提醒或取消方式", EN: "words for automatic renewal, none for a reminder or a way to cancel"},
	Stage:   rules.StageTexts,
	Needs:   app.FactContainer | app.FactResources | app.FactClasses,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var offer app.Text
	notice, cancel := false, false
	for _, t := range c.App.Texts {
		if !containsAny(t.Value, "续", "包月", "包季", "包年", "取消", "提前", "提醒", "通知", "告知", "前") {
			continue // nearly every text
		}
		if offer.Value == "" && renewalOffered.MatchString(t.Value) {
			offer = t
		}
		notice = notice || renewalNotice.MatchString(t.Value)
		cancel = cancel || renewalCancel.MatchString(t.Value)
	}
	for _, para := range c.App.Policy.Paragraphs {
		notice = notice || renewalOffered.MatchString(para.Text) && renewalNotice.MatchString(para.Text)
	}
	if offer.Value == "" || notice && cancel {
		return nil
	}
	f := lint.Finding{Anchor: "renewal", Quote: shorten(offer.Value), At: offer.At, Note: lang.Text{
		ZH: "有自动续费的文字，未见取消续费的文字，也未见扣费前 5 日提醒的文字",
		EN: "there are words for automatic renewal, none for cancelling it and none for a reminder five days before",
	}}
	switch {
	case cancel:
		f.Note = lang.Text{
			ZH: "有自动续费和取消的文字，未见扣费前 5 日提醒的文字",
			EN: "there are words for automatic renewal and for cancelling it, none for a reminder five days before",
		}
	case notice:
		f.Note = lang.Text{
			ZH: "有自动续费和提前提醒的文字，未见取消续费的文字",
			EN: "there are words for automatic renewal and a reminder, none for cancelling it",
		}
	}
	return capped([]lint.Finding{f}, rules.Review, lang.Text{ZH: "说明也可能在网页中，请在购买页和会员页确认", EN: "a page of the server may say it: look at the pages for buying and for members"})
})
