package policy

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// numberings is word/numbering.xml: how Word numbers the paragraphs of lists. The
// numbers stand nowhere else.
type numberings struct {
	lists    map[int]*list     // by numId
	kinds    map[int]*listKind // by abstractNumId
	byStyle  map[string]place  // levels that belong to a style of paragraphs
	counters map[*listKind]*[levels]int
}

const levels = 9

const maxLabelText = 120 // bytes of a number

// place is a level of a kind of list.
type place struct {
	kind  *listKind
	level int
}

// listKind is an abstract numbering.
type listKind struct {
	levels [levels]level
}

type level struct {
	start  int
	format string
	text   string // 第%1条
	legal  bool   // the numbers of the levels above are written as 1, 2, 3
	known  bool
}

// list is a numbering that paragraphs name.
type list struct {
	kind    *listKind
	starts  map[int]int // by level: where it begins anew
	started bool
}

func readNumbering(part []byte) *numberings {
	n := &numberings{lists: map[int]*list{}, kinds: map[int]*listKind{}, byStyle: map[string]place{}, counters: map[*listKind]*[levels]int{}}
	var kind *listKind
	var open *level
	var one *list
	at := 0
	elements(part, func(e xml.StartElement) {
		val := attribute(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			kind, open, one = &listKind{}, nil, nil
			if len(n.kinds) < maxParts {
				n.kinds[number(attribute(e, "abstractNumId"), -1)] = kind
			}
		case "num":
			kind, open, one = nil, nil, &list{starts: map[int]int{}}
			if len(n.lists) < maxParts {
				n.lists[number(attribute(e, "numId"), -1)] = one
			}
		case "abstractNumId":
			if one != nil {
				one.kind = n.kinds[number(val, -1)]
			}
		case "lvlOverride":
			at = number(attribute(e, "ilvl"), 0)
		case "startOverride":
			if one != nil {
				one.starts[at] = number(val, 1)
			}
		case "lvl":
			open = nil
			at = number(attribute(e, "ilvl"), -1)
			if kind != nil && at >= 0 && at < levels {
				open = &kind.levels[at]
				*open = level{start: 1, format: "decimal", known: true}
			}
		}
		if open == nil {
			return
		}
		switch e.Name.Local {
		case "start":
			open.start = number(val, 1)
		case "numFmt":
			open.format = val
		case "lvlText":
			open.text = val
		case "isLgl":
			open.legal = on(e)
		case "pStyle":
			n.byStyle[val] = place{kind, at}
		}
	})
	return n
}

// next returns the number of the next paragraph of a list, such as 第三条, with a
// blank behind it where Latin letters may follow; "" where it has none.
func (n *numberings) next(numID, depth int, style string) string {
	if n == nil || numID <= 0 {
		return ""
	}
	one := n.lists[numID]
	if one == nil || one.kind == nil {
		return ""
	}
	if p, ok := n.byStyle[style]; ok && p.kind == one.kind {
		depth = p.level
	}
	if depth < 0 || depth >= levels || !one.kind.levels[depth].known {
		return ""
	}
	return one.kind.label(n.advance(one, depth), depth)
}

// advance counts one paragraph on.
func (n *numberings) advance(one *list, depth int) *[levels]int {
	kind := one.kind
	c := n.counters[kind]
	if c == nil {
		c = &[levels]int{}
		for i := range c {
			c[i] = kind.levels[i].start - 1
		}
		n.counters[kind] = c
	}
	if !one.started {
		one.started = true
		for at, start := range one.starts {
			if at >= 0 && at < levels {
				c[at] = start - 1
			}
		}
	}
	c[depth]++
	for i := depth + 1; i < levels; i++ {
		c[i] = kind.levels[i].start - 1
	}
	for i := range depth { // a level that no paragraph had counts as begun
		c[i] = max(c[i], kind.levels[i].start)
	}
	return c
}

// label writes a number as the text of its level says.
func (k *listKind) label(counters *[levels]int, depth int) string {
	l := &k.levels[depth]
	if l.format == "bullet" || l.format == "none" || len(l.text) > 40 {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		if l.text[i] != '%' || i+1 == len(l.text) || l.text[i+1] < '1' || l.text[i+1] > '9' {
			b.WriteByte(l.text[i])
			continue
		}
		i++
		at := int(l.text[i] - '1')
		format := k.levels[at].format
		if l.legal && at != depth {
			format = "decimal"
		}
		b.WriteString(numeral(counters[at], format))
	}
	label := b.String()
	if len(label) > maxLabelText {
		return ""
	}
	if label != "" && label[len(label)-1] < 0x80 {
		label += " "
	}
	return label
}

// numeral writes a number in a format of ECMA-376, part 1, 17.18.59.
func numeral(n int, format string) string {
	if n < 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	switch format {
	case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital", "koreanDigital2", "taiwaneseDigital":
		return chinese(n, "〇一二三四五六七八九", [4]string{"", "十", "百", "千"})
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		return chinese(n, "零壹贰叁肆伍陆柒捌玖", [4]string{"", "拾", "佰", "仟"})
	case "ideographTraditional":
		return pick(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return pick(n, "子丑寅卯辰巳午未申酉戌亥")
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return pick(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	case "decimalEnclosedParen":
		return pick(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "bullet", "none":
		return ""
	}
	return strconv.Itoa(n)
}

// chinese writes a number up to 9999 in words: 十二, 一百零三.
func chinese(n int, digits string, places [4]string) string {
	digit := []rune(digits)
	if n == 0 {
		return string(digit[0])
	}
	var out string
	gap := false
	for p, unit := range []int{1000, 100, 10, 1} {
		d := n / unit % 10
		if d == 0 {
			gap = out != ""
			continue
		}
		if gap {
			out += "零"
			gap = false
		}
		if d != 1 || unit != 10 || out != "" {
			out += string(digit[d])
		}
		out += places[3-p]
	}
	return out
}

func pick(n int, from string) string {
	all := []rune(from)
	if n < 1 || n > len(all) {
		return strconv.Itoa(n)
	}
	return string(all[n-1])
}

// letters writes 1 as a, 26 as z, 27 as aa, 28 as bb.
func letters(n int, first rune) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), min((n-1)/26+1, 10))
}

func roman(n int) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= r.n {
			b.WriteString(r.s)
			n -= r.n
		}
	}
	return b.String()
}
