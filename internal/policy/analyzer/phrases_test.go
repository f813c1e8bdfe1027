package analyzer

import (
	"testing"

	"github.com/zicha-lint/zicha/rules/builtin"
)

func TestPhrases(t *testing.T) {
	z := New(builtin.Pack().Catalog.Lexicon)
	for text, want := range map[string][2]string{
		"当您使用“附近”功能时，我们会收集您的位置信息，用于展示附近的门店。": {"用于展示附近的门店", "当您使用“附近”功能时"},
		"为了识别异常登录，我们会收集您的设备型号。":              {"为了识别异常登录", ""},
		"我们会收集您的**手机号码**，用于**创建账号**（ＡＢＣ）：":   {"用于**创建账号**（ＡＢＣ", ""},
		"我们会收集用于接入服务的其他程序所提供的设备型号。":          {"", ""},
		"我们会收集您的地址（如您所在的省份）。":                {"", ""},
		"我们会收集您的位置信息。":                       {"", ""},
	} {
		a := z.Analyze(policyOf("一、我们收集的信息\n" + text))
		if len(a.Mentions) == 0 {
			t.Errorf("%s: names nothing", text)
			continue
		}
		var got [2]string
		if p, ok := z.Purpose(a, &a.Mentions[0]); ok {
			got[0] = a.Text(p)
		}
		if p, ok := z.Condition(a, &a.Mentions[0]); ok {
			got[1] = a.Text(p)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
