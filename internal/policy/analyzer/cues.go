package analyzer

import "strings"

// kind is what a word of the tables is a sign of.
type kind uint8

// table is a vocabulary and what its words are signs of.
type table struct {
	name  string
	words []string
	kinds []kind // by word
	every bool   // also words inside others are found
}

// add adds words, separated by blanks, that are signs of the same.
func (t *table) add(k kind, words string) {
	for _, w := range strings.Fields(words) {
		t.words, t.kinds = append(t.words, w), append(t.kinds, k)
	}
}

// The vocabularies, in the order of the automaton.
const (
	vocabularyInformation = iota // the lexicon
	vocabularyVerbs
	vocabularyActors
	vocabularyDenials
	vocabularyPurposes
	vocabularyConditions
	vocabularyLists
	vocabularyHeadings
	vocabularyTopics
)

func vocabularies() []table {
	return []table{{name: "information"}, verbs(), actors(), denials(), purposes(), conditions(), lists(), headings(), topicWords()}
}

// topicWords are those of topics and clauses, of which every one is found: the
// word i of Analyzer.tables[vocabularyTopics].
func topicWords() table { return table{name: "topics", every: true} }
