package pdf

import (
	"math"
	"strings"
	"unicode/utf8"
)

// The limits of what the pages draw.
const (
	maxOperators = 4_000_000
	maxText      = 12 << 20 // bytes
	maxForms     = 8        // drawings within each other
	maxSaved     = 64       // states that q saves
)

// matrix is the upper part of a transformation: x' = a x + c y + e, y' = b x + d y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times returns the transformation m followed by n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// state is the graphics state, as far as text depends on it.
type state struct {
	ctm                  matrix
	face                 *font
	size                 float64
	charSpace, wordSpace float64
	scale                float64 // horizontal, 1 is normal
	leading, rise        float64
}

// drawing interprets the content of the pages: ISO 32000-1, 8 and 9.
type drawing struct {
	*file
	state
	saved      []state
	text, line matrix
	fonts      map[reference]*font
	made       int // fonts
	operators  int // of maxOperators
	room       int // of maxText
	page       int

	path  []segment
	at    point // of the path
	begun point // of its open part
	rules []Rule

	lines  []Line
	open   strings.Builder // of the last line
	last   []chunk         // of the last line
	known  int             // characters
	lost   int             // characters whose meaning the file does not tell
	images int
}

// chunk is what one operator shows, in the space of the page.
type chunk struct {
	x, y, right, size float64
	text              string
	bold              bool
}

func (d *drawing) drawPage(p dict) {
	d.state, d.saved = state{ctm: identity, scale: 1}, nil
	d.text, d.line = identity, identity
	var content []byte
	parts := array{p["Contents"]}
	if a := d.array(p["Contents"]); a != nil {
		parts = a
	}
	for _, part := range parts {
		if s, ok := d.resolve(part).(*stream); ok {
			data, _ := d.decode(s)
			content = append(append(content, data...), '\n')
		}
	}
	d.draw(content, d.dict(p["Resources"]), 0)
	d.endLine()
}

func (d *drawing) draw(content []byte, resources dict, depth int) {
	l := lexer{data: content, budget: &d.operators}
	var args []any
	for {
		switch o := l.next(0).(type) {
		case end:
			return
		case operator:
			if o == "ID" {
				l.skipImage()
			}
			d.operate(o, args, resources, depth)
			args = args[:0]
		default:
			const most = 64
			if len(args) < most {
				args = append(args, o)
			}
		}
	}
}

// skipImage passes over the data of an image that stands in the content.
func (l *lexer) skipImage() {
	for l.at++; l.at+2 < len(l.data); l.at++ {
		if l.data[l.at] == 'E' && l.data[l.at+1] == 'I' && isSpace(l.data[l.at-1]) && (isSpace(l.data[l.at+2]) || l.data[l.at+2] == 'Q') {
			l.at += 2
			return
		}
	}
	l.at = len(l.data)
}

