package classfile_test

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/classfile"
	"github.com/zicha-lint/zicha/internal/dex"
)

func readJar(t testing.TB, path string) (classes [][]byte) {
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".class") || strings.HasPrefix(f.Name, "META-INF/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		classes = append(classes, data)
	}
	return classes
}

func TestJars(t *testing.T) {
	for _, root := range filepath.SplitList(os.Getenv("ZICHA_JARS")) {
		filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".jar" {
				return nil
			}
			tr := classfile.NewTranslator(nil)
			for _, c := range readJar(t, path) {
				tr.Add(c)
			}
			files, stats := tr.Finish()
			t.Logf("%s: %+v", path, stats)
			for _, f := range files {
				d, err := dex.Open("x", f)
				if err != nil {
					t.Error(err)
				}
				_ = d
			}
			return nil
		})
	}
}
