package axml

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Chunk types and sizes of AOSP's ResourceTypes.h.
const (
	chunkStringPool     = 0x0001
	chunkXML            = 0x0003
	chunkStartNamespace = 0x0100
	chunkEndNamespace   = 0x0101
	chunkStartElement   = 0x0102
	chunkEndElement     = 0x0103
	chunkText           = 0x0104
	chunkLastNode       = 0x017f
	chunkResourceMap    = 0x0180

	chunkHeaderSize = 8
	nodeHeaderSize  = 16 // chunk header, line number, comment
	startSize       = 20 // ResXMLTree_attrExt
	attributeSize   = 20

	noString = 0xffffffff
)

// Parse reads a binary XML document. It always returns a document, with the
// part that could be read; the error says why the rest could not, and is
// ErrTruncated, ErrMalformed or a *LimitError. With a nil error the root is
// set and everything inside it was read.
func Parse(data []byte) (*Document, error) {
	p := &parser{pool: &pool{}}
	p.read(data)
	for len(p.open) > 0 {
		p.closeElement()
	}
	if p.root == nil {
		p.refuse(fmt.Errorf("%w: no element in it", ErrMalformed))
	}
	return &Document{Root: p.root, Oddities: p.odd.list}, p.err
}

// LooksLikeText reports whether data is XML in its text form rather than in
// the binary one: whether it begins with < or a byte-order mark.
func LooksLikeText(data []byte) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	for _, start := range []string{"<", utf8BOM, utf16LE, utf16BE} {
		if bytes.HasPrefix(data, []byte(start)) {
			return true
		}
	}
	return false
}

type parser struct {
	data []byte // as much as the document says it has
	pool *pool
	ids  []byte // the resource-id map, 4 bytes an id

	root     *Element
	open     []openElement
	elements []Element // room for the next elements, so that they are allocated together
	attrs    []Attr    // likewise
	nElement int
	nAttr    int
	nText    int

	odd oddities
	err error // the first thing the platform refuses
}

type openElement struct {
	*Element
	text            []byte
	namespace, name uint32 // in the string pool
}

func (p *parser) refuse(err error) {
	if p.err == nil {
		p.err = err
	}
}

// read follows ResXMLTree::setTo and ResXMLParser::nextNode.
func (p *parser) read(data []byte) {
	at, ok := p.readHeader(data)
	if !ok {
		return
	}
	at, ok = p.readTables(at)
	for ok && at < len(p.data) {
		c, err := p.chunk(at, nodeHeaderSize)
		if err == nil {
			err = p.readNode(c)
		}
		if err == nil {
			err = p.pool.err
		}
		if err != nil {
			p.stop(at, err)
			return
		}
		at += len(c.bytes)
	}
	if n := len(p.open); n > 0 {
		p.odd.add("unclosed-element", p.open[n-1].Line,
			"文档结束时仍有 %d 个元素没有结束",
			"the document ends with %d elements still open", n)
	}
}

// stop ends the reading at a fault. The platform reads no further than the
// end of the root element, so behind it a fault is only odd.
func (p *parser) stop(at int, err error) {
	inRoot := len(p.open) > 0 && p.open[0].Element == p.root
	if p.root == nil || inRoot {
		p.refuse(err)
		return
	}
	p.odd.add("unreadable-end", 0,
		"根元素之后偏移 0x%x 处的数据无法读取",
		"what follows the root element cannot be read from offset 0x%x on", at)
}

