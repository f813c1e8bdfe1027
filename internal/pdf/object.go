package pdf

import (
	"bytes"
	"strconv"
)

// The objects of ISO 32000-1, 7.3. A number is a float64, a boolean a bool, null
// is nil, a string is a text.
type (
	name      string
	text      []byte
	array     []any
	dict      map[name]any
	reference int // the number of an object; the generation is not looked at
	operator  string
	stream    struct {
		dict dict
		raw  []byte // as it stands in the file
	}
)

// lexer reads objects and operators from bytes. It never fails: what makes no
// sense is passed over, and the end is an [end].
type lexer struct {
	data   []byte
	at     int
	budget *int // objects that may still be made
}

type end struct{}

// maxDepth is how deep arrays and dictionaries may lie within each other.
const maxDepth = 40

func isSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0
}

func isDelimiter(b byte) bool {
	return b == '(' || b == ')' || b == '<' || b == '>' || b == '[' || b == ']' || b == '{' || b == '}' || b == '/' || b == '%'
}

func (l *lexer) skipSpace() {
	for l.at < len(l.data) {
		switch b := l.data[l.at]; {
		case isSpace(b):
			l.at++
		case b == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// next returns the next object or operator. References need two numbers before the
// R and are put together in arrays and dictionaries only; no content has them.
func (l *lexer) next(depth int) any {
	l.skipSpace()
	if l.at >= len(l.data) || *l.budget <= 0 {
		return end{}
	}
	*l.budget--
	switch b := l.data[l.at]; b {
	case '/':
		l.at++
		return l.name()
	case '(':
		l.at++
		return l.literal()
	case '<':
		l.at++
		if l.at < len(l.data) && l.data[l.at] == '<' {
			l.at++
			return l.dictionary(depth + 1)
		}
		return l.hex()
	case '[':
		l.at++
		return l.items("]", depth+1)
	case '>':
		l.at++
		if l.at < len(l.data) && l.data[l.at] == '>' {
			l.at++
			return operator(">>")
		}
		return operator(">")
	case ']', ')', '{', '}':
		l.at++
		return operator([]byte{b})
	}
	return l.word()
}

func (l *lexer) word() any {
	from := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	w := l.data[from:l.at]
	if b := w[0]; b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' {
		return parseNumber(w)
	}
	switch s := string(w); s {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		return operator(s)
	}
}

// parseNumber reads a number; what is none is 0, as other readers take it.
func parseNumber(w []byte) float64 {
	if len(w) > 32 {
		w = w[:32]
	}
	n, err := strconv.ParseFloat(string(w), 64)
	if err != nil || n != n || n > 1e12 || n < -1e12 {
		return 0
	}
	return n
}

func (l *lexer) name() name {
	from := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	raw := l.data[from:l.at]
	if bytes.IndexByte(raw, '#') < 0 {
		return name(raw)
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if hi, lo := hexDigit(raw[i+1]), hexDigit(raw[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return name(out)
}

func hexDigit(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}

func (l *lexer) hex() text {
	var out text
	high := -1
	for l.at < len(l.data) {
		b := l.data[l.at]
		l.at++
		if b == '>' {
			break
		}
		d := hexDigit(b)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

func (l *lexer) literal() text {
	var out text
	depth := 1
	for l.at < len(l.data) {
		b := l.data[l.at]
		l.at++
		switch b {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, b)
	}
	return out
}

func (l *lexer) escape(out text) text {
	if l.at >= len(l.data) {
		return out
	}
	b := l.data[l.at]
	l.at++
	switch b {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\r':
		if l.at < len(l.data) && l.data[l.at] == '\n' {
			l.at++
		}
		return out
	case '\n':
		return out
	}
	if b < '0' || b > '7' {
		return append(out, b)
	}
	n := int(b - '0')
	for i := 0; i < 2 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; i++ {
		n = n<<3 | int(l.data[l.at]-'0')
		l.at++
	}
	return append(out, byte(n))
}

// items reads up to the closing bracket.
func (l *lexer) items(closing operator, depth int) array {
	var out array
	for depth < maxDepth {
		o := l.next(depth)
		switch o := o.(type) {
		case end:
			return out
		case operator:
			if o == closing || o == ">>" || o == "endobj" || o == "stream" {
				return out
			}
			if o == "R" && len(out) >= 2 {
				if n, ok := out[len(out)-2].(float64); ok {
					out = append(out[:len(out)-2], reference(n))
				}
			}
		default:
			out = append(out, o)
		}
	}
	return out
}

func (l *lexer) dictionary(depth int) dict {
	all := l.items(">>", depth)
	d := make(dict, len(all)/2)
	for i := 0; i+1 < len(all); {
		key, ok := all[i].(name)
		if !ok {
			i++
			continue
		}
		d[key] = all[i+1]
		i += 2
	}
	return d
}
