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

func TestSentence(t *testing.T) {
	own := strings.Repeat("zicha says what it has to say. ", 12) + strings.Repeat("自查说它该说的话，", 20)
	if got := sentence(own); got != own {
		t.Errorf("a sentence of zicha's own was cut: %q", got)
	}
	name := strings.Repeat("Very", 100)
	if got, want := sentence("接收器 "+name+"，监听开机"), "接收器 "+name[:mostColumns-1]+"…，监听开机"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := columns(sentence(strings.Repeat("very ", 10_000))); got > mostSentence {
		t.Errorf("%d columns, over %d", got, mostSentence)
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
