package policy

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
	atom.Noscript: true, atom.Select: true, atom.Svg: true, atom.Template: true, atom.Audio: true,
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
	bold    int       // elements that set text in bold and are open
	link    string    // address of the link that is open
	within  bool      // a link is open
	drop    region    // the dropped element that is open
	before  flow      // what stood before it opened
	footer  region    // the footer that is open
	kept    int       // paragraphs that stood before it
}

// region is an element that is open, and how often one of its name is within it.
type region struct {
	element atom.Atom // 0: there is none
	depth   int
	menu    bool // it is dropped because it looks like a menu
}

func (r *region) open(a atom.Atom) {
	if r.element != 0 && r.element == a {
		r.depth++
	}
}

// close reports whether the region ends here.
func (r *region) close(a atom.Atom) bool {
	if r.element == 0 || r.element != a {
		return false
	}
	r.depth--
	return r.depth == 0
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
	p.paragraphs, p.lostImages = withoutLinks(p.done, p.links), p.flow.images
	return p.document
}

func (p *page) token(z *html.Tokenizer, kind html.TokenType) {
	switch kind {
	case html.TextToken:
		p.content(z.Raw())
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		a := atom.Lookup(name)
		t := tag{}
		if more && attributed[a] {
			t.read(z)
		}
		p.open(a, &t, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := z.TagName()
		p.close(atom.Lookup(name))
	}
}

// attributed are the elements whose attributes say something here.
var attributed = map[atom.Atom]bool{
	atom.A: true, atom.Td: true, atom.Th: true, atom.Div: true, atom.Ul: true, atom.Ol: true, atom.Header: true,
	atom.Aside: true, atom.Section: true, atom.Footer: true, atom.P: true, atom.Span: true, atom.Meta: true,
}

// tag is what the attributes of an element say.
type tag struct {
	names string // class, id and role
	style string
	href  string
	cell  cellSpan
}

func (t *tag) read(z *html.Tokenizer) {
	const most = 40 // attributes
	for range most {
		key, value, more := z.TagAttr()
		switch string(key) {
		case "class", "id", "role":
			t.names += " " + string(value)
		case "style":
			t.style = string(value)
		case "href":
			t.href = string(value)
		case "colspan":
			t.cell.columns, _ = strconv.Atoi(string(value))
		case "rowspan":
			t.cell.rows, _ = strconv.Atoi(string(value))
		}
		if !more {
			return
		}
	}
}

var (
	menuName = regexp.MustCompile(`(?i)(?:^|\s)(?:(?:top|main|site|side|page|head|header|left|right|mobile|pc|global|primary|sub|foot|footer|m|g)[-_]?)?` +
		`(?:nav|navbar|navigation|menu|menus|breadcrumbs?|sidebar|topbar)(?:[-_]?(?:bar|list|box|wrap|wrapper|container|items?|left|right|top|inner|main))?(?:$|\s)`)
	footerName = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:footer|foot|copyright)(?:$|[\s_-])`)
	boldStyle  = regexp.MustCompile(`(?i)font-weight\s*:\s*(?:bold|[6-9]00)`)
)

// content takes the text of a paragraph, or the title of the page.
func (p *page) content(text []byte) {
	switch {
	case raw[p.element]:
	case p.element == atom.Title:
		if p.title == "" && p.drop.element == 0 {
			p.title = trim(string(collapse(nil, unescape(text))))
		}
	case p.pre:
		for i, line := range bytes.Split(text, []byte{'\n'}) {
			p.flush()
			p.add(line, p.line+i)
		}
	default:
		p.add(text, p.line)
	}
}

// add writes text as the page spells it, and notes how it is set.
func (p *page) add(text []byte, line int) {
	had := len(p.text)
	p.write(unescape(text), line)
	switch {
	case len(bytes.TrimSpace(text)) == 0:
	case p.bold == 0:
		p.plain = true
	}
	if p.within {
		p.linked += len(p.text) - had
	}
}

func (p *page) open(a atom.Atom, t *tag, closed bool) {
	p.element = a
	if a == atom.Script {
		p.scripts = true
	}
	if !closed {
		p.drop.open(a)
		p.footer.open(a)
		p.beginRegion(a, t)
	}
	switch {
	case a == atom.Br:
		p.lineBreak()
	case a == atom.A:
		p.within, p.link = true, t.href
	case a == atom.B || a == atom.Strong:
		p.bold++
	case a == atom.Span && boldStyle.MatchString(t.style):
		p.boldSpan()
	case a == atom.Img:
		p.image()
	case a == atom.Table || a == atom.Tr:
		p.closeRow()
		p.inRow = a == atom.Tr
		if a == atom.Table {
			p.beginTable()
		}
	case a == atom.Td || a == atom.Th:
		p.beginCell(t.cell)
	case blocks[a]:
		p.flush()
		p.heading = max(p.heading, headingLevel(a))
		p.pre = p.pre || a == atom.Pre
	}
}

// boldSpan takes the text that follows, up to the end of the paragraph, as bold:
// which </span> ends it cannot be told without a tree.
func (p *page) boldSpan() {
	if len(p.text) == 0 {
		p.bold = max(p.bold, 1)
	}
}

// beginRegion begins an element that is dropped, or a footer.
func (p *page) beginRegion(a atom.Atom, t *tag) {
	menu := a == atom.Nav || a == atom.Menu || a != atom.A && t.names != "" && menuName.MatchString(t.names)
	switch {
	case p.drop.element != 0:
	case dropped[a] || menu:
		p.beginDrop(a, menu && !dropped[a])
	case p.footer.element == 0 && (a == atom.Footer || t.names != "" && blocks[a] && footerName.MatchString(t.names)):
		p.flush()
		p.footer, p.kept = region{element: a, depth: 1}, len(p.done)
	}
}

// beginDrop remembers the text up to here, to come back to when the element
// closes.
func (p *page) beginDrop(a atom.Atom, menu bool) {
	if blocks[a] {
		p.flush()
	}
	p.drop, p.before = region{a, 1, menu}, p.flow
	p.text = nil // the text before it must not be overwritten
}

func (p *page) close(a atom.Atom) {
	p.element = 0
	switch {
	case a == atom.A:
		p.endLink()
	case a == atom.B || a == atom.Strong:
		p.bold = max(p.bold-1, 0)
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
		if a == atom.P || a == atom.Div || a == atom.Li {
			p.bold = 0 // nobody sets the next block in bold by forgetting a tag here
		}
	}
	if p.drop.close(a) {
		p.endDrop()
	}
	if p.footer.close(a) {
		p.endFooter()
	}
}

// endLink keeps the address of a link where it is what the text is there for: in a
// cell of a table, or behind a colon.
func (p *page) endLink() {
	if !p.within {
		return
	}
	address := p.link
	p.within, p.link = false, ""
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") || len(address) > maxAddress || !linkWanted(p.text, p.inRow) {
		return
	}
	p.text = append(p.text, ' ')
	p.text = collapse(p.text, []byte(address))
}

const maxAddress = 500 // bytes of a link that are kept

// linkWanted reports whether the address of a link at the end of a text says
// something that the text does not.
func linkWanted(text []byte, cell bool) bool {
	const label = 60 // bytes that a link has at most which is there for its address
	text = text[max(0, len(text)-4*label):]
	if bytes.Contains(text, []byte("://")) || bytes.Contains(text, []byte("www.")) {
		return false
	}
	if cell {
		return true
	}
	i := bytes.LastIndex(text, []byte("："))
	return i >= 0 && len(text)-i <= label && !bytes.ContainsAny(text[i:], "，。；")
}

// endDrop throws the text away: only now, as an element that nobody closes must
// not swallow the rest of the policy, nor a menu that has sentences in it.
func (p *page) endDrop() {
	menu := p.drop.menu
	p.drop = region{}
	if menu {
		p.flush()
		if p.hasSentences(min(len(p.before.done), len(p.done))) {
			return
		}
	}
	spent := p.spent
	p.flow = p.before
	p.spent = spent
}

// hasSentences reports whether the paragraphs from one on are more than a menu.
func (p *page) hasSentences(from int) bool {
	const entry = 45 // bytes
	long := 0
	for _, para := range p.done[from:] {
		if isProse(para.Text) || strings.ContainsAny(para.Text, "。；，") {
			return true
		}
		if len(para.Text) > entry {
			long++
		}
	}
	return long > 1
}

// endFooter keeps of a footer what says who offers the app and how to reach them.
func (p *page) endFooter() {
	p.footer = region{}
	if p.drop.element != 0 || p.kept > len(p.done) {
		return
	}
	out := p.done[:p.kept]
	for _, para := range p.done[p.kept:] {
		if isProse(para.Text) || imprint.MatchString(para.Text) {
			out = append(out, para)
		}
	}
	p.done = out
	for n := len(p.links); n > 0 && p.links[n-1] >= p.kept; n = len(p.links) {
		p.links = p.links[:n-1]
	}
}

// imprint is what footers say of the operator.
var imprint = regexp.MustCompile(`公司|集团|集團|工作室|有限|版权|版權|©|邮箱|郵箱|电话|電話|热线|熱線|@|地址|备案|備案|许可证|(?i:copyright|ICP|e-?mail)`)

// proseLength is the number of bytes from which on a paragraph is no entry of a
// menu but text.
const proseLength = 120

func isProse(text string) bool { return len(text) >= proseLength }

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
