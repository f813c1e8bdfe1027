package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var persistedJob = lint.Define(lint.Check{
	Name:  "persisted-job",
	Doc:   lang.Text{ZH: "重启后仍保留的后台任务", EN: "background work that survives a restart of the device"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Review,
}, func(c *lint.Case, p Allow) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	usesOf(c, []string{"beh.job_persisted"}, func(u *app.Use, api *rules.API) {
		if !lacksPermission(c, api) { // without it the call only throws
			g.add(u.Owner, u, api, "setPersisted")
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		out = append(out, with(one.finding(), lang.Text{ZH: "请确认任务必须在重启后自动运行", EN: "make sure that the work has to run again by itself after a restart"}))
	}
	return out
})
