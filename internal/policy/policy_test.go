package policy

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/zicha-lint/zicha/internal/app"
)

var update = flag.Bool("update", false, "write the .want files anew")

func load(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// dump writes a policy as the .want files have it: line, heading, text.
func dump(p app.Policy) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n", p.Format, p.Encoding, p.Title)
	for _, paragraph := range p.Paragraphs {
		text := strings.ReplaceAll(paragraph.Text, "\t", " → ")
		fmt.Fprintf(&b, "%3d %d %s\n", paragraph.Line, paragraph.Heading, text)
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for _, name := range []string{"policy.txt", "policy.md", "policy.html"} {
		p, err := Read(name, load(t, name))
		if err != nil {
			t.Error(err)
			continue
		}
		got := dump(p)
		want := name + ".want"
		if *update {
			if err := os.WriteFile(filepath.Join("testdata", want), []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(load(t, want)), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestEncodings reads the same text in every encoding.
func TestEncodings(t *testing.T) {
	text := load(t, "policy.txt")
	want, err := Read("policy.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	encode := func(e encoding.Encoding) []byte {
		data, err := e.NewEncoder().Bytes(text)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, c := range map[string]struct {
		encoding string
		data     []byte
	}{
		"BOM":         {"utf-8", append([]byte("\xEF\xBB\xBF"), text...)},
		"utf-16le":    {"utf-16le", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
		"utf-16be":    {"utf-16be", encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM))},
		"GBK":         {"gb18030", encode(simplifiedchinese.GBK)},
		"GB18030":     {"gb18030", encode(simplifiedchinese.GB18030)},
		"CRLF":        {"utf-8", []byte(strings.ReplaceAll(string(text), "\n", "\r\n"))},
		"CR":          {"utf-8", []byte(strings.ReplaceAll(string(text), "\n", "\r"))},
		"cut at last": {"utf-8", append(slices.Clone(text), "隐"[:2]...)},
	} {
		p, err := Read("policy.txt", c.data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.Encoding != c.encoding {
			t.Errorf("%s: read as %s", name, p.Encoding)
		}
		got := p.Paragraphs[:len(want.Paragraphs)]
		if diff := cmp.Diff(want.Paragraphs, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestFormat(t *testing.T) {
	html, md := string(load(t, "policy.html")), string(load(t, "policy.md"))
	long := strings.Repeat("我们会保护您的个人信息。", 40)
	for _, c := range []struct{ name, text, want string }{
		{"a.txt", html, "html"},
		{"-", html, "html"},
		{"-", md, "md"},
		{"-", "# 隐私政策\n" + long, "md"},
		{"a.txt", "# 隐私政策\n" + long, "txt"},
		{"A.HTM", long, "html"},
		{"a.markdown", long, "md"},
		{"a.txt", "<div><p>" + long + "</p></div>", "html"},
		{"a.md", "<b>隐私政策</b>\n\n" + long, "md"},
		{"policy", long, "txt"},
	} {
		p, err := Read(c.name, []byte(c.text))
		if err != nil || p.Format != c.want {
			t.Errorf("%s, %.20q: %q, %v; want %s", c.name, c.text, p.Format, err, c.want)
		}
	}
}

func TestRefuse(t *testing.T) {
	text := string(load(t, "policy.txt"))
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	twice, err := simplifiedchinese.GB18030.NewDecoder().String(strings.Repeat("\uFFFD", 600))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ file, data, want string }{
		"empty":        {"a.txt", " \r\n\t", empty.ZH},
		"only blanks":  {"a.txt", "\uFEFF\u3000\u200B\n", empty.ZH},
		"large":        {"a.txt", strings.Repeat("x", MaxSize+1), tooLarge.ZH},
		"pdf":          {"a.txt", "%PDF-1.7\n…", "PDF 已损坏"},
		"docx":         {"a.docx", "PK\x03\x04\x14\x00[Content_Types].xml word/document.xml", "Word 文档已损坏"},
		"apk":          {"a.apk", "PK\x03\x04\x14\x00AndroidManifest.xml", "是 APK 文件"},
		"zip":          {"a.zip", "PK\x03\x04\x14\x00a.txt", "是 ZIP 文件"},
		"doc":          {"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1", "Word 97"},
		"elf":          {"a", "\x7FELF\x02", "ELF"},
		"zero bytes":   {"a.txt", text + "\x00", "二进制"},
		"damaged":      {"a.txt", strings.ReplaceAll(text, "的", "\uFFFD"), unreadable.ZH},
		"GBK as UTF-8": {"a.txt", strings.ToValidUTF8(strings.ReplaceAll(gbk, "\xd2", "\xff\xff"), "\uFFFD"), unreadable.ZH},
		"twice":        {"a.txt", twice + text, unreadable.ZH},
		"short":        {"a.txt", strings.Repeat("短", 100), tooShort.ZH},
		"no text":      {"a.html", "<html><body><img src=policy.png></body></html>", pictures.ZH},
		"shell":        {"a.html", `<html><head><title>隐私政策</title></head><body><div id="app"></div><script src="app.js"></script></body></html>`, shell.ZH},
		"404":          {"a.html", "<html><head><title>404 Not Found</title></head><body>" + text + "</body></html>", notFound.ZH},
		"404 in text":  {"a.html", "<html><body><h1>抱歉，页面不存在</h1><script></script></body></html>", notFound.ZH},
	} {
		_, err := Read(c.file, []byte(c.data))
		var refusal *Error
		if !errors.As(err, &refusal) {
			t.Errorf("%s: not refused: %v", name, err)
			continue
		}
		if refusal.Name != c.file || !strings.Contains(refusal.What.ZH, c.want) || refusal.What.EN == "" {
			t.Errorf("%s: refused with %+v, want %q", name, refusal, c.want)
		}
	}
	if _, err := Read("a.html", []byte("<p>地址：某某大厦404室</p><p>"+text+"</p>")); err != nil {
		t.Errorf("a policy with the number 404 was refused: %v", err)
	}
}

func TestLength(t *testing.T) {
	for n, ok := range map[int]bool{minLength - 1: false, minLength: true} {
		if _, err := Read("a.txt", []byte(strings.Repeat("我 ", n))); (err == nil) != ok {
			t.Errorf("%d characters: %v", n, err)
		}
	}
}

// TestUnclosed shows that broken markup loses no text.
func TestUnclosed(t *testing.T) {
	body := strings.Repeat("我们会保护您的个人信息。", 40)
	for _, html := range []string{
		"<html><nav><p>" + body, "<html><table><tr><td>" + body, "<html><select>" + body, "<html><svg><svg></svg><p>" + body,
		"<html><h1>" + body, "<html><pre>" + body, "<html><p><nav>首页</nav>" + body + "</td></tr></nav>",
	} {
		p, err := Read("a.html", []byte(html))
		if err != nil {
			t.Errorf("%.30s: %v", html, err)
			continue
		}
		if last := p.Paragraphs[len(p.Paragraphs)-1]; last.Text != body {
			t.Errorf("%.30s: %+v", html, p.Paragraphs)
		}
	}
}

func TestInline(t *testing.T) {
	for in, want := range map[string]string{
		"a **b** ***c*** __d__":                       "a b c d",
		"__UNI__1A2B 与 READ_PHONE_STATE、a_b_c":        "__UNI__1A2B 与 READ_PHONE_STATE、a_b_c",
		"隐私政策：[查看](https://x.cn/p)":                   "隐私政策：查看 https://x.cn/p",
		"3 * 4 * 5 与 *斜体*":                            "3 * 4 * 5 与 斜体",
		`\*必填 与 \*选填`:                                 "*必填 与 *选填",
		"[《政策》](https://x.cn/p \"t\")，[二][2]":         "《政策》，二",
		"<https://x.cn/a_b_c> &lt;b&gt; 1<2 且 3>2":    "https://x.cn/a_b_c <b> 1<2 且 3>2",
		"`code` ~~旧~~ <font color=red>红</font>\u200b": "code 旧 红",
	} {
		if got := inline(in); got != want {
			t.Errorf("inline(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{
		"Ａｎｄｒｏｉｄ　ＩＤ：１２３":  "androidid:123",
		"㈠ 我 们\u200b\n收集": "(一)我们收集",
		"⽤户":              "用户", // a Kangxi radical, as text copied from a PDF has it
		"IMEI\u00a0与 Mac": "imei与mac",
		"":                "",
	} {
		if got := Normalize(in); got != want {
			t.Errorf("Normalize(%q) = %q, want %q", in, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"policy.txt", "policy.md", "policy.html"} {
		data := []byte(strings.Repeat(string(load(b, name)), 50))
		gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(data)
		if err != nil {
			b.Fatal(err)
		}
		for encoding, data := range map[string][]byte{"utf-8": data, "gb18030": gbk} {
			b.Run(name+"/"+encoding, func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					if _, err := Read(name, data); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkNormalize(b *testing.B) {
	text := string(load(b, "policy.txt"))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Normalize(text)
	}
}
