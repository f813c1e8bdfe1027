package outline

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
	"github.com/zicha-lint/zicha/rules/builtin"
)

var builtinAnalyzer = sync.OnceValue(func() *analyzer.Analyzer { return analyzer.New(builtin.Pack().Catalog.Lexicon) })

func analyze(text string) *analyzer.Analysis {
	p := &app.Policy{}
	for i, line := range strings.Split(text, "\n") {
		p.Paragraphs = append(p.Paragraphs, app.Paragraph{Text: line, Line: i + 1})
	}
	return builtinAnalyzer().Analyze(p)
}

// invented is a small policy that nobody published.
const invented = `欢迎使用小溪记账。
一、我们如何收集您的个人信息
（一）注册账号
当您注册账号时，我们会收集您的手机号码和昵称。当您上传头像时，我们会收集您的照片。
二、我们如何共享您的个人信息
以下情形中，我们会将您的个人信息共享给第三方：
1. 我们会将您的订单信息共享给第三方物流公司；
2. 我们会向第三方支付公司共享您的订单金额。
三、您的权利
您可以在设置页面中查询、更正或删除您的个人信息，也可以注销账号。
四、未成年人保护
未满十四周岁的儿童应在监护人的同意下使用本产品。
`

func TestOutline(t *testing.T) {
	var got []string
	for _, p := range Outline(analyze(invented)) {
		line := fmt.Sprintf("%d:%d %s: %d", p.Place.Line, p.Level, p.Title, p.Sentences)
		for _, c := range p.Topics {
			line += fmt.Sprintf(" %v %d", c.Topic, c.Sentences)
		}
		got = append(got, line)
	}
	want := []string{
		"1:0 : 1",
		"2:1 一、我们如何收集您的个人信息: 0",
		"3:2 （一）注册账号: 2 collect 2",
		"5:1 二、我们如何共享您的个人信息: 3 share 3",
		"9:1 三、您的权利: 1 rights 1",
		"11:1 四、未成年人保护: 1 minors 1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOutlineOfNothing(t *testing.T) {
	if got := Outline(analyze("")); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestCountsBeginWithTheCommonest(t *testing.T) {
	share, both := sentencemodel.Topics(0).With(sentencemodel.Share), sentencemodel.Topics(0).With(sentencemodel.Share).With(sentencemodel.Collect)
	got := fmt.Sprint(count([]sentencemodel.Topics{share, both, 0}))
	if got != "[{share 2} {collect 1}]" {
		t.Errorf("got %s", got)
	}
}

func TestContexts(t *testing.T) {
	a := analyze(invented)
	var got []string
	for i, c := range Contexts(a) {
		got = append(got, fmt.Sprintf("%.9s|%s|%s|%s", a.Sentences[i].Folded, c.Section, c.Heading, c.Intro))
	}
	const collect, share, intro = "一、我们如何收集您的个人信息", "二、我们如何共享您的个人信息", "以下情形中,我们会将您的个人信息共享给第三方:"
	want := []string{
		"欢迎使用小溪记账。|||",
		"一、我们如何收集您|" + collect + "|" + collect + "|",
		"(一)注册账号|" + collect + "|(一)注册账号|",
		"当您注册账号时,我|" + collect + "|(一)注册账号|",
		"当您上传头像时,我|" + collect + "|(一)注册账号|",
		"二、我们如何共享您|" + share + "|" + share + "|",
		"以下情形中,我们会|" + share + "|" + share + "|",
		"1.我们会将您的订|" + share + "|" + share + "|" + intro,
		"2.我们会向第三方|" + share + "|" + share + "|" + intro,
		"三、您的权利|三、您的权利|三、您的权利|",
	}
	if strings.Join(got[:min(len(got), len(want))], "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestListsEnd(t *testing.T) {
	contexts := Contexts(analyze("我们收集以下内容:\n" + strings.Repeat("昵称和头像。\n", maxItems+1)))
	if contexts[maxItems].Intro == "" || contexts[maxItems+1].Intro != "" {
		t.Errorf("got %q behind %d sentences, then %q", contexts[maxItems].Intro, maxItems, contexts[maxItems+1].Intro)
	}
}

func FuzzOutline(f *testing.F) {
	f.Add(invented)
	f.Add("一、收集\n我们收集以下信息：\n（1）昵称；不收集位置。\xff\n第")
	f.Fuzz(func(t *testing.T, text string) {
		a := analyze(text)
		sentences := 0
		for _, p := range Outline(a) {
			sentences += p.Sentences
			if p.Level > 0 {
				sentences++
			}
			if p.Title != "" && a.Text(p.Place) != p.Title {
				t.Errorf("%q is at the place of %q", a.Text(p.Place), p.Title)
			}
		}
		if sentences != len(a.Sentences) {
			t.Errorf("%d sentences in the parts, %d in the text", sentences, len(a.Sentences))
		}
	})
}

func BenchmarkOutline(b *testing.B) {
	a := analyze(strings.Repeat(invented, 200))
	b.SetBytes(int64(200 * len(invented)))
	b.ReportAllocs()
	sentencemodel.Load()
	for b.Loop() {
		Outline(a)
	}
}
