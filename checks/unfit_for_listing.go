package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var unfitForListing = lint.Define(lint.Check{
	Name:  "unfit-for-listing",
	Doc:   lang.Text{ZH: "安装包存在不应上架的问题", EN: "the package has what no store should list"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest | app.FactSigning,
	Last:  true,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	m := &c.App.Manifest
	var out []lint.Finding
	if isTrue(m.Application.Debuggable) {
		out = append(out, lint.Finding{Anchor: "debuggable", At: m.Application.At,
			Note: lang.Text{ZH: "android:debuggable=\"true\"，为调试版本", EN: "android:debuggable=\"true\": a debug build"}})
	}
	if isTrue(m.Application.TestOnly) {
		out = append(out, lint.Finding{Anchor: "test-only", At: m.Application.At,
			Note: lang.Text{ZH: "android:testOnly=\"true\"，为测试版本", EN: "android:testOnly=\"true\": a test build"}})
	}
	for _, cert := range c.App.Signing.Certificates {
		if cert.Debug {
			out = append(out, lint.Finding{Anchor: "debug-key", At: cert.At, Quote: cert.Subject,
				Note: lang.Text{ZH: "使用 Android 调试密钥签名", EN: "signed with the Android debug key"}})
			break
		}
	}
	return append(out, provenElsewhere(c)...)
})

// provenElsewhere names the rules whose evidence itself breaks a clause.
func provenElsewhere(c *lint.Case) []lint.Finding {
	var out []lint.Finding
	for _, r := range c.Settled {
		if r.Verdict != rules.Violation || r.Severity != rules.Error || len(r.Findings) == 0 {
			continue
		}
		out = append(out, lint.Finding{Anchor: r.Rule.ID, At: r.Findings[0].At,
			Note: lang.Text{ZH: r.Rule.ID + " 已可证明：" + r.Rule.Title.ZH, EN: r.Rule.ID + " is proven: " + r.Rule.Title.EN}})
	}
	return out
}

func isTrue(b *bool) bool { return b != nil && *b }
