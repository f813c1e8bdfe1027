package policy

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
)

// readText takes every line that is not blank for a paragraph, but for lines that
// a program broke because they were too long.
func readText(text []byte) document {
	return document{format: "txt", paragraphs: rejoin(textLines(text))}
}

// textLine is a line without the blanks around it; those that have nothing else
// are empty.
type textLine struct {
	text   string
	number int // from 1
	offset int // of its first character, in code points of the file
}

func textLines(text []byte) []textLine {
	var out []textLine
	offset := 0
	for raw := range bytes.Lines(text) {
		s := trim(string(raw))
		before := 0
		if s != "" {
			before = utf8.RuneCount(raw[:bytes.Index(raw, []byte(s))])
		}
		out = append(out, textLine{s, len(out) + 1, offset + before})
		offset += utf8.RuneCount(raw)
	}
	return out
}

// maxJoined is how long a paragraph that is put together may become, in bytes.
const maxJoined = 20_000

// rejoin makes paragraphs of lines.
func rejoin(lines []textLine) []app.Paragraph {
	w := wraps{wrapWidth(lines), brokenAtBlanks(lines)}
	var out []app.Paragraph
	var open []byte
	var joints []app.Joint
	for i := 0; i < len(lines); i++ {
		first := lines[i]
		if first.text == "" {
			continue
		}
		open, joints = append(open[:0], first.text...), nil
		for i+1 < len(lines) && len(open) < maxJoined && w.continues(lines[i].text, lines[i+1].text) {
			i++
			open = joinBytes(open, lines[i].text)
			joints = append(joints, app.Joint{At: len(open) - len(lines[i].text), Line: lines[i].number, Offset: lines[i].offset})
		}
		out = append(out, app.Paragraph{Text: string(open), Line: first.number, Offset: first.offset, Joints: joints})
	}
	return out
}

// joinBytes puts two lines of a paragraph together, with a space unless one of the
// characters between them is Chinese.
func joinBytes(a []byte, b string) []byte {
	last, _ := utf8.DecodeLastRune(a)
	first, _ := utf8.DecodeRuneInString(b)
	if len(a) > 0 && last < 0x2E80 && first < 0x2E80 && last != ' ' {
		a = append(a, ' ')
	}
	return append(a, b...)
}

// The widths at which programs and people break lines, in columns; a Chinese
// character takes two.
const (
	leastWrap = 40
	mostWrap  = 160
	fewLines  = 12   // make no pattern
	fewFull   = 5    // nor do so few full ones
	slack     = 3    // columns that may be left where a character or a mark did not fit
	fullShare = 0.25 // of the lines that are full, at least
	openShare = 0.6  // of the full lines that end within a sentence, at least
)

// wrapWidth returns the width at which all lines of a text were broken, or 0.
func wrapWidth(lines []textLine) int {
	var at [mostWrap + 1]int // lines of each width
	n := 0
	for _, l := range lines {
		if l.text == "" {
			continue
		}
		n++
		at[min(columns(l.text), mostWrap)]++
	}
	if n < fewLines {
		return 0
	}
	width, rest := mostWrap, n/50 // so many may be wider: addresses, tables
	for width > 0 && at[width] <= rest {
		rest -= at[width]
		width--
	}
	if width < leastWrap || width == mostWrap {
		return 0
	}
	full, open := 0, 0
	for _, l := range lines {
		if c := columns(l.text); c > 0 && c >= width-slack {
			full++
			if !endsSentence(l.text) {
				open++
			}
		}
	}
	if full < fewFull || float64(full) < fullShare*float64(n) || float64(open) < openShare*float64(full) {
		return 0
	}
	return width
}

