package policy

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/zicha-lint/zicha/internal/app"
)

// A table cell with more bytes than this holds no data: the table was used to
// lay out the page, and its cells are read as ordinary text.
const layoutCell = 3000

// blocks are the elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true,
	atom.Caption: true, atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Div: true,
	atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true,
	atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.Legend: true, atom.Li: true, atom.Main: true, atom.Menu: true,
	atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true,
	atom.Table: true, atom.Tbody: true, atom.Tfoot: true, atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// dropped are the elements whose text is none of the policy.
var dropped = map[atom.Atom]bool{
	atom.Nav: true, atom.Noscript: true, atom.Select: true, atom.Svg: true, atom.Template: true, atom.Audio: true,
	atom.Video: true, atom.Object: true, atom.Canvas: true,
}

// raw are the elements whose content the tokenizer hands over as one text.
var raw = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Iframe: true, atom.Noembed: true, atom.Noframes: true, atom.Textarea: true,
}

// page reads HTML as a stream of tokens: it needs no tree, and broken nesting
// costs it no text.
type page struct {
	document
	flow
	line    int       // of the token that is read
	element atom.Atom // that opened last; tells what a raw text belongs to
	drop    atom.Atom // the dropped element that is open
	depth   int       // how often it is open
	before  flow      // what stood before it opened
}

// flow is the text that has been read so far.
type flow struct {
	done    []app.Paragraph
	text    []byte // of the open paragraph, blanks made single
	start   int    // its line
	heading int    // its level
	pre     bool   // line ends count
	inRow   bool
	row     []part // of the open table row
	cell    int    // the open cell of it, from 1
}

// part is a paragraph inside a table cell.
type part struct {
	app.Paragraph
	cell int
}

// readHTML reads a page, or a piece of one.
func readHTML(text []byte) document {
	return readFragment(text, 1)
}

// readFragment reads HTML of which the first line has the given number.
func readFragment(text []byte, line int) document {
	p := page{document: document{format: "html"}, line: line}
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break // the end: a reader of bytes has no other error
		}
		lines := bytes.Count(z.Raw(), []byte{'\n'})
		p.token(z, kind)
		p.line += lines
	}
	p.closeRow()
	p.paragraphs = p.done
	return p.document
}

func (p *page) token(z *html.Tokenizer, kind html.TokenType) {
	switch kind {
	case html.TextToken:
		p.content(z.Raw())
	case html.StartTagToken, html.SelfClosingTagToken:
		name, _ := z.TagName()
		p.open(atom.Lookup(name))
	case html.EndTagToken:
		name, _ := z.TagName()
		p.close(atom.Lookup(name))
	}
}

// content takes the text of a paragraph, or the title of the page.
func (p *page) content(text []byte) {
	switch {
	case raw[p.element]:
	case p.element == atom.Title:
		if p.title == "" && p.drop == 0 {
			p.title = trim(string(collapse(nil, unescape(text))))
		}
	case p.pre:
		for i, line := range bytes.Split(text, []byte{'\n'}) {
			p.flush()
			p.write(line, p.line+i)
		}
	default:
		p.write(text, p.line)
	}
}

func (p *page) open(a atom.Atom) {
	p.element = a
	if a == atom.Script {
		p.scripts = true
	}
	if p.drop != 0 && a == p.drop {
		p.depth++
	}
	if p.drop == 0 && dropped[a] {
		p.beginDrop(a)
	}
	switch {
	case a == atom.Br:
		p.lineBreak()
	case a == atom.Table || a == atom.Tr:
		p.closeRow()
		p.inRow = a == atom.Tr
	case a == atom.Td || a == atom.Th:
		p.flush()
		p.inRow = true
		p.cell++
	case blocks[a]:
		p.flush()
		p.heading = max(p.heading, headingLevel(a))
		p.pre = p.pre || a == atom.Pre
	}
}

// beginDrop remembers the text up to here, to come back to when the element
// closes.
func (p *page) beginDrop(a atom.Atom) {
	if blocks[a] {
		p.flush()
	}
	p.drop, p.depth, p.before = a, 1, p.flow
	p.text = nil // the text before it must not be overwritten
}

func (p *page) close(a atom.Atom) {
	p.element = 0
	switch {
	case a == atom.Table || a == atom.Tr:
		p.closeRow()
	case a == atom.Td || a == atom.Th:
		p.flush()
	case blocks[a]:
		p.flush()
		p.pre = p.pre && a != atom.Pre
		if headingLevel(a) > 0 {
			p.heading = 0
		}
	}
	if p.drop == 0 || a != p.drop {
		return
	}
	if p.depth--; p.depth == 0 {
		// Only now is the text thrown away: an element that nobody closes
		// must not swallow the rest of the policy.
		p.flow, p.drop = p.before, 0
	}
}

func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// write adds text, as the page spells it, to the open paragraph. It begins at
// the line.
func (f *flow) write(text []byte, line int) {
	if len(f.text) == 0 {
		blank := len(text) - len(bytes.TrimLeft(text, " \t\n"))
		f.start = line + bytes.Count(text[:blank], []byte{'\n'})
	}
	f.text = collapse(f.text, unescape(text))
}

func unescape(text []byte) []byte {
	if bytes.IndexByte(text, '&') < 0 {
		return text
	}
	return []byte(html.UnescapeString(string(text)))
}

// collapse appends text to dst with every run of blanks as one space, and
// without the characters that take no room, such as U+200B.
func collapse(dst, text []byte) []byte {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r > ' ' && r < utf8.RuneSelf-1 || !isBlank(r):
			dst = append(dst, text[:size]...)
		case len(dst) > 0 && dst[len(dst)-1] != ' ' && !unicode.Is(unicode.Cf, r):
			dst = append(dst, ' ')
		}
		text = text[size:]
	}
	return dst
}

// lineBreak ends the paragraph at a <br>, as policies use it between
// paragraphs; headings and table cells go on.
func (f *flow) lineBreak() {
	if f.heading > 0 || f.inRow {
		f.text = collapse(f.text, []byte{' '})
		return
	}
	f.flush()
}

// flush ends the open paragraph.
func (f *flow) flush() {
	text := bytes.TrimRight(f.text, " ")
	if len(text) == 0 {
		f.text = f.text[:0]
		return
	}
	p := app.Paragraph{Text: string(text), Line: f.start, Heading: f.heading}
	if f.inRow {
		f.row = append(f.row, part{p, f.cell})
	} else {
		f.done = append(f.done, p)
	}
	f.text, f.heading = f.text[:0], 0
}

// closeRow ends a table row: one paragraph with the cells between tabs, or
// the paragraphs themselves where the table is only there for the layout.
func (f *flow) closeRow() {
	f.flush()
	size := make([]int, f.cell+1)
	layout := f.cell < 2
	for _, part := range f.row {
		size[part.cell] += len(part.Text)
		layout = layout || size[part.cell] > layoutCell
	}
	switch {
	case layout:
		for _, part := range f.row {
			f.done = append(f.done, part.Paragraph)
		}
	case len(f.row) > 0:
		f.done = append(f.done, joinRow(f.row))
	}
	f.inRow, f.row, f.cell = false, nil, 0
}

func joinRow(row []part) app.Paragraph {
	var text []byte
	cell := 1
	for i, part := range row {
		if i > 0 && part.cell == cell {
			text = append(text, ' ')
		}
		for ; cell < part.cell; cell++ {
			text = append(text, '\t')
		}
		text = append(text, part.Text...)
	}
	return app.Paragraph{Text: string(text), Line: row[0].Line}
}
