package axml

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Byte-order marks.
const (
	utf8BOM = "\xef\xbb\xbf"
	utf16LE = "\xff\xfe"
	utf16BE = "\xfe\xff"
)

// ParseText reads an XML resource or manifest in the form developers write,
// UTF-8, or UTF-16 with a byte-order mark. Attributes of the android
// namespace get the framework's ids, and values the types that aapt2 would
// store; references by name stay names, see [Value]. Results and errors are
// those of [Parse].
func ParseText(data []byte) (*Document, error) {
	p := &textParser{declared: map[string]bool{"": true, xmlNamespace: true}}
	err := p.read(data)
	for len(p.open) > 0 {
		p.endElement()
	}
	if p.root == nil && err == nil {
		err = fmt.Errorf("%w: no element in it", ErrMalformed)
	}
	return &Document{Root: p.root}, err
}

const xmlNamespace = "http://www.w3.org/XML/1998/namespace"

type textParser struct {
	root     *Element
	open     []openText
	declared map[string]bool // namespaces
	nElement int
	nAttr    int
}

type openText struct {
	*Element
	text []byte
	run  int // where in text the run since the last tag starts
}

func (p *textParser) read(data []byte) error {
	if len(data) > MaxSize {
		return &LimitError{"bytes", MaxSize}
	}
	d := xml.NewDecoder(bytes.NewReader(toUTF8(data)))
	d.CharsetReader = unicodeOnly
	for {
		line, _ := d.InputPos()
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return syntaxError(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = p.startElement(t, line)
		case xml.EndElement:
			p.endElement()
		case xml.CharData:
			if n := len(p.open); n > 0 {
				p.open[n-1].text = append(p.open[n-1].text, t...)
			}
		}
		if err != nil {
			return err
		}
	}
}

// unicodeOnly accepts the encodings that aapt accepts; the data is UTF-8 by
// now, whatever the declaration says.
func unicodeOnly(charset string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "utf-8", "utf8", "utf-16", "us-ascii":
		return r, nil
	}
	return nil, fmt.Errorf("encoding %q is neither UTF-8 nor UTF-16", charset)
}

func toUTF8(data []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte(utf8BOM)):
		return data[len(utf8BOM):]
	case bytes.HasPrefix(data, []byte(utf16LE)):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte(utf16BE)):
		order = binary.BigEndian
	default:
		return data
	}
	little := make([]byte, 0, len(data))
	for b := data[2:]; len(b) >= 2; b = b[2:] {
		little = binary.LittleEndian.AppendUint16(little, order.Uint16(b))
	}
	return []byte(textOfUTF16(little))
}

func syntaxError(err error) error {
	var syntax *xml.SyntaxError
	if !errors.As(err, &syntax) {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if syntax.Msg == "unexpected EOF" {
		return fmt.Errorf("%w: line %d", ErrTruncated, syntax.Line)
	}
	return fmt.Errorf("%w: line %d: %s", ErrMalformed, syntax.Line, syntax.Msg)
}

func (p *textParser) startElement(t xml.StartElement, line int) error {
	if len(p.open) == MaxDepth {
		return &LimitError{"elements inside each other", MaxDepth}
	}
	if p.nElement++; p.nElement > MaxElements {
		return &LimitError{"elements", MaxElements}
	}
	if p.nAttr += len(t.Attr); p.nAttr > MaxAttributes {
		return &LimitError{"attributes", MaxAttributes}
	}
	if p.root != nil && len(p.open) == 0 {
		return fmt.Errorf("%w: line %d: <%s> follows the root element", ErrMalformed, line, t.Name.Local)
	}
	e := &Element{Namespace: t.Name.Space, Name: t.Name.Local, Line: line}
	if p.root == nil {
		p.root = e
	} else {
		parent := &p.open[len(p.open)-1]
		parent.endRun()
		parent.Children = append(parent.Children, e)
	}
	p.open = append(p.open, openText{Element: e})
	return p.attributes(e, t.Attr)
}

func (p *textParser) attributes(e *Element, source []xml.Attr) error {
	for _, a := range source {
		if isDeclaration(a) {
			p.declared[a.Value] = true
		}
	}
	if !p.declared[e.Namespace] {
		return undeclared(e, e.Namespace)
	}
	for _, a := range source {
		if isDeclaration(a) {
			continue
		}
		if !p.declared[a.Name.Space] {
			return undeclared(e, a.Name.Space)
		}
		var known attribute
		if a.Name.Space == Namespace {
			known = attributesByName()[a.Name.Local]
		}
		e.Attrs = append(e.Attrs, Attr{
			Namespace: a.Name.Space,
			Name:      a.Name.Local,
			ID:        known.id,
			Value:     compile(known, blankSpace.Replace(a.Value)),
		})
	}
	if twice := duplicates(e.Attrs); len(twice) > 0 {
		return fmt.Errorf("%w: line %d: the attribute %s stands twice in <%s>", ErrMalformed, e.Line, twice[0].Name, e.Name)
	}
	sortAttrs(e.Attrs)
	return nil
}

func isDeclaration(a xml.Attr) bool {
	return a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns"
}

// undeclared is an error as it is one to aapt; encoding/xml leaves the prefix
// in the namespace's place.
func undeclared(e *Element, prefix string) error {
	return fmt.Errorf("%w: line %d: the namespace prefix %q is not declared", ErrMalformed, e.Line, prefix)
}

// blankSpace normalizes attribute values as XML 1.0 §3.3.3 wants it and
// encoding/xml does not.
var blankSpace = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

func (p *textParser) endElement() {
	e := &p.open[len(p.open)-1]
	e.endRun()
	e.Text = string(e.text)
	p.open = p.open[:len(p.open)-1]
}

// endRun cuts the text since the last tag as aapt2 does: blank text goes, and
// space at either end becomes one space.
func (e *openText) endRun() {
	const space = " \t\r\n"
	run := e.text[e.run:]
	trimmed := bytes.Trim(run, space)
	var cut []byte
	if len(trimmed) > 0 {
		if strings.IndexByte(space, run[0]) >= 0 {
			cut = append(cut, ' ')
		}
		cut = append(cut, trimmed...)
		if strings.IndexByte(space, run[len(run)-1]) >= 0 {
			cut = append(cut, ' ')
		}
	}
	e.text = append(e.text[:e.run], cut...)
	e.run = len(e.text)
}
