package checks

import (
	"cmp"
	"strconv"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// A name that covers several SDKs, or a list on another page, is no silence: it
// leaves a question.
var sdkListedVaguely = lint.Define(lint.Check{
	Name:    "sdk-listed-vaguely",
	Doc:     lang.Text{ZH: "隐私政策只写了公司名或另附清单，不能确定是否列出某个 SDK", EN: "the policy names only a company, or points to a list elsewhere"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactSDKs | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	text, sdks := c.Published(), disclosable(c)
	var out []lint.Finding
	for _, k := range sdks {
		if covered, m := text.Covers(k); covered == published.House {
			out = append(out, lint.Finding{
				Owner: k.ID, Anchor: k.ID, Quote: shorten(m.Quote), At: app.Location{File: cmp.Or(m.File, c.App.Policy.File), Line: m.Line},
				Note: lang.Text{
					ZH: "隐私政策写了“" + m.Word + "”，没有写明 " + k.Name.ZH + version(k) + "；同一家可有多个 SDK，请逐个写出 SDK 名称",
					EN: "the policy has “" + m.Word + "” and not " + k.Name.EN + version(k) + "; one house may have several SDKs: name each of them",
				},
			})
		}
	}
	return append(out, listElsewhere(c, text, uncovered(text, sdks))...)
})

// listElsewhere asks for the list that the policy only points to.
func listElsewhere(c *lint.Case, text *published.Text, absent []*app.SDK) []lint.Finding {
	m, elsewhere := text.Elsewhere()
	if !elsewhere || len(text.Items) > 0 || len(absent) == 0 {
		return nil
	}
	zh, en := sdkNames(absent)
	n := strconv.Itoa(len(absent))
	where := lang.Text{ZH: "SDK 清单在另一页", EN: "the list of SDKs is on another page"}
	way := lang.Text{ZH: "请用第二个 --policy 把清单一并给出", EN: "hand it over by a second --policy"}
	if m.Image {
		where = lang.Text{ZH: "SDK 清单疑为图片，机器无法读取", EN: "the list of SDKs seems to be a picture, which no machine reads"}
		way = lang.Text{ZH: "请用第二个 --policy 给出文字版，公示的也宜为文字", EN: "hand it over as text by a second --policy, and publish it as text too"}
	}
	return []lint.Finding{{
		Anchor: "sdk-list-elsewhere", Quote: shorten(m.Quote), At: app.Location{File: cmp.Or(m.File, c.App.Policy.File), Line: m.Line},
		Note: lang.Text{
			ZH: where.ZH + "，未能核对包内的 " + n + " 个 SDK：" + zh + "；" + way.ZH,
			EN: where.EN + ", so " + n + " SDKs of the package could not be looked up: " + en + "; " + way.EN,
		},
	}}
}
