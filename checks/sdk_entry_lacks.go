package checks

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// EntryField is what an entry of a list of SDKs has to say.
type EntryField string

// entryFields tell of each field where it stands, and what of an entry's text says
// it without a field. An entry is not to be blamed for where it says something.
var entryFields = map[EntryField]struct {
	kind policy.FieldKind
	name lang.Text
	cue  *regexp.Regexp // in the form of policy.Normalize
}{
	"name":        {policy.FieldName, lang.Text{ZH: "SDK 名称", EN: "the name of the SDK"}, regexp.MustCompile(`sdk`)},
	"company":     {policy.FieldCompany, lang.Text{ZH: "运营公司", EN: "who offers it"}, regexp.MustCompile(`公司|集团|工作室|研究院|研究所|协会|联盟|银行|银联|基金会|inc\b|inc\.|ltd|llc|corp|gmbh|limited|co\.,`)},
	"purpose":     {policy.FieldPurpose, lang.Text{ZH: "使用目的", EN: "the purpose"}, regexp.MustCompile(`用于|以便|为了|为您|为用户|实现|提供|帮助|支持|功能|服务|统计|推送|支付|登录|登陆|分享|地图|定位|广告|监测|识别|验证|播放|投屏|客服`)},
	"information": {policy.FieldInformation, lang.Text{ZH: "收集的信息类型", EN: "the types of information"}, regexp.MustCompile(`信息|数据|标识|不收集|不涉及|不获取|无需|权限`)},
	"manner":      {policy.FieldManner, lang.Text{ZH: "收集或共享方式", EN: "the manner"}, regexp.MustCompile(`方式|本机|本地|自行采集|自行收集|直接收集|接口|加密|去标识|匿名|后台|传输`)},
	"link":        {policy.FieldLink, lang.Text{ZH: "隐私政策链接", EN: "a link to its policy"}, regexp.MustCompile(`://|www\.|\.com|\.cn|隐私.{0,2}(?:政策|协议|条款|声明)|官网`)},
}

// UnmarshalText refuses unknown fields.
func (f *EntryField) UnmarshalText(b []byte) error {
	if _, ok := entryFields[EntryField(b)]; !ok {
		return fmt.Errorf("unknown field %q, want name, company, purpose, information, manner or link", b)
	}
	*f = EntryField(b)
	return nil
}

// EntryFields are the fields that entries must have.
type EntryFields struct {
	Fields []EntryField `json:"fields" doc:"what every entry has to say" enum:"name,company,purpose,information,manner,link"`
}

var sdkEntryLacks = lint.Define(lint.Check{
	Name:  "sdk-entry-lacks",
	Doc:   lang.Text{ZH: "第三方 SDK 清单的条目缺少字段", EN: "an entry of the list of SDKs lacks a field"},
	Stage: rules.StagePolicy,
	Needs: app.FactPolicy,
	Most:  rules.Suspected,
}, func(c *lint.Case, p EntryFields) []lint.Finding {
	text := c.Published()
	var out []lint.Finding
	for i := range text.Lists {
		var entries []*published.Item
		for j := range text.Items {
			if it := &text.Items[j]; it.List == i && it.Regular {
				entries = append(entries, it)
			}
		}
		if listsSDKs(&text.Lists[i], entries) {
			out = append(out, p.list(c, &text.Lists[i], entries)...)
		}
	}
	return distinctAnchors(out)
})

// listsSDKs reports whether a list of third parties is one of SDKs.
func listsSDKs(l *policy.List, entries []*published.Item) bool {
	if strings.Contains(policy.Normalize(l.Head), "sdk") {
		return true
	}
	known := 0
	for _, e := range entries {
		if len(e.SDKs) > 0 || strings.Contains(policy.Normalize(e.Field(policy.FieldName).Text), "sdk") {
			known++
		}
	}
	return known > 0 && 2*known >= len(entries)
}

