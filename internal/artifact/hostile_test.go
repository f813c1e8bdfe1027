package artifact

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/checks"
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// attack is what a terminal, a page or a log would obey: colours, the title of
// the window, a C1 control, text direction, invisible characters, line ends, a
// tag, and bytes that are no text.
const attack = "\x1b[31mX\x1b]0;t\x07\u009b2J\u202eY\u2066\u200b\r\n<script>alert(1)</script>\x00\u2028\x7f"

// TestNothingIsInjected puts the attack into every name that a package and a
// policy have, and into those of the entries, and looks at every report.
func TestNothingIsInjected(t *testing.T) {
	linter, err := lint.New(builtin.Pack(), checks.All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	rep := linter.Lint(hostileApp(t), lint.Said{})
	if n := found(rep); n < 8 {
		t.Fatalf("only %d findings show what the attack could be in", n)
	}
	run := &reports.Run{Reports: []*lint.Report{rep}, Failures: []reports.Failure{{Target: attack, What: lang.Text{ZH: attack, EN: attack}}}}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		for _, format := range reports.Formats() {
			var out bytes.Buffer
			if err := format.Write(&out, run, reports.Options{Lang: l, Verbose: true, FailOn: rules.Review}); err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(out.String(), "\n") {
				if i := strings.IndexFunc(line, obeyed); i >= 0 && format.Name == "terminal" {
					t.Errorf("%s in %s: %q", format.Name, l, line)
				}
			}
			if i := bytes.IndexFunc(out.Bytes(), func(r rune) bool { return r != '\n' && unicode.IsControl(r) && r < 0x80 }); i >= 0 {
				t.Errorf("%s in %s: control character at byte %d", format.Name, l, i)
			}
			if format.Name == "json" {
				checkSchema(t, out.Bytes())
			} else if format.Name != "terminal" && !json.Valid(out.Bytes()) {
				t.Errorf("%s in %s is no JSON", format.Name, l)
			}
		}
	}
}

// obeyed reports whether a terminal would act on a character or hide it.
func obeyed(r rune) bool { return !unicode.IsGraphic(r) }

func hostileApp(t *testing.T) *app.App {
	t.Helper()
	source, err := os.ReadFile("testdata/hostile.xml")
	if err != nil {
		t.Fatal(err)
	}
	document, err := axml.ParseText(source)
	if err != nil {
		t.Fatal(err)
	}
	plant(document.Root)
	compiled, err := axml.EncodeUTF16(document.Root)
	if err != nil {
		t.Fatal(err)
	}
	a := readEntries(t, map[string][]byte{
		"AndroidManifest.xml":                compiled,
		"classes.dex":                        minimalDex(t),
		"lib/arm64-v8a/lib" + attack + ".so": []byte("x"),
		"assets/privacy" + attack + ".html":  []byte("隐私政策" + attack + " http://a.example/privacy" + attack),
		"META-INF/" + attack + ".RSA":        []byte("no signature"),
		"classes2.dex":                       []byte("dex\n099\x00" + attack),
	})
	// A policy with a NUL is refused.
	words := strings.Repeat("隐私政策：您不同意则无法使用"+strings.ReplaceAll(attack, "\x00", "")+"，注销账号需提供手持身份证照片，90个工作日内处理，概不负责。\n\n", 20)
	if a.Policy, err = policy.Read(attack+".md", []byte(words)); err != nil {
		t.Fatal(err)
	}
	a.Has |= app.FactPolicy
	return a
}

// plant replaces the mark in every value.
func plant(e *axml.Element) {
	for i := range e.Attrs {
		v := &e.Attrs[i].Value
		v.Raw = strings.ReplaceAll(v.Raw, "☠", attack)
	}
	for _, child := range e.Children {
		plant(child)
	}
}

func found(rep *lint.Report) (n int) {
	for _, task := range rep.Tasks {
		for _, r := range task.Results {
			n += len(r.Findings)
		}
	}
	return n
}

func checkSchema(t *testing.T, report []byte) {
	t.Helper()
	schema, err := jsonschema.Compile("../../rules/schema/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(report, &value); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("the JSON report breaks its schema: %#v", err)
	}
}
