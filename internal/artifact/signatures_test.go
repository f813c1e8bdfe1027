package artifact

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/fixture"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// TestEverySignature makes a package of each trace in the catalogue, the only
// one in it, and looks whether its product is recognised.
func TestEverySignature(t *testing.T) {
	packers := func(a *app.App) (ids []string) {
		for _, p := range a.Packers {
			ids = append(ids, p.ID)
		}
		return ids
	}
	runtimes := func(a *app.App) (ids []string) {
		for _, r := range a.Runtimes {
			ids = append(ids, r.ID)
		}
		return ids
	}
	for _, list := range []struct {
		signatures []rules.Signature
		recognised func(*app.App) []string
		blocking   bool
	}{
		{builtin.Pack().Catalog.Packers, packers, true},
		{builtin.Pack().Catalog.Runtimes, runtimes, false},
	} {
		for _, s := range list.signatures {
			for _, files := range traceFiles(&s) {
				a := readFiles(t, files)
				name := files[len(files)-1].Name
				if !slices.Contains(list.recognised(a), s.ID) {
					t.Errorf("%s is not recognised by %s", s.ID, name)
				}
				said := func(g app.Gap) bool { return g.What == s.What && g.Blocking == list.blocking }
				if !slices.ContainsFunc(a.Gaps, said) {
					t.Errorf("%s in %s makes no gap", s.ID, name)
				}
			}
		}
	}
}

// traceFiles returns the sources of one package for each trace of a product.
func traceFiles(s *rules.Signature) [][]txtar.File {
	var all [][]txtar.File
	add := func(application, file, data string) {
		manifest := `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.example"><application ` + application + `/></manifest>`
		all = append(all, []txtar.File{{Name: "AndroidManifest.xml", Data: []byte(manifest)}, {Name: file, Data: []byte(data)}})
	}
	example := func(pattern string) string { return strings.ReplaceAll(pattern, "*", "x1") }
	for _, class := range s.Applications {
		add(`android:name="`+example(class)+`"`, "res/values/strings.xml", "<resources/>")
	}
	for _, library := range s.Libraries {
		add("", "lib/arm64-v8a/"+example(library), "x")
	}
	for _, entry := range s.Entries {
		add("", example(entry), "x")
	}
	for _, class := range s.Classes {
		for _, name := range []string{class, class + ".a.B"} {
			path := strings.ReplaceAll(name, ".", "/")
			add("", "smali/"+path+".smali", ".class public L"+path+";\n.super Ljava/lang/Object;\n")
		}
	}
	return all
}

func readFiles(t testing.TB, files []txtar.File) *app.App {
	t.Helper()
	f, err := fixture.Parse(&txtar.Archive{Files: files})
	if err != nil {
		t.Fatalf("%s: %v", files[len(files)-1].Name, err)
	}
	return readBytes(t, f.APK)
}

// TestInnocentLibraries: names that packers share with ordinary SDKs accuse
// nobody, nor does a name that only begins or ends like a packer's.
func TestInnocentLibraries(t *testing.T) {
	var files []txtar.File
	for _, name := range []string{"libexec.so", "libshell.so", "libBugly.so", "libsgmain.so", "libc++_shared.so", "mylibjiagu.so", "libjiagu.so.txt"} {
		files = append(files, txtar.File{Name: "lib/arm64-v8a/" + name, Data: []byte("x")})
	}
	files = append(files, txtar.File{Name: "AndroidManifest.xml", Data: []byte(`<manifest package="cn.example"><application/></manifest>`)})
	if a := readFiles(t, files); len(a.Packers) > 0 {
		t.Errorf("%s recognised by %v", a.Packers[0].ID, a.Packers[0].At)
	}
}

func TestMatches(t *testing.T) {
	for _, test := range []struct {
		pattern, s string
		want       bool
	}{
		{"libapp.so", "libapp.so", true},
		{"libapp.so", "libapp.so2", false},
		{"libshella-*.so", "libshella-2.10.so", true},
		{"libshella-*.so", "libshella-.so", true},
		{"libshella-*.so", "xlibshella-1.so", false},
		{"*/mix.dex", "assets/mix.dex", true},
		{"*/mix.dex", "mix.dex", false},
		{"assets/apps/*/www/*", "assets/apps/H5/www/index.html", true},
		{"assets/apps/*/www/*", "assets/apps/www", false},
		{"a*a", "a", false},
		{"*", "", true},
		{"a**b", "ab", true},
	} {
		if got := matches(test.pattern, test.s); got != test.want {
			t.Errorf("matches(%q, %q) = %t", test.pattern, test.s, got)
		}
	}
	// A hostile name costs no more than its length.
	if matches("a*a*a*b", strings.Repeat("a", 1<<20)) {
		t.Error("a*a*a*b matches a name without b")
	}
}

func TestTracesAreBounded(t *testing.T) {
	files := []txtar.File{{Name: "AndroidManifest.xml", Data: []byte(`<manifest package="cn.example"><application/></manifest>`)}}
	for i := range 3 * maxTraces {
		files = append(files, txtar.File{Name: "lib/arm64-v8a/libjiagu" + strings.Repeat("a", i) + ".so", Data: []byte("x")})
	}
	a := readFiles(t, files)
	if len(a.Packers) != 1 || len(a.Packers[0].At) != maxTraces {
		t.Errorf("packers %+v, want one with %d places", a.Packers, maxTraces)
	}
}
