package callgraph_test

import (
	"archive/zip"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/classfile"
	"github.com/zicha-lint/zicha/internal/dex"
)

// eachTool runs a test on what dx made of classes and on what package classfile
// makes of the very same.
func eachTool(t *testing.T, path string, test func(*testing.T, []*dex.File)) {
	t.Run("dx", func(t *testing.T) { test(t, open(t, path+".dex")) })
	t.Run("classfile", func(t *testing.T) { test(t, translate(t, path+".jar")) })
}

// translate opens the classes of a jar as DEX files.
func translate(tb testing.TB, path string) (files []*dex.File) {
	tb.Helper()
	translator := classfile.NewTranslator(nil)
	for _, data := range classesOf(tb, path) {
		if err := translator.Add(data); err != nil {
			tb.Fatal(err)
		}
	}
	list, stats := translator.Finish()
	if stats.Damaged+stats.TooLarge+stats.DexMissed > 0 {
		tb.Fatalf("%s: %+v", path, stats)
	}
	for _, data := range list {
		opened, err := dex.Open("classes.dex", data)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, opened...)
	}
	return files
}

func classesOf(tb testing.TB, path string) (classes [][]byte) {
	tb.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			tb.Fatal(err)
		}
		classes = append(classes, data)
	}
	return classes
}

// TestLambdas holds what the engine says of lambdas, method references and sums
// of strings against what the string in each of them says.
func TestLambdas(t *testing.T) {
	entries := callgraph.Entries{Application: "lambdas.App", Components: []callgraph.Component{{Class: "lambdas.App$Main", Kind: callgraph.Activity, Launcher: true}}}
	result := callgraph.Analyze(translate(t, "testdata/lambdas.jar"), entries, readSetting, callgraph.Options{})
	uses := map[string][]callgraph.Use{}
	for _, u := range result.Uses {
		uses[u.Args[1].Text] = append(uses[u.Args[1].Text], u)
	}
	cases := javaCases(t, "testdata/java/lambdas")
	if len(cases) < 14 {
		t.Errorf("only %d cases", len(cases))
	}
	for _, name := range cases {
		want, _, _ := strings.Cut(name, ":")
		if got, path := verdict(uses[name]); !fits(got, want) {
			t.Errorf("%q is %s%s", name, got, path)
		}
	}
}

// TestSameVerdicts wants the same uses, with the same phase, path, gate and
// arguments, of the DEX file that dx made and of the one that package classfile
// makes of the same classes.
func TestSameVerdicts(t *testing.T) {
	for _, test := range []struct {
		path    string
		entries callgraph.Entries
	}{
		{"testdata/java", twins},
		{"testdata/after", callgraph.Entries{Components: after}},
	} {
		want := verdicts(callgraph.Analyze(open(t, test.path+".dex"), test.entries, readSetting, callgraph.Options{}))
		got := verdicts(callgraph.Analyze(translate(t, test.path+".jar"), test.entries, readSetting, callgraph.Options{}))
		if len(want) < 50 {
			t.Errorf("%s: only %d uses", test.path, len(want))
		}
		for i := range got {
			got[i] = strings.Replace(got[i], ", gate 1 twins/Fields$Local->shown ", "", 1) // which is right: see javaMisses
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-dx +classfile):\n%s", test.path, diff)
		}
	}
}

func verdicts(result callgraph.Result) (lines []string) {
	for _, u := range result.Uses {
		line := fmt.Sprintf("%s: %d by %s, weight %d, spread %d, caught %t, tapped %t", u.Args[1].Text, u.Phase, u.Entry, u.Weight, u.Spread, u.Caught, u.Tapped)
		if u.Gate != nil {
			line += fmt.Sprintf(", gate %d %s %s", u.Gate.Kind, u.Gate.Name, u.Gate.Key)
		}
		var path []string
		for _, s := range u.Path {
			path = append(path, fmt.Sprintf("%s.%s:%d", s.Class, s.Name, s.Line))
		}
		lines = append(lines, line+", "+strings.Join(path, " "))
	}
	slices.Sort(lines)
	return lines
}
