package policy

import (
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/zicha-lint/zicha/internal/pdf"
)

// The limits of what is looked for between the borders of one page.
const (
	maxBorders = 3000
	maxProbes  = 3_000_000 // borders times lines
)

// tables replaces the lines that stand in cells between borders by one line for
// each row, with the cells between tabs and a size of -1. Wherever the text stands
// in a cell, and in whatever order it is drawn, borders tell what belongs together.
func (s *setting) tables(rules []pdf.Rule) {
	var out []pdf.Line
	for from, rule := 0, 0; from < len(s.lines); {
		page, to := s.lines[from].Page, from
		for to < len(s.lines) && s.lines[to].Page == page {
			to++
		}
		for rule < len(rules) && rules[rule].Page < page {
			rule++
		}
		end := rule
		for end < len(rules) && rules[end].Page == page {
			end++
		}
		out = append(out, pageTables(s.lines[from:to], rules[rule:end])...)
		from, rule = to, end
	}
	s.lines = out[:0]
	for _, l := range out {
		if l.Size > 0 {
			l.Text = trim(string(collapse(nil, []byte(l.Text))))
		}
		if l.Text != "" {
			s.lines = append(s.lines, l)
		}
	}
}

// box is what lies between the nearest borders around a place.
type box struct{ left, bottom, right, top float64 }

// cellLines are the lines of one cell.
type cellLines struct {
	box
	lines []pdf.Line
	said  string // once it was asked for
	used  bool   // in a row
}

// grid is the borders of a page.
type grid struct{ across, down []pdf.Rule }

func pageTables(lines []pdf.Line, rules []pdf.Rule) []pdf.Line {
	if len(rules) < 4 || len(rules) > maxBorders || len(rules)*len(lines) > maxProbes {
		return lines
	}
	var g grid
	for _, r := range rules {
		if r.Down {
			g.down = append(g.down, r)
		} else {
			g.across = append(g.across, r)
		}
	}
	var out []pdf.Line
	var open []cellLines // of the table that is read
	var plain []pdf.Line // its lines in their order
	byBox := map[box]int{}
	for _, l := range lines {
		for _, piece := range g.pieces(l) {
			b, ok := g.around(&piece)
			if !ok {
				out = append(out, g.rows(open, plain)...)
				open, plain, byBox = nil, nil, map[box]int{}
				out = append(out, piece)
				continue
			}
			i, known := byBox[b]
			if !known {
				i = len(open)
				byBox[b] = i
				open = append(open, cellLines{box: b})
			}
			open[i].lines = append(open[i].lines, piece)
			plain = append(plain, piece)
		}
	}
	return append(out, g.rows(open, plain)...)
}

// pieces cuts a line where a border goes down through a gap.
func (g *grid) pieces(l pdf.Line) []pdf.Line {
	if len(l.Gaps) == 0 {
		return []pdf.Line{l}
	}
	var out []pdf.Line
	from, x := 0, l.X
	for _, gap := range l.Gaps {
		if gap.At <= from || gap.At > len(l.Text) || !g.crosses(gap.From, gap.To, l.Y+0.3*l.Size) {
			continue
		}
		piece := l
		piece.Text, piece.X, piece.Right, piece.Gaps, piece.Images = l.Text[from:gap.At], x, gap.From, nil, 0
		out = append(out, piece)
		from, x = gap.At, gap.To
	}
	if from == 0 {
		return []pdf.Line{l}
	}
	last := l
	last.Text, last.X, last.Gaps = l.Text[from:], x, nil
	return append(out, last)
}

func (g *grid) crosses(from, to, y float64) bool {
	return slices.ContainsFunc(g.down, func(r pdf.Rule) bool { return r.At > from-1 && r.At < to+1 && r.From <= y && y <= r.To })
}

