package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var exportedProvider = lint.Define(lint.Check{
	Name:  "exported-provider",
	Doc:   lang.Text{ZH: "数据提供组件导出且没有权限保护", EN: "an exported provider without a permission"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, p := range c.App.Manifest.Components {
		if p.Kind != app.Provider || !p.Exported || !p.Enabled || guarded(c, p) {
			continue
		}
		out = append(out, lint.Finding{
			Owner:  ownerOf(p),
			Anchor: p.Name,
			Note:   lang.Text{ZH: "数据提供组件 " + p.Name + " 可被任意应用读取", EN: "provider " + p.Name + " can be read by any app"},
			At:     p.At,
		})
	}
	return out
})

// guarded reports whether reading the provider needs a permission that other
// apps cannot simply ask for. A permission that the app does not define itself
// is taken for the platform's or an SDK's guard.
func guarded(c *lint.Case, p app.Component) bool {
	name := p.ReadPermission
	if name == "" {
		name = p.Permission
	}
	if name == "" {
		return false
	}
	for _, own := range c.App.Manifest.CustomPermissions {
		if own.Name == name {
			return !hasAnyPrefix(own.Level, "normal", "dangerous")
		}
	}
	return true
}
