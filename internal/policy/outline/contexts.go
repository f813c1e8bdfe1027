package outline

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// maxItems is how many sentences behind the one that opens a list may stand in it.
const maxItems = 20

// Contexts returns where each sentence stands, as the model of sentence topics wants
// to know it. It is what the model is trained and measured on.
func Contexts(a *analyzer.Analysis) []sentencemodel.Context {
	out := make([]sentencemodel.Context, len(a.Sentences))
	outermost := ""
	for i := range a.Sections {
		s := &a.Sections[i]
		at := sentencemodel.Context{}
		if s.Level > 0 {
			at.Heading = a.Sentences[s.From].Folded
			if s.Level == 1 {
				outermost = at.Heading
			}
			at.Section = outermost
		}
		opened := 0 // the sentence that opens the list
		for j := s.From; j < s.To; j++ {
			if j-opened > maxItems {
				at.Intro = ""
			}
			out[j] = at
			if text := a.Sentences[j].Folded; strings.HasSuffix(text, ":") {
				at.Intro, opened = text, j
			}
		}
	}
	return out
}
