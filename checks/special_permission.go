package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var specialPermission = lint.Define(lint.Check{
	Name:  "special-permission",
	Doc:   lang.Text{ZH: "申请特殊权限", EN: "asks for a special permission"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	Requested []string `json:"requested" doc:"permissions that the app asks for"`
	Bound     []string `json:"bound" doc:"permissions that guard a service or receiver of the app"`
}) []lint.Finding {
	out := requested(c, p.Requested...)
	for _, k := range c.App.Manifest.Components {
		if !k.Enabled || !slices.Contains(p.Bound, k.Permission) {
			continue
		}
		f := permissionFinding(c, app.UsesPermission{Name: k.Permission, At: k.At})
		f.Owner = ownerOf(k)
		f.Note.ZH = "声明了组件 " + k.Name + "，需绑定" + strings.TrimPrefix(f.Note.ZH, "申请了")
		f.Note.EN = "declares component " + k.Name + ", bound with" + strings.TrimPrefix(f.Note.EN, "requests")
		out = append(out, f)
	}
	return out
})
