package reports

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// sdkCatalog has an SDK of which all is known, one that comes with it, and
// nearly nothing of the second.
func sdkCatalog() *rules.Catalog {
	return &rules.Catalog{
		Information: []rules.Information{
			{ID: "imei", Name: both("IMEI", "IMEI")}, {ID: "location", Name: both("位置信息", "Location"), Sensitive: true}, {ID: "oaid", Name: both("OAID", "OAID")},
		},
		Permissions: []rules.Permission{
			{Name: "android.permission.READ_PHONE_STATE", Title: both("读取手机状态和身份", "Read phone state"), Kind: "dangerous"},
			{Name: "android.permission.CAMERA", Title: both("相机", "Camera"), Kind: "dangerous"},
			{Name: "android.permission.INTERNET", Title: both("访问网络", "Internet"), Kind: "normal"},
		},
		Kinds: []rules.Kind{{ID: "push", Name: both("消息推送", "Push"), Purpose: both("推送消息", "push messages")}},
		APIs: []rules.API{
			{ID: "device.imei", Information: "imei", Permissions: []string{"android.permission.READ_PHONE_STATE"}},
			{ID: "loc.get", Information: "location", Permissions: []string{"android.permission.ACCESS_FINE_LOCATION"}},
			{ID: "beh.request_permissions"},
		},
		SDKs: []rules.SDK{
			{
				ID: "acme-push", Name: both("某推送", "Acme Push"), Category: "push", Vendor: "某某科技有限公司", Policy: "https://acme.example/privacy",
				Information: []string{"imei", "oaid"}, Permissions: []string{"android.permission.INTERNET"},
				Consent:  []rules.Switch{{Method: "Lcom/acme/Push;->agree"}},
				Verified: []rules.Seen{{In: "disclosure", Fields: []string{"vendor", "information", "policy"}}},
			},
			{ID: "acme-oem", Name: both("某厂商通道", "Acme OEM"), Category: "push", Parent: "acme-push", Information: []string{"oaid"}},
		},
	}
}

// sdkApp calls itself hostile names, and a formula.
func sdkApp() *app.App {
	use := func(api string, kind app.OwnerKind, id string, phase app.Phase, method string) app.Use {
		return app.Use{API: api, Member: "Lplatform;->get()V", Phase: phase, Owner: app.Owner{Kind: kind, ID: id}, Path: []app.Location{
			{File: "classes.dex", Symbol: "L" + method + "()V", Source: "Main.java", Line: 12},
		}}
	}
	label := "=cmd|' /C calc'!A0" + hostile
	a := &app.App{
		Source: app.Source{Name: "build/" + hostile + ".apk", Kind: app.KindAPK, Size: 5 << 20, SHA256: strings.Repeat("cd", 32)},
		Has:    app.FactContainer | app.FactManifest | app.FactClasses | app.FactCode | app.FactSDKs,
		Gaps: []app.Gap{
			{Facts: app.FactCode, What: both("classes2.dex 已损坏："+hostile, "classes2.dex is broken: "+hostile), Blocking: true},
			{Facts: app.FactCode, What: both("业务代码未检查：由脚本运行", "business code in scripts was not checked")},
		},
		SDKs: []app.SDK{
			{Owner: app.Owner{Kind: app.OwnerSDK, ID: "acme-oem"}, Confidence: app.Weak, Traces: []app.Trace{{Kind: app.TraceComponent, What: "com.oem." + hostile}}},
			{
				Owner: app.Owner{Kind: app.OwnerSDK, ID: "acme-push"}, Confidence: app.Sure, Classes: 40, Version: "3.1.0" + hostile, VersionAt: app.Location{File: "classes.dex", Symbol: "Lcom/acme/Push;->VERSION"},
				Traces: []app.Trace{{Kind: app.TraceClasses, What: "com.acme", At: app.Location{File: "classes.dex"}}, {Kind: app.TraceLibrary, What: "libacme.so", At: app.Location{File: "lib/arm64-v8a/libacme.so"}}},
			},
			{Owner: app.Owner{Kind: app.OwnerLibrary, ID: "okhttp", Name: both("OkHttp", "OkHttp")}, Version: "4.9.0"},
		},
		Others: []app.Unidentified{{Root: "com." + hostile, Classes: 12, Hosts: []string{"a.example", "=1+1.example"}}, {Root: "", Classes: 3}},
	}
	a.Manifest = app.Manifest{
		Package: "cn.example.notes", VersionName: "@SUM(1)" + hostile, VersionCode: 7,
		Application: app.Application{Label: &label},
		Permissions: []app.UsesPermission{
			{Name: "android.permission.INTERNET"}, {Name: "android.permission.READ_PHONE_STATE"}, {Name: "android.permission.CAMERA"}, {Name: "com.evil.permission." + hostile, MaxSDK: 28},
		},
	}
	a.Code = app.Code{
		Uses: []app.Use{
			use("device.imei", app.OwnerApp, "", app.User, "cn/example/Main;->read"),
			use("device.imei", app.OwnerSDK, "acme-push", app.Startup, "com/acme/Push;->id"),
			use("loc.get", app.OwnerUnidentified, "com."+hostile, app.User, "com/"+hostile+"/X;->at"),
		},
		Told:     []app.Told{{Use: use("", app.OwnerApp, "", app.Startup, "cn/example/Main;->onCreate"), SDK: "acme-push", Switch: app.SwitchInit}},
		Switches: []string{"Lcom/acme/Push;->agree"},
	}
	a.Code.Told[0].Member = "Lcom/acme/Push;->init(Landroid/content/Context;)V"
	return a
}

