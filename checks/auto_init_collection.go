package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// The anchor is the component, as of auto-init-provider: whichever of the two
// says more is told.
var autoInitCollection = lint.Define(lint.Check{
	Name:  "auto-init-collection",
	Doc:   lang.Text{ZH: "第三方的自动初始化组件在启动时读取个人信息", EN: "a component of a third party that reads personal information when the app starts"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Information) []lint.Finding {
	return p.startup(c, func(u *app.Use) bool { return byItself(c, u) }, func(u *app.Use, _ *rules.API) (app.Owner, string) { return u.Entry.Owner, u.Entry.Class })
})

// byItself reports whether a use follows from a component of a third party that
// runs before any screen.
func byItself(c *lint.Case, u *app.Use) bool {
	own := u.Entry.Owner.Kind == app.OwnerApp && !c.App.Source.Kind.IsSDK() || u.Entry.Owner.Kind == app.OwnerLibrary
	return !own && (u.Entry.Kind == app.Provider || u.Entry.Kind == app.EntryInitializer)
}
