package asm

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// The kinds of encoded_value.
const (
	byteValue       = 0x00
	shortValue      = 0x02
	charValue       = 0x03
	intValue        = 0x04
	longValue       = 0x06
	floatValue      = 0x10
	doubleValue     = 0x11
	protoValue      = 0x15
	stringValue     = 0x17
	typeValue       = 0x18
	fieldValue      = 0x19
	methodValue     = 0x1A
	enumValue       = 0x1B
	arrayValue      = 0x1C
	annotationValue = 0x1D
	nullValue       = 0x1E
	booleanValue    = 0x1F
)

// kindOf says how the initial value of a primitive field is encoded.
var kindOf = map[string]byte{
	"Z": booleanValue, "B": byteValue, "S": shortValue, "C": charValue,
	"I": intValue, "J": longValue, "F": floatValue, "D": doubleValue,
}

// bytesOf is the size of a number.
var bytesOf = map[byte]int{
	byteValue: 1, shortValue: 2, charValue: 2, intValue: 4, longValue: 8, floatValue: 4, doubleValue: 8,
}

// value is an encoded_value.
type value struct {
	kind       byte
	bits       int64 // of a number, extended by its sign; 0 or 1 of a boolean
	table      refKind
	text       string  // in the table
	elements   []value // of an array
	annotation *annotation
}

func (v *value) isNumber() bool { return bytesOf[v.kind] > 0 || v.kind == booleanValue }

// isDefault reports whether a static field has the value without being told.
func (v *value) isDefault() bool { return v.kind == nullValue || v.isNumber() && v.bits == 0 }

// annotations are those of one class, field or method.
type annotations struct {
	list []*annotation
	off  uint32 // of the annotation_set_item, once written
}

type annotation struct {
	visibility byte
	typ        string
	elements   []element
	off        uint32 // of the annotation_item, once written
}

type element struct {
	name  string
	value value
}

var visibilities = map[string]byte{"build": 0, "runtime": 1, "system": 2}

// annotation reads what follows .annotation.
func (p *parser) annotation() *annotation {
	word := p.next()
	visibility, ok := visibilities[word]
	if !ok {
		p.fail("unknown visibility %q", word)
	}
	a := p.elements(0, "annotation")
	a.visibility = visibility
	return a
}

// elements reads an annotation from its type to its .end.
func (p *parser) elements(depth int, end string) *annotation {
	a := &annotation{typ: p.classRef()}
	seen := map[string]bool{}
	for p.err == nil && !p.accept(".end", end) {
		name := p.word()
		if !isName(name) || seen[name] {
			p.fail("%q where the name of a new element belongs", name)
		}
		seen[name] = true
		p.check(p.add(stringRef, name))
		p.expect("=")
		a.elements = append(a.elements, element{name, p.value(depth + 1)})
	}
	return a
}

func (p *parser) value(depth int) value {
	const maxDepth = 64 // arrays and annotations in one another
	text := p.word()
	switch {
	case text == "":
		p.fail("a value is missing")
		return value{}
	case depth > maxDepth:
		p.fail("values are nested more than %d deep", maxDepth)
		return value{}
	case text == "{":
		return p.array(depth)
	case text == ".subannotation":
		return value{kind: annotationValue, annotation: p.elements(depth, "subannotation")}
	case text == ".enum":
		return value{kind: enumValue, table: fieldRef, text: p.ref(fieldRef)}
	case text[0] == '"':
		return p.tableValue(stringValue, stringRef, p.unquote(text))
	case text[0] == '(':
		p.version = max(p.version, 39)
		return p.tableValue(protoValue, protoRef, text)
	case strings.Contains(text, "->") && strings.Contains(text, "("):
		return p.tableValue(methodValue, methodRef, text)
	case strings.Contains(text, "->"):
		return p.tableValue(fieldValue, fieldRef, text)
	case typeLength(text) == len(text):
		return p.tableValue(typeValue, typeRef, text)
	}
	v, err := parseNumber(text)
	p.check(err)
	return v
}

func (p *parser) tableValue(kind byte, table refKind, text string) value {
	p.check(p.add(table, text))
	return value{kind: kind, table: table, text: text}
}

func (p *parser) array(depth int) value {
	v := value{kind: arrayValue}
	for p.err == nil && !p.accept("}") {
		v.elements = append(v.elements, p.value(depth+1))
	}
	return v
}

var constants = map[string]value{
	"null":  {kind: nullValue},
	"false": {kind: booleanValue},
	"true":  {kind: booleanValue, bits: 1},
}

// parseNumber reads a literal without quotes, or a character. The suffixes t, s
// and L make it a byte, a short or a long, f and d a float or a double; f and d
// are digits of a hexadecimal number.
func parseNumber(text string) (value, error) {
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

func parseChar(text string) (value, error) {
	s, err := unquote(text)
	if err != nil {
		return value{}, err
	}
	if countUnits(s) != 1 {
		return value{}, fmt.Errorf("%s is not one character of 16 bits", text)
	}
	unit := int64(s[0] & (0xFF >> len(s)))
	for _, c := range []byte(s[1:]) {
		unit = unit<<6 | int64(c&0x3F)
	}
	return value{kind: charValue, bits: unit}, nil
}

// parseInteger takes what fits the bits with or without a sign: 0xff and -1 are
// the same byte.
func parseInteger(text string) (value, error) {
	kind := byte(intValue)
	digits, negative := strings.CutPrefix(text, "-")
	if n := len(digits) - 1; n > 0 {
		if i := strings.IndexByte("tsLl", digits[n]); i >= 0 {
			kind, digits = []byte{byteValue, shortValue, longValue, longValue}[i], digits[:n]
		}
	}
	size := bytesOf[kind] * 8
	n, err := strconv.ParseUint(digits, 0, size)
	if errors.Is(err, strconv.ErrRange) || negative && n > 1<<(size-1) {
		return value{}, fmt.Errorf("%s does not fit in %d bits", text, size)
	}
	if negative {
		n = -n
	}
	return value{kind: kind, bits: int64(n<<(64-size)) >> (64 - size)}, err
}

func parseFloat(text string) (value, error) {
	v, digits := value{kind: doubleValue}, strings.TrimSuffix(text, "d")
	if t, ok := strings.CutSuffix(text, "f"); ok {
		v.kind, digits = floatValue, t
	}
	f, err := strconv.ParseFloat(digits, bytesOf[v.kind]*8)
	switch {
	case err != nil:
		return value{}, fmt.Errorf("%q where a value belongs", text)
	case v.kind == floatValue:
		v.bits = int64(int32(math.Float32bits(float32(f))))
	case math.IsNaN(f):
		v.bits = 0x7FF8 << 48 // that of Java; Go's has another bit
	default:
		v.bits = int64(math.Float64bits(f))
	}
	return v, nil
}
