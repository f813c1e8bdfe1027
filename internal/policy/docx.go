package policy

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// The limits of a Word document, which is read as ECMA-376 part 1 describes it.
const (
	maxPart    = 32 << 20 // bytes of one part, inflated
	maxParts   = 5000
	maxNesting = 64 // paragraphs, tables or skipped elements within each other
)

var (
	docxBroken = lang.Text{
		ZH: "Word 文档已损坏，无法读取；请用 Word 或 WPS 打开后重新保存",
		EN: "a damaged Word document; open it in Word and save it again",
	}
	docxLarge = lang.Text{
		ZH: "Word 文档解压后过大，不像隐私政策；请只保留政策正文",
		EN: "the Word document inflates to more than any policy has; keep only the text of the policy",
	}
)

// isDocx reports whether the file is a Word document: its parts are named in the
// clear.
func isDocx(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && !bytes.Contains(data, []byte("AndroidManifest.xml")) &&
		(bytes.Contains(data, []byte("word/document")) || bytes.Contains(data, []byte("word/styles.xml")))
}

// readDocx reads the text of a Word document as its reader sees it: deleted and
// hidden text left out, with the numbers that Word gives to paragraphs.
func readDocx(data []byte) (document, lang.Text) {
	limits := ziparchive.Limits{
		File: MaxSize, Entries: maxParts, Name: 1 << 10, Entry: maxPart, Inflated: 2 * maxPart,
		Ratio: 1000, RatioFrom: 4 << 20, // text that repeats itself packs well
	}
	z, err := ziparchive.Open(ziparchive.Memory(data), int64(len(data)), limits)
	if err != nil {
		return document{}, docxError(err)
	}
	main := mainPart(z)
	content, err := readPart(z, main)
	if err != nil || content == nil {
		return document{}, docxError(err)
	}
	w := word{document: document{format: "docx", encoding: "utf-8"}}
	dir, base := path.Split(main)
	if part, _ := readPart(z, dir+"styles.xml"); part != nil {
		w.styles = readStyles(part)
	}
	if part, _ := readPart(z, dir+"numbering.xml"); part != nil {
		w.numbering = readNumbering(part)
	}
	if part, _ := readPart(z, dir+"_rels/"+base+".rels"); part != nil {
		w.links = readLinks(part)
	}
	if part, _ := readPart(z, "docProps/core.xml"); part != nil {
		w.title = readTitle(part)
	}
	w.read(content)
	return w.document, lang.Text{}
}

func docxError(err error) lang.Text {
	var limit *ziparchive.LimitError
	if errors.As(err, &limit) {
		return docxLarge
	}
	return docxBroken
}

// readPart returns a part of the document, or nil where there is none.
func readPart(z *ziparchive.Archive, name string) ([]byte, error) {
	e := z.Lookup(name)
	if e == nil {
		return nil, nil
	}
	return z.Read(e)
}

// mainPart returns the name of the part that holds the text.
func mainPart(z *ziparchive.Archive) string {
	const usual = "word/document.xml"
	part, _ := readPart(z, "_rels/.rels")
	name := usual
	elements(part, func(e xml.StartElement) {
		if strings.HasSuffix(attribute(e, "Type"), "/officeDocument") {
			name = strings.TrimPrefix(attribute(e, "Target"), "/")
		}
	})
	if z.Lookup(name) == nil {
		return usual
	}
	return name
}

// tokens calls f for everything in a part, as far as it is well formed.
func tokens(part []byte, f func(xml.Token)) {
	d := xml.NewDecoder(bytes.NewReader(part))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		f(t)
	}
}

func elements(part []byte, f func(xml.StartElement)) {
	tokens(part, func(t xml.Token) {
		if e, ok := t.(xml.StartElement); ok {
			f(e)
		}
	})
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reports whether a property such as <w:b/> is switched on.
func on(e xml.StartElement) bool {
	v := attribute(e, "val")
	return v != "0" && v != "false" && v != "off" && v != "none"
}

func number(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < -1<<20 || n > 1<<20 {
		return otherwise
	}
	return n
}

func readLinks(part []byte) map[string]string {
	links := map[string]string{}
	elements(part, func(e xml.StartElement) {
		if strings.HasSuffix(attribute(e, "Type"), "/hyperlink") {
			links[attribute(e, "Id")] = attribute(e, "Target")
		}
	})
	return links
}

func readTitle(part []byte) string {
	var title strings.Builder
	within := false
	tokens(part, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			within = t.Name.Local == "title"
		case xml.EndElement:
			within = false
		case xml.CharData:
			if within && title.Len() < 4*maxTitle {
				title.Write(t)
			}
		}
	})
	if s := trim(title.String()); utf8.ValidString(s) && utf8.RuneCountInString(s) <= maxTitle {
		return s
	}
	return ""
}

