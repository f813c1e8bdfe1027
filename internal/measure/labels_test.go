package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zicha-lint/zicha/internal/fixture"
)

const labelled = `
-- AndroidManifest.xml --
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.shop.app">
  <application>
    <service android:name="com.umeng.message.UmengIntentService"/>
    <service android:name="org.example.ads.AdService"/>
  </application>
</manifest>
-- smali/org/example/measure/Main.smali --
.class public Lorg/example/measure/Main;
.super Ljava/lang/Object;
-- smali/io/agora/rtc/Main.smali --
.class public Lio/agora/rtc/Main;
.super Ljava/lang/Object;
-- smali/com/umeng/analytics/Main.smali --
.class public Lcom/umeng/analytics/Main;
.super Ljava/lang/Object;
`

func TestLabels(t *testing.T) {
	f, err := fixture.Parse(txtar.Parse([]byte(labelled)))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "app.apk")
	if err := os.WriteFile(path, f.APK, 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = run([]string{"labels", "-extra", "-libchecker", "../signatures/testdata/rules.db", "-exodus", "../signatures/testdata/trackers.json", path}, &out)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"app.apk libchecker 示例广告 service org.example.ads.AdService", "app.apk exodus Example Measure class org.example.measure.Main",
		"LibChecker-Rules 2 1 0 1", "Exodus Privacy trackers 3 1 0 2",
		"SDKs that no label leads to, and in how many packages: agora-rtc 1",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in:\n%s", want, &out)
		}
	}
	if err := run([]string{"labels", path}, &out); err == nil {
		t.Error("measured against no database")
	}
}
