package checks_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/checks"
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/fixture"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// fixtures are the apps under this folder: RULE-ID/name.txtar. An app with the
// file "want" is accused; one without it is innocent and has to pass.
const fixtures = "../testdata/rules"

// TestFixtures puts every app through the door that users take and compares
// what its rule says.
func TestFixtures(t *testing.T) {
	linter := newLinter(t)
	for _, path := range fixturePaths(t) {
		id, name := named(path)
		t.Run(id+"/"+name, func(t *testing.T) {
			f := read(t, path)
			result := resultOf(t, lintFixture(t, linter, f), id)
			if diff := cmp.Diff(slices.Sorted(slices.Values(f.Want)), wordsOf(result)); diff != "" {
				t.Errorf("findings (- want, + got):\n%s", diff)
			}
			if accused := strings.HasPrefix(name, "bad") || strings.HasPrefix(name, "ask"); accused != (len(f.Want) > 0) {
				t.Error("bad and ask fixtures want findings, good ones none")
			}
			if len(f.Want) == 0 && result.Verdict != rules.Pass {
				t.Errorf("verdict %s, want pass: %s", result.Verdict, result.Reason.EN)
			}
			seen := map[string]bool{}
			for _, finding := range result.Findings {
				checkFinding(t, &finding)
				if seen[finding.Fingerprint] {
					t.Errorf("two findings have the fingerprint of %s", finding.Anchor)
				}
				seen[finding.Fingerprint] = true
			}
		})
	}
}

// checkFinding looks at what every finding owes its reader: a sentence in both
// languages, an identity, and the place of the proof.
func checkFinding(t *testing.T, f *lint.Finding) {
	t.Helper()
	if f.Note.ZH == "" || f.Note.EN == "" {
		t.Errorf("%s: the note is not there in both languages: %+v", f.Anchor, f.Note)
	}
	if f.Anchor == "" || f.Fingerprint == "" {
		t.Errorf("a finding without identity: %+v", f)
	}
	if f.At == (app.Location{}) && !placeless(f.Check) {
		t.Errorf("%s: %s has no location", f.Check, f.Anchor)
	}
}

// placeless reports whether a check may accuse without a place: what is absent
// has none, and neither has the user's own word.
func placeless(name string) bool {
	c := checkNamed(name)
	return c.Absence || c.Needs&app.FactNoPolicy != 0
}

// TestDebugKey looks at built packages, since fixtures are not signed.
func TestDebugKey(t *testing.T) {
	linter := newLinter(t)
	for _, test := range []struct {
		file string
		want bool
	}{{"debug.apk", true}, {"demo.apk", false}} {
		data, err := os.ReadFile(filepath.Join("../testdata/apk", test.file))
		if err != nil {
			t.Fatal(err)
		}
		result := resultOf(t, lintFixture(t, linter, &fixture.Fixture{APK: data}), "T10-004")
		if got := slices.Contains(wordsOf(result), "suspected warning debug-key"); got != test.want {
			t.Errorf("%s: signed with the debug key: %t, want %t", test.file, got, test.want)
		}
	}
}

// TestEveryRuleHasFixtures makes a new rule ask for its apps: an innocent one,
// and a guilty one for every check it names.
func TestEveryRuleHasFixtures(t *testing.T) {
	linter := newLinter(t)
	innocent, proven := map[string]bool{}, map[[2]string]bool{}
	for _, path := range fixturePaths(t) {
		id, _ := named(path)
		f := read(t, path)
		if len(f.Want) == 0 {
			innocent[id] = true
			continue
		}
		for _, finding := range resultOf(t, lintFixture(t, linter, f), id).Findings {
			proven[[2]string{id, finding.Check}] = true
		}
	}
	for _, task := range builtin.Pack().Tasks {
		for _, rule := range task.Rules {
			if len(rule.Evidence) > 0 && !innocent[rule.ID] {
				t.Errorf("%s has no good fixture", rule.ID)
			}
			for _, e := range rule.Evidence {
				if !proven[[2]string{rule.ID, e.Check}] {
					t.Errorf("%s: no bad fixture makes check %s find something", rule.ID, e.Check)
				}
			}
		}
	}
}

func TestEveryCheckHasARule(t *testing.T) {
	used := map[string]bool{}
	for _, task := range builtin.Pack().Tasks {
		for _, rule := range task.Rules {
			for _, e := range rule.Evidence {
				used[e.Check] = true
			}
		}
	}
	for _, c := range checks.All() {
		if !used[c.Name] {
			t.Errorf("check %s is used by no rule", c.Name)
		}
	}
}

