package callgraph_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
)

// apk is a package as the analysis wants it.
type apk struct {
	name    string
	files   []*dex.File
	entries callgraph.Entries
	dexes   [][]byte
	size    int64 // bytes of its dexes
}

// apks yields the packages that ZICHA_APKS names: files or folders, separated
// by colons.
func apks(tb testing.TB, yield func(apk)) {
	list := os.Getenv("ZICHA_APKS")
	if list == "" {
		tb.Skip("ZICHA_APKS names no APKs")
	}
	for _, root := range filepath.SplitList(list) {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".apk") {
				if a, ok := openAPK(path); ok {
					yield(a)
				}
			}
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

func openAPK(path string) (a apk, ok bool) {
	a.name = filepath.Base(path)
	z, err := zip.OpenReader(path)
	if err != nil {
		return a, false
	}
	defer z.Close()
	for i := 1; ; i++ {
		name := "classes.dex"
		if i > 1 {
			name = fmt.Sprintf("classes%d.dex", i)
		}
		r, err := z.Open(name)
		if err != nil {
			break
		}
		if data, err := io.ReadAll(r); err == nil {
			files, _ := dex.Open(name, data)
			a.files = append(a.files, files...)
			a.dexes = append(a.dexes, data)
			a.size += int64(len(data))
		}
		r.Close()
	}
	if read, err := artifact.Open(path, artifact.Options{Catalog: &rules.Catalog{}, Limits: ziparchive.DefaultLimits()}); err == nil {
		a.entries = entriesOf(read.Manifest)
	}
	return a, len(a.files) > 0
}

func entriesOf(m app.Manifest) callgraph.Entries {
	kinds := map[app.ComponentKind]callgraph.Kind{
		app.Activity: callgraph.Activity, app.ActivityAlias: callgraph.Activity,
		app.Service: callgraph.Service, app.Receiver: callgraph.Receiver, app.Provider: callgraph.Provider,
	}
	e := callgraph.Entries{Application: m.Application.Name}
	for _, c := range m.Components {
		x := callgraph.Component{Class: c.Name, Kind: kinds[c.Kind], Launcher: isLauncher(c), InitOrder: c.InitOrder}
		for _, f := range c.Filters {
			x.Actions = append(x.Actions, f.Actions...)
		}
		if c.Kind == app.ActivityAlias {
			x.Class = c.Target
		}
		e.Components = append(e.Components, x)
		for _, d := range c.MetaData {
			if d.Value == "androidx.startup" {
				e.Initializers = append(e.Initializers, d.Name)
			}
		}
	}
	return e
}

func isLauncher(c app.Component) bool {
	for _, f := range c.Filters {
		for _, category := range f.Categories {
			if category == "android.intent.category.LAUNCHER" {
				return true
			}
		}
	}
	return false
}

// readAPIs reads class->name(descriptor) or class->name: for a field, with a
// star behind it where subclasses count too.
func readAPIs(tb testing.TB) (apis []callgraph.API) {
	f, err := os.Open("testdata/apis.txt")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line, subclasses := strings.CutSuffix(lines.Text(), " *")
		class, member, _ := strings.Cut(line, "->")
		name, field := strings.CutSuffix(member, ":")
		apis = append(apis, callgraph.API{Class: class, Name: name, Field: field, Subclasses: subclasses})
	}
	return apis
}

// TestShow prints every use with its path, for a person to judge.
func TestShow(t *testing.T) {
	if !testing.Verbose() {
		t.Skip("prints with -v only")
	}
	list := readAPIs(t)
	apks(t, func(a apk) {
		result := callgraph.Analyze(a.files, a.entries, list, callgraph.Options{Workers: 2})
		t.Logf("%s: %+v", a.name, result.Stats)
		for _, u := range result.Uses {
			t.Logf("%v %s->%s %v %+v", u.Phase, list[u.API].Class, list[u.API].Name, u.Args, u.Gate)
			for _, s := range u.Path {
				t.Logf("    %s->%s%s (%s:%d)", s.Class, s.Name, s.Descriptor, s.Source, s.Line)
			}
		}
	})
}

