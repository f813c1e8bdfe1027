package analyzer

import (
	"strings"
	"sync"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// policyOf makes a policy whose paragraphs are the lines of a text.
func policyOf(text string) *app.Policy {
	p := &app.Policy{}
	for i, line := range strings.Split(text, "\n") {
		p.Paragraphs = append(p.Paragraphs, app.Paragraph{Text: line, Line: i + 1})
	}
	return p
}

var builtinAnalyzer = sync.OnceValue(func() *Analyzer { return New(builtin.Pack().Catalog.Lexicon) })

func analyze(text string) *Analysis { return analyzePolicy(policyOf(text)) }

func analyzePolicy(p *app.Policy) *Analysis { return builtinAnalyzer().Analyze(p) }

func TestPlacesAreThoseOfThePolicy(t *testing.T) {
	a := analyze("一、信息收集\n我们 会收集您的 **ＭＡＣ 地址**、⽤户名。您可以拒绝。")
	var got []string
	for i := range a.Sentences {
		got = append(got, a.Text(a.Sentences[i].Place))
	}
	if want := "一、信息收集|我们 会收集您的 **ＭＡＣ 地址**、⽤户名。|您可以拒绝。"; strings.Join(got, "|") != want {
		t.Errorf("got sentences %q", got)
	}
	got = nil
	for i := range a.Mentions {
		got = append(got, a.Mentions[i].Type+" "+a.Text(a.Mentions[i].Place))
	}
	if want := "mac ＭＡＣ 地址|account ⽤户名"; strings.Join(got, "|") != want {
		t.Errorf("got mentions %q", got)
	}
}

func TestGeneralAndOpenMentions(t *testing.T) {
	a := analyze("我们会收集设备信息、屏幕分辨率等。")
	if m := a.Mentions[0]; !m.General || m.Open {
		t.Errorf("设备信息: general %v, open %v", m.General, m.Open)
	}
	if m := a.Mentions[1]; m.General || !m.Open {
		t.Errorf("屏幕分辨率: general %v, open %v", m.General, m.Open)
	}
}

func TestLinesOfJoinedParagraphs(t *testing.T) {
	p := &app.Policy{Paragraphs: []app.Paragraph{{Text: "我们会收集IMEI、手机号。", Line: 3, Joints: []app.Joint{{At: len("我们会收集IMEI、"), Line: 4}}}}}
	a := analyzePolicy(p)
	if a.Mentions[0].Line != 3 || a.Mentions[1].Line != 4 || a.Sentences[0].Line != 3 {
		t.Errorf("got lines %d and %d", a.Mentions[0].Line, a.Mentions[1].Line)
	}
}

func TestBoldHeadings(t *testing.T) {
	p := policyOf("欢迎使用\n信息共享\n正文。")
	p.Paragraphs[1].Bold = true
	if got := outlineOf(analyzePolicy(p)); got != "1 信息共享: third_party" {
		t.Errorf("got %q", got)
	}
}

func TestPointsOfPlainText(t *testing.T) {
	p := &app.Policy{Paragraphs: []app.Paragraph{
		{Text: "我们会收集IMEI。可以拒绝，", Line: 1, Offset: 2, Joints: []app.Joint{{At: len("我们会收集IMEI。"), Line: 2, Offset: 20}}},
		{Text: "标题", Line: 3, Offset: -1},
	}}
	a := analyzePolicy(p)
	for i, want := range [][2]int{{2, 12}, {20, 25}, {-1, -1}} {
		if from, to := a.Points(a.Sentences[i].Place); from != want[0] || to != want[1] {
			t.Errorf("sentence %d: %d to %d, want %v", i, from, to, want)
		}
	}
}
