package policy

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/zicha-lint/zicha/internal/app"
)

// markdown reads the block structure of CommonMark with GitHub's tables,
// as far as it decides where a paragraph begins and ends:
// https://spec.commonmark.org/0.31.2/.
type markdown struct {
	document
	lines []string
	open  []string // the lines of the open paragraph
	start int      // the line it begins at, from 1
}

func readMarkdown(text []byte) document {
	m := markdown{document: document{format: "md"}, lines: strings.Split(string(text), "\n")}
	for i := m.frontMatter(); i < len(m.lines); {
		i = m.block(i)
	}
	m.flush()
	return m.document
}

// frontMatter returns the index of the first line after the settings between
// two lines of --- or +++ that site generators put before the text.
func (m *markdown) frontMatter() int {
	fence := strings.TrimSpace(m.lines[0])
	if fence != "---" && fence != "+++" {
		return 0
	}
	title := ""
	for i, line := range m.lines[1:] {
		line = strings.TrimSpace(line)
		if line == fence {
			m.title = title
			return i + 2
		}
		if value, ok := strings.CutPrefix(line, "title:"); ok {
			title = strings.Trim(value, ` "'`)
		}
	}
	return 0 // never closed: it was a line across the page
}

var (
	heading    = regexp.MustCompile(`^(#{1,6})\s*([^#\s].*?)\s*#*$`)
	underline  = regexp.MustCompile(`^(=+|-{2,})$`)
	rule       = regexp.MustCompile(`^([-*_])(\s*[-*_]){2,}$`)
	fenceMark  = regexp.MustCompile("^(```+|~~~+)")
	bullet     = regexp.MustCompile(`^[-*+]\s+`)
	numbering  = regexp.MustCompile(`^[（(]?([0-9]+|[一二三四五六七八九十]+)[）)、.．]`)
	delimiters = regexp.MustCompile(`^\|?\s*:?-+:?\s*(\|\s*:?-*:?\s*)*$`)
	htmlBlock  = regexp.MustCompile(`^(?i)<(!--|/?(table|thead|tbody|tr|td|th|div|p|ul|ol|li|dl|h[1-6]|section|article|details|center|style|script)\b)`)
)

// block reads what begins at the line with the index i, and returns the index
// of the line after it.
func (m *markdown) block(i int) int {
	line := strings.TrimLeft(trim(m.lines[i]), "> ")
	switch {
	case line == "":
		m.flush()
	case (line[0] >= utf8.RuneSelf || letter(rune(line[0])) && line[0] > '9') && !strings.Contains(line, "|"):
		m.text(line, i) // no mark begins like this: the short way
	case fenceMark.MatchString(line):
		return m.code(i, fenceMark.FindString(line))
	case htmlBlock.MatchString(line):
		return m.html(i)
	case m.isRow(i, line):
		return m.table(i)
	case len(m.open) > 0 && underline.MatchString(line):
		level := 1
		if line[0] == '-' {
			level = 2
		}
		m.emit(level)
	case rule.MatchString(line):
		m.flush()
	case heading.MatchString(line):
		m.flush()
		parts := heading.FindStringSubmatch(line)
		m.add(inline(parts[2]), i+1, len(parts[1]))
	case bullet.MatchString(line):
		m.flush()
		m.text(line[len(bullet.FindString(line)):], i)
	default:
		m.text(line, i)
	}
	return i + 1
}

