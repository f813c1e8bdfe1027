package analyzer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
)

// outlineOf writes the sections of a policy: level, title and class.
func outlineOf(a *Analysis) string {
	var out []string
	for _, s := range a.Sections[1:] {
		out = append(out, fmt.Sprintf("%d %s: %s", s.Level, s.Title, s.Class))
	}
	return strings.Join(out, "\n")
}

func TestSections(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"numbers": {
			"一、我们如何收集和使用您的信息\n正文。\n（一）注册与登录\n正文。\n（二）安全保障\n正文。\n二、我们如何共享您的信息\n正文。\n三、未成年人保护\n正文。",
			"1 一、我们如何收集和使用您的信息: collect_use\n2 （一）注册与登录: collect_use\n2 （二）安全保障: collect_use\n1 二、我们如何共享您的信息: third_party\n1 三、未成年人保护: minors",
		},
		"marks of Markdown": {
			"# 隐私政策\n正文。\n## 1. 信息的存储\n正文。\n### 1.1 期限\n正文。\n## 2. Cookie\n正文。",
			"1 # 隐私政策: other\n2 ## 1. 信息的存储: retention\n3 ### 1.1 期限: retention\n2 ## 2. Cookie: cookie",
		},
		"a table of contents": {
			"本政策包括：\n1、信息收集\n2、信息保护\n3、如何联系我们\n一、我们收集的信息\n正文。\n二、您的权利\n正文。",
			"1 1、信息收集: collect_use\n1 2、信息保护: security\n1 3、如何联系我们: contact\n1 一、我们收集的信息: collect_use\n1 二、您的权利: rights",
		},
		"no numbers": {
			"欢迎使用。\n我们如何共享您的信息\n正文。\n名词定义\n正文。",
			"1 我们如何共享您的信息: third_party\n1 名词定义: definition",
		},
		"no headings": {
			"我们会收集您的信息，\n包括位置信息；\n3.5 元的费用由您承担。\n第三方会收集您的信息。",
			"",
		},
		"the user agreement too": {
			"第一部分 用户协议\n第一条 账号的使用规则\n正文。\n第二部分 隐私政策\n第一条 信息收集\n正文。",
			"1 第一部分 用户协议: other\n2 第一条 账号的使用规则: other\n1 第二部分 隐私政策: other\n2 第一条 信息收集: collect_use",
		},
		"from a third party is collected": {
			"一、从第三方获取的信息\n正文。",
			"1 一、从第三方获取的信息: collect_use",
		},
	} {
		if got := outlineOf(analyze(c.text)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestHeadingsOfTheFormat(t *testing.T) {
	p := policyOf("信息共享\n正文。\n与谁共享\n正文。\n信息安全\n正文。")
	for i, level := range []int{2, 0, 3, 0, 2, 0} {
		p.Paragraphs[i].Heading = level
	}
	if got, want := outlineOf(analyzePolicy(p)), "1 信息共享: third_party\n2 与谁共享: third_party\n1 信息安全: security"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestStatements(t *testing.T) {
	for _, c := range []struct {
		text               string
		purpose, condition bool
	}{
		{"为了验证身份，我们收集手机号。", true, false},
		{"我们收集手机号，用于验证身份。", true, false},
		{"我们收集手机号以完成注册。", true, false},
		{"您的行为视为接受。", false, false},
		{"经您同意后我们收集手机号。", false, true},
		{"未经许可我们不会提供。", false, true},
		{"您可以删除手机号。", false, false},
		{"当您注册时，我们收集手机号。", false, true},
	} {
		s := analyze(c.text).Sentences[0]
		if s.Purpose != c.purpose || s.Condition != c.condition {
			t.Errorf("%s: purpose %v, condition %v", c.text, s.Purpose, s.Condition)
		}
	}
}

func TestAnEmptyPolicyHasOneSection(t *testing.T) {
	a := analyzePolicy(&app.Policy{})
	if len(a.Sections) != 1 || len(a.Sentences)+len(a.Mentions) > 0 {
		t.Errorf("got %d sections, %d sentences, %d mentions", len(a.Sections), len(a.Sentences), len(a.Mentions))
	}
}
