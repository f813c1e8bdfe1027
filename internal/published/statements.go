package published

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/policy/analyzer"
)

// Statement is a place where the text says something of a type of information.
type Statement struct {
	Mention
	Practice analyzer.Practice
	Actor    analyzer.Actor
	Shared   bool // a third party is given it, too
	Denied   bool // it is said not to happen
	Limited  bool // it is said not to happen but for exceptions, or without consent
	Wider    bool // a wider type is named: 设备信息 of IMEI
}

// Says reports whether the text says that somebody collects, is given or gets the
// information.
func (s *Statement) Says() bool { return s.Practice != analyzer.None && !s.Denied }

// Statements returns what the text says of a type of information, by itself or by
// a wider type, in the order of the text. known is false where the lexicon has no
// words for it.
func (t *Text) Statements(information string) (list []Statement, known bool) {
	ids := t.words.lexicon[information]
	own := t.words.named[information]
	a := t.Analysis()
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if !slices.Contains(ids, m.Type) {
			continue
		}
		para := &a.Policy.Paragraphs[m.Paragraph]
		list = append(list, Statement{
			Mention:  Mention{How: ByName, Word: a.Text(m.Place), Quote: around(para.Text, m.From, m.To), Line: m.Line},
			Practice: m.Practice, Actor: m.Actor, Shared: m.Shared, Denied: m.Denied, Limited: m.Limited, Wider: m.Type != own,
		})
	}
	return list, len(ids) > 0
}

// NamesOf returns the entries of the lexicon that name types of information, by
// themselves or by wider ones.
func (t *Text) NamesOf(information []string) (ids []string) {
	for _, id := range information {
		ids = append(ids, t.words.lexicon[id]...)
	}
	return ids
}

// Analysis returns what the sentences of the text state; they are read once.
func (t *Text) Analysis() *analyzer.Analysis {
	if t.analysis == nil {
		t.analysis = analyzer.New(t.words.catalog.Lexicon).Analyze(t.policy)
	}
	return t.analysis
}
