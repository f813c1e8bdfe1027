package analyzer

import (
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/policy"
)

// Purpose returns the part of a sentence that says what for, the one nearest to a
// mention in it. ok is false where no such part can be told from the rest.
func (a *Analyzer) Purpose(r *Analysis, m *Mention) (p Place, ok bool) {
	return a.phrase(r, m, func(k kind, vocabulary int32) bool {
		return vocabulary == vocabularyCues && k == cuePurpose
	})
}

// Condition returns the part of a sentence that says when, the one nearest to a
// mention in it. ok is false where no such part can be told from the rest.
func (a *Analyzer) Condition(r *Analysis, m *Mention) (p Place, ok bool) {
	p, ok = a.phrase(r, m, func(k kind, vocabulary int32) bool {
		return vocabulary == vocabularyCues && (k == cueWhen || k == cueUnless)
	})
	text := ""
	if ok {
		text = r.Text(p)
	}
	if hasPrefix(text, places) && !containsAny(text, moments) {
		return Place{}, false // 如您所在的省份, 在您的设备上
	}
	return p, ok
}

// Words with which a condition begins only where it ends with one of a moment.
var (
	places  = []string{"如您", "如你", "在您", "在你", "您在", "你在"}
	moments = []string{"时", "后", "前", "过程", "情况", "期间", "需", "同意", "选择", "使用"}
)

// maxPhrased is the length of a sentence, in bytes, beyond which it is a text without
// marks, and nothing in it can be told from the rest.
const maxPhrased = 4096

// phrase returns what begins with a word of a kind and ends with the clause.
func (a *Analyzer) phrase(r *Analysis, m *Mention, begins func(kind, int32) bool) (p Place, ok bool) {
	s := &r.Sentences[m.Sentence]
	if len(s.Folded) > maxPhrased {
		return Place{}, false
	}
	best, from := 0, -1
	for _, w := range s.words {
		if w.Vocabulary == vocabularyInformation || w.Vocabulary >= int32(len(a.tables)) || !begins(a.tables[w.Vocabulary].kinds[w.Word], w.Vocabulary) {
			continue
		}
		distance := int(m.from - w.From)
		if distance < 0 {
			distance = -distance
		}
		if from < 0 || distance < best {
			best, from = distance, int(w.From)-s.from
		}
	}
	if from < 0 {
		return Place{}, false
	}
	end := from + clauseEnd(s.Folded[from:])
	if strings.Contains(s.Folded[from:end], attributed) {
		return Place{}, false
	}
	return r.stretch(s, from, end)
}

// attributed tells a part that only says which thing is meant: 用于接入服务的其他程序所提供的信息.
const attributed = "所提供的"

// clauseEnd returns the length of the first clause.
func clauseEnd(s string) int {
	if i := strings.IndexAny(s, ",。;!?\t|"); i >= 0 {
		return i
	}
	return len(strings.TrimRight(s, ":)"))
}

// stretch returns where a part of a folded sentence stands. The sentence is folded
// once more, as few are asked about.
func (a *Analysis) stretch(s *Sentence, from, to int) (Place, bool) {
	f := policy.FoldLines([]string{a.Text(s.Place)})
	if f.Text != s.Folded+"\n" || from >= to {
		return Place{}, false
	}
	_, last := utf8.DecodeLastRuneInString(f.Text[from:to])
	begin, end := f.Raw(from), f.Raw(to-last)
	_, size := utf8.DecodeRuneInString(a.Text(s.Place)[end:]) // what is folded is shorter than what stands there
	end += size
	return Place{Paragraph: s.Paragraph, From: s.From + begin, To: s.From + end, Line: s.Line}, true
}
