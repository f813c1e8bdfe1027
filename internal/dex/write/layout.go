package write

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

// Buffer appends the encodings of the format.
type Buffer []byte

func (b *Buffer) u8(v byte)     { *b = append(*b, v) }
func (b *Buffer) U16(v uint16)  { *b = binary.LittleEndian.AppendUint16(*b, v) }
func (b *Buffer) U32(v uint32)  { *b = binary.LittleEndian.AppendUint32(*b, v) }
func (b *Buffer) uleb(v uint32) { *b = binary.AppendUvarint(*b, uint64(v)) }

func (b *Buffer) sleb(v int) {
	for ; v < -64 || v > 63; v >>= 7 {
		b.u8(byte(v) | 0x80)
	}
	b.u8(byte(v) & 0x7F)
}

func (b *Buffer) Align(n int) {
	for len(*b)%n != 0 {
		b.u8(0)
	}
}

// writer lays out a file: the data first, behind room for the tables, which
// then are filled with its offsets.
type writer struct {
	*Tables
	Buffer
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
		w.Align(4)
	}
	off := uint32(len(w.Buffer))
	if last := len(w.sections) - 1; last < 0 || w.sections[last].kind != kind {
		w.sections = append(w.sections, section{kind: kind, off: off})
	}
	w.sections[len(w.sections)-1].count++
	return off
}

func (w *writer) file(classes []*Class) []byte {
	w.reserve(len(classes))
	stringOffs := w.stringData()
	lists := w.typeLists(classes)
	for _, c := range classes {
		c.off.interfaces = lists[strings.Join(c.Interfaces, "")]
		sortBy(c.Fields, func(f *Field) uint32 { return w.index[Fields][f.Ref] })
		sortBy(c.Methods, func(m *Method) uint32 { return w.index[Methods][m.Ref] })
		c.off.values = w.staticValues(c)
	}
	w.annotations(classes)
	w.codes(classes)
	for _, c := range classes {
		c.off.data = w.classData(c)
	}
	w.mapList()
	copy(w.Buffer[headerSize:], w.ids(stringOffs, lists, classes))
	w.header()
	return w.Buffer
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
		if kind := Strings + Table(i); kind < numTables {
			count = len(w.names[kind])
		}
		if count > 0 {
			w.sections = append(w.sections, section{stringIDItem + uint16(i), uint32(count), uint32(off)})
		}
		off += count * size
	}
	w.dataOff = off
	w.Buffer = make(Buffer, off)
}

func (w *writer) stringData() []uint32 {
	var offs []uint32
	for _, s := range w.names[Strings] {
		offs = append(offs, w.item(stringDataItem))
		w.uleb(uint32(CountUnits(s)))
		w.Buffer = append(append(w.Buffer, s...), 0)
	}
	return offs
}

// typeLists writes the parameters of prototypes and the interfaces of classes,
// and returns the offsets by the descriptors in a row.
func (w *writer) typeLists(classes []*Class) map[string]uint32 {
	offs := map[string]uint32{"": 0}
	write := func(types []string) {
		key := strings.Join(types, "")
		if _, done := offs[key]; done {
			return
		}
		offs[key] = w.item(typeListItem)
		w.U32(uint32(len(types)))
		for _, i := range w.typeIndexes(types) {
			w.U16(uint16(i))
		}
	}
	for _, proto := range w.names[Protos] {
		params, _, _ := SplitProto(proto)
		write(params)
	}
	for _, c := range classes {
		write(c.Interfaces)
	}
	return offs
}

