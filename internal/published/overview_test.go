package published_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules/builtin"
)

func overview(t *testing.T, name string, data []byte) *published.Overview {
	t.Helper()
	file := policy.Source{Name: name, Data: data}
	p, err := file.Read()
	if err != nil {
		t.Fatal(err)
	}
	return published.NewReader(builtin.Pack()).Overview(&p, file)
}

func notes(t *testing.T) *published.Overview {
	t.Helper()
	data, err := os.ReadFile("../../testdata/privacy.md")
	if err != nil {
		t.Fatal(err)
	}
	return overview(t, "notes.md", data)
}

// What the analyser tells apart has a name and its law in the catalogue, and nothing
// else has.
func TestTheCatalogueKnowsWhatTheAnalyzerTells(t *testing.T) {
	c := &builtin.Pack().Catalog
	var topics, clauses []string
	for _, topic := range analyzer.Topics() {
		topics = append(topics, topic.String())
	}
	for _, clause := range analyzer.Clauses() {
		clauses = append(clauses, clause.String())
	}
	for i := range c.PolicyTopics {
		if id := c.PolicyTopics[i].ID; !slices.Contains(topics, id) {
			t.Errorf("the analyser has no topic %s", id)
		}
	}
	for i := range c.PolicyClauses {
		if id := c.PolicyClauses[i].ID; !slices.Contains(clauses, id) {
			t.Errorf("the analyser has no clause %s", id)
		}
	}
	if len(c.PolicyTopics) != len(topics) || len(c.PolicyClauses) != len(clauses) {
		t.Errorf("the catalogue has %d topics and %d clauses, the analyser %d and %d", len(c.PolicyTopics), len(c.PolicyClauses), len(topics), len(clauses))
	}
}

func TestOverviewOfTypes(t *testing.T) {
	v := notes(t)
	at := map[string]*published.Declared{}
	for i := range v.Types {
		at[v.Types[i].ID] = &v.Types[i]
	}
	location := at["location"]
	if location == nil || !location.Sensitive || len(location.By) != 2 {
		t.Fatalf("location is %+v", location)
	}
	app, third := location.By[0], location.By[1]
	if app.Actor != analyzer.First || app.Purpose.Quote != "用于向您展示附近的公开便签" || app.Condition.Quote != "当您使用“附近”功能时" || app.Spots[0].Line != 10 {
		t.Errorf("the app has it so: %+v", app)
	}
	if third.Actor != analyzer.Third || third.Purpose.Quote != "展示附近的便签" {
		t.Errorf("the third party of the list has it so: %+v", third)
	}
	if at["device_info"] == nil || at["device_info"].Vague != "设备信息" {
		t.Errorf("设备信息 is not vague: %+v", at["device_info"])
	}
	if at["phone_number"] == nil || at["phone_number"].Vague != "" {
		t.Errorf("手机号码 is vague: %+v", at["phone_number"])
	}
	if at["contacts"] != nil {
		t.Error("what is denied is declared")
	}
	if len(v.Denials) != 1 || v.Denials[0].Line != 12 || len(v.Denials[0].Types) != 2 || v.Denials[0].Limited {
		t.Errorf("denials: %+v", v.Denials)
	}
}

func TestOverviewOfTopicsAndClauses(t *testing.T) {
	v := notes(t)
	for _, topic := range v.Topics {
		absent := slices.Contains([]string{"personalization", "personalization_off", "self_start", "cross_border"}, topic.ID)
		surely := slices.Contains([]string{"operator", "retention", "storage_location", "account_cancel", "sharing", "sdk_list", "effective_date"}, topic.ID)
		if absent && len(topic.Spots) > 0 || surely && len(topic.Spots) == 0 {
			t.Errorf("%s stands at %+v", topic.ID, topic.Spots)
		}
		if len(topic.Law.Basis) == 0 || topic.Law.Title.Empty() {
			t.Errorf("%s has no law: %+v", topic.ID, topic.Law)
		}
	}
	for _, c := range v.Clauses {
		if len(c.Hits) == 0 || len(c.Law.Basis) == 0 || c.Hits[0].Region.EndColumn == 0 {
			t.Errorf("%s: %+v", c.ID, c)
		}
	}
	if len(v.Parties) != 2 || v.Parties[0].Company == "" || !slices.Contains(v.Parties[0].Known, "极光推送") || v.Parties[1].Link {
		t.Errorf("parties: %+v", v.Parties)
	}
}

