package checks

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// The words by which a text may name a permission group beside those of
// published.GroupWords, in lower case. They are wide on purpose: an app is not to be blamed
// for its wording.
var groupAlso = map[string][]string{
	"LOCATION":             {"附近", "地理", "gps", "location"},
	"CAMERA":               {"照相", "扫码", "扫一扫", "二维码", "camera", "photo", "scan"},
	"MICROPHONE":           {"话筒", "音频", "microphone", "record", "voice", "audio"},
	"CONTACTS":             {"好友", "账户", "contact", "account"},
	"PHONE":                {"电话", "手机状态", "手机信息", "设备", "识别码", "imei", "拨打", "phone", "device", "call"},
	"SMS":                  {"验证码", "sms", "message"},
	"CALL_LOG":             {"call log", "call history"},
	"CALENDAR":             {"提醒", "calendar"},
	"STORAGE":              {"内存卡", "sd卡", "sdcard", "读写", "保存", "下载", "图片", "媒体", "storage", "photo", "file", "album", "save"},
	"READ_MEDIA_VISUAL":    {"photo", "video", "image", "media"},
	"READ_MEDIA_AURAL":     {"music", "audio", "media"},
	"SENSORS":              {"身体", "sensor", "heart"},
	"ACTIVITY_RECOGNITION": {"健身", "计步", "step", "activity", "fitness"},
	"NEARBY_DEVICES":       {"设备", "bluetooth", "nearby"},
	"NOTIFICATIONS":        {"通知", "消息", "提醒", "推送", "notification"},
}

var purposeWords = regexp.MustCompile(`用于|用来|用作|以便|为了|需要|须|权限|授权|允许|才能|才可|permission|need|require|allow|access|grant|order to|so that`)

// failureWords are those of a text that only says what went wrong, or that a
// permission is missing, unless it has one of clearPurpose.
var (
	failureWords = regexp.MustCompile(`被拒绝|拒绝了|已拒绝|禁用|失败|异常|错误|没有.{0,8}权限|无.{0,4}权限|未授权|不允许|denied|failed|error|exception|not granted`)
	clearPurpose = regexp.MustCompile(`用于|用来|用作|以便|为了|才能|才可|order to|so that`)
)

var permissionPurposeUntold = lint.Define(lint.Check{
	Name:    "permission-purpose-untold",
	Doc:     lang.Text{ZH: "代码申请了权限，包内没有文字说明用途", EN: "code asks for a permission, and no text in the package says what for"},
	Stage:   rules.StageCode,
	Needs:   app.FactManifest | app.FactContainer | app.FactResources | app.FactClasses | app.FactCode,
	Absence: true,
	Most:    rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	for _, d := range c.App.Manifest.Application.MetaData {
		if strings.HasPrefix(d.Name, "permission.reason") {
			return nil
		}
	}
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API != requestAPI || u.Phase == app.Unreached {
			return
		}
		for _, name := range asked(u.Args) {
			if p := c.Catalog.Permission(name); p != nil && p.Kind == "dangerous" && len(wordsOf(p.Group)) > 0 {
				g.add(app.Owner{}, u, api, p.Group)
			}
		}
	})
	if len(g.list) == 0 {
		return nil
	}
	told := toldGroups(c.App, g.list)
	chinese := speaksChinese(c.App)
	var out []lint.Finding
	for _, one := range g.list {
		if told[one.anchor] {
			continue
		}
		f := one.finding()
		group := groupNames(c, []string{one.anchor})
		f.Note.ZH += "，申请" + group.ZH + "权限，包内没有一段文字说明用途（如“相机权限用于扫码”）"
		f.Note.EN += ", for the group " + group.EN + ", and no text in the package says what it is for"
		if !chinese {
			f = lowered(f, lang.Text{ZH: "应用名称与布局中没有中文，代码里其他语言的文字未读取", EN: "name and layouts of the app are not Chinese, and texts of other languages in code were not read"})
		}
		out = append(out, one.doubted(f))
	}
	return out
})

func wordsOf(group string) []string {
	return append(append([]string(nil), published.GroupWords[group]...), groupAlso[group]...)
}

// speaksChinese reports whether the app's own name or layouts are Chinese; support
// libraries bring Chinese strings into nearly every app.
func speaksChinese(a *app.App) bool {
	if label := a.Manifest.Application.Label; label != nil && hasHan(*label) {
		return true
	}
	return slices.ContainsFunc(a.Layouts, func(l app.Layout) bool {
		return slices.ContainsFunc(l.Views, func(v app.View) bool { return hasHan(v.Text) })
	})
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// toldGroups are the groups that some text names together with a word of purpose.
func toldGroups(a *app.App, list []*useGroup) map[string]bool {
	told := map[string]bool{}
	look := func(text string) {
		for _, one := range list {
			if told[one.anchor] || !containsAny(text, published.GroupWords[one.anchor]...) && !containsAny(strings.ToLower(text), groupAlso[one.anchor]...) {
				continue
			}
			told[one.anchor] = purposeWords.MatchString(strings.ToLower(text)) && (!failureWords.MatchString(strings.ToLower(text)) || clearPurpose.MatchString(text))
		}
	}
	for _, t := range a.Texts {
		look(t.Value)
	}
	for i := range a.Layouts {
		for _, v := range a.Layouts[i].Views {
			look(v.Text)
		}
	}
	return told
}
