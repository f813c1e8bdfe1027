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

// TestMenus leaves out what belongs to the site, and nothing of the policy.
func TestMenus(t *testing.T) {
	body := strings.Repeat("我们会保护您的个人信息。", 40)
	for name, c := range map[string]struct{ html, want string }{
		"nav":              {"<nav>首页 下载</nav><p>" + body, ""},
		"menu by class":    {"<div class='top-nav'><div><a href=/>首页</a></div></div><p>" + body, ""},
		"menu by role":     {"<ul role=navigation><li>首页<li>下载</ul><p>" + body, ""},
		"policy in a menu": {"<div class=menu><p>我们会收集您的位置，用于天气。</p></div><p>" + body, "我们会收集您的位置，用于天气。"},
		"class like it":    {"<div class='page has-menu'><p>总则</p></div><p>" + body, "总则"},
		"links before":     {"<p><a href=/>首页</a></p><p><a href=/>English</a></p><p>" + body, ""},
		"links behind":     {"<p>" + body + "</p><p><a href=/>加入我们</a></p>", ""},
		"links of SDKs":    {"<p>" + body + "</p><p><a href=/>星图 SDK 隐私政策</a></p>", "星图 SDK 隐私政策"},
		"footer":           {"<p>" + body + "</p><footer><p>关注我们</p><p>云帆示例科技有限公司</p><p>a@yunfan.example</p></footer>", "云帆示例科技有限公司|a@yunfan.example"},
		"footer by class":  {"<p>" + body + "</p><div class='site footer'><div>关注我们</div><div>电话：010-0</div></div>", "电话：010-0"},
		"open footer":      {"<footer><p>甲</p><p>" + body, "甲"},
	} {
		p, err := Read("a.html", []byte("<html>"+c.html))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var rest []string
		for _, para := range p.Paragraphs {
			if para.Text != body {
				rest = append(rest, para.Text)
			}
		}
		if got := strings.Join(rest, "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTables repeats cells in the rows that they reach into, and keeps addresses.
func TestTables(t *testing.T) {
	body := "<p>" + strings.Repeat("我们会保护您的个人信息。", 40) + "</p>"
	for name, c := range map[string]struct{ html, want string }{
		"plain":        {"<tr><td>a<td>b<tr><td>c<td>d", "a→b|c→d"},
		"rows":         {"<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e", "a→b|a→c|d→e"},
		"inner rows":   {"<tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e", "a→b→c|d→b→e"},
		"columns":      {"<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", "a→→b|c→d→e"},
		"both":         {"<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", "a→→b|a→→c"},
		"empty":        {"<tr><td>a<td><td>c", "a→→c"},
		"link":         {"<tr><td>a<td><a href='https://a.example/p'>查看</a>", "a→查看 https://a.example/p"},
		"link as text": {"<tr><td>a<td><a href='https://a.example/p'>https://a.example/p</a>", "a→https://a.example/p"},
		"layout":       {"<tr><td>a<tr><td>b", "a|b"},
	} {
		p, err := Read("a.html", []byte("<html>"+body+"<table>"+c.html+"</table>"+body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var rows []string
		for _, para := range p.Paragraphs[1 : len(p.Paragraphs)-1] {
			rows = append(rows, strings.ReplaceAll(para.Text, "\t", "→"))
		}
		if got := strings.Join(rows, "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestContinues joins lines that a program broke, and no others.
func TestContinues(t *testing.T) {
	long := "我们可能会使用相关技术向您的设备发送一个或多个标识符，以收集和存储您访问、使用本产品时的信息，并且不会使用任何其他的"
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"设备信息包括 MAC", "地址和型号", true}, {"设备的 IP", "地址", true}, {"手机型号、", "系统版本", true}, {"手机型号", "、系统版本", true},
		{"Android 版本：", "IMEI", false}, {"iOS 收集 IDFA、", "android版本：IMEI", false}, {"一、收集", "我们收集", false}, {"我们收集。", "我们使用", false},
		{"我们收集下列信息、", "1、位置", false}, {"我们收集下列信息、", "（一）位置", false}, {"|甲|", "地址", false},
		{long + " Cookie", "和同类技术，以便您再次访问时认出您的设备，从而保存您的设置和偏好。", true}, {long + "借助于", "Cookie，可以您再次访问时认出您的设备，从而保存您的设置和偏好。", true},
		{long + "请发邮件至 a@b.example", "本政策自发布之日起生效，请您认真阅读并确认充分理解后再使用我们的产品与服务", false}, {"1.1", "当您注册时", false}, {"QQ SDK", "使用目的是登录", false},
	} {
		if got := (wraps{blanks: true}).continues(c.a, c.b); got != c.want {
			t.Errorf("%.30s… | %.20s: %v", c.a, c.b, got)
		}
	}
}

func TestNumerals(t *testing.T) {
	for format, want := range map[string]string{
		"decimal": "1 10 11 20 21 101 110", "chineseCounting": "一 十 十一 二十 二十一 一百零一 一百一十", "chineseLegalSimplified": "壹 拾 拾壹 贰拾 贰拾壹 壹佰零壹 壹佰壹拾",
		"upperRoman": "I X XI XX XXI CI CX", "lowerLetter": "a j k t u wwww fffff", "decimalEnclosedCircle": "① ⑩ ⑪ ⑳ 21 101 110", "ideographTraditional": "甲 癸 11 20 21 101 110", "decimalZero": "01 10 11 20 21 101 110",
	} {
		var got []string
		for _, n := range []int{1, 10, 11, 20, 21, 101, 110} {
			got = append(got, numeral(n, format))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", format, s, want)
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
		"隱私權政策與個人資訊帳號":    "隐私权政策与个人资讯帐号",
		"著作权 乾坤":          "著作权乾坤", // both scripts have these
		"⽤户":              "用户",    // a Kangxi radical, as text copied from a PDF has it
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
