package policy

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

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
	unreadable = lang.Text{
		ZH: "文字是乱码；请另存为 UTF-8 编码后再试",
		EN: "the characters are garbled; save the text as UTF-8 and try again",
	}
	tooShort = lang.Text{
		ZH: fmt.Sprintf("正文不足 %d 字，太短，不像隐私政策；请提供政策全文", minLength),
		EN: fmt.Sprintf("fewer than %d characters of text, too short to be a policy; give the whole text", minLength),
	}
	notFound = lang.Text{
		ZH: "这是“页面不存在”（404）的网页，不是隐私政策；请核对网址后重新保存",
		EN: "a “page not found” (404) page, no privacy policy; check the address and save the page again",
	}
	shell = lang.Text{
		ZH: "网页几乎没有文字，正文由脚本加载；请在浏览器中打开后复制全文，另存为 txt",
		EN: "the page has hardly any text, scripts load it; open it in a browser and save the text as txt",
	}
)

// formats are the files that are given for a policy by mistake or hope.
var formats = []struct{ magic, name string }{
	{"%PDF-", "PDF"},
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
			ZH: "是二进制文件，不是文字；可读取的格式为 txt、md、html",
			EN: "a binary file, not text; txt, md and html are read",
		}
	}
	return lang.Text{}
}

func binary(kind string) lang.Text {
	return lang.Text{
		ZH: "是 " + kind + " 文件；请另存为 txt、md 或 html 后再试",
		EN: "a file of the format " + kind + "; save it as txt, md or html and try again",
	}
}

// zipKind tells Word documents and packages from other ZIP files by the names
// of their entries, which stand uncompressed in the file.
func zipKind(name string, data []byte) string {
	switch {
	case name != "ZIP":
		return name
	case bytes.Contains(data, []byte("word/document.xml")):
		return "Word (docx)"
	case bytes.Contains(data, []byte("AndroidManifest.xml")):
		return "APK"
	}
	return name
}

// refuse looks at the text that was read and says why it cannot be a policy.
func (d *document) refuse() lang.Text {
	length := 0
	for _, paragraph := range d.paragraphs {
		length += utf8.RuneCountInString(paragraph.Text) - strings.Count(paragraph.Text, " ")
	}
	switch {
	case d.format == "html" && d.errorPage(length < minLength):
		return notFound
	case length >= minLength:
		return lang.Text{}
	case d.format == "html" && d.scripts:
		return shell
	case d.format != "html" && length == 0:
		return empty
	}
	return tooShort
}

var notFoundWords = []string{"404", "not found", "页面不存在", "找不到页面", "页面找不到", "无法找到", "页面走丢"}

// errorPage looks for the words of an error page in the title, and in the
// text where it is too short to be a policy.
func (d *document) errorPage(short bool) bool {
	text := d.title
	if short {
		for _, paragraph := range d.paragraphs {
			text += "\n" + paragraph.Text
		}
	}
	text = strings.ToLower(text)
	for _, word := range notFoundWords {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
