package write

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Table says which table a text stands in.
type Table int

// The tables.
const (
	NoTable Table = iota
	Strings
	Types
	Protos  // (ILjava/lang/String;)V
	Fields  // La/B;->name:I
	Methods // La/B;->name(I)V
	numTables
)

// MaxIDs is how many types, prototypes, fields or methods one file can name.
const MaxIDs = 1 << 16

// Tables holds every text that the file refers to by an index. The indexes are
// known once all sources are read.
type Tables struct {
	Version int // of the format: 35, …
	index   [numTables]map[string]uint32
	names   [numTables][]string
}

// NewTables returns tables without a text, for a file of version 035.
func NewTables() *Tables {
	t := &Tables{Version: 35}
	for kind := range t.index {
		t.index[kind] = map[string]uint32{}
	}
	return t
}

// Add checks a text and enters it together with all it is made of.
func (t *Tables) Add(kind Table, text string) error {
	if _, known := t.index[kind][text]; known {
		return nil
	}
	parts, err := t.split(kind, text)
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err := t.Add(part.kind, part.text); err != nil {
			return err
		}
	}
	t.index[kind][text] = 0
	return nil
}

type ref struct {
	kind Table
	text string
}

// Len returns how many texts stand in a table.
func (t *Tables) Len(kind Table) int { return len(t.index[kind]) }

// Has reports whether a text stands in a table.
func (t *Tables) Has(kind Table, text string) bool {
	_, known := t.index[kind][text]
	return known
}

func (t *Tables) split(kind Table, text string) ([]ref, error) {
	switch kind {
	case Types:
		if TypeLength(text) != len(text) || text == "" {
			return nil, fmt.Errorf("%q is not a type", text)
		}
		return []ref{{Strings, text}}, nil
	case Protos:
		params, result, ok := SplitProto(text)
		if !ok {
			return nil, fmt.Errorf("%q does not say parameters and result", text)
		}
		parts := []ref{{Strings, shorty(params, result)}, {Types, result}}
		for _, p := range params {
			parts = append(parts, ref{Types, p})
		}
		return parts, nil
	case Fields:
		class, name, desc := SplitMember(text)
		if !IsName(name) || desc == "V" {
			return nil, fmt.Errorf("%q is not a field", text)
		}
		return []ref{{Types, class}, {Strings, name}, {Types, desc}}, nil
	case Methods:
		class, name, desc := SplitMember(text)
		if !IsName(name) && !IsName(strings.TrimSuffix(strings.TrimPrefix(name, "<"), ">")) {
			return nil, fmt.Errorf("%q is not a method", text)
		}
		return []ref{{Types, class}, {Strings, name}, {Protos, desc}}, nil
	}
	return nil, nil
}

// sort gives every text its index, in the orders of the format.
func (t *Tables) sort() error {
	keys := [numTables]func(string) []uint32{
		Types: func(s string) []uint32 { return []uint32{t.index[Strings][s]} },
		Protos: func(s string) []uint32 {
			params, result, _ := SplitProto(s)
			return append([]uint32{t.index[Types][result]}, t.typeIndexes(params)...)
		},
		Fields:  func(s string) []uint32 { return t.member(s, Types) },
		Methods: func(s string) []uint32 { return t.member(s, Protos) },
	}
	for kind := Strings; kind < numTables; kind++ {
		var names []string
		if kind == Strings {
			names = slices.SortedFunc(maps.Keys(t.index[kind]), compareUTF16)
		} else {
			names = sortedBy(t.index[kind], keys[kind])
		}
		if kind != Strings && len(names) > MaxIDs {
			return fmt.Errorf("the sources need %d types, prototypes, fields or methods; a DEX file holds 65536 of each", len(names))
		}
		for i, name := range names {
			t.index[kind][name] = uint32(i)
		}
		t.names[kind] = names
	}
	return nil
}

// sortedBy sorts texts by their keys, each of which is made once.
func sortedBy(texts map[string]uint32, key func(string) []uint32) []string {
	type keyed struct {
		text string
		key  []uint32
	}
	list := make([]keyed, 0, len(texts))
	for text := range texts {
		list = append(list, keyed{text, key(text)})
	}
	slices.SortFunc(list, func(a, b keyed) int { return slices.Compare(a.key, b.key) })
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].text
	}
	return names
}

// member returns the indexes of a member's class, name and type or prototype.
func (t *Tables) member(text string, kind Table) []uint32 {
	class, name, desc := SplitMember(text)
	return []uint32{t.index[Types][class], t.index[Strings][name], t.index[kind][desc]}
}

func (t *Tables) typeIndexes(types []string) []uint32 {
	var out []uint32
	for _, d := range types {
		out = append(out, t.index[Types][d])
	}
	return out
}

// compareUTF16 compares by UTF-16 units. The bytes of modified UTF-8 have that
// order, but for U+0000, which is two bytes.
func compareUTF16(a, b string) int {
	plain := func(s string) string { return strings.ReplaceAll(s, "\xC0\x80", "\x00") }
	return cmp.Compare(plain(a), plain(b))
}

// TypeLength returns the length of the type descriptor that s begins with; 0
// where there is none.
func TypeLength(s string) int {
	const maxDimensions = 255
	dims := len(s) - len(strings.TrimLeft(s, "["))
	if dims == len(s) || dims > maxDimensions {
		return 0
	}
	switch c := s[dims]; {
	case strings.IndexByte("ZBSCIJFD", c) >= 0, c == 'V' && dims == 0:
		return dims + 1
	case c != 'L':
		return 0
	}
	name, _, ok := strings.Cut(s[dims+1:], ";")
	for segment := range strings.SplitSeq(name, "/") {
		ok = ok && IsName(segment)
	}
	if !ok {
		return 0
	}
	return dims + len(name) + 2
}

// IsName reports whether s is a SimpleName of the format.
func IsName(s string) bool {
	for _, c := range []byte(s) {
		if c < 0x80 && c != '$' && c != '-' && c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != ""
}

// SplitMember splits La/B;->name:I and La/B;->name(I)V.
func SplitMember(text string) (class, name, desc string) {
	class, rest, _ := strings.Cut(text, "->")
	if i := strings.IndexAny(rest, ":("); i >= 0 {
		return class, rest[:i], strings.TrimPrefix(rest[i:], ":")
	}
	return class, "", ""
}

// SplitProto splits (ILjava/lang/String;)V; ok is false for anything else.
func SplitProto(proto string) (params []string, result string, ok bool) {
	list, result, ok := strings.Cut(strings.TrimPrefix(proto, "("), ")")
	if !ok || len(proto) != len(list)+len(result)+2 {
		return nil, "", false
	}
	for list != "" {
		n := TypeLength(list)
		if n == 0 || list[0] == 'V' {
			return nil, "", false
		}
		params = append(params, list[:n])
		list = list[n:]
	}
	return params, result, true
}

// shorty is the prototype in one letter each, L for every reference.
func shorty(params []string, result string) string {
	var out []byte
	for _, d := range append([]string{result}, params...) {
		if d == "" || d[0] == '[' {
			d = "L"
		}
		out = append(out, d[0])
	}
	return string(out)
}

// Words counts the registers that parameters take.
func Words(params []string) int {
	n := len(params)
	for _, p := range params {
		if p == "J" || p == "D" {
			n++
		}
	}
	return n
}