// readHeader reads the outer chunk and returns where its content starts.
func (p *parser) readHeader(data []byte) (at int, ok bool) {
	if len(data) > MaxSize {
		p.refuse(&LimitError{"bytes", MaxSize})
		return 0, false
	}
	if len(data) < chunkHeaderSize {
		p.refuse(fmt.Errorf("%w: %d bytes are no header", ErrTruncated, len(data)))
		return 0, false
	}
	kind, headerSize := binary.LittleEndian.Uint16(data), int(binary.LittleEndian.Uint16(data[2:]))
	size := int64(binary.LittleEndian.Uint32(data[4:]))
	if kind != chunkXML {
		p.odd.add("start-signature", 0,
			"文件开头的类型是 0x%04x，应为 0x0003",
			"the file starts with type 0x%04x, not 0x0003", kind)
	}
	if headerSize != chunkHeaderSize {
		p.odd.add("header-size", 0,
			"文件头长度为 %d 字节，应为 8",
			"the file header has %d bytes, not 8", headerSize)
	}
	p.data = data
	switch {
	case size > int64(len(data)):
		p.refuse(fmt.Errorf("%w: it claims %d bytes and has %d", ErrTruncated, size, len(data)))
	case size < int64(headerSize):
		p.refuse(fmt.Errorf("%w: it claims %d bytes, fewer than its header", ErrMalformed, size))
	case size < int64(len(data)):
		p.data = data[:size]
		p.odd.add("trailing-data", 0,
			"文档声明 %d 字节，之后还有 %d 字节",
			"%[2]d bytes follow the %[1]d that the document claims", size, int64(len(data))-size)
	}
	if headerSize > len(p.data) {
		p.refuse(fmt.Errorf("%w: its header claims %d bytes", ErrMalformed, headerSize))
		return 0, false
	}
	return headerSize, true
}

// chunk is one checked chunk; bytes begin with its header.
type chunk struct {
	at         int // in the document
	kind       uint16
	headerSize int
	bytes      []byte
}

// chunk checks the header of a chunk as the platform's validate_chunk does.
func (p *parser) chunk(at, minHeader int) (chunk, error) {
	rest := p.data[at:]
	if len(rest) < minHeader {
		return chunk{}, fmt.Errorf("%w: %d bytes at offset 0x%x are no chunk", ErrTruncated, len(rest), at)
	}
	kind, headerSize := binary.LittleEndian.Uint16(rest), int64(binary.LittleEndian.Uint16(rest[2:]))
	size := int64(binary.LittleEndian.Uint32(rest[4:]))
	if headerSize < int64(minHeader) || headerSize > size || (headerSize|size)&3 != 0 {
		return chunk{}, fmt.Errorf("%w: chunk at offset 0x%x claims a header of %d and a size of %d bytes", ErrMalformed, at, headerSize, size)
	}
	if size > int64(len(rest)) {
		return chunk{}, fmt.Errorf("%w: chunk at offset 0x%x claims %d bytes of %d", ErrTruncated, at, size, len(rest))
	}
	return chunk{at, kind, int(headerSize), rest[:size]}, nil
}

// readTables reads the chunks in front of the first node: the string pool
// and the resource-id map. It returns the offset of the first node.
func (p *parser) readTables(at int) (node int, ok bool) {
	pools, maps := 0, 0
	for at < len(p.data) {
		c, err := p.chunk(at, chunkHeaderSize)
		if err != nil {
			p.refuse(err)
			return at, false
		}
		switch {
		case c.kind == chunkStringPool:
			pools++
			p.readPool(c)
		case c.kind == chunkResourceMap:
			maps++
			p.ids = c.bytes[c.headerSize:]
		case c.kind >= chunkStartNamespace && c.kind <= chunkLastNode:
			return at, true
		default:
			p.unknownChunk(c)
		}
		if pools > 1 || maps > 1 {
			pools, maps = 0, 0
			p.odd.add("repeated-table", 0,
				"字符串池或资源 ID 表出现多次，系统使用最后一个",
				"there are several string pools or resource-id maps; the platform uses the last one")
		}
		at += len(c.bytes)
	}
	return at, false
}

func (p *parser) readPool(c chunk) {
	pool, crowded, err := newPool(c.bytes, c.headerSize)
	p.pool = pool
	if err != nil {
		p.refuse(err)
	}
	if crowded {
		p.odd.add("string-count", 0,
			"字符串池声明的字符串数量多于实际",
			"the string pool claims more strings than it has")
	}
}

func (p *parser) unknownChunk(c chunk) {
	p.odd.add("unknown-chunk", 0,
		"偏移 0x%x 处有未知类型 0x%04x 的数据块（%d 字节），系统会跳过",
		"a chunk of unknown type 0x%04[2]x (%[3]d bytes) at offset 0x%[1]x, which the platform skips", c.at, c.kind, len(c.bytes))
}

