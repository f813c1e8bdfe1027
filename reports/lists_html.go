package reports

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/disclose"
)

// writeListsHTML writes a page of its own: no scripts, nothing from elsewhere.
func writeListsHTML(w io.Writer, d *Drafts, o Options) error {
	return writeWeb(w, draftOf(d, o.Lang), listsStyle, "")
}

// writeListsDoc writes HTML that Word and WPS open as a document: plain tables
// with their borders in attributes, and the page laid across.
func writeListsDoc(w io.Writer, d *Drafts, o Options) error {
	return writeWeb(w, draftOf(d, o.Lang), docStyle, ` border="1" cellspacing="0" cellpadding="4" width="100%"`)
}

const listsStyle = `
body { font: 14px/1.6 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1f2328; margin: 2em auto; max-width: 84em; padding: 0 1.5em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin: 2.2em 0 .4em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #d0d7de; padding: .4em .6em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f1f4f7; } tr { break-inside: avoid; } thead { display: table-header-group; }
.head td:first-child, .legend td:first-child { width: 9em; white-space: nowrap; color: #57606a; } .head td, .legend td { border: 0; padding: .1em .6em .1em 0; }
.warn { border-left: 4px solid #c62828; background: #fdecea; padding: .6em 1em; font-weight: bold; }
.note { border-left: 4px solid #9aa4ae; background: #f6f8fa; padding: .6em 1em; margin: .8em 0; }
.fill { background: #fff3c4; } .mark { color: #8a4b00; font-weight: 600; } .small { color: #57606a; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { font-size: 10px; margin: 0; max-width: none; padding: 0; } h2 { break-after: avoid; } }
`

const docStyle = `
body { font-family: "Microsoft YaHei", SimSun, sans-serif; font-size: 10.5pt; }
table { border-collapse: collapse; } th, td { vertical-align: top; text-align: left; font-size: 9pt; } th { background: #f1f4f7; }
.head td, .legend td { white-space: nowrap; padding-right: 12pt; }
.warn { color: #c62828; font-weight: bold; } .fill { background: #fff3c4; } .mark { color: #8a4b00; font-weight: bold; } .small { color: #57606a; }
@page sheet { size: 841.9pt 595.3pt; mso-page-orientation: landscape; margin: 36pt; } div.sheet { page: sheet; }
`

// writeWeb writes a draft as HTML. All text goes through web; attributes are
// for every table.
func writeWeb(w io.Writer, d *draft, style, attributes string) error {
	b := bufio.NewWriter(w)
	put := func(format string, a ...any) { fmt.Fprintf(b, format+"\n", a...) }
	put("<!DOCTYPE html>\n<html lang=%q>\n<head>\n<meta charset=\"utf-8\">", in(d.lang, "zh-CN", "en"))
	put("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">")
	put("<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<div class=\"sheet\">\n<h1>%s</h1>", web(d.title), style, web(d.title))
	pairs(put, "head", d.head)
	for _, s := range d.warnings {
		put(`<p class="warn">%s</p>`, web(s))
	}
	for _, s := range d.notes {
		put(`<p class="note">%s</p>`, web(s))
	}
	pairs(put, "legend", d.legend)
	for i := range d.tables {
		d.tables[i].web(put, d, attributes)
	}
	put("<h2>%s</h2>\n<ul>", web(in(d.lang, "zicha 无法知道的", "What zicha cannot know")))
	for _, s := range d.unseen {
		put("<li>%s</li>", web(s))
	}
	put("</ul>\n</div>\n</body>\n</html>")
	return b.Flush()
}

func pairs(put func(string, ...any), class string, rows [][2]string) {
	put(`<table class="%s">`, class)
	for _, row := range rows {
		put("<tr><td>%s</td><td>%s</td></tr>", web(row[0]), web(row[1]))
	}
	put("</table>")
}

func (t *listTable) web(put func(string, ...any), d *draft, attributes string) {
	put("<h2>%s</h2>\n<p class=\"small\">%s</p>", web(t.title), web(t.note))
	if len(t.rows) == 0 {
		put("<p>%s</p>", web(t.none))
		return
	}
	put("<table%s>\n<thead><tr>", attributes)
	for i, h := range t.heads {
		put(`<th width="%d%%">%s</th>`, t.shares[i], web(h))
	}
	put("</tr></thead>\n<tbody>")
	for i, row := range t.rows {
		cells := each(row, func(c listCell) string {
			return "<td>" + strings.Join(each(c, func(l listLine) string { return l.web(d) }), "<br>") + "</td>"
		})
		switch span := t.span(i); {
		case span == 0:
			cells[0] = ""
		case span > 1:
			cells[0] = fmt.Sprintf(`<td rowspan="%d">`, span) + strings.TrimPrefix(cells[0], "<td>")
		}
		put("<tr>%s</tr>", strings.Join(cells, ""))
	}
	put("</tbody>\n</table>")
}

// span returns over how many rows the first cell of a row reaches: those below it
// that begin alike. It is 0 for these.
func (t *listTable) span(row int) int {
	if row > 0 && slices.Equal(t.rows[row-1][0], t.rows[row][0]) {
		return 0
	}
	n := 1
	for row+n < len(t.rows) && slices.Equal(t.rows[row+n][0], t.rows[row][0]) {
		n++
	}
	return n
}

func (l listLine) web(d *draft) string {
	open, shut := l.label(d.lang)
	switch {
	case l.mark == disclose.ToFill:
		return `<span class="fill">` + web(open+l.text+shut) + "</span>"
	case open != "":
		return `<span class="mark">` + web(open) + "</span>" + link(l.text)
	}
	return link(l.text)
}

// link makes an address a link, and leaves all other text as it is.
func link(s string) string {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") || strings.ContainsAny(s, " \t\n") {
		return web(s)
	}
	return `<a href="` + web(s) + `" rel="noreferrer">` + web(s) + "</a>"
}

// web makes text safe within HTML, also in an attribute.
func web(s string) string { return html.EscapeString(Printable(s)) }
