package arsc

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// The types of a value that are told apart here, from Res_value of
// ResourceTypes.h.
const (
	typeReference = 0x01
	typeString    = 0x03
)

// Value is a resource that is no string: a type and the data of Res_value.
type Value struct {
	Type uint8
	Data uint32
}

// File is a resource that is a file, such as a layout.
type File struct {
	ID   uint32
	Path string // entry of the package
}

// resources are the types of all packages, for names and for values that
// androidbinary gives without their type.
type resources struct {
	packages map[uint8]*names
	types    map[uint16][]typeTable // by package and type
}

// names are the string pools of one package.
type names struct{ types, keys pooled }

// pooled is a string pool that has been checked.
type pooled []byte

// typeTable is the entries of one type in one configuration.
type typeTable struct {
	body    []byte
	header  int
	count   int64
	start   int64
	locale  string
	special int // bytes of the configuration that are not zero, its size and locale left out
}

// Name returns the name of a resource as sources write it, layout/main; "" where
// the table does not tell.
func (t *Table) Name(id uint32) string {
	p := t.resources.packages[uint8(id>>24)]
	if p == nil || id>>16&0xff == 0 {
		return ""
	}
	kind := p.types.get(id>>16&0xff - 1)
	for _, table := range t.resources.types[uint16(id>>16)] {
		if at, ok := table.entry(id & 0xffff); ok && kind != "" {
			return kind + "/" + p.keys.get(u32(table.body, at+4))
		}
	}
	return ""
}

// Files returns the files of a type, such as layout, by id: of several for one
// id that for a phone without peculiarities.
func (t *Table) Files(kind string) []File {
	var list []File
	for key, tables := range t.resources.types {
		p := t.resources.packages[uint8(key>>8)]
		if p == nil || key&0xff == 0 || p.types.get(uint32(key&0xff)-1) != kind {
			continue
		}
		best := map[uint32]*typeTable{}
		for i := range tables {
			one := &tables[i]
			for e := range uint32(min(one.count, 1<<16)) {
				if _, ok := one.entry(e); ok && (best[e] == nil || one.order(best[e]) < 0) {
					best[e] = one
				}
			}
		}
		for e, one := range best {
			at, _ := one.entry(e)
			if v, ok := one.value(at); ok && v.Type == typeString && int64(v.Data) < int64(len(t.strings)) {
				list = append(list, File{uint32(key)<<16 | e, t.strings[v.Data]})
			}
		}
	}
	slices.SortFunc(list, func(a, b File) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// Value returns the value of a resource id for a phone in mainland China without
// peculiarities, following references. It reports false where the id is unknown
// or its value is a string, a file or a bag.
func (t *Table) Value(id uint32) (Value, bool) {
	for range maxHops {
		v, ok := t.typed(id)
		if !ok || v.Type == typeString {
			return Value{}, false
		}
		if v.Type != typeReference {
			return v, true
		}
		id = v.Data
	}
	return Value{}, false
}

// typed returns the value in the plainest configuration: zh-CN before zh before
// the default one, then the one with the fewest qualifiers.
func (t *Table) typed(id uint32) (v Value, found bool) {
	var best *typeTable
	tables := t.resources.types[uint16(id>>16)]
	for i := range tables {
		one := &tables[i]
		at, ok := one.entry(id & 0xffff)
		if !ok || best != nil && one.order(best) >= 0 {
			continue
		}
		if x, ok := one.value(at); ok {
			v, best, found = x, one, true
		}
	}
	return v, found
}

func (t *typeTable) order(other *typeTable) int {
	return cmp.Or(cmp.Compare(localeOrder(t.locale), localeOrder(other.locale)), cmp.Compare(t.special, other.special))
}

func localeOrder(locale string) int {
	switch locale {
	case "zh-rCN":
		return 0
	case "zh":
		return 1
	case "":
		return 2
	}
	return 3
}

// entry returns where the entry of a resource begins.
func (t *typeTable) entry(i uint32) (at int, ok bool) {
	if int64(i) >= t.count {
		return 0, false
	}
	offset := u32(t.body, t.header+4*int(i))
	if offset == noEntry {
		return 0, false
	}
	return int(t.start + int64(offset)), true // checked by the validator
}

// value returns the value of an entry that is no bag.
func (t *typeTable) value(at int) (Value, bool) {
	const bag = 1
	flags := binary.LittleEndian.Uint16(t.body[at+2:])
	at += int(binary.LittleEndian.Uint16(t.body[at:]))
	if flags&bag != 0 || at+8 > len(t.body) {
		return Value{}, false
	}
	return Value{t.body[at+3], u32(t.body, at+4)}, true
}

// note keeps a type whose chunk has been checked.
func (r *resources) note(pkg uint8, c chunk) error {
	if r.types == nil {
		r.types = map[uint16][]typeTable{}
	}
	config := c.body[20:c.header]
	t := typeTable{
		body: c.body, header: c.header, count: int64(u32(c.body, 12)), start: int64(u32(c.body, 16)), locale: locale(config),
	}
	for i, b := range config {
		if i >= 4 && (i < 8 || i >= 12) && b != 0 {
			t.special++
		}
	}
	key := uint16(pkg)<<8 | uint16(c.body[8])
	if len(r.types[key]) == MaxConfigurations {
		return fmt.Errorf("a type has more than %d configurations", MaxConfigurations)
	}
	r.types[key] = append(r.types[key], t)
	return nil
}

// get returns a string of the pool; "" where there is none.
func (p pooled) get(i uint32) string {
	if int64(i) >= int64(u32(p, 8)) {
		return ""
	}
	wide := u32(p, 16)&0x100 == 0
	raw, err := rawString(p, int64(u32(p, 20))+int64(u32(p, poolHeaderSize+4*int(i))), wide)
	if err != nil {
		return ""
	}
	return decode(raw, wide)
}
