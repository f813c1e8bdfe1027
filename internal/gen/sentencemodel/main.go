// Sentencemodel trains the model of internal/policy/sentencemodel on CAPP-130
// and writes its weights:
//
//	go run ./internal/gen/sentencemodel -data FOLDER [-out FILE]
//
// The folder holds docs/NAME.txt and truth.jsonl with the topics of each sentence
// by code points. The same data give the same bytes. Before it writes, it says
// how well the model does on documents that it was not trained on.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// What the licence of the training data asks to be said.
const (
	licence     = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
	attribution = `trained on sentence labels of "CAPP-130: A Corpus of Chinese Application Privacy Policy Summarization and Interpretation" ` +
		"by Pengyun Zhu, Long Wen, Jinfei Liu, Feng Xue, Jian Lou, Zhibo Wang and Kui Ren (NeurIPS 2023), https://github.com/EnlightenedAI/CAPP-130; " +
		"changed: reduced to weights of hashed character n-grams, no text is included"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sentencemodel:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("sentencemodel", flag.ContinueOnError)
	data := flags.String("data", "", "folder with docs/ and truth.jsonl")
	file := flags.String("out", "internal/policy/sentencemodel/weights.bin", "file to write; empty to write none")
	h := settings
	flags.Float64Var(&h.cost, "cost", h.cost, "what an error costs beside large weights")
	flags.IntVar(&h.features, "features", h.features, "n-grams to keep")
	flags.IntVar(&h.folds, "folds", h.folds, "parts of the cross-validation")
	for r := range h.role {
		flags.Float64Var(&h.role[r], fmt.Sprintf("role%d", r), h.role[r], "by how much the role counts")
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *data == "" || flags.NArg() > 0 {
		return fmt.Errorf("usage: sentencemodel -data FOLDER [-out FILE]")
	}
	set, err := read(*data)
	if err != nil {
		return err
	}
	content, report := train(set, h)
	fmt.Fprint(out, report)
	if *file == "" {
		return nil
	}
	return os.WriteFile(*file, content, 0o644)
}

// train returns the file of weights and what cross-validation says of it.
func train(set *dataset, h hyper) ([]byte, string) {
	scores := crossValidate(set.documents, h)
	report := scores.report()
	w := fit(set.documents, h)
	for t, bound := range scores.thresholds(func(int) bool { return true }) {
		w.Bias[t] -= float32(bound)
	}
	content := w.Encode(sentencemodel.About{
		Data: set.digest, Documents: len(set.documents), Sentences: set.labelled, Licence: licence, Attribution: attribution,
	})
	return content, report + fmt.Sprintf("%d documents, %d sentences, %d features, %d bytes\n", len(set.documents), set.labelled, len(w.Keys), len(content))
}