func sampleInventories() *Inventories {
	bare := &app.App{Source: app.Source{Name: "bare.apk", Kind: app.KindAPK}}
	return &Inventories{
		Apps:        []*disclose.Inventory{disclose.Take(sdkApp(), sdkCatalog()), disclose.Take(bare, sdkCatalog())},
		Failures:    []Failure{{"下载/readme.apk", both("不是 ZIP 文件，请给出 APK", "not a zip file; please give an APK")}},
		ToolVersion: "0.1.0", RulesDigest: strings.Repeat("ab", 32), Exit: 3,
	}
}

func writeSDKs(t *testing.T, format string, o Options) string {
	t.Helper()
	return set(t, SDKFormats(), format, sampleInventories(), o)
}

func TestSDKGolden(t *testing.T) {
	golden(t, "sdks.json", writeSDKs(t, "json", Options{}))
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		golden(t, "sdks.table."+string(l), writeSDKs(t, "table", Options{Lang: l}))
		golden(t, "sdks.csv."+string(l), writeSDKs(t, "csv", Options{Lang: l}))
	}
	golden(t, "sdks.table.verbose", writeSDKs(t, "table", Options{Verbose: true}))
}

func TestSDKJSONFitsItsSchema(t *testing.T) {
	schema := jsonschema.MustCompile("../rules/schema/sdks.schema.json")
	out := writeSDKs(t, "json", Options{})
	var doc any
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("%#v", err)
	}
	for _, field := range []string{`"documented"`, `"consent"`, `"unidentified"`, `"mark"`} {
		if err := json.Unmarshal([]byte(strings.Replace(out, field, `"surprise"`, 1)), &doc); err != nil {
			t.Fatal(err)
		}
		if schema.Validate(doc) == nil {
			t.Errorf("the schema accepts a list without one %s", field)
		}
	}
}

// Nothing of a package reaches a terminal that it would obey.
func TestSDKsAreHarmless(t *testing.T) {
	for _, f := range SDKFormats() {
		for i, r := range strings.TrimPrefix(writeSDKs(t, f.Name, Options{Verbose: true}), "\uFEFF") {
			if r != '\n' && hidden(r) {
				t.Fatalf("%s: byte %d: %U stands unescaped", f.Name, i, r)
			}
		}
	}
}

// No cell of a sheet is a formula, and every row is read back as one.
func TestSheetsAreHarmless(t *testing.T) {
	for name, out := range map[string]string{"sdks": writeSDKs(t, "csv", Options{}), "lists": writeDraft(t, "csv", nil, Options{})} {
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\uFEFF")))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%s: a cell begins like a formula: %q", name, cell)
				}
			}
		}
	}
}

func TestLiteral(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "IMEI": "IMEI", "=1+1": "'=1+1", "-1": "'-1", "@x": "'@x", "+1": "'+1", " =1": "' =1", "＝1": "'＝1", "\t=1": `\u{9}=1`, "a\n=b": "a\n=b",
	} {
		if got := literal(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFrames(t *testing.T) {
	for want, l := range map[string]app.Location{
		"com.acme.Push.id(Main.java:12)":  {File: "classes.dex", Symbol: "Lcom/acme/Push;->id()V", Source: "Main.java", Line: 12},
		"com.acme.Push.id(classes.dex)":   {File: "classes.dex", Symbol: "Lcom/acme/Push;->id()V"},
		"com.acme.Push.id":                {File: "com/acme/Push.class", Symbol: "Lcom/acme/Push;->id()V"},
		"com.acme.Push.<init>(x/Y.class)": {File: "x/Y.class", Symbol: "Lcom/acme/Push;-><init>()V"},
	} {
		if got := place(l); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
