package published

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// PermissionWords are the words by which a policy may name a permission, in
// the form of [policy.Normalize].
func PermissionWords(p *rules.Permission) []string {
	words := []string{strings.ToLower(p.Name[strings.LastIndexByte(p.Name, '.')+1:])}
	for _, t := range p.PolicyTerms {
		words = append(words, policy.Normalize(t))
	}
	return append(words, GroupWords[p.Group]...)
}

// GroupWords are the roots by which a policy may name a whole permission group.
// They are wide on purpose: a policy is not to be blamed for its wording.
var GroupWords = map[string][]string{
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
