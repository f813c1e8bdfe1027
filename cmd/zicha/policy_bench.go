package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// benchLine is what is known of one policy, in the form that scorers read. Offsets
// are code points of the file.
type benchLine struct {
	Doc      string          `json:"doc"`
	Mentions []benchMention  `json:"mentions,omitempty"`
	Sents    []benchSentence `json:"sents,omitempty"`
	Topics   map[string]bool `json:"topics,omitempty"`
	Clauses  []string        `json:"clauses,omitempty"` // one for each
}

type benchMention struct {
	S        int    `json:"s"`
	E        int    `json:"e"`
	Type     string `json:"type"`
	Practice string `json:"practice"`
	Neg      bool   `json:"neg,omitempty"`
	Actor    string `json:"actor"`
}

type benchSentence struct {
	S       int    `json:"s"`
	E       int    `json:"e"`
	Collect bool   `json:"collect,omitempty"`
	Share   bool   `json:"share,omitempty"`
	Neg     bool   `json:"neg,omitempty"`
	Purpose bool   `json:"purpose,omitempty"`
	Cond    bool   `json:"cond,omitempty"`
	Sec     string `json:"sec"`
}

// writeBench writes a line for each file, also for those that are refused, which
// are empty then.
func (c *command) writeBench(w io.Writer, files []string) error {
	a := analyzer.New(builtin.Pack().Catalog.Lexicon)
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		base := filepath.Base(file)
		line := benchLine{Doc: strings.TrimSuffix(base, filepath.Ext(base))}
		if p, err := policy.Read(base, data); err != nil {
			fmt.Fprintln(c.stderr, "zicha: "+c.refusal(err))
		} else {
			line.fill(a.Analyze(&p), newAlignment(string(data), p.Paragraphs))
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

// refusal says in the user's language why a file is no policy.
func (c *command) refusal(err error) string {
	var refused *policy.Error
	if errors.As(err, &refused) {
		return refused.Name + c.text("：", ": ") + refused.What.In(c.lang)
	}
	return c.sentence(err)
}

func (l *benchLine) fill(a *analyzer.Analysis, at *alignment) {
	for i := range a.Sentences {
		s := &a.Sentences[i]
		from, to := at.of(s.Place)
		l.Sents = append(l.Sents, benchSentence{
			S: from, E: to, Collect: s.Collect || s.Provide, Share: s.Share, Neg: s.Denied, Purpose: s.Purpose, Cond: s.Condition,
			Sec: a.Sections[s.Section].Class.String(),
		})
	}
	for i := range a.Mentions {
		m := &a.Mentions[i]
		from, to := at.of(m.Place)
		l.Mentions = append(l.Mentions, benchMention{S: from, E: to, Type: m.Type, Practice: m.Practice.String(), Neg: m.Denied, Actor: m.Actor.String()})
		if m.Shared {
			l.Mentions = append(l.Mentions, benchMention{S: from, E: to, Type: m.Type, Practice: analyzer.Share.String(), Actor: analyzer.Third.String()})
		}
	}
	l.Topics = map[string]bool{}
	for _, t := range analyzer.Topics() {
		_, l.Topics[t.String()] = a.States(t)
	}
	for i := range a.Clauses {
		l.Clauses = append(l.Clauses, a.Clauses[i].Clause.String())
	}
}

// alignment finds the characters of paragraphs in the file they were read from:
// readers drop blanks and marks, and join lines, but keep the order.
type alignment struct {
	points [][]int // of each paragraph and byte: the code point of the file
}

func newAlignment(file string, paragraphs []app.Paragraph) *alignment {
	a := &alignment{}
	lines := lineStarts(file)
	at, point := 0, 0 // in bytes and code points
	for _, p := range paragraphs {
		if start := lines[min(p.Line, len(lines))-1]; start > at {
			point += utf8.RuneCountInString(file[at:start])
			at = start
		}
		points := make([]int, len(p.Text)+1)
		for i, r := range p.Text {
			if skip := nextRune(file[at:], r); skip > 0 {
				point += utf8.RuneCountInString(file[at : at+skip])
				at += skip
			}
			points[i] = point
			if c, size := utf8.DecodeRuneInString(file[at:]); c == r {
				at += size
				point++
			}
		}
		points[len(p.Text)] = point
		a.points = append(a.points, points)
	}
	return a
}

const maxSkip = 400 // bytes that a reader drops between two characters

// nextRune returns how far the character is away, or 0 where it is not near.
func nextRune(s string, r rune) int {
	if unicode.IsSpace(r) {
		return 0
	}
	return max(strings.IndexRune(s[:min(len(s), maxSkip)], r), 0)
}

// lineStarts returns the offset of each line, however lines end.
func lineStarts(s string) []int {
	starts := []int{0}
	for i := range len(s) {
		if s[i] == '\n' || s[i] == '\r' && !strings.HasPrefix(s[i+1:], "\n") {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// of returns the code points at which a place begins and ends. The end is that of its
// last character.
func (a *alignment) of(p analyzer.Place) (from, to int) {
	points := a.points[p.Paragraph]
	from = points[p.From]
	last := p.To - 1
	for last > p.From && points[last] == 0 {
		last--
	}
	return from, max(points[last]+1, from+1)
}
