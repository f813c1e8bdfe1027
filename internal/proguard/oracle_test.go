package proguard

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Where Debian's proguard-cli puts what it is made of.
const (
	proguardJar = "/usr/share/java/proguard.jar"
	retraceJar  = "/usr/share/java/proguard-retrace.jar"
)

// TestRetrace compares with ProGuard's own ReTrace: over the mapping in
// testdata, and over the one that ProGuard writes when it shrinks ReTrace.
func TestRetrace(t *testing.T) {
	java, err := exec.LookPath("java")
	if err != nil {
		t.Skip("java is not installed")
	}
	for _, jar := range []string{proguardJar, retraceJar} {
		if _, err := os.Stat(jar); err != nil {
			t.Skip("proguard-cli is not installed")
		}
	}
	t.Run("written", func(t *testing.T) { compareRetrace(t, java, "testdata/proguard.txt") })
	t.Run("generated", func(t *testing.T) { compareRetrace(t, java, shrink(t, java)) })
}

// shrink runs ProGuard and returns its mapping. It has no library to look
// things up in, so only optimizations that need none are on.
func shrink(t *testing.T, java string) string {
	mapping := filepath.Join(t.TempDir(), "mapping.txt")
	out, err := exec.Command(java, "-cp", proguardJar, "proguard.ProGuard",
		"-injars "+retraceJar, "-outjars "+filepath.Join(t.TempDir(), "out.jar"),
		"-printmapping "+mapping, "-dontwarn **", "-ignorewarnings", "-dontpreverify",
		"-optimizations method/inlining/short,method/inlining/unique",
		"-allowaccessmodification", "-overloadaggressively", "-repackageclasses x",
		"-keepattributes LineNumberTable,SourceFile",
		"-keep class proguard.retrace.ReTrace { public static void main(java.lang.String[]); }").CombinedOutput()
	if err != nil {
		t.Fatalf("proguard: %v\n%s", err, out)
	}
	return mapping
}

// compareRetrace asks about both ends of every range, twice. A stack trace has no
// types, so ReTrace lists all overloads that have the line, inlined frames and
// all. Asked with types, it leaves out the frames of other types, the inlined.
func compareRetrace(t *testing.T, java, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	asked := questions(m)
	untyped := retrace(t, java, file, `at %c\.%m\(%s:%l\)`, asked)
	typed := retrace(t, java, file, `at %t %c\.%m\(%a\)\(%s:%l\)`, asked)
	inlined := 0
	for i, q := range asked {
		var got []string
		for _, f := range m.Frames(q) {
			got = append(got, fmt.Sprintf("%s.%s:%d", dotted(f.Class), f.Name, f.Line))
		}
		inlined += len(got) - 1
		if !strings.Contains(join(untyped[i]), join(got)) || !overloaded(asked, q) && len(untyped[i]) != len(got) {
			t.Errorf("%+v\n got %s\nwant %s", q, got, untyped[i])
		}
		if method := got[len(got)-1]; len(typed[i]) == 0 || typed[i][len(typed[i])-1] != method {
			t.Errorf("%+v\n got %s\nwant %s", q, method, typed[i])
		}
	}
	if inlined == 0 {
		t.Error("nothing was inlined; the comparison is worth little")
	}
	t.Logf("%d frames are equal, %d of them inlined", len(asked)+inlined, inlined)
}

func join(frames []string) string { return ";" + strings.Join(frames, ";") + ";" }

func dotted(class string) string { return strings.ReplaceAll(class, "/", ".") }

// questions are all frames that a mapping without residual signatures has.
func questions(m *Mapping) []Frame {
	var residual []string
	for name, original := range m.classes {
		residual = append(residual, "L"+m.texts[original]+";", "L"+m.texts[name]+";")
	}
	rename := strings.NewReplacer(residual...)
	var asked []Frame
	for _, run := range m.methods {
		for rest := m.lines[run.from:run.to]; len(rest) > 0; rest = rest[stackLen(rest):] {
			method := rest[stackLen(rest)-1]
			lines := []int{int(method.from), int(method.to)}
			if !method.ranged {
				lines = []int{77_777}
			}
			for _, line := range lines {
				asked = append(asked, Frame{m.texts[run.class], m.texts[run.name], rename.Replace(m.texts[method.descriptor]), line})
			}
		}
	}
	return asked
}

// overloaded tells whether other methods of that name have that line.
func overloaded(asked []Frame, q Frame) bool {
	return slices.ContainsFunc(asked, func(other Frame) bool {
		return other.Class == q.Class && other.Name == q.Name && other.Line == q.Line && other.Descriptor != q.Descriptor
	})
}

// retrace puts all questions into one trace, and returns "class.method:line" of
// the frames that each becomes.
func retrace(t *testing.T, java, file, format string, asked []Frame) [][]string {
	const marker = "question"
	var trace strings.Builder
	for _, q := range asked {
		result, parameters := javaTypes(q.Descriptor)
		values := strings.NewReplacer(`\`, "", "%c", dotted(q.Class), "%m", q.Name, "%t", result, "%a", parameters, "%s", "S", "%l", fmt.Sprint(q.Line))
		trace.WriteString(marker + "\n" + values.Replace(format) + "\n")
	}
	cmd := exec.Command(java, "-cp", retraceJar, "proguard.retrace.ReTrace", "-regex", format, file)
	cmd.Stdin = strings.NewReader(trace.String())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("retrace: %v", err)
	}
	var answers [][]string
	for text := range strings.Lines(string(out)) {
		text = strings.TrimSpace(text)
		if text == marker {
			answers = append(answers, nil)
			continue
		}
		last := len(answers) - 1
		name, _, _ := strings.Cut(text[strings.LastIndexByte(text, ' ')+1:], "(")
		line := strings.TrimSuffix(text[strings.LastIndexByte(text, ':')+1:], ")")
		answers[last] = append(answers[last], name+":"+line)
	}
	if len(answers) != len(asked) {
		t.Fatalf("%d answers to %d questions", len(answers), len(asked))
	}
	return answers
}

// javaTypes writes a descriptor as source code does.
func javaTypes(descriptor string) (result, parameters string) {
	names := map[byte]string{'Z': "boolean", 'B': "byte", 'C': "char", 'D': "double", 'F': "float", 'I': "int", 'J': "long", 'S': "short", 'V': "void"}
	var types []string
	arrays := ""
	for i := 0; i < len(descriptor); i++ {
		name := names[descriptor[i]]
		switch descriptor[i] {
		case '(', ')':
			continue
		case '[':
			arrays += "[]"
			continue
		case 'L':
			end := i + strings.IndexByte(descriptor[i:], ';')
			name = dotted(descriptor[i+1 : end])
			i = end
		}
		types = append(types, name+arrays)
		arrays = ""
	}
	last := len(types) - 1
	return types[last], strings.Join(types[:last], ",")
}
