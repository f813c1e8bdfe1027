package artifact

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/fixture"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// FuzzRead takes any bytes down the whole road of a package, under limits so
// small that they are reached. Whatever the bytes are, the answer is a refusal
// or an app that owns up to what it lacks, and the same answer again.
func FuzzRead(f *testing.F) {
	for _, data := range seeds(f) {
		f.Add(data)
	}
	o := options()
	o.Limits = ziparchive.Limits{
		File: 1 << 20, Entries: 200, Name: 256, Entry: 256 << 10, Inflated: 1 << 20, Ratio: 50, RatioFrom: 64 << 10,
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := read("fuzz.apk", ziparchive.Memory(data), int64(len(data)), o)
		again, errAgain := read("fuzz.apk", ziparchive.Memory(data), int64(len(data)), o)
		if diff := cmp.Diff(a, again); diff != "" || (err == nil) != (errAgain == nil) {
			t.Fatalf("read twice, %v and %v:\n%s", err, errAgain, diff)
		}
		if err != nil {
			if refused := new(Refusal); !errors.As(err, &refused) || refused.What.ZH == "" || refused.What.EN == "" {
				t.Fatalf("no refusal but %v", err)
			}
			return
		}
		ownsUp(t, a)
	})
}

// ownsUp checks that facts are there, or a gap that makes the scan incomplete.
func ownsUp(t *testing.T, a *app.App) {
	blocking := slices.ContainsFunc(a.Gaps, func(g app.Gap) bool { return g.Blocking })
	if missing := a.Missing(app.FactContainer | app.FactManifest); missing != 0 && !blocking {
		t.Errorf("facts %b are missing without a word", missing)
	}
	if a.Manifest.Package == "" && len(a.Manifest.Components) > 0 && a.Has&app.FactManifest == 0 {
		t.Error("components of a manifest that was not read")
	}
	if len(a.Classes.Dexes) == 0 && !blocking && !isFalse(a.Manifest.Application.HasCode) {
		t.Error("no code, and not a word of it")
	}
	for _, g := range a.Gaps {
		if g.What.ZH == "" || g.What.EN == "" || g.Facts == 0 {
			t.Errorf("gap without words or facts: %+v", g)
		}
	}
	for _, x := range a.Container.Anomalies {
		if x.Kind == "" || x.What.ZH == "" || x.What.EN == "" {
			t.Errorf("anomaly without words: %+v", x)
		}
	}
}

// seeds are the packages and fixtures of the project, and what becomes of each
// by a cut, a prefix, an end record of an empty archive, and flipped bytes.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	var whole [][]byte
	for _, path := range glob(t, "../../testdata/apk/*.apk") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		whole = append(whole, data)
	}
	for _, path := range glob(t, "testdata/*/*.txtar") {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := fixture.Parse(archive)
		if err != nil {
			t.Fatal(err)
		}
		whole = append(whole, f.APK)
	}
	emptyEnd := append([]byte("PK\x05\x06"), make([]byte, 18)...)
	all := slices.Clone(whole)
	for _, data := range whole {
		flipped := slices.Clone(data)
		for i := len(flipped) / 7; i < len(flipped); i += 1 + len(flipped)/7 {
			flipped[i] ^= 0x55
		}
		all = append(all, data[:len(data)/2], data[:len(data)-20], slices.Concat([]byte("MZ"), data), slices.Concat(data, emptyEnd), flipped)
	}
	return all
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: no files: %v", pattern, err)
	}
	return paths
}
