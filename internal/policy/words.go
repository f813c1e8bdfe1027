package policy

import (
	"slices"
	"strings"
)

// Words finds many words in a text in one pass: the automaton of Aho and
// Corasick over bytes. It does not change once it is made, and is safe for
// concurrent use.
type Words struct {
	means   [][]int // of each distinct word, the numbers of those that were given
	lengths []int   // of each distinct word, in bytes
	nodes   []node
	labels  []byte          // of the edges; those of one node stand together, and lead to nodes that do
	dense   [][256]int32    // edges of nodes with many: 0 where there is none
	first   [1 << 10]uint64 // of the characters up to U+FFFF, a bit for those that a word begins with
}

// node is a state. As nodes are numbered by depth, the children of one follow
// each other, and the edge i of a node leads to the node child+i.
type node struct {
	child, edges int32 // the first child; how many there are
	label        int32 // of the edge to the first child: index in labels
	fail         int32 // the node of the longest proper suffix
	next         int32 // the nearest node of a suffix where a word ends, or -1
	word         int32 // the word that ends here, or -1
	table        int32 // in dense, or -1
}

const manyEdges = 6 // of a node, from which on a table is worth its room

// Hit is a word that was found: the numbers of the given words that fold to it,
// and its place in [Folded.Text].
type Hit struct {
	Means    []int
	From, To int
}

// NewWords makes an automaton of words. They are folded; those of which nothing
// is left are never found.
func NewWords(words []string) *Words {
	type folded struct {
		text  string
		given int
	}
	all := make([]folded, 0, len(words))
	for i, w := range words {
		if text := Fold(w).Text; text != "" {
			all = append(all, folded{text, i})
		}
	}
	slices.SortFunc(all, func(a, b folded) int {
		if c := strings.Compare(a.text, b.text); c != 0 {
			return c
		}
		return a.given - b.given
	})
	w := &Words{}
	texts := make([]string, 0, len(all))
	for i, f := range all {
		if i == 0 || f.text != all[i-1].text {
			texts = append(texts, f.text)
			w.means = append(w.means, nil)
			w.lengths = append(w.lengths, len(f.text))
		}
		last := len(w.means) - 1
		w.means[last] = append(w.means[last], f.given)
	}
	w.build(texts)
	for _, text := range texts {
		if c, size := wide(text); size > 0 {
			w.first[c>>6] |= 1 << (c & 63)
		}
	}
	return w
}

// wide returns the character at the start of a text where it takes three bytes, as
// ideographs do; size is 0 where it is another, or not valid.
func wide(s string) (c uint32, size int) {
	if len(s) < 3 || s[0]&0xF0 != 0xE0 || s[1]&0xC0 != 0x80 || s[2]&0xC0 != 0x80 {
		return 0, 0
	}
	return uint32(s[0]&0xF)<<12 | uint32(s[1]&0x3F)<<6 | uint32(s[2]&0x3F), 3
}

// skip returns how many bytes at the start of a text no word begins in: those of
// ideographs that none begins with.
func (w *Words) skip(s string) int {
	n := 0
	for {
		c, size := wide(s[n:])
		if size == 0 || w.first[c>>6]&(1<<(c&63)) != 0 {
			return n
		}
		n += size
	}
}

// span is the range of the sorted words that share the path to a node.
type span struct{ from, to, depth int }

func (w *Words) build(texts []string) {
	queue := []span{{0, len(texts), 0}}
	w.nodes = append(w.nodes, node{next: -1, word: -1, table: -1})
	for i := 0; i < len(queue); i++ {
		s, n := queue[i], &w.nodes[i]
		if s.from < s.to && len(texts[s.from]) == s.depth {
			n.word = int32(s.from)
			s.from++
		}
		n.child, n.label = int32(len(queue)), int32(len(w.labels))
		for from := s.from; from < s.to; {
			b, to := texts[from][s.depth], from+1
			for to < s.to && texts[to][s.depth] == b {
				to++
			}
			w.labels = append(w.labels, b)
			queue = append(queue, span{from, to, s.depth + 1})
			from = to
		}
		n.edges = int32(len(w.labels)) - n.label
		w.tabulate(i)
		for len(w.nodes) < len(queue) {
			w.nodes = append(w.nodes, node{next: -1, word: -1, table: -1})
		}
	}
	w.link()
}

func (w *Words) tabulate(i int) {
	n := &w.nodes[i]
	if n.edges < manyEdges && i > 0 {
		return
	}
	var table [256]int32
	for e := range n.edges {
		table[w.labels[n.label+e]] = n.child + e
	}
	n.table = int32(len(w.dense))
	w.dense = append(w.dense, table)
}

// link finds the suffixes, nodes of less depth first.
func (w *Words) link() {
	for i := range w.nodes {
		n := w.nodes[i]
		for e := range n.edges {
			child, b := n.child+e, w.labels[n.label+e]
			if i > 0 {
				w.nodes[child].fail = w.step(n.fail, b)
			}
			fail := w.nodes[child].fail
			if w.nodes[fail].word >= 0 {
				w.nodes[child].next = fail
			} else {
				w.nodes[child].next = w.nodes[fail].next
			}
		}
	}
}

// edge returns the child by a byte, or 0.
func (w *Words) edge(at int32, b byte) int32 {
	n := &w.nodes[at]
	if n.table >= 0 {
		return w.dense[n.table][b]
	}
	for e := range n.edges {
		if w.labels[n.label+e] == b {
			return n.child + e
		}
	}
	return 0
}

func (w *Words) step(at int32, b byte) int32 {
	for {
		if next := w.edge(at, b); next != 0 || at == 0 {
			return next
		}
		at = w.nodes[at].fail
	}
}

// Find calls hit for the words of a text from left to right: of those that
// overlap the one that begins first, and of those that begin together the
// longest. A word that begins or ends with a letter or digit of the ASCII counts
// only where no other one adjoins without a blank.
func (w *Words) Find(f *Folded, hit func(Hit)) {
	var open []Hit // none overlaps another; what begins with or after one may take its place
	at := int32(0)
	for i := 0; i < len(f.Text); i++ {
		at = w.step(at, f.Text[i])
		if at == 0 { // no word is under way that began before
			for _, h := range open {
				hit(h)
			}
			open = open[:0]
			i += w.skip(f.Text[i+1:])
			continue
		}
		n := at
		if w.nodes[n].word < 0 {
			n = w.nodes[n].next
		}
		for ; n >= 0; n = w.nodes[n].next {
			word := w.nodes[n].word
			from, to := i+1-w.lengths[word], i+1
			if !f.edge(from) || !f.edge(to) {
				continue
			}
			open = settle(open, Hit{w.means[word], from, to})
		}
	}
	for _, h := range open {
		hit(h)
	}
}

// settle adds a hit that ends last of all so far: it takes the place of those
// that begin with it or after it, and gives way to one that begins before and
// overlaps it.
func settle(open []Hit, h Hit) []Hit {
	i := len(open)
	for i > 0 && open[i-1].From >= h.From {
		i--
	}
	if i > 0 && open[i-1].To > h.From {
		return open
	}
	return append(open[:i], h)
}
