package checks

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var withoutPermission = lang.Text{
	ZH: "清单没有声明所需的权限，调用拿不到信息，但仍是读取",
	EN: "the manifest declares none of the permissions that it needs, so it gets nothing, but it asks",
}

// lacksPermission reports whether the manifest declares none of the permissions
// of which the API needs at least one. What the app declares that takes an SDK is
// not known.
func lacksPermission(c *lint.Case, api *rules.API) bool {
	return !c.App.Source.Kind.IsSDK() && needsPermission(&c.App.Manifest, api) && !slices.ContainsFunc(api.Permissions, func(name string) bool {
		return declares(&c.App.Manifest, name)
	})
}

// needsPermission reports whether an app with this target needs a permission for
// the API at all.
func needsPermission(m *app.Manifest, api *rules.API) bool {
	return len(api.Permissions) > 0 && m.TargetSDK >= api.PermissionsSince
}

// declares reports whether the manifest has a permission, by its name or by
// another one with which Android gives it.
func declares(m *app.Manifest, name string) bool {
	_, ok := m.Requests(name)
	return ok || slices.ContainsFunc(brought, func(b bringing) bool {
		_, other := m.Requests(b.by)
		return b.name == name && other && (b.below == 0 || m.TargetSDK < b.below)
	})
}

// bringing is a permission that apps below a target API level, or all where it is
// 0, get with another one.
type bringing struct {
	by, name string
	below    int
}

// brought are the split permissions of the platform (frameworks/base,
// data/etc/platform.xml).
var brought = []bringing{
	{"android.permission.WRITE_EXTERNAL_STORAGE", "android.permission.READ_EXTERNAL_STORAGE", 0},
	{"android.permission.READ_CONTACTS", "android.permission.READ_CALL_LOG", 16},
	{"android.permission.WRITE_CONTACTS", "android.permission.WRITE_CALL_LOG", 16},
	{"android.permission.ACCESS_FINE_LOCATION", "android.permission.ACCESS_COARSE_LOCATION", 0},
	{"android.permission.ACCESS_FINE_LOCATION", "android.permission.ACCESS_BACKGROUND_LOCATION", 29},
	{"android.permission.ACCESS_COARSE_LOCATION", "android.permission.ACCESS_BACKGROUND_LOCATION", 29},
	{"com.google.android.gms.permission.ACTIVITY_RECOGNITION", "android.permission.ACTIVITY_RECOGNITION", 29},
	{"android.permission.READ_EXTERNAL_STORAGE", "android.permission.ACCESS_MEDIA_LOCATION", 29},
	{"android.permission.BLUETOOTH", "android.permission.BLUETOOTH_SCAN", 31},
	{"android.permission.BLUETOOTH", "android.permission.BLUETOOTH_CONNECT", 31},
	{"android.permission.BLUETOOTH", "android.permission.BLUETOOTH_ADVERTISE", 31},
	{"android.permission.READ_EXTERNAL_STORAGE", "android.permission.READ_MEDIA_IMAGES", 33},
	{"android.permission.READ_EXTERNAL_STORAGE", "android.permission.READ_MEDIA_VIDEO", 33},
	{"android.permission.READ_EXTERNAL_STORAGE", "android.permission.READ_MEDIA_AUDIO", 33},
	{"android.permission.WRITE_EXTERNAL_STORAGE", "android.permission.READ_MEDIA_IMAGES", 33},
	{"android.permission.WRITE_EXTERNAL_STORAGE", "android.permission.READ_MEDIA_VIDEO", 33},
	{"android.permission.WRITE_EXTERNAL_STORAGE", "android.permission.READ_MEDIA_AUDIO", 33},
	{"android.permission.BODY_SENSORS", "android.permission.BODY_SENSORS_BACKGROUND", 33},
}
