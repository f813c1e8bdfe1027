package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var severalGroups = lint.Define(lint.Check{
	Name:  "several-groups",
	Doc:   lang.Text{ZH: "一次申请多个权限组", EN: "several permission groups asked for in one request"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	listed := listedPermissions(c)
	var g groups
	usesOf(c, []string{requestAPI}, func(u *app.Use, api *rules.API) {
		if groups := groupsOf(c, askedBy(u, listed)); len(groups) > 1 && !oneFunction(groups, needTogether) {
			g.add(u.Owner, u, api, strings.Join(groups, "+"))
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		groups := groupsOf(c, askedBy(one.best, listed))
		f := one.unsure(with(one.finding(), lang.Text{
			ZH: "一次申请了 " + groupNames(c, groups).ZH,
			EN: "for " + groupNames(c, groups).EN + " in one go",
		}))
		if one.best.Phase == app.User && oneFunction(groups, oftenTogether) {
			f = lowered(f, lang.Text{ZH: "请确认用户触发的是同时需要它们的一个功能（如录像）", EN: "make sure that the user started one function that needs them all, such as filming"})
		}
		out = append(out, f)
	}
	return out
})

// groupsOf returns the groups of the permissions that a request names, sorted.
// What the manifest does not ask for brings no dialog.
func groupsOf(c *lint.Case, names []string) []string {
	var groups []string
	for _, name := range names {
		p := c.Catalog.Permission(name)
		if _, declared := c.App.Manifest.Requests(name); !declared || p == nil || p.Group == "" {
			continue
		}
		groups = append(groups, mergedGroup(p.Group))
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

// mergedGroup returns the group that stands for those that share one purpose:
// media and files.
func mergedGroup(group string) string {
	if strings.HasPrefix(group, "READ_MEDIA_") {
		return "STORAGE"
	}
	return group
}

// Groups that one function needs together by the rules of the platform: looking
// for Bluetooth devices took the location until Android 11.
var needTogether = [][]string{{"LOCATION", "NEARBY_DEVICES"}}

// Groups that one function often needs together: filming, calls with a picture,
// a photo that goes to the album.
var oftenTogether = [][]string{{"CAMERA", "MICROPHONE", "STORAGE"}}

// oneFunction reports whether all groups are among those of one function.
func oneFunction(groups []string, functions [][]string) bool {
	return slices.ContainsFunc(functions, func(f []string) bool {
		return !slices.ContainsFunc(groups, func(g string) bool { return !slices.Contains(f, g) })
	})
}

func groupNames(c *lint.Case, ids []string) lang.Text {
	var zh, en []string
	for _, id := range ids {
		for _, g := range c.Catalog.Groups {
			if g.ID == id {
				zh, en = append(zh, g.Name.ZH), append(en, g.Name.EN)
			}
		}
	}
	return lang.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}
