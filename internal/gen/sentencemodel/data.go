package main

import (
	"fmt"

	"github.com/zicha-lint/zicha/internal/policy/capp130"
	"github.com/zicha-lint/zicha/internal/policy/outline"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// dataset is what a model is trained on.
type dataset struct {
	documents []document // sorted by name
	labelled  int        // sentences of the annotators
	digest    string     // of all files
}

// document is a policy in both ways of cutting it.
type document struct {
	examples []example
	labelled []capp130.Labelled // by ranges of examples
}

// example is one sentence with its topics.
type example struct {
	keys   [sentencemodel.NumRoles][]uint32
	topics sentencemodel.Topics
}

// read reads a folder of CAPP-130 in the form of the benchmark.
func read(folder string) (*dataset, error) {
	corpus, err := capp130.Read(folder)
	if err != nil {
		return nil, err
	}
	if len(corpus.Documents) < 2 {
		return nil, fmt.Errorf("%s: two documents at least", folder)
	}
	set := &dataset{labelled: corpus.Sentences(), digest: corpus.Digest}
	for i := range corpus.Documents {
		set.documents = append(set.documents, documentOf(&corpus.Documents[i]))
	}
	return set, nil
}

// documentOf gives each sentence the topics of the labelled ones that it shares
// characters with.
func documentOf(d *capp130.Document) document {
	list := make([]example, len(d.Analysis.Sentences))
	for i, c := range outline.Contexts(d.Analysis) {
		own := d.Analysis.Sentences[i].Folded
		for role, text := range [...]string{sentencemodel.Itself: own, sentencemodel.Heading: c.Heading, sentencemodel.Section: c.Section, sentencemodel.Intro: c.Intro} {
			if text != "" {
				list[i].keys[role] = sentencemodel.Keys(sentencemodel.Role(role), text)
			}
		}
	}
	for _, s := range d.Labelled {
		for i := s.From; i < s.To; i++ {
			list[i].topics |= s.Topics
		}
	}
	return document{list, d.Labelled}
}
