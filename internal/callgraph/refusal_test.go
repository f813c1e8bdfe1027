package callgraph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
)

// TestRefusals holds what is taken for the consequence of a refused permission
// against what the string in each place says: "refused", "refused-tap" where it
// waits for the user, or "not".
func TestRefusals(t *testing.T) { eachTool(t, "testdata/after", checkRefusals) }

func checkRefusals(t *testing.T, files []*dex.File) {
	api := slices.Clone(readSetting)
	api[0].Outcome = true
	entries := callgraph.Entries{Components: after}
	result := callgraph.Analyze(files, entries, api, callgraph.Options{})
	got := map[string]string{}
	for _, refusal := range result.Refusals {
		for _, o := range refusal.Outcomes {
			word := "refused"
			if o.Tapped {
				word = "refused-tap"
			}
			got[o.Args[1].Text] = word
		}
	}
	cases := 0
	for _, u := range result.Uses {
		text := u.Args[1].Text
		want, _, _ := strings.Cut(text, ":")
		if !strings.HasPrefix(want, "refused") && got[text] == "" {
			continue // as it should be, or of another test
		}
		cases++
		if word := got[text]; word != want && (want != "not" || word != "") {
			t.Errorf("%s: %q", text, word)
		}
	}
	if cases < 24 {
		t.Errorf("only %d cases: %s", cases, fmt.Sprint(got))
	}
}
