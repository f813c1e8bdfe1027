package callgraph_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/callgraph"
)

// label is what a person found in the source of an app: a line of
// testdata/droidbench.txt, which says what its columns mean.
type label struct {
	source    bool
	app       string // Category/Name.apk
	api       callgraph.API
	place     string // com/example/Main.method
	component string // com/example/Main
	phases    []callgraph.Phase
}

func (l label) category() string { return filepath.Dir(l.app) }

// TestDroidBench holds the uses in the apps of DroidBench against what their
// sources say. ZICHA_DROIDBENCH is the folder with the folders of categories.
func TestDroidBench(t *testing.T) {
	all := readLabels(t)
	folder := os.Getenv("ZICHA_DROIDBENCH")
	if folder == "" {
		t.Skip("ZICHA_DROIDBENCH names no folder of APKs")
	}
	var total, totalOthers, life tally
	for labels := range grouped(all, label.category) {
		var sources, others tally
		t.Log(labels[0].category())
		for list := range grouped(labels, func(l label) string { return l.app }) {
			for i, use := range usesOf(t, folder, list) {
				l, score := list[i], &others
				if l.source {
					score = &sources
				}
				score.count(l, use)
				logUse(t, l, use)
			}
		}
		t.Logf("%s: sources %v; other places %v", labels[0].category(), sources, others)
		total.add(sources)
		totalOthers.add(others)
		if slices.Contains([]string{"Lifecycle", "Callbacks", "Threading"}, labels[0].category()) {
			life.add(sources)
		}
	}
	t.Logf("all: sources %v; other places %v", total, totalOthers)
	t.Logf("Lifecycle, Callbacks and Threading: sources %v", life)
	if share := 100 * float64(life.hits) / float64(max(life.labels, 1)); share < wantedShare {
		t.Errorf("%.1f %% of the sources in Lifecycle, Callbacks and Threading, want %d %%", share, wantedShare)
	}
}

const wantedShare = 95 // percent

// usesOf returns for each label of one app the use that fits it best; nil where
// the app has none at that place.
func usesOf(t *testing.T, folder string, labels []label) []*callgraph.Use {
	best := make([]*callgraph.Use, len(labels))
	a, ok := openAPK(filepath.Join(folder, labels[0].app))
	if !ok {
		t.Errorf("%s cannot be read", labels[0].app)
		return best
	}
	var apis []callgraph.API
	for _, l := range labels {
		apis = append(apis, l.api)
	}
	for _, u := range callgraph.Analyze(a.files, a.entries, apis, callgraph.Options{Workers: 1}).Uses {
		last := u.Path[len(u.Path)-1]
		for i, l := range labels {
			if l.api == apis[u.API] && last.Class+"."+last.Name == l.place && (best[i] == nil || !l.fits(best[i])) {
				best[i] = &u
			}
		}
	}
	return best
}

// fits reports whether the use runs under the component, in one of the phases.
func (l label) fits(u *callgraph.Use) bool {
	return u != nil && slices.Contains(l.phases, u.Phase) && (u.Phase == callgraph.Unreached || l.under(u))
}

func (l label) under(u *callgraph.Use) bool {
	return u.Entry == l.component ||
		slices.ContainsFunc(u.Path, func(s *callgraph.Step) bool { return s.Class == l.component })
}

func logUse(t *testing.T, l label, u *callgraph.Use) {
	verdict, kind, got, path := "miss", "other", "no such use", ""
	if l.fits(u) {
		verdict = "hit"
	}
	if l.source {
		kind = "source"
	}
	if u != nil {
		got = phaseNames[u.Phase]
	}
	if u != nil && u.Phase != callgraph.Unreached {
		path = "\n        " + u.Entry + ": " + spell(u.Path)
	}
	var want []string
	for _, p := range l.phases {
		want = append(want, phaseNames[p])
	}
	t.Logf("  %-4s %-6s %-55s %-55s want %-18s got %-10s in %s%s", verdict, kind, l.app,
		l.api.Class+"->"+l.api.Name, strings.Join(want, "|"), got, l.place, path)
}

var phaseNames = []string{"unreached", "startup", "background", "user"}

func spell(path []*callgraph.Step) string {
	var steps []string
	for _, s := range path {
		steps = append(steps, fmt.Sprintf("%s.%s:%d", s.Class, s.Name, s.Line))
	}
	return strings.Join(steps, " > ")
}

// tally counts labels, those with a fitting use, and those of them that have
// the better phase.
type tally struct{ labels, hits, better int }

func (n *tally) count(l label, u *callgraph.Use) {
	n.labels++
	if !l.fits(u) {
		return
	}
	n.hits++
	if u.Phase == l.phases[0] {
		n.better++
	}
}

func (n *tally) add(m tally) {
	n.labels, n.hits, n.better = n.labels+m.labels, n.hits+m.hits, n.better+m.better
}

func (n tally) String() string {
	return fmt.Sprintf("%d of %d (%d in the better phase)", n.hits, n.labels, n.better)
}

// readLabels reads: kind app class->name place component phase|phase # why.
func readLabels(t *testing.T) (labels []label) {
	f, err := os.Open("testdata/droidbench.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line, _, _ := strings.Cut(lines.Text(), "#")
		columns := strings.Fields(line)
		if len(columns) == 0 {
			continue
		}
		if len(columns) != 6 {
			t.Fatalf("%q has %d columns, not 6", line, len(columns))
		}
		class, name, _ := strings.Cut(columns[2], "->")
		l := label{
			source: columns[0] == "source", app: columns[1], api: callgraph.API{Class: class, Name: name},
			place: columns[3], component: columns[4],
		}
		for _, phase := range strings.Split(columns[5], "|") {
			p := slices.Index(phaseNames, phase)
			if p < 0 {
				t.Fatalf("%q is no phase", phase)
			}
			l.phases = append(l.phases, callgraph.Phase(p))
		}
		labels = append(labels, l)
	}
	return labels
}

// grouped yields the runs of labels with the same key.
func grouped(labels []label, key func(label) string) func(yield func([]label) bool) {
	return func(yield func([]label) bool) {
		for len(labels) > 0 {
			n := slices.IndexFunc(labels, func(l label) bool { return key(l) != key(labels[0]) })
			if n < 0 {
				n = len(labels)
			}
			if !yield(labels[:n]) {
				return
			}
			labels = labels[n:]
		}
	}
}
