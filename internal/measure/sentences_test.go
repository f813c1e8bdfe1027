package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSentences(t *testing.T) {
	folder := t.TempDir()
	first := "当您注册账号时，我们会收集您的手机号码和昵称。"
	second := "您可以在设置页面中查询、更正或删除您的个人信息。"
	third := "我们采用加密技术保护您的个人信息，防止数据泄露。"
	n := utf8.RuneCountInString
	truth := `{"doc":"a","sents":[` + strings.Join([]string{
		labelledSpan(0, n(first), "collect", "risk"),
		labelledSpan(n(first)+1, n(first+second+third)+1, "rights", "change"),
	}, ",") + "]}\n"
	if err := os.Mkdir(filepath.Join(folder, "docs"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"truth.jsonl": truth, "docs/a.txt": first + "\n" + second + third + "\n"} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := sentences([]string{"-truth", folder}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"1 documents, 2 sentences\n",
		"collect      1.000      1.000   1.000      1      0       0\n",
		"security     0.000      0.000   0.000      0      1       0\n",
		"rights       1.000      1.000   1.000      1      0       0\n",
		"change       0.000      0.000   0.000      0      0       1\n",
		"micro        0.667      0.667   0.667      2      1       1\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

func labelledSpan(start, end int, labels ...string) string {
	return `{"s":` + strconv.Itoa(start) + `,"e":` + strconv.Itoa(end) + `,"labels":["` + strings.Join(labels, `","`) + `"]}`
}
