package checks

import (
	"net/url"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Personal is the parameter of checks that speak of information beside something else.
type Personal struct {
	Information []string `json:"information" doc:"ids of the information that counts"`
}

var cleartextURL = lint.Define(lint.Check{
	Name:  "cleartext-url",
	Doc:   lang.Text{ZH: "读取个人信息的代码访问明文 HTTP 地址", EN: "code that reads personal information asks for a clear-text address"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactNetworkSecurity | app.FactCode,
	Most:  rules.Review,
}, func(c *lint.Case, p Personal) []lint.Finding {
	read := map[string]*rules.API{} // by outer class and by method, what it reads
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Unreached && slices.Contains(p.Information, api.Information) {
			read[outerClass(u)], read[holder(u)] = api, api
		}
	})
	var g groups
	usesOf(c, []string{"net.http_url"}, func(u *app.Use, api *rules.API) {
		if host := hostOf(u.Value); host != "" && cleartextTo(&c.App.Manifest, host) && beside(read, u) != nil {
			g.add(u.Owner, u, api, host)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		api := beside(read, one.best)
		f := with(one.finding(), lang.Text{
			ZH: "而同一段代码还" + api.Name.ZH + "，请确认这些信息没有随请求明文发出",
			EN: "and the same code also " + api.Name.EN + ": make sure that this does not go along in clear text",
		})
		f.Info = []string{api.Information}
		out = append(out, f)
	}
	return out
})

// beside returns what the class that holds a use reads, or the method that calls
// it.
func beside(read map[string]*rules.API, u *app.Use) *rules.API {
	if api := read[outerClass(u)]; api != nil || len(u.Path) < 2 {
		return api
	}
	return read[u.Path[len(u.Path)-2].Symbol]
}

// hostOf returns the public host of an address; "" where it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || isLoopback(u.Hostname()) || hasAnyPrefix(u.Hostname(), "10.", "192.168.", "www.w3.org", "schemas.") || !strings.Contains(u.Hostname(), ".") {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// cleartextTo reports whether the manifest allows clear text to a host.
func cleartextTo(m *app.Manifest, host string) bool {
	if _, _, open := cleartextBase(m); open {
		return true
	}
	return m.Application.NetworkSecurity != nil && slices.ContainsFunc(m.Application.NetworkSecurity.CleartextDomains, func(d app.NamedAt) bool {
		return host == d.Name || strings.HasSuffix(host, "."+d.Name)
	})
}
