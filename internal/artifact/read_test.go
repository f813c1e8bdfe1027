package artifact

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/fixture"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// TestRead reads the apps in testdata. The file "want" of each lists facts as
// factLines words them: all of a kind, for every kind that it names. "no gap"
// asks for there being none.
func TestRead(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(path, ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := fixture.Parse(archive)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			kinds := map[string]bool{} // that the fixture is about
			for _, line := range f.Want {
				if kind, none := strings.CutPrefix(line, "no "); none {
					kinds[kind] = true
					continue
				}
				kinds[firstWord(line)] = true
				want = append(want, line)
			}
			got := slices.DeleteFunc(factLines(readBytes(t, f.APK)), func(line string) bool { return !kinds[firstWord(line)] })
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(got, "\n")); diff != "" {
				t.Errorf("facts (- want, + got):\n%s", diff)
			}
		})
	}
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func readBytes(t testing.TB, data []byte) *app.App {
	t.Helper()
	a, err := read("test.apk", ziparchive.Memory(data), int64(len(data)), options())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func options() Options {
	return Options{Catalog: &builtin.Pack().Catalog, Limits: ziparchive.DefaultLimits()}
}

// factLines puts what was read into words, a line for each fact.
func factLines(a *app.App) []string {
	m := &a.Manifest
	lines := []string{
		fmt.Sprintf("app %s %d %s", m.Package, m.VersionCode, m.VersionName),
		fmt.Sprintf("sdk %d %d %d", m.MinSDK, m.TargetSDK, m.MaxSDK),
		line("application", m.Application.Name, prefixed("process=", m.Application.Process), flag("debuggable", m.Application.Debuggable),
			flag("allowBackup", m.Application.AllowBackup), flag("cleartext", m.Application.UsesCleartextTraffic), flag("hasCode", m.Application.HasCode)),
	}
	if m.Application.Label != nil {
		lines = append(lines, "label "+*m.Application.Label)
	}
	for _, p := range m.Permissions {
		lines = append(lines, line("permission", p.Name, when(p.SDK23, "sdk23"), when(p.MaxSDK != 0, fmt.Sprint("max=", p.MaxSDK))))
	}
	for _, p := range m.CustomPermissions {
		lines = append(lines, line("defines", p.Name, p.Level))
	}
	for _, c := range m.Components {
		lines = append(lines, line(string(c.Kind), c.Name, when(c.Exported, "exported"), when(!c.Enabled, "disabled"), prefixed("process=", c.Process),
			prefixed("permission=", c.Permission), prefixed("target=", c.Target)))
	}
	for _, q := range m.Queries.Packages {
		lines = append(lines, line("queries", q.Name))
	}
	lines = append(lines, configLines(m.Application.NetworkSecurity)...)
	for _, p := range a.Packers {
		lines = append(lines, line("packer", p.ID))
	}
	for _, r := range a.Runtimes {
		lines = append(lines, line("runtime", r.ID))
	}
	for _, h := range a.PolicyHints {
		lines = append(lines, line("hint", h.At.File, when(h.URL, "url"), h.Text))
	}
	for _, x := range a.Container.Anomalies {
		lines = append(lines, line("anomaly", x.Kind))
	}
	for _, g := range a.Gaps {
		lines = append(lines, line("gap", when(g.Blocking, "blocking"), g.What.EN))
	}
	return lines
}

func configLines(n *app.NetworkSecurity) []string {
	if n == nil {
		return nil
	}
	lines := []string{line("config", n.File, flag("base", n.CleartextBase), when(n.TrustsUserCAs, "user-certificates"))}
	for _, d := range n.CleartextDomains {
		lines = append(lines, line("cleartext", d.Name))
	}
	return lines
}

func line(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

func when(holds bool, word string) string {
	if holds {
		return word
	}
	return ""
}

func prefixed(prefix, s string) string { return when(s != "", prefix+s) }

func flag(name string, b *bool) string {
	if b == nil {
		return ""
	}
	return fmt.Sprintf("%s=%t", name, *b)
}
