package apksig

import (
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// maxAttributes is how many attributes of a name are read.
const maxAttributes = 64

// name is a distinguished name in the order of the certificate.
type name []attribute

// attribute is one part of a name.
type attribute struct {
	key    string // CN, O, …; the dotted object identifier where it has no short name
	value  string // as the certificate spells it; bytes that are no text stay as they are
	opaque bool   // value is the whole encoding, of a type that is no string
	joined bool   // with the attribute before it in one relative name
}

// shortNames are those of RFC 4514, 3, and two more that signers use.
var shortNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.6": "C", "2.5.4.9": "STREET",
	"0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID",
	"2.5.4.5": "serialNumber", "1.2.840.113549.1.9.1": "emailAddress",
}

// parseName reads the body of a Name:
//
//	SEQUENCE OF SET OF SEQUENCE { type OID, value ANY }
func parseName(body []byte) (n name, err error) {
	for len(body) > 0 {
		var set element
		if set, body, err = expect(body, tagSet); err != nil {
			return nil, err
		}
		for first := true; len(set.body) > 0; first = false {
			if len(n) == maxAttributes {
				return nil, flaw{ZH: "证书名称过长", EN: "a name in the certificate is too long"}
			}
			var typed element
			if typed, set.body, err = expect(set.body, tagSequence); err != nil {
				return nil, err
			}
			a, err := parseAttribute(typed.body)
			if err != nil {
				return nil, err
			}
			a.joined = !first
			n = append(n, a)
		}
	}
	return n, nil
}

func parseAttribute(body []byte) (attribute, error) {
	kind, rest, err := expect(body, tagOID)
	if err != nil {
		return attribute{}, err
	}
	value, _, err := next(rest)
	if err != nil {
		return attribute{}, err
	}
	var oid asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(kind.raw, &oid); err != nil {
		return attribute{}, notBER
	}
	a := attribute{key: oid.String()}
	if short := shortNames[a.key]; short != "" {
		a.key = short
	}
	var text bool
	if a.value, text = stringOf(value); !text {
		a.value, a.opaque = string(value.raw), true
	}
	return a, nil
}

// stringOf decodes the string types that names are made of. Latin-1 is what
// signers put into a TeletexString, but many put UTF-8 or GBK there, so its
// bytes are passed on.
func stringOf(e element) (s string, ok bool) {
	switch e.tag {
	case asn1.TagUTF8String, asn1.TagPrintableString, asn1.TagIA5String, asn1.TagT61String, asn1.TagNumericString:
		return string(e.body), true
	case asn1.TagBMPString:
		if len(e.body)%2 != 0 {
			return "", false
		}
		units := make([]uint16, 0, len(e.body)/2)
		for i := 0; i < len(e.body); i += 2 {
			units = append(units, uint16(e.body[i])<<8|uint16(e.body[i+1]))
		}
		return string(utf16.Decode(units)), true
	}
	return "", false
}

// String writes the name as RFC 4514 asks: the last relative name first, and
// every byte that is not printable text as a backslash and two hex digits. Only
// text under an attribute type without a short name stays text, because people read it.
func (n name) String() string {
	var out []string
	for i := len(n); i > 0; {
		last := i
		for i--; i > 0 && n[i].joined; i-- {
		}
		var parts []string
		for _, a := range n[i:last] {
			parts = append(parts, a.String())
		}
		out = append(out, strings.Join(parts, "+"))
	}
	return strings.Join(out, ",")
}

func (a attribute) String() string {
	if a.opaque {
		return a.key + "=#" + hex.EncodeToString([]byte(a.value))
	}
	return a.key + "=" + escape(a.value)
}

// escape follows RFC 4514, 2.4.
func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		outer := i == 0 || i+size == len(s)
		switch {
		case r == utf8.RuneError && size == 1, !unicode.IsPrint(r):
			for _, c := range []byte(s[i : i+size]) {
				fmt.Fprintf(&b, `\%02x`, c)
			}
		case strings.ContainsRune(`"+,;<>\`, r), r == ' ' && outer, r == '#' && i == 0:
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}
