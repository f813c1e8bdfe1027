package checks

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var hiddenLauncher = lint.Define(lint.Check{
	Name:  "hidden-launcher",
	Doc:   lang.Text{ZH: "没有桌面图标或名称空白", EN: "no launcher icon, or a blank name"},
	Stage: rules.StageManifest,
	Needs: app.FactManifest | app.FactResources,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	m := &c.App.Manifest
	launchers := m.Launchers()
	if len(launchers) > 0 {
		return blankLabels(m, launchers)
	}
	if m.Split != "" || !hasActivity(m) || startsOtherwise(m) || isForTests(m) {
		return nil
	}
	found := []lint.Finding{{
		Anchor: "launcher",
		Note:   lang.Text{ZH: "没有任何可见的桌面入口（MAIN/LAUNCHER）", EN: "no activity is shown in the launcher (MAIN/LAUNCHER)"},
		At:     m.Application.At,
	}}
	if isDeviceAdmin(m) {
		return found
	}
	return capped(found, rules.Review, lang.Text{ZH: "请确认是否为插件、测试包或仅由其他应用调起", EN: "is it a plug-in, a test package or only started by other apps?"})
})

func blankLabels(m *app.Manifest, launchers []app.Component) []lint.Finding {
	for _, l := range launchers {
		label := cmp.Or(l.Label, m.Application.Label)
		if label == nil || !blank(*label) {
			return nil // one readable icon is enough; an unresolved label proves nothing
		}
	}
	return []lint.Finding{{
		Anchor: "label",
		Note:   lang.Text{ZH: "桌面图标的名称为空白字符", EN: "the launcher icon has a blank name"},
		At:     launchers[0].At,
	}}
}

// blank reports whether a label has nothing to see.
func blank(label string) bool {
	return strings.IndexFunc(label, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r) && r != '\u3164' && r != '\u2800'
	}) < 0
}

func hasActivity(m *app.Manifest) bool {
	return slices.ContainsFunc(m.Components, func(k app.Component) bool { return k.Kind == app.Activity })
}

// startsOtherwise reports whether the manifest shows another ordinary way into
// the app: an input method, a wallpaper, a widget, a home screen, a TV or car
// launcher.
func startsOtherwise(m *app.Manifest) bool {
	bound := []string{"android.permission.BIND_INPUT_METHOD", "android.permission.BIND_WALLPAPER", "android.permission.BIND_DREAM_SERVICE", "android.permission.BIND_QUICK_SETTINGS_TILE"}
	for _, k := range m.Components {
		if slices.Contains(bound, k.Permission) ||
			k.Handles("android.appwidget.action.APPWIDGET_UPDATE", "") ||
			k.Handles("android.intent.action.MAIN", "android.intent.category.LEANBACK_LAUNCHER") ||
			k.Handles("android.intent.action.MAIN", "android.intent.category.CAR_LAUNCHER") {
			return true
		}
	}
	return isHome(m)
}

// isForTests reports whether the manifest shows a package that only tests install,
// or one that is part of the system.
func isForTests(m *app.Manifest) bool {
	if m.Application.TestOnly != nil && *m.Application.TestOnly || strings.HasPrefix(m.SharedUID, "android.uid.") {
		return true
	}
	return !slices.ContainsFunc(m.Components, func(k app.Component) bool {
		return k.Kind == app.Activity && !hasAnyPrefix(k.Name, "androidx.test.", "android.support.test.")
	})
}

func isDeviceAdmin(m *app.Manifest) bool {
	return slices.ContainsFunc(m.Components, func(k app.Component) bool {
		return k.Permission == "android.permission.BIND_DEVICE_ADMIN"
	})
}
