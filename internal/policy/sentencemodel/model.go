package sentencemodel

import (
	_ "embed"
	"math"
	"sync"
)

//go:embed weights.bin
var embedded string

// Model is a linear model of the topics of sentences. It may be used by several
// goroutines at once.
type Model struct {
	About About
	bias  [numTopics]float64
	step  [numTopics]float64
	role  [NumRoles]float64
	// The keys with the upper bits b are those from first[b] to first[b+1]; low has the
	// other bits of each.
	first [1<<(KeyBits-8) + 1]uint16
	low   []uint8
	rows  []row
	marks sync.Pool // of *marks
}

// row has the weights of a key, four to a word of 16 bits each, so that three
// additions add them all.
type row [3]uint64

// Load returns the model that is part of the program. It is read once, when
// first asked for.
var Load = sync.OnceValue(func() *Model {
	m, err := Decode(embedded)
	if err != nil {
		panic(err) // a test reads the same file
	}
	return m
})

// Decode reads a file of weights as [Weights.Encode] makes it.
func Decode(file string) (*Model, error) {
	about, body, err := readHeader(file)
	if err != nil {
		return nil, err
	}
	m := &Model{About: about, low: make([]uint8, about.Features), rows: make([]row, about.Features)}
	var w Weights
	filled := 0 // entries of first that are known
	err = w.scan(body, about.Features, func(i int, key uint32, weights *[numTopics]int8) {
		for ; filled <= int(key>>8); filled++ {
			m.first[filled] = uint16(i)
		}
		m.low[i] = uint8(key)
		for t, v := range weights {
			m.rows[i][t/4] += uint64(v) << (16 * (t % 4))
		}
	})
	if err != nil {
		return nil, err
	}
	for ; filled < len(m.first); filled++ {
		m.first[filled] = uint16(about.Features)
	}
	for t := range m.bias {
		m.bias[t], m.step[t] = float64(w.Bias[t]), float64(w.Step[t])
	}
	for r := range m.role {
		m.role[r] = float64(w.Role[r])
	}
	m.marks.New = func() any { return &marks{seen: make([]uint32, about.Features)} }
	return m, nil
}

// marks are what is needed while a text is read.
type marks struct {
	keys []uint32
	seen []uint32 // by row, the turn in which it was last seen
	turn uint32
}

// maxHits is how many rows may be added before a sum of 16 bits could overflow.
const maxHits = math.MaxInt16 / 128

// place returns the row of a key, or -1.
func (m *Model) place(key uint32) int {
	bucket := key >> 8 & (1<<(KeyBits-8) - 1)
	for i := m.first[bucket]; i < m.first[bucket+1]; i++ {
		if m.low[i] == uint8(key) {
			return int(i)
		}
	}
	return -1
}

// add adds to the scores what a text in a role says. Its n-grams count once each.
func (m *Model) add(scores *[numTopics]float64, role Role, text string) {
	k := m.marks.Get().(*marks)
	defer m.marks.Put(k)
	if k.turn++; k.turn == 0 {
		clear(k.seen)
		k.turn = 1
	}
	k.keys = ngrams(k.keys[:0], role, text)
	var sums [numTopics]int32
	var lanes row
	total, waiting := 0, 0
	for _, key := range k.keys {
		i := m.place(key)
		if i < 0 || k.seen[i] == k.turn {
			continue
		}
		k.seen[i] = k.turn
		r := &m.rows[i]
		lanes[0] += r[0]
		lanes[1] += r[1]
		lanes[2] += r[2]
		total++
		if waiting++; waiting == maxHits {
			lanes.empty(&sums)
			waiting = 0
		}
	}
	if total == 0 {
		return
	}
	lanes.empty(&sums)
	scale := m.role[role] * Damp(total)
	for t, sum := range sums {
		scores[t] += scale * m.step[t] * float64(sum)
	}
}

// empty moves what was added to the sums. A lane that is below zero has borrowed
// from the one above it.
func (r *row) empty(sums *[numTopics]int32) {
	for t := range sums {
		lane := int16(r[t/4])
		sums[t] += int32(lane)
		r[t/4] = uint64((int64(r[t/4]) - int64(lane)) >> 16)
	}
	*r = row{}
}

// Damp is by how much a text with n known n-grams counts for each of them. Long
// sentences say more than short ones, but not in proportion: a power between
// the whole sum and that of unit length was best in cross-validation.
func Damp(n int) float64 { return 1 / math.Sqrt(math.Sqrt(float64(n))) }

// Context is where a sentence stands. All texts are in the form of
// [policy.Folded.Text]; empty ones say nothing.
type Context struct {
	Section string // the numbered heading of the section
	Heading string // the nearest heading
	Intro   string // the sentence ending in a colon that opens the list
}

// Place is a context whose share of the scores is known, to be used for every
// sentence that stands there.
type Place struct {
	model *Model
	base  [numTopics]float64
}

// In returns the place of a context.
func (m *Model) In(c Context) Place {
	p := Place{model: m, base: m.bias}
	for role, text := range [...]string{Heading: c.Heading, Section: c.Section, Intro: c.Intro} {
		if text != "" {
			m.add(&p.base, Role(role), text)
		}
	}
	return p
}

// Topics returns the topics of a sentence in the form of [policy.Folded.Text].
// Of a sentence of more than 16 KB only the beginning is read.
func (p Place) Topics(sentence string) Topics {
	if sentence == "" {
		return 0
	}
	scores := p.base
	p.model.add(&scores, Itself, sentence)
	var topics Topics
	for t, score := range scores {
		if score > 0 {
			topics = topics.With(Topic(t))
		}
	}
	return topics
}
