package arsc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// Chunk types of ResourceTypes.h.
const (
	chunkStringPool = 0x0001
	chunkTable      = 0x0002
	chunkPackage    = 0x0200
	chunkType       = 0x0201
	chunkTypeSpec   = 0x0202
)

const (
	headerSize     = 8
	poolHeaderSize = 28
	spanSize       = 12
	noEntry        = 0xffffffff
)

// validator walks a table once, checks every length that androidbinary will
// trust, and keeps the strings and locales that it passes.
type validator struct {
	data    []byte
	entries int
	strings []string
	locales []string
	resources
}

// chunk is a part of the table whose header has been checked.
type chunk struct {
	kind   uint16
	header int    // bytes of its header
	body   []byte // the whole chunk, header included
}

func (v *validator) table() error {
	top, err := readChunk(v.data, 0)
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	if top.kind != chunkTable {
		return fmt.Errorf("table: chunk type is %#04x, not that of a resource table", top.kind)
	}
	if len(top.body) < 12 {
		return errors.New("table: header is too short")
	}
	pools := 0
	return eachChunk(top.body, top.header, func(c chunk) error {
		switch c.kind {
		case chunkStringPool:
			pools++
			list, err := readPool(c.body, pools == 1)
			v.strings = append(v.strings, list...)
			return err
		case chunkPackage:
			return v.packageChunk(c)
		}
		return nil
	})
}

func (v *validator) packageChunk(c chunk) error {
	if c.header < 284 || len(c.body) < 284 {
		return errors.New("package: header is too short")
	}
	id := c.body[8]
	var pools [2]pooled
	for i, field := range []int{268, 276} { // typeStrings, keyStrings
		at := int64(u32(c.body, field))
		if at >= int64(len(c.body)) {
			return errors.New("package: string pool lies outside")
		}
		pool, err := readChunk(c.body, int(at))
		if err != nil || pool.kind != chunkStringPool {
			return errors.New("package: string pool is malformed")
		}
		if _, err := readPool(pool.body, false); err != nil {
			return fmt.Errorf("package: %w", err)
		}
		pools[i] = pool.body
	}
	if v.packages == nil {
		v.packages = map[uint8]*names{}
	}
	v.packages[id] = &names{types: pools[0], keys: pools[1]}
	return eachChunk(c.body, c.header, func(c chunk) error {
		switch c.kind {
		case chunkType:
			return v.typeChunk(id, c)
		case chunkTypeSpec:
			if len(c.body) < 16 || int64(u32(c.body, 12))*4 > int64(len(c.body)-c.header) {
				return errors.New("type specification ends early")
			}
		}
		return nil
	})
}

func (v *validator) typeChunk(pkg uint8, c chunk) error {
	if c.header < 28 || len(c.body) < 28 {
		return errors.New("type: header is too short")
	}
	if flags := c.body[9]; flags != 0 {
		return ErrUnsupported
	}
	count, start := int64(u32(c.body, 12)), int64(u32(c.body, 16))
	if count*4 > int64(len(c.body)-c.header) {
		return errors.New("type: entry index ends early")
	}
	if v.entries += int(count); v.entries > MaxEntries {
		return fmt.Errorf("table has more than %d entries", MaxEntries)
	}
	for i := range int(count) {
		at := u32(c.body, c.header+4*i)
		if at == noEntry {
			continue
		}
		entry := start + int64(at)
		if entry+8 > int64(len(c.body)) {
			return errors.New("type: entry lies outside")
		}
		if c.body[entry+2]&8 != 0 {
			return ErrUnsupported
		}
	}
	v.locales = append(v.locales, locale(c.body[20:c.header]))
	return v.note(pkg, c)
}

// locale returns the language and region of a ResTable_config, such as zh-rCN.
// Three-letter codes are packed and of no use here.
func locale(config []byte) string {
	if len(config) < 12 || config[8] == 0 || config[8]&0x80 != 0 {
		return ""
	}
	name := string(config[8:10])
	if config[10] != 0 && config[10]&0x80 == 0 {
		name += "-r" + string(config[10:12])
	}
	return name
}

