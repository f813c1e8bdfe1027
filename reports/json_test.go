package reports

import (
	"encoding/json"
	"github.com/zicha-lint/zicha/internal/app"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
)

func TestJSONFitsItsSchema(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat = true
	schema, err := c.Compile("../rules/schema/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	bare := packedReport()
	bare.Tasks = nil
	for name, run := range map[string]*Run{"full": sampleRun(), "empty": {}, "no tasks": {Reports: []*lint.Report{bare}}} {
		var doc any
		if err := json.Unmarshal([]byte(write(t, "json", run, Options{})), &doc); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

// The schema closes every object, so a field that it does not name must fail.
func TestJSONSchemaIsClosed(t *testing.T) {
	schema := jsonschema.MustCompile("../rules/schema/report.schema.json")
	out := write(t, "json", sampleRun(), Options{})
	for _, field := range []string{`"fingerprint"`, `"sha256"`, `"rank"`, `"schema_version"`, `"zh"`} {
		var doc any
		if err := json.Unmarshal([]byte(strings.Replace(out, field, `"surprise"`, 1)), &doc); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(doc) == nil {
			t.Errorf("the schema accepts a report without one %s", field)
		}
	}
}

func TestJSONSpeaksNoLanguage(t *testing.T) {
	zh, en := write(t, "json", sampleRun(), Options{Lang: lang.ZH}), write(t, "json", sampleRun(), Options{Lang: lang.EN, Verbose: true})
	if zh != en {
		t.Error("the JSON report depends on the options")
	}
}

// Escaping for terminals must not change the values: a reader gets back what
// the package said, but for broken UTF-8.
func TestJSONKeepsValues(t *testing.T) {
	out := write(t, "json", sampleRun(), Options{})
	for i, r := range out {
		if r != '\n' && hidden(r) {
			t.Fatalf("byte %d: %U stands unescaped", i, r)
		}
	}
	var got jsonReport
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	want := strings.ToValidUTF8(hostile, "\uFFFD")
	if label := got.Apps[0].Manifest.Label; label != want {
		t.Errorf("label %q, want %q", label, want)
	}
	if b := escapeHidden([]byte("\"\U000E0041\"")); string(b) != `"\udb40\udc41"` {
		t.Errorf("a character beyond the first plane became %s", b)
	}
}

func TestEveryFactHasAWord(t *testing.T) {
	for f := app.FactContainer; f <= app.FactDisclosure; f <<= 1 {
		if factWords[f] == "" {
			t.Errorf("fact %#x has no word", f)
		}
	}
}
