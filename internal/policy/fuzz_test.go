package policy

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zicha-lint/zicha/internal/app"
)

// try reads a file without the net under it, and checks what all readers promise.
func try(t *testing.T, name string, data []byte) {
	t.Helper()
	p, refusal := Source{Name: name, Data: data, Part: true}.read()
	if !refusal.Empty() {
		if refusal.ZH == "" || refusal.EN == "" {
			t.Fatalf("half a refusal: %+v", refusal)
		}
		return
	}
	if !utf8.ValidString(p.Title) {
		t.Errorf("title %q", p.Title)
	}
	size := 0
	for i := range p.Paragraphs {
		checkParagraph(t, &p.Paragraphs[i])
		size += len(p.Paragraphs[i].Text)
	}
	if most := maxText(p.Format, len(data)); size > most {
		t.Errorf("%d bytes of %s make %d of text", len(data), p.Format, size)
	}
	Lists(&p)
}

// maxText is how much text may come of a file: text formats give what they have, but
// for cells that are repeated; the others are packed.
func maxText(format string, size int) int {
	switch format {
	case "docx", "pdf":
		return 3 * maxPart
	}
	return 4*size + maxRepeated
}

func checkParagraph(t *testing.T, para *app.Paragraph) {
	t.Helper()
	if para.Line < 1 || para.Heading < 0 || para.Heading > 6 || para.Images < 0 || para.Offset < -1 {
		t.Errorf("%+v", para)
	}
	if trim(para.Text) == "" || strings.Contains(para.Text, "\n") || !utf8.ValidString(para.Text) {
		t.Errorf("text %q", para.Text)
	}
	at, line := 0, para.Line
	for _, j := range para.Joints {
		if j.At <= at || j.At >= len(para.Text) || !utf8.RuneStart(para.Text[j.At]) || j.Line < line {
			t.Fatalf("joint %+v after %d in %q", j, at, para.Text)
		}
		at, line = j.At, j.Line
	}
	f := Fold(para.Text)
	for i := 0; i < len(f.Text); i += 1 + len(f.Text)/50 {
		if raw := f.Raw(i); raw < 0 || raw > len(para.Text) {
			t.Fatalf("offset %d leads to %d of %d", i, raw, len(para.Text))
		}
	}
}

