package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

var publishedListsMissing = lint.Define(lint.Check{
	Name:    "published-lists-missing",
	Doc:     lang.Text{ZH: "政策与应用文字中未见双清单", EN: "neither the policy nor the texts of the app speak of the two lists"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy | app.FactResources | app.FactClasses | app.FactContainer,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	miss := func(anchor, zh, en string) {
		out = append(out, lint.Finding{
			Anchor: anchor, At: app.Location{File: c.App.Policy.File},
			Note: lang.Text{
				ZH: "隐私政策与应用文字中未见“" + zh + "”或其入口；入口也可能在网页中，请在“我的”“设置”页确认",
				EN: "neither the policy nor the texts of the app speak of " + en + "; it may be on a page of the server: look at the settings",
			},
		})
	}
	if !spoken(c, published.ListOfCollected) {
		miss("collected-list", "已收集个人信息清单", "the list of information collected")
	}
	if len(c.Published().Lists) == 0 && !spoken(c, published.ListOfSharing) {
		miss("sharing-list", "与第三方共享个人信息清单", "the list of information shared with others")
	}
	return out
})

// spoken reports whether the policy or a text of the app is of a kind.
func spoken(c *lint.Case, is func(string) bool) bool {
	for _, para := range c.App.Policy.Paragraphs {
		if is(para.Text) {
			return true
		}
	}
	for _, t := range c.App.Texts {
		if is(t.Value) {
			return true
		}
	}
	for i := range c.App.Layouts {
		for _, v := range c.App.Layouts[i].Views {
			if is(v.Text) {
				return true
			}
		}
	}
	return false
}
