package classfile_test

import (
	"archive/zip"
	"io"
	"strings"
	"testing"
)

// classesOf returns the classes of a jar.
func classesOf(t testing.TB, path string) (classes [][]byte) {
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