// around returns the cell in which a line stands: there is a border above, one below
// and one on a side at least.
func (g *grid) around(l *pdf.Line) (box, bool) {
	const near = 1.5 // points that borders may lie inside the text, or end too early
	x, y := l.X+near, l.Y+0.3*l.Size
	b := box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
	for _, r := range g.down {
		if y < r.From-near || y > r.To+near {
			continue
		}
		if r.At <= x {
			b.left = max(b.left, r.At)
		} else {
			b.right = min(b.right, r.At)
		}
	}
	for _, r := range g.across {
		if x < r.From-near || x > r.To+near {
			continue
		}
		if r.At <= y {
			b.bottom = max(b.bottom, r.At)
		} else {
			b.top = min(b.top, r.At)
		}
	}
	if math.IsInf(b.bottom, 0) || math.IsInf(b.top, 0) || math.IsInf(b.left, 0) && math.IsInf(b.right, 0) || l.Right > b.right+l.Size {
		return b, false
	}
	return box{math.Round(b.left), math.Round(b.bottom), math.Round(b.right), math.Round(b.top)}, true
}

// rows returns the rows of a table: one for each band between borders that no other
// one divides. A cell that reaches over several stands in each of them, unless it is
// long. What are no rows of cells stays as it was.
func (g *grid) rows(cells []cellLines, plain []pdf.Line) []pdf.Line {
	const leastCells, leastRows, longest = 4, 2, 300 // bytes that are repeated
	if len(cells) < leastCells {
		return plain
	}
	bands := bands(cells)
	var out []pdf.Line
	several := 0 // rows of more than one cell
	for _, band := range bands {
		middle := (band.top + band.bottom) / 2
		var row []*cellLines
		for i := range cells {
			if c := &cells[i]; c.bottom < middle && middle < c.top && (!c.used || len(c.text()) <= longest) {
				c.used = true
				row = append(row, c)
			}
		}
		if len(row) > 1 {
			several++
		}
		out = append(out, g.row(row, middle)...)
	}
	for i := range cells {
		if !cells[i].used {
			return plain
		}
	}
	if several < leastRows {
		return plain
	}
	return out
}

// bands returns the heights of the rows, from the top.
func bands(cells []cellLines) []box {
	var all []box
	for _, c := range cells {
		all = append(all, box{bottom: c.bottom, top: c.top})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].top-all[i].bottom < all[j].top-all[j].bottom })
	var out []box
	for _, b := range all {
		const most = 500 // rows on a page
		if len(out) < most && !slices.ContainsFunc(out, func(o box) bool { return o.bottom < b.top-1 && b.bottom < o.top-1 }) {
			out = append(out, b)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].top > out[j].top })
	return out
}

// row returns the line of one row, or the lines of its only cell.
func (g *grid) row(cells []*cellLines, y float64) []pdf.Line {
	if len(cells) == 0 {
		return nil
	}
	slices.SortStableFunc(cells, func(a, b *cellLines) int { return int(a.left - b.left) })
	columns := g.columns(cells[0].left, cells[len(cells)-1].right, y)
	if len(cells) == 1 && len(columns) < 2 {
		return cells[0].lines
	}
	first := cells[0].lines[0]
	row := pdf.Line{Page: first.Page, X: first.X, Y: first.Y, Size: -1}
	texts := make([]string, 0, len(cells))
	next := 0
	for _, left := range columns {
		text := ""
		for next < len(cells) && cells[next].left <= left+1 {
			text += cells[next].text()
			next++
		}
		texts = append(texts, text)
	}
	for ; next < len(cells); next++ {
		texts = append(texts, cells[next].text())
	}
	row.Text = strings.Trim(strings.Join(texts, "\t"), "\t")
	return []pdf.Line{row}
}

// columns returns where the columns of a row begin, from the left of its first cell
// to the right of its last one.
func (g *grid) columns(left, right, y float64) []float64 {
	out := []float64{left}
	for _, r := range g.down {
		if at := math.Round(r.At); at > left+1 && at < right-1 && r.From <= y && y <= r.To {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return slices.CompactFunc(out, func(a, b float64) bool { return b-a <= 3 })
}

func (c *cellLines) text() string {
	if c.said != "" {
		return c.said
	}
	var text []byte
	for _, l := range c.lines {
		if len(text) < maxJoined {
			text = joinBytes(text, trim(string(collapse(nil, []byte(l.Text)))))
		}
	}
	c.said = string(text)
	return c.said
}
