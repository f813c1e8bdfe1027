package checks

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// required says that a service cannot be had without giving the information.
var required = regexp.MustCompile(`必须(向我们)?提供|必填|必[须需要]的?(个人)?信息|(拒绝|不|未)(同意|愿意|向我们)?提供.{0,24}(无法|不能|将不)|否则.{0,12}(无法|不能)`)

var requiredOutsideCategory = lint.Define(lint.Check{
	Name:  "required-outside-category",
	Doc:   lang.Text{ZH: "隐私政策把类别必要范围之外的信息列为必须提供", EN: "the policy demands information outside what the category needs"},
	Stage: rules.StagePolicy,
	Needs: app.FactPolicy | app.FactCategory,
	Most:  rules.Review,
}, func(c *lint.Case, p Named) []lint.Finding {
	a := c.Published().Analysis()
	necessary := c.Published().NamesOf(necessaryOf(c.Said.Category))
	var out []lint.Finding
	seen := map[string]bool{}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		s := &a.Sentences[m.Sentence]
		if seen[m.Type] || !takes(m) || !slices.Contains(p.Named, m.Type) || slices.Contains(necessary, m.Type) || !required.MatchString(s.Folded) {
			continue
		}
		seen[m.Type] = true
		word := a.Text(m.Place)
		out = append(out, lint.Finding{
			Anchor: m.Type, Quote: shorten(a.Text(s.Place)), At: statedAt(c, m.Place),
			Note: lang.Text{
				ZH: "隐私政策把“" + word + "”写成必须提供，而“" + c.Said.Category.Name.ZH + "”的必要个人信息范围没有这一项；请确认它只用于扩展功能，不提供也能使用基本功能",
				EN: "the policy demands “" + word + "”, which is not among what " + c.Said.Category.Name.EN + " apps need: make sure that the basic service works without it",
			},
		})
	}
	return out
})

func necessaryOf(k *rules.Category) (ids []string) {
	for _, n := range k.Necessary {
		ids = append(ids, n.Information)
	}
	return ids
}