func (p *parser) readNode(c chunk) error {
	content := c.bytes[c.headerSize:]
	line := int(binary.LittleEndian.Uint32(c.bytes[8:]))
	switch c.kind {
	case chunkStartNamespace, chunkEndNamespace:
		return need(content, 8) // prefixes decide nothing: elements and attributes carry the URI
	case chunkStartElement:
		return p.startElement(c, line)
	case chunkEndElement:
		return p.endElement(content, line)
	case chunkText:
		return p.text(content, line)
	}
	p.unknownChunk(c)
	return nil
}

func need(content []byte, size int) error {
	if len(content) < size {
		return fmt.Errorf("%w: a node of %d bytes needs %d", ErrMalformed, len(content), size)
	}
	return nil
}

func (p *parser) startElement(c chunk, line int) error {
	content := c.bytes[c.headerSize:]
	if err := need(content, startSize); err != nil {
		return err
	}
	start, size, count := int(binary.LittleEndian.Uint16(content[8:])), int(binary.LittleEndian.Uint16(content[10:])), int(binary.LittleEndian.Uint16(content[12:]))
	if start+size*count > len(content) {
		return fmt.Errorf("%w: line %d: %d attributes use %d bytes of %d", ErrMalformed, line, count, start+size*count, len(content))
	}
	if len(p.open) == MaxDepth {
		return &LimitError{"elements inside each other", MaxDepth}
	}
	if p.nElement++; p.nElement > MaxElements {
		return &LimitError{"elements", MaxElements}
	}
	if p.nAttr += count; p.nAttr > MaxAttributes {
		return &LimitError{"attributes", MaxAttributes}
	}
	if start != startSize || count > 0 && size != attributeSize {
		p.odd.add("attribute-layout", line,
			"属性起点 %d、长度 %d，均应为 20",
			"attributes start at %d with %d bytes each; both should be 20", start, size)
	}
	namespace, name := binary.LittleEndian.Uint32(content), binary.LittleEndian.Uint32(content[4:])
	e := p.newElement()
	e.Namespace, e.Name, e.Line = p.string(namespace, line), p.string(name, line), line
	e.Attrs = p.newAttrs(count)
	// The platform checks the attributes' own sizes only; with sizes below
	// 20 the last one reaches into what follows.
	table := p.data[c.at+c.headerSize+start:]
	for i := range e.Attrs {
		if at := i * size; at+attributeSize <= len(table) {
			p.attribute(&e.Attrs[i], table[at:at+attributeSize], line)
		}
	}
	p.reportDuplicates(e)
	p.push(openElement{Element: e, namespace: namespace, name: name})
	return nil
}

func (p *parser) push(e openElement) {
	switch {
	case len(p.open) > 0:
		parent := p.open[len(p.open)-1]
		parent.Children = append(parent.Children, e.Element)
	case p.root == nil:
		p.root = e.Element
	default:
		p.odd.add("second-root", e.Line,
			"根元素之后还有元素 <%s>，系统不读取",
			"an element <%s> follows the root element; the platform does not read it", e.Name)
	}
	p.open = append(p.open, e)
}

func (p *parser) newElement() *Element {
	if len(p.elements) == 0 {
		p.elements = make([]Element, 64)
	}
	e := &p.elements[0]
	p.elements = p.elements[1:]
	return e
}

func (p *parser) newAttrs(n int) []Attr {
	if n == 0 {
		return nil
	}
	if n > len(p.attrs) {
		p.attrs = make([]Attr, max(n, 256))
	}
	attrs := p.attrs[:n:n]
	p.attrs = p.attrs[n:]
	return attrs
}

// attribute reads one ResXMLTree_attribute of 20 bytes.
func (p *parser) attribute(a *Attr, b []byte, line int) {
	name, raw := binary.LittleEndian.Uint32(b[4:]), binary.LittleEndian.Uint32(b[8:])
	a.Namespace = p.string(binary.LittleEndian.Uint32(b), line)
	a.Name = p.string(name, line)
	a.Value = Value{Type: b[15], Data: binary.LittleEndian.Uint32(b[16:])}
	if int64(name) < int64(len(p.ids)/4) {
		a.ID = binary.LittleEndian.Uint32(p.ids[4*name:])
	}
	if known := AttributeName(a.ID); known != "" && (known != a.Name || a.Namespace != Namespace) {
		p.odd.add("attribute-name", line,
			"系统按编号读作 android:%s 的属性，在文件中写作“%s”（命名空间“%s”）",
			"the attribute that the platform reads by its id as android:%s is spelled %q in the file (namespace %q)", known, a.Name, a.Namespace)
		// The installer looks these two up by name, whatever their id.
		if a.Namespace != "" || a.Name != "package" && a.Name != "split" {
			a.Namespace, a.Name = Namespace, known
		}
	}
	if raw != noString {
		a.Value.Raw = p.string(raw, line)
	}
	if a.Value.Type == TypeString {
		p.stringValue(a, raw, line)
	}
}

