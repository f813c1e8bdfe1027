package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"一二三四五六", 8, []string{"一二三四", "五六"}},
		{"一二三四，五六", 8, []string{"一二三", "四，五六"}}, // no line begins with a comma
		{"一二三（四五）", 8, []string{"一二三", "（四五）"}}, // nor ends with an opening bracket
		{"one two three", 7, []string{"one two", "three"}},
		{"com.example.very.long.Name", 10, []string{"com.exampl", "e.very.lon", "g.Name"}},
		{"中文abc中文", 5, []string{"中文", "abc中", "文"}},
	} {
		if diff := cmp.Diff(c.want, wrap(c.in, c.width)); diff != "" {
			t.Errorf("wrap(%q, %d) (-want +got):\n%s", c.in, c.width, diff)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("中文，and（some）words", 12)
	f.Add(strings.Repeat("，", 40), 3)
	f.Fuzz(func(t *testing.T, s string, width int) {
		s, width = clip(Printable(s), longest), max(2, width%200)
		var glued string
		for _, line := range wrap(s, width) {
			if columns(line) > width {
				t.Errorf("%q is %d columns wide, over %d", line, columns(line), width)
			}
			glued += line
		}
		if strings.ReplaceAll(glued, " ", "") != strings.ReplaceAll(s, " ", "") {
			t.Errorf("wrap lost text of %q: %q", s, glued)
		}
	})
}