// staticValues writes the initial values up to the last that is not zero.
func (w *writer) staticValues(c *Class) uint32 {
	var values []Value
	used := 0
	for _, f := range c.Fields {
		if f.Flags&AccStatic == 0 {
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

func (f *Field) initial() Value {
	if f.Value != nil {
		return *f.Value
	}
	_, _, desc := SplitMember(f.Ref)
	if kind, primitive := KindOf[desc]; primitive {
		return Value{Kind: kind}
	}
	return Value{Kind: NullValue}
}

func (w *writer) array(values []Value) {
	w.uleb(uint32(len(values)))
	for i := range values {
		w.value(&values[i])
	}
}

func (w *writer) value(v *Value) {
	switch v.Kind {
	case NullValue:
		w.u8(NullValue)
	case BooleanValue:
		w.u8(BooleanValue | byte(v.Bits)<<5)
	case ArrayValue:
		w.u8(ArrayValue)
		w.array(v.Elements)
	case AnnotationValue:
		w.u8(AnnotationValue)
		w.elements(v.Annotation)
	case ByteValue, ShortValue, IntValue, LongValue:
		w.number(v.Kind, uint64(v.Bits), sizeOf(uint64(v.Bits^v.Bits>>63)<<1))
	case CharValue:
		w.number(v.Kind, uint64(v.Bits), sizeOf(uint64(v.Bits)))
	case FloatValue, DoubleValue:
		zeros := min(bits.TrailingZeros64(uint64(v.Bits))/8, BytesOf[v.Kind]-1) // left out
		w.number(v.Kind, uint64(v.Bits)>>(zeros*8), BytesOf[v.Kind]-zeros)
	default: // an index
		i := uint64(w.index[v.Table][v.Text])
		w.number(v.Kind, i, sizeOf(i))
	}
}

// number writes the lowest bytes of a value.
func (w *writer) number(kind byte, bits uint64, size int) {
	w.u8(kind | byte(size-1)<<5)
	w.Buffer = append(w.Buffer, binary.LittleEndian.AppendUint64(nil, bits)[:size]...)
}

// sizeOf is how many bytes a number takes; at least one.
func sizeOf(v uint64) int { return max(1, (bits.Len64(v)+7)/8) }

func (w *writer) elements(a *Annotation) {
	w.uleb(w.index[Types][a.Type])
	w.uleb(uint32(len(a.Elements)))
	sortBy(a.Elements, func(e Element) uint32 { return w.index[Strings][e.Name] })
	for i := range a.Elements {
		w.uleb(w.index[Strings][a.Elements[i].Name])
		w.value(&a.Elements[i].Value)
	}
}

// annotations writes the annotations, then the sets of them, then which set
// belongs to which member.
func (w *writer) annotations(classes []*Class) {
	var sets []*Annotations
	for _, c := range classes {
		sets = append(sets, &c.Annotations)
		for _, f := range c.Fields {
			sets = append(sets, &f.Annotations)
		}
		for _, m := range c.Methods {
			sets = append(sets, &m.Annotations)
		}
	}
	sets = slices.DeleteFunc(sets, func(s *Annotations) bool { return len(s.List) == 0 })
	for _, s := range sets {
		for _, a := range s.List {
			a.off = w.item(annotationItem)
			w.u8(a.Visibility)
			w.elements(a)
		}
	}
	for _, s := range sets {
		sortBy(s.List, func(a *Annotation) uint32 { return w.index[Types][a.Type] })
		s.off = w.item(setItem)
		w.U32(uint32(len(s.List)))
		for _, a := range s.List {
			w.U32(a.off)
		}
	}
	for _, c := range classes {
		c.off.directory = w.directory(c)
	}
}

func (w *writer) directory(c *Class) uint32 {
	var fields, methods Buffer
	for _, f := range c.Fields {
		if f.Annotations.off > 0 {
			fields.U32(w.index[Fields][f.Ref])
			fields.U32(f.Annotations.off)
		}
	}
	for _, m := range c.Methods {
		if m.Annotations.off > 0 {
			methods.U32(w.index[Methods][m.Ref])
			methods.U32(m.Annotations.off)
		}
	}
	if c.Annotations.off == 0 && len(fields) == 0 && len(methods) == 0 {
		return 0
	}
	off := w.item(directoryItem)
	w.U32(c.Annotations.off)
	w.U32(uint32(len(fields) / 8))
	w.U32(uint32(len(methods) / 8))
	w.U32(0) // parameters
	w.Buffer = append(append(w.Buffer, fields...), methods...)
	return off
}

// codes writes the debug information and the code of all methods.
func (w *writer) codes(classes []*Class) {
	var all []*Method
	for _, c := range classes {
		for _, m := range c.Methods {
			if m.Code == nil {
				continue
			}
			w.fill(m)
			all = append(all, m)
			if len(m.Code.Lines) > 0 {
				m.Code.debugOff = w.item(debugInfoItem)
				w.debugInfo(m)
			}
		}
	}
	for _, m := range all {
		m.Code.off = w.item(codeItem)
		w.code(m)
	}
}

// fill sets the indexes in the code.
func (w *writer) fill(m *Method) {
	for _, x := range m.Code.Indexes {
		i := w.index[x.Table][x.Text]
		if x.Width == 16 && i > 0xFFFF && w.err == nil {
			w.err = Pos{m.File, x.Line}.Errorf("string %d needs const-string/jumbo", i)
		}
		m.Code.Put(x.Base, x.Bit, x.Width, int64(i))
	}
}

// debugInfo writes which line each address has, with the state machine of
// https://source.android.com/docs/core/runtime/dex-format#debug-info-item.
func (w *writer) debugInfo(m *Method) {
	const (
		advancePC, advanceLine = 0x01, 0x02
		firstSpecial           = 0x0A
		lineBase, lineRange    = -4, 15
	)
	_, _, proto := SplitMember(m.Ref)
	params, _, _ := SplitProto(proto)
	last := Line{0, m.Code.Lines[0].Number}
	w.uleb(uint32(last.Number))
	w.uleb(uint32(len(params)))
	for range params {
		w.uleb(0) // no name
	}
	for _, p := range m.Code.Lines {
		pc, line := p.Address-last.Address, p.Number-last.Number
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

func (w *writer) code(m *Method) {
	b := m.Code
	w.U16(uint16(b.Registers))
	w.U16(uint16(b.Ins))
	w.U16(uint16(b.Outs))
	w.U16(uint16(len(b.Tries)))
	w.U32(b.debugOff)
	w.U32(uint32(b.Address()))
	w.Buffer = append(w.Buffer, b.Insns...)
	if len(b.Tries) == 0 {
		return
	}
	w.Align(4)
	handlers, offs := w.handlers(b.Tries)
	if len(handlers) > 0xFFFF && w.err == nil {
		w.err = m.Errorf("the handlers of the method take more than 65535 bytes")
	}
	for i, t := range b.Tries {
		w.U32(uint32(t.Start))
		w.U16(uint16(t.End - t.Start))
		w.U16(offs[i])
	}
	w.Buffer = append(w.Buffer, handlers...)
}

// handlers is the encoded_catch_handler_list with the offset for each try.
func (w *writer) handlers(tries []Try) (list Buffer, offs []uint16) {
	list.uleb(uint32(len(tries)))
	for _, t := range tries {
		offs = append(offs, uint16(len(list)))
		n := len(t.Handlers)
		if t.Handlers[n-1].Type == "" {
			list.sleb(1 - n)
		} else {
			list.sleb(n)
		}
		for _, h := range t.Handlers {
			if h.Type != "" {
				list.uleb(w.index[Types][h.Type])
			}
			list.uleb(uint32(h.Address))
		}
	}
	return list, offs
}

// classData writes the members, static and direct ones first. Their indexes
// count from the one before.
func (w *writer) classData(c *Class) uint32 {
	var members [4]Buffer
	var counts, last [4]uint32
	begin := func(group int, index uint32) *Buffer {
		members[group].uleb(index - last[group])
		last[group] = index
		counts[group]++
		return &members[group]
	}
	for _, f := range c.Fields {
		group := 1
		if f.Flags&AccStatic != 0 {
			group = 0
		}
		begin(group, w.index[Fields][f.Ref]).uleb(f.Flags)
	}
	for _, m := range c.Methods {
		group := 3
		if m.Flags&(AccStatic|AccPrivate|AccConstructor) != 0 {
			group = 2
		}
		b := begin(group, w.index[Methods][m.Ref])
		b.uleb(m.Flags)
		if m.Code == nil {
			b.uleb(0)
		} else {
			b.uleb(m.Code.off)
		}
	}
	if len(c.Fields)+len(c.Methods) == 0 {
		return 0
	}
	off := w.item(classDataItem)
	for _, n := range counts {
		w.uleb(n)
	}
	for _, m := range members {
		w.Buffer = append(w.Buffer, m...)
	}
	return off
}

func (w *writer) mapList() {
	w.item(mapListItem)
	w.U32(uint32(len(w.sections)))
	for _, s := range w.sections {
		w.U16(s.kind)
		w.U16(0)
		w.U32(s.count)
		w.U32(s.off)
	}
}

// ids is the tables behind the header.
func (w *writer) ids(stringOffs []uint32, lists map[string]uint32, classes []*Class) Buffer {
	var b Buffer
	for _, off := range stringOffs {
		b.U32(off)
	}
	for _, name := range w.names[Types] {
		b.U32(w.index[Strings][name])
	}
	for _, name := range w.names[Protos] {
		params, result, _ := SplitProto(name)
		b.U32(w.index[Strings][shorty(params, result)])
		b.U32(w.index[Types][result])
		b.U32(lists[strings.Join(params, "")])
	}
	for _, of := range [][2]Table{{Fields, Types}, {Methods, Protos}} {
		for _, name := range w.names[of[0]] {
			m := w.member(name, of[1])
			b.U16(uint16(m[0]))
			b.U16(uint16(m[2]))
			b.U32(m[1])
		}
	}
	for _, c := range classes {
		w.classDef(&b, c)
	}
	return b
}

func (w *writer) classDef(b *Buffer, c *Class) {
	typeIndex, off := w.index[Types], c.off
	super, source := uint32(noIndex), uint32(noIndex)
	if c.Super != "" {
		super = typeIndex[c.Super]
	}
	if c.Source != nil {
		source = w.index[Strings][*c.Source]
	}
	for _, v := range []uint32{typeIndex[c.Name], c.Flags, super, off.interfaces, source, off.directory, off.data, off.values} {
		b.U32(v)
	}
}

func (w *writer) header() {
	header := append(make(Buffer, 0, headerSize), "dex\n0"...)
	header = append(header, '0'+byte(w.Version/10), '0'+byte(w.Version%10), 0)
	header = append(header, make([]byte, 4+sha1.Size)...)
	mapOff := w.sections[len(w.sections)-1].off
	for _, v := range []int{len(w.Buffer), headerSize, littleEndian, 0, 0, int(mapOff)} {
		header.U32(uint32(v))
	}
	var tables [classDefItem + 1]section
	for _, s := range w.sections {
		if s.kind <= classDefItem {
			tables[s.kind] = s
		}
	}
	for _, s := range tables[stringIDItem:] {
		header.U32(s.count)
		header.U32(s.off)
	}
	header.U32(uint32(len(w.Buffer) - w.dataOff))
	header.U32(uint32(w.dataOff))
	copy(w.Buffer, header)
	sum := sha1.Sum(w.Buffer[32:])
	copy(w.Buffer[12:], sum[:])
	binary.LittleEndian.PutUint32(w.Buffer[8:], adler32.Checksum(w.Buffer[12:]))
}
