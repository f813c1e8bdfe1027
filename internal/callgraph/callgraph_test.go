package callgraph_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/dex/asm"
)

var update = flag.Bool("update", false, "write the golden files of testdata")

func open(tb testing.TB, path string) []*dex.File {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	files, err := dex.Open("classes.dex", data)
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

var idioms = callgraph.Entries{
	Application: "idioms.App",
	Components: []callgraph.Component{
		{Class: "idioms.Main", Kind: callgraph.Activity, Launcher: true},
		{Class: "idioms.Next", Kind: callgraph.Activity},
		{Class: "idioms.Other", Kind: callgraph.Activity},
		{Class: "idioms.Serve", Kind: callgraph.Service},
		{Class: "idioms.Receive", Kind: callgraph.Receiver},
		{Class: "idioms.Early", Kind: callgraph.Provider},
		{Class: "idioms.Absent", Kind: callgraph.Provider},
	},
	Initializers: []string{"idioms.Init"},
}

var readSetting = []callgraph.API{{
	Class: "android/provider/Settings$Secure", Name: "getString",
	Descriptor: "(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;", Asks: callgraph.AsksAll,
}}

// TestIdioms looks at every way in which code comes to run. The argument of
// each use names the way.
func TestIdioms(t *testing.T) {
	result := callgraph.Analyze(open(t, "testdata/idioms.dex"), idioms, readSetting, callgraph.Options{})
	golden(t, "testdata/idioms.txt", printUses(result, callgraph.Arg.String))
	if s := result.Stats; s.Unread != 0 || s.Cut {
		t.Errorf("stats %+v", s)
	}
}

// TestConstants looks at what is known of arguments.
func TestConstants(t *testing.T) {
	api := []callgraph.API{{Class: "platform/Api", Name: "use", Asks: callgraph.AsksAll}}
	entries := callgraph.Entries{Application: "const.Constants"}
	result := callgraph.Analyze(open(t, "testdata/constants.dex"), entries, api, callgraph.Options{})
	golden(t, "testdata/constants.txt", printUses(result, callgraph.Arg.String))
}

// TestGates looks at what is taken for a question of consent.
func TestGates(t *testing.T) {
	entries := callgraph.Entries{Application: "gates.Gates"}
	result := callgraph.Analyze(open(t, "testdata/gates.dex"), entries, readSetting, callgraph.Options{})
	var lines []string
	for _, u := range result.Uses {
		line := fmt.Sprintf("%d %v\n    none\n", u.Phase, u.Args[1])
		if g := u.Gate; g != nil {
			line = fmt.Sprintf("%d %v\n    %d in %s: %s %q\n", u.Phase, u.Args[1], g.Kind, u.Path[g.Step].Name, g.Name, g.Key)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	golden(t, "testdata/gates.txt", strings.Join(lines, ""))
}

func printUses(r callgraph.Result, arg func(callgraph.Arg) string) string {
	var uses []string
	for _, u := range r.Uses {
		var b strings.Builder
		fmt.Fprintf(&b, "%d:", u.Phase)
		for _, a := range u.Args {
			b.WriteString(" " + arg(a))
		}
		b.WriteString("\n")
		for i, s := range u.Path {
			fmt.Fprintf(&b, "    %s->%s%s", s.Class, s.Name, s.Descriptor)
			if s.Source != "" {
				fmt.Fprintf(&b, " (%s:%d)", s.Source, s.Line)
			}
			if u.Spread > 1 && i == u.Widest {
				fmt.Fprintf(&b, ", one of %d", u.Spread)
			}
			if u.Weight > 0 && i == u.Hardest {
				fmt.Fprintf(&b, ", weight %d", u.Weight)
			}
			b.WriteString("\n")
		}
		uses = append(uses, b.String())
	}
	slices.Sort(uses)
	return strings.Join(uses, "")
}

// TestTwice gives the same file twice: the first one defines all classes, and
// nothing runs in the second.
func TestTwice(t *testing.T) {
	one := open(t, "testdata/gates.dex")
	entries := callgraph.Entries{Application: "gates.Gates"}
	once := callgraph.Analyze(one, entries, readSetting, callgraph.Options{})
	twice := callgraph.Analyze(slices.Concat(one, open(t, "testdata/gates.dex")), entries, readSetting, callgraph.Options{})
	n := len(once.Uses)
	if diff := cmp.Diff(once.Uses, twice.Uses[:n]); diff != "" {
		t.Errorf("uses (-once +twice):\n%s", diff)
	}
	for _, u := range twice.Uses[n:] {
		if u.Phase != callgraph.Unreached {
			t.Errorf("phase %d in a class that another file defines", u.Phase)
		}
	}
	if len(twice.Uses) == n || twice.Stats.Reached != once.Stats.Reached {
		t.Errorf("%d uses, stats %+v and %+v", len(twice.Uses), once.Stats, twice.Stats)
	}
}

// TestDamage breaks the code of one method: it alone is missing, and counted.
func TestDamage(t *testing.T) {
	data, err := os.ReadFile("testdata/gates.dex")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := dex.Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	entries := callgraph.Entries{Application: "gates.Gates"}
	uses := len(callgraph.Analyze(whole, entries, readSetting, callgraph.Options{}).Uses)
	broken := slices.Clone(data)
	copy(broken[codeOf(t, whole[0], "a01")+12:], "\xff\xff\xff\xff")
	files, err := dex.Open("classes.dex", broken)
	if err != nil {
		t.Fatal(err)
	}
	result := callgraph.Analyze(files, entries, readSetting, callgraph.Options{})
	if len(result.Uses) != uses-1 || result.Stats.Unread != 1 {
		t.Errorf("%d uses of %d, stats %+v", len(result.Uses), uses, result.Stats)
	}
}

// TestNoInstructions has a body that is empty but for its handlers.
func TestNoInstructions(t *testing.T) {
	data, err := asm.Assemble(map[string][]byte{"App.smali": []byte(`.class public Lidioms/App;
.super Landroid/app/Application;
.method public onCreate()V
    .registers 1
    :start
    nop
    :end
    .catchall {:start .. :end} :end
    return-void
.end method
`)})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := dex.Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	copy(data[codeOf(t, whole[0], "onCreate")+12:], "\x00\x00\x00\x00")
	files, err := dex.Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	if s := callgraph.Analyze(files, idioms, readSetting, callgraph.Options{}).Stats; s.Reached != 1 {
		t.Errorf("stats %+v", s)
	}
}

// TestDoubt wants the places named that make a path doubtful.
func TestDoubt(t *testing.T) {
	result := callgraph.Analyze(assemble(t, map[string]string{
		"App": `.class public Lidioms/App;
.super Landroid/app/Application;
.field static one:Lidioms/Face;
.method public onCreate()V
    .registers 3
    invoke-virtual {p0}, Lidioms/App;->hashCode()I
    move-result v0
    const/4 v1, 5
    if-ne v0, v1, :other
    invoke-static {}, Lidioms/App;->choose()V
    :other
    return-void
.end method
.method static choose()V
    .registers 1
    new-instance v0, Lidioms/One;
    new-instance v0, Lidioms/Two;
    sget-object v0, Lidioms/App;->one:Lidioms/Face;
    invoke-interface {v0}, Lidioms/Face;->go()V
    return-void
.end method
`,
		"Face": `.class interface abstract Lidioms/Face;
.super Ljava/lang/Object;
.method public abstract go()V
.end method
`,
		"One": `.class Lidioms/One;
.super Ljava/lang/Object;
.implements Lidioms/Face;
.method public go()V
    .registers 3
    const/4 v0, 0
    const-string v1, "one"
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
`,
		"Two": `.class Lidioms/Two;
.super Ljava/lang/Object;
.implements Lidioms/Face;
.method public go()V
    .registers 1
    return-void
.end method
`,
	}), idioms, readSetting, callgraph.Options{})
	if len(result.Uses) != 1 {
		t.Fatalf("%d uses", len(result.Uses))
	}
	u := result.Uses[0]
	if got, want := [4]int{u.Weight, u.Hardest, u.Spread, u.Widest}, [4]int{5, 0, 2, 1}; got != want {
		t.Errorf("weight, hardest, spread, widest %v, want %v of the path %v", got, want, u.Path)
	}
}

func assemble(t *testing.T, classes map[string]string) []*dex.File {
	t.Helper()
	sources := map[string][]byte{}
	for name, text := range classes {
		sources[name+".smali"] = []byte(text)
	}
	data, err := asm.Assemble(sources)
	if err != nil {
		t.Fatal(err)
	}
	files, err := dex.Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestPlatformInside has a file define the platform's own classes, down to Object.
func TestPlatformInside(t *testing.T) {
	files := assemble(t, map[string]string{
		"Object":  ".class public Ljava/lang/Object;\n",
		"Context": ".class public Landroid/content/Context;\n.super Ljava/lang/Object;\n",
		"App": `.class public Lidioms/App;
.super Landroid/content/Context;
.method public onCreate()V
    .registers 1
    invoke-static {p0}, Lidioms/App;->keep(Landroid/content/Context;)V
    return-void
.end method
.method public static keep(Landroid/content/Context;)V
    .registers 1
    return-void
.end method
`,
	})
	if s := callgraph.Analyze(files, idioms, readSetting, callgraph.Options{}).Stats; s.Reached != 2 {
		t.Errorf("stats %+v", s)
	}
}

func codeOf(t *testing.T, f *dex.File, method string) (offset uint32) {
	for i := range f.NumClasses() {
		err := f.Members(i, func(m dex.Member) {
			id, _ := f.Method(m.Index)
			if name, _ := f.String(id.Name); m.Kind >= dex.DirectMethod && string(name) == method {
				offset = m.Code
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return offset
}

// TestWorkers wants the same result from any number of goroutines.
func TestWorkers(t *testing.T) {
	files := slices.Concat(open(t, "testdata/idioms.dex"), open(t, "testdata/constants.dex"), open(t, "testdata/idioms.dex"))
	want := callgraph.Analyze(files, idioms, readSetting, callgraph.Options{Workers: 1})
	for workers := range 5 {
		got := callgraph.Analyze(files, idioms, readSetting, callgraph.Options{Workers: workers})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d workers (-1 worker +):\n%s", workers, diff)
		}
	}
}

// after are the screens of testdata/java/after.
var after = []callgraph.Component{
	{Class: "after.Answers", Kind: callgraph.Activity, Launcher: true},
	{Class: "after.Answers$Accumulated", Kind: callgraph.Activity},
	{Class: "after.Answers$Collected", Kind: callgraph.Activity},
	{Class: "after.Answers$Helped", Kind: callgraph.Activity},
	{Class: "after.Answers$AskedAgain", Kind: callgraph.Activity},
	{Class: "after.Shakes", Kind: callgraph.Activity, Launcher: true},
	{Class: "after.Timers", Kind: callgraph.Activity, Launcher: true},
}

func FuzzAnalyze(f *testing.F) {
	for _, name := range []string{"testdata/idioms.dex", "testdata/constants.dex", "testdata/gates.dex", "testdata/after.dex"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	apis := append(readSetting, callgraph.API{Class: "platform/Api", Name: "use", Asks: callgraph.AsksAll}, callgraph.API{Class: "android/app/AlertDialog$Builder", Name: "show", Receiver: true, Outcome: true})
	apis[0].Outcome, apis[0].Repeats = true, true
	entries := idioms
	entries.Components = append(slices.Clone(idioms.Components), after...)
	f.Fuzz(func(t *testing.T, data []byte) {
		files, _ := dex.Open("f", data)
		one := callgraph.Analyze(files, entries, apis, callgraph.Options{Workers: 1})
		two := callgraph.Analyze(files, entries, apis, callgraph.Options{Workers: 2})
		if diff := cmp.Diff(one, two); diff != "" {
			t.Error(diff)
		}
	})
}
