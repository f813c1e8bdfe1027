package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var noPolicyStated = lint.Define(lint.Check{
	Name:  "no-policy-stated",
	Doc:   lang.Text{ZH: "使用者声明没有隐私政策（--no-policy）", EN: "the user states that there is no privacy policy (--no-policy)"},
	Stage: rules.StagePolicy,
	Needs: app.FactNoPolicy,
	Most:  rules.Violation,
}, func(*lint.Case, lint.None) []lint.Finding {
	return []lint.Finding{{
		Anchor: "policy",
		Note:   lang.Text{ZH: "检测时声明应用没有隐私政策（--no-policy）", EN: "the scan was told that the app has no privacy policy (--no-policy)"},
	}}
})
