package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/dex/asm"
	"github.com/zicha-lint/zicha/rules"
)

const mainSource = `.class public Lcn/example/Main;
.super Ljava/lang/Object;

.method public static main(Landroid/telephony/TelephonyManager;Lcn/example/Wifi;Lcn/example/Own;)V
    .registers 5
    invoke-virtual {p0}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    invoke-virtual {p0, p2}, Landroid/telephony/TelephonyManager;->getDeviceId(I)Ljava/lang/String;
    invoke-virtual {p0}, Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;
    invoke-virtual {p1}, Lcn/example/Wifi;->getImei()Ljava/lang/String;
    invoke-virtual {p2}, Lcn/example/Own;->getImei()Ljava/lang/String;
    sget-object v0, Landroid/os/Build;->SERIAL:Ljava/lang/String;
    return-void
.end method
`

const wifiSource = `.class public Lcn/example/Wifi;
.super Landroid/telephony/TelephonyManager;
`

const ownSource = `.class public Lcn/example/Own;
.super Lcn/example/Wifi;

.method public getImei()Ljava/lang/String;
    .registers 1
    const/4 p0, 0
    return-object p0
.end method
`

func catalog() *rules.Catalog {
	return &rules.Catalog{APIs: []rules.API{
		{ID: "imei", Calls: []rules.Call{{Members: []string{
			"Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;", "Landroid/telephony/TelephonyManager;->getImei",
		}}}},
		{ID: "serial", Calls: []rules.Call{{Members: []string{
			"Landroid/os/Build;->SERIAL:Ljava/lang/String;", "Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;",
		}}}},
	}}
}

var (
	deviceID = parseMember("Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;")
	imei     = parseMember("Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;")
	serial   = parseMember("Landroid/os/Build;->SERIAL:Ljava/lang/String;")
)

func example(t *testing.T) ([]*dex.File, *wanted, *sites) {
	data, err := asm.Assemble(map[string][]byte{"Main.smali": []byte(mainSource), "Wifi.smali": []byte(wifiSource), "Own.smali": []byte(ownSource)})
	if err != nil {
		t.Fatal(err)
	}
	files, err := dex.Open("classes.dex", data)
	if err != nil {
		t.Fatal(err)
	}
	w := membersOf(catalog())
	return files, w, findSites(files, w)
}

func TestSites(t *testing.T) {
	files, w, found := example(t)
	if diff := cmp.Diff(map[member]int{deviceID: 1, imei: 1, serial: 1}, found.named, cmp.AllowUnexported(member{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if found.inherited != 1 {
		t.Errorf("%d sites name a subclass, want 1", found.inherited)
	}
	result := callgraph.Analyze(files, callgraph.Entries{}, w.apis(), callgraph.Options{})
	if lines := found.compareEngine(result, w); len(lines) > 0 {
		t.Errorf("callgraph differs: %q", lines)
	}
	result.Uses = append(result.Uses[1:], result.Uses[1])
	if lines := found.compareEngine(result, w); len(lines) != 2 {
		t.Errorf("one place less and one twice are two differences, not %q", lines)
	}
}

func TestMembers(t *testing.T) {
	want := []member{serial, deviceID, parseMember("Landroid/telephony/TelephonyManager;->getImei")}
	if got := membersOf(catalog()).members; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestCompareXrefs(t *testing.T) {
	_, _, found := example(t)
	theirs, err := parseXrefs([]byte("Landroid/os/Build;->SERIAL Ljava/lang/String; 1\n" +
		"Landroid/telephony/TelephonyManager;->getDeviceId ()Ljava/lang/String; 2\n"))
	if err != nil {
		t.Fatal(err)
	}
	found.polymorphic[imei] = 1
	p := surveyedPackage{sites: found, notes: []string{"a note"}}
	want := []string{
		"Landroid/telephony/TelephonyManager;->getDeviceId ()Ljava/lang/String;: 1 here, 2 in androguard; a note",
		"Landroid/telephony/TelephonyManager;->getImei ()Ljava/lang/String;: 1 here, 0 in androguard; 1 are invoke-polymorphic, which androguard does not follow; a note",
	}
	if diff := cmp.Diff(want, p.compare(theirs)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := parseXrefs([]byte("Traceback\n")); err == nil {
		t.Error("what is no count is taken for one")
	}
}
