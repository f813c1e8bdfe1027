// Package analyzer reads from the paragraphs of a privacy policy what it states:
// sentences and the sections they stand in, the information that is mentioned, and
// whether it is collected, asked for or shared, by whom, and whether that is denied.
//
// It knows nothing of packages and of rules. All words, those of the lexicon and
// those of its own tables, are found in one pass over the text; there is no
// segmentation and no model of the language.
package analyzer

import (
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// Analyzer reads policies. It does not change once it is made, and is safe for
// concurrent use.
type Analyzer struct {
	words    *policy.Vocabularies
	tables   []table // by vocabulary
	lexemes  []lexeme
	patterns *patterns
}

// lexeme is what a word of the lexicon stands for.
type lexeme struct {
	id   string // of the entry, or [rules.NoLexeme]
	weak bool
}

// New makes an analyser of the words of the lexicon (catalog/lexicon.yaml).
func New(lexicon []rules.Lexeme) *Analyzer {
	a := &Analyzer{tables: vocabularies(), patterns: newPatterns(append(topicPatterns(), clausePatterns()...))}
	var names []string
	add := func(id string, weak bool, words []string) {
		for _, w := range words {
			names, a.lexemes = append(names, w), append(a.lexemes, lexeme{id, weak})
		}
	}
	for i := range lexicon {
		add(lexicon[i].ID, false, lexicon[i].Words)
		add(lexicon[i].ID, true, lexicon[i].Weak)
	}
	of := []policy.Vocabulary{{Words: names}}
	for i := range a.tables[1:] {
		of = append(of, policy.Vocabulary{Words: a.tables[i+1].words, Every: a.tables[i+1].every})
	}
	of = append(of, policy.Vocabulary{Words: a.patterns.words, Every: true})
	a.words = policy.NewVocabularies(of...)
	return a
}

// Analysis is what a policy states.
type Analysis struct {
	Policy    *app.Policy
	Sections  []Section   // in the order of the text; the first has no heading
	Sentences []Sentence  // in the order of the text, headings too
	Mentions  []Mention   // of information, in the order of the text
	Topics    []Stated    // sentences that state a topic, in the order of the text
	Clauses   []BadClause // in the order of the text
}

// Place is a stretch of a policy: bytes From to To of the text of a paragraph.
type Place struct {
	Paragraph int // index
	From, To  int
	Line      int // from 1, in the source, of the first character
}

// Text returns the text at a place as it stands in the policy.
func (a *Analysis) Text(p Place) string {
	return a.Policy.Paragraphs[p.Paragraph].Text[p.From:p.To]
}

// Points returns where a place begins and ends in the file, in code points, if it was
// read from plain text; else -1. The end is that of its last character.
func (a *Analysis) Points(p Place) (from, to int) {
	para := &a.Policy.Paragraphs[p.Paragraph]
	_, from = para.Source(p.From)
	if from < 0 || p.To <= p.From {
		return from, from
	}
	_, last := utf8.DecodeLastRuneInString(para.Text[p.From:p.To])
	_, to = para.Source(p.To - last)
	return from, to + 1
}

// Analyze reads a policy. The time it takes is linear in the length of the text,
// but for sorting.
func (a *Analyzer) Analyze(p *app.Policy) *Analysis {
	r := a.read(p)
	r.hideNames()
	r.sentences()
	r.sections()
	r.scopes()
	r.mentions()
	r.findPatterns()
	r.clauses()
	return r.Analysis
}

const bytesPerSentence = 200 // roughly

// reader is the state of reading one policy.
type reader struct {
	*Analysis
	*Analyzer
	folded     *policy.Folded
	starts     []int          // of each paragraph in folded.Text, and the end
	bases      []int          // of each paragraph in what folded counts as the original
	found      []policy.Found // the words of the lexicon and the tables, in order
	signs      []policy.Found // those of topics and clauses, in the order of where they end
	hidden     []stretch      // names, in order
	operators  []operator
	exceptions exceptions
	denies     bool // of a list of what is not
	recordOpen bool // a third party was named, as the first lines of records do
	recordAt   int  // the paragraph in which it was
	listing    int  // paragraphs that may still be items of a list of what is collected
}

func (a *Analyzer) read(p *app.Policy) *reader {
	texts := make([]string, len(p.Paragraphs))
	r := &reader{Analysis: &Analysis{Policy: p}, Analyzer: a, bases: make([]int, 0, len(texts)), starts: make([]int, 0, len(texts)+1)}
	base := 0
	for i := range p.Paragraphs {
		texts[i] = p.Paragraphs[i].Text
		r.bases = append(r.bases, base)
		base += len(texts[i]) + 1
	}
	r.folded = policy.FoldLines(texts)
	r.starts = append(r.starts, 0)
	for at := 0; at < len(r.folded.Text); {
		at += strings.IndexByte(r.folded.Text[at:], '\n') + 1
		r.starts = append(r.starts, at)
	}
	r.found, r.signs = a.words.Find(r.folded)
	r.Sentences = make([]Sentence, 0, len(texts)+len(r.folded.Text)/bytesPerSentence)
	information := 0
	for i := range r.found {
		if r.found[i].Vocabulary == vocabularyInformation {
			information++
		}
	}
	r.Mentions = make([]Mention, 0, information)
	return r
}
