package axml

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var encoders = []struct {
	name   string
	encode func(*Element) ([]byte, error)
}{{"utf8", Encode}, {"utf16", EncodeUTF16}}

func parseSource(t testing.TB, file string) *Element {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := ParseText(source)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Root
}

func TestRoundTrip(t *testing.T) {
	for _, file := range []string{"AndroidManifest.xml", "network_security_config.xml", "layout.xml"} {
		for _, enc := range encoders {
			root := parseSource(t, file)
			data, err := enc.encode(root)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Oddities) > 0 {
				t.Errorf("%s %s: Encode writes oddities: %v", file, enc.name, doc.Oddities)
			}
			if diff := cmp.Diff(root, doc.Root); diff != "" {
				t.Errorf("%s %s: written - , read + :\n%s", file, enc.name, diff)
			}
		}
	}
}