func numbers(args []any, n int) ([]float64, bool) {
	if len(args) < n {
		return nil, false
	}
	out := make([]float64, n)
	for i, a := range args[len(args)-n:] {
		v, ok := a.(float64)
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

func (d *drawing) operate(o operator, args []any, resources dict, depth int) {
	switch o {
	case "q":
		if len(d.saved) < maxSaved {
			d.saved = append(d.saved, d.state)
		}
	case "Q":
		if n := len(d.saved); n > 0 {
			d.state, d.saved = d.saved[n-1], d.saved[:n-1]
		}
	case "cm":
		if m, ok := numbers(args, 6); ok {
			d.ctm = matrix{m[0], m[1], m[2], m[3], m[4], m[5]}.times(d.ctm)
		}
	case "BT":
		d.text, d.line = identity, identity
	case "Tf":
		d.setFont(args, resources)
	case "Tc", "Tw", "Tz", "TL", "Ts":
		d.setNumber(o, args)
	case "Td", "TD":
		if v, ok := numbers(args, 2); ok {
			if o == "TD" {
				d.leading = -v[1]
			}
			d.move(v[0], v[1])
		}
	case "Tm":
		if m, ok := numbers(args, 6); ok {
			d.line = matrix{m[0], m[1], m[2], m[3], m[4], m[5]}
			d.text = d.line
		}
	case "T*":
		d.move(0, -d.leading)
	case "Tj", "'", "\"":
		if o != "Tj" {
			d.move(0, -d.leading)
		}
		if n := len(args); n > 0 {
			if s, ok := args[n-1].(text); ok {
				d.show(s)
			}
		}
	case "TJ":
		d.showSpaced(args)
	case "m", "l", "re", "h":
		d.trace(o, args)
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n":
		if o != "n" {
			d.rule()
		}
		d.path = d.path[:0]
	case "Do":
		d.external(args, resources, depth)
	}
}

func (d *drawing) setNumber(o operator, args []any) {
	v, ok := numbers(args, 1)
	if !ok {
		return
	}
	switch o {
	case "Tc":
		d.charSpace = v[0]
	case "Tw":
		d.wordSpace = v[0]
	case "Tz":
		d.scale = v[0] / 100
	case "TL":
		d.leading = v[0]
	case "Ts":
		d.rise = v[0]
	}
}

func (d *drawing) move(x, y float64) {
	d.line = matrix{1, 0, 0, 1, x, y}.times(d.line)
	d.text = d.line
}

func (d *drawing) setFont(args []any, resources dict) {
	if len(args) < 2 {
		return
	}
	n, _ := args[len(args)-2].(name)
	size, _ := args[len(args)-1].(float64)
	d.size = size
	o := d.dict(resources["Font"])[n]
	r, ok := o.(reference)
	if !ok {
		d.face = d.newFont(o)
		return
	}
	if d.fonts[r] == nil {
		d.fonts[r] = d.newFont(o)
	}
	d.face = d.fonts[r]
}

// newFont reads a font; no document has so many that the limit matters.
func (d *drawing) newFont(o any) *font {
	const most = 3000
	if d.made++; d.made > most {
		d.limited = true
		return nil
	}
	return d.file.font(o)
}

func (d *drawing) showSpaced(args []any) {
	if len(args) == 0 {
		return
	}
	a, _ := args[len(args)-1].(array)
	for _, o := range a {
		switch o := o.(type) {
		case float64:
			d.text = matrix{1, 0, 0, 1, -o / 1000 * d.size * d.scale, 0}.times(d.text)
		case text:
			d.show(o)
		}
	}
}

// show draws one string.
func (d *drawing) show(s text) {
	if d.face == nil || d.room <= 0 {
		return
	}
	at := matrix{1, 0, 0, 1, 0, d.rise}.times(d.text).times(d.ctm)
	var b strings.Builder
	advance := 0.0
	d.face.read(s, func(g glyph) {
		if g.text == "" {
			d.lost++
		} else {
			d.known++
			b.WriteString(g.text)
		}
		w := g.width/1000*d.size + d.charSpace
		if g.space {
			w += d.wordSpace
		}
		advance += w * d.scale
	})
	d.text = matrix{1, 0, 0, 1, advance, 0}.times(d.text)
	to := d.text.times(d.ctm)
	d.room -= b.Len()
	if b.Len() > 0 {
		size := math.Abs(d.size) * math.Hypot(at.c, at.d)
		d.put(chunk{at.e, at.f, to.e, size, b.String(), d.face.bold})
	}
}

// external draws a form, or counts an image.
func (d *drawing) external(args []any, resources dict, depth int) {
	if len(args) == 0 {
		return
	}
	n, _ := args[len(args)-1].(name)
	s, ok := d.resolve(d.dict(resources["XObject"])[n]).(*stream)
	if !ok {
		return
	}
	if d.name(s.dict["Subtype"]) == "Image" {
		d.images++
		d.endLine()
		if k := len(d.lines); k > 0 {
			d.lines[k-1].Images++
		}
		return
	}
	if d.name(s.dict["Subtype"]) != "Form" || depth >= maxForms {
		return
	}
	content, _ := d.decode(s)
	inner := d.dict(s.dict["Resources"])
	if inner == nil {
		inner = resources
	}
	before, saved := d.state, d.saved
	d.saved = nil
	if m := d.array(s.dict["Matrix"]); len(m) == 6 {
		if v, ok := numbers(m, 6); ok {
			d.ctm = matrix{v[0], v[1], v[2], v[3], v[4], v[5]}.times(d.ctm)
		}
	}
	d.draw(content, inner, depth+1)
	d.state, d.saved = before, saved
}

// The gaps between chunks of a line, in units of the size of the font.
const (
	sameLine = 0.4 // difference of the base lines
	wordGap  = 0.2 // from which on a blank stands between Latin words
	wideGap  = 0.4 // from which on a border may stand in it
	cellGap  = 1.6 // from which on another cell begins
	overlap  = 0.5 // so much may one chunk reach into the next
)

// put adds a chunk to the open line, or begins one.
func (d *drawing) put(c chunk) {
	n := len(d.last)
	if n == 0 {
		d.begin(c)
		return
	}
	before := d.last[n-1]
	size := max(before.size, c.size, 1)
	gap := c.x - before.right
	switch {
	case math.Abs(c.y-before.y) > sameLine*size, gap > cellGap*size:
		d.endLine()
		d.begin(c)
	case c.text == before.text && math.Abs(c.x-before.x) < overlap*size && before.right-before.x > overlap*size: // drawn twice, to look bold
	case gap < -overlap*size:
		d.endLine()
		d.begin(c)
	default:
		if gap > wideGap*size {
			l := &d.lines[len(d.lines)-1]
			l.Gaps = append(l.Gaps, Gap{d.open.Len(), before.right, c.x})
		}
		if gap > wordGap*size && needsBlank(before.text, c.text) {
			d.open.WriteByte(' ')
		}
		d.add(c)
	}
}

func needsBlank(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return last != ' ' && first != ' ' && (last < 0x2E80 || first < 0x2E80)
}

func (d *drawing) begin(c chunk) {
	d.room -= 32 // a line takes room too
	d.lines = append(d.lines, Line{Page: d.page, X: c.x, Y: c.y, Size: c.size, Bold: true})
	d.add(c)
}

func (d *drawing) add(c chunk) {
	d.open.WriteString(c.text)
	d.last = append(d.last[:0], c)
	l := &d.lines[len(d.lines)-1]
	l.Right = max(l.Right, c.right)
	if strings.TrimSpace(c.text) != "" {
		l.Bold = l.Bold && c.bold
		l.Size = max(l.Size, c.size)
	}
}

func (d *drawing) endLine() {
	if len(d.last) == 0 {
		return
	}
	d.lines[len(d.lines)-1].Text = d.open.String()
	d.open.Reset()
	d.last = d.last[:0]
}
