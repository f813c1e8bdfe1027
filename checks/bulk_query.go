package checks

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Library names what a query reads and who may.
type Library struct {
	Allow
	Information string `json:"information" doc:"id of the information that the query reads"`
}

var bulkQuery = lint.Define(lint.Check{
	Name:  "bulk-query",
	Doc:   lang.Text{ZH: "整体查询通讯录、相册等", EN: "the whole address book, album or the like queried"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p Library) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Unreached && api.Information == p.Information && isBulk(u) {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.doubted(one.finding())
		selection, known := selectionOf(one.best)
		switch {
		case lacksPermission(c, one.api):
			f = lowered(f, withoutPermission)
		case !known:
			f = lowered(f, lang.Text{ZH: "查询条件由代码拼出，请确认不是只查一条", EN: "the condition of the query is made up at run time: does it ask for one entry only?"})
		case !bySDK(c, one.owner) && keeper(&c.App.Manifest, p.Information):
			f = lowered(f, lang.Text{ZH: "清单显示本应用可作为电话、短信或相册应用，需要全部条目属常见情形", EN: "by its manifest the app can be the one for calls, messages or pictures, which needs all entries"})
		case !bySDK(c, one.owner) && !unasked(one.best):
			f = lowered(f, lang.Text{ZH: "请确认是用户主动发起、且需要全部条目的功能", EN: "make sure that the user starts it and that the function needs all entries"})
		case selection == "":
			f = with(f, lang.Text{ZH: "没有查询条件", EN: "without a condition"})
		}
		out = append(out, f)
	}
	return out
})

// keeper reports whether the manifest shows the app to be one that people keep
// these things in: for calls and messages, or an album.
func keeper(m *app.Manifest, information string) bool {
	actions, categories := []string{"android.intent.action.DIAL", "android.provider.Telephony.SMS_DELIVER"}, []string{"android.intent.category.APP_CONTACTS", "android.intent.category.APP_MESSAGING"}
	if information == "photo" {
		actions, categories = []string{"android.intent.action.PICK", "android.intent.action.GET_CONTENT", "android.provider.action.PICK_IMAGES", "android.media.action.IMAGE_CAPTURE", "com.android.camera.action.REVIEW"}, []string{"android.intent.category.APP_GALLERY"}
	}
	return slices.ContainsFunc(m.Components, func(k app.Component) bool {
		return slices.ContainsFunc(k.Filters, func(f app.IntentFilter) bool {
			return slices.ContainsFunc(actions, func(a string) bool { return slices.Contains(f.Actions, a) }) ||
				slices.ContainsFunc(categories, func(c string) bool { return slices.Contains(f.Categories, c) })
		})
	})
}

// isBulk reports whether a use asks for more than one entry that is known before.
func isBulk(u *app.Use) bool {
	if _, asks := selectionAt[calledName(u)]; !asks {
		return false // a picture of one contact, or a watch on changes
	}
	if slices.ContainsFunc([]string{"PhoneLookup", "CONTENT_FILTER_URI", "CONTENT_LOOKUP_URI", "Profile", "Thumbnails"}, func(s string) bool { return strings.Contains(u.Value, s) }) {
		return false
	}
	selection, _ := selectionOf(u)
	return !oneEntry.MatchString(selection) && !latestOnly(u)
}

// oneEntry matches conditions that name an entry, or the few that are in one album.
var oneEntry = regexp.MustCompile(`(?i)(^|[^a-z_])(_id|id|contact_id|raw_contact_id|lookup|image_id|video_id|bucket_id|_data|data1|data4|display_name|_display_name|number|bucket_display_name)["') ]*(=|like|in\b)`)

// latestOnly reports whether the order of a query ends it after one entry.
func latestOnly(u *app.Use) bool {
	return slices.ContainsFunc(u.Args, func(a app.Arg) bool {
		return slices.ContainsFunc(a.Constants, func(s string) bool { return strings.HasSuffix(strings.ToLower(s), "limit 1") })
	})
}

// selectionAt is the position of the condition in calls that query, from 1.
var selectionAt = map[string]int{"query": 3, "managedQuery": 3, "<init>": 4, "startQuery": 5}

// selectionOf returns the condition of a query, and whether it is known.
func selectionOf(u *app.Use) (selection string, known bool) {
	at := selectionAt[calledName(u)]
	if strings.HasPrefix(u.Member, "Landroid/provider/") {
		at = 4 // MediaStore.Images.Media.query(resolver, uri, projection, where, order)
		if len(u.Args) < at {
			return "", true
		}
	}
	s := constant(u, at)
	if strings.Contains(u.Member, "Landroid/os/Bundle;") || calledName(u) == "query" && len(u.Args) == 4 {
		return "", false // a bundle has the condition
	}
	if s == "0" {
		return "", true // null
	}
	return s, s != ""
}
