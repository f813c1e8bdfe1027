package asm

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

var visibilities = map[string]byte{"build": 0, "runtime": 1, "system": 2}

// annotation reads what follows .annotation.
func (p *parser) annotation() *write.Annotation {
	word := p.next()
	visibility, ok := visibilities[word]
	if !ok {
		p.fail("unknown visibility %q", word)
	}
	a := p.elements(0, "annotation")
	a.Visibility = visibility
	return a
}

// elements reads an annotation from its type to its .end.
func (p *parser) elements(depth int, end string) *write.Annotation {
	a := &write.Annotation{Type: p.classRef()}
	seen := map[string]bool{}
	for p.err == nil && !p.accept(".end", end) {
		name := p.word()
		if !write.IsName(name) || seen[name] {
			p.fail("%q where the name of a new element belongs", name)
		}
		seen[name] = true
		p.check(p.Add(write.Strings, name))
		p.expect("=")
		a.Elements = append(a.Elements, write.Element{Name: name, Value: p.value(depth + 1)})
	}
	return a
}

func (p *parser) value(depth int) write.Value {
	const maxDepth = 64 // arrays and annotations in one another
	text := p.word()
	switch {
	case text == "":
		p.fail("a value is missing")
		return write.Value{}
	case depth > maxDepth:
		p.fail("values are nested more than %d deep", maxDepth)
		return write.Value{}
	case text == "{":
		return p.array(depth)
	case text == ".subannotation":
		return write.Value{Kind: write.AnnotationValue, Annotation: p.elements(depth, "subannotation")}
	case text == ".enum":
		return write.Value{Kind: write.EnumValue, Table: write.Fields, Text: p.ref(write.Fields)}
	case text[0] == '"':
		return p.tableValue(write.StringValue, write.Strings, p.unquote(text))
	case text[0] == '(':
		p.Version = max(p.Version, 39)
		return p.tableValue(write.ProtoValue, write.Protos, text)
	case strings.Contains(text, "->") && strings.Contains(text, "("):
		return p.tableValue(write.MethodValue, write.Methods, text)
	case strings.Contains(text, "->"):
		return p.tableValue(write.FieldValue, write.Fields, text)
	case write.TypeLength(text) == len(text):
		return p.tableValue(write.TypeValue, write.Types, text)
	}
	v, err := parseNumber(text)
	p.check(err)
	return v
}

func (p *parser) tableValue(kind byte, table write.Table, text string) write.Value {
	p.check(p.Add(table, text))
	return write.Value{Kind: kind, Table: table, Text: text}
}

func (p *parser) array(depth int) write.Value {
	v := write.Value{Kind: write.ArrayValue}
	for p.err == nil && !p.accept("}") {
		v.Elements = append(v.Elements, p.value(depth+1))
	}
	return v
}

var constants = map[string]write.Value{
	"null":  {Kind: write.NullValue},
	"false": {Kind: write.BooleanValue},
	"true":  {Kind: write.BooleanValue, Bits: 1},
}

// parseNumber reads a literal without quotes, or a character. The suffixes t, s
// and L make it a byte, a short or a long, f and d a float or a double; f and d
// are digits of a hexadecimal number.
func parseNumber(text string) (write.Value, error) {
	if v, ok := constants[text]; ok {
		return v, nil
	}
	if strings.HasPrefix(text, "'") {
		return parseChar(text)
	}
	v, err := parseInteger(text)
	if errors.Is(err, strconv.ErrSyntax) {
		return parseFloat(text)
	}
	return v, err
}

func parseChar(text string) (write.Value, error) {
	s, err := unquote(text)
	if err != nil {
		return write.Value{}, err
	}
	if write.CountUnits(s) != 1 {
		return write.Value{}, fmt.Errorf("%s is not one character of 16 bits", text)
	}
	unit := int64(s[0] & (0xFF >> len(s)))
	for _, c := range []byte(s[1:]) {
		unit = unit<<6 | int64(c&0x3F)
	}
	return write.Value{Kind: write.CharValue, Bits: unit}, nil
}

// parseInteger takes what fits the bits with or without a sign: 0xff and -1 are
// the same byte.
func parseInteger(text string) (write.Value, error) {
	kind := byte(write.IntValue)
	digits, negative := strings.CutPrefix(text, "-")
	if n := len(digits) - 1; n > 0 {
		if i := strings.IndexByte("tsLl", digits[n]); i >= 0 {
			kind, digits = []byte{write.ByteValue, write.ShortValue, write.LongValue, write.LongValue}[i], digits[:n]
		}
	}
	size := write.BytesOf[kind] * 8
	n, err := strconv.ParseUint(digits, 0, size)
	if errors.Is(err, strconv.ErrRange) || negative && n > 1<<(size-1) {
		return write.Value{}, fmt.Errorf("%s does not fit in %d bits", text, size)
	}
	if negative {
		n = -n
	}
	return write.Value{Kind: kind, Bits: int64(n<<(64-size)) >> (64 - size)}, err
}

func parseFloat(text string) (write.Value, error) {
	v, digits := write.Value{Kind: write.DoubleValue}, strings.TrimSuffix(text, "d")
	if t, ok := strings.CutSuffix(text, "f"); ok {
		v.Kind, digits = write.FloatValue, t
	}
	f, err := strconv.ParseFloat(digits, write.BytesOf[v.Kind]*8)
	switch {
	case err != nil:
		return write.Value{}, fmt.Errorf("%q where a value belongs", text)
	case v.Kind == write.FloatValue:
		v.Bits = int64(int32(math.Float32bits(float32(f))))
	case math.IsNaN(f):
		v.Bits = 0x7FF8 << 48 // that of Java; Go's has another bit
	default:
		v.Bits = int64(math.Float64bits(f))
	}
	return v, nil
}