// TestAgainstDexdump counts the uses of APIs without arguments, of which there
// is one for each instruction, as Android's own disassembler shows them; and
// wants the same result from several goroutines.
func TestAgainstDexdump(t *testing.T) {
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		t.Skip("dexdump is not installed")
	}
	names := []string{"getSubscriberId", "getSimSerialNumber", "getMacAddress", "getSSID", "getBSSID", "getScanResults",
		"getHardwareAddress", "getRunningAppProcesses", "SERIAL", "getCellLocation", "getAllCellInfo"}
	list := slices.DeleteFunc(readAPIs(t), func(a callgraph.API) bool { return !slices.Contains(names, a.Name) })
	total := 0
	apks(t, func(a apk) {
		result := callgraph.Analyze(a.files, a.entries, list, callgraph.Options{Workers: 1})
		if again := callgraph.Analyze(a.files, a.entries, list, callgraph.Options{Workers: 3}); !reflect.DeepEqual(result, again) {
			t.Errorf("%s: the result depends on the number of goroutines", a.name)
		}
		got := make([]int, len(list))
		for _, u := range result.Uses {
			got[u.API]++
			total++
		}
		if want := dumpedUses(t, tool, a, list); !slices.Equal(got, want) {
			t.Errorf("%s: %v uses, dexdump has %v", a.name, got, want)
		}
	})
	t.Logf("%d uses compared", total)
}

func dumpedUses(t *testing.T, tool string, a apk, list []callgraph.API) []int {
	counts := make([]int, len(list))
	for _, data := range a.dexes {
		path := filepath.Join(t.TempDir(), "classes.dex")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		out, _ := exec.Command(tool, "-d", path).Output()
		for line := range bytes.Lines(out) {
			for i, api := range list {
				if bytes.Contains(line, []byte("L"+api.Class+";."+api.Name+":")) && bytes.ContainsRune(line, '|') {
					counts[i]++
				}
			}
		}
	}
	return counts
}

// everyComponent makes a component of every class that extends one of the
// platform's, for inputs that have no manifest of their own.
func everyComponent(files []*dex.File) (e callgraph.Entries) {
	kinds := map[string]callgraph.Kind{
		"Landroid/app/Activity;": callgraph.Activity, "Landroidx/appcompat/app/AppCompatActivity;": callgraph.Activity,
		"Landroid/support/v7/app/AppCompatActivity;": callgraph.Activity, "Landroid/app/Service;": callgraph.Service,
		"Landroid/content/BroadcastReceiver;": callgraph.Receiver, "Landroid/content/ContentProvider;": callgraph.Provider,
		"Landroid/app/Application;": callgraph.Provider,
	}
	for _, f := range files {
		for c := range f.Classes() {
			if kind, ok := kinds[string(c.Super)]; ok {
				name := strings.ReplaceAll(string(c.Descriptor[1:len(c.Descriptor)-1]), "/", ".")
				e.Components = append(e.Components, callgraph.Component{Class: name, Kind: kind, Launcher: true})
			}
		}
	}
	return e
}

func BenchmarkAnalyze(b *testing.B) {
	list := readAPIs(b)
	apks(b, func(a apk) {
		if len(a.entries.Components) < 2 || len(a.files) > 50 {
			a.entries = everyComponent(a.files)
		}
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/%d", a.name, workers), func(b *testing.B) {
				b.SetBytes(a.size)
				b.ReportAllocs()
				reached := 0
				for b.Loop() {
					reached = callgraph.Analyze(a.files, a.entries, list, callgraph.Options{Workers: workers}).Stats.Reached
				}
				b.ReportMetric(float64(reached), "reached")
			})
		}
	})
}
