package reports

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// sampleOverview has everything that a policy can be found to say, in hostile words.
func sampleOverview() *published.Overview {
	file := "docs/政策" + hostile + ".md"
	spot := func(line int, quote string) published.Spot {
		return published.Spot{File: file, Line: line, Quote: quote + hostile, Region: policy.Region{StartLine: line, StartColumn: 3, EndLine: line, EndColumn: 9}}
	}
	law := func(id, zh, en string, basis ...rules.Ref) rules.Rule {
		return rules.Rule{
			ID: id, Title: both(zh, en), Why: both("原因："+zh, "because: "+en), Remedy: both("改："+zh, "mend: "+en), Basis: basis,
			Confidence: rules.Medium, Evidence: []rules.Evidence{{Verdict: rules.Review, Severity: rules.Warning}},
		}
	}
	clause := &rules.PolicyClause{ID: "implied_consent", Name: both("以使用视为同意", "Use as consent"), Why: both("没有明确表示。", "Nothing was declared."), Remedy: both("删去。", "Delete it."), Severity: rules.Warning, Rule: "T1-008"}
	unsure := &rules.PolicyClause{ID: "vague_scope", Name: both("等信息", "And so on"), Why: both("范围不明。", "No bounds."), Remedy: both("列全。", "List all."), Severity: rules.Warning}
	topic := func(id, zh, en string) *rules.PolicyTopic {
		return &rules.PolicyTopic{ID: id, Name: both(zh, en), Asked: both("写明"+zh, "the "+en), Rule: "T1-021"}
	}
	abroad := topic("cross_border", "出境", "transfer abroad")
	abroad.OnlyIf = both("出境", "it goes abroad")
	return &published.Overview{
		Policy: &app.Policy{File: file, Others: []string{"sdks.pdf"}, Language: app.Chinese, Format: "md", Encoding: "utf-8", Title: "服务协议" + hostile}, Size: 2048,
		Types: []published.Declared{
			{ID: "location", Name: both("位置信息", "Location"), Sensitive: true, By: []published.Taking{
				{Actor: analyzer.First, Practices: []analyzer.Practice{analyzer.Collect, analyzer.Provide}, Count: 7, Spots: []published.Spot{spot(12, "我们收集您的位置"), spot(40, "位置")}, Purpose: spot(12, "用于展示附近"), Condition: spot(12, "当您使用附近时"), Section: "一、收集" + hostile},
				{Actor: analyzer.Third, Practices: []analyzer.Practice{analyzer.Share}, Count: 1, Spots: []published.Spot{spot(50, "共享位置")}},
			}},
			{ID: "device_info", Name: both("设备信息", "Device information"), Vague: "设备信息" + hostile, By: []published.Taking{
				{Actor: analyzer.Third, Practices: []analyzer.Practice{analyzer.Collect}, Count: 2, Spots: []published.Spot{{File: "sdks.pdf", Line: 51, Page: 3, Quote: "SDK 收集设备信息"}}},
			}},
		},
		Denied: 2,
		Denials: []published.Denial{
			{Spot: spot(20, "我们不会收集通讯录"), Types: []published.TypeName{{ID: "contacts", Name: both("通讯录", "Contacts")}}},
			{Spot: spot(21, "未经同意不会共享位置"), Types: []published.TypeName{{ID: "location", Name: both("位置信息", "Location")}}, Limited: true},
		},
		Topics: []published.Topic{
			{PolicyTopic: topic("operator", "运营者", "operator"), Law: law("topic/operator", "未见：运营者", "Not seen: operator", "pipl#13"), Spots: []published.Spot{spot(5, "某公司运营")}},
			{PolicyTopic: abroad, Law: law("topic/cross_border", "未见：出境", "Not seen: transfer abroad", "unknown-law#3")},
			{PolicyTopic: topic("retention", "保存期限", "retention period"), Law: law("topic/retention", "未见：保存期限", "Not seen: retention period", "pipl#6", "miit-2020-164#T1")},
		},
		Clauses: []published.BadClause{
			{PolicyClause: clause, Law: law("clause/implied_consent", "以使用视为同意", "Use as consent", "miit-2020-164#T1", "pipl#13", "pipl#6"), Count: 4, Hits: []published.Hit{{Spot: spot(8, "继续使用即视为同意")}, {Spot: spot(8, "继续使用即视为同意")}, {Spot: spot(9, "三")}, {Spot: spot(10, "四")}}},
			{PolicyClause: unsure, Law: law("clause/vague_scope", "等信息", "And so on", "taf-078.10#4b"), Count: 1, Hits: []published.Hit{{Spot: published.Spot{File: file, Line: 30, Quote: "收集" + strings.Repeat("很长的句子，", 100) + "等信息"}, Doubtful: true}}},
		},
		Parties: []published.Party{
			{File: file, Line: 60, Text: "某推送 | 某公司", Name: "某推送" + hostile, Company: "某公司", Purpose: "推送消息", Information: "设备标识" + hostile, Regular: true, Known: []string{"某推送"}},
			{File: file, Line: 61, Text: "某地图", Name: "某地图（某图有限公司）", Purpose: "定位", Regular: true},
			{File: file, Line: 62, Text: "乱 | 的", Name: "乱 | 的"},
		},
		Lists:     1,
		Mentioned: []published.Mentioned{{ID: "acme-pay", Name: both("某支付基础组件", "Acme Pay core"), Word: "某付", Spot: spot(70, "支付")}},
		Sections: []published.Section{
			{Spot: spot(1, "欢迎使用。"), Sentences: 2},
			{Spot: spot(10, "一、收集"), Title: "一、收集" + hostile, Level: 1, Sentences: 9, Spoken: []published.Spoken{{ID: "collect", Name: both("收集", "collecting"), Sentences: 6}, {ID: "use", Name: both("使用", "use"), Sentences: 1}}},
			{Spot: published.Spot{File: "sdks.pdf", Line: 3, Page: 2, Quote: "（一）清单"}, Title: "（一）清单", Level: 2, Sentences: 4, Spoken: []published.Spoken{{ID: "share", Name: both("共享", "sharing"), Sentences: 4}}},
		},
	}
}

