package analyzer

import (
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/rules/builtin"
)

// FuzzAnalyze looks for panics, and for places that are none.
func FuzzAnalyze(f *testing.F) {
	for _, seed := range []string{
		"一、我们收集的信息\n我们会收集您的手机号（包括+86）、IMEI；\n1. 位置信息\n2. “拍拍相机”软件",
		"未经您同意，我们不会向第三方共享您的[设备](https://a.b/c)型号，但以下情况除外：\n(1) 法律规定的；",
		"**第三条** 《隐私政策》\n# 1.1.1 Cookie\n⽤户 ＩＰ地址，不收集和保存指纹。",
		"((((《“[](/)*、，。；：", "\xff\xfe收集\x00IMEI",
	} {
		f.Add(seed)
	}
	a := New(builtin.Pack().Catalog.Lexicon)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 {
			return
		}
		p := policyOf(text)
		for i := range p.Paragraphs {
			p.Paragraphs[i].Heading = strings.Count(p.Paragraphs[i].Text, "#") % 7
		}
		r := a.Analyze(p)
		next := 0
		for i := range r.Sentences {
			s := &r.Sentences[i]
			r.Text(s.Place)
			if s.Section < 0 || s.Section >= len(r.Sections) || s.Mentions[0] != next || s.Mentions[1] < next || s.Mentions[1] > len(r.Mentions) {
				t.Fatalf("sentence %d: section %d, mentions %v of %d", i, s.Section, s.Mentions, len(r.Mentions))
			}
			next = s.Mentions[1]
		}
		for i := range r.Mentions {
			m := &r.Mentions[i]
			if r.Text(m.Place) == "" && m.Type != "" {
				t.Fatalf("mention %d of %s is empty", i, m.Type)
			}
		}
		for i := range r.Sections {
			if s := &r.Sections[i]; s.From > s.To || s.To > len(r.Sentences) {
				t.Fatalf("section %d is %d to %d", i, s.From, s.To)
			}
		}
	})
}
