package sentencemodel

import (
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/policy"
)

// Sentence is a piece of a policy.
type Sentence struct {
	Start, End int    // bytes of the original
	Text       string // folded
	Context
}

// The limits of what is taken for a heading and for an item of a list.
const (
	maxHeading  = 40 // code points with a number
	maxTitle    = 25 // code points without
	maxListItem = 20 // sentences behind the one that opens the list
)

// Sentences splits the text of a policy at the ends of lines and of sentences,
// and says where each stands. It is what the model is trained and measured on.
func Sentences(text string) []Sentence {
	var list []Sentence
	var at Context
	intro := 0 // sentence that opens the list
	for start := 0; start < len(text); {
		end := start + sentenceEnd(text[start:])
		folded := policy.Fold(text[start:end]).Text
		if folded == "" {
			start = end
			continue
		}
		depth := heading(folded)
		switch depth {
		case 1:
			at = Context{Section: folded, Heading: folded}
		case 2:
			at.Heading, at.Intro = folded, ""
		}
		s := Sentence{Start: start, End: end, Text: folded, Context: at}
		if at.Intro != "" && len(list)-intro > maxListItem {
			at.Intro, s.Intro = "", ""
		}
		if strings.HasSuffix(folded, ":") {
			at.Intro, intro = folded, len(list)
		}
		list = append(list, s)
		start = end
	}
	return list
}

// sentenceEnd returns the length of the first sentence with its stop or line end.
func sentenceEnd(s string) int {
	for i, r := range s {
		switch r {
		case '。', '！', '？', '；', '\n':
			return i + utf8.RuneLen(r)
		}
	}
	return len(s)
}

// heading returns 1 for a heading with a Chinese number, 2 for any other, 0 for
// what is no heading. Policies rarely mark them in any other way.
func heading(folded string) int {
	n := 0
	if len(folded) <= maxHeading*utf8.UTFMax {
		n = utf8.RuneCountInString(folded)
	}
	last, _ := utf8.DecodeLastRuneInString(folded)
	if n == 0 || n > maxHeading || strings.ContainsRune("。；！？;!?,、", last) {
		return 0
	}
	number := strings.TrimPrefix(folded, "第")
	if rest := strings.TrimLeft(number, "一二三四五六七八九十"); rest != number {
		if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("、.条章部:", r) {
			return 1
		}
	}
	numbered := folded[0] == '(' || folded[0] >= '0' && folded[0] <= '9'
	if n <= maxTitle || numbered {
		return 2
	}
	return 0
}
