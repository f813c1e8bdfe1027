package checks

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Words of content chosen for a person, and those that a switch against it could
// have. The second are wide on purpose.
var (
	recommending = regexp.MustCompile(`猜你喜欢|为你推荐|为您推荐|推荐给你|根据(?:你|您)的(?:兴趣|喜好|浏览)`)
	choosing     = regexp.MustCompile(`个性化|定向(?:推送|广告|推荐)|程序化广告|(?:推荐|推送|广告)(?:设置|管理|开关|偏好)|(?:关闭|开启|拒绝|屏蔽)[^。，,]{0,6}(?:推荐|广告|推送)|非个性|兴趣(?:推荐|标签|设置)|(?i:personali[sz]ed|personali[sz]ation|interest-based)`)
)

var noPersonalisationSwitch = lint.Define(lint.Check{
	Name:    "no-personalisation-switch",
	Doc:     lang.Text{ZH: "有广告 SDK 或推荐文字，未见关闭个性化的文字", EN: "an ad SDK or recommendations, and no words for switching personalisation off"},
	Stage:   rules.StageTexts,
	Needs:   app.FactContainer | app.FactResources | app.FactClasses | app.FactCode,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	sdk := adSDK(c)
	var feed app.Text
	for _, t := range c.App.Texts {
		if !containsAny(t.Value, "个性", "推荐", "广告", "推送", "定向", "兴趣", "猜你喜欢", "ersonali", "nterest") {
			continue // nearly every text
		}
		if choosing.MatchString(t.Value) {
			return nil
		}
		if feed.Value == "" && recommending.MatchString(t.Value) {
			feed = t
		}
	}
	for i := range c.App.Layouts {
		if slices.ContainsFunc(c.App.Layouts[i].Views, func(v app.View) bool { return choosing.MatchString(v.Text) || choosing.MatchString(v.ID) }) {
			return nil
		}
	}
	f := lint.Finding{Anchor: "personalisation"}
	switch {
	case sdk != nil:
		f.Note = lang.Text{
			ZH: "应用含有广告 SDK " + sdk.Name.ZH + "，文字与布局中未见关闭个性化广告或推荐的开关",
			EN: "the app has the ad SDK " + sdk.Name.EN + ", and no text or layout has a switch against personalised ads or content",
		}
	case feed.Value != "":
		f.Quote, f.At = shorten(feed.Value), feed.At
		f.Note = lang.Text{
			ZH: "应用有“" + shorten(feed.Value) + "”一类的推荐，文字与布局中未见关闭个性化推荐的开关",
			EN: "the app recommends things (“" + shorten(feed.Value) + "”), and no text or layout has a switch against personalised content",
		}
	default:
		return nil
	}
	return capped([]lint.Finding{f}, rules.Review, lang.Text{ZH: "开关也可能在网页中，请在设置页确认", EN: "the switch may be on a page of the server: look at the settings"})
})

// adSDK returns the first SDK for advertising whose classes are in the app.
func adSDK(c *lint.Case) *rules.SDK {
	for i := range c.Catalog.SDKs {
		if sdk := &c.Catalog.SDKs[i]; sdk.Category == "ads" && packageOf(c, sdk) != "" {
			return sdk
		}
	}
	return nil
}
