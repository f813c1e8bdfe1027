package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// A permission counts as used wherever code could need it, reached or not, and
// whoever's it is, except for a library's own needs that are no collection.
var permissionUnused = lint.Define(lint.Check{
	Name:    "permission-unused",
	Doc:     lang.Text{ZH: "声明的权限在代码中没有对应的调用", EN: "a declared permission that no code needs"},
	Stage:   rules.StageCode,
	Needs:   app.FactManifest | app.FactCode,
	Absence: true,
	Most:    rules.Suspected,
}, func(c *lint.Case, p struct {
	Permissions []struct {
		Name   string   `json:"name" doc:"full name"`
		Also   []string `json:"also,omitempty" doc:"ids of further APIs that may need it"`
		Native bool     `json:"native,omitempty" doc:"native libraries can use it without the DEX files showing it"`
	} `json:"permissions" min:"1" doc:"those of which the catalogue knows every API"`
}) []lint.Finding {
	if c.App.Code.Methods == 0 {
		return nil // what has no code may be a library for others
	}
	used := map[string]bool{}
	for i := range c.App.Code.Uses {
		if u := &c.App.Code.Uses[i]; u.NoData == "" {
			used[u.API] = true
		}
	}
	var out []lint.Finding
	for _, one := range p.Permissions {
		r, ok := c.App.Manifest.Requests(one.Name)
		if !ok || slices.ContainsFunc(one.Also, func(id string) bool { return used[id] }) || needed(c, used, one.Name) {
			continue
		}
		f := permissionFinding(c, r)
		f.Note.ZH += "，代码中未见需要它的调用"
		f.Note.EN += ", and no code was found that needs it"
		switch {
		case used["beh.dynamic_load"]:
			f = lowered(f, lang.Text{ZH: "应用会动态加载代码，请确认其中也不用", EN: "the app loads code at run time; make sure that it does not need it either"})
		case one.Native && len(c.App.Container.Libraries) > 0:
			f = lowered(f, lang.Text{ZH: "本地库也能使用它，请确认", EN: "native libraries could use it too; make sure that none does"})
		}
		out = append(out, f)
	}
	return out
})

// needed reports whether one of the used APIs asks for the permission.
func needed(c *lint.Case, used map[string]bool, permission string) bool {
	return slices.ContainsFunc(c.Catalog.APIs, func(a rules.API) bool {
		return used[a.ID] && slices.Contains(a.Permissions, permission)
	})
}
