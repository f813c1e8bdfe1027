package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// Named is the parameter of checks that speak of types of information as policies
// name them.
type Named struct {
	Named []string `json:"named" doc:"ids of the lexicon"`
}

// A purpose anywhere in the section counts for all that the section lists: lists of
// information often stand behind it.
var purposeNotInPolicy = lint.Define(lint.Check{
	Name:    "purpose-not-in-policy",
	Doc:     lang.Text{ZH: "隐私政策写了收集某类信息，所在小节没有写目的", EN: "the policy names information and its section no purpose"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, p Named) []lint.Finding {
	a := c.Published().Analysis()
	purposes := sectionsWithPurpose(a)
	first, told := map[string]*analyzer.Mention{}, map[string]bool{}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if !takes(m) {
			continue
		}
		if first[m.Type] == nil {
			first[m.Type] = m
		}
		told[m.Type] = told[m.Type] || purposes[a.Sentences[m.Sentence].Section]
	}
	var out []lint.Finding
	for _, id := range p.Named {
		m := first[id]
		if m == nil || told[id] {
			continue
		}
		word := a.Text(m.Place)
		out = append(out, lint.Finding{
			Anchor: id, Quote: shorten(a.Text(a.Sentences[m.Sentence].Place)), At: statedAt(c, m.Place),
			Note: lang.Text{
				ZH: "隐私政策写了收集“" + word + "”，所在小节和文中其他各处都没有写用于什么",
				EN: "the policy has “" + word + "” collected, and neither this section nor another place says what for",
			},
		})
	}
	return out
})

// takes reports whether the policy says that the app collects or is given what is
// mentioned.
func takes(m *analyzer.Mention) bool {
	return m.Actor == analyzer.First && !m.Denied && (m.Practice == analyzer.Collect || m.Practice == analyzer.Provide)
}

// sectionsWithPurpose returns the sections in which a sentence, or the heading, says what
// something is for.
func sectionsWithPurpose(a *analyzer.Analysis) []bool {
	list := make([]bool, len(a.Sections))
	for i := range a.Sentences {
		if s := &a.Sentences[i]; s.Purpose {
			list[s.Section] = true
		}
	}
	return list
}
