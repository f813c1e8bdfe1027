package analyzer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// invented makes a policy of about so many bytes from sentences with changing words, in
// the proportions of real ones: much about services and law, some about information.
func invented(size int) *app.Policy {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(words string) string {
		all := strings.Fields(words)
		return all[random.IntN(len(all))]
	}
	information := func() string {
		return pick("手机号码 设备型号 IMEI MAC地址 位置信息 通讯录 姓名 身份证号 IP地址 操作系统版本 头像 昵称 浏览记录 应用列表 相机权限")
	}
	service := func() string { return pick("课程 行程 订阅 直播 购物 提醒 同步 备份 导航 天气") }
	sentences := []func() string{
		func() string {
			return fmt.Sprintf("当您使用%s功能时，我们会收集您的%s、%s和%s，用于改善服务。", service(), information(), information(), information())
		},
		func() string {
			return fmt.Sprintf("我们不会向第三方共享您的%s，但法律法规另有规定的除外。", information())
		},
		func() string {
			return fmt.Sprintf("%s服务由合作伙伴提供，该服务商可能会获取%s以完成%s。", service(), information(), service())
		},
		func() string {
			return fmt.Sprintf("您可以在“我的—设置”中打开或者关闭%s，关闭后您仍可使用其他服务。", service())
		},
		func() string {
			return "为了给您带来更好的体验，我们会持续改进产品，并可能适时调整服务的范围，请您留意公告。"
		},
		func() string {
			return fmt.Sprintf("本条所述的%s以双方另行签订的书面约定为准，任何一方均应遵守中华人民共和国的法律。", service())
		},
		func() string {
			return "如果您对内容有任何疑问，欢迎随时与我们取得联系，我们将在十五个工作日内答复您的请求。"
		},
	}
	p := &app.Policy{}
	for n := 0; n < size; {
		text := fmt.Sprintf("%s、我们如何处理您的信息", pick("一 二 三 四 五 六 七"))
		if random.IntN(12) > 0 {
			text = ""
			for range 1 + random.IntN(4) {
				text += sentences[random.IntN(len(sentences))]()
			}
		}
		p.Paragraphs = append(p.Paragraphs, app.Paragraph{Text: text, Line: len(p.Paragraphs) + 1})
		n += len(text)
	}
	return p
}

// BenchmarkAnalyze measures the analysis with its folding, in bytes of text.
func BenchmarkAnalyze(b *testing.B) {
	p := invented(1 << 20)
	a := New(builtin.Pack().Catalog.Lexicon)
	size := 0
	for i := range p.Paragraphs {
		size += len(p.Paragraphs[i].Text) + 1
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		a.Analyze(p)
	}
}

// BenchmarkNew measures what is done once, at the start.
func BenchmarkNew(b *testing.B) {
	lexicon := builtin.Pack().Catalog.Lexicon
	for b.Loop() {
		New(lexicon)
	}
}

// What is long takes time in proportion: ten times as much text must not take a hundred
// times as long.
func TestLongTextsTakeTimeInProportion(t *testing.T) {
	a := New(builtin.Pack().Catalog.Lexicon)
	measure := func(text string, times int) time.Duration {
		p := &app.Policy{Paragraphs: []app.Paragraph{{Text: strings.Repeat(text, times/len(text)), Line: 1}}}
		best := time.Hour
		for range 3 {
			start := time.Now()
			a.Analyze(p)
			best = min(best, time.Since(start))
		}
		return best
	}
	for _, text := range []string{
		"(", "[", "[a](b", "“相机", "《", "*", "不会收集", "共享IMEI、", "通过IP地址、", "浏览、搜索功能", "收集", "除非", "1.", "一、", "，", "微信", "未经同意不会收集IMEI,", "#", "\n", "设备", "a", "\xff",
		"某某有限公司", "{{", "【】", "___ ", "[ ]", "20", "@", "更新日期20", "上传语音、", "将IMEI共享", "向提供",
	} {
		const size = 40_000
		small, large := measure(text, size), measure(text, 10*size)
		if large > 40*small && large > time.Second {
			t.Errorf("%q: %v for %d bytes, %v for ten times as much", text, small, size, large)
		}
	}
}
