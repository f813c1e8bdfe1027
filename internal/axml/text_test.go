package axml

import (
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func TestParseTextEncodings(t *testing.T) {
	source, err := os.ReadFile("testdata/AndroidManifest.xml")
	if err != nil {
		t.Fatal(err)
	}
	want := parseSource(t, "AndroidManifest.xml")
	units := utf16.Encode([]rune(strings.Replace(string(source), "utf-8", "utf-16", 1)))
	little, big := []byte(utf16LE), []byte(utf16BE)
	for _, u := range units {
		little = binary.LittleEndian.AppendUint16(little, u)
		big = binary.BigEndian.AppendUint16(big, u)
	}
	for name, data := range map[string][]byte{
		"UTF-8 with mark":      append([]byte(utf8BOM), source...),
		"UTF-16 little-endian": little,
		"UTF-16 big-endian":    big,
	} {
		if !LooksLikeText(data) {
			t.Errorf("%s does not look like text", name)
		}
		doc, err := ParseText(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, doc.Root); diff != "" {
			t.Errorf("%s: want - , got + :\n%s", name, diff)
		}
	}
	if LooksLikeText(encodeVictim(t)) {
		t.Error("the binary form looks like text")
	}
}

func TestParseTextErrors(t *testing.T) {
	const manifest = `<manifest xmlns:android="http://schemas.android.com/apk/res/android">`
	tests := []struct {
		name, source string
		err          error
		elements     []string
	}{
		{"empty", "", ErrMalformed, nil},
		{"comment only", "<!-- -->", ErrMalformed, nil},
		{"truncated", manifest + "<application>", ErrTruncated, []string{"manifest", "application"}},
		{"cut in a tag", manifest + "<applic", ErrTruncated, []string{"manifest"}},
		{"wrong end tag", manifest + "<application></activity></manifest>", ErrMalformed, []string{"manifest", "application"}},
		{"prefix not declared", `<manifest android:versionCode="1"/>`, ErrMalformed, []string{"manifest"}},
		{"element prefix not declared", `<a:manifest/>`, ErrMalformed, []string{"manifest"}},
		{"duplicate attribute", manifest + `<a android:name="x" android:name="y"/></manifest>`, ErrMalformed, []string{"manifest", "a"}},
		{"second root", "<a/><b/>", ErrMalformed, []string{"a"}},
		{"entity", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", ErrMalformed, []string{"a"}},
		{"GBK", `<?xml version="1.0" encoding="GBK"?><a/>`, ErrMalformed, nil},
		{"default namespace", `<a xmlns="urn:x"><b c="d"/></a>`, nil, []string{"a", "b"}},
	}
	for _, tt := range tests {
		doc, err := ParseText([]byte(tt.source))
		if !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.err)
		}
		if diff := cmp.Diff(tt.elements, names(doc.Root)); diff != "" {
			t.Errorf("%s: elements, want - , got + :\n%s", tt.name, diff)
		}
	}
}

