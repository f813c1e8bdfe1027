package reports

import (
	"encoding/csv"
	"io"
	"strings"
)

// sheet writes rows for spreadsheets. The mark at its beginning makes Excel read
// UTF-8, which it otherwise takes for the code page of the system.
type sheet struct{ *csv.Writer }

func newSheet(w io.Writer) (sheet, error) {
	_, err := io.WriteString(w, "\uFEFF")
	return sheet{csv.NewWriter(w)}, err
}

// row writes cells that a spreadsheet shows and never obeys.
func (s sheet) row(cells ...string) error {
	return s.Write(each(cells, literal))
}

// literal makes text safe for a cell: what would begin a formula gets a leading
// apostrophe, which spreadsheets take for the sign of plain text. Lines are
// kept; all else that [Printable] escapes is escaped.
func literal(s string) string {
	lines := strings.Split(s, "\n")
	s = strings.Join(each(lines, Printable), "\n")
	if trimmed := strings.TrimLeft(s, " \n"); trimmed != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(trimmed)[0]) {
		return "'" + s
	}
	return s
}

// flush writes what is left, and returns the first error of the writer.
func (s sheet) flush() error {
	s.Flush()
	return s.Error()
}
