package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var sdkReadsUndisclosed = lint.Define(lint.Check{
	Name:  "sdk-reads-undisclosed",
	Doc:   lang.Text{ZH: "SDK 代码读取的信息不在其公示范围内", EN: "an SDK reads information that it does not disclose"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode | app.FactSDKs,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Information) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		sdk := c.Catalog.SDK(u.Owner.ID)
		if u.Owner.Kind != app.OwnerSDK || sdk == nil || u.Phase == app.Unreached || !p.names(api) || pastLimit(c, api) || lacksPermission(c, api) {
			return
		}
		if len(sdk.Information) > 0 && !documents(c, sdk, api.Information) && !rowTells(c, sdk, api.Information) {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		sdk := c.Catalog.SDK(one.owner.ID)
		f := one.unsure(with(one.finding(), undisclosed(c, sdk)))
		switch {
		case !slices.ContainsFunc(sdk.Verified, func(s rules.Seen) bool { return s.In == "disclosure" && slices.Contains(s.Fields, "information") }):
			f = lowered(f, lang.Text{ZH: "目录中该 SDK 的信息类型未经其公示核实，请查阅厂商公示", EN: "what the catalogue has of it was not compared with the vendor's disclosure: look into that"})
		case slices.Contains(p.Ask, one.api.Information):
			f.Cap = rules.Review
		}
		out = append(out, f)
	}
	return out
})

// undisclosed says where the information is lacking, of what was looked at.
func undisclosed(c *lint.Case, sdk *rules.SDK) lang.Text {
	switch {
	case c.App.Has&app.FactPolicy == 0:
		return lang.Text{ZH: sdk.Name.ZH + "公示的信息类型没有这一项", EN: "which the disclosure of " + sdk.Name.EN + " does not have"}
	case len(c.Published().RowsOf(sdk.ID)) == 0:
		return lang.Text{
			ZH: sdk.Name.ZH + "公示的信息类型没有这一项，隐私政策中没有该 SDK 的条目",
			EN: "which the disclosure of " + sdk.Name.EN + " does not have, and the policy has no entry for it",
		}
	}
	return lang.Text{
		ZH: sdk.Name.ZH + "公示的信息类型与隐私政策中该 SDK 的条目都没有这一项",
		EN: "which neither the disclosure of " + sdk.Name.EN + " nor its entry in the policy has",
	}
}

// documents reports whether an SDK, or one that it comes with or brings along, is
// documented to collect a type of information, by itself or by a neighbour that
// disclosures do not tell apart.
func documents(c *lint.Case, sdk *rules.SDK, information string) bool {
	for i := range c.Catalog.SDKs {
		k := &c.Catalog.SDKs[i]
		near := k.ID == sdk.ID || k.ID == sdk.Parent || k.Parent == sdk.ID || k.Vendor != "" && k.Vendor == sdk.Vendor && k.Category == sdk.Category
		if near && slices.ContainsFunc(k.Information, func(id string) bool { return alike(c, id, information) }) {
			return true
		}
	}
	return false
}

// alike reports whether two types are the same, one is the wider of the other, or
// policies call both by the same words.
func alike(c *lint.Case, a, b string) bool {
	if a == b {
		return true
	}
	x, y := informationOf(c, a), informationOf(c, b)
	return x != nil && y != nil && (x.Parent == b || y.Parent == a || x.Lexicon != "" && x.Lexicon == y.Lexicon)
}

func informationOf(c *lint.Case, id string) *rules.Information {
	i := slices.IndexFunc(c.Catalog.Information, func(i rules.Information) bool { return i.ID == id })
	if i < 0 {
		return nil
	}
	return &c.Catalog.Information[i]
}

// rowTells reports whether the policy, where there is one, has the type of
// information in an entry about the SDK or its house.
func rowTells(c *lint.Case, sdk *rules.SDK, information string) bool {
	if c.App.Has&app.FactPolicy == 0 {
		return false
	}
	text := c.Published()
	return text.TellsOf(text.RowsOf(sdk.ID), information)
}
