package main

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pack writes a package with a deflated and a stored DEX file of 5,000 bytes.
func pack(t *testing.T, path string) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, h := range []zip.FileHeader{{Name: "classes.dex", Method: zip.Deflate}, {Name: "classes2.dex"}, {Name: "assets/classes3.dex"}} {
		e, err := w.CreateHeader(&h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(e, strings.Repeat("dex\n0", 1000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestExtract(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "app.apk")
	pack(t, path)
	x, err := extract(path, filepath.Join(folder, "dexes"))
	if err != nil {
		t.Fatal(err)
	}
	if len(x.files) != 2 || x.size != 10000 || x.deflated <= 5000 || x.deflated >= 6000 {
		t.Errorf("%+v", x)
	}
	if err := run([]string{inflateChild, path}, io.Discard); err != nil {
		t.Error(err)
	}
	program, err := buildLibdeflate(folder)
	if err != nil {
		t.Skip(err)
	}
	if out, err := exec.Command(program, x.bundle).Output(); err != nil || string(out) != "5000\n" {
		t.Errorf("libdeflate says %q, %v", out, err)
	}
}

func TestTargets(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"a.apk", "b.apk", "c.aab", "d.apk"} {
		pack(t, filepath.Join(folder, name))
	}
	if err := os.WriteFile(filepath.Join(folder, "d.apk"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := targets(flag.NewFlagSet("", flag.ContinueOnError), []string{folder}, ".apk")
	if want := []string{filepath.Join(folder, "a.apk"), filepath.Join(folder, "d.apk")}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}

func TestRatios(t *testing.T) {
	r := result{name: "app.apk", dexes: extracted{size: 8e6}, own: 10e6, rounds: map[string][]cost{
		scan1: {{cpu: 3, wall: 3, peak: 20e6}, {cpu: 4, wall: 4, peak: 25e6}, {cpu: 9, wall: 9, peak: 20e6}},
		scan2: {{cpu: 3, wall: 2}, {cpu: 4, wall: 2}, {cpu: 9, wall: 9}},
		flate: {{cpu: 2}, {cpu: 2}, {cpu: 2}},
		dump:  {{cpu: 40}},
	}}
	var out bytes.Buffer
	writeTimes(&out, []result{r})
	writeRatios(&out, []result{r})
	want := `CPU seconds, median  dex MB  scan, 1 core  scan, 2 cores  flate  libdeflate  dexdump  androguard  wall 1  wall 2  peak MB
app.apk                 8.0         4.000          4.000  2.000           -   40.000           -   4.000   2.000     25.0

ratio, median (least to most)        scan/flate  scan/libdeflate     wall 2/wall 1  peak/limit  dexdump/scan  androguard/scan
app.apk                        2.00 (1.50–4.50)                -  0.67 (0.50–1.00)        0.50          10.0                -

limit: 2.5 bytes for each byte of dex and 30 MB; MB are 10^6 bytes
`
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", &out, want)
	}
	if r.own = 25e6; r.memory() != "<= 0.50" {
		t.Errorf("a peak that is not above this process's own reads %q", r.memory())
	}
}

func TestChild(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no shell")
	}
	if _, err := runChild(exec.Command("sh", "-c", "echo zicha: 2 findings >&2; exit 1")); err != nil {
		t.Errorf("a scan with findings counts as failed: %v", err)
	}
	if _, err := runChild(exec.Command("sh", "-c", "echo zicha: wrong usage >&2; exit 2")); err == nil {
		t.Error("wrong usage does not count as failed")
	}
}
