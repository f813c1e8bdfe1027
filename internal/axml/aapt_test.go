package axml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A record is one element as both aapt and this package see it.
type record struct {
	Depth, Line int
	Name        string // with the prefix
	Attrs       []string
	Text        string
}

// aaptRecords reads the output of aapt dump xmltree.
func aaptRecords(t *testing.T, out string) (records []record, prefixes map[string]string) {
	t.Helper()
	prefixes = map[string]string{"": ""}
	var open []int // indents of the namespaces around the line
	for line := range strings.Lines(out) {
		body := strings.TrimLeft(line, " ")
		indent := len(line) - len(body)
		kind, body, _ := strings.Cut(strings.TrimSuffix(body, "\n"), ": ")
		for len(open) > 0 && indent <= open[len(open)-1] {
			open = open[:len(open)-1]
		}
		switch kind {
		case "N":
			prefix, uri, _ := strings.Cut(body, "=")
			if _, ok := prefixes[uri]; !ok {
				prefixes[uri] = prefix + ":"
			}
			open = append(open, indent)
		case "E":
			r := record{Depth: indent/2 - len(open)}
			if _, err := fmt.Sscanf(body, "%s (line=%d)", &r.Name, &r.Line); err != nil {
				t.Fatalf("aapt wrote %q: %v", line, err)
			}
			records = append(records, r)
		case "A":
			records[len(records)-1].Attrs = append(records[len(records)-1].Attrs, body)
		case "C": // belongs to the element one level further out
			for i := len(records) - 1; i >= 0; i-- {
				if records[i].Depth < indent/2-len(open) {
					records[i].Text += strings.TrimSuffix(strings.TrimPrefix(body, `"`), `"`)
					break
				}
			}
		}
	}
	return records, prefixes
}

var aaptEscape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

// ourRecords spells a tree as aapt does.
func ourRecords(e *Element, prefixes map[string]string) []record {
	var records []record
	var walk func(e *Element, depth int)
	walk = func(e *Element, depth int) {
		r := record{Depth: depth, Line: e.Line, Name: prefixes[e.Namespace] + e.Name, Text: aaptEscape.Replace(e.Text)}
		for _, a := range e.Attrs {
			id := ""
			if a.ID != 0 {
				id = fmt.Sprintf("(0x%08x)", a.ID)
			}
			r.Attrs = append(r.Attrs, prefixes[a.Namespace]+a.Name+id+"="+aaptValue(a.Value))
		}
		records = append(records, r)
		for _, child := range e.Children {
			walk(child, depth+1)
		}
	}
	walk(e, 0)
	return records
}

func aaptValue(v Value) string {
	raw := aaptEscape.Replace(v.Raw)
	text := fmt.Sprintf("(type 0x%x)0x%x", v.Type, v.Data)
	switch v.Type {
	case TypeNull:
		text = "(null)"
	case TypeReference:
		text = fmt.Sprintf("@0x%08x", v.Data)
	case TypeAttribute:
		text = fmt.Sprintf("?0x%08x", v.Data)
	case TypeString:
		return `"` + raw + `" (Raw: "` + raw + `")`
	}
	if v.Raw != "" {
		text += ` (Raw: "` + raw + `")`
	}
	return text
}

// aapt runs aapt dump xmltree on an entry of a package.
func aapt(t *testing.T, apk, entry string) string {
	t.Helper()
	if _, err := exec.LookPath("aapt"); err != nil {
		t.Skip("aapt is not installed")
	}
	out, err := exec.Command("aapt", "dump", "xmltree", apk, entry).Output()
	if err != nil {
		t.Skipf("aapt does not read %s: %v", filepath.Base(apk), err)
	}
	return string(out)
}

func writeZip(t *testing.T, entry string, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(entry)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "test.apk")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAaptReadsWhatEncodeWrote(t *testing.T) {
	for _, file := range []string{"AndroidManifest.xml", "network_security_config.xml", "layout.xml"} {
		for _, enc := range encoders {
			t.Run(file+"/"+enc.name, func(t *testing.T) {
				root := parseSource(t, file)
				data, err := enc.encode(root)
				if err != nil {
					t.Fatal(err)
				}
				want, prefixes := aaptRecords(t, aapt(t, writeZip(t, "AndroidManifest.xml", data), "AndroidManifest.xml"))
				if diff := cmp.Diff(want, ourRecords(root, prefixes)); diff != "" {
					t.Errorf("aapt reads - , the source has + :\n%s", diff)
				}
			})
		}
	}
}

