package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/zicha-lint/zicha/internal/policy/capp130"
	"github.com/zicha-lint/zicha/internal/policy/outline"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// sentences compares the topics of sentences with those that people gave, in the
// form of CAPP-130: a folder with docs/NAME.txt and truth.jsonl.
func sentences(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("sentences", flag.ContinueOnError)
	folder := flags.String("truth", "", "folder with docs/ and truth.jsonl")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *folder == "" || flags.NArg() > 0 {
		return errors.New("usage: sentences -truth FOLDER")
	}
	corpus, err := capp130.Read(*folder)
	if err != nil {
		return err
	}
	s := sentenceScores{documents: len(corpus.Documents), sentences: corpus.Sentences()}
	for i := range corpus.Documents {
		s.compare(&corpus.Documents[i])
	}
	s.write(out)
	return nil
}

// sentenceScores counts right and wrong topics.
type sentenceScores struct {
	documents, sentences int
	topics               [32]struct{ right, wrong, missed int }
}

// compare gives each labelled sentence the topics of all of ours that share characters
// with it.
func (s *sentenceScores) compare(d *capp130.Document) {
	ours := outline.Topics(d.Analysis)
	for _, sentence := range d.Labelled {
		var said sentencemodel.Topics
		for _, topics := range ours[sentence.From:sentence.To] {
			said |= topics
		}
		for _, t := range sentencemodel.AllTopics() {
			c := &s.topics[t]
			switch wanted := sentence.Topics.Has(t); {
			case said.Has(t) && wanted:
				c.right++
			case said.Has(t):
				c.wrong++
			case wanted:
				c.missed++
			}
		}
	}
}

func (s *sentenceScores) write(out io.Writer) {
	fmt.Fprintf(out, "%d documents, %d sentences\n", s.documents, s.sentences)
	t := table{{"topic", "F1", "precision", "recall", "right", "wrong", "missed"}}
	line := func(name string, right, wrong, missed int) {
		share := func(a, b int) string { return fmt.Sprintf("%.3f", float64(a)/float64(max(b, 1))) }
		t.row(name, share(2*right, 2*right+wrong+missed), share(right, right+wrong), share(right, right+missed), right, wrong, missed)
	}
	right, wrong, missed := 0, 0, 0
	for _, topic := range sentencemodel.AllTopics() {
		c := s.topics[topic]
		line(topic.String(), c.right, c.wrong, c.missed)
		right, wrong, missed = right+c.right, wrong+c.wrong, missed+c.missed
	}
	line("micro", right, wrong, missed)
	t.write(out)
}
