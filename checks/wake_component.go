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
	told := map[*rules.Acting]bool{} // remedies, once each
	for _, k := range c.App.Manifest.Components {
		if !k.Exported || !k.Enabled {
			continue
		}
		s, a := acting(c.Catalog, k.Name, func(s *rules.SDK) []rules.Acting { return s.Woken })
		if s != nil {
			does := lang.Text{ZH: "导出，可被其他应用拉起", EN: "is exported and other apps can start it"}
			f := sdkFinding(s, a, k, does)
			if told[a] {
				f.Note = componentDoes(k, does)
			}
			told[a] = true
			out = append(out, f)
		}
	}
	return out
})

// acting finds the SDK that has the class among the components of a list.
func acting(catalog *rules.Catalog, class string, list func(*rules.SDK) []rules.Acting) (*rules.SDK, *rules.Acting) {
	for i := range catalog.SDKs {
		s := &catalog.SDKs[i]
		for j := range list(s) {
			if a := &list(s)[j]; a.Match(class) {
				return s, a
			}
		}
	}
	return nil, nil
}

// sdkFinding is the proof that a component of an SDK is there. Entries of the
// catalogue that no artifact has confirmed only raise a question.
func sdkFinding(s *rules.SDK, a *rules.Acting, k app.Component, does lang.Text) lint.Finding {
	note := componentDoes(k, does)
	f := lint.Finding{
		Owner:  s.ID,
		Anchor: k.Name,
		Note:   lang.Text{ZH: note.ZH + "。" + a.Remedy.ZH, EN: note.EN + ". " + a.Remedy.EN},
		At:     k.At,
	}
	if !a.Confirmed {
		f.Cap = rules.Review
	}
	return f
}

// componentDoes says what a component does; reports name the SDK that it belongs to.
func componentDoes(k app.Component, does lang.Text) lang.Text {
	return lang.Text{ZH: "组件 " + k.Name + " " + does.ZH, EN: "component " + k.Name + " " + does.EN}
}
