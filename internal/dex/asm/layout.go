package asm

import (
	"cmp"
	"crypto/sha1"
	"encoding/binary"
	"hash/adler32"
	"math/bits"
	"slices"
	"strings"
)

const (
	headerSize   = 0x70
	littleEndian = 0x12345678
	noIndex      = 0xFFFFFFFF
)

// The kinds of map_item. Items of the kinds below 0x2000, code and annotation
// directories begin at multiples of four bytes.
const (
	headerItem     = 0x0000
	stringIDItem   = 0x0001 // and types, prototypes, fields, methods
	classDefItem   = 0x0006
	mapListItem    = 0x1000
	typeListItem   = 0x1001
	setItem        = 0x1003
	classDataItem  = 0x2000
	codeItem       = 0x2001
	stringDataItem = 0x2002
	debugInfoItem  = 0x2003
	annotationItem = 0x2004
	arrayItem      = 0x2005
	directoryItem  = 0x2006
)

// buffer appends the encodings of the format.
type buffer []byte

func (b *buffer) u8(v byte)     { *b = append(*b, v) }
func (b *buffer) u16(v uint16)  { *b = binary.LittleEndian.AppendUint16(*b, v) }
func (b *buffer) u32(v uint32)  { *b = binary.LittleEndian.AppendUint32(*b, v) }
func (b *buffer) uleb(v uint32) { *b = binary.AppendUvarint(*b, uint64(v)) }

func (b *buffer) sleb(v int) {
	for ; v < -64 || v > 63; v >>= 7 {
		b.u8(byte(v) | 0x80)
	}
	b.u8(byte(v) & 0x7F)
}

func (b *buffer) align(n int) {
	for len(*b)%n != 0 {
		b.u8(0)
	}
}

// writer lays out a file: the data first, behind room for the tables, which
// then are filled with its offsets.
type writer struct {
	*tables
	buffer
	sections []section
	dataOff  int
	err      error
}

type section struct {
	kind       uint16
	count, off uint32
}

// offsets are where the parts of a class stand, once written.
type offsets struct {
	interfaces, directory, data, values uint32
}

// item begins an item of the given kind and returns its offset. Items of one
// kind follow each other.
func (w *writer) item(kind uint16) uint32 {
	if kind < classDataItem || kind == codeItem || kind == directoryItem {
		w.align(4)
	}
	off := uint32(len(w.buffer))
	if last := len(w.sections) - 1; last < 0 || w.sections[last].kind != kind {
		w.sections = append(w.sections, section{kind: kind, off: off})
	}
	w.sections[len(w.sections)-1].count++
	return off
}

func (w *writer) file(classes []*class) []byte {
	w.reserve(len(classes))
	stringOffs := w.stringData()
	lists := w.typeLists(classes)
	for _, c := range classes {
		c.off.interfaces = lists[strings.Join(c.interfaces, "")]
		sortBy(c.fields, func(f *field) uint32 { return w.index[fieldRef][f.ref] })
		sortBy(c.methods, func(m *method) uint32 { return w.index[methodRef][m.ref] })
		c.off.values = w.staticValues(c)
	}
	w.annotations(classes)
	w.codes(classes)
	for _, c := range classes {
		c.off.data = w.classData(c)
	}
	w.mapList()
	copy(w.buffer[headerSize:], w.ids(stringOffs, lists, classes))
	w.header()
	return w.buffer
}

