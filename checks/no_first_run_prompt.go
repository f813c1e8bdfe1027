package checks

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Words of a prompt. They are wide on purpose: one that is there in any wording is
// not to be called missing.
var (
	promptSentence = regexp.MustCompile(`(?:同意|接受|已阅读|请[^。]{0,12}(?:阅读|了解|查看)|授权)[^。]{0,60}(?:隐私|协议|政策|条款|个人信息)|(?:隐私|协议|政策|条款|个人信息)[^。]{0,60}(?:同意|接受|阅读)|(?i:(?:agree|accept|consent)[^.]{0,80}(?:privacy|terms|policy)|(?:privacy|terms|policy)[^.]{0,80}(?:agree|accept|consent))`)
	promptChoice   = regexp.MustCompile(`不同意|暂不使用|拒绝并退出|同意并(?:继续|进入|使用)|仅浏览|(?i:^disagree$|agree and continue)`)
	promptName     = regexp.MustCompile(`(?i)privacy|protocol|agreement|consent|yinsi|xieyi|user_?agree`)
)

// prompters are packages of SDKs that show a prompt of their own: game and store
// SDKs, and those made for it.
var prompters = []string{
	"com.google.android.ump", "com.taptap.sdk", "com.tapsdk", "com.tencent.ysdk", "com.vivo.unionsdk", "com.nearme.game", "com.nearme.gamecenter",
	"com.xiaomi.gamecenter", "com.huawei.hms.jos", "com.m4399", "cn.m4399", "com.bilibili.gamesdk", "com.bsgamesdk", "com.meizu.gamesdk", "com.qihoo.gamecenter",
	"cn.uc.gamesdk", "com.baidu.gamesdk", "com.lenovo.lsf.gamesdk", "com.mchsdk", "com.quicksdk", "com.u8.sdk", "com.samsung.android.game",
	"com.mob.policy", "com.xuexiang.xpolicy", "com.hihonor.gamecenter",
}

var noFirstRunPrompt = lint.Define(lint.Check{
	Name:    "no-first-run-prompt",
	Doc:     lang.Text{ZH: "文字、布局与代码中未见首次运行的隐私提示", EN: "no first-run privacy prompt in texts, layouts or code"},
	Stage:   rules.StageTexts,
	Needs:   app.FactManifest | app.FactContainer | app.FactResources | app.FactClasses | app.FactCode,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	if len(c.App.Manifest.Launchers()) == 0 || c.App.Code.Methods == 0 || !collects(c) || prompts(c.App) {
		return nil
	}
	return []lint.Finding{{
		Anchor: "prompt",
		Note: lang.Text{
			ZH: "资源、布局、DEX 字符串与文本资源中没有一段文字既提到隐私政策或协议又征求同意，代码中也未见同意判断；请首次打开应用，确认进入主界面前有无隐私提示（也可能由服务器下发）",
			EN: "no text in resources, layouts, DEX strings or text assets both names a policy or terms and asks for consent, and no code asks whether the user has agreed: open the app for the first time and see whether a prompt comes before the main screen (a server may send one)",
		},
	}}
})

// collects reports whether the app can use the network and asks for a dangerous
// permission, or its code was seen to get personal information.
func collects(c *lint.Case) (does bool) {
	if _, online := c.App.Manifest.Requests("android.permission.INTERNET"); !online {
		return false
	}
	does = slices.ContainsFunc(c.App.Manifest.Permissions, func(r app.UsesPermission) bool {
		p := c.Catalog.Permission(r.Name)
		return p != nil && p.Kind == "dangerous" && r.MaxSDK == 0 && p.Group != "STORAGE" && !strings.HasPrefix(p.Group, "READ_MEDIA")
	})
	collected(c, func(u *app.Use, api *rules.API) {
		does = does || u.Phase != app.Unreached && api.Information != "" && api.Information != "storage" && !(api.Information == "clipboard" && tapped(u))
	})
	return does
}

// prompts reports whether anything in the app looks like a prompt for consent.
func prompts(a *app.App) bool {
	for _, t := range a.Texts {
		if strings.HasSuffix(t.At.File, hybridPrompt) || asksForConsent(t.Value) {
			return true
		}
	}
	for i := range a.Layouts {
		if promptName.MatchString(a.Layouts[i].Name) || slices.ContainsFunc(a.Layouts[i].Views, speaksOfConsent) {
			return true
		}
	}
	if slices.ContainsFunc(a.Container.Entries, func(e app.Entry) bool { return path.Base(e.Name) == hybridPrompt }) {
		return true
	}
	if slices.ContainsFunc(a.Code.Uses, func(u app.Use) bool { return u.Gate != nil && u.Gate.Kind != app.GateStored }) {
		return true
	}
	return slices.ContainsFunc(a.Classes.Packages, func(p app.Package) bool {
		return slices.ContainsFunc(prompters, func(prefix string) bool { return p.Name == prefix || strings.HasPrefix(p.Name, prefix+".") })
	})
}

// speaksOfConsent reports whether a view is part of a prompt, by its words or its id.
func speaksOfConsent(v app.View) bool {
	return promptName.MatchString(v.ID) || asksForConsent(v.Text)
}

// asksForConsent reports whether a text is part of a prompt. Large apps have
// hundreds of thousands of texts, nearly all of which have none of the words.
func asksForConsent(s string) bool {
	return containsAny(s, "同意", "暂不使用", "拒绝并退出", "仅浏览", "isagree", "gree and") && promptChoice.MatchString(s) ||
		containsAny(s, "隐私", "协议", "政策", "条款", "个人信息", "rivacy", "erms", "olicy") && promptSentence.MatchString(s)
}
