package reports

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// The official schema is not ours to commit. It lies in the npm package
// @microsoft/jest-sarif@1.0.0-beta.0 as lib/schemas/sarif-2.1.0-rtm.5.json.
func TestSARIFFitsTheOfficialSchema(t *testing.T) {
	for name, run := range map[string]*Run{"full": sampleRun(), "empty": {}} {
		fitsOfficialSchema(t, name, write(t, "sarif", run, Options{}))
	}
}

func fitsOfficialSchema(t *testing.T, name, out string) {
	t.Helper()
	file := os.Getenv("ZICHA_SARIF_SCHEMA")
	if file == "" {
		t.Skip("ZICHA_SARIF_SCHEMA does not name sarif-2.1.0-rtm.5.json")
	}
	schema, err := jsonschema.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("%s: %#v", name, err)
	}
}

// What GitHub code scanning demands beyond the standard.
func TestSARIFForGitHub(t *testing.T) {
	run := readSARIF(t, sampleRun(), Options{})
	for _, r := range run.Tool.Driver.Rules {
		for name, text := range map[string]string{"short": r.Short.Text, "full": r.Full.Text} {
			if n := utf8.RuneCountInString(text); n == 0 || n > 1024 {
				t.Errorf("%s: %s description has %d characters", r.ID, name, n)
			}
		}
		if r.Help.Text == "" || !strings.Contains(r.Help.Markdown, "整改建议") || !strings.Contains(r.Help.Markdown, "Remedy") {
			t.Errorf("%s: help is not in both languages", r.ID)
		}
		if len(r.Properties.Tags) > 20 || r.Properties.SecuritySeverity == "" {
			t.Errorf("%s: properties %+v", r.ID, r.Properties)
		}
	}
	if len(run.Results) == 0 {
		t.Fatal("no results")
	}
	for _, r := range run.Results {
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%s: rule index %d is another rule's", r.RuleID, r.RuleIndex)
		}
		if r.Fingerprints["primaryLocationLineHash"] == "" || len(r.Locations) == 0 || r.Message.Text == "" {
			t.Errorf("%s: misses what GitHub asks for: %+v", r.RuleID, r)
		}
		region := r.Locations[0].Physical.Region
		if region.StartLine < 1 || region.StartColumn < 1 || region.EndLine < 1 || region.EndColumn < 1 {
			t.Errorf("%s: region %+v", r.RuleID, region)
		}
	}
}

func TestSARIFSilenceIsToldAsNotifications(t *testing.T) {
	run := readSARIF(t, sampleRun(), Options{})
	seen := map[string]int{}
	for _, n := range run.Invocations[0].Notifications {
		if notifications[n.Descriptor.Index].ID != n.Descriptor.ID {
			t.Errorf("descriptor %+v points to another", n.Descriptor)
		}
		seen[n.Descriptor.ID]++
	}
	// one rule of the first app and all eight of the packed one
	if seen["unchecked"] != 9 || seen["person"] != 1 || seen["gap"] != 2 || seen["failure"] != 1 {
		t.Errorf("notifications: %v", seen)
	}
	if run.Invocations[0].Successful {
		t.Error("a packed app counts as a complete scan")
	}
	whole := &Run{Reports: []*lint.Report{loudReport()}}
	if !readSARIF(t, whole, Options{}).Invocations[0].Successful {
		t.Error("a gap that does not block makes the scan incomplete")
	}
}

func TestSARIFPlaces(t *testing.T) {
	run := readSARIF(t, sampleRun(), Options{Lang: lang.EN})
	policy, dex := run.Results[0], sarifResult{}
	for _, r := range run.Results {
		if r.RuleID == "T6-002" {
			dex = r
		}
	}
	if p := policy.Locations[0].Physical; p.Artifact.URI != "docs/policy.md" || p.Region.StartLine != 42 {
		t.Errorf("a finding in the policy stands at %+v", p)
	}
	if p := dex.Locations[0].Physical; p.Artifact.URI != "build/out%20put/%E6%BC%94%E7%A4%BA.apk" || p.Region != (sarifRegion{1, 1, 1, 1}) {
		t.Errorf("a finding in the code stands at %+v", p)
	}
	if name := dex.Locations[0].Logical[0].FullyQualifiedName; name != "build/out put/演示.apk!/classes2.dex!Lcom/igexin/sdk/PushService;->onCreate()V" {
		t.Errorf("logical location %q", name)
	}
}

func TestSARIFPaths(t *testing.T) {
	dir, _ := filepath.Abs("repo")
	s := sarif{Options: Options{Dir: dir}}
	outside := filepath.ToSlash(dir[len(filepath.VolumeName(dir))+1:])
	for in, want := range map[string]string{
		"app.apk":                         "app.apk",
		"./out//app.apk":                  "out/app.apk",
		"../../a/app.apk":                 "a/app.apk",
		filepath.Join(dir, "b", "c.apk"):  "b/c.apk",
		filepath.Join(dir, "..", "c.apk"): "c.apk",
		"-":                               "stdin",
		"":                                "stdin",
		"/":                               ".",
		"c:d.apk":                         "c%3Ad.apk",
		"https://x/y.apk":                 "https%3A/x/y.apk",
		"100%#?.apk":                      "100%25%23%3F.apk",
		"\x1b\u202e.apk":                  "%1B%E2%80%AE.apk",
	} {
		if got := s.uri(in); got != want {
			t.Errorf("uri(%q) = %q, want %q", in, got, want)
		}
	}
	if got := (&sarif{}).uri(dir); got != outside {
		t.Errorf("uri(%q) = %q, want %q", dir, got, outside)
	}
}

func TestSARIFLevels(t *testing.T) {
	for _, c := range []struct {
		verdict  rules.Verdict
		severity rules.Severity
		want     string
	}{
		{rules.Violation, rules.Error, "error"},
		{rules.Suspected, rules.Warning, "warning"},
		{rules.Suspected, rules.Note, "note"},
		{rules.Review, rules.Error, "note"},
		{rules.Violation, rules.NoSeverity, "note"},
	} {
		if got := level(&lint.Finding{Verdict: c.verdict, Severity: c.severity}); got != c.want {
			t.Errorf("level of %s %s is %s, want %s", c.verdict, c.severity, got, c.want)
		}
	}
}

func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		"array[0] \\d":       "array[0] \\d",
		"[点我](https://x.cn)": `\[点我\](https://x.cn)`,
		"\x1b[31m](1)":       `\\u{1b}\[31m\](1)`,
	} {
		if got := inert(in); got != want {
			t.Errorf("inert(%q) = %q, want %q", in, got, want)
		}
	}
}

func readSARIF(t *testing.T, run *Run, o Options) sarifRun {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(write(t, "sarif", run, o)), &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 {
		t.Fatalf("%d runs, want 1", len(log.Runs))
	}
	return log.Runs[0]
}

// A location without a file in an app without a policy is in the package.
func TestSARIFEmptyLocation(t *testing.T) {
	s := sarif{}
	loc := s.location(&app.App{Source: app.Source{Name: "a.apk"}}, app.Location{})
	if loc.Physical.Artifact.URI != "a.apk" || loc.Logical != nil {
		t.Errorf("location %+v", loc)
	}
}
