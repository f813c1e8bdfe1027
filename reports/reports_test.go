package reports

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

var gates = Options{FailOn: rules.Suspected, MinSeverity: rules.Error}

func TestGolden(t *testing.T) {
	golden(t, "json", write(t, "json", sampleRun(), gates)) // both languages in one
	for _, format := range []string{"terminal", "sarif"} {
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			o := gates
			o.Lang = l
			golden(t, format+"."+string(l), write(t, format, sampleRun(), o))
		}
	}
	o := gates
	o.Color, o.Width, o.Verbose = true, MinWidth, true
	golden(t, "terminal.narrow-color-verbose", write(t, "terminal", sampleRun(), o))
}

func write(t *testing.T, format string, run *Run, o Options) string {
	t.Helper()
	return set(t, Formats(), format, run, o)
}

// set writes something in the format with the name.
func set[T any](t *testing.T, formats []Format[T], name string, what T, o Options) string {
	t.Helper()
	f, ok := Find(formats, name)
	if !ok {
		t.Fatalf("no format %s", name)
	}
	var b bytes.Buffer
	if err := f.Write(&b, what, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), go test ./reports -update rewrites it:\n%s", name, diff)
	}
}
