package policy

import (
	"errors"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/pdf"
)

var pdfErrors = []struct {
	err  error
	what lang.Text
}{
	{pdf.ErrEncrypted, lang.Text{
		ZH: "PDF 已加密，无法提取文字；请另存为不加密的 PDF、docx 或 txt",
		EN: "the PDF is encrypted and its text not extractable; save it without encryption, or as docx or txt",
	}},
	{pdf.ErrImages, lang.Text{
		ZH: "PDF 中没有文字（多为扫描件或图片），无法提取；请提供可复制文字的 PDF、docx 或 txt",
		EN: "the PDF has no text (a scan or pictures), nothing is extractable; give a PDF with text, a docx or a txt",
	}},
	{pdf.ErrUnmapped, lang.Text{
		ZH: "PDF 的字体没有文字对照表，无法提取文字（复制出来也是乱码）；请提供 docx 或 txt",
		EN: "the fonts of the PDF do not say what their characters are, the text is not extractable; give a docx or a txt",
	}},
	{pdf.ErrLimit, lang.Text{
		ZH: "PDF 过大或过于复杂，不像隐私政策；请提供 docx 或 txt",
		EN: "the PDF is larger or more complex than any policy; give a docx or a txt",
	}},
	{pdf.ErrDamaged, lang.Text{
		ZH: "PDF 已损坏，无法提取文字；请重新导出",
		EN: "the PDF is damaged and its text not extractable; export it again",
	}},
}

func isPDF(data []byte) bool { return pdf.Is(data) }

// readPDF reads the text of a PDF file, and makes paragraphs of its lines.
func readPDF(data []byte) (document, lang.Text) {
	doc, err := pdf.Read(data)
	for _, e := range pdfErrors {
		if errors.Is(err, e.err) {
			return document{}, e.what
		}
	}
	d := document{format: "pdf", encoding: "utf-8"}
	if t := trim(doc.Title); utf8.ValidString(t) && utf8.RuneCountInString(t) <= maxTitle && !fileName.MatchString(t) {
		d.title = t
	}
	s := setting{lines: withoutMargins(doc.Lines)}
	s.measure()
	s.tables(doc.Rules)
	s.closeGaps()
	d.paragraphs = s.paragraphs()
	return d, lang.Text{}
}

// fileName are the titles that programs write into files.
var fileName = regexp.MustCompile(`(?i)\.(?:docx?|wps|pdf|html?|txt)$|^(?:Microsoft Word|untitled|无标题|about:blank|\(?(?:anonymous|unspecified)\)?$)`)

// withoutMargins leaves out what stands at the upper or lower edge of several pages
// alike, but for numbers, and the lines without text.
func withoutMargins(all []pdf.Line) []pdf.Line {
	const several = 3
	var lines []pdf.Line
	for _, l := range all {
		if len(l.Gaps) == 0 { // where there are some, they count the bytes
			l.Text = trim(string(collapse(nil, []byte(l.Text))))
		}
		if l.Text != "" {
			lines = append(lines, l)
		} else if n := len(lines); n > 0 {
			lines[n-1].Images += l.Images
		}
	}
	type edge struct {
		text string
		at   int // height on the page, in points
	}
	seen := map[edge]int{}
	edges := func(use func(i int, e edge)) {
		for from := 0; from < len(lines); {
			to, low, high := from, from, from
			for to < len(lines) && lines[to].Page == lines[from].Page {
				if lines[to].Y < lines[low].Y {
					low = to
				}
				if lines[to].Y > lines[high].Y {
					high = to
				}
				to++
			}
			for i := from; i < to; i++ {
				if l := &lines[i]; math.Abs(l.Y-lines[low].Y) < 1 || math.Abs(l.Y-lines[high].Y) < 1 {
					use(i, edge{digits.ReplaceAllString(l.Text, "0"), int(math.Round(l.Y))})
				}
			}
			from = to
		}
	}
	edges(func(_ int, e edge) { seen[e]++ })
	drop := map[int]bool{}
	edges(func(i int, e edge) {
		if seen[e] >= several || pageNumber.MatchString(lines[i].Text) {
			drop[i] = true
		}
	})
	out := lines[:0]
	for i, l := range lines {
		if !drop[i] {
			out = append(out, l)
		}
	}
	return out
}

