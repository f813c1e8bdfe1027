package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var accountSync = lint.Define(lint.Check{
	Name:  "account-sync",
	Doc:   lang.Text{ZH: "声明账户认证与同步适配器", EN: "declares an account authenticator and a sync adapter"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	m := &c.App.Manifest
	account, hasAccount := serviceFor(m, "android.accounts.AccountAuthenticator")
	adapter, hasAdapter := serviceFor(m, "android.content.SyncAdapter")
	if !hasAccount || !hasAdapter {
		return nil
	}
	found := []lint.Finding{{
		Owner:  ownerOf(adapter),
		Anchor: adapter.Name,
		Note: lang.Text{
			ZH: "同步适配器 " + adapter.Name + " 与账户认证服务 " + account.Name + " 可被系统定期唤起",
			EN: "sync adapter " + adapter.Name + " with authenticator " + account.Name + " is woken by the system from time to time",
		},
		At: adapter.At,
	}}
	for _, own := range []string{"android.permission.WRITE_CONTACTS", "android.permission.WRITE_CALENDAR"} {
		if _, ok := m.Requests(own); ok {
			return capped(found, rules.Review, lang.Text{ZH: "应用申请了 " + own + "，可能确有同步功能", EN: "the app asks for " + own + " and may really sync"})
		}
	}
	return found
})

func serviceFor(m *app.Manifest, action string) (app.Component, bool) {
	for _, k := range m.Components {
		if k.Kind == app.Service && k.Enabled && k.Handles(action, "") {
			return k, true
		}
	}
	return app.Component{}, false
}