func samplePolicies() *Policies {
	bare := &published.Overview{Policy: &app.Policy{File: "bare.docx", Format: "docx", Language: app.TraditionalChinese, Encoding: ""}, Size: 900, Elsewhere: &published.Spot{File: "bare.docx", Line: 3, Quote: "详见《第三方SDK清单》"}}
	foreign := &published.Overview{Policy: &app.Policy{File: "english.html", Format: "html", Encoding: "utf-8", Title: "Privacy Policy", Language: app.English}, Size: 5000, Foreign: &app.Gap{What: both("政策是英文，未作判断", "the policy is in English, and was not judged")}}
	return &Policies{
		Policies:    []*published.Overview{sampleOverview(), bare, foreign},
		Failures:    []Failure{{"下载/" + hostile + ".pdf", both("是 PDF 文件，请另存为 txt", "a PDF; save it as txt")}},
		Catalog:     sampleCatalog(),
		ToolVersion: "0.1.0", RulesDigest: strings.Repeat("ab", 32), Exit: 3,
	}
}

func writePolicy(t *testing.T, run *Policies, format string, o Options) string {
	t.Helper()
	return set(t, PolicyFormats(), format, run, o)
}

func TestPolicyGolden(t *testing.T) {
	run := samplePolicies()
	golden(t, "policy.json", writePolicy(t, run, "json", Options{}))
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		golden(t, "policy.sarif."+string(l), writePolicy(t, run, "sarif", Options{Lang: l}))
		golden(t, "policy.terminal."+string(l), writePolicy(t, run, "terminal", Options{Lang: l, Width: 80}))
	}
	golden(t, "policy.terminal.wide-color-verbose", writePolicy(t, run, "terminal", Options{Width: 120, Color: true, Verbose: true}))
}

