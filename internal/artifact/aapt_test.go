package artifact

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
)

// summary is what aapt and zicha both know of a package.
type summary struct {
	Package, VersionCode, VersionName string
	MinSDK, TargetSDK                 string
	Permissions                       []string
	Components                        []string // kind and name, in order
}

// TestAgainstAapt holds what is read of a manifest against aapt, over the
// packages in testdata and those that ZICHA_APKS names.
func TestAgainstAapt(t *testing.T) {
	if _, err := exec.LookPath("aapt"); err != nil {
		t.Skip("aapt is not installed")
	}
	compared := 0
	for _, path := range packages(t) {
		want, err := aaptSummary(path)
		if err != nil {
			t.Logf("%s: aapt: %v", filepath.Base(path), err)
			continue
		}
		a, err := Open(path, Options{Catalog: &rules.Catalog{}, Limits: ziparchive.DefaultLimits()})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		compared++
		if diff := cmp.Diff(want, zichaSummary(a)); diff != "" {
			t.Errorf("%s: -aapt +zicha\n%s", filepath.Base(path), diff)
		}
	}
	t.Logf("%d packages compared", compared)
	if compared == 0 {
		t.Fatal("no package was compared")
	}
}

func packages(t testing.TB) []string {
	t.Helper()
	found, err := filepath.Glob("../../testdata/apk/*.apk")
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range filepath.SplitList(os.Getenv("ZICHA_APKS")) {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && filepath.Ext(path) == ".apk" {
				found = append(found, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func zichaSummary(a *app.App) summary {
	m := &a.Manifest
	s := summary{
		Package: m.Package, VersionCode: fmt.Sprint(m.VersionCode), VersionName: m.VersionName,
		MinSDK: fmt.Sprint(m.MinSDK), TargetSDK: fmt.Sprint(m.TargetSDK),
	}
	for _, p := range m.Permissions {
		line := p.Name
		if p.MaxSDK != 0 {
			line += fmt.Sprintf(" maxSdkVersion %d", p.MaxSDK)
		}
		s.Permissions = append(s.Permissions, line)
	}
	for _, c := range m.Components {
		s.Components = append(s.Components, string(c.Kind)+" "+c.Name)
	}
	return s
}

var (
	treeElement   = regexp.MustCompile(`^( *)E: (?:android:)?([\w-]+) \(line=`)
	treeAttribute = regexp.MustCompile(`^ *A: (?:android:)?([\w]+)(?:\(0x[0-9a-f]+\))?=(?:"(.*)" \(Raw: ".*"\)|\(type 0x[0-9a-f]+\)0x([0-9a-f]+)|(\S+).*)$`)
)

// sectionIndent is how far aapt indents the children of <manifest>.
const sectionIndent = 4

// aaptSummary reads the output of aapt dump xmltree.
func aaptSummary(path string) (summary, error) {
	out, err := exec.Command("aapt", "dump", "xmltree", path, "AndroidManifest.xml").Output()
	if err != nil {
		return summary{}, err
	}
	var s summary
	var kind, section string // section is the child of <manifest> it stands in
	attrs := map[string]string{}
	flush := func() { s.take(kind, attrs); clear(attrs) }
	for _, line := range strings.Split(string(out), "\n") {
		if m := treeElement.FindStringSubmatch(line); m != nil {
			flush()
			kind = m[2]
			if len(m[1]) <= sectionIndent {
				section = kind
			}
			if section == "queries" {
				kind = ""
			}
			continue
		}
		if m := treeAttribute.FindStringSubmatch(line); m != nil {
			value := m[2] + m[4]
			if m[3] != "" {
				var n int64
				fmt.Sscanf(m[3], "%x", &n)
				value = fmt.Sprint(n)
			}
			if _, seen := attrs[m[1]]; !seen {
				attrs[m[1]] = value
			}
		}
	}
	flush()
	s.MinSDK = level(s.MinSDK, "1")
	s.TargetSDK = level(s.TargetSDK, s.MinSDK)
	return s, nil
}

// level puts the number of a preview in the place of its codename.
func level(said, missing string) string {
	if said == "" {
		return missing
	}
	if said[0] > '9' {
		return fmt.Sprint(previewLevel)
	}
	return said
}

func (s *summary) take(kind string, attrs map[string]string) {
	name := attrs["name"]
	switch kind {
	case "manifest":
		s.Package, s.VersionCode, s.VersionName = attrs["package"], attrs["versionCode"], attrs["versionName"]
		if s.VersionCode == "" {
			s.VersionCode = "0"
		}
	case "uses-sdk":
		s.MinSDK, s.TargetSDK = attrs["minSdkVersion"], attrs["targetSdkVersion"]
	case "uses-permission", "uses-permission-sdk-23":
		if limit := attrs["maxSdkVersion"]; limit != "" {
			name += " maxSdkVersion " + limit
		}
		s.Permissions = append(s.Permissions, name)
	case "activity", "activity-alias", "service", "receiver", "provider":
		if strings.HasPrefix(name, ".") {
			name = s.Package + name
		} else if !slices.Contains([]byte(name), '.') {
			name = s.Package + "." + name
		}
		s.Components = append(s.Components, kind+" "+name)
	}
}
