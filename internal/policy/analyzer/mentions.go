package analyzer

import (
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// Practice is what is done with information that is mentioned.
type Practice uint8

// The practices.
const (
	None    Practice = iota // it is only mentioned
	Collect                 // it is collected, read, received or used
	Provide                 // the user gives it
	Share                   // it is shared, transferred or published
)

var practiceNames = [...]string{"none", "collect", "provide", "share"}

// String returns the machine word of the practice.
func (p Practice) String() string { return practiceNames[p] }

// Actor is who has the information in the end.
type Actor uint8

// The actors.
const (
	First Actor = iota // the operator of the app
	Third              // a third party that collects it or that it is given to
)

// String returns the machine word of the actor.
func (a Actor) String() string {
	if a == Third {
		return "third"
	}
	return "first"
}

// Mention is a place that names information.
type Mention struct {
	Place
	Type     string // id in the lexicon
	Sentence int    // index
	Practice Practice
	Actor    Actor
	Denied   bool // flatly
	Limited  bool // denied, but for exceptions or without consent
	Weak     bool // the word names the information only here, in a list or beside a verb
}

// kindOf returns what a word of the tables, not one of the lexicon, is a sign of.
func (r *reader) kindOf(w policy.Found) kind { return r.tables[w.Vocabulary].kinds[w.Word] }

// mentions makes mentions of the words of the lexicon.
func (r *reader) mentions() {
	for i := range r.Sentences {
		s := &r.Sentences[i]
		s.Mentions[0] = len(r.Mentions)
		for _, w := range s.words {
			if w.Vocabulary == vocabularyInformation && r.lexemes[w.Word].id != rules.NoLexeme {
				r.Mentions = append(r.Mentions, r.mention(i, s, w))
			}
		}
		s.Mentions[1] = len(r.Mentions)
	}
}

func (r *reader) mention(i int, s *Sentence, w policy.Found) Mention {
	l := r.lexemes[w.Word]
	m := Mention{Place: r.place(s.Paragraph, int(w.From), int(w.To)), Type: l.id, Sentence: i, Weak: l.weak, Denied: s.Denied, Limited: s.Limited}
	switch {
	case s.Share:
		m.Practice = Share
	case s.Collect, s.Use:
		m.Practice = Collect
	case s.Provide:
		m.Practice = Provide
	}
	if s.Share || s.Third {
		m.Actor = Third
	}
	return m
}
