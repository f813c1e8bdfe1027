// Package outline says what the sections of a policy speak of. It joins the analyser,
// which finds them, and the model of sentence topics, neither of which knows the other.
package outline

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// Part is what stands under one heading, up to the next.
type Part struct {
	Title     string         // the heading as it stands there; "" before the first one
	Place     analyzer.Place // of the heading, or else of the first sentence
	Level     int            // of the heading, 1 the outermost; 0 before the first one
	Class     analyzer.Class // what the heading says it is about
	Sentences int            // without the heading
	Topics    []Count        // that sentences speak of, the commonest first
}

// Count is how many sentences of a part speak of a topic; one may speak of several.
type Count struct {
	Topic     sentencemodel.Topic
	Sentences int
}

// Outline returns the parts of a policy that have a heading or a sentence, in the order
// of the text. About a quarter of the topics are wrong (docs/policy-model.md): they tell
// where to look, and are no ground for a finding. The first call loads the model; the
// time of others is linear in the length of the text.
func Outline(a *analyzer.Analysis) []Part {
	topics := Topics(a)
	var out []Part
	for i := range a.Sections {
		s := &a.Sections[i]
		if s.From == s.To {
			continue
		}
		p := Part{Title: s.Title, Place: a.Sentences[s.From].Place, Level: s.Level, Class: s.Class}
		text := topics[s.From:s.To]
		if s.Level > 0 {
			text = text[1:]
		}
		p.Sentences, p.Topics = len(text), count(text)
		out = append(out, p)
	}
	return out
}

// Topics returns what each sentence speaks of.
func Topics(a *analyzer.Analysis) []sentencemodel.Topics {
	model := sentencemodel.Load()
	out := make([]sentencemodel.Topics, len(a.Sentences))
	var at sentencemodel.Context
	here := model.In(at)
	for i, c := range Contexts(a) {
		if c != at {
			at, here = c, model.In(c)
		}
		out[i] = here.Topics(a.Sentences[i].Folded)
	}
	return out
}

func count(sentences []sentencemodel.Topics) (out []Count) {
	for _, t := range sentencemodel.AllTopics() {
		c := Count{Topic: t}
		for _, s := range sentences {
			if s.Has(t) {
				c.Sentences++
			}
		}
		if c.Sentences > 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Count) int { return b.Sentences - a.Sentences })
	return out
}
