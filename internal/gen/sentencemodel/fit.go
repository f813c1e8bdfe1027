package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// hyper are the settings of the training, chosen by cross-validation.
type hyper struct {
	cost     float64 // what an error costs beside large weights
	rounds   int     // through all examples
	features int     // n-grams to keep
	common   int     // documents that an n-gram has to be in
	folds    int     // parts of the cross-validation
	role     [sentencemodel.NumRoles]float64
}

var settings = hyper{
	cost: 0.0025, rounds: 8, features: 20_000, common: 2, folds: 6,
	role: [...]float64{sentencemodel.Itself: 1, sentencemodel.Heading: 0.5, sentencemodel.Section: 0.5, sentencemodel.Intro: 0.4},
}

var numTopics = len(sentencemodel.AllTopics())

// fit trains on documents: on all common n-grams, then once more on those that
// turned out to matter.
func fit(documents []document, h hyper) *sentencemodel.Weights {
	s := newSpace(documents, h)
	vectors := s.vectors(documents)
	s = s.best(vectors, s.separate(documents, vectors, h), h.features)
	vectors = s.vectors(documents)
	return s.quantise(s.separate(documents, vectors, h))
}

// space is the set of n-grams that a model knows.
type space struct {
	h     hyper
	keys  []uint32 // ascending
	idf   []float64
	place map[uint32]int32
}

// value is one coordinate of a sentence.
type value struct {
	feature int32
	weight  float64
}

// newSpace takes the n-grams that stand in several documents. What is rare counts
// for more: by the logarithm of the inverse share of sentences that have it.
func newSpace(documents []document, h hyper) *space {
	type count struct{ sentences, documents, last int }
	counts := map[uint32]*count{}
	all := 0
	for d := range documents {
		for _, e := range documents[d].examples {
			all++
			for _, keys := range e.keys {
				for _, k := range keys {
					c := counts[k]
					if c == nil {
						c = &count{last: -1}
						counts[k] = c
					}
					c.sentences++
					if c.last != d {
						c.last = d
						c.documents++
					}
				}
			}
		}
	}
	s := &space{h: h, place: map[uint32]int32{}}
	for k, c := range counts {
		if c.documents >= h.common {
			s.keys = append(s.keys, k)
		}
	}
	slices.Sort(s.keys)
	for i, k := range s.keys {
		s.place[k] = int32(i)
		s.idf = append(s.idf, math.Log(float64(all)/float64(counts[k].sentences)))
	}
	return s
}

func (s *space) vectors(documents []document) (list [][]value) {
	for d := range documents {
		for _, e := range documents[d].examples {
			list = append(list, s.vector(e))
		}
	}
	return list
}

func (s *space) vector(e example) (v []value) {
	for role, keys := range e.keys {
		start := len(v)
		for _, k := range keys {
			if i, ok := s.place[k]; ok {
				v = append(v, value{i, s.idf[i]})
			}
		}
		if len(v) == start {
			continue
		}
		scale := s.h.role[role] * sentencemodel.Damp(len(v)-start)
		for i := start; i < len(v); i++ {
			v[i].weight *= scale
		}
	}
	return v
}

// separate finds the weights of every topic; the last of each is the bias.
func (s *space) separate(documents []document, vectors [][]value, h hyper) [][]float64 {
	weights := make([][]float64, numTopics)
	for t := range weights {
		var wanted []bool
		for d := range documents {
			for _, e := range documents[d].examples {
				wanted = append(wanted, e.topics.Has(sentencemodel.Topic(t)))
			}
		}
		weights[t] = separate(vectors, wanted, len(s.keys), h)
	}
	return weights
}

// separate trains a support vector machine with squared hinge loss by coordinate
// descent in the dual (Hsieh et al. 2008, algorithm 1). The explicit conversions
// keep compilers from fusing operations, which would change the bytes.
func separate(vectors [][]value, wanted []bool, features int, h hyper) []float64 {
	w := make([]float64, features+1)
	dual := make([]float64, len(vectors))
	diagonal := 1 / (2 * h.cost)
	curve := make([]float64, len(vectors))
	order := make([]int, len(vectors))
	for i, v := range vectors {
		order[i] = i
		curve[i] = diagonal + 1
		for _, x := range v {
			curve[i] += float64(x.weight * x.weight)
		}
	}
	random := rand.New(rand.NewPCG(130, 11))
	for range h.rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			sign := -1.0
			if wanted[i] {
				sign = 1
			}
			slope := float64(sign*dot(w, vectors[i])) - 1 + float64(diagonal*dual[i])
			moved := max(0, dual[i]-slope/curve[i])
			step := (moved - dual[i]) * sign
			if step == 0 {
				continue
			}
			dual[i] = moved
			for _, x := range vectors[i] {
				w[x.feature] += float64(step * x.weight)
			}
			w[features] += step
		}
	}
	return w
}

func dot(w []float64, v []value) float64 {
	sum := w[len(w)-1]
	for _, x := range v {
		sum += float64(w[x.feature] * x.weight)
	}
	return sum
}

// best returns the space of the n-grams that move the scores most.
func (s *space) best(vectors [][]value, weights [][]float64, n int) *space {
	if n >= len(s.keys) {
		return s
	}
	spread := make([]float64, len(s.keys))
	for _, v := range vectors {
		for _, x := range v {
			spread[x.feature] += float64(x.weight * x.weight)
		}
	}
	for i := range spread {
		sum := 0.0
		for _, w := range weights {
			sum += float64(w[i] * w[i])
		}
		spread[i] = math.Sqrt(spread[i]) * sum
	}
	order := make([]int, len(s.keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case spread[a] > spread[b]:
			return -1
		case spread[a] < spread[b]:
			return 1
		}
		return 0
	})
	kept := order[:n]
	slices.Sort(kept)
	t := &space{h: s.h, place: map[uint32]int32{}}
	for i, k := range kept {
		t.keys = append(t.keys, s.keys[k])
		t.idf = append(t.idf, s.idf[k])
		t.place[s.keys[k]] = int32(i)
	}
	return t
}

// outliers is the share of the weights of a topic that is cut to the largest
// whole number, so that the others are not all small.
const outliers = 0.0005

// quantise rounds the weights, with the rarity of the n-grams in them, to eight bits.
func (s *space) quantise(weights [][]float64) *sentencemodel.Weights {
	w := &sentencemodel.Weights{Keys: s.keys}
	for r, scale := range s.h.role {
		w.Role[r] = float32(scale)
	}
	rows := make([][11]int8, len(s.keys))
	for t, exact := range weights {
		var sizes []float64
		for i, idf := range s.idf {
			sizes = append(sizes, math.Abs(exact[i]*idf))
		}
		slices.Sort(sizes)
		step := sizes[int(float64(len(sizes)-1)*(1-outliers))] / math.MaxInt8
		if step == 0 {
			step = 1
		}
		w.Step[t] = float32(step)
		w.Bias[t] = float32(exact[len(s.keys)])
		for i, idf := range s.idf {
			rows[i][t] = int8(max(-math.MaxInt8, min(math.MaxInt8, math.Round(exact[i]*idf/step))))
		}
	}
	w.Rows = rows
	return w
}