// What aapt2 needs a resource table for, or refuses.
func TestCompile(t *testing.T) {
	tests := []struct {
		attribute, text string
		want            Value
	}{
		{"label", "@string/app_name", Value{TypeReference, 0, "@string/app_name"}},
		{"label", "@com.example:string/app_name", Value{TypeReference, 0, "@com.example:string/app_name"}},
		{"id", "@+id/button", Value{TypeReference, 0, "@+id/button"}},
		{"label", "@0x7f010002", Value{TypeReference, 0x7f010002, ""}},
		{"label", "@someone", Value{TypeString, 0, "@someone"}},
		{"value", "@user/name", Value{TypeString, 0, "@user/name"}},
		{"theme", "?attr/actionBarTheme", Value{TypeAttribute, 0, "?attr/actionBarTheme"}},
		{"text", "? 是否同意", Value{TypeString, 0, "? 是否同意"}},
		{"protectionLevel", "0x12", Value{TypeIntHex, 0x12, ""}},
		{"protectionLevel", "signature|unknown", Value{TypeString, 0, "signature|unknown"}},
		{"foregroundServiceType", "camera | microphone", Value{TypeIntHex, 0xc0, ""}},
		{"launchMode", "3", Value{TypeIntDec, 3, ""}},
		{"versionName", "1.0", Value{TypeString, 0, "1.0"}},
		{"versionName", "true", Value{TypeString, 0, "true"}},
		{"pivotX", "50%", Value{TypeFraction, 0x40000030, ""}},
		{"", "1.5sp", Value{TypeDimension, 0x00c00022, ""}},
		{"", "infinity", Value{TypeString, 0, "infinity"}},
		{"", "1_000", Value{TypeString, 0, "1_000"}},
		{"", `\u00`, Value{TypeString, 0, "u00"}},
		{"", `end\`, Value{TypeString, 0, "end"}},
	}
	for _, tt := range tests {
		if got := compile(attributesByName()[tt.attribute], tt.text); got != tt.want {
			t.Errorf("%s=%q is %#v, want %#v", tt.attribute, tt.text, got, tt.want)
		}
	}
}

func TestValueAccessors(t *testing.T) {
	tests := []struct {
		v      Value
		text   string
		isBool bool
		bool   bool
		isInt  bool
		int    int64
		ref    uint32
	}{
		{v: Value{TypeIntBool, 0xffffffff, ""}, text: "true", isBool: true, bool: true, isInt: true, int: -1},
		{v: Value{TypeIntBool, 0, ""}, text: "false", isBool: true, isInt: true},
		{v: Value{TypeIntDec, 0xffffff9c, ""}, text: "-100", isBool: true, bool: true, isInt: true, int: -100},
		{v: Value{TypeIntHex, 0x1d, ""}, text: "0x0000001d", isBool: true, bool: true, isInt: true, int: 29},
		{v: Value{TypeString, 0, "true"}, text: "true", isBool: true, bool: true},
		{v: Value{TypeString, 0, "no"}, text: "no", isBool: true},
		{v: Value{TypeString, 0, ""}, text: ""},
		{v: Value{TypeString, 0, "0x1d"}, text: "0x1d", isBool: true, isInt: true, int: 29},
		{v: Value{TypeString, 0, "99999999999"}, text: "99999999999", isBool: true},
		{v: Value{TypeReference, 0x7f010002, ""}, text: "@0x7f010002", ref: 0x7f010002},
		{v: Value{TypeReference, 0, ""}, text: "@null"},
		{v: Value{TypeReference, 0, "@string/x"}, text: "@string/x"},
		{v: Value{TypeAttribute, 0x01010036, ""}, text: "?0x01010036"},
		{v: Value{TypeNull, 1, ""}, text: "@empty"},
		{v: Value{TypeNull, 0, ""}, text: "@null"},
		{v: Value{TypeFloat, 0x3fc00000, ""}, text: "1.5"},
		{v: Value{TypeIntColorARGB8, 0x80ff0000, ""}, text: "#80ff0000", isBool: true, bool: true, isInt: true, int: -0x7f010000},
		{v: Value{TypeDimension, 0x06400021, ""}, text: "12.5dp"},
		{v: Value{TypeDimension, 0xfffffd02, ""}, text: "-3sp"},
		{v: Value{TypeFraction, 0x40000030, ""}, text: "50%"},
		{v: Value{TypeDimension, 0x0000010f, ""}, text: "1?"},
		{v: Value{0x42, 0x17, ""}, text: "(type 0x42)0x17"},
	}
	for _, tt := range tests {
		if got := tt.v.String(); got != tt.text {
			t.Errorf("%#v is spelled %q, want %q", tt.v, got, tt.text)
		}
		if b, ok := tt.v.Bool(); b != tt.bool || ok != tt.isBool {
			t.Errorf("%#v as a bool is %v, %v", tt.v, b, ok)
		}
		if n, ok := tt.v.Int(); n != tt.int || ok != tt.isInt {
			t.Errorf("%#v as a number is %v, %v", tt.v, n, ok)
		}
		if id, ok := tt.v.Reference(); id != tt.ref || ok != (tt.ref != 0) {
			t.Errorf("%#v as a reference is %x, %v", tt.v, id, ok)
		}
	}
}
