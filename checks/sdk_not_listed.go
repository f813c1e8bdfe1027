package checks

import (
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

var sdkNotListed = lint.Define(lint.Check{
	Name:    "sdk-not-listed",
	Doc:     lang.Text{ZH: "包内的第三方 SDK 在隐私政策中未提及", EN: "an SDK of the package that the policy does not mention"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactSDKs | app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	text, sdks := c.Published(), disclosable(c)
	absent := uncovered(text, sdks)
	if _, elsewhere := text.Elsewhere(); elsewhere && len(text.Items) == 0 {
		return nil // they may stand in that list, which nobody handed over
	}
	if len(absent) == len(sdks) && len(text.Items) == 0 && len(absent) > 1 {
		return []lint.Finding{allAbsent(c, absent)}
	}
	var out []lint.Finding
	for _, k := range absent {
		seen := tracesOf(k)
		out = append(out, lint.Finding{
			Owner: k.ID, Anchor: k.ID, At: app.Location{File: c.App.Policy.File},
			Note: lang.Text{
				ZH: "包内有 " + k.Name.ZH + version(k) + "（" + seen.ZH + "），隐私政策中未见它的名称、别名、包名、运营者或政策链接",
				EN: "the package has " + k.Name.EN + version(k) + " (" + seen.EN + "), and the policy has neither its name nor another, its packages, its vendor or a link to its policy",
			},
		})
	}
	return out
})

// disclosable returns the SDKs that are surely in the package and whose users have
// to be told of them: they are of others than the app, and are documented to
// collect something or were seen to.
func disclosable(c *lint.Case) []*app.SDK {
	reads := map[string]bool{}
	collected(c, func(u *app.Use, api *rules.API) { reads[u.Owner.ID] = reads[u.Owner.ID] || api.Information != "" })
	var out []*app.SDK
	for i := range c.App.SDKs {
		k := &c.App.SDKs[i]
		sdk := c.Catalog.SDK(k.ID)
		if k.Kind != app.OwnerSDK || k.Confidence != app.Sure || sdk == nil || sameHouse(c.App.Manifest.Package, sdk) {
			continue
		}
		if len(sdk.Information) > 0 || reads[k.ID] {
			out = append(out, k)
		}
	}
	return out
}

// sameHouse reports whether the app is of the house that offers the SDK, by the
// root of their packages.
func sameHouse(pkg string, sdk *rules.SDK) bool {
	root := func(name string) string {
		first, rest, _ := strings.Cut(name, ".")
		second, _, _ := strings.Cut(rest, ".")
		return first + "." + second
	}
	for _, p := range sdk.Prefixes {
		if root(p) == root(pkg) && root(pkg) != "com.github" && root(pkg) != "com.example" {
			return true
		}
	}
	return false
}

func uncovered(text *published.Text, sdks []*app.SDK) []*app.SDK {
	var out []*app.SDK
	for _, k := range sdks {
		if covered, _ := text.Covers(k); covered == published.Absent {
			out = append(out, k)
		}
	}
	return out
}

// allAbsent is the one finding about a policy that names no SDK at all.
func allAbsent(c *lint.Case, absent []*app.SDK) lint.Finding {
	zh, en := sdkNames(absent)
	n := strconv.Itoa(len(absent))
	return lint.Finding{
		Anchor: "sdk-list", At: app.Location{File: c.App.Policy.File},
		Note: lang.Text{
			ZH: "隐私政策没有第三方 SDK 清单，也未提及包内的任何一个 SDK，共 " + n + " 个：" + zh,
			EN: "the policy has no list of SDKs and mentions none of the " + n + " in the package: " + en,
		},
	}
}

// sdkNames lists SDKs in a sentence.
func sdkNames(sdks []*app.SDK) (zh, en string) {
	const most = 12
	var a, b []string
	for i, k := range sdks {
		if i == most {
			return strings.Join(a, "、") + "等", strings.Join(b, ", ") + " and others"
		}
		a, b = append(a, k.Name.ZH), append(b, k.Name.EN)
	}
	return strings.Join(a, "、"), strings.Join(b, ", ")
}

func version(k *app.SDK) string {
	if k.Version == "" {
		return ""
	}
	return " " + k.Version
}

// tracesOf says by what an SDK was found, in at most two traces.
func tracesOf(k *app.SDK) lang.Text {
	var zh, en []string
	for i, t := range k.Traces {
		if i == 2 {
			break
		}
		zh = append(zh, t.Kind.Name().ZH+" "+t.What)
		en = append(en, t.Kind.Name().EN+" "+t.What)
	}
	return lang.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}