var (
	digits     = regexp.MustCompile(`[0-9]+`)
	pageNumber = regexp.MustCompile(`^(?:[-—–\s]*[0-9]{1,3}[-—–\s]*|[0-9]{1,3}\s*/\s*[0-9]{1,3}|第\s*[0-9]{1,3}\s*页.{0,12}|(?i:page)\s*[0-9]{1,3}.{0,10})$`)
)

// setting is how a document is set.
type setting struct {
	lines []pdf.Line
	right float64 // margin
	size  float64 // of the font of most characters
	out   []app.Paragraph
}

// measure finds the right margin and the size of the text.
func (s *setting) measure() {
	var rights []float64
	characters := map[int]int{} // by size, in quarters of a point
	for _, l := range s.lines {
		n := utf8.RuneCountInString(l.Text)
		characters[int(math.Round(l.Size*4))] += n
		if n > 10 {
			rights = append(rights, l.Right)
		}
	}
	slices.Sort(rights)
	if n := len(rights); n > 0 {
		s.right = rights[n*9/10]
	}
	most := 0
	for size, n := range characters {
		if n > characters[most] || n == characters[most] && size > most {
			most = size
		}
	}
	s.size = max(float64(most)/4, 1)
}

// closeGaps puts together the pieces of lines that were stretched to reach the
// margin. Cells of a table begin, or have their middle, where those of other rows
// do; such pieces do not.
func (s *setting) closeGaps() {
	const window = 60    // lines
	const longest = 2000 // bytes of a line that is put together
	out := make([]pdf.Line, 0, len(s.lines))
	for i, l := range s.lines {
		n := len(out)
		if n == 0 || l.Size < 0 || len(out[n-1].Text) > longest || !beside(&out[n-1], &l) || s.right-s.rightOf(i) > l.Size || s.aligned(i, window) {
			out = append(out, l)
			continue
		}
		before := &out[n-1]
		before.Text += " " + l.Text
		before.Right, before.Images, before.Bold = l.Right, l.Images, before.Bold && l.Bold
	}
	s.lines = out
}

// beside reports whether b stands on the base line of a, to its right.
func beside(a, b *pdf.Line) bool {
	return a.Page == b.Page && math.Abs(a.Y-b.Y) < 0.4*max(a.Size, b.Size) && b.X > a.Right
}

// rightOf returns where the last piece ends that stands beside a line.
func (s *setting) rightOf(i int) float64 {
	const most = 40
	for n := 0; n < most && i+1 < len(s.lines) && beside(&s.lines[i], &s.lines[i+1]); n++ {
		i++
	}
	return s.lines[i].Right
}

// aligned reports whether another piece of a line nearby begins, or has its middle,
// where this one has.
func (s *setting) aligned(i, window int) bool {
	l := &s.lines[i]
	for j := max(1, i-window); j < min(len(s.lines), i+window); j++ {
		other := &s.lines[j]
		if j == i || !beside(&s.lines[j-1], other) || math.Abs(other.Y-l.Y) < l.Size && other.Page == l.Page {
			continue
		}
		if math.Abs(other.X-l.X) < 1 || math.Abs(other.X+other.Right-l.X-l.Right) < 2 {
			return true
		}
	}
	return false
}

func (s *setting) paragraphs() []app.Paragraph {
	for i := 0; i < len(s.lines); {
		if l := &s.lines[i]; l.Size < 0 { // a row of a table with borders
			s.add(app.Paragraph{Text: l.Text, Page: l.Page})
			i++
			continue
		}
		if n := s.row(i); n > 0 {
			i += n
			continue
		}
		i += s.paragraph(i)
	}
	return s.out
}

func (s *setting) add(p app.Paragraph) {
	p.Line = len(s.out) + 1
	s.out = append(s.out, p)
}

