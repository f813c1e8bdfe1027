package asm

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// refKind says which table a text stands in.
type refKind int

const (
	noRef refKind = iota
	stringRef
	typeRef
	protoRef  // (ILjava/lang/String;)V
	fieldRef  // La/B;->name:I
	methodRef // La/B;->name(I)V
	numRefKinds
)

// tables holds every text that the file refers to by an index. Texts are in
// modified UTF-8. The indexes are known once all sources are read.
type tables struct {
	version int
	index   [numRefKinds]map[string]uint32
	names   [numRefKinds][]string
}

func newTables() *tables {
	t := &tables{version: 35}
	for kind := range t.index {
		t.index[kind] = map[string]uint32{}
	}
	return t
}

// add checks a text and enters it together with all it is made of.
func (t *tables) add(kind refKind, text string) error {
	if _, known := t.index[kind][text]; known {
		return nil
	}
	parts, err := t.split(kind, text)
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err := t.add(part.kind, part.text); err != nil {
			return err
		}
	}
	t.index[kind][text] = 0
	return nil
}

type ref struct {
	kind refKind
	text string
}

func (t *tables) split(kind refKind, text string) ([]ref, error) {
	switch kind {
	case typeRef:
		if typeLength(text) != len(text) || text == "" {
			return nil, fmt.Errorf("%q is not a type", text)
		}
		return []ref{{stringRef, text}}, nil
	case protoRef:
		params, result, ok := splitProto(text)
		if !ok {
			return nil, fmt.Errorf("%q does not say parameters and result", text)
		}
		parts := []ref{{stringRef, shorty(params, result)}, {typeRef, result}}
		for _, p := range params {
			parts = append(parts, ref{typeRef, p})
		}
		return parts, nil
	case fieldRef:
		class, name, desc := splitMember(text)
		if !isName(name) || desc == "V" {
			return nil, fmt.Errorf("%q is not a field", text)
		}
		return []ref{{typeRef, class}, {stringRef, name}, {typeRef, desc}}, nil
	case methodRef:
		class, name, desc := splitMember(text)
		if !isName(name) && !isName(strings.TrimSuffix(strings.TrimPrefix(name, "<"), ">")) {
			return nil, fmt.Errorf("%q is not a method", text)
		}
		return []ref{{typeRef, class}, {stringRef, name}, {protoRef, desc}}, nil
	}
	return nil, nil
}

// sort gives every text its index, in the orders of the format.
func (t *tables) sort() error {
	less := [numRefKinds]func(a, b string) int{
		stringRef: compareUTF16,
		typeRef:   t.compare(func(s string) []uint32 { return []uint32{t.index[stringRef][s]} }),
		protoRef: t.compare(func(s string) []uint32 {
			params, result, _ := splitProto(s)
			return append([]uint32{t.index[typeRef][result]}, t.typeIndexes(params)...)
		}),
		fieldRef:  t.compare(func(s string) []uint32 { return t.member(s, typeRef) }),
		methodRef: t.compare(func(s string) []uint32 { return t.member(s, protoRef) }),
	}
	for kind := stringRef; kind < numRefKinds; kind++ {
		names := slices.SortedFunc(maps.Keys(t.index[kind]), less[kind])
		if kind != stringRef && len(names) > 1<<16 {
			return fmt.Errorf("the sources need %d types, prototypes, fields or methods; a DEX file holds 65536 of each", len(names))
		}
		for i, name := range names {
			t.index[kind][name] = uint32(i)
		}
		t.names[kind] = names
	}
	return nil
}

func (t *tables) compare(key func(string) []uint32) func(a, b string) int {
	return func(a, b string) int { return slices.Compare(key(a), key(b)) }
}

// member returns the indexes of a member's class, name and type or prototype.
func (t *tables) member(text string, kind refKind) []uint32 {
	class, name, desc := splitMember(text)
	return []uint32{t.index[typeRef][class], t.index[stringRef][name], t.index[kind][desc]}
}

func (t *tables) typeIndexes(types []string) []uint32 {
	var out []uint32
	for _, d := range types {
		out = append(out, t.index[typeRef][d])
	}
	return out
}

// compareUTF16 compares by UTF-16 units. The bytes of modified UTF-8 have that
// order, but for U+0000, which is two bytes.
func compareUTF16(a, b string) int {
	plain := func(s string) string { return strings.ReplaceAll(s, "\xC0\x80", "\x00") }
	return cmp.Compare(plain(a), plain(b))
}

// typeLength returns the length of the type descriptor that s begins with; 0
// where there is none.
func typeLength(s string) int {
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
		ok = ok && isName(segment)
	}
	if !ok {
		return 0
	}
	return dims + len(name) + 2
}

// isName reports whether s is a SimpleName of the format.
func isName(s string) bool {
	for _, c := range []byte(s) {
		if c < 0x80 && c != '$' && c != '-' && c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != ""
}

// splitMember splits La/B;->name:I and La/B;->name(I)V.
func splitMember(text string) (class, name, desc string) {
	class, rest, _ := strings.Cut(text, "->")
	if i := strings.IndexAny(rest, ":("); i >= 0 {
		return class, rest[:i], strings.TrimPrefix(rest[i:], ":")
	}
	return class, "", ""
}

func splitProto(proto string) (params []string, result string, ok bool) {
	list, result, ok := strings.Cut(strings.TrimPrefix(proto, "("), ")")
	if !ok || len(proto) != len(list)+len(result)+2 {
		return nil, "", false
	}
	for list != "" {
		n := typeLength(list)
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

// words counts the registers that parameters take.
func words(params []string) int {
	n := len(params)
	for _, p := range params {
		if p == "J" || p == "D" {
			n++
		}
	}
	return n
}
