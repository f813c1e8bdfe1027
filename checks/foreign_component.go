package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

var foreignComponent = lint.Define(lint.Check{
	Name:  "foreign-component",
	Doc:   lang.Text{ZH: "未经用户操作启动其他应用的组件", EN: "components of other apps are started without an act of the user"},
	Stage: rules.StageCode,
	Needs: app.FactManifest | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.API != startServiceAPI && u.API != startActivityAPI || !unasked(u) {
			return
		}
		t := targetOf(u)
		if pkg := t.foreign(c); pkg != "" && (t.class != "" || u.API == startServiceAPI) {
			g.add(u.Owner, u, api, pkg)
		}
	})
	var out []lint.Finding
	for _, one := range g.list {
		f := one.finding()
		t := targetOf(one.best)
		name := t.pkg
		if t.class != "" {
			name += "/" + t.class
		}
		f.Note.ZH += "，目标是其他应用的组件 " + name
		f.Note.EN += "; the target is a component of another app, " + name
		out = append(out, one.certain(c, one.doubted(one.gated(f))))
	}
	return out
})

// startServiceAPI is the entry of the catalogue for services that are started or
// bound.
const startServiceAPI = "beh.start_service"

// unasked reports whether something happens although the user does nothing: at
// start-up, in the background, or when a screen opens by itself.
func unasked(u *app.Use) bool {
	return !u.Tapped && (u.Phase == app.Startup || u.Phase == app.Background)
}

// certain lowers the word of a finding on whose path something has to have a given
// value, such as the code of a message: what a read only makes likely, an act has to
// be sure of.
func (g *useGroup) certain(c *lint.Case, f lint.Finding) lint.Finding {
	switch {
	case f.Cap == rules.Review:
		return f
	case sentByItself(c, g.best):
		return lowered(f, lang.Text{
			ZH: "该广播接收器不接收系统广播，请确认不是由用户点击通知等触发",
			EN: "the receiver takes no broadcast of the system: make sure that no tap on a notification or the like sends what it takes",
		})
	case g.best.Weight < givenValue:
		return f
	}
	return lowered(f, lang.Text{
		ZH: "途中要求某个取值（如消息编号、服务端配置），最多的在 " + spot(g.best.Path[g.best.Hard]) + " 之前，请确认无需用户操作就会成立",
		EN: "something on the way has to have a given value, as of a message or a setting, most before " + spot(g.best.Path[g.best.Hard]) + ": make sure that it has without an act of the user",
	})
}

// sentByItself reports whether a use is entered by a receiver of the manifest to
// which no broadcast of the system comes: what it gets the app sends itself, often
// by a tap on a notification.
func sentByItself(c *lint.Case, u *app.Use) bool {
	if u.Entry.Kind != app.Receiver {
		return false
	}
	return !slices.ContainsFunc(c.App.Manifest.Components, func(k app.Component) bool {
		return k.Name == u.Entry.Class && slices.ContainsFunc(k.Filters, func(f app.IntentFilter) bool {
			return slices.ContainsFunc(f.Actions, func(a string) bool { return strings.HasPrefix(a, "android.") })
		})
	})
}

// givenValue is the weight of one condition that something equals a given value,
// see [app.Use].
const givenValue = 5

// target is what an Intent names.
type target struct {
	pkg, class, action, uri string
}

// targetOf reads the Intent that a call is given first.
func targetOf(u *app.Use) (t target) {
	if len(u.Args) == 0 {
		return t
	}
	t.read(u.Args[0])
	return t
}

func (t *target) read(a app.Arg) {
	for _, k := range a.Calls {
		if k.Possible {
			continue
		}
		switch k.Name {
		case "<init>":
			t.constructor(k.Args)
		case "setAction":
			t.action = textOf(k.Args, 0)
		case "setData", "setDataAndType", "setDataAndNormalize":
			t.uri = textOf(k.Args, 0)
		case "setPackage":
			t.pkg = textOf(k.Args, 0)
		case "setClassName":
			t.name(textOf(k.Args, 0), textOf(k.Args, 1))
		case "setComponent":
			if len(k.Args) == 1 {
				for _, of := range k.Args[0].Calls {
					if of.Name == "<init>" {
						t.name(textOf(of.Args, 0), textOf(of.Args, 1))
					}
				}
			}
		case "android/content/pm/PackageManager->getLaunchIntentForPackage":
			t.pkg = textOf(k.Args, 0)
		case "android/content/Intent->createChooser":
			if len(k.Args) > 0 {
				t.read(k.Args[0])
			}
		}
	}
}

// constructor reads what an Intent is made with: an action, with an address or
// without, or a class.
func (t *target) constructor(args []app.Arg) {
	if len(args) == 0 {
		return
	}
	t.action = textOf(args, 0)
	if len(args) > 1 {
		t.uri = textOf(args, 1)
	}
}

func (t *target) name(pkg, class string) {
	if strings.Contains(pkg, ".") {
		t.pkg, t.class = pkg, class
	}
}

// foreign returns the package of another app that is named; "" where that is the
// app itself or comes with the device.
func (t *target) foreign(c *lint.Case) string {
	if t.pkg == "" || t.pkg == c.App.Manifest.Package || strings.ContainsAny(t.pkg, " /:") || hasAnyPrefix(t.pkg+".", ofDevice...) {
		return ""
	}
	return t.pkg
}

// ofDevice are the packages of what comes with a device: its system, its makers'
// services for accounts, push and identifiers, and its stores.
var ofDevice = []string{
	"android.", "com.android.", "com.google.android.", "com.qualcomm.", "com.mediatek.", "com.mdid.", "com.zte.", "com.zui.", "com.lenovo.", "com.motorola.",
	"com.huawei.", "com.hihonor.", "com.honor.", "com.heytap.", "com.oplus.", "com.coloros.", "com.oppo.", "com.nearme.", "com.oneplus.", "com.vivo.", "com.bbk.", "com.iqoo.",
	"com.miui.", "com.xiaomi.", "com.samsung.", "com.sec.", "com.meizu.", "com.flyme.", "com.asus.", "com.nubia.", "cn.nubia.", "com.letv.", "com.sony", "com.htc.", "com.lge.",
	"com.smartisan", "com.qiku.", "com.freeme.", "com.yulong.", "com.coolpad.", "com.gionee.", "com.amazon.", "com.hmct.", "com.hisense.", "com.transsion.",
}

// schemes that other parts of the system answer for, or the app itself.
var plainSchemes = []string{"package", "tel", "smsto", "sms", "mailto", "geo", "file", "content", "data", "about", "javascript"}

// schemeOf returns the scheme of an address, in small letters; "" where it has none.
func schemeOf(uri string) string {
	scheme, _, ok := strings.Cut(uri, ":")
	if !ok || scheme == "" || strings.ContainsAny(scheme, " /?#") {
		return ""
	}
	return strings.ToLower(scheme)
}

// answers reports whether a component of the app handles addresses of the scheme.
func answers(c *lint.Case, scheme string) bool {
	return slices.ContainsFunc(c.App.Manifest.Components, func(k app.Component) bool {
		return slices.ContainsFunc(k.Filters, func(f app.IntentFilter) bool {
			return slices.ContainsFunc(f.Data, func(d app.IntentData) bool { return strings.EqualFold(d.Scheme, scheme) })
		})
	})
}
