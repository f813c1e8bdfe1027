package axml

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"unicode/utf16"
)

// Encode writes an element and everything in it as a binary XML document
// with a UTF-8 string pool, as aapt2 does for manifests. Attributes come out
// sorted by resource id, because the platform searches them in that order.
// It returns an error where the tree breaks a limit of the format or of this
// package.
func Encode(root *Element) ([]byte, error) { return encode(root, false) }

// EncodeUTF16 is [Encode] with a UTF-16 string pool, as aapt writes it.
func EncodeUTF16(root *Element) ([]byte, error) { return encode(root, true) }

func encode(root *Element, wide bool) ([]byte, error) {
	w := &writer{index: map[poolKey]uint32{}}
	if err := w.collect(root, 1); err != nil {
		return nil, err
	}
	slices.SortFunc(w.named, func(a, b poolKey) int {
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.text, b.text))
	})
	keys := append(w.named, w.plain...)
	for i, k := range keys {
		w.index[k] = uint32(i)
	}
	pool, err := encodePool(keys, wide)
	if err != nil {
		return nil, err
	}
	w.out = append([]byte{chunkXML, 0, chunkHeaderSize, 0, 0, 0, 0, 0}, pool...)
	if len(w.named) > 0 {
		w.begin(chunkResourceMap, chunkHeaderSize)
		for _, k := range w.named {
			w.u32(k.id)
		}
		w.end()
	}
	w.document(root)
	if len(w.out) > MaxSize {
		return nil, &LimitError{"bytes", MaxSize}
	}
	binary.LittleEndian.PutUint32(w.out[4:], uint32(len(w.out)))
	return w.out, nil
}

// poolKey is a string of the pool. Names of attributes with a resource id
// stand apart from the same text elsewhere: an index below the length of the
// resource-id map means the attribute.
type poolKey struct {
	id   uint32
	text string
}

type writer struct {
	named, plain []poolKey
	index        map[poolKey]uint32 // in the pool, once every string is known
	namespaces   []string
	out          []byte
	chunks       []int // where the open chunks start
}