func sortBy[T any](items []T, key func(T) uint32) {
	slices.SortFunc(items, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
}

// reserve makes room for the header and the tables.
func (w *writer) reserve(classes int) {
	sizes := [...]int{4, 4, 12, 8, 8, 32}
	w.sections = []section{{headerItem, 1, 0}}
	off := headerSize
	for i, size := range sizes {
		count := classes
		if kind := stringRef + refKind(i); kind < numRefKinds {
			count = len(w.names[kind])
		}
		if count > 0 {
			w.sections = append(w.sections, section{stringIDItem + uint16(i), uint32(count), uint32(off)})
		}
		off += count * size
	}
	w.dataOff = off
	w.buffer = make(buffer, off)
}

func (w *writer) stringData() []uint32 {
	var offs []uint32
	for _, s := range w.names[stringRef] {
		offs = append(offs, w.item(stringDataItem))
		w.uleb(uint32(countUnits(s)))
		w.buffer = append(append(w.buffer, s...), 0)
	}
	return offs
}

// typeLists writes the parameters of prototypes and the interfaces of classes,
// and returns the offsets by the descriptors in a row.
func (w *writer) typeLists(classes []*class) map[string]uint32 {
	offs := map[string]uint32{"": 0}
	write := func(types []string) {
		key := strings.Join(types, "")
		if _, done := offs[key]; done {
			return
		}
		offs[key] = w.item(typeListItem)
		w.u32(uint32(len(types)))
		for _, i := range w.typeIndexes(types) {
			w.u16(uint16(i))
		}
	}
	for _, proto := range w.names[protoRef] {
		params, _, _ := splitProto(proto)
		write(params)
	}
	for _, c := range classes {
		write(c.interfaces)
	}
	return offs
}

// staticValues writes the initial values up to the last that is not zero.
func (w *writer) staticValues(c *class) uint32 {
	var values []value
	used := 0
	for _, f := range c.fields {
		if f.flags&accStatic == 0 {
			continue
		}
		v := f.initial()
		values = append(values, v)
		if !v.isDefault() {
			used = len(values)
		}
	}
	if used == 0 {
		return 0
	}
	off := w.item(arrayItem)
	w.array(values[:used])
	return off
}

func (f *field) initial() value {
	if f.value != nil {
		return *f.value
	}
	_, _, desc := splitMember(f.ref)
	if kind, primitive := kindOf[desc]; primitive {
		return value{kind: kind}
	}
	return value{kind: nullValue}
}

func (w *writer) array(values []value) {
	w.uleb(uint32(len(values)))
	for i := range values {
		w.value(&values[i])
	}
}

func (w *writer) value(v *value) {
	switch v.kind {
	case nullValue:
		w.u8(nullValue)
	case booleanValue:
		w.u8(booleanValue | byte(v.bits)<<5)
	case arrayValue:
		w.u8(arrayValue)
		w.array(v.elements)
	case annotationValue:
		w.u8(annotationValue)
		w.elements(v.annotation)
	case byteValue, shortValue, intValue, longValue:
		w.number(v.kind, uint64(v.bits), sizeOf(uint64(v.bits^v.bits>>63)<<1))
	case charValue:
		w.number(v.kind, uint64(v.bits), sizeOf(uint64(v.bits)))
	case floatValue, doubleValue:
		zeros := min(bits.TrailingZeros64(uint64(v.bits))/8, bytesOf[v.kind]-1) // left out
		w.number(v.kind, uint64(v.bits)>>(zeros*8), bytesOf[v.kind]-zeros)
	default: // an index
		i := uint64(w.index[v.table][v.text])
		w.number(v.kind, i, sizeOf(i))
	}
}

// number writes the lowest bytes of a value.
func (w *writer) number(kind byte, bits uint64, size int) {
	w.u8(kind | byte(size-1)<<5)
	w.buffer = append(w.buffer, binary.LittleEndian.AppendUint64(nil, bits)[:size]...)
}

// sizeOf is how many bytes a number takes; at least one.
func sizeOf(v uint64) int { return max(1, (bits.Len64(v)+7)/8) }

func (w *writer) elements(a *annotation) {
	w.uleb(w.index[typeRef][a.typ])
	w.uleb(uint32(len(a.elements)))
	sortBy(a.elements, func(e element) uint32 { return w.index[stringRef][e.name] })
	for i := range a.elements {
		w.uleb(w.index[stringRef][a.elements[i].name])
		w.value(&a.elements[i].value)
	}
}

// annotations writes the annotations, then the sets of them, then which set
// belongs to which member.
func (w *writer) annotations(classes []*class) {
	var sets []*annotations
	for _, c := range classes {
		sets = append(sets, &c.annotations)
		for _, f := range c.fields {
			sets = append(sets, &f.annotations)
		}
		for _, m := range c.methods {
			sets = append(sets, &m.annotations)
		}
	}
	sets = slices.DeleteFunc(sets, func(s *annotations) bool { return len(s.list) == 0 })
	for _, s := range sets {
		for _, a := range s.list {
			a.off = w.item(annotationItem)
			w.u8(a.visibility)
			w.elements(a)
		}
	}
	for _, s := range sets {
		sortBy(s.list, func(a *annotation) uint32 { return w.index[typeRef][a.typ] })
		s.off = w.item(setItem)
		w.u32(uint32(len(s.list)))
		for _, a := range s.list {
			w.u32(a.off)
		}
	}
	for _, c := range classes {
		c.off.directory = w.directory(c)
	}
}

func (w *writer) directory(c *class) uint32 {
	var fields, methods buffer
	for _, f := range c.fields {
		if f.annotations.off > 0 {
			fields.u32(w.index[fieldRef][f.ref])
			fields.u32(f.annotations.off)
		}
	}
	for _, m := range c.methods {
		if m.annotations.off > 0 {
			methods.u32(w.index[methodRef][m.ref])
			methods.u32(m.annotations.off)
		}
	}
	if c.annotations.off == 0 && len(fields) == 0 && len(methods) == 0 {
		return 0
	}
	off := w.item(directoryItem)
	w.u32(c.annotations.off)
	w.u32(uint32(len(fields) / 8))
	w.u32(uint32(len(methods) / 8))
	w.u32(0) // parameters
	w.buffer = append(append(w.buffer, fields...), methods...)
	return off
}

// codes writes the debug information and the code of all methods.
func (w *writer) codes(classes []*class) {
	var bodies []*body
	for _, c := range classes {
		for _, m := range c.methods {
			if m.code == nil {
				continue
			}
			w.fill(m)
			bodies = append(bodies, m.code)
			if len(m.code.lines) > 0 {
				m.code.debugOff = w.item(debugInfoItem)
				w.debugInfo(m)
			}
		}
	}
	for _, b := range bodies {
		b.off = w.item(codeItem)
		w.code(b)
	}
}

// fill sets the indexes in the code.
func (w *writer) fill(m *method) {
	for _, f := range m.code.fixups {
		if f.table == noRef {
			continue
		}
		i := w.index[f.table][f.text]
		if f.width == 16 && i > 0xFFFF && w.err == nil {
			w.err = pos{m.file, f.line}.errorf("string %d needs const-string/jumbo", i)
		}
		m.code.put(f.base, f.bit, f.width, int64(i))
	}
}

// debugInfo writes which line each address has, with the state machine of
// https://source.android.com/docs/core/runtime/dex-format#debug-info-item.
func (w *writer) debugInfo(m *method) {
	const (
		advancePC, advanceLine = 0x01, 0x02
		firstSpecial           = 0x0A
		lineBase, lineRange    = -4, 15
	)
	_, _, proto := splitMember(m.ref)
	params, _, _ := splitProto(proto)
	last := position{0, m.code.lines[0].line}
	w.uleb(uint32(last.line))
	w.uleb(uint32(len(params)))
	for range params {
		w.uleb(0) // no name
	}
	for _, p := range m.code.lines {
		pc, line := p.address-last.address, p.line-last.line
		special := pc*lineRange + line - lineBase + firstSpecial
		if line < lineBase || line >= lineBase+lineRange || special > 0xFF {
			w.u8(advancePC)
			w.uleb(uint32(pc))
			w.u8(advanceLine)
			w.sleb(line)
			special = firstSpecial - lineBase
		}
		w.u8(byte(special))
		last = p
	}
	w.u8(0) // end of sequence
}

func (w *writer) code(b *body) {
	w.u16(uint16(b.registers))
	w.u16(uint16(b.ins))
	w.u16(uint16(b.outs))
	w.u16(uint16(len(b.tries)))
	w.u32(b.debugOff)
	w.u32(uint32(b.address()))
	w.buffer = append(w.buffer, b.code...)
	if len(b.tries) == 0 {
		return
	}
	w.align(4)
	handlers, offs := w.handlers(b.tries)
	if len(handlers) > 0xFFFF && w.err == nil {
		w.err = b.pos.errorf("the handlers of the method take more than 65535 bytes")
	}
	for i, t := range b.tries {
		w.u32(uint32(t.start))
		w.u16(uint16(t.end - t.start))
		w.u16(offs[i])
	}
	w.buffer = append(w.buffer, handlers...)
}

// handlers is the encoded_catch_handler_list with the offset for each try.
func (w *writer) handlers(tries []try) (list buffer, offs []uint16) {
	list.uleb(uint32(len(tries)))
	for _, t := range tries {
		offs = append(offs, uint16(len(list)))
		n := len(t.handlers)
		if t.handlers[n-1].typ == "" {
			list.sleb(1 - n)
		} else {
			list.sleb(n)
		}
		for _, h := range t.handlers {
			if h.typ != "" {
				list.uleb(w.index[typeRef][h.typ])
			}
			list.uleb(uint32(h.address))
		}
	}
	return list, offs
}

// classData writes the members, static and direct ones first. Their indexes
// count from the one before.
func (w *writer) classData(c *class) uint32 {
	var members [4]buffer
	var counts, last [4]uint32
	begin := func(group int, index uint32) *buffer {
		members[group].uleb(index - last[group])
		last[group] = index
		counts[group]++
		return &members[group]
	}
	for _, f := range c.fields {
		group := 1
		if f.flags&accStatic != 0 {
			group = 0
		}
		begin(group, w.index[fieldRef][f.ref]).uleb(f.flags)
	}
	for _, m := range c.methods {
		group := 3
		if m.flags&(accStatic|accPrivate|accConstructor) != 0 {
			group = 2
		}
		b := begin(group, w.index[methodRef][m.ref])
		b.uleb(m.flags)
		if m.code == nil {
			b.uleb(0)
		} else {
			b.uleb(m.code.off)
		}
	}
	if len(c.fields)+len(c.methods) == 0 {
		return 0
	}
	off := w.item(classDataItem)
	for _, n := range counts {
		w.uleb(n)
	}
	for _, m := range members {
		w.buffer = append(w.buffer, m...)
	}
	return off
}

func (w *writer) mapList() {
	w.item(mapListItem)
	w.u32(uint32(len(w.sections)))
	for _, s := range w.sections {
		w.u16(s.kind)
		w.u16(0)
		w.u32(s.count)
		w.u32(s.off)
	}
}

// ids is the tables behind the header.
func (w *writer) ids(stringOffs []uint32, lists map[string]uint32, classes []*class) buffer {
	var b buffer
	for _, off := range stringOffs {
		b.u32(off)
	}
	for _, name := range w.names[typeRef] {
		b.u32(w.index[stringRef][name])
	}
	for _, name := range w.names[protoRef] {
		params, result, _ := splitProto(name)
		b.u32(w.index[stringRef][shorty(params, result)])
		b.u32(w.index[typeRef][result])
		b.u32(lists[strings.Join(params, "")])
	}
	for _, of := range [][2]refKind{{fieldRef, typeRef}, {methodRef, protoRef}} {
		for _, name := range w.names[of[0]] {
			m := w.member(name, of[1])
			b.u16(uint16(m[0]))
			b.u16(uint16(m[2]))
			b.u32(m[1])
		}
	}
	for _, c := range classes {
		w.classDef(&b, c)
	}
	return b
}

func (w *writer) classDef(b *buffer, c *class) {
	typeIndex, off := w.index[typeRef], c.off
	super, source := uint32(noIndex), uint32(noIndex)
	if c.super != "" {
		super = typeIndex[c.super]
	}
	if c.source != nil {
		source = w.index[stringRef][*c.source]
	}
	for _, v := range []uint32{typeIndex[c.name], c.flags, super, off.interfaces, source, off.directory, off.data, off.values} {
		b.u32(v)
	}
}

func (w *writer) header() {
	header := append(make(buffer, 0, headerSize), "dex\n0"...)
	header = append(header, '0'+byte(w.version/10), '0'+byte(w.version%10), 0)
	header = append(header, make([]byte, 4+sha1.Size)...)
	mapOff := w.sections[len(w.sections)-1].off
	for _, v := range []int{len(w.buffer), headerSize, littleEndian, 0, 0, int(mapOff)} {
		header.u32(uint32(v))
	}
	var tables [classDefItem + 1]section
	for _, s := range w.sections {
		if s.kind <= classDefItem {
			tables[s.kind] = s
		}
	}
	for _, s := range tables[stringIDItem:] {
		header.u32(s.count)
		header.u32(s.off)
	}
	header.u32(uint32(len(w.buffer) - w.dataOff))
	header.u32(uint32(w.dataOff))
	copy(w.buffer, header)
	sum := sha1.Sum(w.buffer[32:])
	copy(w.buffer[12:], sum[:])
	binary.LittleEndian.PutUint32(w.buffer[8:], adler32.Checksum(w.buffer[12:]))
}
