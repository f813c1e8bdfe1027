package artifact

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/fixture"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// acme is a catalogue of two SDKs and a library.
var acme = &rules.Catalog{
	SDKs: []rules.SDK{
		{ID: "acme", Traces: rules.Traces{
			Prefixes: []string{"com.acme"}, Components: []string{"com.acme.PushService", ".acme.EntryActivity", "com.acme.gen.*"},
			Libraries: []string{"libacme-*.so"}, MetaData: []string{"ACME_KEY"}, Entries: []string{"assets/acme.json"},
			Strings: []string{"acme_prefs", "log.acme.example"},
			Versions: []rules.Version{
				{Field: "Lcom/acme/BuildConfig;->VERSION_NAME"}, {Method: "Lcom/acme/Acme;->version"}, {MetaData: "ACME_VERSION"},
				{Class: "Lcom/acme/Core;"}, {String: "acme-sdk/*;"}, {Entry: "META-INF/acme.version"}, {Library: "libacme-*.so"},
			},
		}},
		{ID: "acme-ads", Parent: "acme", Traces: rules.Traces{Prefixes: []string{"com.acme.ads"}, MetaData: []string{"ACME_KEY"}}},
		{ID: "other", Traces: rules.Traces{Prefixes: []string{"com.other"}}},
	},
	Libraries: []rules.Library{{ID: "androidx", Traces: rules.Traces{Prefixes: []string{"androidx"}}}},
}

func class(name, body string) txtar.File {
	path := strings.ReplaceAll(name, ".", "/")
	return txtar.File{Name: "smali/" + path + ".smali", Data: []byte(".class public L" + path + ";\n.super Ljava/lang/Object;\n" + body)}
}

func manifestOf(pkg, application string) txtar.File {
	return txtar.File{Name: "AndroidManifest.xml", Data: []byte(
		`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="` + pkg + `"><application>` + application + `</application></manifest>`)}
}

// openWith reads an app in source form with a catalogue.
func openWith(t *testing.T, catalog *rules.Catalog, files ...txtar.File) *app.App {
	t.Helper()
	return openAs(t, Options{Catalog: catalog, Limits: ziparchive.DefaultLimits()}, files...)
}

