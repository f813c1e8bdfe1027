package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"

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
	truth, err := os.ReadFile(filepath.Join(*folder, "truth.jsonl"))
	if err != nil {
		return err
	}
	s := sentenceScores{}
	for line := range bytes.Lines(truth) {
		var d labelledDocument
		if err := json.Unmarshal(line, &d); err != nil {
			return fmt.Errorf("truth.jsonl: %w", err)
		}
		text, err := os.ReadFile(filepath.Join(*folder, "docs", d.Doc+".txt"))
		if err != nil {
			return err
		}
		s.compare(&d, string(text))
	}
	s.write(out)
	return nil
}

// labelledDocument is a line of truth.jsonl; places are code points.
type labelledDocument struct {
	Doc   string
	Sents []struct {
		S, E   int
		Labels []string
	}
}

// judged is a piece of a text with its topics; places are code points.
type judged struct {
	start, end int
	topics     sentencemodel.Topics
}

// judge splits a text and says what every piece is about.
func judge(text string) (list []judged) {
	m := sentencemodel.Load()
	var at sentencemodel.Context
	here := m.In(at)
	read, points := 0, 0
	for _, s := range sentencemodel.Sentences(text) {
		if s.Context != at {
			at = s.Context
			here = m.In(at)
		}
		start := points + utf8.RuneCountInString(text[read:s.Start])
		end := start + utf8.RuneCountInString(text[s.Start:s.End])
		list = append(list, judged{start, end, here.Topics(s.Text)})
		read, points = s.End, end
	}
	return list
}

// sentenceScores counts right and wrong topics.
type sentenceScores struct {
	documents, sentences int
	topics               [32]struct{ right, wrong, missed int }
}

// compare gives each labelled sentence the topics of all pieces that overlap it.
func (s *sentenceScores) compare(d *labelledDocument, text string) {
	s.documents++
	pieces := judge(text)
	next := 0 // first piece that has not ended
	for _, sentence := range d.Sents {
		s.sentences++
		var said, wanted sentencemodel.Topics
		for ; next < len(pieces) && pieces[next].end <= sentence.S; next++ {
		}
		for i := next; i < len(pieces) && pieces[i].start < sentence.E; i++ {
			said |= pieces[i].topics
		}
		for _, name := range sentence.Labels {
			if t, ok := sentencemodel.TopicOf(name); ok { // the label for risks is no topic
				wanted = wanted.With(t)
			}
		}
		for _, t := range sentencemodel.AllTopics() {
			c := &s.topics[t]
			switch {
			case said.Has(t) && wanted.Has(t):
				c.right++
			case said.Has(t):
				c.wrong++
			case wanted.Has(t):
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
