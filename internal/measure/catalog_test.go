package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// classFile is a class with a static text field and a method without code.
func classFile(name, super, field, text, method, descriptor string) []byte {
	pool := [][]byte{nil} // number 0 is none
	u2 := func(n int) []byte { return binary.BigEndian.AppendUint16(nil, uint16(n)) }
	add := func(constant ...byte) int {
		pool = append(pool, constant)
		return len(pool) - 1
	}
	utf8 := func(s string) int { return add(append(append([]byte{1}, u2(len(s))...), s...)...) }
	point := func(tag byte, to int) int { return add(append([]byte{tag}, u2(to)...)...) }
	add(5, 0, 0, 0, 0, 0, 0, 0, 1) // a long takes two numbers
	pool = append(pool, nil)
	this, above := point(7, utf8(name)), point(7, utf8(super))
	var b []byte
	for _, n := range []int{
		0x21, this, above, 0,
		1, 0x19, utf8(field), utf8("Ljava/lang/String;"), 1, utf8("ConstantValue"), 0, 2, point(8, utf8(text)),
		1, 0x101, utf8(method), utf8(descriptor), 0,
		0,
	} {
		b = append(b, u2(n)...)
	}
	head := []byte{0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52}
	head = append(head, u2(len(pool))...)
	for _, c := range pool {
		head = append(head, c...)
	}
	return append(head, b...)
}

func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write(data)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const aarManifest = `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.jpush.android">
<uses-permission android:name="android.permission.INTERNET"/><uses-permission android:name="android.permission.CAMERA"/>
<application><service android:name=".service.PushService"/><service android:name="cn.jpush.New"/>
<meta-data android:name="JPUSH_CHANNEL" android:value="x"/></application></manifest>`

func TestCatalogEntries(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	base := classFile("cn/jpush/android/Base", "java/lang/Object", "F", "JPUSH_APPKEY", "init", "(Landroid/content/Context;)V")
	api := classFile("cn/jpush/android/api/JPushInterface", "cn/jpush/android/Base", "F", "x", "other", "()V")
	write("old.jar", zipped(t, map[string][]byte{"cn/jpush/android/api/JPushInterface.class": classFile(
		"cn/jpush/android/api/JPushInterface", "java/lang/Object", "F", "x", "other", "()V")}))
	write("new.aar", zipped(t, map[string][]byte{
		"AndroidManifest.xml": []byte(aarManifest),
		"classes.jar": zipped(t, map[string][]byte{
			"cn/jpush/android/Base.class": base, "cn/jpush/android/api/JPushInterface.class": api, "org/stranger/a/b/C.class": classFile(
				"org/stranger/a/b/C", "java/lang/Object", "F", "x", "m", "()V"), "broken.class": api[:40],
		}),
		"jni/arm64-v8a/libjcore999.so": {0}, "jni/arm64-v8a/libstrange.so": {0},
	}))
	write("index.tsv", []byte(strings.Join([]string{
		"sdk_id\tsource\tcoordinate\tversion\tpath\tsha256\topen_source",
		"jiguang-jpush\tnpm\ta@2\t5.10.0\tnew.aar\t\tno",
		"jiguang-jpush\tnpm\ta@1\t5.9.1\told.jar\t\tno",
		"nobody\tnpm\ta@1\t1\told.jar\t\tno",
	}, "\n")))
	index := filepath.Join(folder, "index.tsv")
	var out bytes.Buffer
	if err := run([]string{"catalog", index}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"jiguang-jpush\t5.9.1\tinit\tLcn/jpush/android/api/JPushInterface;->init\tonly the class",
		"jiguang-jpush\t5.10.0\tinit\tLcn/jpush/android/api/JPushInterface;->init\t(Landroid/content/Context;)",
		"jiguang-jpush\t(all)\tinit\tLcn/jpush/android/api/JPushInterface;->init\tsince 5.10.0",
		"jiguang-jpush\t5.10.0\tprefix\tcn.jpush\t2 classes",
		"jiguang-jpush\t5.10.0\tcomponent\tcn.jpush.android.service.PushService\tdeclared",
		"jiguang-jpush\t5.10.0\tlibrary\tlibjcore*.so\tlibjcore999.so",
		"jiguang-jpush\t5.10.0\tmeta-data\tJPUSH_CHANNEL\tdeclared",
		"jiguang-jpush\t5.10.0\tpermission\tandroid.permission.INTERNET\tdeclared",
		"jiguang-jpush\t5.10.0\tbesides: permission\tandroid.permission.CAMERA\tdeclared",
		"jiguang-jpush\t5.10.0\tbesides: component\tcn.jpush.New\tdeclared",
		"jiguang-jpush\t5.10.0\tbesides: library\tlibstrange.so\tthere",
		"jiguang-jpush\t5.10.0\tbesides: root\torg.stranger.a\t1 classes",
		"# unread: jiguang-jpush 5.10.0: classes.jar!broken.class: constant pool ends early",
		"nobody\t\tentry\tnobody\tnone",
	} {
		if !strings.Contains("\n"+out.String(), "\n"+want+"\n") {
			t.Errorf("%q is missing in:\n%s", want, &out)
		}
	}
	out.Reset()
	if err := run([]string{"catalog", "-versions", "oldest", "-short", "-sdk", "jiguang-jpush", index}, &out); err != nil {
		t.Fatal(err)
	}
	if want := "| jiguang-jpush | no | 5.9.1 | 1 of 1 | – | JPushInterface.init not there | JCollectionAuth.setAuth in another artifact; "; !strings.Contains(out.String(), want) {
		t.Errorf("%q is missing in:\n%s", want, &out)
	}
}

