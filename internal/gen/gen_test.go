package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

func TestGeneratedFilesAreCurrent(t *testing.T) {
	files, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	packed, err := pack(os.DirFS("../../rules"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, packed...) {
		committed, err := os.ReadFile(filepath.Join("../../rules", f.name))
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(f.content), string(committed)); diff != "" {
			t.Errorf("%s is out of date; run go generate ./rules\n%.2000s", f.name, diff)
		}
	}
}

func TestNoGeneratedFileIsLeftOver(t *testing.T) {
	packed, err := pack(os.DirFS("../../rules"))
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for _, f := range packed {
		made[filepath.Base(f.name)] = true
	}
	found, err := filepath.Glob("../../rules/builtin/*_gen.go")
	if err != nil || len(found) == 0 {
		t.Fatal("no generated files:", err)
	}
	for _, f := range found {
		if !made[filepath.Base(f)] {
			t.Errorf("%s has no source any more; delete it", f)
		}
	}
}

func TestLiteral(t *testing.T) {
	for want, value := range map[string]any{
		`rules.Evidence{Check: "a\"b", With: "{\"max\":1}", Verdict: rules.Suspected, Severity: rules.Error}`: rules.Evidence{
			Check: `a"b`, With: `{"max":1}`, Verdict: rules.Suspected, Severity: rules.Error,
		},
		`[]lang.Text{{ZH: "甲"}, {}}`: []lang.Text{{ZH: "甲"}, {}},
		`[]rules.Ref{"pipl#17"}`:     []rules.Ref{"pipl#17"},
		`rules.Label{Tasks: []int{0, -6}}`: rules.Label{
			Tasks: []int{0, -6},
		},
		`true`: true,
	} {
		if got := literal(reflect.ValueOf(value), true); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
