package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// build makes a file of one page with the given content, and objects from number 4 on;
// those are the font F and what else the test needs.
func build(content string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	fmt.Fprintf(&b, "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n")
	fmt.Fprintf(&b, "2 0 obj <</Kids[3 0 R]/Resources<</Font<</F 4 0 R>>/XObject<</X 5 0 R>>>>>> endobj\n")
	fmt.Fprintf(&b, "3 0 obj <</Contents 9 0 R>> endobj\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj %s endobj\n", 4+i, o)
	}
	fmt.Fprintf(&b, "9 0 obj <</Length %d>> stream\n%s\nendstream endobj\ntrailer <</Root 1 0 R>>\n", len(content), content)
	return b.Bytes()
}

func stored(s string) string {
	return fmt.Sprintf("<</Length %d>> stream\n%s\nendstream", len(s), s)
}

const (
	latin  = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
	mapped = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</DW 1000>>]>>"
)

func textOf(data []byte) (string, error) {
	doc, err := Read(data)
	if err != nil {
		return "", err
	}
	var lines []string
	for _, l := range doc.Lines {
		lines = append(lines, l.Text)
	}
	return strings.Join(lines, "\n"), nil
}

func TestText(t *testing.T) {
	cmap := stored("1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0001> <9690> <0002> <79C1653F> endbfchar\n" +
		"2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<7B56> <D83DDE00>] endbfrange")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"literal":        {build(`BT /F 10 Tf (a\(b\)\\ \101\40c) Tj ET`, latin), "a(b)\\ A c"},
		"continued line": {build("BT /F 10 Tf (a\\\nb) Tj ET", latin), "ab"},
		"operators":      {build("BT /F 10 Tf 12 TL (a) Tj T* (b) Tj (c) ' 1 2 (d) \" ET", latin), "a\nb\nc\nd"},
		"spaced":         {build("BT /F 10 Tf [(a) -100 (b) -400 (c) -9000 (d)] TJ ET", latin), "ab c\nd"},
		"twice, bold":    {build("BT /F 10 Tf 1 0 0 1 50 50 Tm (abc) Tj 1 0 0 1 50.3 50 Tm (abc) Tj ET", latin), "abc"},
		"mapped":         {build("BT /F 10 Tf <000100020010001200200021> Tj ET", mapped, cmap), "隐私政一丂策😀"},
		"UCS2":           {build("BT /F 10 Tf <969079C1> Tj ET", "<</Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[<<>>]>>"), "隐私"},
		"GBK":            {build("BT /F 10 Tf (a\xd2\xfe\xcb\xbd) Tj ET", "<</Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[<<>>]>>"), "a隐私"},
		"Big5":           {build("BT /F 10 Tf (\xc1\xf4) Tj ET", "<</Subtype/Type0/Encoding/ETen-B5-H/DescendantFonts[<<>>]>>"), "隱"},
		"names":          {build("BT /F 10 Tf (abc) Tj ET", "<</Subtype/Type1/Encoding<</Differences[97/uni9690/u79C1/period]>>>>"), "隐私."},
		"form":           {build("/X Do", latin, "<</Subtype/Form/Length 21>> stream\nBT /F 10 Tf (x) Tj ET\nendstream"), "x"},
		"scaled":         {build("q 2 0 0 2 0 0 cm BT /F 5 Tf 1 0 0 1 10 10 Tm (a) Tj 1 0 0 1 12.5 10 Tm (b) Tj ET Q", latin), "ab"},
		"image within":   {build("BT /F 10 Tf (a) Tj ET BI /W 1 ID \x00(x) Tj\x01 EI BT /F 10 Tf 0 -20 Td (b) Tj ET", latin), "a\nb"},
		"comment":        {build("BT % (no) Tj\n/F 10 Tf (a) Tj ET", latin), "a"},
		"wrong length":   {bytes.Replace(build("BT /F 10 Tf (a) Tj ET", latin), []byte("/Length 21"), []byte("/Length 99"), 1), "a"},
		"no trailer":     {bytes.Replace(build("BT /F 10 Tf (a) Tj ET", latin), []byte("trailer"), []byte("tail"), 1), "a"},
		"later version":  {append(build("BT /F 10 Tf (old) Tj ET", latin), "9 0 obj <<>> stream\nBT /F 10 Tf (new) Tj ET\nendstream endobj"...), "new"},
		"before it":      {append([]byte("HTTP/1.1 200 OK\r\n\r\n"), build("BT /F 10 Tf (a) Tj ET", latin)...), "a"},
	} {
		got, err := textOf(c.data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestObjectStream reads a file whose objects are packed, as most are since PDF 1.5.
func TestObjectStream(t *testing.T) {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]/Resources<</Font<</F 4 0 R>>>>>>", "<</Contents 9 0 R>>", latin}
	var head, body string
	for i, o := range objects {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + " "
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write([]byte(head + body))
	z.Close()
	data := fmt.Sprintf("%%PDF-1.5\n8 0 obj <</Type/ObjStm/N 4/First %d/Filter/FlateDecode/Length %d>> stream\n%s\nendstream endobj\n", len(head), packed.Len(), packed.String())
	data += "9 0 obj " + stored("BT /F 10 Tf (a) Tj ET") + " endobj\n7 0 obj <</Type/XRef/Root 1 0 R/Length 0>> stream\n\nendstream endobj\n"
	if got, err := textOf([]byte(data)); got != "a" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestErrors(t *testing.T) {
	image := "<</Subtype/Image/Length 1>> stream\nx\nendstream"
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"no page":      {[]byte("%PDF-1.4\n"), ErrDamaged},
		"encrypted":    {append(build("", latin), "trailer <</Root 1 0 R/Encrypt <</V 1>>>>"...), ErrEncrypted},
		"image":        {build("/X Do", latin, image), ErrImages},
		"no map":       {build("BT /F 10 Tf <00010002> Tj ET", "<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<<>>]>>"), ErrUnmapped},
		"private use":  {build("BT /F 10 Tf <0001> Tj ET", mapped, stored("1 beginbfchar <0001> <E001> endbfchar")), ErrUnmapped},
		"pages around": {bytes.Replace(build("", latin), []byte("/Kids[3 0 R]"), []byte("/Kids[2 0 R]"), 1), ErrDamaged},
		"form around":  {build("/X Do", latin, "<</Subtype/Form/Resources<</XObject<</X 5 0 R>>>>/Length 11>> stream\n/X Do /X Do\nendstream"), ErrImages},
		"bomb":         {bomb(), ErrLimit},
	} {
		if _, err := Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// bomb is a page that is drawn of one stream of 64 MB, again and again.
func bomb() []byte {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(make([]byte, 64<<20))
	z.Close()
	data := build("", latin)
	return append(data, fmt.Sprintf("9 0 obj <</Filter/FlateDecode/Length %d>> stream\n%s\nendstream endobj", packed.Len(), packed.String())...)
}

// TestRules finds the borders of cells, drawn as lines and as thin rectangles.
func TestRules(t *testing.T) {
	doc, err := Read(build("BT /F 10 Tf (a) Tj ET 10 10 m 10 60 l S 20 10 100 0.5 re f 1 1 m 5 5 l S 0 0 300 300 re W n 30 30 40 50 re S", latin))
	if err != nil {
		t.Fatal(err)
	}
	want := []Rule{
		{1, true, 10, 10, 60}, {1, false, 10.25, 20, 120},
		{1, false, 30, 30, 70}, {1, true, 70, 30, 80}, {1, false, 80, 30, 70}, {1, true, 30, 30, 80},
	}
	if diff := cmp.Diff(want, doc.Rules); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func check(t *testing.T, data []byte) {
	d := func() (doc *Document) { // without the net of Read
		f := open(data)
		if f.encrypted() {
			return nil
		}
		d := drawing{file: f, fonts: map[reference]*font{}, operators: maxOperators, room: maxText}
		for i, p := range f.pages() {
			d.page = i + 1
			d.drawPage(p)
		}
		return &Document{Title: f.title(), Lines: d.lines, Rules: d.rules}
	}()
	if d == nil {
		return
	}
	size := 0
	for _, l := range d.Lines {
		size += len(l.Text)
		if l.Page < 1 || !utf8.ValidString(l.Text) {
			t.Errorf("%+v", l)
		}
		at := 0
		for _, g := range l.Gaps {
			if g.At < at || g.At > len(l.Text) {
				t.Errorf("gap %+v in %q", g, l.Text)
			}
			at = g.At
		}
	}
	if size > 2*maxText || len(d.Rules) > maxRules {
		t.Errorf("%d bytes of text, %d rules", size, len(d.Rules))
	}
}

func FuzzFile(f *testing.F) {
	files, err := filepath.Glob("../../testdata/policy/*.pdf")
	if err != nil || len(files) == 0 {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(build("BT /F 10 Tf (a) Tj ET", latin))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data) })
}

// FuzzContent reads what in real files is packed.
func FuzzContent(f *testing.F) {
	f.Add([]byte("BT /F 10 Tf 12 TL (a) Tj T* [(a) -400 <0041>] TJ ET q 1 0 0 1 9 9 cm 0 0 9 9 re f Q /X Do"), []byte(latin), []byte("1 beginbfchar <41> <9690> endbfchar"))
	f.Add([]byte("BT /F 10 Tf <00010002> Tj ET"), []byte(mapped), []byte("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <0012> <4E00> endbfrange"))
	f.Add([]byte("BT /F 10 Tf <00010002> ' ET"), []byte("<</Subtype/Type0/Encoding/UniGB-UTF16-H/DescendantFonts[<</DW 500/W[1[2 3] 4 9 5]>>]>>"), []byte("<</Subtype/Form>>"))
	f.Add([]byte("BT /F 10 Tf (abc) Tj ET"), []byte("<</Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/Widths[9 9]/Encoding<</Differences[97/uni9690/u79C1]>>>>"), []byte(""))
	f.Fuzz(func(t *testing.T, content, font, other []byte) {
		check(t, build(string(content), string(font), stored(string(other))))
		check(t, build(string(content), string(font), string(other)))
	})
}
