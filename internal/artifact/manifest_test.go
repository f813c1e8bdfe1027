package artifact

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"maps"
	"os"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/dex/asm"
)

// TestTextManifest reads one manifest in each of its forms, and wants the same
// of them but for the remark that Android reads only the compiled one.
func TestTextManifest(t *testing.T) {
	source, err := os.ReadFile("testdata/every-element.xml")
	if err != nil {
		t.Fatal(err)
	}
	want := readFiles(t, []txtar.File{{Name: "AndroidManifest.xml", Data: source}})
	if len(want.Manifest.Components) != 5 || len(want.Gaps) > 0 || len(want.Container.Anomalies) > 0 {
		t.Fatalf("the compiled manifest gives %d components, gaps %v, anomalies %v", len(want.Manifest.Components), want.Gaps, want.Container.Anomalies)
	}
	document, err := axml.ParseText(source)
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := axml.EncodeUTF16(document.Root)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		data []byte
		text bool
	}{
		{"compiled, UTF-16", compiled, false},
		{"text, UTF-8", source, true},
		{"text, UTF-8 with mark", append([]byte("\xef\xbb\xbf"), source...), true},
		{"text, UTF-16 little-endian", inUTF16(source, binary.LittleEndian), true},
		{"text, UTF-16 big-endian", inUTF16(source, binary.BigEndian), true},
	} {
		got := readEntries(t, map[string][]byte{"AndroidManifest.xml": test.data, "classes.dex": minimalDex(t)})
		if diff := cmp.Diff(want.Manifest, got.Manifest); diff != "" {
			t.Errorf("%s (- compiled, + this):\n%s", test.name, diff)
		}
		if odd := hasAnomaly(got, "manifest-text"); odd != test.text {
			t.Errorf("%s: anomaly manifest-text is %t", test.name, odd)
		}
	}
}

func inUTF16(text []byte, order binary.AppendByteOrder) []byte {
	data := order.AppendUint16(nil, 0xfeff)
	for _, unit := range utf16.Encode([]rune(string(text))) {
		data = order.AppendUint16(data, unit)
	}
	return data
}

func hasAnomaly(a *app.App, kind string) bool {
	for _, x := range a.Container.Anomalies {
		if x.Kind == kind {
			return true
		}
	}
	return false
}

// TestManifestOddities: what the binary form has beside its tree is shown.
func TestManifestOddities(t *testing.T) {
	document, err := axml.ParseText([]byte(`<manifest package="cn.example"><application/></manifest>`))
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := axml.Encode(document.Root)
	if err != nil {
		t.Fatal(err)
	}
	a := readEntries(t, map[string][]byte{"AndroidManifest.xml": append(compiled, "junk"...), "classes.dex": minimalDex(t)})
	if !hasAnomaly(a, "manifest-trailing-data") || a.Manifest.Package != "cn.example" {
		t.Errorf("package %q, anomalies %v", a.Manifest.Package, a.Container.Anomalies)
	}
}

// readEntries reads a package of the given entries, as they are.
func readEntries(t testing.TB, entries map[string][]byte) *app.App {
	t.Helper()
	return readBytes(t, packEntries(t, entries))
}

func packEntries(t testing.TB, entries map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		entry, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write(entries[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// minimalDex is a DEX file without classes.
func minimalDex(t testing.TB) []byte {
	t.Helper()
	data, err := asm.Assemble(nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
