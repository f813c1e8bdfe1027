package artifact

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// TestShow prints what the code of the packages in ZICHA_APKS uses before any
// act of the user, for a person to judge.
func TestShow(t *testing.T) {
	if !testing.Verbose() || os.Getenv("ZICHA_APKS") == "" {
		t.Skip("prints with -v and ZICHA_APKS only")
	}
	for _, root := range filepath.SplitList(os.Getenv("ZICHA_APKS")) {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".apk") {
				showCode(t, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func showCode(t *testing.T, path string) {
	a, err := Open(path, Options{Catalog: &builtin.Pack().Catalog, Limits: ziparchive.DefaultLimits(), Workers: 2})
	if err != nil {
		t.Logf("%s: %v", path, err)
		return
	}
	t.Logf("%s %s: %d methods, %d reached", filepath.Base(path), a.Manifest.Package, a.Code.Methods, a.Code.Reached)
	for i := range a.Code.Uses {
		u := &a.Code.Uses[i]
		if u.Phase != app.Startup {
			continue
		}
		t.Logf("%s %v owner %q no data %q spread %d weight %d sent %v off %q by %s %s", u.API, u.Args, u.Owner.ID, u.NoData, u.Spread, u.Weight, u.Sent, u.Off, u.Entry.Kind, u.Entry.Class)
		if u.Gate != nil {
			t.Logf("    gate %s %s %q at %s", u.Gate.Kind, u.Gate.Name, u.Gate.Key, u.Gate.At.Symbol)
		}
		for _, s := range u.Path {
			t.Logf("    %s (%s:%d)", s.Symbol, s.Source, s.Line)
		}
	}
	for _, r := range a.Code.Refusals {
		t.Logf("refused in %s, owner %q, at %s:%d", r.Class, r.Owner.ID, r.At.Symbol, r.At.Line)
		for _, o := range r.Outcomes {
			t.Logf("    %s %s tapped %v spread %d weight %d on %v %v", o.API, o.Member, o.Tapped, o.Spread, o.Weight, o.On, o.Args)
			for _, s := range o.Path {
				t.Logf("        %s (%s:%d)", s.Symbol, s.Source, s.Line)
			}
		}
	}
}
