package axml

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// anyFormat is what aapt2 assumes for attributes the framework does not know.
const anyFormat = "reference|string|integer|boolean|color|float|dimension|fraction"

// compile gives source text the type that aapt2 would store for an attribute
// (ResourceUtils::TryParseItemForAttribute of AOSP tools/aapt2). Unlike aapt2
// it takes numbers for enums and flags, as decompiled manifests have them.
func compile(a attribute, text string) Value {
	formats := a.formats
	if formats == "" {
		formats = anyFormat
	}
	source := strings.TrimSpace(text)
	if v, ok := compileReference(source); ok {
		return v
	}
	for _, try := range []struct {
		format string
		parse  func(string) (Value, bool)
	}{
		{"color", compileColor},
		{"boolean", compileBool},
		{"integer", compileInt},
		{"enum", compileInt},
		{"flags", compileInt},
		{"float", compileFloat},
		{"dimension", compileDimension},
		{"fraction", compileFraction},
		{"enum", a.compileEnum},
		{"flags", a.compileFlags},
	} {
		if !hasFormat(formats, try.format) {
			continue
		}
		if v, ok := try.parse(source); ok {
			return v
		}
	}
	return Value{Type: TypeString, Raw: unescape(text)}
}

func hasFormat(formats, format string) bool {
	for f := range strings.SplitSeq(formats, "|") {
		if f == format {
			return true
		}
	}
	return false
}

// resourceTypes are the types that a reference may name, from aapt2.
const resourceTypes = " anim animator array attr bool color dimen drawable font fraction id integer interpolator layout macro menu mipmap navigation plurals raw string style styleable transition xml "

func compileReference(s string) (Value, bool) {
	if s == "@null" {
		return Value{Type: TypeReference}, true
	}
	if s == "@empty" {
		return Value{Type: TypeNull, Data: 1}, true
	}
	if len(s) < 2 || s[0] != '@' && s[0] != '?' {
		return Value{}, false
	}
	v := Value{Type: TypeReference, Raw: s}
	if s[0] == '?' {
		v.Type = TypeAttribute
	}
	if hex, ok := strings.CutPrefix(s[1:], "0x"); ok {
		id, err := strconv.ParseUint(hex, 16, 32)
		return Value{Type: v.Type, Data: uint32(id)}, err == nil
	}
	name := strings.TrimLeft(s[1:], "+*")
	pkg, entry, ok := strings.Cut(name, ":")
	if !ok {
		pkg, entry = "", name
	}
	kind, entry, ok := strings.Cut(entry, "/")
	if !ok {
		kind, entry = "", kind
	}
	if entry == "" || strings.ContainsAny(name, " \t\r\n") {
		return Value{}, false
	}
	if v.Type == TypeReference {
		return v, kind != "" && strings.Contains(resourceTypes, " "+kind+" ")
	}
	if pkg == "android" && AttributeID(entry) != 0 {
		return Value{Type: TypeAttribute, Data: AttributeID(entry)}, true
	}
	return v, kind == "" || kind == "attr"
}

func compileBool(s string) (Value, bool) {
	switch s {
	case "true", "TRUE", "True":
		return Value{Type: TypeIntBool, Data: math.MaxUint32}, true
	case "false", "FALSE", "False":
		return Value{Type: TypeIntBool}, true
	}
	return Value{}, false
}

func compileColor(s string) (Value, bool) {
	digits, ok := strings.CutPrefix(s, "#")
	n, err := strconv.ParseUint(digits, 16, 32)
	if !ok || err != nil {
		return Value{}, false
	}
	c := uint32(n)
	switch len(digits) {
	case 3:
		return Value{Type: TypeIntColorRGB4, Data: 0xff000000 | doubleDigits(c)}, true
	case 4:
		return Value{Type: TypeIntColorARGB4, Data: doubleDigits(c)}, true
	case 6:
		return Value{Type: TypeIntColorRGB8, Data: 0xff000000 | c}, true
	case 8:
		return Value{Type: TypeIntColorARGB8, Data: c}, true
	}
	return Value{}, false
}

// doubleDigits turns #argb into #aarrggbb.
func doubleDigits(c uint32) uint32 {
	var out uint32
	for shift := 0; shift < 16; shift += 4 {
		out |= (c >> shift & 0xf) * 0x11 << (2 * shift)
	}
	return out
}

func compileInt(s string) (Value, bool) {
	if hex, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		return Value{Type: TypeIntHex, Data: uint32(n)}, err == nil
	}
	n, err := strconv.ParseInt(s, 10, 32)
	return Value{Type: TypeIntDec, Data: uint32(n)}, err == nil && s[0] != '+'
}

func compileFloat(s string) (Value, bool) {
	f, ok := parseFloat(s)
	return Value{Type: TypeFloat, Data: math.Float32bits(float32(f))}, ok
}

// parseFloat refuses what strconv takes and Android does not: inf, nan,
// underscores and hexadecimal.
func parseFloat(s string) (float64, bool) {
	if s == "" || strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 32)
	return f, err == nil
}

func (a attribute) compileEnum(s string) (Value, bool) {
	v, ok := a.symbol(s)
	v.Type = TypeIntDec
	return v, ok
}

func (a attribute) compileFlags(s string) (Value, bool) {
	all := Value{Type: TypeIntHex}
	if s == "" {
		return all, true
	}
	for name := range strings.SplitSeq(s, "|") {
		v, ok := a.symbol(strings.TrimSpace(name))
		if !ok {
			return Value{}, false
		}
		all.Data |= v.Data
	}
	return all, true
}

func (a attribute) symbol(want string) (v Value, ok bool) {
	a.eachSymbol(func(name string, value uint32) bool {
		if name == want {
			v.Data, ok = value, true
		}
		return !ok
	})
	return v, ok
}

// unescape resolves the escapes of resource strings: \n, \t, \u4e2d, and any
// other character for itself.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	for s != "" {
		plain, rest, found := strings.Cut(s, `\`)
		out.WriteString(plain)
		if s = rest; !found || s == "" {
			break
		}
		if len(s) >= 5 && s[0] == 'u' {
			if r, err := strconv.ParseUint(s[1:5], 16, 16); err == nil {
				out.WriteRune(rune(r))
				s = s[5:]
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(s)
		switch r {
		case 'n':
			r = '\n'
		case 't':
			r = '\t'
		}
		out.WriteRune(r)
		s = s[size:]
	}
	return out.String()
}
