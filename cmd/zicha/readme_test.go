package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the transcript in README.md")

// digest changes with every rule, and says nothing to a reader.
var digest = regexp.MustCompile(`规则包 [0-9a-f]+`)

// The transcript in README.md is what its first command prints, up to the
// second finding.
func TestReadmeTranscript(t *testing.T) {
	t.Chdir("../..")
	var out bytes.Buffer
	c := command{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}
	c.run([]string{"scan", "testdata/apk/demo.apk", "--policy", "testdata/apk/demo-policy.md"})
	_, body, _ := strings.Cut(out.String(), "场景")
	second := strings.Index(body, "  场景")
	want := strings.TrimRight(out.String()[:out.Len()-len(body)+second], "\n") + "\n\n…\n"

	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(readme), "```text\n")
	got, after, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatal("README.md has no transcript")
	}
	if digest.ReplaceAllString(got, "") == digest.ReplaceAllString(want, "") {
		return
	}
	if !*update {
		t.Fatalf("the transcript in README.md is out of date; go test ./cmd/zicha -update rewrites it\ngot:\n%s\nwant:\n%s", got, want)
	}
	if err := os.WriteFile("README.md", []byte(before+"```text\n"+want+"```\n"+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
