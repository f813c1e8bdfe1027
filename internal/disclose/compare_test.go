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
