package artifact

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// What was imported names code, and changes nothing else: not what the catalogue
// recognises, nor whose code is whose.
func TestImportedSDKsOnlyName(t *testing.T) {
	name := lang.Text{ZH: "小工具", EN: "Gadget"}
	more := *acme
	more.SDKs = append(slices.Clone(acme.SDKs), rules.SDK{
		ID: "exodus-gadget", Name: name, Imported: "exodus",
		Traces: rules.Traces{Prefixes: []string{"com.gadget.sdk", "com.acme.ads.more", "com.example.app.own"}, Components: []string{"com.acme.*"}},
	})
	source := manifestOf("com.example.app", `<service android:name="com.acme.PushService"/><service android:name="com.gadget.sdk.Run"/>`)
	classes := []string{"com.acme.PushService", "com.acme.ads.more.View", "com.gadget.sdk.Run", "com.gadget.rest.Rest", "com.example.app.own.Own"}
	files := []txtar.File{source}
	for _, c := range classes {
		files = append(files, class(c, ""))
	}
	without, with := openWith(t, acme, files...), openWith(t, &more, files...)
	at := slices.IndexFunc(with.SDKs, func(s app.SDK) bool { return s.ID == "exodus-gadget" })
	if at < 0 {
		t.Fatalf("not found: %+v", with.SDKs)
	}
	found := with.SDKs[at]
	if found.Imported != "exodus" || found.Classes != 1 || len(found.Traces) != 1 || found.Traces[0].What != "com.gadget.sdk" {
		t.Errorf("%+v", found)
	}
	if d := cmp.Diff(without.SDKs, slices.Delete(with.SDKs, at, at+1)); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(without.Others, with.Others); d != "" {
		t.Error(d)
	}
	for i, c := range with.Manifest.Components {
		before := without.Manifest.Components[i].Owner
		if c.Owner.Kind != before.Kind || c.Owner.ID != before.ID {
			t.Errorf("%s belongs to %+v, before to %+v", c.Name, c.Owner, before)
		}
	}
	owner := with.Manifest.Components[1].Owner
	if owner.Name.EN != "Gadget (an imported name)" || owner.Name.ZH != "小工具（导入的名称）" {
		t.Errorf("%+v", owner)
	}
}
