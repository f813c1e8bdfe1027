package lint

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// The reasons for silence. They are whole sentences, and the same reason has
// the same words, so that a report can group by them.
var (
	reasonNotSelected = lang.Text{ZH: "未选择（--only）", EN: "not selected (--only)"}
	reasonForApps     = lang.Text{ZH: "针对应用，不针对 SDK", EN: "about apps, not about SDKs"}
	reasonPerson      = lang.Text{ZH: "只有人能判断，请按步骤人工复核", EN: "only a person can tell; please follow the steps"}
)

var factNames = map[app.Facts]lang.Text{
	app.FactContainer:       {ZH: "安装包条目", EN: "package entries"},
	app.FactManifest:        {ZH: "清单文件", EN: "the manifest"},
	app.FactNetworkSecurity: {ZH: "网络安全配置", EN: "the network security config"},
	app.FactResources:       {ZH: "资源字符串", EN: "resource strings"},
	app.FactSigning:         {ZH: "签名", EN: "the signature"},
	app.FactClasses:         {ZH: "DEX 类与字符串表", EN: "DEX class and string tables"},
	app.FactCode:            {ZH: "代码", EN: "the code"},
	app.FactSDKs:            {ZH: "第三方 SDK 识别", EN: "third-party SDKs"},
	app.FactPolicy:          {ZH: "隐私政策文本（--policy）", EN: "the privacy policy (--policy)"},
	app.FactListing:         {ZH: "应用商店页信息", EN: "the store listing"},
	app.FactRuntime:         {ZH: "运行时证据", EN: "runtime evidence"},
	app.FactCategory:        {ZH: "应用类别（--category）", EN: "the app category (--category)"},
	app.FactDisclosure:      {ZH: "SDK 的公示文本（检测 SDK 时的 --policy）", EN: "the disclosure of an SDK (--policy when an SDK is scanned)"},
	app.FactNoPolicy:        {ZH: "“无隐私政策”声明（--no-policy）", EN: "the statement that there is no policy (--no-policy)"},
}

var stageNames = map[rules.Stage]lang.Text{
	rules.StageManifest: {ZH: "清单", EN: "manifest"},
	rules.StageTexts:    {ZH: "包内文字", EN: "texts in the package"},
	rules.StageCode:     {ZH: "代码", EN: "code"},
	rules.StagePolicy:   {ZH: "隐私政策", EN: "policy"},
	rules.StageListing:  {ZH: "应用商店页", EN: "store listing"},
	rules.StageRuntime:  {ZH: "运行时", EN: "runtime"},
	rules.StagePerson:   {ZH: "人工", EN: "a person"},
}

// StageName returns the name of a kind of evidence for people.
func StageName(s rules.Stage) lang.Text { return stageNames[s] }

func reasonMissing(f app.Facts) lang.Text {
	var zh, en []string
	f.Each(func(bit app.Facts) {
		zh = append(zh, factNames[bit].ZH)
		en = append(en, factNames[bit].EN)
	})
	return lang.Text{ZH: "缺少" + strings.Join(zh, "、"), EN: "needs " + strings.Join(en, ", ")}
}

func reasonNoCheck(stages []rules.Stage) lang.Text {
	var zh, en []string
	for _, s := range stages {
		zh = append(zh, stageNames[s].ZH)
		en = append(en, stageNames[s].EN)
	}
	return lang.Text{
		ZH: "本版本尚不检测：需要" + strings.Join(zh, "、"),
		EN: "not checked by this version: needs " + strings.Join(en, ", "),
	}
}

func reasonGaps(gaps []app.Gap) lang.Text {
	return lang.Text{ZH: "未能完整读取：" + gaps[0].What.ZH, EN: "not read completely: " + gaps[0].What.EN}
}