// text adds a line to the open paragraph. A line that begins with a number,
// or stands after a whole sentence, begins a new one: Chinese authors write
// one line for one paragraph.
func (m *markdown) text(line string, i int) {
	if len(m.open) > 0 && (numbering.MatchString(line) || endsLine(m.lines[i-1])) {
		m.flush()
	}
	if len(m.open) == 0 {
		m.start = i + 1
	}
	m.open = append(m.open, strings.TrimSuffix(line, `\`))
}

// endsLine reports whether the author broke the line on purpose: with two
// spaces or a backslash at its end, or after a whole sentence.
func endsLine(raw string) bool {
	last, _ := utf8.DecodeLastRuneInString(raw)
	return strings.HasSuffix(raw, "  ") || strings.ContainsRune(`\。；：！？`, last)
}

func (m *markdown) flush() { m.emit(0) }

// emit ends the open paragraph.
func (m *markdown) emit(level int) {
	var text []byte
	for i, line := range m.open {
		if i == 0 {
			text = append(text, line...)
			continue
		}
		text = joinBytes(text, line)
	}
	raw := string(text)
	m.add(inline(raw), m.start, level)
	if n := len(m.paragraphs); len(m.open) > 0 && n > 0 && m.paragraphs[n-1].Line == m.start {
		m.paragraphs[n-1].Bold = strings.HasPrefix(raw, "**") && strings.HasSuffix(raw, "**") && strings.Count(raw, "**") == 2
	}
	m.open = m.open[:0]
	if n := len(imageMark.FindAllStringIndex(raw, -1)); n > 0 {
		if k := len(m.paragraphs); k > 0 {
			m.paragraphs[k-1].Images += n
		} else {
			m.lostImages += n
		}
	}
}

var imageMark = regexp.MustCompile(`!\[[^\]]*\]\([^()]*\)`)

func (m *markdown) add(text string, line, level int) {
	if text != "" {
		m.paragraphs = append(m.paragraphs, app.Paragraph{Text: text, Line: line, Heading: level})
	}
}

// code reads a fenced block, which some authors use for addresses: every line
// is a paragraph.
func (m *markdown) code(i int, fence string) int {
	m.flush()
	for i++; i < len(m.lines); i++ {
		line := trim(m.lines[i])
		if strings.HasPrefix(line, fence) {
			return i + 1
		}
		m.add(line, i+1, 0)
	}
	return i
}

// html hands everything up to the next blank line to the reader of HTML.
func (m *markdown) html(i int) int {
	m.flush()
	end := i
	for end < len(m.lines) && trim(m.lines[end]) != "" {
		end++
	}
	piece := strings.Join(m.lines[i:end], "\n")
	m.paragraphs = append(m.paragraphs, readFragment([]byte(piece), i+1).paragraphs...)
	return end
}

// isRow reports whether a table begins at the line: it is between bars, or
// the next line divides a header from its rows.
func (m *markdown) isRow(i int, line string) bool {
	if strings.HasPrefix(line, "|") && strings.HasSuffix(line, "|") && len(line) > 1 {
		return true
	}
	return strings.Contains(line, "|") && i+1 < len(m.lines) &&
		strings.Contains(m.lines[i+1], "|") && delimiters.MatchString(trim(m.lines[i+1]))
}

// table reads the rows up to the first line without a bar.
func (m *markdown) table(i int) int {
	m.flush()
	for ; i < len(m.lines); i++ {
		line := trim(m.lines[i])
		if !strings.Contains(line, "|") {
			break
		}
		if !delimiters.MatchString(line) {
			m.add(row(line), i+1, 0)
		}
	}
	return i
}

// row returns the cells of a table row joined by tabs.
func row(line string) string {
	line = strings.ReplaceAll(line, `\|`, "｜") // a bar inside a cell
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	cells := strings.Split(line, "|")
	for i, cell := range cells {
		cells[i] = inline(cellLink.ReplaceAllString(cell, "$1 $2"))
	}
	return strings.TrimRight(strings.Join(cells, "\t"), "\t")
}

// The address of a link is kept where it is what the text is there for, as in HTML:
// in a cell of a table, or behind a colon.
var (
	cellLink    = regexp.MustCompile(`\[([^\]/]*)\]\((https?://[^()\s]{1,500})[^()]*\)`)
	labelledURL = regexp.MustCompile(`([：:])\s*\[([^\]/]*)\]\((https?://[^()\s]{1,500})[^()]*\)`)
)

// marks are the inline marks and what is left of them.
var marks = []struct {
	sign string // without it there is nothing to do
	mark *regexp.Regexp
	text string
}{
	{"](", regexp.MustCompile(`!?\[([^\]]*)\]\([^()]*\)`), "$1"},
	{"][", regexp.MustCompile(`\[([^\]]+)\]\[[^\]]*\]`), "$1"},
	{"<", regexp.MustCompile(`<(https?://[^>\s]+)>`), "$1"},
	{"<", regexp.MustCompile(`(?i)<br\s*/?>`), " "},
	{"<", regexp.MustCompile(`</?[A-Za-z][^<>]*>`), ""},
	{"`", regexp.MustCompile("`+"), ""},
	{"**", regexp.MustCompile(`\*{2,}`), ""},
	{"~~", regexp.MustCompile(`~~`), ""},
	{"*", regexp.MustCompile(`\*([^*\s](?:[^*]*[^*\s])?)\*`), "$1"},
	{"_", regexp.MustCompile(`(^|\W)_{1,2}([^_\s](?:[^_]*[^_\s])?)_{1,2}(\W|$)`), "$1$2$3"},
}

var escaped = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]")

// escapes is a private range of Unicode in which escaped characters wait
// until the marks are gone.
const escapes = 0xE000

// inline strips links, emphasis and tags from the text of a paragraph.
func inline(text string) string {
	if strings.Contains(text, `\`) {
		text = escaped.ReplaceAllStringFunc(text, func(s string) string { return string(escapes + rune(s[1])) })
	}
	if strings.Contains(text, "](") {
		text = labelledURL.ReplaceAllString(text, "$1$2 $3")
	}
	for _, m := range marks {
		if strings.Contains(text, m.sign) {
			text = m.mark.ReplaceAllString(text, m.text)
		}
	}
	text = strings.Map(func(r rune) rune {
		if r > escapes && r < escapes+utf8.RuneSelf {
			return r - escapes
		}
		return r
	}, text)
	if strings.Contains(text, "&") {
		text = html.UnescapeString(text)
	}
	return string(bytes.TrimRight(collapse(nil, []byte(text)), " "))
}
