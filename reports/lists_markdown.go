package reports

import (
	"bufio"
	"io"
	"strings"
)

func writeListsMarkdown(w io.Writer, d *Drafts, o Options) error {
	doc := draftOf(d, o.Lang)
	b := bufio.NewWriter(w)
	line := func(s ...string) { b.WriteString(strings.Join(s, "") + "\n") }
	line("# ", markdown(doc.title))
	line()
	for _, row := range doc.head {
		line("- ", markdown(row[0]), in(o.Lang, "：", ": "), markdown(row[1]))
	}
	for _, s := range doc.warnings {
		line()
		line("> **", markdown(s), "**")
	}
	for _, s := range doc.notes {
		line()
		line("> ", markdown(s))
	}
	line()
	for _, row := range doc.legend {
		line("- ", markdown(row[0]), in(o.Lang, "：", ": "), markdown(row[1]))
	}
	for i := range doc.tables {
		doc.tables[i].markdown(line, doc)
	}
	line()
	line("## ", in(o.Lang, "zicha 无法知道的", "What zicha cannot know"))
	line()
	for _, s := range doc.unseen {
		line("- ", markdown(s))
	}
	return b.Flush()
}

func (t *listTable) markdown(line func(...string), d *draft) {
	line()
	line("## ", markdown(t.title))
	line()
	line(markdown(t.note))
	line()
	if len(t.rows) == 0 {
		line(markdown(t.none))
		return
	}
	line("| ", strings.Join(each(t.heads, markdown), " | "), " |")
	line("|", strings.Repeat("---|", len(t.heads)))
	for _, row := range t.rows {
		cells := each(row, func(c listCell) string {
			return strings.Join(each(c, func(l listLine) string { return markdown(l.spell(d.lang)) }), "<br>")
		})
		line("| ", strings.Join(cells, " | "), " |")
	}
}

// markdown makes text safe within a line or a cell of Markdown.
func markdown(s string) string {
	return markdownSafe.Replace(Printable(s))
}

var markdownSafe = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "[", `\[`, "]", `\]`, "~", `\~`, "#", `\#`, "!", `\!`,
)
