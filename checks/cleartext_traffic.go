package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var cleartextTraffic = lint.Define(lint.Check{
	Name:  "cleartext-traffic",
	Doc:   lang.Text{ZH: "允许明文网络传输", EN: "allows clear-text traffic"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest | app.FactNetworkSecurity,
	Most:  rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	m := &c.App.Manifest
	if _, online := m.Requests("android.permission.INTERNET"); !online {
		return nil
	}
	if at, why, open := cleartextBase(m); open {
		if m.TargetSDK < 28 && m.Application.UsesCleartextTraffic == nil && m.Application.NetworkSecurity == nil && readCompletely(c.App, app.FactClasses|app.FactResources) && !namesCleartext(c.App) {
			return nil // an old default that nothing uses
		}
		return []lint.Finding{{Anchor: "cleartext", Note: why, At: at}}
	}
	if m.Application.NetworkSecurity == nil {
		return nil
	}
	var out []lint.Finding
	for _, d := range m.Application.NetworkSecurity.CleartextDomains {
		if isLoopback(d.Name) {
			continue
		}
		out = append(out, lint.Finding{
			Anchor: "cleartext:" + d.Name,
			Note:   lang.Text{ZH: "网络安全配置允许对 " + d.Name + " 明文传输", EN: "the network security config allows clear text to " + d.Name},
			At:     d.At,
		})
	}
	return out
})

// cleartextBase tells whether clear text is allowed to any host. A network
// security config overrules the attribute; without either, targetSdkVersion
// below 28 allows it.
func cleartextBase(m *app.Manifest) (at app.Location, why lang.Text, open bool) {
	byTarget := m.TargetSDK < 28
	target := lang.Text{ZH: "targetSdkVersion 低于 28 且未禁止明文传输", EN: "targetSdkVersion is below 28 and clear text is not forbidden"}
	if n := m.Application.NetworkSecurity; n != nil {
		if n.CleartextBase == nil {
			return n.At, target, byTarget
		}
		return n.At, lang.Text{ZH: "网络安全配置允许对所有主机明文传输", EN: "the network security config allows clear text to every host"}, *n.CleartextBase
	}
	if said := m.Application.UsesCleartextTraffic; said != nil {
		return m.Application.At, lang.Text{ZH: "android:usesCleartextTraffic=\"true\"", EN: "android:usesCleartextTraffic=\"true\""}, *said
	}
	return m.Application.At, target, byTarget
}

// namesCleartext reports whether a text of the package names an address for clear
// text, other than those that only stand for something.
func namesCleartext(a *app.App) bool {
	return slices.ContainsFunc(a.Texts, func(t app.Text) bool {
		i := strings.Index(t.Value, "http://")
		return i >= 0 && hostOf(strings.Fields(t.Value[i:])[0]) != ""
	})
}

func isLoopback(host string) bool {
	return host == "localhost" || hasAnyPrefix(host, "127.", "10.0.2.2")
}