// readPool checks a string pool and, if wanted, decodes its strings. Strings
// that share bytes cannot make the result larger than twice the pool.
func readPool(pool []byte, keep bool) ([]string, error) {
	if len(pool) < poolHeaderSize || binary.LittleEndian.Uint16(pool[2:]) != poolHeaderSize {
		return nil, errors.New("string pool: header is malformed")
	}
	count, styles := int64(u32(pool, 8)), int64(u32(pool, 12))
	wide := u32(pool, 16)&0x100 == 0
	start, styleStart := int64(u32(pool, 20)), int64(u32(pool, 24))
	if poolHeaderSize+(count+styles)*4 > int64(len(pool)) {
		return nil, errors.New("string pool: index ends early")
	}
	var list []string
	if keep {
		list = make([]string, 0, count)
	}
	total := 0
	for i := range int(count) {
		at := start + int64(u32(pool, poolHeaderSize+4*i))
		raw, err := rawString(pool, at, wide)
		if err != nil {
			return list, fmt.Errorf("string pool: string %d: %w", i, err)
		}
		if total += len(raw); total > 2*len(pool) {
			return list, errors.New("string pool: strings overlap")
		}
		if keep {
			list = append(list, decode(raw, wide))
		}
	}
	for i := range int(styles) {
		at := styleStart + int64(u32(pool, poolHeaderSize+4*(int(count)+i)))
		if at+spanSize > int64(len(pool)) {
			return list, errors.New("string pool: style lies outside")
		}
	}
	return list, nil
}

// rawString returns the bytes of a string, without its length and terminator.
func rawString(pool []byte, at int64, wide bool) ([]byte, error) {
	if wide {
		return rawUTF16(pool, at)
	}
	_, at, err := utf8Length(pool, at) // the length in UTF-16 units
	if err != nil {
		return nil, err
	}
	size, at, err := utf8Length(pool, at)
	if err != nil || at+size > int64(len(pool)) {
		return nil, errors.New("ends outside the pool")
	}
	return pool[at : at+size], nil
}

func rawUTF16(pool []byte, at int64) ([]byte, error) {
	if at+4 > int64(len(pool)) {
		return nil, errors.New("lies outside the pool")
	}
	size := int64(binary.LittleEndian.Uint16(pool[at:]))
	at += 2
	if size&0x8000 != 0 {
		size = size&0x7fff<<16 | int64(binary.LittleEndian.Uint16(pool[at:]))
		at += 2
	}
	if at+2*size > int64(len(pool)) {
		return nil, errors.New("ends outside the pool")
	}
	return pool[at : at+2*size], nil
}

func utf8Length(pool []byte, at int64) (size, next int64, err error) {
	if at+2 > int64(len(pool)) {
		return 0, 0, errors.New("lies outside the pool")
	}
	if pool[at]&0x80 == 0 {
		return int64(pool[at]), at + 1, nil
	}
	return int64(pool[at]&0x7f)<<8 | int64(pool[at+1]), at + 2, nil
}

func decode(raw []byte, wide bool) string {
	if !wide {
		return string(raw)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(raw[2*i:])
	}
	out := make([]byte, 0, len(raw))
	for _, r := range utf16.Decode(units) {
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

func readChunk(data []byte, at int) (chunk, error) {
	if at < 0 || at+headerSize > len(data) {
		return chunk{}, errors.New("chunk header lies outside")
	}
	header, size := int(binary.LittleEndian.Uint16(data[at+2:])), int64(u32(data, at+4))
	if header < headerSize || int64(header) > size || size > int64(len(data)-at) {
		return chunk{}, fmt.Errorf("chunk at offset %d has a wrong size", at)
	}
	return chunk{binary.LittleEndian.Uint16(data[at:]), header, data[at : at+int(size)]}, nil
}

func eachChunk(data []byte, from int, do func(chunk) error) error {
	for at := from; at < len(data); {
		c, err := readChunk(data, at)
		if err != nil {
			return err
		}
		if err := do(c); err != nil {
			return err
		}
		at += len(c.body)
	}
	return nil
}

func u32(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
