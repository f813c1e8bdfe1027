package artifact

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// TestLimitsMakeGaps goes over each bound of this package by one, and wants to
// be told: what was left out is never silence.
func TestLimitsMakeGaps(t *testing.T) {
	manifest := func(inside string) txtar.File {
		return txtar.File{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.example">` + inside + `</manifest>`)}
	}
	plain := manifest("<application/>")
	config := manifest(`<application android:networkSecurityConfig="@xml/net"/>`)
	noise := string(noise(maxBlockFile + 1))
	file := func(name, data string) txtar.File { return txtar.File{Name: name, Data: []byte(data)} }
	for _, test := range []struct {
		name     string
		files    []txtar.File
		facts    app.Facts
		blocking bool
		want     string
	}{
		{"components", []txtar.File{manifest("<application>" + strings.Repeat(`<service/>`, maxDeclared+1) + "</application>")},
			app.FactManifest, true, "more than 20000 <service>"},
		{"permissions", []txtar.File{manifest(strings.Repeat(`<uses-permission/>`, maxDeclared+1))},
			app.FactManifest, true, "more than 20000 <uses-permission>"},
		{"queries", []txtar.File{manifest("<queries>" + strings.Repeat(`<package/>`, maxDeclared+1) + "</queries>")},
			app.FactManifest, true, "more than 20000 <queries package>"},
		{"text of the manifest", []txtar.File{manifest(strings.Repeat(`<uses-permission android:name="`+strings.Repeat("p", 10_000)+`"/>`, maxDeclaredText/10_000+2))},
			app.FactManifest, true, "more than 8 MiB of text"},
		{"domains", []txtar.File{config, file("res/xml/net.xml", `<network-security-config><domain-config cleartextTrafficPermitted="true">`+
			strings.Repeat(`<domain>a</domain>`, maxDomains+1)+`</domain-config></network-security-config>`)},
			app.FactNetworkSecurity, true, "more than 2000 domains"},
		{"signature file", []txtar.File{plain, file("META-INF/CERT.RSA", noise)},
			app.FactSigning, true, "META-INF/CERT.RSA could not be read completely: it has 1048577 bytes, at most 1048576 are read"},
		{"text asset", []txtar.File{plain, file("assets/a.js", strings.Repeat("\xff", maxTextAsset+1))},
			app.FactResources, false, "1 text files were not searched"},
		{"text assets", append(texts("assets/%d.js", strings.Repeat("\xff", maxTextAsset), maxTextAssets/maxTextAsset+1), plain),
			app.FactResources, false, "1 text files were not searched"},
		{"texts", []txtar.File{plain, file("assets/a.js", strings.Repeat("隐'", maxTexts+3))},
			app.FactResources | app.FactClasses, false, "too many texts"},
		{"views of a layout", []txtar.File{plain, file("res/layout/a.xml", `<a>`+strings.Repeat(`<a/>`, maxLayoutViews)+`</a>`)},
			app.FactResources, false, "too many layouts"},
		{"DEX files", dexes(maxDexes), app.FactClasses | app.FactCode, true, "more than 200 DEX files"},
	} {
		a := readFiles(t, test.files)
		if len(a.Gaps) != 1 || !strings.Contains(a.Gaps[0].What.EN, test.want) || a.Gaps[0].Blocking != test.blocking || a.Gaps[0].Facts != test.facts {
			t.Errorf("%s: gaps %+v, want one, blocking %t: %s", test.name, a.Gaps, test.blocking, test.want)
		}
		if n := len(a.Classes.Dexes); n > maxDexes {
			t.Errorf("%s: %d DEX files were read", test.name, n)
		}
		if len(a.Gaps) == 1 && a.Gaps[0].What.ZH == a.Gaps[0].What.EN {
			t.Errorf("%s: no Chinese sentence", test.name)
		}
	}
}

// noise does not compress, so that the archive's limit on ratios leaves it be.
func noise(size int) []byte {
	data := make([]byte, size)
	r := rand.NewChaCha8([32]byte{})
	r.Read(data)
	return data
}

func texts(name, data string, n int) []txtar.File {
	var files []txtar.File
	for i := range n {
		files = append(files, txtar.File{Name: fmt.Sprintf(name, i), Data: []byte(data)})
	}
	return files
}

// dexes are the sources of a package with so many DEX files beside classes.dex.
func dexes(n int) []txtar.File {
	files := []txtar.File{{Name: "AndroidManifest.xml", Data: []byte(`<manifest package="cn.example"><application/></manifest>`)}}
	for i := range n {
		files = append(files, txtar.File{
			Name: fmt.Sprintf("smali_classes%d/A.smali", i+2),
			Data: fmt.Appendf(nil, ".class LA%d;\n.super Ljava/lang/Object;\n", i),
		})
	}
	return files
}

// TestDamagedAssets: many unreadable files make few gaps.
func TestDamagedAssets(t *testing.T) {
	names := make([]string, 3*maxBadAssets)
	entries := map[string][]byte{"AndroidManifest.xml": []byte(`<manifest package="cn.example"><application/></manifest>`), "classes.dex": minimalDex(t)}
	for i := range names {
		names[i] = fmt.Sprintf("assets/%03d.js", i)
		entries[names[i]] = bytes.Repeat([]byte("damaged "), 100)
	}
	a := readBytes(t, damage(packEntries(t, entries), names))
	if n := len(a.Gaps); n != maxBadAssets+1 {
		t.Fatalf("%d gaps, want one for each of %d files and one for the rest", n, maxBadAssets)
	}
	if got, want := a.Gaps[0].What, (lang.Text{ZH: "assets/000.js 无法完整读取：数据损坏（the data are damaged）", EN: "assets/000.js could not be read completely: the data are damaged"}); got != want {
		t.Errorf("the first says %+v, want %+v", got, want)
	}
}

// damage makes the deflated content of entries invalid.
func damage(data []byte, names []string) []byte {
	for _, name := range names {
		at := bytes.Index(data, []byte(name)) + len(name)
		copy(data[at:], "\xff\xff\xff\xff")
	}
	return data
}

// TestContainerLimits: every limit on the container that a user can raise is
// told with its flag, in both languages.
func TestContainerLimits(t *testing.T) {
	path := "../../testdata/apk/demo.apk"
	for _, test := range []struct {
		flag  string
		limit func(*ziparchive.Limits)
	}{
		{"--max-file-size", func(l *ziparchive.Limits) { l.File = 100 }},
		{"--max-entries", func(l *ziparchive.Limits) { l.Entries = 1 }},
		{"--max-entry-size", func(l *ziparchive.Limits) { l.Entry = 100 }},
		{"--max-inflated", func(l *ziparchive.Limits) { l.Inflated = 100 }},
		{"--max-ratio", func(l *ziparchive.Limits) { l.Ratio, l.RatioFrom = 1, 0 }},
	} {
		o := options()
		test.limit(&o.Limits)
		a, err := Open(path, o)
		if err == nil && len(a.Gaps) == 0 {
			t.Errorf("%s: no word of it", test.flag)
			continue
		}
		zh, en := sentences(a, err)
		if !strings.Contains(zh, test.flag) || !strings.Contains(en, test.flag) {
			t.Errorf("%s is not named: %s %s", test.flag, zh, en)
		}
	}
}

// sentences are what a refusal or the gaps say.
func sentences(a *app.App, err error) (zh, en string) {
	if refused, ok := err.(*Refusal); ok {
		return refused.What.ZH, refused.What.EN
	}
	for _, g := range a.Gaps {
		zh, en = zh+g.What.ZH, en+g.What.EN
	}
	return zh, en
}

// TestOversizedStdin goes over the limit by one byte.
func TestOversizedStdin(t *testing.T) {
	_, err := Read("-", io.LimitReader(zeros{}, MaxStdin+1), options())
	if refused, ok := err.(*Refusal); !ok || !strings.Contains(refused.Error(), "256 MiB") {
		t.Errorf("error %v, want a refusal that names the limit", err)
	}
}

// zeros reads as zeros without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestNotRegular: what is no file is refused before it is opened, since to open
// a pipe is to wait for its writer.
func TestNotRegular(t *testing.T) {
	link := filepath.Join(t.TempDir(), "null.apk")
	if err := os.Symlink(os.DevNull, link); err != nil {
		t.Skip("no symbolic links here")
	}
	for path, want := range map[string]string{link: "is not a regular file", t.TempDir(): "is a folder, not a package"} {
		_, err := Open(path, options())
		if refused, ok := err.(*Refusal); !ok || refused.Error() != want {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
	}
}
