package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var noPolicyInPackage = lint.Define(lint.Check{
	Name:    "no-policy-in-package",
	Doc:     lang.Text{ZH: "安装包内没有隐私政策文件、链接或入口文字", EN: "no policy document, link or menu text in the package"},
	Stage:   rules.StageTexts,
	Needs:   app.FactManifest | app.FactContainer | app.FactResources | app.FactClasses,
	Absence: true,
	Most:    rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	if c.Said.NoPolicy || len(c.App.PolicyHints) > 0 {
		return nil
	}
	found := []lint.Finding{{
		Anchor: "policy",
		Note: lang.Text{
			ZH: "资源字符串、DEX 字符串与文本资源中均未见隐私政策的链接、文件或入口文字",
			EN: "resource strings, DEX strings and text assets have no link, document or menu text of a privacy policy",
		},
	}}
	if c.App.Has&app.FactPolicy != 0 {
		return capped(found, rules.Review, lang.Text{ZH: "已用 --policy 提供政策，请确认应用内有入口", EN: "--policy gave one: can a user find it in the app?"})
	}
	if !touchesPeople(c) {
		return capped(found, rules.Review, lang.Text{ZH: "应用未申请联网或危险权限，请确认是否处理个人信息", EN: "the app asks for neither the network nor a dangerous permission: does it process personal information at all?"})
	}
	return found
})

// touchesPeople reports whether the app can send or read anything personal.
func touchesPeople(c *lint.Case) bool {
	for _, r := range c.App.Manifest.Permissions {
		if r.Name == "android.permission.INTERNET" {
			return true
		}
		if p := c.Catalog.Permission(r.Name); p != nil && p.Kind == "dangerous" {
			return true
		}
	}
	return false
}