func columns(s string) int {
	n := 0
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// htmlToText is the width, in characters, at which the commonest converters of
// HTML break lines; they do so only at blanks, which in Chinese stand beside
// Latin words.
const htmlToText = 78

// wraps is how the lines of a text were broken.
type wraps struct {
	width  int  // at which all were, or 0
	blanks bool // at blanks, as converters of HTML do it
}

// brokenAtBlanks reports whether hardly any line has a blank behind the place at
// which converters would have broken it.
func brokenAtBlanks(lines []textLine) bool {
	late, all := 0, 0
	for _, l := range lines {
		if l.text == "" {
			continue
		}
		all++
		if i := strings.LastIndexAny(l.text, blanks); i > 0 && utf8.RuneCountInString(l.text[:i]) > htmlToText+2 {
			late++
		}
	}
	return late <= all/50
}

// continues reports whether the line b is the rest of the line a.
func (w wraps) continues(a, b string) bool {
	if a == "" || b == "" || startsItem(b) || strings.ContainsRune(a, '|') {
		return false
	}
	first, _ := utf8.DecodeRuneInString(b)
	last, _ := utf8.DecodeLastRuneInString(a)
	switch {
	case strings.ContainsRune("，。、；）】》”", first):
		return true
	case endsSentence(a):
		return false
	case labelled.MatchString(b):
		return false
	case last == '、':
		return true
	case strings.HasPrefix(b, "地址") && addressWord.MatchString(a):
		return true
	case w.width > 0 && columns(a)+wordColumns(b) > w.width:
		return columns(a) >= w.width/2
	}
	return w.blanks && brokenAtWord(a, b, last, first)
}

// labelled are lines that begin with a short label: android版本：…
var labelled = regexp.MustCompile(`^[^\s，。；、：:（）]{1,14}[：:]`)

// addressWord are the words that no line ends with on purpose before 地址.
var addressWord = regexp.MustCompile(`(?i)\b(?:MAC|IP|Wi-?Fi|WLAN|E-?mail)$`)

// wordColumns is the room that the first thing in a line needs which is not
// broken: a Latin word, or a Chinese character.
func wordColumns(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2E80 {
			if n == 0 {
				return 2
			}
			break
		}
		if r == ' ' {
			break
		}
		n++
	}
	return n
}

// brokenAtWord reports whether a line was broken before or behind a Latin word,
// because the next stretch without blanks did not fit.
func brokenAtWord(a, b string, last, first rune) bool {
	const leastLine = 30 // characters; what is shorter may be a heading
	length := utf8.RuneCountInString(a)
	row := strings.Count(a, ",") > 1 && !strings.Contains(a, "，") // of a table whose cells lost their borders
	if length < leastLine || row || !letter(last) && !letter(first) || notWrapped.MatchString(a) {
		return false
	}
	next := b
	if i := strings.IndexAny(b, blanks); i > 0 {
		next = b[:i]
	}
	return length+1+utf8.RuneCountInString(next) > htmlToText
}

// notWrapped are the ends of lines behind which a new paragraph may well begin
// without any mark: addresses and telephone numbers.
var notWrapped = regexp.MustCompile(`(?:://|www\.|@)[^\s一-龥]*$|[0-9][0-9\-\s]{5,}$`)

func letter(r rune) bool {
	return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
}

// endsSentence reports whether a line ends with what ends a sentence, or brings
// in a list.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `”"’'）)】》*_ `)
	last, size := utf8.DecodeLastRuneInString(s)
	return size > 0 && strings.ContainsRune("。！？；：:!?;…", last) || strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "..")
}

// item are the ways in which lists, headings and rows begin.
var item = regexp.MustCompile(`^(?:[-*•·●○▪◆■□◼➢✓√>|#【]|[(（](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）]|(?:[0-9]{1,2}|[a-zA-Z])[)）]` +
	`|(?:[0-9]{1,2}|[一二三四五六七八九十百]{1,4}|[A-Za-z]|[IVXivx]{1,4})\\?[、.．:：]|第[一二三四五六七八九十百0-9]{1,4}[条章节部]` +
	`|[①-⑳⑴-⒛㈠-㈩]|o[\s\x{a0}])`)

func startsItem(s string) bool {
	return item.MatchString(s)
}
