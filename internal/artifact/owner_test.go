package artifact

import (
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

func TestOwners(t *testing.T) {
	catalog := &rules.Catalog{
		SDKs: []rules.SDK{
			{ID: "stats", Traces: rules.Traces{Prefixes: []string{"com.stats"}}},
			{ID: "stats-push", Traces: rules.Traces{Prefixes: []string{"com.stats.push"}}},
		},
		Libraries: []rules.Library{{ID: "androidx", Traces: rules.Traces{Prefixes: []string{"androidx", "android.support"}}, Ignored: []rules.Ignored{
			{APIs: []string{"loc.last_known"}, Strings: []string{"literal"}, Reason: lang.Text{EN: "x"}},
			{APIs: []string{"clip.read"}, Reason: lang.Text{EN: "x"}},
		}}},
	}
	o := newOwners(catalog, &app.Manifest{
		Package:     "cn.example.shop",
		Application: app.Application{Name: "org.company.core.App"},
		Components: []app.Component{{Kind: app.Activity, Name: "com.stats.ui.Launcher", Enabled: true, Filters: []app.IntentFilter{
			{Actions: []string{"android.intent.action.MAIN"}, Categories: []string{"android.intent.category.LAUNCHER"}}}}},
	}, "cn.example.shop")
	for _, c := range []struct {
		path []string
		kind app.OwnerKind
		id   string
	}{
		{[]string{"cn/example/shop/Main"}, app.OwnerApp, ""},
		{[]string{"org/company/net/Client"}, app.OwnerApp, ""},
		{[]string{"cn/example/shop/Main", "com/stats/Agent"}, app.OwnerSDK, "stats"},
		{[]string{"com/stats/Agent", "com/stats/push/Push"}, app.OwnerSDK, "stats-push"},
		{[]string{"com/statsother/Agent"}, app.OwnerUnidentified, "com.statsother"},
		{[]string{"com/stats/Agent", "a/b/C"}, app.OwnerSDK, "stats"},
		{[]string{"com/stats/Agent", "com/a/b/C"}, app.OwnerSDK, "stats"},
		{[]string{"cn/example/shop/Main", "androidx/core/Util"}, app.OwnerApp, ""},
		{[]string{"androidx/core/Util"}, app.OwnerLibrary, "androidx"},
	} {
		if got := o.answers(c.path); got.ID != c.id || got.Kind != c.kind {
			t.Errorf("%v belongs to %q, kind %d; want %q, kind %d", c.path, got.ID, got.Kind, c.id, c.kind)
		}
	}
	words := newOwners(catalog, &app.Manifest{Package: "cn.example.shop", Application: app.Application{Name: "app.Base"}}, "cn.example.shop")
	for class, id := range map[string]string{"app/money/Red": "", "apps/money/Red": "apps.money"} {
		if got := words.answers([]string{class}); got.ID != id {
			t.Errorf("%s belongs to %q, want %q", class, got.ID, id)
		}
	}
	for _, c := range []struct {
		api, class string
		constants  []string
		want       string
	}{
		{"loc.last_known", "androidx/appcompat/app/TwilightManager", []string{"literal"}, "androidx"},
		{"loc.last_known", "androidx/appcompat/app/TwilightManager", nil, ""},
		{"loc.last_known", "b/c/D", []string{"literal"}, "androidx"},
		{"loc.last_known", "cn/example/shop/Main", []string{"literal"}, ""},
		{"clip.read", "androidx/core/Util", nil, "androidx"},
		{"clip.read", "b/c/D", nil, ""},
	} {
		if got := o.noData(c.api, c.class, c.constants); got != c.want {
			t.Errorf("%s in %s with %q: %q, want %q", c.api, c.class, c.constants, got, c.want)
		}
	}
}

func TestComponentsHaveOwners(t *testing.T) {
	catalog := &rules.Catalog{SDKs: []rules.SDK{{ID: "stats", Traces: rules.Traces{Prefixes: []string{"com.stats"}}}}}
	a := &apk{App: &app.App{Manifest: app.Manifest{Package: "cn.example.shop", Components: []app.Component{
		{Name: "cn.example.shop.Main"}, {Name: "com.stats.Receiver"}, {Name: "net.other.ads.Receiver"}, {Name: "a.b.C"},
	}}}, o: Options{Catalog: catalog}}
	a.nameOwners()
	for i, want := range []string{"", "stats", "net.other", ""} {
		if c := a.Manifest.Components[i]; c.Owner.ID != want {
			t.Errorf("%s belongs to %q, want %q", c.Name, c.Owner.ID, want)
		}
	}
}
