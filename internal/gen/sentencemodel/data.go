package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// dataset is what a model is trained on.
type dataset struct {
	documents [][]example // sorted by name
	labelled  int         // sentences of the annotators
	digest    string      // of all files: docs/*.txt by name, then truth.jsonl
}

// example is one sentence with its topics.
type example struct {
	keys   [sentencemodel.NumRoles][]uint32
	topics sentencemodel.Topics
}

// read reads a folder of CAPP-130 in the form of the benchmark.
func read(folder string) (*dataset, error) {
	truth, err := os.ReadFile(filepath.Join(folder, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	set := &dataset{}
	sum := sha256.New()
	var documents []labels
	for line := range bytes.Lines(truth) {
		var d labels
		if err := json.Unmarshal(line, &d); err != nil {
			return nil, fmt.Errorf("truth.jsonl: %w", err)
		}
		documents = append(documents, d)
	}
	slices.SortFunc(documents, func(a, b labels) int { return strings.Compare(a.Doc, b.Doc) })
	for _, d := range documents {
		text, err := os.ReadFile(filepath.Join(folder, "docs", d.Doc+".txt"))
		if err != nil {
			return nil, err
		}
		sum.Write(text)
		examples, err := d.examples(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.Doc, err)
		}
		set.documents = append(set.documents, examples)
		set.labelled += len(d.Sents)
	}
	sum.Write(truth)
	if len(documents) < 2 {
		return nil, fmt.Errorf("%s: two documents at least", folder)
	}
	set.digest = hex.EncodeToString(sum.Sum(nil))
	return set, nil
}

// labels are the annotations of a document; places are code points.
type labels struct {
	Doc   string
	Sents []struct {
		S, E   int
		Labels []string
	}
}

// examples gives each sentence of the text the topics of the annotated ones that it overlaps.
func (d *labels) examples(text string) ([]example, error) {
	byteOf, err := places(text, d)
	if err != nil {
		return nil, err
	}
	var list []example
	next := 0 // first annotated sentence that has not ended
	for _, s := range sentencemodel.Sentences(text) {
		var e example
		for ; next < len(d.Sents) && byteOf[d.Sents[next].E] <= s.Start; next++ {
		}
		for i := next; i < len(d.Sents) && byteOf[d.Sents[i].S] < s.End; i++ {
			for _, name := range d.Sents[i].Labels {
				if t, ok := sentencemodel.TopicOf(name); ok { // the label for risks is no topic
					e.topics = e.topics.With(t)
				}
			}
		}
		for role, text := range [...]string{sentencemodel.Itself: s.Text, sentencemodel.Heading: s.Heading, sentencemodel.Section: s.Section, sentencemodel.Intro: s.Intro} {
			if text != "" {
				e.keys[role] = sentencemodel.Keys(sentencemodel.Role(role), text)
			}
		}
		list = append(list, e)
	}
	return list, nil
}

// places returns the byte at which each code point begins.
func places(text string, d *labels) ([]int, error) {
	var byteOf []int
	r := bufio.NewReader(strings.NewReader(text))
	for at := 0; ; {
		byteOf = append(byteOf, at)
		_, size, err := r.ReadRune()
		if err == io.EOF {
			break
		}
		at += size
	}
	last := 0
	for _, s := range d.Sents {
		if s.S < last || s.E < s.S || s.E >= len(byteOf) {
			return nil, fmt.Errorf("sentence %d-%d is out of order or of the text", s.S, s.E)
		}
		last = s.S
	}
	return byteOf, nil
}
