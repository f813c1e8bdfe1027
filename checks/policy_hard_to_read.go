package checks

import (
	"fmt"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// enoughSentences is how many sentences a text has to have for their mean length to
// say something; own default.
const enoughSentences = 20

var policyHardToRead = lint.Define(lint.Check{
	Name:  "policy-hard-to-read",
	Doc:   lang.Text{ZH: "隐私政策没有简体中文版，或句子过长", EN: "the policy is not in simplified Chinese, or its sentences are long"},
	Stage: rules.StagePolicy,
	Needs: app.FactPolicy,
	Most:  rules.Review,
}, func(c *lint.Case, p struct {
	MaxMean int `json:"max_mean" doc:"code points of a sentence, on the mean"`
}) []lint.Finding {
	var out []lint.Finding
	add := func(anchor string, note lang.Text) {
		out = append(out, lint.Finding{Anchor: anchor, Note: note, At: app.Location{File: c.App.Policy.File}})
	}
	if c.App.Policy.Language == app.TraditionalChinese {
		add("traditional", lang.Text{ZH: "隐私政策为繁体中文，未提供简体中文版", EN: "the policy is in traditional Chinese"})
	}
	if mean, n := meanSentence(c.Published().Analysis()); n >= enoughSentences && mean > p.MaxMean {
		add("sentences", lang.Text{
			ZH: fmt.Sprintf("隐私政策的句子平均 %d 字，超过 %d 字，用户难以读懂", mean, p.MaxMean),
			EN: fmt.Sprintf("sentences of the policy have %d characters on the mean, more than %d", mean, p.MaxMean),
		})
	}
	return out
})

// meanSentence returns the mean length of the sentences in code points, headings
// left out, and how many there are.
func meanSentence(a *analyzer.Analysis) (mean, n int) {
	sum := 0
	for i := range a.Sentences {
		if s := &a.Sentences[i]; !s.Heading {
			sum += utf8.RuneCountInString(s.Folded)
			n++
		}
	}
	if n == 0 {
		return 0, 0
	}
	return sum / n, n
}
