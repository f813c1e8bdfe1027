package artifact

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

const emptyApplication = `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.example"><application %s/></manifest>`

// TestRefusals: what is no package is refused by a sentence with its name. What
// has a manifest is a package, whatever else is in it.
func TestRefusals(t *testing.T) {
	other := func(entries ...string) []byte {
		files := map[string][]byte{}
		for _, name := range entries {
			files[name] = []byte("x")
		}
		return packEntries(t, files)
	}
	for _, test := range []struct {
		data []byte
		want string // "" for a package
	}{
		{nil, "is empty"},
		{[]byte("plain text"), "is not a zip file"},
		{[]byte("version https://git-lfs.github.com/spec/v1\noid sha256:0"), "is a Git LFS pointer"},
		{minimalDex(t), "is a DEX file"},
		{[]byte{3, 0, 8, 0, 0, 0}, "is a compiled manifest"},
		{[]byte("PK\x03\x04"), "is a zip file cut off"},
		{other("BundleConfig.pb", "base/manifest/AndroidManifest.xml"), "is an AAB"},
		{other("base.apk", "split_config.zh.apk"), "is a set of APKs"},
		{other("module.json"), "is a HAP"},
		{other("manifest.json"), "is a quick app"},
		{other("classes.jar"), ""},
		{other("Payload/A.app/Info.plist"), "is an IPA"},
		{other("[Content_Types].xml"), "is an Office document"},
		{other("AndroidManifest.xml", "BundleConfig.pb"), ""},
		{other("readme.txt"), ""},
	} {
		_, err := read("x", ziparchive.Memory(test.data), int64(len(test.data)), options())
		if test.want == "" && err == nil {
			continue
		}
		var refused *Refusal
		if !errors.As(err, &refused) || test.want == "" || !strings.HasPrefix(refused.What.EN, test.want) || refused.What.ZH == "" {
			t.Errorf("%.40q: error %v, want %q", test.data, err, test.want)
		}
	}
}

// TestMissingCode: a package whose code is not where the platform looks for it
// is incomplete, unless the manifest says that it has none.
func TestMissingCode(t *testing.T) {
	for _, test := range []struct {
		attribute string
		dex       string // entry with the code
		want      bool   // a gap
	}{
		{"", "classes.dex", false},
		{"", "", true},
		{"", "classes2.dex", true},
		{"", "assets/classes.dex", true},
		{`android:hasCode="false"`, "", false},
		{`android:hasCode="true"`, "", true},
	} {
		entries := map[string][]byte{"AndroidManifest.xml": fmt.Appendf(nil, emptyApplication, test.attribute)}
		if test.dex != "" {
			entries[test.dex] = minimalDex(t)
		}
		a := readEntries(t, entries)
		got := slices.ContainsFunc(a.Gaps, func(g app.Gap) bool { return g.Blocking && g.Facts == app.FactClasses|app.FactCode })
		if got != test.want {
			t.Errorf("%s %s: gap %t, want %t", test.attribute, test.dex, got, test.want)
		}
	}
}

// TestContainerAnomalies: every disagreement is shown; where zicha may have
// read another file than Android would, no check can pass either.
func TestContainerAnomalies(t *testing.T) {
	whole, err := os.ReadFile("../../testdata/apk/clean.apk")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, kind string
		data       []byte
		serious    bool
	}{
		{"untouched", "", whole, false},
		{"data before it", "prepended-data", slices.Concat([]byte("MZ"), whole), true},
		{"a DEX file before it", "prepended-data", slices.Concat(minimalDex(t), whole), true},
		{"an empty archive behind it", "empty-directory", append(bytes.Clone(whole), "PK\x05\x06"+strings.Repeat("\x00", 18)...), true},
		{"cut off", "recovered-entries", whole[:len(whole)-1], true},
		{"data behind it", "trailing-data", append(bytes.Clone(whole), "junk"...), false},
	} {
		a := readBytes(t, test.data)
		if test.kind != "" && !hasAnomaly(a, test.kind) {
			t.Errorf("%s: anomalies %+v, want %s", test.name, a.Container.Anomalies, test.kind)
		}
		serious := slices.ContainsFunc(a.Gaps, func(g app.Gap) bool { return g.Blocking && g.Facts == everyRead })
		if serious != test.serious {
			t.Errorf("%s: incomplete %t, want %t", test.name, serious, test.serious)
		}
		if a.Manifest.Package != "cn.example.memo" {
			t.Errorf("%s: package %q", test.name, a.Manifest.Package)
		}
	}
}

// TestManyAnomalies: what is not listed one by one is counted.
func TestManyAnomalies(t *testing.T) {
	entries := map[string][]byte{"AndroidManifest.xml": fmt.Appendf(nil, emptyApplication, ""), "classes.dex": minimalDex(t)}
	for i := range 20 {
		entries[fmt.Sprintf("../%d", i)] = []byte("x")
	}
	var said []string
	for _, x := range readEntries(t, entries).Container.Anomalies {
		if x.Kind == "parent-name" {
			said = append(said, x.What.EN)
		}
	}
	if len(said) != 5 || !strings.HasSuffix(said[4], "(and 15 more of this kind)") {
		t.Errorf("said of 20 names: %q", said)
	}
}
