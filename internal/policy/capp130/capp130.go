// Package capp130 reads the labels of CAPP-130 beside what the analyser makes of the
// texts, so that the model of sentence topics is trained and measured on the sentences
// that it will meet. The corpus is not part of the repository.
package capp130

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// Corpus is a folder with docs/NAME.txt and truth.jsonl.
type Corpus struct {
	Documents []Document // by name
	Digest    string     // SHA-256 of all files in hexadecimal: docs/*.txt by name, then truth.jsonl
}

// Document is a policy with its labels.
type Document struct {
	Analysis *analyzer.Analysis
	Labelled []Labelled // in the order of the text
}

// Labelled is a sentence as the annotators cut it.
type Labelled struct {
	Topics   sentencemodel.Topics // the label for risks is none
	From, To int                  // range in Analysis.Sentences of those that it shares characters with
}

// Sentences counts those of the annotators.
func (c *Corpus) Sentences() int {
	n := 0
	for i := range c.Documents {
		n += len(c.Documents[i].Labelled)
	}
	return n
}

// Read reads a folder. The texts are read as the product reads a policy.
func Read(folder string) (*Corpus, error) {
	truth, err := os.ReadFile(filepath.Join(folder, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	var lines []line
	for raw := range bytes.Lines(truth) {
		var l line
		if err := json.Unmarshal(raw, &l); err != nil {
			return nil, fmt.Errorf("truth.jsonl: %w", err)
		}
		lines = append(lines, l)
	}
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.Doc, b.Doc) })
	reader := analyzer.New(builtin.Pack().Catalog.Lexicon)
	c, sum := &Corpus{}, sha256.New()
	for _, l := range lines {
		text, err := os.ReadFile(filepath.Join(folder, "docs", l.Doc+".txt"))
		if err != nil {
			return nil, err
		}
		sum.Write(text)
		p, err := policy.Source{Name: l.Doc + ".txt", Data: text, Part: true}.Read() // the corpus knows that they are policies
		if err != nil {
			return nil, err
		}
		d := Document{Analysis: reader.Analyze(&p)}
		if d.Labelled, err = l.align(d.Analysis); err != nil {
			return nil, fmt.Errorf("%s: %w", l.Doc, err)
		}
		c.Documents = append(c.Documents, d)
	}
	sum.Write(truth)
	c.Digest = hex.EncodeToString(sum.Sum(nil))
	return c, nil
}

// line is a line of truth.jsonl; places are code points of the file.
type line struct {
	Doc   string
	Sents []struct {
		S, E   int
		Labels []string
	}
}

// align finds the sentences of the analyser that each labelled one shares characters with.
func (l *line) align(a *analyzer.Analysis) ([]Labelled, error) {
	starts, ends := make([]int, len(a.Sentences)), make([]int, len(a.Sentences))
	for i := range a.Sentences {
		starts[i], ends[i] = a.Points(a.Sentences[i].Place)
		if starts[i] < 0 {
			return nil, errors.New("it was not read as plain text")
		}
	}
	var out []Labelled
	last, next := 0, 0 // next: the first sentence that has not ended
	for _, s := range l.Sents {
		if s.S < last || s.E < s.S {
			return nil, fmt.Errorf("sentence %d-%d is out of order", s.S, s.E)
		}
		last = s.S
		for next < len(ends) && ends[next] <= s.S {
			next++
		}
		labelled := Labelled{From: next, To: next}
		for labelled.To < len(starts) && starts[labelled.To] < s.E {
			labelled.To++
		}
		for _, name := range s.Labels {
			if t, ok := sentencemodel.TopicOf(name); ok {
				labelled.Topics = labelled.Topics.With(t)
			}
		}
		out = append(out, labelled)
	}
	return out, nil
}