func newLinter(t *testing.T) *lint.Linter {
	t.Helper()
	linter, err := lint.New(builtin.Pack(), checks.All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return linter
}

func fixturePaths(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(fixtures, "*", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures in %s: %v", fixtures, err)
	}
	return paths
}

// named splits the path of a fixture into the rule and the name of the app.
func named(path string) (rule, name string) {
	dir, file := filepath.Split(path)
	return filepath.Base(dir), strings.TrimSuffix(file, ".txtar")
}

func read(t *testing.T, path string) *fixture.Fixture {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := fixture.Parse(txtar.Parse(data))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return f
}

func lintFixture(t *testing.T, linter *lint.Linter, f *fixture.Fixture) *lint.Report {
	t.Helper()
	catalog := &builtin.Pack().Catalog
	a, err := artifact.Read("fixture.apk", bytes.NewReader(f.APK), artifact.Options{Catalog: catalog, Limits: ziparchive.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	for _, gap := range a.Gaps {
		t.Errorf("the fixture could not be read completely: %s", gap.What.EN)
	}
	if f.Policy != nil {
		if a.Policy, err = policy.Read(f.PolicyName, f.Policy); err != nil {
			t.Fatal(err)
		}
		a.Has |= app.FactPolicy
	}
	if slices.Contains(f.Flags, "--disclosure") {
		a.Has |= app.FactDisclosure
	}
	return linter.Lint(a, said(t, catalog, f.Flags))
}

// said reads the flags of a fixture as the command line does.
func said(t *testing.T, catalog *rules.Catalog, args []string) lint.Said {
	t.Helper()
	var s lint.Said
	flags := flag.NewFlagSet("flags", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&s.NoPolicy, "no-policy", false, "")
	flags.Bool("disclosure", false, "")
	category := flags.String("category", "", "")
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	if *category == "" {
		return s
	}
	if s.Category = catalog.Category(*category); s.Category == nil {
		t.Fatalf("category %q is unknown", *category)
	}
	return s
}

func resultOf(t *testing.T, report *lint.Report, id string) *lint.Result {
	t.Helper()
	for i := range report.Tasks {
		for j := range report.Tasks[i].Results {
			if r := &report.Tasks[i].Results[j]; r.Rule.ID == id {
				return r
			}
		}
	}
	t.Fatalf("there is no rule %s", id)
	return nil
}

// wordsOf returns the findings as a fixture writes them, sorted: verdict,
// severity, anchor.
func wordsOf(r *lint.Result) []string {
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Verdict.String()+" "+f.Severity.String()+" "+f.Anchor)
	}
	slices.Sort(out)
	return out
}

func checkNamed(name string) lint.Check {
	all := checks.All()
	return all[slices.IndexFunc(all, func(c lint.Check) bool { return c.Name == name })]
}

// TestNamesInRulesExist finds the ids in the values of rules that no catalogue has.
func TestNamesInRulesExist(t *testing.T) {
	pack := builtin.Pack()
	apis, infos := map[string]bool{}, map[string]bool{}
	for _, a := range pack.Catalog.APIs {
		apis[a.ID] = true
	}
	for _, i := range pack.Catalog.Information {
		infos[i.ID] = true
	}
	for _, task := range pack.Tasks {
		for _, rule := range task.Rules {
			for _, e := range rule.Evidence {
				var with struct {
					Also, Except, Information []string
					Permissions               []struct{ Also []string }
				}
				if e.With != "" {
					_ = json.Unmarshal([]byte(e.With), &with) // values of other checks have other shapes
				}
				for _, p := range with.Permissions {
					with.Also = append(with.Also, p.Also...)
				}
				for _, id := range slices.Concat(with.Also, with.Except) {
					if !apis[id] {
						t.Errorf("%s: no API %q", rule.ID, id)
					}
				}
				for _, id := range with.Information {
					if !infos[id] {
						t.Errorf("%s: no information %q", rule.ID, id)
					}
				}
			}
		}
	}
}

// TestNotesNameTheSwitch looks at what a reader can do at once: the very method
// to call.
func TestNotesNameTheSwitch(t *testing.T) {
	linter := newLinter(t)
	for path, words := range map[string]string{
		"T1-003/bad-can-wait": "启动时只调用 UMConfigure.preInit，用户同意后再初始化",
		"T1-015/bad-consent":  "调用 JCollectionAuth.setAuth 传 false，用户同意后再传 true",
		"T4-007/bad":          "关闭时调用 GlobalSetting.setPersonalizedState，末位参数传 1",
		"T6-008/bad":          "关闭时调用 JCollectionAuth.enableAutoWakeup，末位参数传 0（布尔参数为 false）",
		"T6-001/bad-sdk":      "com.taobao.accs.EventReceiver",
		"T8-003/bad":          "MegLiveManager.getInstance",
		"T5-016/bad":          "穿山甲",
	} {
		path = filepath.Join(fixtures, filepath.FromSlash(path)+".txtar")
		id, _ := named(path)
		for _, f := range resultOf(t, lintFixture(t, linter, read(t, path)), id).Findings {
			if !strings.Contains(f.Note.ZH, words) {
				t.Errorf("%s: %q has no %q", path, f.Note.ZH, words)
			}
			if f.Owner == "" {
				t.Errorf("%s: nobody owns it", path)
			}
		}
	}
}

// TestNotesSayHow looks at the words by which a reader understands a finding:
// when it happens, on which sensor, and how to find out what the code leaves open.
func TestNotesSayHow(t *testing.T) {
	linter := newLinter(t)
	for path, words := range map[string]string{
		"T1-003/ask-field":              "像是在判断用户是否已同意",
		"T1-003/ask-splash":             "（验证：全新安装后启动，不点同意，用断点或 hook 看是否执行到 ",
		"T1-003/ask-conditions":         "（验证：全新安装后启动，不做任何操作，用断点或 hook 看是否执行到 ",
		"T2-014/bad-read-left-over":     "未见运行到这里的路径",
		"T2-014/bad-read-second-screen": "打开界面 cn.example.loan.RecordsActivity 时读取短信（",
		"T7-006/bad":                    "加速度传感器（TYPE_ACCELEROMETER），由广告 SDK ",
	} {
		id, _ := named(filepath.FromSlash(path) + ".txtar")
		said := ""
		for _, f := range resultOf(t, lintFixture(t, linter, read(t, filepath.Join(fixtures, filepath.FromSlash(path)+".txtar"))), id).Findings {
			said += f.Note.ZH + "\n"
		}
		if !strings.Contains(said, words) {
			t.Errorf("%s: %q has no %q", path, said, words)
		}
	}
}
