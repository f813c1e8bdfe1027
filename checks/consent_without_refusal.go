package checks

import (
	"path"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var consentWithoutRefusal = lint.Define(lint.Check{
	Name:  "consent-without-refusal",
	Doc:   lang.Text{ZH: "布局或代码里的同意弹窗没有拒绝的按钮", EN: "a prompt for consent in a layout or in code has no button to refuse"},
	Stage: rules.StageTexts,
	Needs: app.FactResources | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	s := screensOf(c)
	for i := range s.list {
		l := &s.list[i]
		has, ok := choicesOf(s, l)
		if !ok || has.agree < 0 || has.form || has.unknown || len(has.refuse) > 0 {
			continue
		}
		button, text := l.Views[has.agree].Text, has.text(l)
		if !consentWords.MatchString(button) && !consentWords.MatchString(text) {
			continue // it tells something and asks nothing
		}
		f := s.finding(i, &l.Views[has.agree], lang.Text{
			ZH: "布局征求对政策或协议的同意，按钮只有“" + button + "”，没有不同意、退出、取消一类的按钮",
			EN: "the layout asks to agree to a policy or terms, its only button says “" + button + "”, and none disagrees, leaves or cancels",
		})
		f.Quote = shorten(text)
		switch {
		case text == "":
			f = lowered(f, lang.Text{ZH: "文字由代码设置，只有布局的名称说到政策或协议，请确认它是同意弹窗", EN: "code sets the words, and only the name of the layout speaks of a policy or terms: is it a prompt for consent?"})
		case !consentWords.MatchString(button):
			f = lowered(f, lang.Text{ZH: "按钮没有写“同意”，请确认它是否被当作同意", EN: "the button does not say that it agrees: is it taken for consent?"})
		}
		out = append(out, f)
	}
	out = append(out, dialogsWithoutRefusal(c)...)
	return append(out, hybridPrompts(c)...)
})

// dialogsWithoutRefusal looks at the prompts that code puts together.
func dialogsWithoutRefusal(c *lint.Case) []lint.Finding {
	var g groups
	found := map[*app.Use]*prompt{}
	codePrompts(c, func(p *prompt) {
		if len(p.others) == 0 && (consentWords.MatchString(p.agree) || consentWords.MatchString(p.text)) {
			found[p.use] = p
			g.add(p.use.Owner, p.use, &rules.API{}, "AlertDialog")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		p, u := found[one.best], one.best
		f := lint.Finding{
			Owner: one.owner.ID, Anchor: one.anchor, Phase: string(u.Phase), At: u.Path[len(u.Path)-1], Path: u.Path, Quote: p.quote(),
			Note: lang.Text{
				ZH: "代码弹出的对话框征求对政策或协议的同意，按钮只有“" + p.agree + "”，没有调用 setNegativeButton" + entryWords(u).ZH,
				EN: "a dialog in code asks to agree to a policy or terms, its only button says “" + p.agree + "”, and setNegativeButton is not called" + entryWords(u).EN,
			},
		}
		if !consentWords.MatchString(p.agree) {
			f = lowered(f, lang.Text{ZH: "按钮没有写“同意”，请确认它是否被当作同意", EN: "the button does not say that it agrees: is it taken for consent?"})
		}
		out = append(out, one.doubted(f))
	}
	return out
}

// hybridPrompt is the file in which a uni-app describes its prompt.
const hybridPrompt = "androidPrivacy.json"

// hybridPrompts looks at the prompts of uni-apps, of which the Chinese words are
// known, not the keys.
func hybridPrompts(c *lint.Case) []lint.Finding {
	agrees, refuses := map[string]app.Text{}, map[string]bool{}
	var files []string
	for _, t := range c.App.Texts {
		if path.Base(t.At.File) != hybridPrompt || !isShort(t.Value) {
			continue
		}
		switch text := strings.TrimSpace(t.Value); {
		case refusing.MatchString(text):
			refuses[t.At.File] = true
		case agreeing.MatchString(text) && agrees[t.At.File] == app.Text{}:
			agrees[t.At.File] = t
			files = append(files, t.At.File)
		}
	}
	var out []lint.Finding
	for _, file := range files {
		if refuses[file] {
			continue
		}
		t := agrees[file]
		out = append(out, lint.Finding{
			Anchor: hybridPrompt,
			Note: lang.Text{
				ZH: "uni-app 的隐私弹窗配置中有“" + t.Value + "”，没有中文的拒绝按钮文字",
				EN: "the prompt of this uni-app has “" + t.Value + "” and no Chinese words for a button that refuses",
			},
			At: t.At, Quote: shorten(t.Value),
		})
	}
	return capped(out, rules.Review, lang.Text{ZH: "请打开应用确认弹窗有无拒绝按钮", EN: "open the app: does the prompt have a button to refuse?"})
}
