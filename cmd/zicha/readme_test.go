package main

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the transcripts in README.md and README.en.md")

// digest changes with every rule, and says nothing to a reader.
var digest = regexp.MustCompile(`规则包 [0-9a-f]+`)

// transcripts are the blocks of output that a README shows, in this order, each
// as a part of what the command prints.
var transcripts = map[string][]struct {
	args []string
	part func(string) string
}{
	"README.md": {
		{[]string{"scan", "testdata/apk/demo.apk", "--policy", "testdata/apk/demo-policy.md"}, untilSecondFinding},
		{[]string{"sdks", "testdata/apk/demo.apk"}, between("第三方 SDK（", "\n\n")},
		{[]string{"disclose", "testdata/apk/demo.apk", "--only", "permissions"}, between("| 权限 ", "\n\n")},
		{[]string{"policy", "testdata/privacy.md"}, firstAndTable("有问题的条款（", "声明收集、")},
	},
	"README.en.md": {
		{[]string{"sdks", "testdata/apk/demo.apk", "--lang", "en"}, between("third-party SDKs (", "\n\n")},
		{[]string{"disclose", "testdata/apk/demo.apk", "--only", "permissions", "--lang", "en"}, between("| permission ", "\n\n")},
		{[]string{"policy", "testdata/privacy.md", "--lang", "en"}, firstAndTable("clauses to mend (", "information that is collected")},
	},
}

// untilSecondFinding is a report up to the second finding.
func untilSecondFinding(out string) string {
	_, body, _ := strings.Cut(out, "场景")
	second := strings.Index(body, "  场景")
	return strings.TrimRight(out[:len(out)-len(body)+second], "\n") + "\n\n…\n"
}

// between is the part that begins and ends so.
func between(begin, end string) func(string) string {
	return func(out string) string {
		i := strings.Index(out, begin)
		if i < 0 {
			return "nothing begins with " + begin
		}
		part, _, _ := strings.Cut(out[i:], end)
		return part + "\n"
	}
}

// firstAndTable is the first clause of what zicha policy prints, and its table.
func firstAndTable(clauses, table string) func(string) string {
	return func(out string) string {
		return between(clauses, "\n\n")(out) + "\n…\n\n" + between(table, "\n\n")(out)
	}
}

func TestReadmeTranscripts(t *testing.T) {
	t.Chdir("../..")
	for file, shown := range transcripts {
		readme, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rest, text := string(readme), ""
		for _, one := range shown {
			var out bytes.Buffer
			c := command{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}
			c.run(one.args)
			want := one.part(out.String())

			before, after, found := strings.Cut(rest, "```text\n")
			got, after, closed := strings.Cut(after, "```\n")
			if !found || !closed {
				t.Fatalf("%s has no transcript of %q", file, one.args)
			}
			if digest.ReplaceAllString(got, "") == digest.ReplaceAllString(want, "") {
				want = got
			} else if !*update {
				t.Errorf("the transcript of %q in %s is out of date; go test ./cmd/zicha -update rewrites it\ngot:\n%s\nwant:\n%s", one.args, file, got, want)
			}
			text += before + "```text\n" + want + "```\n"
			rest = after
		}
		if *update {
			if err := os.WriteFile(file, []byte(text+rest), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