func (w *writer) collect(e *Element, depth int) error {
	if depth > MaxDepth {
		return &LimitError{"elements inside each other", MaxDepth}
	}
	if len(e.Attrs) > math.MaxUint16 {
		return &LimitError{"attributes of <" + e.Name + ">", math.MaxUint16}
	}
	w.namespace(e.Namespace)
	w.need(poolKey{0, e.Name})
	if e.Text != "" {
		w.need(poolKey{0, e.Text})
	}
	for i := range e.Attrs {
		a := &e.Attrs[i]
		w.namespace(a.Namespace)
		w.need(poolKey{a.ID, a.Name})
		if a.Value.Type == TypeString || a.Value.Raw != "" {
			w.need(poolKey{0, a.Value.Raw})
		}
	}
	for _, child := range e.Children {
		if err := w.collect(child, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) need(k poolKey) {
	if _, ok := w.index[k]; ok {
		return
	}
	w.index[k] = 0
	if k.id != 0 {
		w.named = append(w.named, k)
	} else {
		w.plain = append(w.plain, k)
	}
}

func (w *writer) namespace(uri string) {
	if uri == "" || slices.Contains(w.namespaces, uri) {
		return
	}
	w.namespaces = append(w.namespaces, uri)
	w.need(poolKey{0, uri})
	w.need(poolKey{0, w.prefix(uri)})
}

func (w *writer) prefix(uri string) string {
	switch uri {
	case Namespace:
		return "android"
	case "http://schemas.android.com/tools":
		return "tools"
	}
	return fmt.Sprintf("ns%d", slices.Index(w.namespaces, uri))
}

func (w *writer) document(root *Element) {
	for _, uri := range w.namespaces {
		w.namespaceNode(chunkStartNamespace, root.Line, uri)
	}
	w.element(root)
	for _, uri := range slices.Backward(w.namespaces) {
		w.namespaceNode(chunkEndNamespace, root.Line, uri)
	}
}

func (w *writer) namespaceNode(kind uint16, line int, uri string) {
	w.beginNode(kind, line)
	w.ref(w.prefix(uri))
	w.ref(uri)
	w.end()
}

func (w *writer) element(e *Element) {
	w.beginNode(chunkStartElement, e.Line)
	w.optional(e.Namespace)
	w.ref(e.Name)
	w.u16(startSize)
	w.u16(attributeSize)
	w.u16(uint16(len(e.Attrs)))
	w.out = append(w.out, 0, 0, 0, 0, 0, 0) // no index of id, class and style: only layouts being inflated use it
	attrs := slices.Clone(e.Attrs)
	sortAttrs(attrs)
	for _, a := range attrs {
		w.attribute(a)
	}
	w.end()
	if e.Text != "" {
		w.beginNode(chunkText, e.Line)
		w.ref(e.Text)
		w.out = append(w.out, 8, 0, 0, TypeNull, 0, 0, 0, 0)
		w.end()
	}
	for _, child := range e.Children {
		w.element(child)
	}
	w.beginNode(chunkEndElement, e.Line)
	w.optional(e.Namespace)
	w.ref(e.Name)
	w.end()
}

func (w *writer) attribute(a Attr) {
	w.optional(a.Namespace)
	w.u32(w.index[poolKey{a.ID, a.Name}])
	raw, data := uint32(noString), a.Value.Data
	if a.Value.Type == TypeString {
		raw = w.index[poolKey{0, a.Value.Raw}]
		data = raw
	} else if a.Value.Raw != "" {
		raw = w.index[poolKey{0, a.Value.Raw}]
	}
	w.u32(raw)
	w.out = append(w.out, 8, 0, 0, a.Value.Type)
	w.u32(data)
}

// sortAttrs orders attributes as the platform searches them: by resource id,
// then those without one by namespace and name.
func sortAttrs(attrs []Attr) {
	slices.SortStableFunc(attrs, func(a, b Attr) int {
		// An id of 0 becomes the largest number.
		return cmp.Or(cmp.Compare(a.ID-1, b.ID-1), cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
}

func (w *writer) begin(kind uint16, headerSize uint16) {
	w.chunks = append(w.chunks, len(w.out))
	w.u16(kind)
	w.u16(headerSize)
	w.u32(0)
}

func (w *writer) beginNode(kind uint16, line int) {
	w.begin(kind, nodeHeaderSize)
	w.u32(uint32(line))
	w.u32(noString) // comment
}

func (w *writer) end() {
	start := w.chunks[len(w.chunks)-1]
	w.chunks = w.chunks[:len(w.chunks)-1]
	binary.LittleEndian.PutUint32(w.out[start+4:], uint32(len(w.out)-start))
}

func (w *writer) optional(s string) {
	if s == "" {
		w.u32(noString)
		return
	}
	w.ref(s)
}

func (w *writer) ref(s string) { w.u32(w.index[poolKey{0, s}]) }
func (w *writer) u16(n uint16) { w.out = binary.LittleEndian.AppendUint16(w.out, n) }
func (w *writer) u32(n uint32) { w.out = binary.LittleEndian.AppendUint32(w.out, n) }

func encodePool(keys []poolKey, wide bool) ([]byte, error) {
	var offsets, data []byte
	flags := uint32(poolUTF8Flag)
	if wide {
		flags = 0
	}
	for _, k := range keys {
		offsets = binary.LittleEndian.AppendUint32(offsets, uint32(len(data)))
		var err error
		if data, err = appendString(data, k.text, wide); err != nil {
			return nil, err
		}
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	start := poolHeaderSize + len(offsets)
	out := []byte{chunkStringPool, 0, poolHeaderSize, 0}
	for _, n := range []uint32{uint32(start + len(data)), uint32(len(keys)), 0, flags, uint32(start), 0} {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	return slices.Concat(out, offsets, data), nil
}

func appendString(data []byte, s string, wide bool) ([]byte, error) {
	const max8, max16 = 0x7fff, math.MaxInt32 // what the length fields hold
	units := utf16.Encode([]rune(s))
	if !wide {
		s = string(utf16.Decode(units)) // invalid bytes cannot be stored
		if len(s) > max8 {
			return nil, &LimitError{"bytes in a string", max8}
		}
		data = append8(append8(data, len(units)), len(s))
		return append(append(data, s...), 0), nil
	}
	if len(units) > max16 {
		return nil, &LimitError{"UTF-16 units in a string", max16}
	}
	if len(units) >= 0x8000 {
		data = binary.LittleEndian.AppendUint16(data, 0x8000|uint16(len(units)>>16))
	}
	data = binary.LittleEndian.AppendUint16(data, uint16(len(units)))
	for _, u := range units {
		data = binary.LittleEndian.AppendUint16(data, u)
	}
	return append(data, 0, 0), nil
}

// append8 writes a length of a UTF-8 pool: one byte, or two from 128 on.
func append8(data []byte, n int) []byte {
	if n >= 0x80 {
		data = append(data, 0x80|byte(n>>8))
	}
	return append(data, byte(n))
}
