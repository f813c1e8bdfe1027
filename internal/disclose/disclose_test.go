package disclose

import (
	"slices"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// catalog is a catalogue of two SDKs that come together, and one that nobody
// has compared with anything.
func catalog() *rules.Catalog {
	return &rules.Catalog{
		Information: []rules.Information{
			{ID: "imei", Name: lang.Text{ZH: "IMEI", EN: "IMEI"}}, {ID: "location", Name: lang.Text{ZH: "位置", EN: "location"}, Sensitive: true},
			{ID: "oaid", Name: lang.Text{ZH: "OAID", EN: "OAID"}},
		},
		Permissions: []rules.Permission{
			{Name: "android.permission.READ_PHONE_STATE", Title: lang.Text{ZH: "读取手机状态", EN: "Read phone state"}, Kind: "dangerous"},
			{Name: "android.permission.INTERNET", Title: lang.Text{ZH: "网络", EN: "Internet"}, Kind: "normal"},
			{Name: "android.permission.CAMERA", Title: lang.Text{ZH: "相机", EN: "Camera"}, Kind: "dangerous"},
		},
		Kinds: []rules.Kind{{ID: "push", Name: lang.Text{ZH: "推送", EN: "Push"}, Purpose: lang.Text{ZH: "消息推送", EN: "push messages"}}},
		APIs: []rules.API{
			{ID: "device.imei", Information: "imei", Permissions: []string{"android.permission.READ_PHONE_STATE"}},
			{ID: "loc.get", Information: "location", Permissions: []string{"android.permission.ACCESS_FINE_LOCATION"}},
			{ID: "beh.request_permissions"},
		},
		SDKs: []rules.SDK{
			{
				ID: "acme-push", Name: lang.Text{ZH: "某推送", EN: "Acme Push"}, Category: "push", Vendor: "某某公司", Policy: "https://acme.example/privacy",
				Information: []string{"imei", "oaid"}, Permissions: []string{"android.permission.INTERNET", "android.permission.CALL_PHONE"},
				Init: []string{"Lcom/acme/Push;->init"}, Consent: []rules.Switch{{Method: "Lcom/acme/Push;->agree"}},
				Verified: []rules.Seen{{In: "disclosure", Fields: []string{"vendor", "information"}}},
			},
			{ID: "acme-oem", Name: lang.Text{ZH: "某厂商通道", EN: "Acme OEM"}, Category: "push", Parent: "acme-push", Information: []string{"oaid"}},
			{ID: "absent", Name: lang.Text{ZH: "不在包内", EN: "absent"}, Category: "push"},
		},
	}
}

func use(api string, kind app.OwnerKind, owner string, phase app.Phase) app.Use {
	return app.Use{
		API: api, Phase: phase, Owner: app.Owner{Kind: kind, ID: owner},
		Path: []app.Location{{File: "classes.dex", Symbol: "Lcom/" + strings.ReplaceAll(owner, "-", "/") + "/Main;->read()V", Line: 7}},
	}
}

func sample() *app.App {
	a := &app.App{
		Has: app.FactManifest | app.FactCode | app.FactClasses | app.FactContainer,
		SDKs: []app.SDK{
			{Owner: app.Owner{Kind: app.OwnerSDK, ID: "acme-oem"}, Confidence: app.Weak},
			{Owner: app.Owner{Kind: app.OwnerSDK, ID: "acme-push"}, Confidence: app.Sure, Version: "3.1"},
			{Owner: app.Owner{Kind: app.OwnerLibrary, ID: "okhttp", Name: same("OkHttp")}},
		},
		Others: []app.Unidentified{{Root: "com.big", Classes: 900}, {Root: "com.reads", Classes: 3, Hosts: []string{"a.example"}}},
	}
	a.Manifest.Permissions = []app.UsesPermission{
		{Name: "android.permission.INTERNET"}, {Name: "android.permission.READ_PHONE_STATE"}, {Name: "android.permission.CAMERA"}, {Name: "android.permission.CAMERA", SDK23: true},
	}
	ignored := use("device.imei", app.OwnerApp, "", app.Startup)
	ignored.NoData = "okhttp"
	a.Code.Uses = []app.Use{
		use("device.imei", app.OwnerApp, "", app.User), use("device.imei", app.OwnerApp, "", app.Unreached),
		use("device.imei", app.OwnerSDK, "acme-push", app.Startup),
		use("loc.get", app.OwnerUnidentified, "com.reads", app.User),
		use("device.imei", app.OwnerLibrary, "okhttp", app.Startup), ignored,
	}
	a.Code.Told = []app.Told{{Use: use("", app.OwnerApp, "", app.Startup), SDK: "acme-push", Switch: app.SwitchInit}}
	a.Code.Switches = []string{"Lcom/acme/Push;->agree"}
	return a
}

func TestSDKRows(t *testing.T) {
	rows := Of(sample(), catalog()).SDKs
	if len(rows) != 3 {
		t.Fatalf("%d rows, want the SDK, what comes with it, and the unidentified code that reads", len(rows))
	}
	push, oem, other := rows[0], rows[1], rows[2]
	if push.ID != "acme-push" || push.Vendor.Mark != Known || push.Policy.Mark != Unverified || push.Purpose.Mark != Proposed || push.Version != "3.1" {
		t.Errorf("the SDK: %+v", push)
	}
	if got := marks(push.Information); got != "imei=代码 oaid=上限" {
		t.Errorf("its information: %s", got)
	}
	if got := marks(push.Permissions); got != "android.permission.READ_PHONE_STATE=代码 android.permission.INTERNET=待核实" {
		t.Errorf("its permissions: %s", got)
	}
	if push.Sharing.Mark != Read || oem.Sharing.Mark != ToFill {
		t.Error("how they share")
	}
	if oem.ID != "acme-oem" || oem.With.ZH != "某推送" || oem.Name.Mark != Possible || oem.Vendor.Mark != ToFill {
		t.Errorf("what comes with it: %+v", oem)
	}
	if other.Root != "com.reads" || other.Name.Mark != ToFill || marks(other.Information) != "location=可能" {
		t.Errorf("unidentified code: %+v", other)
	}
}

func TestInformationRows(t *testing.T) {
	var got []string
	for _, r := range Of(sample(), catalog()).Information {
		var by []string
		for _, w := range r.By {
			by = append(by, w.Name.ZH)
		}
		got = append(got, r.ID+" "+r.Mark.Name().ZH+" "+strings.Join(by, "+")+" "+r.Purpose.Mark.Name().ZH)
	}
	want := []string{
		"imei 代码 应用自身 待填写", "imei 代码 某推送 建议", "location 可能 【未识别：com.reads】 待填写",
		"oaid 上限 某推送 建议", "oaid 待核实 某厂商通道 建议", " 待填写 应用自身 待填写",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPermissionRows(t *testing.T) {
	a := sample()
	request := use("beh.request_permissions", app.OwnerApp, "", app.User)
	request.Args = []app.Arg{{Constants: []string{"android.permission.CAMERA"}}}
	a.Code.Uses = append(a.Code.Uses, request)
	rows := Of(a, catalog()).Permissions
	if len(rows) != 3 || !rows[0].Asked || rows[2].Asked {
		t.Fatalf("rows: %+v", rows)
	}
	camera, phone, internet := rows[0], rows[1], rows[2]
	if len(camera.By) != 1 || camera.By[0].Kind != app.OwnerApp || camera.Purpose.Mark != ToFill || !strings.HasPrefix(camera.When.Text.ZH, "用户操作后弹窗申请，见 com..Main.read:7") {
		t.Errorf("a permission that is asked for and not needed: %+v", camera)
	}
	if len(phone.By) != 2 || phone.By[0].Kind != app.OwnerApp || phone.Purpose.Mark != ToFill {
		t.Errorf("a permission of app and SDK: %+v", phone)
	}
	if internet.Purpose.Mark != Proposed || internet.By[0].ID != "acme-push" {
		t.Errorf("a permission of an SDK: %+v", internet)
	}
}

func TestConsent(t *testing.T) {
	a, c := sample(), catalog()
	for _, one := range []struct {
		name   string
		change func()
		want   ConsentState
	}{
		{"there", func() {}, ConsentUnused},
		{"renamed", func() { a.Code.Switches = nil }, ConsentAbsent},
		{"called", func() { a.Code.Told = []app.Told{{SDK: "acme-push", Switch: app.SwitchConsent}} }, ConsentTold},
		{"code not read", func() { a.Code.Told, a.Has = nil, a.Has&^app.FactCode }, ConsentUnknown},
	} {
		one.change()
		if got := Take(a, c).SDKs[0].State; got != one.want {
			t.Errorf("%s: %s", one.name, got.Name().EN)
		}
	}
}

func TestNothingThatActsHides(t *testing.T) {
	a := sample()
	a.SDKs, a.Others = nil, nil
	in := Take(a, catalog())
	if len(in.SDKs) != 1 || in.SDKs[0].ID != "acme-push" || len(in.Others) != 1 || in.Others[0].Calls != 1 {
		t.Errorf("%+v", in)
	}
}

// An imported name stands with the code that it names, once.
func TestImportedNames(t *testing.T) {
	a, c := sample(), catalog()
	for _, id := range []string{"reads", "quiet"} {
		c.SDKs = append(c.SDKs, rules.SDK{ID: "libchecker-" + id, Name: same("Some " + id), Category: "push", Imported: "libchecker"})
		a.SDKs = append(a.SDKs, app.SDK{
			Owner: app.Owner{Kind: app.OwnerSDK, ID: "libchecker-" + id, Name: same("Some " + id)}, Imported: "libchecker",
			Traces: []app.Trace{{Kind: app.TraceClasses, What: "com." + id + ".inner"}},
		})
	}
	rows := Of(a, c).SDKs
	var got []string
	for _, r := range rows {
		got = append(got, r.ID+r.Root+" "+r.Name.Mark.Name().ZH)
	}
	if want := []string{"acme-push 代码", "acme-oem 可能", "libchecker-quiet 待核实", "com.reads 待填写"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if hint := rows[3].Name.Text.ZH; !strings.Contains(hint, "可能是Some reads（libchecker）") {
		t.Error(hint)
	}
}

func TestIncomplete(t *testing.T) {
	a := sample()
	a.AddGap(app.Gap{Facts: app.FactCode, What: same("packed"), Blocking: true})
	l := Of(a, catalog())
	if !l.Incomplete || l.Unseen[0] != same("packed") {
		t.Errorf("%+v", l.Unseen)
	}
}

func marks(items []Item) string {
	var out []string
	for _, i := range items {
		out = append(out, i.ID+"="+i.Mark.Name().ZH)
	}
	return strings.Join(out, " ")
}

// Who reads the location in the background may need the permission for it, and who
// only asks for a permission is not said to use it.
func TestBackgroundLocationAndRequests(t *testing.T) {
	a, c := sample(), catalog()
	a.Manifest.Permissions = []app.UsesPermission{{Name: backgroundPermission}}
	request := use("beh.request_permissions", app.OwnerApp, "", app.User)
	request.Args = []app.Arg{{Constants: []string{backgroundPermission}}}
	a.Code.Uses = append(a.Code.Uses, request, use("loc.get", app.OwnerSDK, "acme-push", app.Background))
	by := Of(a, c).Permissions[0].By
	if len(by) != 2 || by[0].ID != "acme-push" || by[0].Mark != Possible || by[0].Asks || by[1].Kind != app.OwnerApp || !by[1].Asks {
		t.Errorf("%+v", by)
	}
}
