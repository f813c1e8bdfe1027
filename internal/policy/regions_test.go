package policy

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// A region holds in the file what the stretch is in the text, whatever the format
// put around it.
func TestRegions(t *testing.T) {
	filler := strings.Repeat("我们重视您的隐私，并尽力保护您的信息安全。", 20)
	for name, c := range map[string]struct{ file, data, want, holds string }{
		"text":     {"a.txt", "隐私政策\r\n\r\n　　😀我们收集您的位置信息。\r\n" + filler, "您的位置信息", "您的位置信息"},
		"bom":      {"a.txt", "\xEF\xBB\xBF您的位置信息\n" + filler, "位置信息", "位置信息"},
		"markdown": {"a.md", "# 隐私政策\n\n- 我们收集[您的](https://example.cn/您)**位置**信息。\n\n" + filler, "您的位置信息", "您的](https://example.cn/您)**位置**信息"},
		"table":    {"a.md", "# 隐私政策\n\n| 信息 | 目的 |\n|---|---|\n| 位置信息 | 推荐门店 |\n\n" + filler, "推荐门店", "推荐门店"},
		"html":     {"a.html", "<html><body><p title=\"位置\">我们<b>收集</b>您的&ldquo;位置&rdquo;信息。</p><p>" + filler + "</p></body></html>", "收集您的“位置”信息", "收集</b>您的&ldquo;位置&rdquo;信息"},
		"one line": {"a.html", "<html><body><script>var 您的=1;</script><p>" + filler + "</p><p>我们收集您的位置信息。</p></body></html>", "您的位置信息", "您的位置信息"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Read(c.file, []byte(c.data))
			if err != nil {
				t.Fatal(err)
			}
			var stretch Stretch
			for i, para := range p.Paragraphs {
				if at := strings.Index(para.Text, c.want); at >= 0 {
					stretch = Stretch{i, at, at + len(c.want)}
				}
			}
			if stretch.To == 0 {
				t.Fatalf("%q does not stand in %+v", c.want, p.Paragraphs)
			}
			r := (Source{Name: c.file, Data: []byte(c.data)}).Regions(&p, []Stretch{stretch})[0]
			if got := cut(c.data, r); got != c.holds {
				t.Errorf("%+v holds %q, want %q", r, got, c.holds)
			}
		})
	}
}

// cut returns what a region of one line holds, as an editor counts.
func cut(file string, r Region) string {
	line := utf16.Encode([]rune(strings.TrimPrefix(strings.Split(file, "\n")[r.StartLine-1], "\uFEFF")))
	if r.StartLine != r.EndLine {
		return "several lines"
	}
	return string(utf16.Decode(line[r.StartColumn-1 : r.EndColumn-1]))
}

// What cannot be found is told as its whole line, and a hostile file takes no longer
// for it.
func TestRegionsFallBack(t *testing.T) {
	data := []byte("位置信息\n" + strings.Repeat("我们重视您的隐私。", 50))
	p, err := Read("a.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	p.Paragraphs[0].Text = "定位数据"
	if got := (Source{Name: "a.txt", Data: data}).Regions(&p, []Stretch{{0, 0, 6}})[0]; got != (Region{1, 1, 1, 5}) {
		t.Errorf("got %+v, want the whole line", got)
	}
	data = []byte("%PDF-1.7")
	if got := (Source{Name: "a.txt", Data: data}).Regions(&p, []Stretch{{0, 0, 6}})[0]; got != (Region{}) {
		t.Errorf("got %+v, want no place in a file that is no text", got)
	}
}

func FuzzRegions(f *testing.F) {
	f.Add("# 隐私\n\n我们收集[位置](x)信息", 0, 9)
	f.Add("<p>我们&amp;<b>收", 3, 6)
	f.Fuzz(func(t *testing.T, data string, from, to int) {
		filled := data + "\n" + strings.Repeat("我们重视您的隐私。", 50)
		for _, name := range []string{"a.txt", "a.md", "a.html"} {
			p, err := Read(name, []byte(filled))
			if err != nil {
				continue
			}
			var of []Stretch
			for i, para := range p.Paragraphs {
				n := len(para.Text)
				of = append(of, Stretch{i, min(max(from, 0), n), min(max(to, 0), n)})
			}
			for i, r := range (Source{Name: name, Data: []byte(filled)}).Regions(&p, of) {
				if r.StartLine < 1 || r.StartColumn < 1 || r.EndLine < r.StartLine || r.EndLine == r.StartLine && r.EndColumn < r.StartColumn {
					t.Fatalf("%s: stretch %+v stands at %+v", name, of[i], r)
				}
			}
		}
	})
}
