package checks

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Words of bait: warnings about the phone, and prizes. A prize counts as bait only
// where it is said to be won already, or to be taken at once.
var (
	alarmWords = regexp.MustCompile(`(?:手机|系统|内存|存储空间|电池)[^。，,]{0,4}(?:卡顿|过热|发烫|中毒|不足|已满|耗电过快|严重损耗|有风险|存在风险)|(?:发现|检测到|存在)[^。，,]{0,6}(?:病毒|木马|漏洞|恶意)|病毒[^。，,]{0,4}(?:入侵|感染)|一键(?:加速|清理|杀毒)|立即(?:清理|加速|杀毒|修复)`)
	prizeWords = regexp.MustCompile(`恭喜[^。，,]{0,6}(?:中奖|抽中|(?:获得|得到|挖到|抢到)[^。，,]{0,12}(?:红包|现金|奖|礼|话费|手机|免费))|(?:立即|马上|点击)(?:领取|领|拆开?|打开|抢)[^。，,]{0,8}(?:红包|现金|奖励|大奖|话费)|现金红包[^。，,]{0,4}(?:待领取|即将过期)|(?:红包|奖励)[^。，,]{0,4}即将(?:过期|失效)`)
)

var baitWithDownload = lint.Define(lint.Check{
	Name:  "bait-with-download",
	Doc:   lang.Text{ZH: "界面上有告警或中奖文案，同一个类发起下载、安装或打开应用市场", EN: "a screen with alarms or prizes, whose class downloads, installs or opens a store"},
	Stage: rules.StageTexts,
	Needs: app.FactResources | app.FactCode,
	Most:  rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	s := screensOf(c)
	fetching := fetchers(c)
	var out []lint.Finding
	for i := range s.list {
		u := s.shown[i]
		if u == nil {
			continue
		}
		download := fetching[enclosing(shownBy(u))]
		if download == nil {
			continue
		}
		l := &s.list[i]
		for at := range l.Views {
			v := &l.Views[at]
			if !alarmWords.MatchString(v.Text) && !prizeWords.MatchString(v.Text) {
				continue
			}
			f := s.finding(i, v, lang.Text{
				ZH: "布局写着“" + shorten(v.Text) + "”",
				EN: "the layout says “" + shorten(v.Text) + "”",
			})
			f.Note.ZH += "，该类同时" + fetchWords[download.API].ZH + "（" + usedName(download) + "）"
			f.Note.EN += ", which also " + fetchWords[download.API].EN + " (" + usedName(download) + ")"
			f.Quote = shorten(v.Text)
			out = append(out, lowered(f, lang.Text{ZH: "请确认点击后是否下载，文字有没有真实的检测或中奖结果支撑", EN: "does a tap download something, and is there a real scan or prize behind the words?"}))
			break
		}
	}
	return out
})

var fetchWords = map[string]lang.Text{
	"beh.download":    {ZH: "发起下载", EN: "starts downloads"},
	"beh.install_apk": {ZH: "安装应用", EN: "installs apps"},
	startActivityAPI:  {ZH: "打开应用市场或安装包的链接", EN: "opens a store or the link of a package"},
}

// leadsToPackage reports whether an argument, such as an intent with its address,
// names a page of a store or a package.
func leadsToPackage(a app.Arg, depth int) bool {
	if slices.ContainsFunc(a.Constants, func(s string) bool { return strings.HasPrefix(s, "market://") || strings.HasSuffix(s, ".apk") }) {
		return true
	}
	return depth > 0 && slices.ContainsFunc(a.Calls, func(c app.Call) bool {
		return slices.ContainsFunc(c.Args, func(one app.Arg) bool { return leadsToPackage(one, depth-1) })
	})
}

// fetchers are the classes whose code, as far as it is reached, downloads, installs or opens a store.
func fetchers(c *lint.Case) map[string]*app.Use {
	found := map[string]*app.Use{}
	for i := range c.App.Code.Uses {
		u := &c.App.Code.Uses[i]
		if _, fetches := fetchWords[u.API]; !fetches || u.Phase == app.Unreached {
			continue
		}
		if u.API == startActivityAPI && !slices.ContainsFunc(u.Args, func(a app.Arg) bool { return leadsToPackage(a, 3) }) {
			continue
		}
		// Whoever calls a helper that downloads is as near as the helper itself.
		for _, step := range u.Path[max(0, len(u.Path)-2):] {
			if class := enclosing(classOf(step)); found[class] == nil {
				found[class] = u
			}
		}
	}
	return found
}
