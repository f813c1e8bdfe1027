package disclose

import (
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
)

func compared(paragraphs ...string) *Comparison {
	p := &app.Policy{File: "policy.md"}
	for i, s := range paragraphs {
		p.Paragraphs = append(p.Paragraphs, app.Paragraph{Text: s, Line: i + 1})
	}
	return Compare(Of(sample(), catalog()), p, catalog())
}

// What comes with an SDK that the text names is not itself in the text.
func TestCarriedSDKsAreAskedAbout(t *testing.T) {
	c := compared("我们接入了某推送，用于推送消息。")
	if c.Matched != 1 {
		t.Errorf("%d matched", c.Matched)
	}
	for _, d := range c.Differences {
		if d.ID == "acme-oem" && d.Kind == SDKCarried && d.Line == 1 && d.Why.ZH == "文中没有单列；可能随“某推送”带入" {
			return
		}
	}
	t.Errorf("%+v", c.Differences)
}

// What a draft leaves to a person is lacking until somebody has written it; the
// legend of the marks is no such place.
func TestMarksThatAreLeft(t *testing.T) {
	c := compared("【待填写】："+ToFill.Doc().ZH, "[to fill in] "+ToFill.Doc().EN,
		"某推送\t【建议】推送消息\t【待填写：共享方式】\t【待填写】", "Acme Push\t[to fill in: why]")
	got := map[DifferenceKind]string{}
	for _, d := range c.Differences {
		got[d.Kind] += d.Why.ZH
	}
	if got[MarkLeft] != "文中仍有 3 处【待填写】，第一处：" || got[MarkUnsettled] != "文中仍有 1 处【建议】，第一处：" || !c.Lacks() {
		t.Errorf("%v", got)
	}
	if c := compared("我们接入了某推送。"); len(c.Differences) > 0 && c.Differences[0].Kind == MarkLeft {
		t.Error("a mark where there is none")
	}
}
