package arsc

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
)

// Resource is a resource to encode. [IDs] tells the ids.
type Resource struct {
	Name   string            // layout/main; without a type a string
	Values map[string]string // by locale: "" is the default; "zh", "zh-rCN"
	Plain  *Value            // in place of strings: a dimension, a colour, an id
}

// split returns the type and the key of the resource.
func (r *Resource) split() (kind, key string) {
	kind, key, ok := strings.Cut(r.Name, "/")
	if !ok {
		return "string", kind
	}
	return kind, key
}

// IDs returns the ids that [Encode] gives, by name: 0x7fTTnnnn, where TT is the
// place of the type among the types from 1, in the order in which they first
// come, and nnnn that of the resource among those of its type.
func IDs(resources []Resource) map[string]uint32 {
	ids := make(map[string]uint32, len(resources))
	for t, kind := range kinds(resources) {
		for n, r := range ofKind(resources, kind) {
			ids[r.Name] = FirstString + uint32(t)<<16 + uint32(n)
		}
	}
	return ids
}

func kinds(resources []Resource) (list []string) {
	for i := range resources {
		if kind, _ := resources[i].split(); !slices.Contains(list, kind) {
			list = append(list, kind)
		}
	}
	return list
}

func ofKind(resources []Resource, kind string) (list []Resource) {
	for i := range resources {
		if k, _ := resources[i].split(); k == kind {
			list = append(list, resources[i])
		}
	}
	return list
}

// FirstString is the resource id of the first resource that [Encode] writes.
const FirstString = 0x7f010000

// Encode writes a table of resources for a package, such as fixtures need: one
// chunk for each type and locale.
func Encode(pkg string, resources []Resource) []byte {
	var values, names []string
	locales := []string{""}
	for _, r := range resources {
		_, key := r.split()
		names = append(names, key)
		for locale, v := range r.Values {
			values, locales = append(values, v), append(locales, locale)
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	slices.Sort(locales)
	locales = slices.Compact(locales)
	slices.Sort(names)
	names = slices.Compact(names)

	list := kinds(resources)
	types, keys := pool(list), pool(names)
	head := make([]byte, 288)
	binary.LittleEndian.PutUint32(head[8:], 0x7f)
	for i, r := range pkg[:min(len(pkg), 127)] {
		binary.LittleEndian.PutUint16(head[12+2*i:], uint16(r))
	}
	binary.LittleEndian.PutUint32(head[268:], 288)
	binary.LittleEndian.PutUint32(head[272:], uint32(len(list)))
	binary.LittleEndian.PutUint32(head[276:], uint32(288+len(types)))
	binary.LittleEndian.PutUint32(head[280:], uint32(len(names)))
	body := slices.Concat(head, types, keys)
	for i, kind := range list {
		some := ofKind(resources, kind)
		body = append(body, typeSpec(byte(i+1), len(some))...)
		for _, locale := range locales {
			body = append(body, typeChunk(byte(i+1), locale, some, names, values)...)
		}
	}
	seal(body, chunkPackage, 288)

	table := slices.Concat(make([]byte, 12), pool(values), body)
	binary.LittleEndian.PutUint32(table[8:], 1)
	seal(table, chunkTable, 12)
	return table
}

// seal writes the header of a chunk that is otherwise complete.
func seal(chunk []byte, kind, header int) {
	binary.LittleEndian.PutUint16(chunk, uint16(kind))
	binary.LittleEndian.PutUint16(chunk[2:], uint16(header))
	binary.LittleEndian.PutUint32(chunk[4:], uint32(len(chunk)))
}

// pool writes a string pool in UTF-16, which has one length field of one form.
func pool(list []string) []byte {
	var data []byte
	index := make([]byte, 4*len(list))
	for i, s := range list {
		binary.LittleEndian.PutUint32(index[4*i:], uint32(len(data)))
		units := utf16.Encode([]rune(s))
		data = binary.LittleEndian.AppendUint16(data, uint16(len(units)))
		for _, u := range append(units, 0) {
			data = binary.LittleEndian.AppendUint16(data, u)
		}
	}
	data = append(data, make([]byte, -len(data)&3)...)
	out := slices.Concat(make([]byte, poolHeaderSize), index, data)
	binary.LittleEndian.PutUint32(out[8:], uint32(len(list)))
	binary.LittleEndian.PutUint32(out[20:], uint32(poolHeaderSize+len(index)))
	seal(out, chunkStringPool, poolHeaderSize)
	return out
}

func typeSpec(id byte, entries int) []byte {
	out := make([]byte, 16+4*entries)
	out[8] = id
	binary.LittleEndian.PutUint32(out[12:], uint32(entries))
	seal(out, chunkTypeSpec, 16)
	return out
}

// typeChunk writes the resources of one type in one locale. The configuration has the size
// of Android 4: 36 bytes, of which language and country are set.
func typeChunk(id byte, locale string, resources []Resource, names, values []string) []byte {
	const configSize = 36
	const header = 20 + configSize
	index := make([]byte, 4*len(resources))
	var entries []byte
	for i, r := range resources {
		v, ok := r.encoded(locale, values)
		if !ok {
			binary.LittleEndian.PutUint32(index[4*i:], noEntry)
			continue
		}
		_, key := r.split()
		at, _ := slices.BinarySearch(names, key)
		binary.LittleEndian.PutUint32(index[4*i:], uint32(len(entries)))
		entry := [16]byte{0: 8, 8: 8, 11: v.Type} // the sizes of entry and value
		binary.LittleEndian.PutUint32(entry[4:], uint32(at))
		binary.LittleEndian.PutUint32(entry[12:], v.Data)
		entries = append(entries, entry[:]...)
	}
	out := slices.Concat(make([]byte, header), index, entries)
	out[8] = id
	binary.LittleEndian.PutUint32(out[12:], uint32(len(resources)))
	binary.LittleEndian.PutUint32(out[16:], uint32(header+len(index)))
	binary.LittleEndian.PutUint32(out[20:], configSize)
	if len(locale) >= 2 {
		copy(out[28:], locale[:2])
	}
	if len(locale) == len("zh-rCN") {
		copy(out[30:], locale[4:])
	}
	seal(out, chunkType, header)
	return out
}

// encoded returns the value of the resource in a locale.
func (r *Resource) encoded(locale string, values []string) (Value, bool) {
	if r.Plain != nil {
		return *r.Plain, locale == ""
	}
	v, ok := r.Values[locale]
	at, _ := slices.BinarySearch(values, v)
	return Value{typeString, uint32(at)}, ok
}
