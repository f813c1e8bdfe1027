package callgraph_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
)

// TestRepeats compares how often code runs with the string in each place.
func TestRepeats(t *testing.T) { eachTool(t, "testdata/after", checkRepeats) }

func checkRepeats(t *testing.T, files []*dex.File) {
	entries := callgraph.Entries{Components: after}
	api := slices.Clone(readSetting)
	api[0].Repeats = true
	result := callgraph.Analyze(files, entries, api, callgraph.Options{})
	cases := 0
	for _, u := range result.Uses {
		if !strings.HasPrefix(u.Path[len(u.Path)-1].Class, "after/Timers") {
			continue
		}
		cases++
		got := "not"
		if u.Repeat != nil {
			if got = strconv.FormatInt(u.Repeat.Millis, 10); !u.Repeat.Always {
				got += " if"
			}
		}
		if want, _, _ := strings.Cut(u.Args[1].Text, ":"); got != want {
			t.Errorf("%s: %s (%+v)", u.Args[1].Text, got, u.Repeat)
		}
	}
	if cases != 16 {
		t.Errorf("%d cases", cases)
	}
}