func seeds(f *testing.F, patterns ...string) {
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.Join(fixtures, pattern))
		if err != nil || len(files) == 0 {
			f.Fatal(pattern, err)
		}
		for _, file := range files {
			if data := fixture(f, filepath.Base(file)); len(data) < 20_000 {
				f.Add(data)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	seeds(f, "*.txt")
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(load(f, "policy.txt"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(gbk)
	f.Fuzz(func(t *testing.T, data []byte) { try(t, "a.txt", data) })
}

func FuzzMarkdown(f *testing.F) {
	seeds(f, "*.md")
	f.Add(load(f, "policy.md"))
	f.Fuzz(func(t *testing.T, data []byte) { try(t, "a.md", data) })
}

func FuzzHTML(f *testing.F) {
	seeds(f, "*.html")
	f.Add(load(f, "policy.html"))
	f.Fuzz(func(t *testing.T, data []byte) { try(t, "a.html", data) })
}

func FuzzPDF(f *testing.F) {
	seeds(f, "*.pdf")
	f.Fuzz(func(t *testing.T, data []byte) { try(t, "a.pdf", data) })
}

// FuzzDocx makes a document of its parts, which no change to a packed file reaches.
func FuzzDocx(f *testing.F) {
	part := func(name string) []byte {
		z, err := zip.NewReader(bytes.NewReader(fixture(f, "page.docx")), int64(len(fixture(f, "page.docx"))))
		if err != nil {
			f.Fatal(err)
		}
		file, err := z.Open(name)
		if err != nil {
			f.Fatal(err)
		}
		defer file.Close()
		var b bytes.Buffer
		if _, err := b.ReadFrom(file); err != nil {
			f.Fatal(err)
		}
		return b.Bytes()
	}
	styles, numbering, links := part("word/styles.xml"), part("word/numbering.xml"), part("word/_rels/document.xml.rels")
	f.Add(part("word/document.xml"), styles, numbering, links)
	f.Add([]byte(`<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>`+strings.Repeat("我们会保护您的个人信息。", 10)+`</w:t></w:r></w:p>`), styles, numbering, links)
	f.Fuzz(func(t *testing.T, document, styles, numbering, links []byte) {
		try(t, "a.docx", pack(map[string][]byte{
			"word/document.xml": document, "word/styles.xml": styles, "word/numbering.xml": numbering, "word/_rels/document.xml.rels": links,
		}))
		try(t, "a.docx", document) // and of a packed file as it is
	})
}

func pack(parts map[string][]byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write(parts[name])
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// hostile are texts that cost a careless reader the square of their length.
var hostile = []struct{ name, head, unit string }{
	{"a.txt", "", "隐"}, {"a.txt", "", "\n"}, {"a.txt", "", "MAC\n地址\n"}, {"a.txt", "", "，\n"}, {"a.txt", "", "。一、"}, {"a.txt", "", " 一、 "}, {"a.txt", "", "1. 附近：我们会收集您的位置信息。"},
	{"a.txt", "", "|甲|乙|\n"}, {"a.txt", "SDK名称|公司|目的\n", "|甲\n"}, {"a.txt", "", "SDK名称：甲\n"}, {"a.txt", "", "SDK名称："}, {"a.txt", "", "第三方：：："},
	{"a.txt", "", "我们会收集您的设备信息，用于识别设备和保障账号安全以及统计分析所需\n"}, {"a.txt", "", "\r"}, {"a.txt", "", "\xa3\xa3"}, {"a.txt", "", "\u200b"}, {"a.txt", "", "首页\n"},
	{"a.md", "", "*"}, {"a.md", "", "["}, {"a.md", "", "`"}, {"a.md", "", "_a"}, {"a.md", "", "|a"}, {"a.md", "", "a\n"}, {"a.md", "", "> "}, {"a.md", "", "![a]("}, {"a.md", "", "<"}, {"a.md", "", "|-|\n"},
	{"a.md", "", "<div>\n"}, {"a.md", "", "```\n"}, {"a.md", "---\n", "a: b\n"}, {"a.md", "", "\\*"},
	{"a.html", "", "<nav>"}, {"a.html", "", "<nav>甲</nav>"}, {"a.html", "", "<div class=menu>"}, {"a.html", "", "<table><tr><td>甲"}, {"a.html", "", "<td rowspan=1000 colspan=1000>甲"},
	{"a.html", "<table>", "<tr><td rowspan=1000>甲<td>乙"}, {"a.html", "", "<a href=https://example.cn/a>甲</a>"}, {"a.html", "", "<p><a href=b>甲</a>"}, {"a.html", "", "<b>"}, {"a.html", "", "&amp"}, {"a.html", "", "&#20320;"},
	{"a.html", "", "<footer><a>甲</a></footer>"}, {"a.html", strings.Repeat("<p><a href=b>甲</a>", 20_000), "<footer></footer>"}, {"a.html", "", "<br>"}, {"a.html", "", "<img>"}, {"a.html", "<pre>", "甲\n"}, {"a.html", "", "<p"}, {"a.html", "", "<!--"},
	{"a.html", "", "<a a=a"}, {"a.html", "<p ", "a=a "}, {"a.html", "", "<select>"}, {"a.html", "", "<title>"}, {"a.html", "", "<script>"},
	{"a.docx", "<w:body>", "<w:p>"}, {"a.docx", "<w:body>", "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"}, {"a.docx", "<w:body><w:p>", "<w:r><w:t>甲</w:t></w:r>"}, {"a.docx", "<w:body>", "<w:tbl>"},
	{"a.docx", "<w:body><w:tbl>", `<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>`},
	{"a.docx", "<w:body><w:tbl><w:tr>", "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"}, {"a.docx", "<w:body>", "<w:del>"}, {"a.docx", "<w:body><w:p><w:r>", "<w:t>"}, {"a.docx", "<w:body><w:p><w:r>", "<w:br/>"},
	{"a.pdf", "%PDF-1.4\n", "1 0 obj"}, {"a.pdf", "%PDF-1.4\n", "trailer"}, {"a.pdf", "%PDF-1.4\n", "1 0 obj ("}, {"a.pdf", "%PDF-1.4\n", "1 0 obj <<"}, {"a.pdf", "%PDF-1.4\n", "1 0 obj ["}, {"a.pdf", "%PDF-1.4\n", "["},
	{"a.pdf", "%PDF-1.4\n", "1 0 obj <</Length 9>> stream\n"}, {"a.pdf", "%PDF-1.4\n", "1 0 obj <<>> stream endstream "}, {"a.pdf", "%PDF-1.4\n", "1 0 obj <</Type/Catalog/Pages 1 0 R/Kids[1 0 R 1 0 R]>> "}, {"a.pdf", "%PDF-1.4\n", "obj "}, {"a.pdf", "%PDF-1.4\n", "trailer <</Root 1 0 R>> "},
	{"a.pdf", drawn, "BT 1 0 0 1 9 9 Tm <41> Tj ET "}, {"a.pdf", drawn, "/X Do "}, {"a.pdf", drawn, "9 0 Td (a) Tj "}, {"a.pdf", drawn, "0 -9 Td (a) Tj "}, {"a.pdf", drawn, "q "}, {"a.pdf", drawn, "0 0 9 9 re S "}, {"a.pdf", drawn, "/F 9 Tf "}, {"a.pdf", drawn, "[(a) -9999]TJ "}, {"a.pdf", drawn, "ID "},
	{"a.pdf", "%PDF-1.4\n" + pageHead + "4 0 obj <</Type/Font/Subtype/Type0/ToUnicode 6 0 R>> endobj 5 0 obj <<>> stream\nBT /F 9 Tf <41> Tj ET\nendstream endobj 6 0 obj <<>> stream\n", "1 beginbfrange <00> <FF> <0041> endbfrange "},
}

const (
	pageHead = "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]/Resources<</Font<</F 4 0 R>>/XObject<</X 7 0 R>>>>>> endobj 3 0 obj <</Contents 5 0 R>> endobj 7 0 obj <</Subtype/Form/Resources<</XObject<</X 7 0 R>>>>>> stream\n/X Do /X Do\nendstream endobj "
	drawn    = "%PDF-1.4\n" + pageHead + "4 0 obj <</Type/Font/Subtype/Type1>> endobj 5 0 obj <<>> stream\nBT /F 9 Tf "
)

// large makes a hostile file of about that many bytes.
func large(i, size int) (string, []byte) {
	h := hostile[i]
	data := []byte(h.head + strings.Repeat(h.unit, max(size-len(h.head), 0)/len(h.unit)))
	if h.name == "a.docx" {
		data = pack(map[string][]byte{"word/document.xml": data})
	}
	return h.name, data
}

// TestHostile reads each hostile text at a size at which linear work is nothing.
func TestHostile(t *testing.T) {
	for i := range hostile {
		name, data := large(i, 60_000)
		try(t, name, data)
	}
}

// BenchmarkHostile reads them at 1 and at nearly 10 MB. What costs the square of the
// length takes a hundred times as long for ten times the bytes: the figure MB/s falls.
func BenchmarkHostile(b *testing.B) {
	for i, h := range hostile {
		for _, size := range []int{1 << 20, 10<<20 - 1000} {
			name, data := large(i, size)
			b.Run(fmt.Sprintf("%s/%.40q/%d", h.name, h.unit, size>>20), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					p, _ := Source{Name: name, Data: data, Part: true}.read()
					Lists(&p)
				}
			})
		}
	}
}
