package artifact

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// TestLibraries reads the AAR and the JAR of testdata/sdk, which have the same
// classes.
func TestLibraries(t *testing.T) {
	for _, test := range []struct {
		file  string
		kind  app.Kind
		inJar string // before the entries of its classes
		want  []string
	}{
		{"demo.aar", app.KindAAR, "classes.jar!/", []string{
			"device.android_id startup cn.example.push.StartProvider provider",
			"device.imei called cn.example.push.Push api",
		}},
		{"demo.jar", app.KindJAR, "", []string{
			"device.android_id called cn.example.push.StartProvider api",
			"device.imei called cn.example.push.Push api",
		}},
	} {
		a, err := Open("../../testdata/sdk/"+test.file, options())
		if err != nil {
			t.Fatal(err)
		}
		if a.Source.Kind != test.kind || a.Has&(app.FactSigning|app.FactResources) != 0 || a.Has&app.FactManifest == 0 || len(a.Gaps)+len(a.Container.Anomalies)+len(a.Classes.Dexes) > 0 {
			t.Errorf("%s: %s, facts %b, gaps %+v, anomalies %+v", test.file, a.Source.Kind, a.Has, a.Gaps, a.Container.Anomalies)
		}
		var got []string
		for _, u := range a.Code.Uses {
			if u.Phase == app.Unreached || u.Owner.ID != "" {
				continue
			}
			got = append(got, fmt.Sprintf("%s %s %s %s", u.API, u.Phase, u.Entry.Class, u.Entry.Kind))
			if last := u.Path[len(u.Path)-1]; last.File != test.inJar+"cn/example/push/a.class" || last.Source != "a.java" || last.Line == 0 {
				t.Errorf("%s: %s stands at %+v", test.file, u.API, last)
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.file, diff)
		}
	}
}

// TestAARManifest: placeholders stay as they are, what is removed is not brought,
// and the level of the app is not known.
func TestAARManifest(t *testing.T) {
	a, err := Open("../../testdata/sdk/demo.aar", options())
	if err != nil {
		t.Fatal(err)
	}
	m := &a.Manifest
	var got []string
	for _, p := range m.Permissions {
		got = append(got, p.Name)
	}
	for _, c := range m.Components {
		got = append(got, fmt.Sprintf("%s %s exported=%t %s", c.Kind, c.Name, c.Exported, strings.Join(c.Authorities, " ")))
	}
	want := []string{
		"android.permission.READ_PHONE_STATE", "${applicationId}.permission.PUSH",
		"provider cn.example.push.StartProvider exported=false ${applicationId}.push",
		"service cn.example.push.KeepService exported=true ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if m.Package != "cn.example.push" || m.MinSDK != 19 || m.TargetSDK != previewLevel {
		t.Errorf("%+v", m)
	}
	if l := a.Container.Libraries; len(l) != 1 || l[0].ABI != "arm64-v8a" {
		t.Errorf("native libraries %+v", l)
	}
}

// TestHostileLibraries: what cannot be read of a library leaves the scan
// incomplete.
func TestHostileLibraries(t *testing.T) {
	jar, err := os.ReadFile("../../testdata/sdk/demo.jar")
	if err != nil {
		t.Fatal(err)
	}
	class := entry(t, jar, "cn/example/push/a.class")
	bomb := packEntries(t, map[string][]byte{"a/B.class": make([]byte, 64<<20)})
	manifest := []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.example"/>`)
	for _, test := range []struct {
		name    string
		entries map[string][]byte
		gap     bool
	}{
		{"a whole AAR", map[string][]byte{"classes.jar": jar, manifestFile: manifest}, false},
		{"an AAR without a manifest", map[string][]byte{"classes.jar": jar}, true},
		{"an AAR whose classes are no zip", map[string][]byte{"classes.jar": []byte("x"), manifestFile: manifest}, true},
		{"an AAR whose classes are cut off", map[string][]byte{"classes.jar": jar[:len(jar)/2], manifestFile: manifest}, true},
		{"an AAR with a bomb in it", map[string][]byte{"classes.jar": jar, "libs/x.jar": bomb, manifestFile: manifest}, true},
		{"a JAR", map[string][]byte{"cn/example/push/a.class": class}, false},
		{"a JAR for several versions of Java", map[string][]byte{"cn/example/push/a.class": class, "META-INF/versions/9/module-info.class": []byte("x"), "module-info.class": []byte("x")}, false},
		{"a JAR with half a class", map[string][]byte{"cn/example/push/a.class": class[:len(class)/2]}, true},
		{"a JAR with a class that is none", map[string][]byte{"a/B.class": []byte("x")}, true},
		{"a JAR that is a bomb", map[string][]byte{"a/B.class": make([]byte, 64<<20)}, true},
	} {
		a := readEntries(t, test.entries)
		blocking := slices.ContainsFunc(a.Gaps, func(g app.Gap) bool { return g.Blocking })
		if blocking != test.gap || !a.Source.Kind.IsSDK() {
			t.Errorf("%s: %s, gaps %+v", test.name, a.Source.Kind, a.Gaps)
		}
	}
	o := options()
	o.Limits.Inflated = 1000
	if a, err := read("x.jar", ziparchive.Memory(jar), int64(len(jar)), o); err != nil || len(a.Gaps) == 0 {
		t.Errorf("over the limit: %v", err)
	}
}

func entry(t *testing.T, archive []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out bytes.Buffer
	if _, err := out.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAPKsAreNoLibraries: what an APK has beside its code makes it no library.
func TestAPKsAreNoLibraries(t *testing.T) {
	manifest := fmt.Appendf(nil, emptyApplication, "")
	for _, extra := range []string{"classes.jar", "com/example/Main.class", "assets/x.jar"} {
		a := readEntries(t, map[string][]byte{manifestFile: manifest, "classes.dex": minimalDex(t), extra: []byte("x")})
		if a.Source.Kind != app.KindAPK {
			t.Errorf("with %s: %s", extra, a.Source.Kind)
		}
	}
}
