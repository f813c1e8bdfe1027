package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// scored are sentences of the annotators, with the scores that a model gave which
// never saw their documents.
type scored struct {
	fold   []int
	topics []sentencemodel.Topics
	scores [][]float64
}

// crossValidate trains on all but one part of the documents, for each part. Neighbours
// by name go to different parts.
func crossValidate(documents []document, h hyper) *scored {
	r := &scored{}
	for fold := range h.folds {
		var rest []document
		for d := range documents {
			if d%h.folds != fold {
				rest = append(rest, documents[d])
			}
		}
		w := fit(rest, h)
		for d := fold; d < len(documents); d += h.folds {
			r.add(w, &documents[d], fold)
		}
	}
	return r
}

// add scores the sentences of the annotators, each as that of ours scores best which
// shares characters with it.
func (r *scored) add(w *sentencemodel.Weights, d *document, fold int) {
	var ours [][]float64
	for _, e := range d.examples {
		ours = append(ours, score(w, e))
	}
	for _, s := range d.labelled {
		best := make([]float64, numTopics)
		for t := range best {
			best[t] = math.Inf(-1)
			for _, scores := range ours[s.From:s.To] {
				best[t] = max(best[t], scores[t])
			}
		}
		r.fold = append(r.fold, fold)
		r.topics = append(r.topics, s.Topics)
		r.scores = append(r.scores, best)
	}
}

// score does with whole numbers what [sentencemodel.Model] does.
func score(w *sentencemodel.Weights, e example) []float64 {
	scores := make([]float64, numTopics)
	for t := range scores {
		scores[t] = float64(w.Bias[t])
	}
	for role, keys := range e.keys {
		sums := make([]int, numTopics)
		hits := 0
		for _, k := range keys {
			i, ok := slices.BinarySearch(w.Keys, k)
			if !ok {
				continue
			}
			hits++
			for t, v := range w.Rows[i] {
				sums[t] += int(v)
			}
		}
		if hits == 0 {
			continue
		}
		scale := float64(w.Role[role]) * sentencemodel.Damp(hits)
		for t, sum := range sums {
			scores[t] += float64(scale * float64(w.Step[t]) * float64(sum))
		}
	}
	return scores
}

// outcome counts right and wrong labels.
type outcome struct{ right, wrong, missed int }

func (o outcome) plus(p outcome) outcome {
	return outcome{o.right + p.right, o.wrong + p.wrong, o.missed + p.missed}
}

func (o outcome) minus(p outcome) outcome {
	return outcome{o.right - p.right, o.wrong - p.wrong, o.missed - p.missed}
}

// f1 returns the harmonic mean of precision and recall.
func (o outcome) f1() float64 {
	if o.right == 0 {
		return 0
	}
	return 2 * float64(o.right) / float64(2*o.right+o.wrong+o.missed)
}

func (r *scored) count(t int, bound float64, in func(fold int) bool) (o outcome) {
	for i, scores := range r.scores {
		if !in(r.fold[i]) {
			continue
		}
		said, wanted := scores[t] > bound, r.topics[i].Has(sentencemodel.Topic(t))
		switch {
		case said && wanted:
			o.right++
		case said:
			o.wrong++
		case wanted:
			o.missed++
		}
	}
	return o
}

// thresholds returns the bounds of the scores that give the best micro F1, topic by topic.
func (r *scored) thresholds(in func(fold int) bool) []float64 {
	bounds := make([]float64, numTopics)
	counts := make([]outcome, numTopics)
	var sum outcome
	for t := range bounds {
		counts[t] = r.count(t, 0, in)
		sum = sum.plus(counts[t])
	}
	for range 3 {
		for t := range bounds {
			others := sum.minus(counts[t])
			best := sum
			for step := -40; step <= 25; step++ {
				bound := float64(step) / 50
				if c := r.count(t, bound, in); others.plus(c).f1() > best.f1() {
					best, bounds[t], counts[t] = others.plus(c), bound, c
				}
			}
			sum = best
		}
	}
	return bounds
}

// report says how well the sentences were judged, each with thresholds that the
// other parts gave.
func (r *scored) report() string {
	counts := make([]outcome, numTopics)
	for fold := range slices.Max(r.fold) + 1 {
		for t, bound := range r.thresholds(func(f int) bool { return f != fold }) {
			counts[t] = counts[t].plus(r.count(t, bound, func(f int) bool { return f == fold }))
		}
	}
	var b strings.Builder
	line := func(name string, o outcome) {
		fmt.Fprintf(&b, "%-12s F1 %.3f  P %.3f  R %.3f\n", name, o.f1(), float64(o.right)/float64(max(1, o.right+o.wrong)), float64(o.right)/float64(max(1, o.right+o.missed)))
	}
	var all outcome
	for t, o := range counts {
		line(sentencemodel.Topic(t).String(), o)
		all = all.plus(o)
	}
	line("micro", all)
	return b.String()
}
