package published

import (
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

func vocabulary() *Vocabulary { return NewVocabulary(&builtin.Pack().Catalog) }

func text(paragraphs ...string) *app.Policy {
	p := &app.Policy{}
	for i, s := range paragraphs {
		p.Paragraphs = append(p.Paragraphs, app.Paragraph{Text: s, Line: i + 1})
	}
	return p
}

func sdk(id string) *app.SDK {
	return &app.SDK{Owner: app.Owner{Kind: app.OwnerSDK, ID: id}, Confidence: app.Sure}
}

// The wordings stand in real policies; what they must not be taken for too.
func TestCovers(t *testing.T) {
	v := vocabulary()
	for said, want := range map[string]map[string]Coverage{
		"极光推送SDK：推送消息":                      {"jiguang-jpush": Named, "jiguang-jcore": Carried, "jiguang-janalytics": House, "getui-push": Absent},
		"由极光（深圳市和讯华谷信息技术有限公司）提供":            {"jiguang-jpush": House},
		"友盟+SDK 需要收集您的设备 Mac 地址":            {"umeng-analytics": House, "umeng-common": Carried, "utdid": Carried},
		"友盟移动统计SDK、U-Push":                  {"umeng-analytics": Named, "umeng-push": Named, "umeng-common": Carried},
		"ＢＵＧＬＹ 用于排查崩溃":                      {"tencent-bugly": Named, "gdt": House},
		"com.tencent.bugly.crashreport":     {"tencent-bugly": Named},
		"联系我们：2802254140@qq.com，QQ 群：12345": {"qq-connect": Absent},
		"可用 QQ 账号登录":                        {"qq-connect": Named},
		"关注微信公众号":                           {"wechat-opensdk": Absent},
		"web beacon 是一种小图像":                 {"tencent-beacon": Absent},
		"互联网并非绝对安全的环境，现在请注意":                {"qq-connect": Absent, "ipaynow": Absent},
		"今日头条穿山甲广告":                         {"pangle-csj": Named},
		"移动智能终端补充设备标识体系统一调用SDK":             {"msa-oaid": Named},
	} {
		text := v.Read(text(said))
		for id, coverage := range want {
			if got, m := text.Covers(sdk(id)); got != coverage {
				t.Errorf("%q covers %s: %d by %q, want %d", said, id, got, m.Word, coverage)
			} else if got != Absent && (m.Line != 1 || !strings.Contains(said, m.Word) || m.Word == "") {
				t.Errorf("%q: the place of %s is said to be %+v", said, id, m)
			}
		}
	}
}

func TestItems(t *testing.T) {
	v := vocabulary()
	x := v.Read(text(
		"第三方 SDK 名称\t公司\t目的\t收集的信息",
		"友盟SDK\t友盟同欣\t一键登录\tIMEI",
		"腾讯SDK\t腾讯\t腾讯云移动直播\t麦克风",
		"微信/QQ/微博分享\t\t分享\t设备标识",
	))
	want := []string{"", "tencent-trtc", "qq-connect wechat-opensdk weibo"}
	for i, it := range x.Items {
		var ids []string
		for id := range it.SDKs {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		if got := strings.Join(ids, " "); got != want[i] {
			t.Errorf("%s names %q, want %q", it.Text, got, want[i])
		}
	}
	if rows := x.RowsOf("umeng-push"); len(rows) != 1 || !x.TellsOf(rows, "imei") || x.TellsOf(rows, "contacts") {
		t.Error("the row of the house is not taken for that of its SDK")
	}
	if rows := x.RowsOf("qq-connect"); !x.TellsOf(rows, "imei") {
		t.Error("设备标识 does not cover the IMEI")
	}
}

// An alias means one SDK. One that two share would name both.
func TestAliasesAreOneSDKs(t *testing.T) {
	c, v := &builtin.Pack().Catalog, vocabulary()
	owner := map[string]string{}
	for _, s := range c.SDKs {
		for _, a := range slices.Concat([]string{s.Name.ZH, s.Name.EN}, s.Aliases) {
			key := policy.Normalize(a)
			if other, twice := owner[key]; twice && other != s.ID {
				t.Errorf("%q names %s and %s", a, other, s.ID)
			}
			owner[key] = s.ID
		}
	}
	for _, vendor := range c.Vendors {
		if !slices.ContainsFunc(c.SDKs, func(s rules.SDK) bool { return v.House(s.ID) == vendor.ID }) {
			t.Errorf("no SDK is of the vendor %s", vendor.ID)
		}
	}
}

func TestTopics(t *testing.T) {
	for said, want := range map[string][2]bool{
		"《个人信息收集清单》": {true, false}, "第三方信息共享清单": {false, true}, "已收集个人信息清单、双清单": {true, true}, "第三方SDK目录": {false, true}, "清单文件": {false, false},
	} {
		if got := [2]bool{ListOfCollected(said), ListOfSharing(said)}; got != want {
			t.Errorf("%q: %v, want %v", said, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	v := vocabulary()
	p := text()
	for range 200 {
		p.Paragraphs = append(p.Paragraphs, app.Paragraph{Line: 1, Text: "为了给您推送消息，我们接入了极光推送 SDK，它会收集您的设备标识信息（IMEI、MAC 地址、Android ID、OAID）、网络信息和位置信息；" +
			"您可以在设置页面关闭推送，也可以联系我们的客服。我们会按照法律法规的要求保护您的个人信息安全。"})
	}
	b.SetBytes(int64(len(p.Paragraphs) * len(p.Paragraphs[0].Text)))
	for b.Loop() {
		v.Read(p)
	}
}

func BenchmarkVocabulary(b *testing.B) {
	for b.Loop() {
		vocabulary()
	}
}
