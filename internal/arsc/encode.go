package arsc

import (
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// Resource is a string resource to encode. Its id is 0x7f01nnnn, where nnnn is
// its place among the names.
type Resource struct {
	Name   string
	Values map[string]string // by locale: "" is the default; "zh", "zh-rCN"
}

// FirstString is the resource id of the first resource that [Encode] writes.
const FirstString = 0x7f010000

// Encode writes a table of string resources for a package, such as fixtures
// need: one type, one chunk for each locale.
func Encode(pkg string, resources []Resource) []byte {
	var values, names []string
	locales := []string{""}
	for _, r := range resources {
		names = append(names, r.Name)
		for locale, v := range r.Values {
			values, locales = append(values, v), append(locales, locale)
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	slices.Sort(locales)
	locales = slices.Compact(locales)

	types, keys := pool([]string{"string"}), pool(names)
	head := make([]byte, 288)
	binary.LittleEndian.PutUint32(head[8:], 0x7f)
	for i, r := range pkg[:min(len(pkg), 127)] {
		binary.LittleEndian.PutUint16(head[12+2*i:], uint16(r))
	}
	binary.LittleEndian.PutUint32(head[268:], 288)
	binary.LittleEndian.PutUint32(head[272:], 1)
	binary.LittleEndian.PutUint32(head[276:], uint32(288+len(types)))
	binary.LittleEndian.PutUint32(head[280:], uint32(len(names)))
	body := slices.Concat(head, types, keys, typeSpec(len(names)))
	for _, locale := range locales {
		body = append(body, typeChunk(locale, resources, values)...)
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

func typeSpec(entries int) []byte {
	out := make([]byte, 16+4*entries)
	out[8] = 1
	binary.LittleEndian.PutUint32(out[12:], uint32(entries))
	seal(out, chunkTypeSpec, 16)
	return out
}

// typeChunk writes the strings of one locale. The configuration has the size
// of Android 4: 36 bytes, of which language and country are set.
func typeChunk(locale string, resources []Resource, pool []string) []byte {
	const configSize = 36
	const header = 20 + configSize
	index := make([]byte, 4*len(resources))
	var entries []byte
	for i, r := range resources {
		v, ok := r.Values[locale]
		if !ok {
			binary.LittleEndian.PutUint32(index[4*i:], noEntry)
			continue
		}
		at, _ := slices.BinarySearch(pool, v)
		binary.LittleEndian.PutUint32(index[4*i:], uint32(len(entries)))
		entry := [16]byte{0: 8, 8: 8, 11: 3} // sizes, and TYPE_STRING
		binary.LittleEndian.PutUint32(entry[4:], uint32(i))
		binary.LittleEndian.PutUint32(entry[12:], uint32(at))
		entries = append(entries, entry[:]...)
	}
	out := slices.Concat(make([]byte, header), index, entries)
	out[8] = 1
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
