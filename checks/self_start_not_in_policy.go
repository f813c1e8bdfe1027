package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

var selfStartNotInPolicy = lint.Define(lint.Check{
	Name:    "self-start-not-in-policy",
	Doc:     lang.Text{ZH: "存在自启动组件，隐私政策未说明", EN: "components start the app by itself and the policy is silent"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactManifest | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	starts := bootReceivers(&c.App.Manifest)
	if len(starts) == 0 {
		return nil
	}
	if _, told := c.Published().Analysis().States(analyzer.SelfStart); told {
		return nil
	}
	f := starts[0]
	f.Owner, f.Anchor = "", "self-start" // whoever starts it, the policy is the app's
	f.Note.ZH += "，隐私政策中未见自启动或关联启动的说明"
	f.Note.EN += ", and the policy has no word on starting by itself"
	return []lint.Finding{f}
})