// stringValue takes the string that the installer reads: the typed value's.
// aapt shows the raw one.
func (p *parser) stringValue(a *Attr, raw uint32, line int) {
	typed := p.string(a.Value.Data, line)
	if raw != noString && typed != a.Value.Raw {
		p.odd.add("two-values", line,
			"属性 %s 有两个值：系统读取“%s”，工具显示“%s”",
			"the attribute %s has two values: the platform reads %q, tools show %q", a.Name, typed, a.Value.Raw)
	}
	a.Value.Raw, a.Value.Data = typed, 0
}

// string returns a string of the pool, "" where there is none.
func (p *parser) string(index uint32, line int) string {
	if index == noString {
		return ""
	}
	text, good := p.pool.get(index)
	if !good {
		p.odd.add("bad-string", line,
			"第 %d 号字符串不存在，或与自身的长度、结束符不符；较新的系统视为空",
			"string %d does not exist, or contradicts its length or terminator; newer versions of the platform see none", index)
	}
	return text
}

// reportDuplicates finds attributes that stand twice in an element.
func (p *parser) reportDuplicates(e *Element) {
	for _, a := range duplicates(e.Attrs) {
		p.odd.add("duplicate-attribute", e.Line,
			"属性 %s 在元素 <%s> 中重复",
			"the attribute %s stands twice in <%s>", a.Name, e.Name)
	}
}

func duplicates(attrs []Attr) []Attr {
	type key struct {
		id              uint32
		namespace, name string
	}
	keyOf := func(a *Attr) key {
		if a.ID != 0 {
			return key{id: a.ID}
		}
		return key{0, a.Namespace, a.Name}
	}
	var twice []Attr
	if len(attrs) <= 24 { // nearly always; a map would cost more
		for i := range attrs {
			for j := range i {
				if attrs[i].ID == attrs[j].ID && keyOf(&attrs[i]) == keyOf(&attrs[j]) {
					twice = append(twice, attrs[i])
					break
				}
			}
		}
		return twice
	}
	seen := make(map[key]bool, len(attrs))
	for i := range attrs {
		if k := keyOf(&attrs[i]); seen[k] && len(twice) < maxOdditiesPerKind {
			twice = append(twice, attrs[i])
		} else {
			seen[k] = true
		}
	}
	return twice
}

func (p *parser) endElement(content []byte, line int) error {
	if err := need(content, 8); err != nil {
		return err
	}
	namespace, name := binary.LittleEndian.Uint32(content), binary.LittleEndian.Uint32(content[4:])
	if len(p.open) == 0 {
		p.odd.add("end-tag", line,
			"有元素结束标记而没有对应的开始标记",
			"an element ends that never started")
		return nil
	}
	e := p.open[len(p.open)-1]
	if e.namespace != namespace || e.name != name {
		p.odd.add("end-tag", line,
			"元素 <%s> 的结束标记写着另一个名称",
			"the end tag of <%s> carries another name", e.Name)
	}
	p.closeElement()
	return nil
}

func (p *parser) closeElement() {
	e := p.open[len(p.open)-1]
	e.Text = string(e.text)
	p.open = p.open[:len(p.open)-1]
}

func (p *parser) text(content []byte, line int) error {
	if err := need(content, 12); err != nil {
		return err
	}
	text := p.string(binary.LittleEndian.Uint32(content), line)
	if p.nText += len(text); p.nText > MaxText {
		return &LimitError{"bytes of text", MaxText}
	}
	if len(p.open) == 0 {
		p.odd.add("stray-text", line,
			"根元素之外有文字",
			"there is text outside the root element")
		return nil
	}
	e := &p.open[len(p.open)-1]
	e.text = append(e.text, text...)
	return nil
}
