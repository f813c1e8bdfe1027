package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var complaintDeadline = lint.Define(lint.Check{
	Name:  "complaint-deadline",
	Doc:   lang.Text{ZH: "投诉举报的答复时限过长", EN: "complaints are answered too late"},
	Stage: rules.StagePolicy,
	Needs: app.FactPolicy,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	MaxWorkdays int `json:"max_workdays" doc:"longest accepted time in working days"`
}) []lint.Finding {
	var out []lint.Finding
	for _, para := range c.App.Policy.Paragraphs {
		for _, s := range sentences(para) {
			if !containsAny(s.text, "投诉", "举报") {
				continue
			}
			if f, late := tooLate(s.text, p.MaxWorkdays); late {
				f.Note.ZH = "投诉举报的答复" + f.Note.ZH
				f.Note.EN = "complaints: " + f.Note.EN
				f.Quote, f.At = shorten(s.raw), inPolicy(&c.App.Policy, para)
				out = append(out, f)
			}
		}
	}
	return out
})
