package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/fatih/color"
	"github.com/mattn/go-runewidth"

	"github.com/zicha-lint/zicha/internal/lang"
)

// page sets lines of text in columns. Everything it prints goes through
// [Printable] first. The buffer keeps the first error for Flush.
type page struct {
	*bufio.Writer
	lang    lang.Lang
	width   int
	verbose bool
	wraps   bool // names of code, too: a terminal would do so where it likes
	ink     palette
}

// paint colours text that has already been cut to lines; nil leaves it plain.
type paint func(...any) string

// palette is small on purpose: red for what breaks the law or the scan, yellow
// for what may, and the rest stays quiet.
type palette struct {
	bold, faint, red, yellow, blue, green paint
}

func newPage(w io.Writer, o Options) *page {
	width := o.Width
	if width == 0 {
		width = DefaultWidth
	}
	of := func(a ...color.Attribute) paint {
		if !o.Color {
			return nil
		}
		c := color.New(a...)
		c.EnableColor()
		return c.SprintFunc()
	}
	return &page{bufio.NewWriter(w), o.Lang, max(width, MinWidth), o.Verbose, o.Width > 0, palette{
		bold:   of(color.Bold),
		faint:  of(color.Faint),
		red:    of(color.FgRed, color.Bold),
		yellow: of(color.FgYellow, color.Bold),
		blue:   of(color.FgCyan),
		green:  of(color.FgGreen),
	}}
}

// in picks one of two wordings by the language of the page.
func (p *page) in(zh, en string) string { return in(p.lang, zh, en) }

// gap leaves an empty line.
func (p *page) gap() { p.WriteByte('\n') }

// heading opens a section.
func (p *page) heading(s string) {
	p.gap()
	p.put(0, s, p.ink.bold)
}

// put writes a paragraph, all lines indented alike.
func (p *page) put(indent int, s string, ink paint) { p.hang(indent, "", 0, nil, s, ink) }

// code writes names of code, which stand whole on one line where no terminal is
// narrower, so that they can be searched for.
func (p *page) code(indent int, s string, ink paint) { p.codeBeside(indent, "", 0, nil, s, ink) }

// codeBeside writes them beside a label, as hang does.
func (p *page) codeBeside(indent int, label string, width int, labelInk paint, s string, ink paint) {
	if p.wraps {
		p.hang(indent, label, width, labelInk, s, ink)
		return
	}
	label = Printable(label)
	pad := strings.Repeat(" ", max(0, width-columns(label)))
	p.WriteString(strings.Repeat(" ", indent) + labelInk.on(label) + pad + ink.on(clip(Printable(s), longest)) + "\n")
}

// longest is where a paragraph is cut, in columns. Names inside a package may
// be as long as 64 KiB; the JSON report has them whole.
const longest = 1600

// hang writes a paragraph beside a label; the lines after the first stand
// under the first. The label is padded to width columns.
func (p *page) hang(indent int, label string, width int, labelInk paint, s string, ink paint) {
	s = clip(Printable(s), longest)
	label = Printable(label)
	width = max(width, columns(label))
	for i, line := range wrap(s, p.width-indent-width) {
		if i > 0 {
			label = ""
		}
		pad := strings.Repeat(" ", width-columns(label))
		row := strings.Repeat(" ", indent) + labelInk.on(label) + pad + ink.on(line)
		p.WriteString(strings.TrimRight(row, " ") + "\n")
	}
}

func (ink paint) on(s string) string {
	if ink == nil || s == "" {
		return s
	}
	return ink(s)
}

// measure takes characters of ambiguous width as narrow, as terminals do by
// default, and does not ask the environment: same app, same bytes.
var measure = &runewidth.Condition{StrictEmojiNeutral: true}

func columns(s string) int { return measure.StringWidth(s) }

// clip shortens text to a number of columns.
func clip(s string, width int) string { return measure.Truncate(s, width, "…") }

// sentence bounds what the app put into a sentence of zicha's own: names, which
// are runs of narrow characters without a space. The sentence itself is far shorter
// than the limit that stands behind, for texts of many words.
func sentence(s string) string {
	var b strings.Builder
	narrow := func(r rune) bool { return r != ' ' && measure.RuneWidth(r) < 2 }
	for rest := s; rest != ""; {
		n := strings.IndexFunc(rest, func(r rune) bool { return !narrow(r) })
		if n < 0 {
			n = len(rest)
		}
		b.WriteString(clip(rest[:n], mostColumns))
		rest = rest[n:]
		if n = strings.IndexFunc(rest, narrow); n < 0 {
			n = len(rest)
		}
		b.WriteString(rest[:n])
		rest = rest[n:]
	}
	return clip(b.String(), mostSentence)
}

// right pads text on the left.
func right(s string, width int) string { return measure.FillLeft(s, width) }

// left pads text on the right.
func left(s string, width int) string { return measure.FillRight(s, width) }

// wrap breaks text into lines of at most width columns: between words, and
// between Chinese characters except before closing and after opening marks.
// A word wider than a line is cut. There is always one line.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	flush := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line = ""
	}
	for _, word := range words(s) {
		if line != "" && columns(line+strings.TrimRight(word, " ")) > width {
			flush()
			word = strings.TrimLeft(word, " ")
		}
		for columns(strings.TrimRight(word, " ")) > width {
			head := measure.Truncate(word, width, "")
			if head == "" {
				break
			}
			line, word = head, word[len(head):]
			flush()
		}
		line += word
	}
	if line != "" || len(lines) == 0 {
		flush()
	}
	return lines
}

const (
	neverFirst = "，。、；：！？）】》」』〕”’…·,.;:!?)]}%"
	neverLast  = "（【《「『〔“‘([{"
)

// words cuts text where a line may break. Spaces stay with the word before.
func words(s string) []string {
	var out []string
	start := 0
	var last rune
	for i, r := range s {
		if i > start && mayBreak(last, r) {
			out = append(out, s[start:i])
			start = i
		}
		last = r
	}
	return append(out, s[start:])
}

func mayBreak(last, next rune) bool {
	if next == ' ' || strings.ContainsRune(neverFirst, next) || strings.ContainsRune(neverLast, last) || unicode.IsMark(next) {
		return false
	}
	return last == ' ' || measure.RuneWidth(last) == 2 || measure.RuneWidth(next) == 2
}

// rows sets rows in columns as wide as their widest cell, none wider than
// most; the last cell has what is left of the page.
func (p *page) rows(indent int, rows [][]string, most int) []string {
	last := len(rows[0]) - 1
	widths := make([]int, last)
	for _, row := range rows {
		for i := range widths {
			row[i] = clip(Printable(row[i]), most)
			widths[i] = max(widths[i], columns(row[i]))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		line := strings.Repeat(" ", indent)
		for j, w := range widths {
			line += left(row[j], w) + "  "
		}
		if room := p.width - columns(line); room > 0 {
			line += clip(Printable(row[last]), room)
		}
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// cut writes the first lines of a list, and how many there are beyond them.
func (p *page) cut(indent, n, most int, line func(int)) {
	if p.verbose {
		most = n
	}
	for i := range min(n, most) {
		line(i)
	}
	if n > most {
		p.put(indent, fmt.Sprintf(p.in("另有 %d 条，-v 显示全部", "%d more with -v"), n-most), p.ink.faint)
	}
}