// word reads the main part.
type word struct {
	document
	flow
	styles    map[string]*style
	numbering *numberings
	links     map[string]string

	count   int // paragraphs so far
	skip    int // elements that are open within one that is left out
	open    []paragraphStyle
	tables  int // that are open; the text of one within another belongs to the cell
	run     runStyle
	inRun   int // of run properties: 1 in those of a run, 2 in those of a paragraph's mark
	inText  bool
	link    string
	levels  int // paragraphs with the level of a heading
	natural int // paragraphs with text
}

// paragraphStyle is what a paragraph says of itself.
type paragraphStyle struct {
	style   string
	level   int // of the outline, from 0; -1 where it says nothing
	list    int // numId; -1 where it says nothing
	depth   int // ilvl; -1 likewise
	begun   bool
	inProps bool
}

type runStyle struct {
	bold, plain, hidden bool
}

// left are elements whose text the reader of the document does not see, or sees
// elsewhere too.
var left = map[string]bool{"Fallback": true, "moveFrom": true, "del": true, "instrText": true, "delText": true, "footnotePr": true, "sectPr": true, "pPrChange": true, "rPrChange": true, "tblPr": true}

func (w *word) read(part []byte) {
	tokens(part, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			w.begins(t)
		case xml.EndElement:
			w.ends(t.Name.Local)
		case xml.CharData:
			if w.inText && w.skip == 0 && !w.run.hidden {
				w.put(t)
			}
		}
	})
	w.flush()
	w.closeRow()
	w.paragraphs, w.lostImages = w.done, w.flow.images
	if 2*w.levels > w.natural {
		w.withoutLevels()
	}
}

// withoutLevels forgets the levels of headings where most paragraphs have one: the
// style was taken for its looks.
func (w *word) withoutLevels() {
	for i := range w.paragraphs {
		w.paragraphs[i].Heading = 0
	}
}

func (w *word) begins(e xml.StartElement) {
	if w.skip > 0 || left[e.Name.Local] {
		w.skip++
		return
	}
	switch e.Name.Local {
	case "p":
		w.beginParagraph()
	case "pPr":
		w.props(true)
	case "pStyle", "outlineLvl", "numId", "ilvl":
		w.property(e)
	case "r":
		w.run = runStyle{}
	case "rPr":
		w.inRun = 1
		if p := w.top(); p != nil && p.inProps {
			w.inRun = 2
		}
	case "b":
		if w.inRun == 1 {
			w.run.bold, w.run.plain = on(e), !on(e)
		}
	case "vanish", "webHidden":
		if w.inRun == 1 {
			w.run.hidden = on(e)
		}
	case "t":
		w.inText = true
	case "tab", "ptab":
		if p := w.top(); p != nil && !p.inProps {
			w.put([]byte{' '})
		}
	case "br", "cr":
		w.lineBreak()
	case "noBreakHyphen":
		w.put([]byte{'-'})
	case "blip", "imagedata":
		w.image()
	case "hyperlink":
		w.link = w.links[attribute(e, "id")]
	case "tbl":
		w.beginInner()
	case "tr":
		if w.tables == 1 {
			w.closeRow()
			w.inRow = true
		}
	case "tc":
		if w.tables == 1 {
			w.beginCell(cellSpan{columns: 1, rows: 1})
		}
	case "gridSpan":
		w.spanCell(number(attribute(e, "val"), 1))
	case "vMerge":
		w.merge(attribute(e, "val"))
	}
}

func (w *word) ends(name string) {
	if w.skip > 0 {
		w.skip--
		return
	}
	switch name {
	case "p":
		w.endParagraph()
	case "pPr":
		w.props(false)
	case "rPr":
		w.inRun = 0
	case "r":
		w.run = runStyle{}
	case "t":
		w.inText = false
	case "hyperlink":
		w.endLink()
	case "tc":
		if w.tables == 1 {
			w.flush()
		}
	case "tr":
		if w.tables == 1 {
			w.closeRow()
		}
	case "tbl":
		if w.tables == 1 {
			w.closeRow()
		}
		w.tables = max(w.tables-1, 0)
	}
}

func (w *word) top() *paragraphStyle {
	if len(w.open) == 0 {
		return nil
	}
	return &w.open[len(w.open)-1]
}

func (w *word) props(begin bool) {
	if p := w.top(); p != nil {
		p.inProps = begin
	}
}

func (w *word) property(e xml.StartElement) {
	p := w.top()
	if p == nil || !p.inProps {
		return
	}
	switch v := attribute(e, "val"); e.Name.Local {
	case "pStyle":
		p.style = v
	case "outlineLvl":
		p.level = number(v, -1)
	case "numId":
		p.list = number(v, -1)
	case "ilvl":
		p.depth = number(v, -1)
	}
}

// beginParagraph begins a paragraph; it may stand in a text box within another.
func (w *word) beginParagraph() {
	w.flush()
	w.count++
	if len(w.open) < maxNesting {
		w.open = append(w.open, paragraphStyle{level: -1, list: -1, depth: -1})
	}
}

