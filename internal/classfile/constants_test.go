package classfile_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/zicha-lint/zicha/internal/classfile"
)

// TestTexts: a constant field, one that the static initialiser sets, and a method
// that returns a constant; a constructor says nothing.
func TestTexts(t *testing.T) {
	want := map[string]string{"NAME": "2.1.0", "channel": "open", "get": "2.1.0"}
	for _, data := range classesOf(t, "../../testdata/sdk/demo.jar") {
		c, err := classfile.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if c.Name != "Lcn/example/push/Version;" {
			continue
		}
		if got := c.Texts(); !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		got := c.Strings()
		slices.Sort(got)
		if want := []string{"2.1.0", "open"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		return
	}
	t.Error("no such class")
}