// Nothing of a policy reaches a terminal that it would obey, and no line is wider than
// the page.
func TestPoliciesAreHarmless(t *testing.T) {
	for _, f := range PolicyFormats() {
		for i, r := range writePolicy(t, samplePolicies(), f.Name, Options{Verbose: true, Width: 80}) {
			if r != '\n' && hidden(r) {
				t.Fatalf("%s: byte %d: %U stands unescaped", f.Name, i, r)
			}
		}
	}
	for _, verbose := range []bool{false, true} {
		for _, line := range strings.Split(writePolicy(t, samplePolicies(), "terminal", Options{Verbose: verbose, Width: 80}), "\n") {
			if n := columns(line); n > 80 {
				t.Errorf("a line of %d columns: %s", n, line)
			}
		}
	}
}

func TestPolicyJSONFitsItsSchema(t *testing.T) {
	schema := jsonschema.MustCompile("../rules/schema/policy.schema.json")
	real := &Policies{Policies: []*published.Overview{notes(t)}, Catalog: &builtin.Pack().Catalog}
	for name, run := range map[string]*Policies{"sample": samplePolicies(), "empty": {Catalog: sampleCatalog()}, "real": real} {
		var doc any
		if err := json.Unmarshal([]byte(writePolicy(t, run, "json", Options{})), &doc); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
	out := writePolicy(t, samplePolicies(), "json", Options{})
	for _, field := range []string{`"judged"`, `"limited"`, `"only_if"`, `"hits"`, `"regular"`, `"end_column"`, `"spoken"`} {
		var doc any
		if err := json.Unmarshal([]byte(strings.Replace(out, field, `"surprise"`, 1)), &doc); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(doc) == nil {
			t.Errorf("the schema accepts a policy without one %s", field)
		}
	}
}

func TestPolicySARIFFitsTheOfficialSchema(t *testing.T) {
	for name, run := range map[string]*Policies{"sample": samplePolicies(), "empty": {Catalog: sampleCatalog()}} {
		fitsOfficialSchema(t, name, writePolicy(t, run, "sarif", Options{}))
	}
}

const notesFile = "../testdata/privacy.md"

// notes is a real policy file, read as the command does.
func notes(t *testing.T) *published.Overview {
	t.Helper()
	data, err := os.ReadFile(notesFile)
	if err != nil {
		t.Fatal(err)
	}
	file := policy.Source{Name: notesFile, Data: data}
	p, err := file.Read()
	if err != nil {
		t.Fatal(err)
	}
	reader := published.NewReader(builtin.Pack())
	reader.Outline = true
	return reader.Overview(&p, file)
}

// An editor that counts in UTF-16 code units marks the very sentence that a result
// quotes. What the file holds is looked up here without zicha's own reader.
func TestPolicySARIFRegionsHoldTheQuotes(t *testing.T) {
	data, err := os.ReadFile(notesFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	var log sarifLog
	run := &Policies{Policies: []*published.Overview{notes(t)}, Catalog: &builtin.Pack().Catalog}
	if err := json.Unmarshal([]byte(writePolicy(t, run, "sarif", Options{})), &log); err != nil {
		t.Fatal(err)
	}
	if log.Runs[0].ColumnKind != "utf16CodeUnits" {
		t.Errorf("columns are counted in %q", log.Runs[0].ColumnKind)
	}
	clauses := map[string]bool{}
	for _, r := range log.Runs[0].Results {
		region := r.Locations[0].Physical.Region
		if region.StartLine < 1 || region.EndLine > len(lines) || region.StartColumn < 1 || region.EndColumn < 1 {
			t.Fatalf("%s: region %+v", r.RuleID, region)
		}
		id, isClause := strings.CutPrefix(r.RuleID, "clause/")
		if !isClause {
			continue
		}
		clauses[id] = true
		line := utf16.Encode([]rune(lines[region.StartLine-1]))
		marked := string(utf16.Decode(line[region.StartColumn-1 : region.EndColumn-1]))
		if _, quote, _ := strings.Cut(r.Message.Text, "「"); !strings.HasPrefix(quote, strings.ReplaceAll(marked, "**", "")+"」") {
			t.Errorf("%s: %+v marks %q, and the message quotes %q", r.RuleID, region, marked, quote)
		}
	}
	for _, want := range []string{"implied_consent", "unilateral_change", "vague_scope"} {
		if !clauses[want] {
			t.Errorf("no result %s", want)
		}
	}
}
