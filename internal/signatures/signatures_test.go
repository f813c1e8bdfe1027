package signatures

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/sqlite"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

func read(t *testing.T, format, path string) *Database {
	db, err := FormatOf(format).ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func TestImportOfLibChecker(t *testing.T) {
	db := read(t, "libchecker", "testdata/rules.db")
	if db.Records != 12 || len(db.Rules) != 10 {
		t.Errorf("%d records, %d rules", db.Records, len(db.Rules))
	}
	in := db.Import(&builtin.Pack().Catalog)
	want := []rules.SDK{
		{
			ID: "libchecker-示例广告", Name: lang.Text{ZH: "示例广告", EN: "示例广告"}, Category: "service", Imported: "libchecker",
			Traces: rules.Traces{
				Components: []string{"org.example.ads.*", "org.example.ads.AdService"},
				Libraries:  []string{"libexampleads.so", "libexampleads_v*.so"},
			},
		},
		{
			ID: "libchecker-example-push", Name: lang.Text{ZH: "Example Push", EN: "Example Push"}, Category: "service", Imported: "libchecker",
			Traces: rules.Traces{Components: []string{"org.example.push.PushReceiver"}},
		},
		{
			ID: "libchecker-example-net", Name: lang.Text{ZH: "Example Net", EN: "Example Net"}, Category: "service", Imported: "libchecker",
			Traces: rules.Traces{Prefixes: []string{"org.example.net"}},
		},
	}
	if d := cmp.Diff(want, in.SDKs, emptyIsNil); d != "" {
		t.Error(d)
	}
	if in.Covered != 1 { // 友盟推送
		t.Errorf("%d covered", in.Covered)
	}
	wantSkipped(t, in.Skipped, "Broken", "Example Key", "Example Push", "Example Static", "示例广告")
}

func TestImportOfExodus(t *testing.T) {
	db := read(t, "exodus", "testdata/trackers.json")
	if db.Records != 7 || len(db.Rules) != 5 {
		t.Errorf("%d records, %d rules", db.Records, len(db.Rules))
	}
	in := db.Import(&builtin.Pack().Catalog)
	want := []rules.SDK{
		{
			ID: "exodus-example-measure", Name: lang.Text{ZH: "Example Measure", EN: "Example Measure"}, Category: "ads", Imported: "exodus",
			Traces: rules.Traces{Prefixes: []string{"org.example.measure", "org.example.old"}},
		},
		{
			ID: "exodus-example-crash", Name: lang.Text{ZH: "Example Crash", EN: "Example Crash"}, Category: "crash", Imported: "exodus",
			Traces: rules.Traces{Components: []string{"org.example.crash.Reporter"}},
		},
	}
	if d := cmp.Diff(want, in.SDKs, emptyIsNil); d != "" {
		t.Error(d)
	}
	if in.Covered != 1 { // Umeng
		t.Errorf("%d covered", in.Covered)
	}
	wantSkipped(t, in.Skipped, "Example Broken", "Example Views", "Example Word")
}

var emptyIsNil = cmp.Transformer("nil", func(list []string) string { return strings.Join(list, " ") })

func wantSkipped(t *testing.T, skipped []Unread, labels ...string) {
	t.Helper()
	got := map[string]bool{}
	for _, s := range skipped {
		if got[s.Label] = true; s.Why.Empty() {
			t.Errorf("%s: no reason", s.Label)
		}
	}
	for _, l := range labels {
		if !got[l] {
			t.Errorf("%s was not skipped", l)
		}
	}
	if len(got) != len(labels) {
		t.Errorf("skipped %v, want %v", got, labels)
	}
}

func TestYAMLLoadsAndASecondImportIsTheSame(t *testing.T) {
	db := read(t, "exodus", "testdata/trackers.json")
	in := db.Import(&builtin.Pack().Catalog)
	first, err := in.YAML(&db.Format)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(first), "ODbL 1.0") {
		t.Errorf("the file does not say its licence:\n%s", first)
	}
	pack, err := rules.Load(fstest.MapFS{"catalog/sdks/exodus.yaml": {Data: first}}, builtin.Pack())
	if err != nil {
		t.Fatal(err)
	}
	if sdk := pack.Catalog.SDK("exodus-example-measure"); sdk == nil || sdk.Imported != "exodus" {
		t.Fatalf("%+v", sdk)
	}
	again := db.Import(&pack.Catalog)
	second, err := again.YAML(&db.Format)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(first), string(second)); d != "" {
		t.Error(d)
	}
}

func TestMatch(t *testing.T) {
	db := read(t, "libchecker", "testdata/rules.db")
	var hits []string
	for _, name := range []string{"libexampleads_v7.so", "xlibexampleads_v7.so", "libexampleads.so"} {
		for i := range db.Rules {
			if db.Rules[i].Kind == Native && db.Rules[i].Match(name) {
				hits = append(hits, name)
			}
		}
	}
	if d := cmp.Diff([]string{"libexampleads_v7.so", "libexampleads.so"}, hits); d != "" {
		t.Error(d)
	}
	trackers := read(t, "exodus", "testdata/trackers.json")
	if r := trackers.Rules[0]; !r.Match("org/example/measure/Main") || !r.Match("x/org/example/measure/Main") || r.Match("org/example/measur") {
		t.Errorf("%s matches in another way than exodus-core", r.Text)
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"a.so", "a.so", true}, {"a.so", "ab.so", false}, {"a*.so", "a.so", true}, {"a*.so", "a-1.so", true}, {"a*.so", "a.so.x", false},
		{"*", "", true}, {"a*b*c", "axbxc", true}, {"a*b*c", "acb", false}, {"a*a", "a", false}, {"a*", "b", false},
	} {
		if got := Glob(c.pattern, c.name); got != c.want {
			t.Errorf("Glob(%q, %q) = %v", c.pattern, c.name, got)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ format, data, want string }{
		{"libchecker", "{}", "no SQLite 3 database"},
		{"exodus", "PK", "invalid character"},
		{"exodus", `{"trackers": {}}`, `no "trackers"`},
		{"exodus", strings.Repeat(" ", sqlite.MaxSize+1), "larger than 64 MiB"},
	} {
		_, err := FormatOf(c.format).Read([]byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.format, err, c.want)
		}
	}
	if FormatOf("mobsf") != nil {
		t.Error("a format that nobody reads")
	}
}

func FuzzImport(f *testing.F) {
	for format, path := range map[bool]string{true: "testdata/rules.db", false: "testdata/trackers.json"} {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(format, data)
	}
	f.Fuzz(func(t *testing.T, sql bool, data []byte) {
		format := FormatOf("exodus")
		if sql {
			format = FormatOf("libchecker")
		}
		db, err := format.Read(data)
		if err != nil {
			return
		}
		in := db.Import(&rules.Catalog{})
		text, err := in.YAML(format)
		if err != nil {
			t.Fatal(err)
		}
		if len(in.SDKs) == 0 || len(text) > rules.MaxFileSize {
			return
		}
		if _, err := rules.Load(fstest.MapFS{"catalog/sdks/x.yaml": {Data: text}}, builtin.Pack()); err != nil {
			t.Errorf("what was imported does not load: %v\n%s", err, text)
		}
	})
}
