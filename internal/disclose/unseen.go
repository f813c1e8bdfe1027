package disclose

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
)

// unseen says what the lists cannot know: first what of this package was not
// read, then what no package shows.
func unseen(a *app.App) []lang.Text {
	var out []lang.Text
	seen := map[lang.Text]bool{}
	add := func(t lang.Text) {
		if !seen[t] && !t.Empty() {
			seen[t] = true
			out = append(out, t)
		}
	}
	in := Inventory{App: a}
	for _, g := range in.Gaps() {
		add(g.What)
	}
	for _, t := range everywhere {
		add(t)
	}
	return out
}

// everywhere is what no package shows.
var everywhere = []lang.Text{
	{ZH: "用户自己输入或上传的信息（注册、登录、实名、发布、客服等），以及服务器从请求中得到的信息（如 IP 地址、访问日志）。",
		EN: "What users type in or upload, and what a server learns from requests (IP address, access log)."},
	{ZH: "服务器之间的共享，以及把信息提供给没有嵌入 SDK 的第三方（支付、物流、核验机构等）。",
		EN: "What servers share with each other, and with third parties whose SDK is not in the package (payment, delivery, identity checks)."},
	{ZH: "网页（H5）、小程序、脚本（uni-app、React Native、Flutter 等）和原生库（.so）中的收集；只列出认得出的原生库属于哪个 SDK。",
		EN: "What web pages, mini programs, scripts (uni-app, React Native, Flutter and others) and native libraries collect; of native libraries only the SDK that they belong to is told."},
	{ZH: "SDK 运行时从服务器下载的代码和配置，以及由后台开关决定的收集。",
		EN: "Code and settings that SDKs load from their servers, and what switches on the server decide."},
	{ZH: "应用把哪些信息作为参数交给 SDK（如用户 ID、手机号、地址）。",
		EN: "What the app hands to SDKs itself (such as user ID, number, address)."},
	{ZH: "目录没有收录、又没有读取个人信息的第三方代码；见 zicha sdks 的“未识别的第三方代码”。",
		EN: "Third-party code that the catalogue does not know and that reads no personal information: see the unidentified code in zicha sdks."},
}
