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
	"github.com/zicha-lint/zicha/internal/dex"
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
var javaMisses = []struct {
	reason string
	cases  []string
}{
	{"a virtual call runs what all created types make of it: the call for one listener is one for every listener of the interface", []string{
		"user: interface that others call at once",
	}},
	{"what the platform calls on any object is not entered: toString", []string{
		"startup: toString",
	}},
	{"annotations are not read: @Subscribe, @JavascriptInterface", []string{
		"startup: subscriber of EventBus",
		"startup: method for the scripts of a page",
	}},
	{"the class is named in another method than the one that calls newInstance", []string{
		"startup: module in a map of classes",
	}},
	{"names of classes and methods are traced within one method, and not out of arrays", []string{
		"startup: reflection, names in an array",
		"startup: reflection, names as parameters",
	}},
	{"getMethod with the name of an API makes no use of it", []string{
		"startup: platform method by reflection",
	}},
	{"in code of dx the constants of a comparison stand too far from the branch that chooses between them", []string{
		"gate: field with the result of a comparison",
	}},
	{"guards wants one branch that decides, not a set of them", []string{
		"gate-named: every way by a question",
	}},
	{"filledWith looks at boolean fields alone: int and String are left out", []string{
		"gate: static field with a stored int",
		"gate: static field with a stored text",
	}},
	{"filledWith looks for stores in the methods of the class of the field alone", []string{
		"gate: obfuscated field that another class fills",
	}},
	{"storedIn looks for calls in a getter, not for fields that filledWith knows", []string{
		"gate-stored: getter of a filled field",
	}},
	{"storedIn does not go through getValue of a Lazy to its function", []string{
		"gate-stored: lazy value without a name",
	}},
	{"storedIn goes through three methods, here are four", []string{
		"gate: obfuscated methods, four deep",
	}},
	{"an enum is switched on by an array of its ordinals", []string{
		"gate-named: switch on an enum",
	}},
	{"a guard in a method that has returned is not seen", []string{
		"gate-named: method that throws without consent",
	}},
	{"origin ends at a parameter: the callers are not asked what they hand over", []string{
		"gate-named: answer as a parameter",
		"gate: answer comes through a stream",
	}},
	{"the filter of a stream is no step of the path", []string{
		"gate: stream with a filter",
	}},
	{"yesSide knows comparisons with zero alone: != 1 and != AGREED have a side, too", []string{
		"startup: int flag is not one",
		"startup: enum says no",
	}},
}

// TestJava holds what the engine says of the idioms in testdata/java/twins
// against what the string in each of them says, such as "gate-named: positive":
// the phase, and of what runs at startup the kind of gate.
func TestJava(t *testing.T) { eachTool(t, "testdata/java", checkJava) }

func checkJava(t *testing.T, files []*dex.File) {
	result := callgraph.Analyze(files, twins, readSetting, callgraph.Options{})
	if s := result.Stats; s.Unread != 0 || s.Cut {
		t.Errorf("stats %+v", s)
	}
	uses := map[string][]callgraph.Use{}
	for _, u := range result.Uses {
		uses[u.Args[1].Text] = append(uses[u.Args[1].Text], u)
	}
	misses := map[string]string{}
	for _, m := range javaMisses {
		for _, name := range m.cases {
			misses[name] = m.reason
		}
	}
	cases := javaCases(t, "testdata/java/twins")
	for _, name := range cases {
		want, _, _ := strings.Cut(name, ":")
		got, path := verdict(uses[name])
		reason, known := misses[name]
		delete(uses, name)
		switch hit := fits(got, want); {
		case hit && known && strings.HasPrefix(reason, "in code of dx") && strings.HasSuffix(t.Name(), "/classfile"):
		case hit && known:
			t.Errorf("%q is right now, take it out of javaMisses", name)
		case !hit && !known:
			t.Errorf("%q is %s%s", name, got, path)
		case !hit:
			t.Logf("%q is %s: %s%s", name, got, reason, path)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(misses)) {
		if !slices.Contains(cases, name) {
			t.Errorf("javaMisses has %q, which is no case", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		t.Errorf("there is a use of %q, which is no case: run testdata/java/build.sh", name)
	}
}

// fits reports whether a verdict is the wanted one, or tells more: where gate,
// background or user is wanted, any kind of gate will do.
func fits(got, want string) bool {
	return got == want || want == "gate" && strings.HasPrefix(got, "gate-") ||
		(want == "background" || want == "user") && strings.HasPrefix(got, want+" ")
}

var javaCase = regexp.MustCompile(`"((?:gate|startup|background|user|none)(?:[ -][a-z-]+)?: [^"]+)"`)

// javaCases returns the cases in the sources of a folder, in their order.
func javaCases(t *testing.T, dir string) (cases []string) {
	sources, err := filepath.Glob(dir + "/*.java")
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
// what is the worst of them: the earliest phase, and there the weakest gate. It
// is missing where no use is found, and none where nothing leads to it.
func verdict(uses []callgraph.Use) (words, path string) {
	words = "missing"
	worst := -1
	for _, u := range uses {
		rank := []int{0, 30, 20, 10}[u.Phase] + 9
		if u.Gate != nil {
			rank = []int{0, 30, 20, 10}[u.Phase] + int(u.Gate.Kind)
		}
		if rank <= worst {
			continue
		}
		worst = rank
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
