package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var backgroundLocation = lint.Define(lint.Check{
	Name:  "background-location",
	Doc:   lang.Text{ZH: "申请后台位置权限", EN: "asks for location in the background"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	found := requested(c, "android.permission.ACCESS_BACKGROUND_LOCATION")
	if c.Said.Category == nil {
		// Navigation, ride hailing and sport are a large part of the apps that ask.
		return capped(found, rules.Review, lang.Text{ZH: "未用 --category 说明类别，需确认是否为导航、出行、运动类功能", EN: "no --category given: is this navigation, travel or sport?"})
	}
	return found
})
