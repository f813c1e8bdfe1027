package rules_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/zicha-lint/zicha/rules"
)

var update = flag.Bool("update", false, "rewrite the wanted problems in testdata")

// folder returns the files of an archive, without the wanted problems.
func folder(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name != "want" {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

func load(t testing.TB, fsys fs.FS, base *rules.Pack) *rules.Pack {
	t.Helper()
	p, err := rules.Load(fsys, base)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLoadNamesEveryProblem(t *testing.T) {
	base := load(t, folder(t, "base.txtar"), nil)
	for _, name := range []string{"schema.txtar", "references.txtar", "yaml.txtar"} {
		t.Run(name, func(t *testing.T) {
			_, err := rules.Load(folder(t, name), base)
			if _, ok := err.(rules.Problems); !ok {
				t.Fatalf("want problems, got %v", err)
			}
			compare(t, name, err.Error()+"\n")
		})
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := &a.Files[len(a.Files)-1]
	if *update {
		want.Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(want.Data), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadAddsToTheBase(t *testing.T) {
	base := load(t, folder(t, "base.txtar"), nil)
	before := load(t, folder(t, "base.txtar"), nil)
	got := load(t, folder(t, "good.txtar"), base)
	if diff := cmp.Diff(before, base); diff != "" {
		t.Errorf("the base has changed:\n%s", diff)
	}

	var ids []string
	for _, task := range got.Tasks {
		for _, r := range task.Rules {
			ids = append(ids, r.ID)
		}
	}
	if diff := cmp.Diff([]string{"T6-001", "T6-002", "X-001", "ACME-001"}, ids); diff != "" {
		t.Errorf("rules, -want +got:\n%s", diff)
	}
	r, task := got.Rule("T6-001")
	if r.Title.ZH != "一律不得开机自启动" || len(r.Labels) != 0 || r.Evidence[0].With != "" {
		t.Errorf("T6-001 was not overridden completely: %+v", r)
	}
	if task.Title.EN != "Self-start" || len(task.Clauses) != 2 {
		t.Errorf("the task lost its title or clauses: %+v", task)
	}
	if p := got.Catalog.Permission("android.permission.READ_PHONE_STATE"); p.Title.ZH != "手机状态（公司禁用）" || len(p.Information) != 0 {
		t.Errorf("the permission was not overridden: %+v", p)
	}
	if reg, _ := got.Catalog.Regulation("acme-2026#3"); reg == nil || reg.Effective != "2026-01-01" {
		t.Errorf("the date did not stay as it was written: %+v", reg)
	}
}

func TestWithIsKeptAsJSON(t *testing.T) {
	r, _ := load(t, folder(t, "base.txtar"), nil).Rule("T6-001")
	if got := r.Evidence[0].With; got != `{"allow":["C33"]}` {
		t.Errorf("with is %s", got)
	}
}

func TestLoadWithoutCatalogTrustsNoReference(t *testing.T) {
	files := folder(t, "base.txtar")
	delete(files, "catalog/all.yaml")
	_, err := rules.Load(files, nil)
	if err == nil || !strings.Contains(err.Error(), `rule T6-001: basis: unknown regulation "miit-2020-164"`) {
		t.Errorf("got %v", err)
	}
}

func TestBrokenCatalogHidesNoFaultOfARule(t *testing.T) {
	files := folder(t, "base.txtar")
	files["catalog/all.yaml"] = &fstest.MapFile{Data: []byte("labels: 1\n")}
	files["06.yaml"].Data = bytes.Replace(files["06.yaml"].Data, []byte("steps:"), []byte("unverified: [{note: {zh: x, en: x}}]\n    labels:"), 1)
	files["06.yaml"].Data = bytes.Replace(files["06.yaml"].Data, []byte("{zh: 重启手机，观察}"), []byte("some"), 1)
	_, err := rules.Load(files, nil)
	want := "06.yaml:19: rule T6-002: only a person can answer this rule; say how in \"steps\"\n" +
		"catalog/all.yaml:1: labels: want a list, not the number 1"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestLoadLimits(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 8 {
		this, last := string(rune('b'+i)), string(rune('a'+i))
		bomb += this + ": &" + this + " [" + strings.Repeat("*"+last+",", 9) + "*" + last + "]\n"
	}
	keys := "task: 6\nrules: []\n"
	for i := range 5000 {
		keys += "key" + strings.Repeat("x", i%50) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)) + ": 1\n"
	}
	for name, c := range map[string]struct{ content, want string }{
		"bomb":  {bomb, "bomb.yaml:1: the file has more than 200000 values once its aliases are written out"},
		"deep":  {strings.Repeat("[", 200) + strings.Repeat("]", 200), "deep.yaml:1: more than 100 lists and mappings within each other"},
		"deepr": {strings.Repeat("[", 20000), "deepr.yaml:1: not YAML: exceeded max depth of 10000"},
		"large": {strings.Repeat("#", 1<<20+1), "large.yaml:1: the file has more than 1024 KiB"},
		"keys":  {keys, "there are more problems than can be told"},
	} {
		_, err := rules.Load(fstest.MapFS{name + ".yaml": {Data: []byte(c.content)}}, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %.300v\nwant %s", name, err, c.want)
		}
		if problems, _ := err.(rules.Problems); len(problems) > 201 {
			t.Errorf("%s: %d problems", name, len(problems))
		}
	}
}

func TestLoadRefusesWhatIsNoFolderOfRules(t *testing.T) {
	for name, c := range map[string]struct {
		fsys fs.FS
		want string
	}{
		"empty":   {fstest.MapFS{"README.md": {}}, "no rules here"},
		"missing": {os.DirFS(filepath.Join(t.TempDir(), "none")), "no such file"},
		"folder":  {fstest.MapFS{"a.yaml": {Mode: fs.ModeDir}}, "a.yaml: not a regular file"},
		"pipe":    {fstest.MapFS{"a.yaml": {Mode: fs.ModeNamedPipe}}, "a.yaml: not a regular file"},
	} {
		_, err := rules.Load(c.fsys, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

// FuzzLoad feeds any bytes as task and as catalogue on a base. Load must give
// an error or a pack; a second load must give the same.
func FuzzLoad(f *testing.F) {
	base := load(f, folder(f, "base.txtar"), nil)
	for _, name := range []string{"base.txtar", "good.txtar", "schema.txtar", "references.txtar", "yaml.txtar"} {
		for _, file := range folder(f, name) {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		fsys := fstest.MapFS{"a.yaml": {Data: content}, "catalog/a.yaml": {Data: content}}
		one, err := rules.Load(fsys, base)
		two, again := rules.Load(fsys, base)
		if !reflect.DeepEqual(one, two) || (err == nil) != (again == nil) || err != nil && err.Error() != again.Error() {
			t.Errorf("two loads differ: %v, %v", err, again)
		}
		problems, ok := err.(rules.Problems)
		if err != nil && !ok {
			t.Errorf("not a problem of the file: %v", err)
		}
		for _, p := range problems {
			if p.Line < 1 || p.File == "" || p.Text == "" {
				t.Errorf("a problem without a place: %+v", p)
			}
		}
	})
}
