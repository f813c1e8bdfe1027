package policy

import "slices"

// Vocabulary is a list of words that are looked for together. Of its words that
// overlap in a text one is found, as [Words.Find] says; with Every all are.
// Other vocabularies make no difference.
type Vocabulary struct {
	Words []string
	Every bool
}

// Vocabularies finds the words of several vocabularies in one pass. It does not
// change once it is made, and is safe for concurrent use.
type Vocabularies struct {
	words *Words
	every []bool    // by vocabulary
	uses  [][]given // of each distinct word: who has it, sorted
}

// given is a word as it was given.
type given struct{ vocabulary, word int32 }

// Found is a word of a vocabulary that was found: its number in the vocabulary, and
// its place in [Folded.Text].
type Found struct {
	Vocabulary, Word int32
	From, To         int32
}

// NewVocabularies makes one automaton of several vocabularies.
func NewVocabularies(of ...Vocabulary) *Vocabularies {
	v := &Vocabularies{}
	var all []string
	var who []given
	for i := range of {
		v.every = append(v.every, of[i].Every)
		for j, w := range of[i].Words {
			all, who = append(all, w), append(who, given{int32(i), int32(j)})
		}
	}
	v.words = NewWords(all)
	v.uses = make([][]given, len(v.words.means))
	for i, means := range v.words.means {
		for _, m := range means {
			v.uses[i] = append(v.uses[i], who[m])
		}
	}
	return v
}

// Find returns the words of a text, in the order of where they begin, and of
// those that begin together the longest first; and by themselves those of
// vocabularies of which every word is found, in the order of where they end. A word
// that a vocabulary has several times is found as often.
func (v *Vocabularies) Find(f *Folded) (found, every []Found) {
	s := search{Vocabularies: v, open: make([][]Found, len(v.every)), found: make([]Found, 0, len(f.Text)/bytesPerWord), all: make([]Found, 0, v.room(len(f.Text)))}
	w, at := v.words, int32(0)
	for i := 0; i < len(f.Text); {
		c, size := character(f.Text[i:])
		i += size
		at = w.step(at, c)
		if at == 0 { // no word is under way that began before
			if s.dirty {
				s.close()
			}
			continue
		}
		n := at
		if w.nodes[n].word < 0 {
			n = w.nodes[n].next
		}
		for ; n >= 0; n = w.nodes[n].next {
			word := w.nodes[n].word
			if from := i - int(w.lengths[word]); f.edge(from) && f.edge(i) {
				s.add(word, int32(from), int32(i))
			}
		}
	}
	s.close()
	return s.found, s.all
}

const bytesPerWord = 12 // of a policy there is a word in so many bytes, roughly

// room returns how many words of vocabularies of which every word is found there are in
// so many bytes, roughly.
func (v *Vocabularies) room(size int) int {
	if !slices.Contains(v.every, true) {
		return 0
	}
	return size / (2 * bytesPerWord)
}

// search is the state of one pass.
type search struct {
	*Vocabularies
	open  [][]Found // by vocabulary: what no longer word can take the place of, but those that begin with or after it
	dirty bool
	found []Found
	all   []Found // of vocabularies of which every word is found
}

func (s *search) add(word, from, to int32) {
	settled := int32(-1)
	for _, g := range s.uses[word] {
		hit := Found{g.vocabulary, g.word, from, to}
		if s.every[g.vocabulary] {
			s.all = append(s.all, hit)
			continue
		}
		s.dirty = true
		open := &s.open[g.vocabulary]
		if settled == g.vocabulary {
			*open = append(*open, hit)
			continue
		}
		if kept, ok := settleFound(*open, hit); ok {
			*open, settled = kept, g.vocabulary
			continue
		}
		settled = -1
	}
}

// settleFound is settle for one vocabulary of several; ok is false where the hit
// gave way.
func settleFound(open []Found, h Found) (kept []Found, ok bool) {
	i := len(open)
	for i > 0 && open[i-1].From >= h.From {
		i--
	}
	if i > 0 && open[i-1].To > h.From {
		return open, false
	}
	return append(open[:i], h), true
}

// close takes what is settled: all that began before this place of the text.
func (s *search) close() {
	from := len(s.found)
	for i := range s.open {
		s.found = append(s.found, s.open[i]...)
		s.open[i] = s.open[i][:0]
	}
	s.dirty = false
	rest := s.found[from:]
	if len(rest) > fewHits {
		slices.SortFunc(rest, compare)
		return
	}
	for i := 1; i < len(rest); i++ {
		for n := i; n > 0 && compare(rest[n], rest[n-1]) < 0; n-- {
			rest[n], rest[n-1] = rest[n-1], rest[n]
		}
	}
}

const fewHits = 12 // that are put in order one by one

// compare puts hits in order: by where they begin, longer ones first.
func compare(a, b Found) int {
	switch {
	case a.From != b.From:
		return int(a.From - b.From)
	case a.To != b.To:
		return int(b.To - a.To)
	case a.Vocabulary != b.Vocabulary:
		return int(a.Vocabulary - b.Vocabulary)
	}
	return int(a.Word - b.Word)
}
