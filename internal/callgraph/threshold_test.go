package callgraph_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
)

// TestThresholds compares the numbers that sensors have to pass with the strings
// in the places that follow.
func TestThresholds(t *testing.T) { eachTool(t, "testdata/after", checkThresholds) }

func checkThresholds(t *testing.T, files []*dex.File) {
	api := slices.Clone(readSetting)
	api[0].Outcome = true
	entries := callgraph.Entries{Components: after}
	result := callgraph.Analyze(files, entries, api, callgraph.Options{})
	var got []string
	for _, threshold := range result.Thresholds {
		number := strconv.FormatFloat(threshold.Value, 'f', 1, 64)
		if threshold.Change {
			number = "change " + number
		}
		for _, o := range threshold.Outcomes {
			if text := o.Args[1].Text; text != number {
				t.Errorf("%s: %q follows %s", threshold.Listener, text, number)
			}
			got = append(got, strings.TrimPrefix(threshold.Listener, "after/Shakes$")+" "+number)
		}
	}
	want := []string{"Axis 13.0", "Change change 6.0", "Gravity 25.0", "Helper 17.0", "Length 14.5", "Squares 20.0", "Whole 19.0"}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
