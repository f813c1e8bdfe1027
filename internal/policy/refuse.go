package policy

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/zicha-lint/zicha/internal/lang"
)

// The refusals, each one clause that ends with what to do.
var (
	tooLarge = lang.Text{
		ZH: fmt.Sprintf("文件超过 %d MiB，不像隐私政策；请只提供政策正文", MaxSize>>20),
		EN: fmt.Sprintf("larger than %d MiB, which no privacy policy is; give only the text of the policy", MaxSize>>20),
	}
	empty = lang.Text{
		ZH: "文件是空的；请提供隐私政策的全文",
		EN: "the file is empty; give the whole text of the privacy policy",
	}
	broken = lang.Text{
		ZH: "文件无法读取；请另存为 txt 后再试",
		EN: "the file cannot be read; save it as txt and try again",
	}
	unreadable = lang.Text{
		ZH: "文字是乱码；请另存为 UTF-8 编码后再试",
		EN: "the characters are garbled; save the text as UTF-8 and try again",
	}
	tooShort = lang.Text{
		ZH: fmt.Sprintf("正文不足 %d 字，太短，不像隐私政策；请提供政策全文", minLength),
		EN: fmt.Sprintf("fewer than %d characters of text, too short to be a policy; give the whole text", minLength),
	}
	tooShortPart = lang.Text{
		ZH: fmt.Sprintf("正文不足 %d 字，没有可读的内容；请核对文件", minPart),
		EN: fmt.Sprintf("fewer than %d characters of text, nothing to read; check the file", minPart),
	}
	notFound = lang.Text{
		ZH: "这是“页面不存在”（404）或出错的网页，不是隐私政策；请核对网址后重新保存",
		EN: "a “page not found” (404) or error page, no privacy policy; check the address and save the page again",
	}
	pictures = lang.Text{
		ZH: "几乎没有文字，内容是图片，机器无法读取；请提供文字版（txt、docx 等）",
		EN: "hardly any text, the content is pictures, which no machine reads; give it as text (txt, docx, …)",
	}
	shell = lang.Text{
		ZH: "网页几乎没有文字，正文由脚本加载；请在浏览器中打开后复制全文，另存为 txt",
		EN: "the page has hardly any text, scripts load it; open it in a browser and save the text as txt",
	}
)

// formats are the files that are given for a policy by mistake or hope.
var formats = []struct{ magic, name string }{
	{"PK\x03\x04", "ZIP"},
	{"\xD0\xCF\x11\xE0", "Word 97–2003 (doc)"},
	{`{\rtf`, "RTF"},
	{"\x7FELF", "ELF"},
	{"dex\n", "DEX"},
	{"\x89PNG", "PNG"},
	{"\xFF\xD8\xFF", "JPEG"},
	{"GIF8", "GIF"},
	{"\x1F\x8B", "gzip"},
	{"Rar!", "RAR"},
	{"7z\xBC\xAF", "7z"},
}

// foreign refuses what is no text.
func foreign(data []byte) lang.Text {
	if len(bytes.TrimSpace(data)) == 0 {
		return empty
	}
	for _, f := range formats {
		if bytes.HasPrefix(data, []byte(f.magic)) {
			return binary(zipKind(f.name, data))
		}
	}
	utf16 := bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
	if !utf16 && bytes.IndexByte(data, 0) >= 0 {
		return lang.Text{
			ZH: "是二进制文件，不是文字；可读取的格式为 txt、md、html、docx、pdf",
			EN: "a binary file, not text; txt, md, html, docx and pdf are read",
		}
	}
	return lang.Text{}
}

func binary(kind string) lang.Text {
	return lang.Text{
		ZH: "是 " + kind + " 文件；请另存为 txt、md、html、docx 或 pdf 后再试",
		EN: "a file of the format " + kind + "; save it as txt, md, html, docx or pdf and try again",
	}
}

// zipKind tells documents and packages from other ZIP files by the names
// of their entries, which stand uncompressed in the file.
func zipKind(name string, data []byte) string {
	switch {
	case name != "ZIP":
		return name
	case bytes.Contains(data, []byte("AndroidManifest.xml")):
		return "APK"
	case bytes.Contains(data, []byte("xl/workbook")):
		return "Excel (xlsx)"
	case bytes.Contains(data, []byte("ppt/presentation")):
		return "PowerPoint (pptx)"
	case bytes.Contains(data, []byte("opendocument.text")):
		return "OpenDocument (odt)"
	}
	return name
}

// refuse looks at the text that was read and says why it cannot be a policy. part
// says that it belongs to one that can.
func (d *document) refuse(part bool) lang.Text {
	least := minLength
	if part {
		least = minPart
	}
	length := d.length()
	short := length < least
	switch {
	case d.format == "html" && says(d.title, deadTitle), short && says(d.everything(), deadPage):
		return notFound
	case !short:
		return lang.Text{}
	case says(d.everything(), scriptsNeeded), d.format == "html" && d.scripts:
		return shell
	case d.images() > 0:
		return pictures
	case d.format != "html" && length == 0:
		return empty
	case part:
		return tooShortPart
	}
	return tooShort
}

// latinLetters are so many that they count as one Chinese character.
const latinLetters = 3

// length returns the number of characters of text: Chinese ones, and of other
// letters a third, so that addresses and code make no policy.
func (d *document) length() int {
	han, latin := 0, 0
	for i := range d.paragraphs {
		for _, r := range d.paragraphs[i].Text {
			switch {
			case r >= 0x2E80:
				han++
			case letter(r):
				latin++
			}
		}
	}
	return han + latin/latinLetters
}

func (d *document) images() int {
	n := d.lostImages
	for i := range d.paragraphs {
		n += d.paragraphs[i].Images
	}
	return n
}

// deadTitle are the words of error pages in their titles, deadPage those of short
// texts that are no policy, all in lower case.
var deadTitle = []string{"404", "not found", "页面不存在", "找不到页面", "页面找不到", "无法找到", "页面走丢"}

var deadPage = append([]string{
	"找不到该页", "页面已失效", "内容不存在", "已被删除", "页面已删除", "链接已失效", "链接已过期",
	"403 forbidden", "access denied", "拒绝访问", "访问被拒绝", "无权访问", "没有权限访问", "500 internal", "502 bad gateway", "503 service", "504 gateway", "bad gateway", "服务器错误", "系统错误", "服务不可用",
	"网站已关闭", "站点已暂停", "站点已关闭", "网站已过期", "域名已过期", "域名出售", "domain is for sale", "未备案", "请输入验证码", "安全验证", "requested url was rejected",
}, deadTitle...)

// scriptsNeeded are the words of pages that scripts have to fill, in lower case.
var scriptsNeeded = []string{"enable javascript", "启用javascript", "开启javascript", "启用 javascript", "开启 javascript", "javascript is required", "without javascript", "不支持javascript"}

// everything returns the title of a page and all of a short text.
func (d *document) everything() string {
	var b strings.Builder
	if d.format == "html" {
		b.WriteString(d.title)
	}
	for _, paragraph := range d.paragraphs {
		b.WriteString("\n" + paragraph.Text)
	}
	return b.String()
}

// says reports whether a text has one of the words.
func says(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
