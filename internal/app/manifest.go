package app

import "slices"

// Manifest is AndroidManifest.xml as the installer understands it.
type Manifest struct {
	File        string // entry it was read from
	Package     string
	SharedUID   string
	Split       string
	VersionCode int64
	VersionName string
	MinSDK      int // 1 where not declared, as the platform assumes
	TargetSDK   int // MinSDK where not declared
	MaxSDK      int // 0 where not declared
	CompileSDK  int // 0 where not declared

	Permissions       []UsesPermission
	CustomPermissions []CustomPermission
	Features          []Feature
	Queries           Queries
	Application       Application
	Components        []Component // in document order
}

// UsesPermission is a <uses-permission> or <uses-permission-sdk-23>.
type UsesPermission struct {
	Name   string
	MaxSDK int  // android:maxSdkVersion; 0 where not declared
	SDK23  bool // declared by <uses-permission-sdk-23>
	At     Location
}

// CustomPermission is a <permission> the app defines.
type CustomPermission struct {
	Name  string
	Level string // protectionLevel as flags: normal, dangerous, signature|privileged, …
	Group string
	At    Location
}

// Feature is a <uses-feature>.
type Feature struct {
	Name     string
	Required bool
	At       Location
}

// Queries is the <queries> element: what other apps the app may see.
type Queries struct {
	Packages  []NamedAt
	Providers []NamedAt // authorities
	Intents   []IntentFilter
}

// NamedAt is a name and its place.
type NamedAt struct {
	Name string
	At   Location
}

// Application is the <application> element. Pointers are nil where the manifest
// does not say, or what it says cannot be resolved.
type Application struct {
	Name                         string  // class, fully qualified
	Factory                      string  // android:appComponentFactory, fully qualified
	Label                        *string // resolved: zh-CN, zh, default
	Process                      string
	AllowBackup                  *bool
	Debuggable                   *bool
	TestOnly                     *bool
	UsesCleartextTraffic         *bool
	RequestLegacyExternalStorage *bool
	HasCode                      *bool
	NetworkSecurity              *NetworkSecurity // nil where not configured or not readable
	MetaData                     []MetaData
	At                           Location
}

// NetworkSecurity is the resolved android:networkSecurityConfig.
type NetworkSecurity struct {
	File             string
	CleartextBase    *bool     // cleartextTrafficPermitted of <base-config>
	CleartextDomains []NamedAt // domains that <domain-config> opens for clear text
	TrustsUserCAs    bool      // <certificates src="user"/> outside debug-overrides
	At               Location
}

// ComponentKind is the element a component was declared with.
type ComponentKind string

// The kinds of component.
const (
	Activity      ComponentKind = "activity"
	ActivityAlias ComponentKind = "activity-alias"
	Service       ComponentKind = "service"
	Receiver      ComponentKind = "receiver"
	Provider      ComponentKind = "provider"
)

// Component is an activity, alias, service, receiver or provider.
type Component struct {
	Kind            ComponentKind
	Name            string  // class, fully qualified
	Target          string  // of an alias, fully qualified
	Label           *string // resolved; nil: that of the application
	Exported        bool    // as the platform decides for TargetSDK
	ExportedSaid    bool    // the manifest says so itself
	Enabled         bool
	Permission      string // that callers need; provider: both read and write
	ReadPermission  string // provider
	WritePermission string // provider
	GrantURI        bool   // provider: android:grantUriPermissions
	Authorities     []string
	InitOrder       int // provider
	Process         string
	ForegroundType  string // foregroundServiceType as flags: location|camera
	DirectBoot      bool
	ExcludeRecents  bool
	TaskAffinity    string
	Theme           string // resource reference or name
	Owner           Owner  // of the class
	Filters         []IntentFilter
	MetaData        []MetaData
	At              Location
}

// IntentFilter is an <intent-filter>, or an <intent> of <queries>.
type IntentFilter struct {
	Actions    []string
	Categories []string
	Data       []IntentData
	Priority   int
	At         Location
}

// IntentData is a <data> element.
type IntentData struct {
	Scheme, Host, Port, Path, MIMEType string
}

// MetaData is a <meta-data> element.
type MetaData struct {
	Name  string
	Value string // resolved where it is a string resource
	At    Location
}

// Launchers returns the enabled activities and aliases shown in the launcher.
func (m *Manifest) Launchers() []Component {
	var out []Component
	for _, c := range m.Components {
		if (c.Kind == Activity || c.Kind == ActivityAlias) && c.Enabled && c.Handles("android.intent.action.MAIN", "android.intent.category.LAUNCHER") {
			out = append(out, c)
		}
	}
	return out
}

// FirstScreens returns the enabled activities and aliases with which the app can
// begin: those in the launcher, and those of a home screen or a television.
func (m *Manifest) FirstScreens() []Component {
	var out []Component
	for _, c := range m.Components {
		if (c.Kind != Activity && c.Kind != ActivityAlias) || !c.Enabled {
			continue
		}
		for _, category := range []string{"LAUNCHER", "HOME", "LEANBACK_LAUNCHER"} {
			if c.Handles("android.intent.action.MAIN", "android.intent.category."+category) {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// Initializers returns what androidx.startup runs: the classes that its provider
// names in meta-data.
func (m *Manifest) Initializers() []MetaData {
	var out []MetaData
	for _, c := range m.Components {
		if c.Kind != Provider || c.Name != "androidx.startup.InitializationProvider" || !c.Enabled {
			continue
		}
		for _, d := range c.MetaData {
			if d.Value == "androidx.startup" {
				out = append(out, d)
			}
		}
	}
	return out
}

// Handles reports whether one of the component's filters has the action and,
// where category is not empty, the category.
func (c *Component) Handles(action, category string) bool {
	for _, f := range c.Filters {
		if slices.Contains(f.Actions, action) && (category == "" || slices.Contains(f.Categories, category)) {
			return true
		}
	}
	return false
}

// Requests returns the first request for a permission by its full name.
func (m *Manifest) Requests(name string) (UsesPermission, bool) {
	for _, p := range m.Permissions {
		if p.Name == name {
			return p, true
		}
	}
	return UsesPermission{}, false
}
