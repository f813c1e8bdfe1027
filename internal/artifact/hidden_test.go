package artifact

import (
	"archive/zip"
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/app"
)

// TestHidden finds DEX files wherever they lie, deflated and stored, and in zip
// files of their own; a damaged one costs its own code alone.
func TestHidden(t *testing.T) {
	code, err := os.ReadFile("../dex/testdata/hello.dex")
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.ReplaceAll(code, []byte("com/example/hello"), []byte("com/example/other"))
	data := zipOf(t, map[string][]byte{
		"classes.dex":           code,
		"assets/plain.bin":      other,
		"assets/plugin.apk":     zipOf(t, map[string][]byte{"classes.dex": other, "x.txt": []byte("no code")}),
		"assets/data.zip":       zipOf(t, map[string][]byte{"x.txt": []byte("no code")}),
		"lib/arm64-v8a/liba.so": other[:len(other)-200],
		"res/raw/no.dex":        code,
		"assets/text.txt":       bytes.Repeat([]byte("dex\r"), 100),
	})
	a, err := Read("-", bytes.NewReader(data), options())
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, d := range a.Classes.Dexes {
		files = append(files, d.File)
	}
	slices.Sort(files)
	want := []string{"assets/plain.bin", "assets/plugin.apk!classes.dex", "classes.dex", "lib/arm64-v8a/liba.so"}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	gaps := a.Incomplete(app.FactCode)
	if !slices.ContainsFunc(gaps, func(g app.Gap) bool { return g.At.File == "lib/arm64-v8a/liba.so" }) {
		t.Errorf("no gap for the damaged file: %v", gaps)
	}
	if !slices.ContainsFunc(a.Limits, func(l app.Limit) bool {
		return l.At.File != "" && bytes.Contains([]byte(l.What.EN), []byte("3 files hold further DEX code"))
	}) {
		t.Errorf("limits %v", a.Limits)
	}
}

func zipOf(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range files {
		method := zip.Deflate
		if len(name)%2 == 0 {
			method = zip.Store
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
