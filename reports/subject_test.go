package reports

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// sdkRun has an SDK that reads the Android ID when the app starts and the IMEI
// when the app calls it, and has one of the two switches that the catalogue knows.
func sdkRun() *Run {
	use := func(api string, phase app.Phase, class string, kind app.ComponentKind) app.Use {
		return app.Use{API: api, Phase: phase, Entry: app.EntryPoint{Class: class, Kind: kind}, Path: []app.Location{{File: "classes.jar!/cn/push/a.class", Symbol: "Lcn/push/a;->b()V", Source: "a.java", Line: 7}}}
	}
	a := &app.App{
		Source:   app.Source{Name: "push.aar", Kind: app.KindAAR, Size: 1000},
		Has:      app.FactManifest | app.FactCode,
		Manifest: app.Manifest{Package: "cn.push", MinSDK: 19, TargetSDK: 10000, Permissions: []app.UsesPermission{{Name: "android.permission.INTERNET"}}},
		SDKs:     []app.SDK{{Owner: app.Owner{Kind: app.OwnerSDK, ID: "push", Name: both("推送", "Push")}, Classes: 3, Version: "1.2"}},
		Code: app.Code{
			Switches: []string{"Lcn/push/Push;->agree"},
			Uses: []app.Use{
				use("imei", app.Called, "cn.push.Push", app.EntryAPI),
				use("imei", app.User, "cn.push.Screen", app.Activity),
				use("id", app.Called, "cn.push.Push", app.EntryAPI),
				use("id", app.Startup, "cn.push.Start", app.Provider),
				use("mac", app.Unreached, "", ""),
				use("none", app.Startup, "cn.push.Start", app.Provider),
			},
		},
	}
	catalog := &rules.Catalog{
		Information: []rules.Information{{ID: "imei", Name: both("国际移动设备识别码", "IMEI")}, {ID: "android_id", Name: both("安卓标识", "Android ID")}, {ID: "mac", Name: both("网卡地址", "MAC")}},
		APIs:        []rules.API{{ID: "imei", Information: "imei"}, {ID: "id", Information: "android_id"}, {ID: "mac", Information: "mac"}, {ID: "none"}},
		SDKs:        []rules.SDK{{ID: "push", Name: both("推送", "Push"), Consent: []rules.Switch{{Method: "Lcn/push/Push;->agree"}, {Method: "Lcn/push/Push;->other"}}}},
	}
	return &Run{Reports: []*lint.Report{{Case: lint.Case{App: a, Catalog: catalog}}}}
}

func TestSDKInTerminal(t *testing.T) {
	out := write(t, "terminal", sdkRun(), Options{Lang: lang.ZH, Width: 120})
	for _, want := range []string{
		"SDK（AAR）", "推送 1.2", "minSdk 19", "android.permission.INTERNET",
		"安卓标识：应用启动时自动，provider cn.push.Start", "国际移动设备识别码：应用调用其接口时，接口 cn.push.Push",
		"cn.push.Push.agree：此文件中有", "cn.push.Push.other：此文件中未见",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	for _, not := range []string{"网卡地址", "签名", "10000", "加固"} {
		if strings.Contains(out, not) {
			t.Errorf("%q in\n%s", not, out)
		}
	}
}

func TestSDKInJSON(t *testing.T) {
	var doc any
	out := write(t, "json", sdkRun(), Options{})
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if err := jsonschema.MustCompile("../rules/schema/report.schema.json").Validate(doc); err != nil {
		t.Errorf("%#v", err)
	}
	var report jsonReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	got := report.Apps[0]
	if got.Source.Kind != "aar" || got.Manifest.TargetSDK != 0 || len(got.SDK.Reads) != 2 || got.SDK.Reads[0].Information != "android_id" || got.SDK.Reads[1].Phase != "called" || !got.SDK.Switches[0].Present || got.SDK.Switches[1].Present {
		t.Errorf("%+v", got.SDK)
	}
}