// Of a text that is not Chinese nothing is said, and nothing is missed in it.
func TestOverviewOfEnglish(t *testing.T) {
	v := overview(t, "en.txt", []byte(strings.Repeat("We collect your location and your IMEI when you use the app, 中国. ", 20)))
	if v.Foreign == nil || v.Types != nil || v.Topics != nil {
		t.Errorf("got %+v", v)
	}
}

// What belongs to a policy is a part of it: each place is one of its own file.
func TestOverviewOfSeveralFiles(t *testing.T) {
	main := policy.Source{Name: "privacy.txt", Data: []byte("隐私政策\n" + strings.Repeat("我们重视您的隐私。", 50))}
	list := policy.Source{Name: "sdks.txt", Data: []byte("第三方 SDK 清单\n我们共享信息的第三方如下，他们会收集您的位置信息，用于展示附近的便签，请您放心使用。\n"), Part: true}
	var parts []app.Policy
	for _, s := range []policy.Source{main, list} {
		p, err := s.Read()
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, p)
	}
	v := published.NewReader(builtin.Pack()).Overview(policy.Join(parts), main, list)
	if len(v.Types) != 1 || len(v.Types[0].By) == 0 {
		t.Fatalf("types: %+v", v.Types)
	}
	if s := v.Types[0].By[0].Spots[0]; s.File != "sdks.txt" || s.Line != 2 || s.Region.StartLine != 2 || s.Region.EndColumn == 0 {
		t.Errorf("stands at %+v", s)
	}
}

// A text of nothing but bad clauses is counted, and quoted up to a limit.
func TestOverviewIsBounded(t *testing.T) {
	const n = 700
	v := overview(t, "a.txt", []byte(strings.Repeat("本公司对本政策拥有最终解释权。我们不会收集您的通讯录。\n", n)))
	if len(v.Clauses) != 1 || v.Clauses[0].Count != n || len(v.Clauses[0].Hits) >= n || v.Denied != n || len(v.Denials) >= n {
		t.Errorf("%d classes, %d denials, %d of them quoted", len(v.Clauses), v.Denied, len(v.Denials))
	}
}

func FuzzOverview(f *testing.F) {
	data, err := os.ReadFile("../../testdata/privacy.md")
	if err != nil {
		f.Fatal(err)
	}
	r := published.NewReader(builtin.Pack())
	f.Add(string(data), "a.md")
	f.Add("<p>为了向您推送消息，我们会将您的 IMEI 共享给第三方：</p>", "a.html")
	f.Fuzz(func(t *testing.T, text, name string) {
		data := []byte(text + "\n" + strings.Repeat("我们重视您的隐私。", 50))
		p, err := policy.Read(name, data)
		if err != nil {
			return
		}
		v := r.Overview(&p, policy.Source{Name: name, Data: data})
		for i := range v.Types {
			for _, b := range v.Types[i].By {
				if len(b.Spots) == 0 || b.Spots[0].Quote == "" {
					t.Fatalf("%s by %s stands nowhere", v.Types[i].ID, b.Actor)
				}
			}
		}
	})
}

// What the sections speak of is told to those who ask.
func TestSections(t *testing.T) {
	text := "隐私政策\n一、我们如何收集您的个人信息\n当您注册账号时，我们会收集您的手机号码和昵称。\n二、您的权利\n您可以在设置页面中查询、更正或删除您的个人信息，也可以注销账号。\n"
	file := policy.Source{Name: "notes.txt", Data: []byte(text), Part: true}
	p, err := file.Read()
	if err != nil {
		t.Fatal(err)
	}
	reader := published.NewReader(builtin.Pack())
	if v := reader.Overview(&p, file); v.Sections != nil {
		t.Errorf("nobody asked for %v", v.Sections)
	}
	reader.Outline = true
	var got []string
	for _, s := range reader.Overview(&p, file).Sections {
		line := fmt.Sprintf("%d:%d-%d %s %d", s.Line, s.Region.StartColumn, s.Region.EndColumn, s.Title, s.Sentences)
		for _, k := range s.Spoken {
			line += fmt.Sprintf(" %s %s %d", k.ID, k.Name.ZH, k.Sentences)
		}
		got = append(got, line)
	}
	want := "1:1-5  1\n2:1-15 一、我们如何收集您的个人信息 1 collect 收集 1\n4:1-7 二、您的权利 1 rights 用户权利 1"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// Every topic of the model has a name.
func TestTopicsOfSentencesHaveNames(t *testing.T) {
	for _, topic := range sentencemodel.AllTopics() {
		if published.SpokenName(topic).Empty() {
			t.Errorf("%v has no name", topic)
		}
	}
}
