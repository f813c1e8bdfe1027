package reports

import "io"

// writeListsCSV writes all lists into one sheet: the first column names the list,
// and each list begins with its heads. Where only some lists are wanted, for other
// programs, what there is to say about them comes after them.
func writeListsCSV(w io.Writer, d *Drafts, o Options) error {
	doc := draftOf(d, o.Lang)
	s, err := newSheet(w)
	if err != nil {
		return err
	}
	about := func() {
		what := in(o.Lang, "说明", "about")
		s.row(what, doc.title)
		for _, row := range doc.head {
			s.row(what, row[0], row[1])
		}
		for _, text := range append(doc.warnings, doc.notes...) {
			s.row(what, text)
		}
		for _, row := range doc.legend {
			s.row(what, row[0], row[1])
		}
	}
	if len(d.Only) == 0 {
		about()
	}
	for _, t := range doc.tables {
		s.row(append([]string{t.title}, t.heads...)...)
		if len(t.rows) == 0 {
			s.row(t.title, t.none)
		}
		for _, row := range t.rows {
			s.row(append([]string{t.title}, each(row, func(c listCell) string { return c.plain(o) })...)...)
		}
	}
	if len(d.Only) > 0 {
		about()
	}
	for _, text := range doc.unseen {
		s.row(in(o.Lang, "zicha 无法知道的", "What zicha cannot know"), text)
	}
	return s.flush()
}

// plain is a cell as text of several lines.
func (c listCell) plain(o Options) string {
	text := ""
	for i, l := range c {
		if i > 0 {
			text += "\n"
		}
		text += Printable(l.spell(o.Lang))
	}
	return text
}
