package checks

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

var permissionNotInPolicy = lint.Define(lint.Check{
	Name:    "permission-not-in-policy",
	Doc:     lang.Text{ZH: "申请的危险权限在隐私政策中未提及", EN: "a dangerous permission the policy does not mention"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactManifest | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	for _, r := range c.App.Manifest.Permissions {
		p := c.Catalog.Permission(r.Name)
		if p == nil || p.Kind != "dangerous" || len(p.PolicyTerms) == 0 {
			continue
		}
		if _, told := mentions(&c.App.Policy, permissionWords(p)...); told {
			continue
		}
		f := permissionFinding(c, r)
		f.Note.ZH += "，隐私政策中未见“" + p.PolicyTerms[0] + "”等说明"
		f.Note.EN += ", and the policy has no word for it (" + p.PolicyTerms[0] + " …)"
		out = append(out, f)
	}
	return out
})

// permissionWords are the words by which a policy may name a permission, in
// the form of policy.Normalize.
func permissionWords(p *rules.Permission) []string {
	words := []string{strings.ToLower(p.Name[strings.LastIndexByte(p.Name, '.')+1:])}
	for _, t := range p.PolicyTerms {
		words = append(words, policy.Normalize(t))
	}
	return append(words, groupWords[p.Group]...)
}

// groupWords are the roots by which a policy may name a whole permission group.
// They are wide on purpose: a policy is not to be blamed for its wording.
var groupWords = map[string][]string{
	"LOCATION":             {"位置", "定位"},
	"CAMERA":               {"相机", "摄像", "拍照", "拍摄"},
	"MICROPHONE":           {"麦克风", "录音", "语音"},
	"CONTACTS":             {"通讯录", "联系人"},
	"SMS":                  {"短信"},
	"CALL_LOG":             {"通话"},
	"CALENDAR":             {"日历", "日程"},
	"STORAGE":              {"存储", "相册", "照片", "文件"},
	"READ_MEDIA_VISUAL":    {"存储", "相册", "照片", "图片", "视频"},
	"READ_MEDIA_AURAL":     {"存储", "音乐", "音频"},
	"SENSORS":              {"传感器", "心率"},
	"ACTIVITY_RECOGNITION": {"步数", "运动", "身体活动"},
	"NEARBY_DEVICES":       {"蓝牙", "附近"},
}