// frameworkPath is where Debian's android-framework-res lies.
const frameworkPath = "/usr/share/android-framework-res/framework-res.apk"

// TestParseTextAgainstAapt2 compiles the same source with aapt2.
func TestParseTextAgainstAapt2(t *testing.T) {
	if _, err := exec.LookPath("aapt2"); err != nil {
		t.Skip("aapt2 is not installed")
	}
	if _, err := os.Stat(frameworkPath); err != nil {
		t.Skip("android-framework-res is not installed")
	}
	dir := t.TempDir()
	for _, d := range []string{"res/xml", "res/layout"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	entries := map[string]string{
		"AndroidManifest.xml":                 "AndroidManifest.xml",
		"res/xml/network_security_config.xml": "network_security_config.xml",
		"res/layout/layout.xml":               "layout.xml",
	}
	for entry, file := range entries {
		source, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, entry), source, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) {
		cmd := exec.Command("aapt2", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("aapt2 %s: %v\n%s", args[0], err, out)
		}
	}
	run("compile", "--dir", "res", "-o", "res.zip")
	run("link", "-o", "out.apk", "--manifest", "AndroidManifest.xml", "-I", frameworkPath, "--no-auto-version", "res.zip")

	for entry, file := range entries {
		t.Run(file, func(t *testing.T) {
			data := readZip(t, filepath.Join(dir, "out.apk"), entry)
			doc, err := Parse(data)
			if err != nil || len(doc.Oddities) > 0 {
				t.Fatalf("Parse: %v, oddities %v", err, doc.Oddities)
			}
			// aapt2 adds what it was built with.
			added := map[string]bool{"compileSdkVersion": true, "compileSdkVersionCodename": true, "platformBuildVersionCode": true, "platformBuildVersionName": true}
			kept := doc.Root.Attrs[:0]
			for _, a := range doc.Root.Attrs {
				if !added[a.Name] {
					kept = append(kept, a)
				}
			}
			doc.Root.Attrs = kept
			if diff := cmp.Diff(doc.Root, parseSource(t, file)); diff != "" {
				t.Errorf("aapt2 stores - , ParseText gives + :\n%s", diff)
			}
		})
	}
}

func readZip(t *testing.T, apk, entry string) []byte {
	t.Helper()
	z, err := zip.OpenReader(apk)
	if err != nil {
		t.Skipf("no package: %v", err)
	}
	defer z.Close()
	for _, f := range z.File {
		if f.Name == entry {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	t.Skipf("%s has no %s", filepath.Base(apk), entry)
	return nil
}

// TestRealPackages compares every element and attribute of real manifests
// with aapt. ZICHA_APKS names the packages, or folders of them.
func TestRealPackages(t *testing.T) {
	list := os.Getenv("ZICHA_APKS")
	if list == "" {
		t.Skip("ZICHA_APKS names no packages")
	}
	compared := 0
	for _, root := range filepath.SplitList(list) {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path != root && filepath.Ext(path) != ".apk" {
				return err
			}
			t.Run(filepath.Base(path), func(t *testing.T) {
				compareWithAapt(t, path)
				compared++
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if compared == 0 {
		t.Errorf("%s holds no package that aapt reads", list)
	}
}

func compareWithAapt(t *testing.T, apk string) {
	doc, err := Parse(readZip(t, apk, "AndroidManifest.xml"))
	if err != nil {
		t.Fatal(err)
	}
	want, prefixes := aaptRecords(t, aapt(t, apk, "AndroidManifest.xml"))
	got := ourRecords(doc.Root, prefixes)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("aapt reads - , Parse gives + :\n%s", diff)
	}
	attrs := 0
	for _, r := range got {
		attrs += len(r.Attrs)
	}
	t.Logf("%d elements, %d attributes, oddities %v", len(got), attrs, doc.Oddities)
}
