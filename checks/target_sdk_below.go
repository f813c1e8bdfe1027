package checks

import (
	"strconv"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Below API 23 the system grants every permission at installation and the
// user can refuse none of them.
var targetSDKBelow = lint.Define(lint.Check{
	Name:  "target-sdk-below",
	Doc:   lang.Text{ZH: "targetSdkVersion 低于给定的 API 级别", EN: "targetSdkVersion is below an API level"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Violation,
}, func(c *lint.Case, p struct {
	Min int `json:"min" doc:"lowest accepted targetSdkVersion"`
}) []lint.Finding {
	m := &c.App.Manifest
	if m.TargetSDK >= p.Min {
		return nil
	}
	target, least := strconv.Itoa(m.TargetSDK), strconv.Itoa(p.Min)
	return []lint.Finding{{
		Anchor: "targetSdkVersion",
		Note:   lang.Text{ZH: "targetSdkVersion 为 " + target + "，低于 " + least, EN: "targetSdkVersion is " + target + ", below " + least},
		At:     app.Location{File: m.File, Symbol: "uses-sdk"},
	}}
})
