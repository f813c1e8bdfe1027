package dex

import (
	"encoding/binary"
	"slices"
)

// build lays out DEX files that define the given classes, and nothing else.
// All files share one string table; below version 41 there can only be one.
func build(version int, extra []string, files ...[]string) []byte {
	header := headerSize
	if version >= containerVersion {
		header = headerSizeV41
	}
	names := append(slices.Concat(files...), extra...)
	slices.Sort(names)
	names = slices.Compact(names)

	// Layout: every header with its types and classes, then the strings.
	var sizes []int
	end := 0
	for _, classes := range files {
		sizes = append(sizes, header+len(classes)*(typeIDSize+classDefSize))
		end += sizes[len(sizes)-1]
	}
	data := make([]byte, end+len(names)*stringIDSize)
	for i, name := range names {
		put(data, end+i*stringIDSize, len(data))
		data = append(append(data, byte(len(name))), name+"\x00"...)
	}
	sizes[len(sizes)-1] += len(data) - end

	off := 0
	for n, classes := range files {
		h := data[off:]
		copy(h, []byte{'d', 'e', 'x', '\n', '0', '0' + byte(version/10), '0' + byte(version%10), 0})
		put(h, atFileSize, sizes[n])
		put(h, atHeaderSize, header)
		put(h, atEndian, littleEndian)
		table(h, atStrings, len(names), end)
		types := off + header
		table(h, atTypes, len(classes), types)
		defs := types + len(classes)*typeIDSize
		table(h, atClasses, len(classes), defs)
		if version >= containerVersion {
			put(h, atContainerSize, len(data))
			put(h, atHeaderOff, off)
		}
		for i, class := range slices.Sorted(slices.Values(classes)) {
			put(data, types+i*typeIDSize, slices.Index(names, class))
			put(data, defs+i*classDefSize, i)
			put(data, defs+i*classDefSize+8, noIndex)
		}
		off += sizes[n]
	}
	return data
}

func table(header []byte, at, count, off int) {
	put(header, at, count)
	put(header, at+4, off)
}

func put(b []byte, at, v int) { binary.LittleEndian.PutUint32(b[at:], uint32(v)) }
