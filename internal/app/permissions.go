package app

import "slices"

// Lacks reports whether the manifest declares none of the permissions of which
// something needs at least one; apps with a lower target API level than since need
// none. Of what the app declares that takes an SDK nothing is known: it lacks
// nothing.
func (a *App) Lacks(permissions []string, since int) bool {
	m := &a.Manifest
	return !a.Source.Kind.IsSDK() && len(permissions) > 0 && m.TargetSDK >= since && !slices.ContainsFunc(permissions, m.Declares)
}

// Declares reports whether the manifest has a permission, by its name or by
// another one with which Android gives it.
func (m *Manifest) Declares(name string) bool {
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