// list says what a list lacks as a whole, and what single entries lack.
func (p *EntryFields) list(c *lint.Case, l *policy.List, entries []*published.Item) []lint.Finding {
	var out []lint.Finding
	whole := map[EntryField]bool{}
	for _, f := range p.Fields {
		lacking := slices.DeleteFunc(slices.Clone(entries), func(e *published.Item) bool { return says(l, e, f) })
		// What has no column, or what most entries lack, is the list's doing.
		if !l.Has(entryFields[f].kind) && len(lacking) > 0 && (l.Head != "" || 5*len(lacking) >= 4*len(entries)) {
			whole[f] = true
			out = append(out, listLacks(c, l, f, lacking))
		}
	}
	for _, e := range entries {
		var zh, en []string
		for _, f := range p.Fields {
			if !whole[f] && !says(l, e, f) {
				zh, en = append(zh, entryFields[f].name.ZH), append(en, entryFields[f].name.EN)
			}
		}
		if len(zh) > 0 {
			name := nameOf(e)
			out = append(out, lint.Finding{
				Anchor: p.anchor(e), Quote: shorten(e.Text), At: app.Location{File: cmp.Or(e.File, c.App.Policy.File), Line: e.Line},
				Note: lang.Text{ZH: "SDK 清单中“" + name + "”一项缺少" + strings.Join(zh, "、"), EN: "the entry “" + name + "” lacks " + strings.Join(en, ", ")},
			})
		}
	}
	return out
}

func listLacks(c *lint.Case, l *policy.List, f EntryField, lacking []*published.Item) lint.Finding {
	name, n := entryFields[f].name, strconv.Itoa(len(lacking))
	quote := l.Head
	if quote == "" {
		quote = lacking[0].Text
	}
	return lint.Finding{
		Anchor: "list " + string(f), Quote: shorten(quote), At: app.Location{File: cmp.Or(l.File, c.App.Policy.File), Line: l.Line},
		Note: lang.Text{
			ZH: "SDK 清单没有" + name.ZH + "一栏，" + n + " 项都未写，如“" + nameOf(lacking[0]) + "”",
			EN: "the list of SDKs has no column for " + name.EN + ", and " + n + " entries do not say it, such as “" + nameOf(lacking[0]) + "”",
		},
	}
}

// says reports whether an entry says something of a field: in its cell where the
// table has one for it, else wherever it stands.
func says(l *policy.List, e *published.Item, f EntryField) bool {
	field := entryFields[f]
	if l.Head != "" && l.Has(field.kind) && f != "name" {
		return e.Field(field.kind).Text != ""
	}
	if e.Field(field.kind).Text != "" || f == "information" && e.NamesInformation() || f == "name" && len(e.SDKs) > 0 {
		return true
	}
	rest := e.Text
	if f != "name" && f != "company" {
		rest = strings.Replace(rest, e.Field(policy.FieldName).Text, "", 1) // 推送 in the name is no purpose
	}
	return field.cue.MatchString(policy.Normalize(rest))
}

func nameOf(e *published.Item) string {
	if name := e.Field(policy.FieldName).Text; name != "" {
		return shorten(name)
	}
	return shorten(e.Text)
}

// anchor is the SDK that an entry names, or its name, with the first of the fields
// that are asked for: two pieces of evidence may speak of one entry.
func (p *EntryFields) anchor(e *published.Item) string {
	what := policy.Normalize(nameOf(e))
	if len(e.SDKs) == 1 {
		for id := range e.SDKs {
			what = id
		}
	}
	return what + " " + string(p.Fields[0])
}

// distinctAnchors keeps the first of the findings with an anchor: a policy may have
// one list for each platform.
func distinctAnchors(found []lint.Finding) []lint.Finding {
	seen := map[string]bool{}
	return slices.DeleteFunc(found, func(f lint.Finding) bool {
		was := seen[f.Anchor]
		seen[f.Anchor] = true
		return was
	})
}
