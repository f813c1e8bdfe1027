package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var wakeComponent = lint.Define(lint.Check{
	Name:  "wake-component",
	Doc:   lang.Text{ZH: "SDK 的导出组件可被其他应用拉起", EN: "an exported component of an SDK that other apps can start"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, k := range c.App.Manifest.Components {
		if !k.Exported || !k.Enabled {
			continue
		}
		for _, w := range c.Catalog.Wakers {
			if w.Match(k.Name) {
				out = append(out, sdkFinding(&w, k, lang.Text{ZH: "导出，可被其他应用拉起", EN: "is exported and other apps can start it"}))
				break
			}
		}
	}
	return out
})

// sdkFinding is the proof that a component of an SDK is there. Entries of the
// catalogue that no artifact has confirmed only raise a question.
func sdkFinding(s *rules.SDKComponents, k app.Component, does lang.Text) lint.Finding {
	f := lint.Finding{
		Owner:  s.ID,
		Anchor: k.Name,
		Note: lang.Text{
			ZH: s.SDK.ZH + " 的组件 " + k.Name + " " + does.ZH + "。" + s.Remedy.ZH,
			EN: "component " + k.Name + " of " + s.SDK.EN + " " + does.EN + ". " + s.Remedy.EN,
		},
		At: k.At,
	}
	if !s.Confirmed {
		f.Cap = rules.Review
	}
	return f
}
