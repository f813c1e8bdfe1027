package analyzer

import (
	"slices"
	"strings"
)

// chains marks the mentions of a sentence that stand in a list: between them there are
// only commas, conjunctions and words that say nothing.
func (r *reader) chains(s *Sentence) {
	for i := s.Mentions[0]; i+1 < s.Mentions[1]; i++ {
		a, b := &r.Mentions[i], &r.Mentions[i+1]
		if a.to > b.from {
			if a.from == b.from { // one word that names two types
				b.listed = a.listed
			}
			continue
		}
		if joins(r.folded.Text[a.to:b.from]) {
			a.listed, b.listed = true, true
		}
	}
	for i := s.Mentions[0]; i < s.Mentions[1]; i++ {
		m := &r.Mentions[i]
		if !m.Weak && (strings.HasPrefix(r.folded.Text[m.to:], "、") || strings.HasSuffix(r.folded.Text[:m.from], "、")) {
			m.listed = true // beside something that has no name in the lexicon
		}
		if m.listed && !m.Weak && !m.content() {
			s.items++
		}
	}
}

// functions marks the mentions of lists that end in the word for a function or service.
func (r *reader) functions(s *Sentence) {
	next := s.Mentions[1]
	for _, w := range slices.Backward(s.words) {
		if w.Vocabulary != vocabularyCues || r.kindOf(w) != cueFunction {
			continue
		}
		n := next - 1
		for n >= s.Mentions[0] && r.Mentions[n].to > w.From {
			n--
		}
		next = n + 1
		if n < s.Mentions[0] || r.Mentions[n].to != w.From {
			continue
		}
		for ; n >= s.Mentions[0]; n-- {
			m := &r.Mentions[n]
			m.function = true
			if n == s.Mentions[0] || !joins(r.folded.Text[min(r.Mentions[n-1].to, m.from):m.from]) {
				break
			}
		}
	}
}

const maxGap = 42 // bytes between two items of a list

// joins reports whether a text between two mentions makes them items of one list.
func joins(gap string) bool {
	if len(gap) > maxGap {
		return false
	}
	separated := false
	for gap != "" {
		n, separator := fillerPrefix(gap)
		if n == 0 {
			return false
		}
		separated = separated || separator
		gap = gap[n:]
	}
	return separated
}

// fillerPrefix returns the length of a word at the start that says nothing, and
// whether it separates the items of a list.
func fillerPrefix(s string) (n int, separator bool) {
	for i, words := range [...][]string{separators, fillers} {
		for _, w := range words {
			if len(s) >= len(w) && s[:len(w)] == w {
				return len(w), i == 0
			}
		}
	}
	return 0, false
}

var (
	separators = []string{"、", ",", "和", "及", "与", "或", "/", "(", "以及", "并", "|", "\t", "+", ";"}
	fillers    = []string{
		")", "等", "信息", "您", "你", "的", "其他", "其它", "相关", "包括", "例如", "如", ":", "所", "在", "用户", "设备", "手机", "个人", "数据", "内容", "号码", "类型",
		"名称", "状态", "记录", "“", "”", "《", "》", "\"", "'", "以", "者", "有效", "真实", "使用", "类", "号", "码", "唯一", "详细", "本人", "必要", "网络", "系统", "版本", "列表", "时间", "(",
	}
)
