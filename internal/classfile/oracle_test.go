package classfile_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/classfile"
	"github.com/zicha-lint/zicha/internal/dex"
)

// TestAgainstJavap counts the calls of every method, by name and descriptor, in
// the jars that ZICHA_JARS names (files or folders) and, without it, in those of
// testdata; javap is the JDK's own disassembler.
func TestAgainstJavap(t *testing.T) {
	if _, err := exec.LookPath("javap"); err != nil {
		t.Skip("javap is not installed")
	}
	calls, wrong := 0, 0
	for _, path := range jars(t) {
		want := javapCalls(t, path)
		got := map[string]int{}
		for _, f := range translated(t, path) {
			countCalls(t, f, got)
		}
		for name, n := range want {
			calls += n
			if got[name] < n || got[name] > n && !madeUp(name) {
				wrong++
				t.Logf("%s: %s: %d calls, javap has %d", filepath.Base(path), name, got[name], n)
			}
		}
	}
	t.Logf("%d calls compared, %d names differ", calls, wrong)
	if calls == 0 {
		t.Error("nothing was compared")
	}
	// Code that nothing leads to is left out.
	if limit := calls / 2000; wrong > limit {
		t.Errorf("%d names differ, at most %d may", wrong, limit)
	}
}

// madeUp reports whether the translation adds such calls, for lambdas and sums of
// strings.
func madeUp(name string) bool {
	return strings.HasPrefix(name, "<init>:") || strings.HasPrefix(name, "append:") || strings.HasPrefix(name, "toString:")
}

// jars returns the jars that ZICHA_JARS names, or those of the analysis.
func jars(tb testing.TB) (paths []string) {
	list := os.Getenv("ZICHA_JARS")
	if list == "" {
		list = "../callgraph/testdata"
	}
	for _, root := range filepath.SplitList(list) {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && filepath.Ext(path) == ".jar" {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	return paths
}

func translated(tb testing.TB, path string) (files []*dex.File) {
	tb.Helper()
	translator := classfile.NewTranslator(nil)
	for _, data := range classesOf(tb, path) {
		_ = translator.Add(data)
	}
	list, stats := translator.Finish()
	if stats.Damaged+stats.TooLarge+stats.DexMissed > 0 {
		tb.Errorf("%s: %+v", path, stats)
	}
	for _, data := range list {
		opened, err := dex.Open(filepath.Base(path), data)
		if err != nil {
			tb.Errorf("%s: %v", path, err)
		}
		files = append(files, opened...)
	}
	return files
}

func countCalls(t *testing.T, f *dex.File, counts map[string]int) {
	invokes := dex.Invokes()
	for i := range f.NumClasses() {
		if name, _ := f.Type(f.Def(i).Type); bytes.Contains(name, []byte("$$ExternalSyntheticLambda")) {
			continue
		}
		err := f.Members(i, func(m dex.Member) {
			if m.Kind < dex.DirectMethod || m.Code == 0 {
				return
			}
			c, err := f.Code(m.Code)
			if err == nil {
				err = c.Walk(invokes, func(i dex.Insn) {
					id, _ := f.Method(i.Index())
					name, _ := f.String(id.Name)
					proto, _ := f.AppendProto(nil, id.Proto)
					counts[string(name)+":"+string(proto)]++
				})
			}
			if err != nil {
				t.Error(err)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}

var javapCall = regexp.MustCompile(`: invoke(?:virtual|special|static|interface) .*// (?:Interface)?Method (\S+)`)

// javapCalls disassembles all classes of a jar.
func javapCalls(t *testing.T, path string) map[string]int {
	dir := t.TempDir()
	var files []string
	for i, data := range classesOf(t, path) {
		name := filepath.Join(dir, strconv.Itoa(i)+".class")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	counts := map[string]int{}
	for len(files) > 0 {
		n := min(500, len(files))
		out, _ := exec.Command("javap", append([]string{"-c", "-p"}, files[:n]...)...).Output()
		files = files[n:]
		lines := bufio.NewScanner(bytes.NewReader(out))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			m := javapCall.FindSubmatch(lines.Bytes())
			if m == nil || bytes.HasPrefix(m[1], []byte("java/lang/invoke/MethodHandle")) {
				continue
			}
			name, descriptor, _ := strings.Cut(strings.ReplaceAll(string(m[1]), `"`, ""), ":")
			counts[name[strings.LastIndexByte(name, '.')+1:]+":"+descriptor]++
		}
	}
	return counts
}
