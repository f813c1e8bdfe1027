package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestPolicyOfTheWeb scans with a policy that a server has, and with pages that are none.
func TestPolicyOfTheWeb(t *testing.T) {
	t.Setenv("HTTP_PROXY", "")
	t.Setenv("http_proxy", "")
	page, err := os.ReadFile("../../testdata/policy/page.html")
	if err != nil {
		t.Fatal(err)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(page)
	if err != nil {
		t.Fatal(err)
	}
	shell, err := os.ReadFile("../../testdata/policy/shell.html")
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string][]byte{"/privacy": gbk, "/app": shell}
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		data, ok := answers[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1") // as servers say that were never told
		w.Write(data)
	}))
	defer server.Close()

	scan := func(args ...string) (int, string) {
		var out bytes.Buffer
		c := command{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}
		code := c.run(append([]string{"scan", "../../testdata/apk/demo.apk"}, args...))
		return code, out.String()
	}
	at := server.URL + "/privacy?id=1.txt"
	for format, want := range map[string]string{"terminal": "隐私政策   " + at, "json": `"policy": "` + at + `"`, "sarif": `"uri": "` + at + `"`} {
		if code, out := scan("--policy", at, "--format", format); code != exitFindings || !strings.Contains(out, want) {
			t.Errorf("%s: exit %d without %s\n%.2000s", format, code, want, out)
		}
	}
	for path, want := range map[string]string{"/app": "正文由脚本加载", "/gone": "服务器返回 404"} {
		if code, out := scan("--policy", server.URL+path); code != exitUsage || !strings.Contains(out, want) {
			t.Errorf("%s: exit %d, %s", path, code, out)
		}
	}
	before := asked
	if scan("--policy", "../../testdata/policy/page.html"); asked != before {
		t.Error("the network was used without an address")
	}
}
