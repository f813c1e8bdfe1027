package policy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Words finds many words in a text in one pass: the automaton of Aho and
// Corasick over characters. It does not change once it is made, and is safe for
// concurrent use.
type Words struct {
	means   [][]int // of each distinct word, the numbers of those that were given
	lengths []int32 // of each distinct word, in bytes
	nodes   []node
	labels  []rune // of the edges; those of one node stand together, in order, and lead to nodes that do
	root    pages  // the edges of the first node
}

// node is a state. As nodes are numbered by depth, the children of one follow
// each other, and the edge with the label i leads to the node i+1.
type node struct {
	label, edges int32 // of the edge to the first child: index in labels; how many there are
	fail         int32 // the node of the longest proper suffix
	next         int32 // the nearest node of a suffix where a word ends, or -1
	word         int32 // the word that ends here, or -1
}

// pages is a table of characters up to U+FFFF, of which most stand on few pages.
type pages struct {
	page [256]int32 // of each upper byte: number of the page, 0 for one that is empty
	rows [][256]int32
}

func (p *pages) set(c rune, node int32) {
	if c > 0xFFFF {
		return
	}
	if p.page[c>>8] == 0 {
		p.page[c>>8] = int32(len(p.rows))
		p.rows = append(p.rows, [256]int32{})
	}
	p.rows[p.page[c>>8]][c&0xFF] = node
}

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
	givens := make([]int, len(all))
	for i, f := range all {
		givens[i] = f.given
		if n := len(texts); n > 0 && f.text == texts[n-1] {
			w.means[n-1] = w.means[n-1][:len(w.means[n-1])+1]
			continue
		}
		texts = append(texts, f.text)
		w.means = append(w.means, givens[i:i+1])
		w.lengths = append(w.lengths, int32(len(f.text)))
	}
	w.build(texts)
	return w
}

// span is the range of the sorted words that share the path to a node, of so many
// bytes.
type span struct{ from, to, depth int32 }

func (w *Words) build(texts []string) {
	size := 1
	for _, text := range texts {
		size += len(text)
	}
	size = size/3 + 1
	w.nodes, w.labels = make([]node, 0, size), make([]rune, 0, size)
	w.root.rows = make([][256]int32, 1, 128)
	queue := make([]span, 1, size)
	queue[0] = span{0, int32(len(texts)), 0}
	for i := 0; i < len(queue); i++ {
		s, n := queue[i], node{next: -1, word: -1}
		if s.from < s.to && int32(len(texts[s.from])) == s.depth {
			n.word = s.from
			s.from++
		}
		n.label = int32(len(w.labels))
		for from := s.from; from < s.to; {
			c, size := utf8.DecodeRuneInString(texts[from][s.depth:])
			edge, to := texts[from][s.depth:s.depth+int32(size)], from+1
			for to < s.to && strings.HasPrefix(texts[to][s.depth:], edge) {
				to++
			}
			if i == 0 {
				w.root.set(c, int32(len(queue)))
			}
			w.labels = append(w.labels, c)
			queue = append(queue, span{from, to, s.depth + int32(size)})
			from = to
		}
		n.edges = int32(len(w.labels)) - n.label
		w.nodes = append(w.nodes, n)
	}
	w.link()
}

// link finds the suffixes, nodes of less depth first.
func (w *Words) link() {
	for i := range w.nodes {
		n := w.nodes[i]
		for e := range n.edges {
			child, c := &w.nodes[n.label+e+1], w.labels[n.label+e]
			if i > 0 {
				child.fail = w.step(n.fail, c)
			}
			if fail := &w.nodes[child.fail]; fail.word >= 0 {
				child.next = child.fail
			} else {
				child.next = fail.next
			}
		}
	}
}

const manyEdges = 8 // of a node, from which on a search is worth its cost

// edge returns the child by a character, or 0.
func (w *Words) edge(at int32, c rune) int32 {
	if at == 0 && c <= 0xFFFF {
		return w.root.rows[w.root.page[c>>8]][c&0xFF]
	}
	n := &w.nodes[at]
	labels := w.labels[n.label : n.label+n.edges]
	if len(labels) > manyEdges {
		if e, ok := slices.BinarySearch(labels, c); ok {
			return n.label + int32(e) + 1
		}
		return 0
	}
	for e, label := range labels {
		if label == c {
			return n.label + int32(e) + 1
		}
	}
	return 0
}

func (w *Words) step(at int32, c rune) int32 {
	for {
		if next := w.edge(at, c); next != 0 || at == 0 {
			return next
		}
		at = w.nodes[at].fail
	}
}

// character returns the first character of a text and its length in bytes.
func character(s string) (c rune, size int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	if len(s) >= 3 && s[0]&0xF0 == 0xE0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		if c := rune(s[0]&0xF)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F); c >= 0x800 && (c < 0xD800 || c > 0xDFFF) {
			return c, 3 // as ideographs take
		}
	}
	return utf8.DecodeRuneInString(s)
}

// Find calls hit for the words of a text from left to right: of those that
// overlap the one that begins first, and of those that begin together the
// longest. A word that begins or ends with a letter or digit of the ASCII counts
// only where no other one adjoins without a blank.
func (w *Words) Find(f *Folded, hit func(Hit)) {
	var open []Hit // none overlaps another; what begins with or after one may take its place
	at := int32(0)
	for i := 0; i < len(f.Text); {
		c, size := character(f.Text[i:])
		i += size
		at = w.step(at, c)
		if at == 0 { // no word is under way that began before
			for _, h := range open {
				hit(h)
			}
			open = open[:0]
			continue
		}
		n := at
		if w.nodes[n].word < 0 {
			n = w.nodes[n].next
		}
		for ; n >= 0; n = w.nodes[n].next {
			word := w.nodes[n].word
			if from := i - int(w.lengths[word]); f.edge(from) && f.edge(i) {
				open = settle(open, Hit{w.means[word], from, i})
			}
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
