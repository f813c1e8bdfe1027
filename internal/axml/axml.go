// Package axml reads and writes Android's XML in both of its forms: the
// binary one inside packages and the text one that developers write.
//
// The binary reader follows the platform's own reader (ResXMLTree and
// ResStringPool of AOSP libs/androidfw) step by step, because what counts is
// what the installer sees. What the platform refuses is an error; what it
// reads although no ordinary build tool writes it is an [Oddity].
package axml

import (
	"math"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/lang"
)

// Namespace is the XML namespace of the framework's attributes.
const Namespace = "http://schemas.android.com/apk/res/android"

// Document is one XML file.
type Document struct {
	Root     *Element // nil where nothing could be read
	Oddities []Oddity // bounded: at most maxOdditiesPerKind of each kind
}

// Oddity is something in a document that ordinary build tools never write
// and the platform nevertheless reads: a sign that somebody tampered with it.
type Oddity struct {
	Kind string // stable, kebab-case: duplicate-attribute, string-count, …
	What lang.Text
	Line int // 0 where it belongs to no element
}

// Element is one XML element.
type Element struct {
	Namespace, Name string
	Line            int // from 1, in the source the build tool read
	Attrs           []Attr
	Children        []*Element
	Text            string // all text directly inside the element, joined
}

// Attr is one attribute of an element.
type Attr struct {
	Namespace, Name string // the framework's own where the file spells those of a known ID otherwise
	ID              uint32 // resource id, 0 if none
	Value           Value
}

// Attr returns the value of a framework attribute by its resource id, as the
// platform looks attributes up, or else by its name in the android namespace
// among the attributes without an id. Of duplicates it returns the first, as
// the platform does.
func (e *Element) Attr(id uint32) (Value, bool) {
	for i := range e.Attrs {
		if e.Attrs[i].ID == id {
			return e.Attrs[i].Value, true
		}
	}
	name := AttributeName(id)
	if name == "" {
		return Value{}, false
	}
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.ID == 0 && a.Name == name && a.Namespace == Namespace {
			return a.Value, true
		}
	}
	return Value{}, false
}

// Plain returns the value of an attribute that stands in no namespace, such
// as package of <manifest>.
func (e *Element) Plain(name string) (Value, bool) {
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.Name == name && a.Namespace == "" {
			return a.Value, true
		}
	}
	return Value{}, false
}

// The types of a value, from Res_value of AOSP's ResourceTypes.h.
const (
	TypeNull             = 0x00 // Data 1: @empty
	TypeReference        = 0x01
	TypeAttribute        = 0x02
	TypeString           = 0x03
	TypeFloat            = 0x04
	TypeDimension        = 0x05
	TypeFraction         = 0x06
	TypeDynamicReference = 0x07
	TypeDynamicAttribute = 0x08
	TypeIntDec           = 0x10
	TypeIntHex           = 0x11
	TypeIntBool          = 0x12
	TypeIntColorARGB8    = 0x1c
	TypeIntColorRGB8     = 0x1d
	TypeIntColorARGB4    = 0x1e
	TypeIntColorRGB4     = 0x1f

	firstInt = 0x10
	lastInt  = 0x1f
)

// Value is the typed value of an attribute.
type Value struct {
	Type uint8
	Data uint32 // 0 for strings and for references that source text names
	Raw  string // the string of TypeString; else the source text, where present
}

// String returns the value the way aapt2 prints it; dimensions and fractions
// get the shortest decimal instead of six digits.
func (v Value) String() string {
	switch v.Type {
	case TypeString:
		return v.Raw
	case TypeNull:
		if v.Data == 1 {
			return "@empty"
		}
		return "@null"
	case TypeReference, TypeDynamicReference:
		return v.reference("@")
	case TypeAttribute, TypeDynamicAttribute:
		return v.reference("?")
	case TypeFloat:
		return strconv.FormatFloat(float64(math.Float32frombits(v.Data)), 'g', -1, 32)
	case TypeDimension, TypeFraction:
		return formatComplex(v.Type, v.Data)
	case TypeIntBool:
		return strconv.FormatBool(v.Data != 0)
	case TypeIntHex:
		return hex8("0x", v.Data)
	case TypeIntColorARGB8, TypeIntColorRGB8, TypeIntColorARGB4, TypeIntColorRGB4:
		return hex8("#", v.Data)
	case TypeIntDec:
		return strconv.Itoa(int(int32(v.Data)))
	}
	return "(type 0x" + strconv.FormatUint(uint64(v.Type), 16) + ")0x" + strconv.FormatUint(uint64(v.Data), 16)
}

func (v Value) reference(sign string) string {
	if v.Data != 0 {
		return hex8(sign+"0x", v.Data)
	}
	if v.Raw != "" {
		return v.Raw
	}
	return sign + "null"
}

func hex8(prefix string, n uint32) string {
	digits := strconv.FormatUint(uint64(n), 16)
	return prefix + strings.Repeat("0", 8-len(digits)) + digits
}

// Bool returns the value as the platform's TypedArray.getBoolean reads it;
// false where it is neither a number nor a string.
func (v Value) Bool() (value, ok bool) {
	if v.Type >= firstInt && v.Type <= lastInt {
		return v.Data != 0, true
	}
	if v.Type != TypeString || v.Raw == "" {
		return false, false
	}
	return v.Raw == "true" || v.Raw == "TRUE" || v.Raw == "1", true
}

// Int returns the value as the platform's TypedArray.getInt reads it: signed
// 32 bits, decimal, hexadecimal or octal where it is a string.
func (v Value) Int() (value int64, ok bool) {
	if v.Type >= firstInt && v.Type <= lastInt {
		return int64(int32(v.Data)), true
	}
	if v.Type != TypeString {
		return 0, false
	}
	n, err := strconv.ParseInt(v.Raw, 0, 64)
	if err != nil || n < math.MinInt32 || n > math.MaxUint32 {
		return 0, false
	}
	return int64(int32(uint32(n))), true
}

// Reference returns the resource id that the value points to. A reference
// that source text names (@string/app_name) has none; see Raw.
func (v Value) Reference() (id uint32, ok bool) {
	if v.Type != TypeReference && v.Type != TypeDynamicReference {
		return 0, false
	}
	return v.Data, v.Data != 0
}
