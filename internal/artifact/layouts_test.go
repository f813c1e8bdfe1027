package artifact

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/arsc"
)

// TestLayouts reads what a layout says: texts and sizes through the resource
// table, an include, and a box that is ticked.
func TestLayouts(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/layouts/login.txtar")
	if err != nil {
		t.Fatal(err)
	}
	a := readFiles(t, archive.Files)
	want := []app.Layout{
		{Name: "layout/login", At: app.Location{File: "res/layout/login.xml", Symbol: "layout/login"}, Views: []app.View{
			{Class: "LinearLayout", Parent: -1, Alpha: 1, Line: 2},
			{Class: "include", Parent: 0, Layout: "layout/title", Alpha: 1, Line: 3},
			{Class: "CheckBox", Parent: 0, ID: "agree", Text: "同意", Checked: true, Alpha: 0.5, TextSize: 8, TextColor: 0xff808080, Line: 4},
			{Class: "cn.example.Fancy", Parent: 0, Hint: "手机号", OnClick: "go", Clickable: true, Hidden: true, Width: 12.5, Alpha: 1, Line: 5},
		}},
		{Name: "layout/title", At: app.Location{File: "res/layout/title.xml", Symbol: "layout/title"}, Views: []app.View{
			{Class: "TextView", Parent: -1, Description: "标题", Alpha: 1, Line: 2},
		}},
	}
	if diff := cmp.Diff(want, a.Layouts, cmpopts.IgnoreFields(app.Layout{}, "ID")); diff != "" {
		t.Errorf("layouts (-want +got):\n%s", diff)
	}
}

// TestBrokenLayout: what cannot be read is a gap in the resources, and one that
// leaves the scan complete; a file that is not there is none to Android either.
func TestBrokenLayout(t *testing.T) {
	table := arsc.Encode("cn.example", []arsc.Resource{
		{Name: "layout/broken", Values: map[string]string{"": "res/a.xml"}},
		{Name: "layout/missing", Values: map[string]string{"": "res/b.xml"}},
	})
	a := readEntries(t, map[string][]byte{"resources.arsc": table, "res/a.xml": []byte("no XML")})
	n := 0
	for _, g := range a.Gaps {
		if g.Facts == app.FactResources && !g.Blocking && strings.Contains(g.What.EN, "1 layouts could not be read completely, such as res/a.xml") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("gaps: %+v", a.Gaps)
	}
}
