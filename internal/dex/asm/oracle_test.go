package asm

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSmali compares with the smali tool: dexdump must say the same of every
// class. ZICHA_SMALI names more folders of sources, each one DEX file, separated
// by colons.
func TestSmali(t *testing.T) {
	for _, tool := range []string{"smali", "dexdump"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed")
		}
	}
	for _, folder := range append(filepath.SplitList(os.Getenv("ZICHA_SMALI")), "testdata/all") {
		t.Run(filepath.Base(folder), func(t *testing.T) { compareFolder(t, folder) })
	}
}

func compareFolder(t *testing.T, folder string) {
	own := filepath.Join(t.TempDir(), "own.dex")
	data, err := Assemble(readSources(t, folder))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(own, data, 0o600); err != nil {
		t.Fatal(err)
	}
	theirs := filepath.Join(t.TempDir(), "theirs.dex")
	if out, err := exec.Command("smali", "assemble", "--api", "28", "-o", theirs, folder).CombinedOutput(); err != nil {
		t.Skipf("smali refuses it: %s", out[:min(len(out), 500)])
	}
	got, want := dump(t, own), dump(t, theirs)
	equal, shown := 0, 0
	for class, w := range want {
		if got[class] == w {
			equal++
		} else if shown++; shown <= 3 {
			t.Errorf("%s (-smali +zicha):\n%.2000s", class, cmp.Diff(w, got[class]))
		}
	}
	t.Logf("%d of %d classes equal", equal, len(want))
	if equal != len(want) || len(got) != len(want) {
		t.Errorf("%d of %d classes are equal, of %d", equal, len(want), len(got))
	}
}

func readSources(t testing.TB, folder string) map[string][]byte {
	sources := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".smali" {
			return err
		}
		sources[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

var (
	// What depends on where things stand in the file.
	places = regexp.MustCompile(`(?m)^[0-9a-f]{6,}:[^|]*\|(\[[0-9a-f]+\])?|source_file_idx +: \d+| // (string|type|field|method|proto)@[0-9a-f]+|^Annotations on (field|method) #\d+`)
	// Names of locals and annotations of parameters are left out by design.
	leftOut = regexp.MustCompile(`(?m)^ {6}locals +: \n( {8}0x.*\n)*|^Annotations on method #\d+ .* parameters\n(#\d+\n|  (VISIBILITY|empty).*\n)*`)
)

// dump returns what dexdump says of each class. It checks the file first.
func dump(t *testing.T, path string) map[string]string {
	out, err := exec.Command("dexdump", "-a", "-d", path).Output()
	if err != nil {
		t.Fatalf("dexdump %s: %v", path, err)
	}
	classes := map[string]string{}
	annotations := ""
	for _, block := range strings.Split(string(out), "\nClass #")[1:] {
		first, rest, _ := strings.Cut(block, "\n")
		if strings.HasSuffix(first, " annotations:") {
			annotations = rest // of the class that comes next
			continue
		}
		_, name, _ := strings.Cut(rest, "'")
		name, _, _ = strings.Cut(name, "'")
		classes[name] = places.ReplaceAllString(leftOut.ReplaceAllString(annotations+rest, ""), "")
		annotations = ""
	}
	return classes
}
