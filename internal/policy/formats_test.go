package policy

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/app"
)

// fixtures is the folder of one policy for each format and each way of being broken.
const fixtures = "../../testdata/policy"

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// describe writes what was made of a file, or why it was refused.
func describe(name string, data []byte) string {
	p, err := Read(name, data)
	var refused *Error
	if errors.As(err, &refused) {
		return "refused: " + refused.What.ZH + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %q\n", p.Format, p.Encoding, p.Language, p.Title)
	for i := range p.Paragraphs {
		para := &p.Paragraphs[i]
		fmt.Fprintf(&b, "%3d", para.Line)
		for _, mark := range []struct {
			name string
			n    int
		}{{"page", para.Page}, {"heading", para.Heading}, {"joints", len(para.Joints)}, {"images", para.Images}} {
			if mark.n > 0 {
				fmt.Fprintf(&b, " %s=%d", mark.name, mark.n)
			}
		}
		if para.Bold {
			b.WriteString(" bold")
		}
		fmt.Fprintf(&b, " %s\n", strings.ReplaceAll(para.Text, "\t", " → "))
	}
	for _, l := range Lists(&p) {
		fmt.Fprintf(&b, "list at %d: %s\n", l.Line, l.Head)
		for i := range l.Entries {
			e := &l.Entries[i]
			fmt.Fprintf(&b, "  %d %v name=%q company=%q information=%q purpose=%q\n", e.Line, e.Regular,
				e.Field(FieldName).Text, e.Field(FieldCompany).Text, e.Field(FieldInformation).Text, e.Field(FieldPurpose).Text)
		}
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	files, err := filepath.Glob(fixtures + "/*.*")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if name == "README.md" || strings.HasPrefix(name, "build.") {
			continue
		}
		got := describe(name, fixture(t, name))
		want := filepath.Join("testdata", "formats", name+".want")
		if *update {
			if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		data, err := os.ReadFile(want)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(data), got); diff != "" {
			t.Errorf("%s (-want +got), go test ./internal/policy -update rewrites it:\n%s", name, diff)
		}
	}
}

// TestSource shows that every character of a text file knows where it stands.
func TestSource(t *testing.T) {
	for _, name := range []string{"plain.txt", "wrapped.txt", "wrapped-at-latin.txt", "one-line.txt", "no-break.txt", "menus.txt"} {
		data := fixture(t, name)
		p, err := Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		file := []rune(string(data))
		for i := range p.Paragraphs {
			para := &p.Paragraphs[i]
			for at, r := range para.Text {
				line, offset := para.Source(at)
				if r == ' ' && offset < len(file) && file[offset] == '\n' {
					continue // a blank that stands for a line end
				}
				if offset >= len(file) || file[offset] != r {
					t.Fatalf("%s, paragraph %d: %q at %d is not at %d of the file", name, i, r, at, offset)
				}
				if got := strings.Count(string(file[:offset]), "\n") + 1; got != line {
					t.Fatalf("%s, paragraph %d: line %d, want %d", name, i, line, got)
				}
			}
		}
	}
}

func TestJoin(t *testing.T) {
	var parts []app.Policy
	for i, name := range []string{"plain.txt", "sdks.txt", "children.txt"} {
		p, err := Source{Name: name, Data: fixture(t, name), Part: i > 0}.Read()
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, p)
	}
	p := Join(parts)
	if diff := cmp.Diff([]string{"plain.txt", "sdks.txt", "children.txt"}, p.Files()); diff != "" {
		t.Error(diff)
	}
	last := p.Paragraphs[len(p.Paragraphs)-1]
	if last.File != "children.txt" || last.Line != 2 || p.Title != "小灯笼便签隐私政策" {
		t.Errorf("%+v, title %q", last, p.Title)
	}
	lists := Lists(p)
	if len(lists) != 1 || lists[0].File != "sdks.txt" || len(lists[0].Entries) != 3 || lists[0].Entries[2].File != "sdks.txt" {
		t.Errorf("%+v", lists)
	}
	if Join(nil) != nil {
		t.Error("something of nothing")
	}
}

// TestOneFormOfAll shows that the same policy says the same in every format.
func TestOneFormOfAll(t *testing.T) {
	form := func(name string) string {
		p, err := Read(name, fixture(t, name))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for i := range p.Paragraphs {
			b.WriteString(Fold(p.Paragraphs[i].Text).Text)
		}
		return b.String()
	}
	sentences := []string{
		"为了防止滥用,我们会收集设备的imei、mac地址和androidid。", "我们不会收集您的通讯录、短信和通话记录,也不会读取剪贴板。",
		"本政策自2024年3月1日起生效。", "云帆示例科技(北京)有限公司", "一、我们如何收集和使用您的个人信息",
	}
	for _, name := range []string{
		"plain.txt", "gb18030.txt", "bom.txt", "utf16.txt", "kangxi.txt", "no-break.txt", "wrapped.txt", "wrapped-at-latin.txt", "one-line.txt", "menus.txt",
		"page.html", "page.md", "page.docx", "heading-everywhere.docx", "page.pdf", "gbk.pdf", "pdf.txt",
	} {
		text := form(name)
		for _, s := range sentences {
			if !strings.Contains(text, s) {
				t.Errorf("%s lacks %s", name, s)
			}
		}
	}
}
