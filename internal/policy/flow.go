package policy

import (
	"bytes"

	"github.com/zicha-lint/zicha/internal/app"
)

// A table cell with more bytes than this holds no data: the table was used to
// lay out the page, and its cells are read as ordinary text.
const layoutCell = 3000

// The limits of what a cell that spans several rows is repeated for.
const (
	maxSpan     = 1000    // rows or columns
	maxRepeated = 1 << 20 // bytes of all that is repeated
)

// flow is the text that has been read so far, of the formats that mark where
// blocks and table cells begin and end.
type flow struct {
	done    []app.Paragraph
	text    []byte // of the open paragraph, blanks made single
	start   int    // its line
	heading int    // its level
	plain   bool   // some of it is not bold
	linked  int    // bytes of it that are links
	links   []int  // indexes in done of paragraphs that are links and nothing else
	pre     bool   // line ends count
	inRow   bool
	row     []part     // of the open table row
	cells   []cellSpan // of the open table row
	above   []held     // by column: cells that reach into the open row
	merged  []string   // by column: cells that those below may continue
	images  int        // that stand before all text
	spent   int        // of maxRepeated
}

// part is a paragraph inside a table cell.
type part struct {
	app.Paragraph
	cell int // from 1
}

// cellSpan is how many columns and rows a cell takes.
type cellSpan struct {
	columns, rows int
	merge         merge
}

// merge is what a cell has to do with the one below or above it, where the number
// of rows stands nowhere.
type merge int

const (
	mergeBegins    merge = iota + 1 // it is continued below
	mergeContinues                  // it continues the one above
)

// held is a cell that reaches down into the rows below.
type held struct {
	text string
	rows int
}

// beginTable forgets the cells of the table before.
func (f *flow) beginTable() { f.above, f.merged = nil, nil }

// beginCell begins a cell of the open row.
func (f *flow) beginCell(s cellSpan) {
	f.flush()
	f.inRow = true
	f.cells = append(f.cells, cellSpan{columns: min(max(s.columns, 1), maxSpan), rows: min(max(s.rows, 1), maxSpan)})
}

// write adds text to the open paragraph. It begins at the line.
func (f *flow) write(text []byte, line int) {
	if len(f.text) == 0 {
		blank := len(text) - len(bytes.TrimLeft(text, " \t\n"))
		f.start = line + bytes.Count(text[:blank], []byte{'\n'})
	}
	f.text = collapse(f.text, text)
}

// lineBreak ends the paragraph at a line break, as policies use it between
// paragraphs; headings and table cells go on.
func (f *flow) lineBreak() {
	if f.heading > 0 || f.inRow {
		f.text = collapse(f.text, []byte{' '})
		return
	}
	f.flush()
}

// image notes an image behind the text so far.
func (f *flow) image() {
	switch {
	case f.inRow:
	case len(f.text) > 0:
		f.flush()
		fallthrough
	case len(f.done) > 0:
		f.done[len(f.done)-1].Images++
	default:
		f.images++
	}
}

// flush ends the open paragraph.
func (f *flow) flush() {
	text := bytes.TrimRight(f.text, " ")
	bold := !f.plain
	f.plain = false
	if len(text) == 0 {
		f.text, f.linked = f.text[:0], 0
		return
	}
	p := app.Paragraph{Text: string(text), Line: f.start, Heading: f.heading, Bold: bold}
	if f.inRow {
		p.Bold = false
		f.row = append(f.row, part{p, len(f.cells)})
	} else {
		if f.linked >= len(text) {
			f.links = append(f.links, len(f.done))
		}
		f.done = append(f.done, p)
	}
	f.text, f.heading, f.linked = f.text[:0], 0, 0
}

// closeRow ends a table row: one paragraph with the cells between tabs, or
// the paragraphs themselves where the table is only there for the layout.
func (f *flow) closeRow() {
	f.flush()
	if len(f.cells) == 0 && len(f.row) == 0 {
		f.inRow = false
		return
	}
	size := make([]int, len(f.cells)+1)
	layout := len(f.cells)+f.reaching() < 2
	for _, part := range f.row {
		size[part.cell] += len(part.Text)
		layout = layout || size[part.cell] > layoutCell
	}
	switch {
	case layout:
		for _, part := range f.row {
			f.done = append(f.done, part.Paragraph)
		}
		f.above = nil
	case len(f.row) > 0:
		f.done = append(f.done, app.Paragraph{Text: f.rowText(), Line: f.row[0].Line})
	default:
		for i := range f.above {
			f.above[i].rows--
		}
	}
	f.inRow, f.row, f.cells = false, nil, nil // not [:0]: what stood before a dropped element may share them
}

// reaching returns how many cells from above reach into the open row.
func (f *flow) reaching() int {
	n := 0
	for i := range f.above {
		if f.above[i].rows > 0 {
			n++
		}
	}
	return n
}

// rowText joins the cells of the open row, and those from above, by tabs.
func (f *flow) rowText() string {
	var text []byte
	next, column := 0, 0 // in f.row; of the table
	put := func(s string) {
		if column > 0 {
			text = append(text, '\t')
		}
		text = append(text, s...)
		column++
	}
	fromAbove := func() {
		for column < len(f.above) && f.above[column].rows > 0 {
			f.above[column].rows--
			put(f.above[column].text)
		}
	}
	for i, cell := range f.cells {
		fromAbove()
		var words []byte
		for next < len(f.row) && f.row[next].cell <= i+1 {
			if len(words) > 0 {
				words = append(words, ' ')
			}
			words = append(words, f.row[next].Text...)
			next++
		}
		said := f.continued(column, cell, string(words))
		f.hold(column, cell, said)
		put(said)
		for n := 1; n < cell.columns && column < maxCells; n++ {
			put("")
		}
	}
	fromAbove()
	return string(text)
}

// continued returns the text of a cell, or of the one above that it continues.
func (f *flow) continued(column int, cell cellSpan, text string) string {
	switch {
	case cell.merge == 0 || column >= maxCells:
	case cell.merge == mergeBegins:
		for len(f.merged) <= column {
			f.merged = append(f.merged, "")
		}
		f.merged[column] = text
	case text == "" && column < len(f.merged) && f.spent < maxRepeated:
		text = f.merged[column]
		f.spent += len(text)
	}
	return text
}

// hold keeps a cell for the rows below into which it reaches.
func (f *flow) hold(column int, cell cellSpan, text string) {
	if cell.rows < 2 || column >= maxCells {
		return
	}
	f.spent += (cell.rows - 1) * (len(text) + cell.columns)
	if f.spent > maxRepeated {
		return
	}
	for n := range cell.columns {
		if column+n >= maxCells {
			break
		}
		for len(f.above) <= column+n {
			f.above = append(f.above, held{})
		}
		f.above[column+n] = held{text, cell.rows - 1}
		text = ""
	}
}
