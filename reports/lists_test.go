package reports

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
)

func writeDraft(t *testing.T, format string, only []string, o Options) string {
	t.Helper()
	return set(t, ListFormats(), format, &Drafts{Lists: disclose.Of(sdkApp(), sdkCatalog()), Only: only, ToolVersion: "0.1.0"}, o)
}

func TestListsGolden(t *testing.T) {
	for _, f := range ListFormats() {
		golden(t, "lists."+f.Name, writeDraft(t, f.Name, nil, Options{}))
	}
	golden(t, "lists.md.en", writeDraft(t, "md", nil, Options{Lang: lang.EN}))
}

func TestListsOnly(t *testing.T) {
	out := writeDraft(t, "md", []string{"information"}, Options{})
	if !strings.Contains(out, "## 已收集个人信息清单") || strings.Contains(out, "## 第三方 SDK") || strings.Contains(out, "## 权限申请") {
		t.Errorf("other lists than the one asked for:\n%s", out)
	}
}

// No text of a package becomes an element, an attribute or a link that it chose.
func TestListsAreHarmless(t *testing.T) {
	for _, format := range []string{"html", "doc"} {
		out := writeDraft(t, format, nil, Options{})
		if strings.Contains(out, "<script") || regexp.MustCompile(`(?i)\son\w+=`).MatchString(out) {
			t.Errorf("%s: active content", format)
		}
		for _, m := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(out, -1) {
			if m[1] != "https://acme.example/privacy" {
				t.Errorf("%s: a link to %s", format, m[1])
			}
		}
	}
	for _, format := range ListFormats() {
		for i, r := range strings.TrimPrefix(writeDraft(t, format.Name, nil, Options{}), "\uFEFF") {
			if r != '\n' && hidden(r) {
				t.Fatalf("%s: byte %d: %U stands unescaped", format.Name, i, r)
			}
		}
	}
	md := writeDraft(t, "md", nil, Options{})
	if strings.Contains(md, "<script") || strings.Contains(md, "[点我](") {
		t.Error("md: active content")
	}
	rows := regexp.MustCompile(`(?m)^\| .*$`).FindAllString(md, -1)
	for _, row := range rows {
		if n := strings.Count(strings.ReplaceAll(row, `\|`, ""), "|"); n != 8 && n != 6 && n != 5 {
			t.Errorf("a row of %d bars: %s", n, row)
		}
	}
}

// That nothing was recognised is not said as if there were nothing.
func TestListsOfNothing(t *testing.T) {
	for _, f := range ListFormats() {
		var b bytes.Buffer
		if err := f.Write(&b, &Drafts{Lists: disclose.Of(&app.App{}, sdkCatalog())}, Options{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), "这不等于没有集成 SDK") {
			t.Errorf("%s: %s", f.Name, b.String())
		}
	}
}
