package checks_test

import (
	"bytes"
	"strings"
	"testing"
)

// The finding speaks of the policy only where there is one, and of an entry only
// where the policy has it.
func TestSDKReadsUndisclosedSaysWhatWasLookedAt(t *testing.T) {
	linter := newLinter(t)
	whole := read(t, fixtures+"/T2-018/good-policy.txtar").Policy
	entry := []byte("| 极光推送 | 深圳市和讯华谷信息技术有限公司 | 推送消息 | 设备标识、网络信息、通讯录 | https://www.jiguang.cn/license/privacy |")
	for _, one := range []struct {
		name, entry, want string
	}{
		{"no policy", "", "公示的信息类型没有这一项"},
		{"no entry", "| 某地图 | 某某公司 | 地图 | 位置信息 | https://map.example/privacy |", "隐私政策中没有该 SDK 的条目"},
		{"an entry without it", strings.Replace(string(entry), "、通讯录", "", 1), "与隐私政策中该 SDK 的条目都没有这一项"},
	} {
		f := read(t, fixtures+"/T2-018/bad.txtar")
		if one.entry != "" {
			f.Policy, f.PolicyName = bytes.Replace(whole, entry, []byte(one.entry), 1), "policy.md"
		}
		findings := resultOf(t, lintFixture(t, linter, f), "T2-018").Findings
		if len(findings) != 1 || !strings.Contains(findings[0].Note.ZH, one.want) || one.entry == "" && strings.Contains(findings[0].Note.ZH, "隐私政策") {
			t.Errorf("%s: %+v", one.name, findings)
		}
	}
}