func (w *word) endParagraph() {
	p := w.top()
	if p == nil {
		return
	}
	w.open = w.open[:len(w.open)-1]
	w.flush()
}

// put adds text of a run. Before the first text of a paragraph comes its number.
func (w *word) put(text []byte) {
	p := w.top()
	s := w.styleOf(p)
	if p == nil || s.contents {
		return
	}
	if !p.begun && len(bytes.TrimSpace(text)) > 0 {
		p.begun = true
		w.begin(p, s)
	}
	w.write(text, w.count)
	if bold := w.run.bold || s.bold && !w.run.plain; !bold && len(bytes.TrimSpace(text)) > 0 {
		w.plain = true
	}
}

func (w *word) styleOf(p *paragraphStyle) *style {
	if p != nil {
		if s := w.styles[p.style]; s != nil {
			return s
		}
	}
	return &plainStyle
}

var plainStyle = style{level: -1, list: -1, depth: -1}

// begin takes what a paragraph is: a heading, an item of a list.
func (w *word) begin(p *paragraphStyle, s *style) {
	level, list, depth := p.level, p.list, p.depth
	if level < 0 {
		level = s.level
	}
	if list < 0 {
		list = s.list
	}
	if depth < 0 {
		depth = s.depth
	}
	if label := w.numbering.next(list, max(depth, 0), p.style); label != "" {
		w.write([]byte(label), w.count)
	}
	w.natural++
	if level >= 0 && level < 9 && !w.inRow {
		w.levels++
		w.heading = min(level+1, 6)
	}
}

// endLink keeps the address of a link, as in HTML.
func (w *word) endLink() {
	address := w.link
	w.link = ""
	if strings.HasPrefix(address, "http") && len(address) <= maxAddress && len(w.text) > 0 && linkWanted(w.text, w.inRow) {
		w.write([]byte(" "+address), w.count)
	}
}

func (w *word) beginInner() {
	w.tables++
	if w.tables == 1 {
		w.flush()
		w.beginTable()
	}
}

// spanCell takes the number of columns of the open cell.
func (w *word) spanCell(columns int) {
	if n := len(w.cells); w.tables == 1 && n > 0 {
		w.cells[n-1].columns = min(max(columns, 1), maxSpan)
	}
}

// merge says that the open cell continues the one above, or is continued below.
func (w *word) merge(val string) {
	n := len(w.cells)
	if w.tables != 1 || n == 0 {
		return
	}
	w.cells[n-1].merge = mergeBegins
	if val != "restart" {
		w.cells[n-1].merge = mergeContinues
	}
}

// style is a style of paragraphs, with what it takes from those it is based on.
type style struct {
	based    string
	level    int // of the outline, from 0; -1: none
	list     int // numId; -1: none
	depth    int
	bold     bool
	said     bool // whether it is bold
	contents bool // of a table of contents
}

var (
	headingStyle  = regexp.MustCompile(`(?i)^(?:heading|标题)\s*([1-9])$`)
	titleStyle    = regexp.MustCompile(`(?i)^(?:title|标题)$`)
	contentsStyle = regexp.MustCompile(`(?i)^(?:toc|目录)\s*[1-9]$`)
)

func readStyles(part []byte) map[string]*style {
	styles := map[string]*style{}
	var open *style
	elements(part, func(e xml.StartElement) {
		val := attribute(e, "val")
		switch e.Name.Local {
		case "style":
			one := plainStyle
			open = &one
			if len(styles) < maxParts && attribute(e, "type") == "paragraph" {
				styles[attribute(e, "styleId")] = open
			}
			return
		}
		if open == nil {
			return
		}
		switch e.Name.Local {
		case "name":
			open.contents = contentsStyle.MatchString(val)
			if titleStyle.MatchString(val) && open.level < 0 {
				open.level = 0
			}
			if m := headingStyle.FindStringSubmatch(val); m != nil && open.level < 0 {
				open.level = int(m[1][0] - '1')
			}
		case "basedOn":
			open.based = val
		case "outlineLvl":
			open.level = number(val, -1)
		case "numId":
			open.list = number(val, -1)
		case "ilvl":
			open.depth = number(val, -1)
		case "b":
			open.bold, open.said = on(e), true
		}
	})
	for _, s := range styles {
		s.inherit(styles)
	}
	return styles
}

// inherit takes from the styles below what a style does not say itself.
func (s *style) inherit(all map[string]*style) {
	const deepest = 12
	below := all[s.based]
	for n := 0; below != nil && n < deepest; n++ {
		if s.level < 0 {
			s.level = below.level
		}
		if s.list < 0 {
			s.list = below.list
		}
		if s.depth < 0 {
			s.depth = below.depth
		}
		if !s.said && below.said {
			s.bold, s.said = below.bold, true
		}
		below = all[below.based]
	}
}