// TestRecognise: SDKs are found in their classes; one that the index calls by
// another name is not, and nothing is renamed without a platform.
func TestRecognise(t *testing.T) {
	folder := t.TempDir()
	jar := zipped(t, map[string][]byte{"cn/jpush/android/api/JPushInterface.class": classFile(
		"cn/jpush/android/api/JPushInterface", "java/lang/Object", "SDK_VERSION", "5.9.0", "other", "()V")})
	index := strings.Join([]string{
		"jiguang-jpush\tnpm\ta@1\t5.9.0\tone.jar\t\tno",
		"weibo\tnpm\ta@1\t1\tone.jar\t\tno",
	}, "\n")
	for name, data := range map[string][]byte{"one.jar": jar, "index.tsv": []byte(index)} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := run([]string{"recognised", filepath.Join(folder, "index.tsv")}, &out); err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(" +").ReplaceAllString(out.String(), " ")
	for _, want := range []string{"jiguang-jpush 5.9.0 yes", "weibo 1 no – – – jiguang-jpush", "plain 2 1", "renamed 0 0"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in:\n%s", want, &out)
		}
	}
}

func TestSameVersion(t *testing.T) {
	for _, c := range []struct {
		said, release string
		want          bool
	}{{"6.4.0", "6.4.0", true}, {"6.4.0", "6.4.0_20230808", true}, {"6.4", "6.4.1", false}, {"6.4.0", "6.4.01", false}, {"6.4.1", "6.4", false}} {
		if got := sameVersion(c.said, c.release); got != c.want {
			t.Errorf("%s of %s: %v", c.said, c.release, got)
		}
	}
}

func TestCompareVersions(t *testing.T) {
	want := []string{"? (a@1)", "1.9", "1.10-beta", "1.10", "1.10.0.1", "2"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareVersions)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLike(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"libjcore*.so", "libjcore1.so", true}, {"libjcore*.so", "libjcore1.so.1", false},
		{"a*b*c", "a1b2c", true}, {"a*b*c", "abbc", true}, {"a*b*c", "acb", false}, {"a*a", "a", false}, {"x", "x", true},
	} {
		if got := like(c.pattern, c.name); got != c.want {
			t.Errorf("%q is like %q: %v", c.name, c.pattern, got)
		}
	}
}
