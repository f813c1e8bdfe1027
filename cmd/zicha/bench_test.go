package main

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkScan measures a whole scan with every rule, without the start of
// the process: of a 13 KB package in testdata, and of the packages that
// ZICHA_APKS names.
func BenchmarkScan(b *testing.B) {
	targets := append([]string{"../../testdata/apk/demo.apk"}, filepath.SplitList(os.Getenv("ZICHA_APKS"))...)
	for _, target := range targets {
		info, err := os.Stat(target)
		if err != nil || info.IsDir() {
			continue
		}
		b.Run(filepath.Base(target), func(b *testing.B) {
			b.SetBytes(info.Size())
			b.ReportAllocs()
			for b.Loop() {
				c := command{stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}
				if code := c.run([]string{"scan", "--allow-incomplete", target}); code > exitFindings {
					b.Fatalf("exit code %d", code)
				}
			}
		})
	}
}
