package checks

import (
	"strconv"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// The limit has no legal source; rules give it as their own default.
var manyQueries = lint.Define(lint.Check{
	Name:  "many-queries",
	Doc:   lang.Text{ZH: "<queries> 声明的包名过多", EN: "<queries> names many packages"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	Allow
	Max int `json:"max" doc:"package names that raise no question"`
}) []lint.Finding {
	named := c.App.Manifest.Queries.Packages
	if p.allows(c) || len(named) <= p.Max {
		return nil
	}
	n := strconv.Itoa(len(named))
	return []lint.Finding{{
		Anchor: "queries",
		Info:   []string{"app_list"},
		Note:   lang.Text{ZH: "<queries> 声明了 " + n + " 个包名", EN: "<queries> names " + n + " packages"},
		At:     named[0].At,
	}}
})
