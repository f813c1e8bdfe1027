package checks

import (
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var withoutPermission = lang.Text{
	ZH: "清单没有声明所需的权限，调用拿不到信息，但仍是读取",
	EN: "the manifest declares none of the permissions that it needs, so it gets nothing, but it asks",
}

// lacksPermission reports whether the manifest declares none of the permissions
// of which the API needs at least one.
func lacksPermission(c *lint.Case, api *rules.API) bool {
	return c.App.Lacks(api.Permissions, api.PermissionsSince)
}
