package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// writePoliciesSARIF writes the clauses to mend, where they stand, and the topics
// that were not seen, on the first line. What is declared is no result: no change of
// the text could close it.
func writePoliciesSARIF(w io.Writer, run *Policies, o Options) error {
	s := newSARIF(run.ToolVersion, run.RulesDigest, "zicha/policy/", o)
	s.run.ColumnKind = "utf16CodeUnits" // the default, but only of some readers
	for _, v := range run.Policies {
		s.policy(v, run.Catalog)
	}
	for _, f := range run.Failures {
		s.fail()
		s.notify(noteFailure, nil, "error", f.What, sarifLocation{Physical: physical(s.uri(f.Target), 1)})
	}
	return s.write(w)
}

func (s *sarif) policy(v *published.Overview, c *rules.Catalog) {
	file := v.Policy.File
	length := v.Size
	if len(v.Policy.Files()) > 1 {
		length = -1 // not known of each; section 3.24.8
	}
	for _, name := range v.Policy.Files() {
		s.run.Artifacts = append(s.run.Artifacts, sarifArtifact{Location: sarifArtifactLocation{s.uri(name)}, Length: length, Roles: []string{"analysisTarget"}})
	}
	if v.Foreign != nil {
		s.notify(noteGap, nil, "warning", foreign(v), sarifLocation{Physical: physical(s.uri(file), 1)})
		return
	}
	seen := map[string]int{}
	for i := range v.Clauses {
		b := &v.Clauses[i]
		for k := range b.Hits {
			h := &b.Hits[k]
			level := b.Severity.String()
			if h.Doubtful {
				level = rules.Note.String()
			}
			text := b.Name.In(s.Lang) + s.quoted(h.Quote) + b.Why.In(s.Lang)
			if h.Doubtful {
				text = in(s.Lang, "【需人工确认】", "[for a person to confirm] ") + text
			}
			s.stated(&b.Law, c, level, text, &h.Spot, seen)
		}
	}
	for _, t := range absentTopics(v) {
		text := t.Law.Title.In(s.Lang) + in(s.Lang, "。", ". ")
		if !t.OnlyIf.Empty() {
			text = t.Law.Title.In(s.Lang) + in(s.Lang, "（仅当", " (only if ") + t.OnlyIf.In(s.Lang) + in(s.Lang, "）。", "). ")
		}
		text += t.Law.Why.In(s.Lang) + in(s.Lang, "。“未见”只说明没有认出这样的句子", ". Not seen means that no such sentence was recognised")
		s.stated(&t.Law, c, rules.Note.String(), text, &published.Spot{File: file, Line: 1}, seen)
	}
}

func (s *sarif) quoted(quote string) string {
	return in(s.Lang, "：「", ": “") + cut(oneLine(quote), sarifMost/2) + in(s.Lang, "」", "” ")
}

// stated writes one result about a policy. It is the same one as long as the sentence is
// the same; a sentence that stands several times is counted.
func (s *sarif) stated(law *rules.Rule, c *rules.Catalog, level, text string, at *published.Spot, seen map[string]int) {
	ref := s.rule(c, "policy", law)
	print := lint.Fingerprint(law.ID, s.uri(at.File), "", policy.Fold(at.Quote).Text)
	seen[print]++
	s.run.Results = append(s.run.Results, sarifResult{
		RuleID:    ref.ID,
		RuleIndex: ref.Index,
		Level:     level,
		Message:   sarifText{inert(strings.TrimRight(text, "。.")) + in(s.Lang, "。整改：", ". Remedy: ") + inert(law.Remedy.In(s.Lang))},
		Locations: []sarifLocation{s.spot(at)},
		Fingerprints: map[string]string{
			"primaryLocationLineHash": fmt.Sprintf("%s:%d", print, seen[print]),
			"zichaFingerprint/v1":     print,
		},
		Properties: map[string]string{},
	})
}

// spot is the region of a place in a text. What is no text has none: its first
// character stands for it, and the logical location says where to look.
func (s *sarif) spot(at *published.Spot) sarifLocation {
	file := s.uri(at.File)
	if r := at.Region; r.EndColumn > 0 {
		return sarifLocation{Physical: sarifPhysical{sarifArtifactLocation{file}, sarifRegion(r)}}
	}
	loc := sarifLocation{Physical: physical(file, 1)}
	if at.Quote != "" {
		name := fmt.Sprintf("%s#%d", s.path(at.File), at.Line)
		if at.Page > 0 {
			name = fmt.Sprintf("%s#page=%d", s.path(at.File), at.Page)
		}
		loc.Logical = []sarifLogical{{Printable(name)}}
	}
	return loc
}
