package reports

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
)

func sampleComparison() *Compared {
	at := []app.Location{{File: "classes.dex", Symbol: "Lcom/example/Main;->onCreate()V" + hostile, Line: 12}, {File: "a"}, {File: "b"}, {File: "c"}}
	d := func(k disclose.DifferenceKind, id string, line int) disclose.Difference {
		return disclose.Difference{
			Kind: k, ID: id, Name: both("某"+id, "some "+id), By: disclose.Who{Kind: app.OwnerSDK, ID: "acme-push", Name: both("某推送", "Acme Push")},
			Why: both("原因"+hostile, "why"+hostile), Quote: "某行\n" + hostile, Line: line, Call: "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;", At: at,
		}
	}
	return &Compared{
		Comparison: &disclose.Comparison{
			App: sdkApp(), Policy: &app.Policy{File: "policy" + hostile + ".html"}, Matched: 2, Incomplete: true,
			Differences: []disclose.Difference{
				d(disclose.MarkLeft, "x", 8), d(disclose.MarkUnsettled, "y", 9), d(disclose.SDKLacking, "acme-push", 0), d(disclose.SDKVague, "acme-oem", 3), d(disclose.SDKCarried, "acme-core", 5), d(disclose.SDKUnsure, "acme-map", 0), d(disclose.SDKBeyond, "acme-pay", 4),
				d(disclose.InformationLacking, "imei", 0), d(disclose.InformationUnclear, "mac", 6), d(disclose.InformationVague, "oaid", 9), d(disclose.PermissionLacking, "android.permission.CAMERA", 0),
			},
		},
		ToolVersion: "1.2.3", RulesDigest: strings.Repeat("ab", 32), Exit: 1,
	}
}

func writeCompared(t *testing.T, format string, o Options) string {
	t.Helper()
	return set(t, ComparisonFormats(), format, sampleComparison(), o)
}

func TestComparisonGolden(t *testing.T) {
	golden(t, "disclose-check.json", writeCompared(t, "json", Options{}))
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		golden(t, "disclose-check."+string(l), writeCompared(t, "terminal", Options{Lang: l}))
	}
}

func TestComparisonJSONFitsItsSchema(t *testing.T) {
	schema := jsonschema.MustCompile("../rules/schema/disclose-check.schema.json")
	out := writeCompared(t, "json", Options{})
	var doc any
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("%#v", err)
	}
	for _, field := range []string{`"differences"`, `"lacks"`, `"owner"`, `"matched_sdks"`} {
		if err := json.Unmarshal([]byte(strings.Replace(out, field, `"surprise"`, 1)), &doc); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(doc) == nil {
			t.Errorf("the schema accepts a comparison without one %s", field)
		}
	}
}

func TestComparisonsAreHarmless(t *testing.T) {
	for _, f := range ComparisonFormats() {
		for i, r := range writeCompared(t, f.Name, Options{}) {
			if r != '\n' && hidden(r) {
				t.Fatalf("%s: byte %d: %U stands unescaped", f.Name, i, r)
			}
		}
	}
}
