package analyzer

import (
	"fmt"
	"strings"
)

// pattern says by which words a sentence states something: by one word of every
// group, and by none of a group that begins with an exclamation mark.
type pattern struct {
	of       uint8    // the topic or the clause
	groups   []string // words between bars
	near     bool     // the groups may be spread over the sentence and the one before it, under one heading
	doubtful bool     // of a clause: it is often none
	in       classes  // the sections it counts in; none: in all
	// where says what words alone cannot. It is asked last.
	where func(r *reader, i int) bool
}

// classes is a set of classes of sections.
type classes uint16

func classesOf(of ...Class) (set classes) {
	for _, c := range of {
		set |= 1 << c
	}
	return set
}

func (set classes) has(c Class) bool { return set&(1<<c) != 0 }

// groups is a set of groups of a pattern.
type groups uint8

// patterns are patterns that are looked for together.
type patterns struct {
	of      []pattern
	needed  []groups // by pattern
	words   []string
	signs   [][]sign // by word
	company []bool   // by word: it ends the name of a company
	numbers map[string]int
}

// sign is what a word is of: a group of a pattern.
type sign struct {
	pattern int16
	group   groups // one of them
}

// barred is the group of all words that a sentence must not have.
const barred groups = 1 << 7

// newPatterns makes them of tables. It panics where a pattern has too many groups.
func newPatterns(of []pattern) *patterns {
	p := &patterns{of: of, needed: make([]groups, len(of)), numbers: map[string]int{}}
	for i := range of {
		for _, words := range of[i].groups {
			group := barred
			if rest, ok := strings.CutPrefix(words, "!"); ok {
				words = rest
			} else {
				group = p.needed[i] + 1
				p.needed[i] |= group
			}
			if p.needed[i] >= barred {
				panic(fmt.Sprintf("pattern %d has too many groups", i))
			}
			for _, w := range strings.FieldsFunc(words, isBetween) {
				p.add(w, sign{int16(i), group})
			}
		}
	}
	p.company = make([]bool, len(p.words))
	for _, w := range strings.Split(companies, "|") {
		if n, ok := p.numbers[w]; ok {
			p.company[n] = true
		}
	}
	p.numbers = nil
	return p
}

// isBetween reports whether a character stands between the words of a group.
func isBetween(c rune) bool { return c == '|' || c == '\n' || c == '\t' }

func (p *patterns) add(word string, s sign) {
	n, ok := p.numbers[word]
	if !ok {
		n = len(p.words)
		p.numbers[word] = n
		p.words, p.signs = append(p.words, word), append(p.signs, nil)
	}
	p.signs[n] = append(p.signs[n], s)
}

// matching is the state of matching a policy: what the sentence at hand has of each
// pattern, and what the sentence before it had.
type matching struct {
	*patterns
	has, had   []groups
	seen, past []int16 // patterns with anything in has and in had
}

func (p *patterns) start() *matching {
	return &matching{patterns: p, has: make([]groups, len(p.of)), had: make([]groups, len(p.of))}
}

// next goes on to another sentence.
func (m *matching) next() {
	for _, i := range m.past {
		m.had[i] = 0
	}
	m.has, m.had = m.had, m.has
	m.seen, m.past = m.past[:0], m.seen
}

// forget drops what the sentence before had.
func (m *matching) forget() {
	for _, i := range m.past {
		m.had[i] = 0
	}
	m.past = m.past[:0]
}

// take takes a word of the sentence.
func (m *matching) take(word int32) {
	for _, s := range m.signs[word] {
		if m.has[s.pattern] == 0 {
			m.seen = append(m.seen, s.pattern)
		}
		m.has[s.pattern] |= s.group
	}
}

// each calls match for the patterns that the sentence matches.
func (m *matching) each(match func(p *pattern)) {
	for _, i := range m.seen {
		has := m.has[i]
		if m.of[i].near {
			has |= m.had[i] &^ barred
		}
		if has&(m.needed[i]|barred) == m.needed[i] {
			match(&m.of[i])
		}
	}
}
