package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// sdkCategories are kinds of SDK, as rules/catalog/sdks has them.
type sdkCategories struct {
	Silent []string `json:"silent" enum:"ads,analytics,attribution,browser,captcha,cloud,content,crash,device_id,face,framework,game,hotfix,im,iot,login,map,media,ocr,pay,push,security,service,social,speech,update" doc:"categories that have no function of their own to ask for: a request is a finding, whenever it comes"`
	Screen []string `json:"screen" enum:"ads,analytics,attribution,browser,captcha,cloud,content,crash,device_id,face,framework,game,hotfix,im,iot,login,map,media,ocr,pay,push,security,service,social,speech,update" doc:"categories with screens of their own: a request that follows a tap is none"`
}

// Who answers for a request is the nearest code on the way to it that belongs to
// somebody: what a library asks for on behalf of an SDK is the SDK's.
var sdkPermissionRequest = lint.Define(lint.Check{
	Name:  "sdk-permission-request",
	Doc:   lang.Text{ZH: "SDK 的代码自行申请权限", EN: "code of an SDK asks for permissions"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p sdkCategories) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API != requestAPI || !bySDK(c, u.Owner) || u.Phase == app.Unreached || p.innocent(c, u) || isFirstScreen(c, classOf(u.Path[len(u.Path)-1])) {
			return // the last of the app's own, whatever its package is called
		}
		for _, name := range asked(u.Args) {
			if showsDialog(c, name) {
				g.add(u.Owner, u, api, name)
			}
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.finding()
		who := one.owner.Name
		if one.owner.Kind == app.OwnerApp {
			who = lang.Text{ZH: "该 SDK ", EN: "the SDK"}
		}
		f.Note.ZH = who.ZH + "的代码在" + f.Note.ZH
		f.Note.EN = "code of " + who.EN + " " + f.Note.EN
		if k := c.Catalog.Permission(one.anchor); k != nil {
			f.Info = k.Information
			f.Note.ZH += "，申请 " + one.anchor + "（" + k.Title.ZH + "）"
			f.Note.EN += ", for " + one.anchor + " (" + k.Title.EN + ")"
		}
		if atRequest(one.best) && !slices.Contains(p.Silent, categoryOf(c, one.owner)) {
			f = lowered(f, lang.Text{
				ZH: "请确认这是用户使用该 SDK 的功能时才申请，且之前说明了用途",
				EN: "make sure that it asks only when the user calls for its function, and tells why before",
			})
		}
		out = append(out, one.doubted(one.gated(f)))
	}
	return out
})

// innocent reports whether a request follows a tap and comes from an SDK that
// brings screens of its own, on which the user scans, films or speaks.
func (p sdkCategories) innocent(c *lint.Case, u *app.Use) bool {
	return atRequest(u) && slices.Contains(p.Screen, categoryOf(c, u.Owner))
}

// atRequest reports whether a use follows what the user does, or what the app
// calls an SDK for.
func atRequest(u *app.Use) bool { return u.Phase == app.User || u.Phase == app.Called }
