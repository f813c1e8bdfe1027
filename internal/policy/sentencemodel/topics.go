// Package sentencemodel says what the sentences of a Chinese privacy policy are
// about. It is a linear model of character n-grams, trained by
// internal/gen/sentencemodel; docs/policy-model.md says on what, and how well
// it does.
package sentencemodel

import (
	"iter"
	"math/bits"
)

// Topic is one of the data practices of CAPP-130.
type Topic uint8

// The topics, in the order of the weights.
const (
	Collect     Topic = iota // information that is collected
	Use                      // what information is used for
	Share                    // sharing, transfer, disclosure, entrusted processing
	Storage                  // where and how long information is kept
	Permissions              // permissions of the system
	Security                 // how information is protected
	Minors                   // children and other people who need care
	Rights                   // access, correction, deletion, withdrawal, closing the account
	Contact                  // how to reach the operator
	Change                   // changes of the policy, and agreement to it
	Cease                    // end of the service
	numTopics   = iota
)

var topicNames = [numTopics]string{
	"collect", "use", "share", "storage", "permissions", "security", "minors", "rights", "contact", "change", "cease",
}

// String returns the name of the topic in lower-case English, as in the benchmark.
func (t Topic) String() string { return topicNames[t] }

// AllTopics returns every topic in order.
func AllTopics() []Topic {
	all := make([]Topic, numTopics)
	for i := range all {
		all[i] = Topic(i)
	}
	return all
}

// TopicOf returns the topic of a name.
func TopicOf(name string) (Topic, bool) {
	for i, n := range topicNames {
		if n == name {
			return Topic(i), true
		}
	}
	return 0, false
}

// Topics is a set of topics.
type Topics uint16

// Has reports whether the topic is in the set.
func (s Topics) Has(t Topic) bool { return s>>t&1 == 1 }

// With returns the set with one more topic.
func (s Topics) With(t Topic) Topics { return s | 1<<t }

// All ranges over the topics of the set in order.
func (s Topics) All() iter.Seq[Topic] {
	return func(yield func(Topic) bool) {
		for rest := uint(s); rest != 0; rest &= rest - 1 {
			if !yield(Topic(bits.TrailingZeros(rest))) {
				return
			}
		}
	}
}
