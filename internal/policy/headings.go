package policy

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
)

// A text of so few paragraphs lost its line ends somewhere: its headings stand
// inside them, and so they do in a paragraph that is longer than any.
const (
	fewParagraphs = 5
	longForFew    = 600   // bytes
	longForMany   = 12000 // bytes
)

// splitHeadings begins a paragraph at each heading that stands inside a line.
func splitHeadings(all []app.Paragraph) []app.Paragraph {
	least := longForMany
	if len(all) <= fewParagraphs {
		least = longForFew
	}
	var out []app.Paragraph
	for i, p := range all {
		if len(p.Text) < least || strings.Contains(p.Text, "\t") {
			if out != nil {
				out = append(out, p)
			}
			continue
		}
		if out == nil {
			out = append(make([]app.Paragraph, 0, len(all)+20), all[:i]...)
		}
		out = split(out, &p, headingPlaces(p.Text))
	}
	if out == nil {
		return all
	}
	return out
}

// split appends a paragraph in pieces that begin at the places.
func split(out []app.Paragraph, p *app.Paragraph, places []int) []app.Paragraph {
	from, joint := 0, 0
	counted := app.Joint{Line: p.Line, Offset: p.Offset} // the last place whose offset is known
	for _, to := range append(places, len(p.Text)) {
		piece := *p
		piece.Text, piece.Joints, piece.Heading = trim(p.Text[from:to]), nil, 0
		if piece.Text == "" {
			continue
		}
		begin := from + strings.Index(p.Text[from:to], piece.Text)
		for joint < len(p.Joints) && p.Joints[joint].At <= begin {
			joint++
		}
		if joint > 0 && p.Joints[joint-1].At >= counted.At {
			counted = p.Joints[joint-1]
		}
		if counted.Offset >= 0 {
			counted.Offset += utf8.RuneCountInString(p.Text[counted.At:begin])
			counted.At = begin
		}
		piece.Line, piece.Offset = counted.Line, counted.Offset
		for joint < len(p.Joints) && p.Joints[joint].At < to {
			j := p.Joints[joint]
			j.At -= begin
			piece.Joints = append(piece.Joints, j)
			joint++
		}
		out = append(out, piece)
		from = to
	}
	return out
}

// inLine are the beginnings of headings: 一、 （一） 第一条 1. 1.1 after the end of a
// sentence, or after a blank.
var inLine = regexp.MustCompile(`(?:^|[。！？；!?][”"’')）」』*]*|[ \t\x{a0}\x{3000}])[ \x{a0}\x{3000}]*` +
	`((?:第?[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[条章节部]|[(（][一二三四五六七八九十]{1,3}[)）]` +
	`|[0-9]{1,2}(?:[.．][0-9]{1,2}){0,2}[、.．)）]|[0-9]{1,2}(?:[.．][0-9]{1,2}){1,2}[ \x{a0}\x{3000}]))([^0-9]|$)`)

// headingPlaces returns where headings begin in a text, and where those end that a
// blank separates from what follows.
func headingPlaces(text string) []int {
	var out []int
	for at := 0; at < len(text); {
		m := inLine.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		from := at + m[2]
		at += m[3]
		if from > 0 {
			out = append(out, from)
		}
		if end := headingEnd(text[at:]); end > 0 && text[from] >= utf8.RuneSelf {
			out = append(out, at+end)
		}
	}
	return out
}

// headingEnd returns the length of a heading that a blank ends, or 0.
func headingEnd(text string) int {
	const longest, shortest = 40, 4 // code points
	n := 0
	for i, r := range text {
		switch {
		case strings.ContainsRune("，。；：！？,;:!?", r) || n > longest:
			return 0
		case r != ' ' && r != 0xA0 && r != 0x3000:
			n++
		case n >= shortest:
			return i
		}
	}
	return 0
}
