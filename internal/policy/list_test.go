package policy

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
)

// text makes a policy of paragraphs, a line each.
func text(paragraphs ...string) *app.Policy {
	p := &app.Policy{}
	for i, s := range paragraphs {
		p.Paragraphs = append(p.Paragraphs, app.Paragraph{Text: strings.TrimPrefix(s, "# "), Line: i + 1, Heading: len(s) - len(strings.TrimPrefix(s, "# "))})
	}
	return p
}

// show spells lists as tests compare them: name, company, purpose, information.
func show(lists []List) string {
	var b strings.Builder
	for _, l := range lists {
		fmt.Fprintf(&b, "%d:", l.Line)
		for _, e := range l.Entries {
			fmt.Fprintf(&b, " [%d", e.Line)
			for _, k := range []FieldKind{FieldName, FieldCompany, FieldPurpose, FieldInformation} {
				fmt.Fprintf(&b, " %s", e.Field(k).Text)
			}
			b.WriteString("]")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestLists(t *testing.T) {
	for name, test := range map[string]struct {
		policy *app.Policy
		want   string
	}{
		"a table": {
			text("# 第三方 SDK 清单", "SDK 名称\t所属公司\t使用目的\t收集的个人信息", "极光推送\t和讯华谷\t推送\tIMEI", "高德\t高德软件\t定位\t位置", "我们会保护您的信息。"),
			"2: [3 极光推送 和讯华谷 推送 IMEI] [4 高德 高德软件 定位 位置]\n",
		},
		"a table with bars, wrapped": {
			text("第三方SDK", "SDK名称| 公司名称| SDK用途| 收集数据的类型", "---|---|---|---", "数美SDK| 数美时代|", "风控|", "MAC地址"),
			"2: [4 数美SDK 数美时代 风控 MAC地址]\n",
		},
		"keys below each other": {
			text("# SDK 列表", "SDK 名称：华为推送", "功能：推送信息", "第三方名称：华为终端", "收集个人信息：IMEI、", "序列号", "SDK 名称：小米推送", "功能：推送", "# 其他", "名称：别的"),
			"2: [2 华为推送 华为终端 推送信息 IMEI、 序列号] [7 小米推送  推送 ]\n",
		},
		"keys beside each other": {
			text("SDK名称：腾讯浏览服务  公司名称：腾讯科技  使用目的：APP组件化开发  收集的个人信息类型/字段：设备信息"),
			"1: [1 腾讯浏览服务 腾讯科技 APP组件化开发 设备信息]\n",
		},
		"a line above the keys is the name": {
			text("我们接入的第三方 SDK：", "1、友盟", "使用目的：统计", "收集的个人信息：IMEI", "2、声网", "使用目的：通话", "收集的个人信息：麦克风"),
			"2: [2 友盟  统计 IMEI] [5 声网  通话 麦克风]\n",
		},
		"a party beside a name is the company": {
			text("插件名称\t第三方名称\t目的\t个人信息字段", "百度地图SDK\t百度网讯\t定位\t位置"),
			"1: [2 百度地图SDK 百度网讯 定位 位置]\n",
		},
		"a party alone is the name": {
			text("第三方名称\t目的\t个人信息", "百度地图SDK\t定位\t位置"),
			"1: [2 百度地图SDK  定位 位置]\n",
		},
		"a row with fewer cells is not read by its columns": {
			text("SDK名称\t公司\t目的\t信息", "支付宝\t设备信息"),
			"1: [2    ]\n",
		},
		"no list: permissions":        {text("第三方权限", "权限名称\t使用目的", "相机\t拍照"), ""},
		"no list: what is collected":  {text("信息类型\t使用目的", "位置\t定位"), ""},
		"no list: the app itself":     {text("产品名称：随手记", "公司名称：随手信息", "联系邮箱：a@b.cn"), ""},
		"no list: a sentence":         {text("第三方 SDK 的隐私政策：https://a.example", "我们会遵守下列目的：第一"), ""},
		"no list: content that opens": {text("第三方", "微信SDK\t获取设备信息\t分享", "QQ\t获取\t分享"), ""},
	} {
		if got := show(Lists(test.policy)); got != test.want {
			t.Errorf("%s:\ngot  %swant %s", name, got, test.want)
		}
	}
}

func TestListsEnd(t *testing.T) {
	long := make([]string, 0, 100_000)
	for range cap(long) / 2 {
		long = append(long, "SDK名称：甲", "用途：乙"+strings.Repeat("：", 50))
	}
	n := 0
	for _, l := range Lists(text(long...)) {
		n += len(l.Entries)
	}
	if n < maxEntries-1 || n > maxEntries {
		t.Errorf("%d entries were read, want %d at most", n, maxEntries)
	}
}

func FuzzLists(f *testing.F) {
	f.Add("SDK名称\t公司\t目的\n极光\t和讯\t推送\n---|---|---\n甲|乙|\n|丙")
	f.Add("第三方SDK\n1、友盟\n使用目的：统计 收集的信息：IMEI\n\nSDK 名称： 声网\n公司：兆言")
	f.Add("SDK名称| 公司名称| 用途\n数美|\n数美时代|\n风控\n功能∶推送\n链接：\nhttps://a.example")
	f.Fuzz(func(t *testing.T, s string) {
		p := &app.Policy{}
		for i, line := range strings.Split(s, "\n") {
			heading := 0
			if strings.HasPrefix(line, "#") {
				heading = 1
			}
			p.Paragraphs = append(p.Paragraphs, app.Paragraph{Text: line, Line: i + 1, Heading: heading})
		}
		for _, l := range Lists(p) {
			if l.Line < 1 || l.Line > len(p.Paragraphs) || len(l.Entries) == 0 {
				t.Fatalf("a list in line %d of %d with %d entries", l.Line, len(p.Paragraphs), len(l.Entries))
			}
			for _, e := range l.Entries {
				if e.Line < 1 || e.Line > len(p.Paragraphs) || len(e.Text) > maxQuote+8*maxCells {
					t.Fatalf("an entry in line %d of %d with %d bytes", e.Line, len(p.Paragraphs), len(e.Text))
				}
			}
		}
	})
}