func openAs(t *testing.T, o Options, files ...txtar.File) *app.App {
	t.Helper()
	f, err := fixture.Parse(&txtar.Archive{Files: files})
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read("test.apk", bytes.NewReader(f.APK), o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func described(list []app.SDK) (out []string) {
	for _, s := range list {
		line := s.ID + [...]string{" weak", " strong", " sure"}[s.Confidence]
		for _, t := range s.Traces {
			line += ", " + t.Kind.Name().EN + " " + t.What
		}
		out = append(out, line)
	}
	return out
}

func TestSDKs(t *testing.T) {
	text := func(values ...string) (body string) {
		body = ".method public static run()V\n.registers 1\n"
		for _, v := range values {
			body += "const-string v0, \"" + v + "\"\n"
		}
		return body + "return-void\n.end method\n"
	}
	for _, c := range []struct {
		name  string
		files []txtar.File
		want  []string
	}{
		{"nothing", []txtar.File{manifestOf("cn.shop", ""), class("cn.shop.Main", "")}, nil},
		{"a class", []txtar.File{manifestOf("cn.shop", ""), class("com.acme.a.Core", "")}, []string{"acme strong, classes com.acme"}},
		{"a name that only begins alike", []txtar.File{manifestOf("cn.shop", ""), class("com.acmeology.Core", "")}, nil},
		{"class and component", []txtar.File{manifestOf("cn.shop", `<service android:name="com.acme.PushService"/>`), class("com.acme.PushService", "")},
			[]string{"acme sure, classes com.acme, component com.acme.PushService"}},
		{"a leftover of the manifest", []txtar.File{manifestOf("cn.shop", `<service android:name="com.acme.PushService"/>`), class("cn.shop.Main", "")},
			[]string{"acme weak, component com.acme.PushService"}},
		{"a component of the app by which the SDK knows it", []txtar.File{manifestOf("cn.shop", `<activity android:name=".acme.EntryActivity"/>`), class("cn.shop.acme.EntryActivity", "")},
			[]string{"acme weak, component cn.shop.acme.EntryActivity"}},
		{"a native library and a file", []txtar.File{manifestOf("cn.shop", ""), {Name: "lib/arm64-v8a/libacme-2.so", Data: []byte("x")}, {Name: "assets/acme.json", Data: []byte("{}")}},
			[]string{"acme sure, native library libacme-2.so, file assets/acme.json"}},
		{"a name that two share", []txtar.File{manifestOf("cn.shop", `<meta-data android:name="ACME_KEY" android:value="1"/>`)}, nil},
		{"a shared name beside one of its own", []txtar.File{manifestOf("cn.shop", `<meta-data android:name="ACME_KEY" android:value="1"/>`), class("com.acme.ads.Ad", "")},
			[]string{"acme-ads sure, classes com.acme.ads, meta-data ACME_KEY"}},
		{"renamed", []txtar.File{manifestOf("cn.shop", ""), class("a.b", text("acme_prefs", "log.acme.example"))},
			[]string{"acme strong, string acme_prefs, string log.acme.example"}},
		{"one string is none", []txtar.File{manifestOf("cn.shop", ""), class("a.b", text("acme_prefs"))}, nil},
		{"the SDK's own demo", []txtar.File{manifestOf("com.acme.demo", ""), class("com.acme.demo.Main", "")}, nil},
		{"a library", []txtar.File{manifestOf("cn.shop", ""), class("androidx.core.Core", "")}, []string{"androidx strong, classes androidx"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := openWith(t, acme, c.files...)
			if got := described(a.SDKs); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestParents(t *testing.T) {
	a := openWith(t, acme, manifestOf("cn.shop", ""), class("com.acme.ads.Ad", ""), class("com.acme.Core", ""))
	if len(a.SDKs) != 2 || a.SDKs[1].ID != "acme-ads" || a.SDKs[1].Parent != "acme" {
		t.Errorf("got %+v", a.SDKs)
	}
	a = openWith(t, acme, manifestOf("cn.shop", ""), class("com.acme.ads.Ad", ""))
	if len(a.SDKs) != 1 || a.SDKs[0].Parent != "" {
		t.Errorf("without its parent: got %+v", a.SDKs)
	}
}

func TestSDKVersions(t *testing.T) {
	method := func(said string) string {
		return ".method public static version()Ljava/lang/String;\n.registers 1\nconst-string v0, \"" + said + "\"\nreturn-object v0\n.end method\n"
	}
	field := func(said string) string {
		return ".field public static final VERSION_NAME:Ljava/lang/String; = \"" + said + "\"\n"
	}
	for _, c := range []struct {
		name, want string
		files      []txtar.File
	}{
		{"a constant", "3.2.1", []txtar.File{class("com.acme.BuildConfig", field("3.2.1"))}},
		{"a constant of the static initialiser", "3.2.2", []txtar.File{class("com.acme.BuildConfig", ".field public static VERSION_NAME:Ljava/lang/String;\n"+
			".method static constructor <clinit>()V\n.registers 1\nconst-string v0, \"android 3.2.2\"\n"+
			"sput-object v0, Lcom/acme/BuildConfig;->VERSION_NAME:Ljava/lang/String;\nreturn-void\n.end method\n")}},
		{"a method", "4.0.0-beta1", []txtar.File{class("com.acme.Acme", method("v4.0.0-beta1"))}},
		{"the first place wins", "3.2.1", []txtar.File{class("com.acme.BuildConfig", field("3.2.1")), class("com.acme.Acme", method("9.9"))}},
		{"what is no version is passed over", "9.9", []txtar.File{class("com.acme.BuildConfig", field("release")), class("com.acme.Acme", method("9.9"))}},
		{"the one version of a class", "5.0.1", []txtar.File{class("com.acme.Core", method("x")+field("5.0.1"))}},
		{"two versions of a class", "", []txtar.File{class("com.acme.Core", field("5.0.1")+strings.ReplaceAll(field("6.0"), "VERSION_NAME", "OTHER"))}},
		{"a constant anywhere", "7.1", []txtar.File{class("com.acme.a", field("acme-sdk/7.1;")), class("a.b", field("acme-sdk/"))}},
		{"two constants that differ", "", []txtar.File{class("com.acme.a", field("acme-sdk/7.1;")), class("a.b", field("acme-sdk/7.2;"))}},
		{"a file", "1.4.0", []txtar.File{class("com.acme.A", ""), {Name: "META-INF/acme.version", Data: []byte("1.4.0\n")}}},
		{"a file of properties", "1.4.1", []txtar.File{class("com.acme.A", ""), {Name: "META-INF/acme.version", Data: []byte("#x\ngroupId=a\nversion=1.4.1\n")}}},
		{"the name of a library", "2.0", []txtar.File{{Name: "lib/x86/libacme-2.0.so", Data: []byte("x")}}},
		{"nothing says it", "", []txtar.File{class("com.acme.A", "")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := openWith(t, acme, append([]txtar.File{manifestOf("cn.shop", "")}, c.files...)...)
			if len(a.SDKs) != 1 || a.SDKs[0].Version != c.want {
				t.Errorf("got %+v, want version %q", a.SDKs, c.want)
			}
		})
	}
}

// TestUnidentified proves that code of nobody is listed, renamed code as such.
func TestUnidentified(t *testing.T) {
	a := openWith(t, acme, manifestOf("cn.shop", ""), class("cn.shop.Main", ""), class("com.acme.Core", ""),
		class("net.unknown.ads.A", ""), class("net.unknown.B", ""), class("a.b.C", ""))
	want := []app.Unidentified{{Root: "net.unknown", Classes: 2}, {Root: "", Classes: 1}}
	if !slices.EqualFunc(a.Others, want, func(x, y app.Unidentified) bool { return x.Root == y.Root && x.Classes == y.Classes }) {
		t.Errorf("got %+v, want %+v", a.Others, want)
	}
}

// TestHosts proves that code of nobody is held to the hosts it names.
func TestHosts(t *testing.T) {
	body := ".field static a:Ljava/lang/String; = \"https://Log.unknown.example/v1\"\n.method public static run()V\n.registers 1\n" +
		"const-string v0, \"http://up.unknown.example:8080/x\"\nconst-string v0, \"https://log.unknown.example/v2\"\n" +
		"const-string v0, \"httpbin\"\nconst-string v0, \"https://%s/x\"\nreturn-void\n.end method\n"
	files := []txtar.File{manifestOf("cn.shop", ""), class("net.unknown.A", body), class("cn.shop.Main", strings.ReplaceAll(body, "unknown", "shop"))}
	want := []string{"log.unknown.example", "up.unknown.example"}
	if a := openWith(t, acme, files...); len(a.Others) != 1 || a.Others[0].Hosts != nil {
		t.Errorf("not asked for, got %+v", a.Others)
	}
	if a := openAs(t, Options{Catalog: acme, Limits: ziparchive.DefaultLimits(), Hosts: true}, files...); len(a.Others) != 1 || !slices.Equal(a.Others[0].Hosts, want) {
		t.Errorf("got %+v, want hosts %q", a.Others, want)
	}
}

// TestStringsAreASCII proves that the search among the sorted strings of a DEX
// file finds each one.
func TestStringsAreASCII(t *testing.T) {
	for _, p := range productsOf(&builtin.Pack().Catalog) {
		for _, s := range p.traces.Strings {
			if strings.ContainsFunc(s, func(r rune) bool { return r == 0 || r > 0x7E }) {
				t.Errorf("%s: %q is not ASCII", p.owner.ID, s)
			}
		}
	}
}
