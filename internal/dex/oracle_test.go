package dex

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// apkDexes yields the DEX files of the APKs that ZICHA_APKS names: files or
// folders, separated by colons.
func apkDexes(tb testing.TB, yield func(name string, data []byte)) {
	list := os.Getenv("ZICHA_APKS")
	if list == "" {
		tb.Skip("ZICHA_APKS names no APKs")
	}
	for _, root := range filepath.SplitList(list) {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(path, ".apk") {
				eachDex(path, yield)
			}
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// eachDex skips what archive/zip cannot read: broken packages are not the
// subject here.
func eachDex(apk string, yield func(name string, data []byte)) {
	z, err := zip.OpenReader(apk)
	if err != nil {
		return
	}
	defer z.Close()
	for _, entry := range z.File {
		if match, _ := filepath.Match("classes*.dex", entry.Name); !match {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			continue
		}
		if data, err := io.ReadAll(r); err == nil {
			yield(apk+"!"+entry.Name, data)
		}
		r.Close()
	}
}

// tables is what dexdump and zicha both say of a file.
type tables struct {
	Strings, Types int
	Classes        []string
}

// TestDexdump compares counts and class names with Android's own tool.
func TestDexdump(t *testing.T) {
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		t.Skip("dexdump is not installed")
	}
	t.Run("hello", func(t *testing.T) { compare(t, tool, "hello.dex", read(t, "testdata/hello.dex")) })
	t.Run("apks", func(t *testing.T) {
		n, classes := 0, 0
		apkDexes(t, func(name string, data []byte) {
			if found := compare(t, tool, name, data); found >= 0 {
				n, classes = n+1, classes+found
			}
		})
		t.Logf("%d DEX files with %d classes compared", n, classes)
	})
}

// compare returns the number of classes, or -1 where dexdump refuses the file.
func compare(t *testing.T, tool, name string, data []byte) int {
	path := filepath.Join(t.TempDir(), "classes.dex")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-f", path).Output()
	if err != nil {
		t.Logf("%s: dexdump: %v", name, err)
		return -1
	}
	files, err := Open(name, data)
	if err != nil {
		t.Error(err)
	}
	var got tables
	for _, f := range files {
		got.Strings += f.NumStrings()
		got.Types += f.NumTypes()
		for c := range f.Classes() {
			got.Classes = append(got.Classes, string(c.Descriptor))
		}
	}
	want := parseDexdump(out)
	slices.Sort(want.Classes)
	slices.Sort(got.Classes)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-dexdump +zicha):\n%s", name, diff)
	}
	return len(want.Classes)
}

func parseDexdump(out []byte) (want tables) {
	for line := range bytes.Lines(out) {
		key, value, _ := strings.Cut(string(line), ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch key {
		case "string_ids_size":
			want.Strings, _ = strconv.Atoi(value)
		case "type_ids_size":
			want.Types, _ = strconv.Atoi(value)
		case "Class descriptor":
			want.Classes = append(want.Classes, strings.Trim(value, "'"))
		}
	}
	return want
}

// BenchmarkTables reads all class names and text strings of every DEX file.
func BenchmarkTables(b *testing.B) {
	var dexes [][]byte
	size := 0
	apkDexes(b, func(_ string, data []byte) {
		dexes = append(dexes, data)
		size += len(data)
	})
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range dexes {
			files, _ := Open("classes.dex", data)
			CountPackages(files)
			for _, f := range files {
				for s := range f.TextStrings() {
					_ = s
				}
			}
		}
	}
}
