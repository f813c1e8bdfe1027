package callgraph_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/callgraph"
)

var twins = callgraph.Entries{
	Application: "twins.App",
	Components: []callgraph.Component{
		{Class: "twins.Main", Kind: callgraph.Activity, Launcher: true},
		{Class: "twins.Splash", Kind: callgraph.Activity, Launcher: true},
		{Class: "twins.Dialogs", Kind: callgraph.Activity, Launcher: true},
		{Class: "twins.Guarded", Kind: callgraph.Activity, Launcher: true},
		{Class: "twins.Second", Kind: callgraph.Activity},
		{Class: "twins.Splash$Home", Kind: callgraph.Activity},
		{Class: "twins.Splash$Welcome", Kind: callgraph.Activity},
		{Class: "twins.Splash$Settings", Kind: callgraph.Activity},
		{Class: "twins.Dialogs$After", Kind: callgraph.Activity},
		{Class: "twins.StartedService", Kind: callgraph.Service},
		{Class: "twins.Signals$Job", Kind: callgraph.Service},
		{Class: "twins.Signals$Alarm", Kind: callgraph.Receiver},
	},
}

// javaMisses are the cases of testdata/java of which the engine is known to say
// something else than what is right, and why.
var javaMisses = map[string]string{}

// TestJava holds what the engine says of the idioms in testdata/java/twins
// against what the string in each of them says, such as "gate-named: positive":
// the phase, and of what runs at startup the kind of gate, where "gate" alone
// stands for any kind.
func TestJava(t *testing.T) {
	result := callgraph.Analyze(open(t, "testdata/java.dex"), twins, readSetting, callgraph.Options{})
	if s := result.Stats; s.Unread != 0 || s.Cut {
		t.Errorf("stats %+v", s)
	}
	uses := map[string][]callgraph.Use{}
	for _, u := range result.Uses {
		uses[u.Args[1].Text] = append(uses[u.Args[1].Text], u)
	}
	cases := javaCases(t)
	for _, name := range cases {
		want, _, _ := strings.Cut(name, ":")
		got, path := verdict(uses[name])
		reason, known := javaMisses[name]
		delete(uses, name)
		switch hit := got == want || want == "gate" && strings.HasPrefix(got, "gate-") || want == "user" && strings.HasPrefix(got, "user "); {
		case hit && known:
			t.Errorf("%q is right now, take it out of javaMisses", name)
		case !hit && !known:
			t.Errorf("%q is %s%s", name, got, path)
		case !hit:
			t.Logf("%q is %s: %s%s", name, got, reason, path)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(javaMisses)) {
		if !slices.Contains(cases, name) {
			t.Errorf("javaMisses has %q, which is no case", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		t.Errorf("java.dex has a use of %q, which is no case: run testdata/java/build.sh", name)
	}
}

var javaCase = regexp.MustCompile(`"((?:gate|startup|background|user|none)(?:[ -][a-z-]+)?: [^"]+)"`)

// javaCases returns the cases in the sources, in their order.
func javaCases(t *testing.T) (cases []string) {
	sources, err := filepath.Glob("testdata/java/twins/*.java")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range sources {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range javaCase.FindAllSubmatch(data, -1) {
			if name := string(m[1]); !slices.Contains(cases, name) {
				cases = append(cases, name)
			} else {
				t.Errorf("%s: two cases are named %q", path, name)
			}
		}
	}
	return cases
}

var gateNames = []string{"", "gate-named", "gate-stored", "gate-callback"}

// verdict says of the uses of one case, of which finally blocks make several,
// what is the worst of them: the earliest phase, and there the weakest gate.
func verdict(uses []callgraph.Use) (words, path string) {
	words = "missing"
	rank := func(u callgraph.Use) int {
		r := 10 * (4 - int(u.Phase)) % 40
		if u.Gate == nil {
			return r + 4
		}
		return r + int(u.Gate.Kind)
	}
	worst := -1
	for _, u := range uses {
		if rank(u) <= worst {
			continue
		}
		worst = rank(u)
		words, path = []string{"none", "startup", "background", "user"}[u.Phase], ""
		if u.Phase == callgraph.Unreached {
			continue
		}
		path = "\n        " + spell(u.Path)
		if u.Gate == nil {
			continue
		}
		words = strings.TrimPrefix(words+" "+gateNames[u.Gate.Kind], "startup ")
		path += fmt.Sprintf("\n        gate in %s: %s %q", u.Path[u.Gate.Step].Name, u.Gate.Name, u.Gate.Key)
	}
	return words, path
}
