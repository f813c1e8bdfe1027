package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var autoInitProvider = lint.Define(lint.Check{
	Name:  "auto-init-provider",
	Doc:   lang.Text{ZH: "SDK 的自动初始化组件在用户同意前运行", EN: "a component of an SDK that runs before the user can agree"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, k := range c.App.Manifest.Components {
		if k.Kind == app.Provider && k.Enabled {
			out = append(out, initializers(c, k)...)
		}
	}
	for _, m := range c.App.Manifest.Initializers() {
		out = append(out, initializers(c, app.Component{Name: m.Name, At: m.At})...)
	}
	return out
})

func initializers(c *lint.Case, k app.Component) []lint.Finding {
	s, a := acting(c.Catalog, k.Name, func(s *rules.SDK) []rules.Acting { return s.AutoInit })
	if s == nil || switchedOff(c.App, a) {
		return nil
	}
	return []lint.Finding{sdkFinding(s, a, k, lang.Text{ZH: "在应用启动时、用户同意之前自动运行", EN: "runs by itself when the app starts, before the user can agree"})}
}

// switchedOff reports whether the manifest has the meta-data by which the SDK
// waits for the app.
func switchedOff(a *app.App, off *rules.Acting) bool {
	return slices.ContainsFunc(a.Manifest.Application.MetaData, func(m app.MetaData) bool {
		return slices.Contains(off.Off, m.Name+"="+m.Value)
	})
}