// paragraph joins the lines of a paragraph that begins at a line, and returns how
// many it took.
func (s *setting) paragraph(at int) int {
	first := &s.lines[at]
	text := []byte(first.Text)
	p := app.Paragraph{Page: first.Page, Bold: first.Bold, Images: first.Images, Heading: s.heading(first)}
	n := 1
	for at+n < len(s.lines) && p.Images == 0 && len(text) < maxJoined && s.goesOn(first, &s.lines[at+n-1], &s.lines[at+n]) {
		next := &s.lines[at+n]
		text = joinBytes(text, next.Text)
		p.Bold, p.Images = p.Bold && next.Bold, next.Images
		n++
	}
	p.Text = string(text)
	if utf8.RuneCountInString(p.Text) > maxTitle {
		p.Heading = 0
	}
	s.add(p)
	return n
}

// heading returns the level of a heading that is set larger than the text.
func (s *setting) heading(l *pdf.Line) int {
	switch {
	case l.Size >= 1.5*s.size:
		return 1
	case l.Size >= 1.15*s.size:
		return 2
	}
	return 0
}

// goesOn reports whether the paragraph that began with the line first goes on from
// the line a to the line b: a nearly reaches the margin and does not end a sentence.
func (s *setting) goesOn(first, a, b *pdf.Line) bool {
	if b.Size < 0 || math.Abs(a.Size-b.Size) > 0.1*a.Size || startsItem(b.Text) {
		return false
	}
	down := a.Y - b.Y
	switch {
	case a.Page == b.Page && (down < 0.5*a.Size || down > 2.6*a.Size):
		return false
	case a.Page != b.Page && b.Page != a.Page+1:
		return false
	}
	room := s.right - a.Right // for the first word of b, had it fitted
	if room > max((float64(wordColumns(b.Text))/2+1.5)*a.Size, 0.2*(s.right-first.X)) {
		return false // what ends so far from the margin ends there on purpose
	}
	r, _ := utf8.DecodeRuneInString(b.Text)
	if strings.ContainsRune("，。、；）】》”,", r) {
		return true
	}
	return !endsSentence(a.Text) && b.X < first.X+1.5*a.Size
}

// maxRow is how many lines a table row has at most; what is longer stands beside
// each other for other reasons.
const maxRow = 40

// row reads a table row that begins at a line, and returns how many lines it took;
// 0 where there is none. Cells are drawn one after another, each from its top: the
// next one begins as high as the first and further to the right.
func (s *setting) row(at int) int {
	top := &s.lines[at]
	var cells []string
	text := []byte(top.Text)
	cell := top
	n := 1
	for at+n < len(s.lines) && n < maxRow {
		before, next := &s.lines[at+n-1], &s.lines[at+n]
		if next.Page != top.Page || next.Size < 0 {
			break
		}
		level := math.Abs(next.Y-top.Y) < 0.7*top.Size
		switch {
		case level && next.X > cell.X+top.Size:
			cells = append(cells, string(text))
			text, cell = []byte(next.Text), next
		case s.sameCell(cell, before, next, len(cells) > 0, top):
			text = joinBytes(text, next.Text)
		default:
			return s.endRow(top, append(cells, string(text)), n)
		}
		n++
	}
	return s.endRow(top, append(cells, string(text)), n)
}

// sameCell reports whether a line goes on in the cell of the line before it. Below
// the first cell only what ends before the second one begins can, which is not known
// until that comes.
func (s *setting) sameCell(cell, before, next *pdf.Line, further bool, top *pdf.Line) bool {
	down := before.Y - next.Y
	if down < 0.5*top.Size || down > 2.2*top.Size {
		return false
	}
	if further {
		return next.X > top.X+top.Size && math.Abs(next.X-cell.X) < 3*top.Size
	}
	return math.Abs(next.X-cell.X) < top.Size && next.Right < s.right-4*top.Size
}

func (s *setting) endRow(top *pdf.Line, cells []string, n int) int {
	if len(cells) < 2 {
		return 0
	}
	s.add(app.Paragraph{Text: strings.Join(cells, "\t"), Page: top.Page})
	return n
}
