package sentencemodel

import "unicode/utf8"

// Role is the part that a text plays for the sentence that is judged: each has
// n-grams of its own.
type Role uint8

// The roles.
const (
	Itself   Role = iota // the sentence
	Heading              // the nearest heading above it
	Section              // the numbered heading of the section
	Intro                // the sentence that opens the list it stands in
	NumRoles = iota
)

// KeyBits is the width of a key: wide enough that an n-gram which was never seen
// hardly ever meets the key of another.
const KeyBits = 24

// The longest texts that are read, in bytes; of longer ones the beginning. Few
// sentences have more than 1,000 bytes.
const (
	maxSentence = 16 << 10
	maxContext  = 1 << 10
)

// Marks of the ends of a text, and the number that seeds the bands of lengths.
const (
	beginning = 2
	ending    = 3
	lengths   = 1 << 32
)

// ngrams appends the keys of the n-grams of one to three characters of a folded
// text, and of a sentence that of its length. Keys may repeat.
func ngrams(keys []uint32, role Role, text string) []uint32 {
	limit := maxContext
	if role == Itself {
		limit = maxSentence
	}
	if len(text) > limit {
		text = text[:limit]
	}
	seed := uint64(role+1) << 48
	last, beforeLast := uint64(beginning), uint64(0)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		one := mix(seed ^ uint64(r))
		two := mix(one ^ last)
		keys = append(keys, key(one), key(two))
		if beforeLast != 0 {
			keys = append(keys, key(mix(two^beforeLast)))
		}
		beforeLast, last = last, uint64(r)
	}
	two := mix(mix(seed^ending) ^ last)
	keys = append(keys, key(two), key(mix(two^beforeLast)))
	if role == Itself {
		keys = append(keys, key(mix(seed^lengths^band(len(text)))))
	}
	return keys
}

// band is the class of a length in bytes of UTF-8.
func band(n int) uint64 {
	for i, limit := range [...]int{15, 30, 45, 60, 90, 120, 180, 240, 360, 600} {
		if n <= limit {
			return uint64(i)
		}
	}
	return 10
}

// mix spreads what tells n-grams apart over all bits.
func mix(h uint64) uint64 {
	h = (h + 0x9E3779B97F4A7C15) * 0xFF51AFD7ED558CCD
	return h ^ h>>32
}

func key(h uint64) uint32 { return uint32(h >> (64 - KeyBits)) }

// Keys returns the distinct keys of the n-grams of a folded text, in the order in
// which they first stand in it. It is what training reads.
func Keys(role Role, text string) []uint32 {
	var keys []uint32
	seen := map[uint32]bool{}
	for _, key := range ngrams(nil, role, text) {
		if !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	return keys
}
