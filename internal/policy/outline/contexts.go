package outline

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// maxItems is how many sentences behind the one that opens a list may stand in it.
const maxItems = 20

// Contexts returns where each sentence stands, as the model of sentence topics wants
// to know it.
func Contexts(a *analyzer.Analysis) []sentencemodel.Context {
	out := make([]sentencemodel.Context, len(a.Sentences))
	var above []string // headings by level
	for i := range a.Sections {
		s := &a.Sections[i]
		var at sentencemodel.Context
		if s.Level > 0 {
			for len(above) < s.Level {
				above = append(above, "")
			}
			above = append(above[:s.Level-1], a.Sentences[s.From].Folded)
			at.Heading = above[s.Level-1]
			at.Section = above[max(s.Level-2, 0)]
		}
		opened := 0
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
