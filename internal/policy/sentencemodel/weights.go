package sentencemodel

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// format is the first line of a file of weights.
const format = "zicha sentence model 1\n"

// About is the header of a file of weights: what it was made of, and on which terms.
type About struct {
	Data        string // SHA-256 of the training files, in hexadecimal
	Documents   int    // that it was trained on
	Sentences   int
	Features    int    // keys that have weights
	Bytes       int    // of the weights behind the header
	Weights     string // their SHA-256, in hexadecimal
	Licence     string // of the training data
	Attribution string // that the licence asks for
}

// Weights are what training gives.
type Weights struct {
	Step [numTopics]float32 // what one unit of a weight is worth
	Bias [numTopics]float32 // of a sentence without any known n-gram; above zero means the topic
	Role [NumRoles]float32  // by how much each role counts
	Keys []uint32           // in ascending order
	Rows [][numTopics]int8  // of each key
}

// maxFeatures is the most keys a file may have: their places are 16 bits wide.
const maxFeatures = 1<<16 - 1

// Encode returns the file: lines of text until an empty one, then the numbers in
// little endian, then for every key the distance to the one before, a mask of
// the topics whose weight is not zero, and those weights. About gets what
// follows from the weights.
func (w *Weights) Encode(about About) []byte {
	var body []byte
	for _, list := range [][]float32{w.Step[:], w.Bias[:], w.Role[:]} {
		for _, f := range list {
			body = binary.LittleEndian.AppendUint32(body, math.Float32bits(f))
		}
	}
	last := uint32(0)
	for i, key := range w.Keys {
		body = binary.AppendUvarint(body, uint64(key-last))
		last = key
		mask := uint16(0)
		for t, v := range w.Rows[i] {
			if v != 0 {
				mask |= 1 << t
			}
		}
		body = binary.LittleEndian.AppendUint16(body, mask)
		for _, v := range w.Rows[i] {
			if v != 0 {
				body = append(body, byte(v))
			}
		}
	}
	sum := sha256.Sum256(body)
	head := format + fmt.Sprintf("data: %s\ndocuments: %d\nsentences: %d\nfeatures: %d\nbytes: %d\nweights: %s\nlicence: %s\nattribution: %s\n\n",
		about.Data, about.Documents, about.Sentences, len(w.Keys), len(body), hex.EncodeToString(sum[:]), about.Licence, about.Attribution)
	return append([]byte(head), body...)
}

var errShort = errors.New("sentence model: the weights end early")

// readHeader splits a file into its header and its weights.
func readHeader(file string) (about About, body string, err error) {
	rest, ok := strings.CutPrefix(file, format)
	head, body, ends := strings.Cut(rest, "\n\n")
	if !ok || !ends {
		return about, "", errors.New("sentence model: the header is of no known format")
	}
	numbers := map[string]*int{"documents": &about.Documents, "sentences": &about.Sentences, "features": &about.Features, "bytes": &about.Bytes}
	texts := map[string]*string{"data": &about.Data, "weights": &about.Weights, "licence": &about.Licence, "attribution": &about.Attribution}
	for line := range strings.SplitSeq(head, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		switch {
		case numbers[name] != nil:
			if *numbers[name], err = strconv.Atoi(value); err != nil {
				return about, "", fmt.Errorf("sentence model: %s: %w", name, err)
			}
		case texts[name] != nil:
			*texts[name] = value
		default:
			return about, "", fmt.Errorf("sentence model: the header has an unknown line %q", name)
		}
	}
	if about.Bytes != len(body) || about.Features < 0 || about.Features > min(maxFeatures, len(body)/3) {
		return about, "", errors.New("sentence model: the header does not fit the weights")
	}
	return about, body, nil
}

// scan reads the weights in order: the numbers into w, then every key with its row.
func (w *Weights) scan(body string, features int, row func(i int, key uint32, row *[numTopics]int8)) error {
	for _, list := range [][]float32{w.Step[:], w.Bias[:], w.Role[:]} {
		for i := range list {
			if len(body) < 4 {
				return errShort
			}
			bits := uint32(body[0]) | uint32(body[1])<<8 | uint32(body[2])<<16 | uint32(body[3])<<24
			list[i], body = math.Float32frombits(bits), body[4:]
		}
	}
	key := uint64(0)
	var weights [numTopics]int8
	for i := range features {
		step, n := uvarint(body)
		if n == 0 || len(body) < n+2 {
			return errShort
		}
		if key += step; key >= 1<<KeyBits || i > 0 && step == 0 {
			return errors.New("sentence model: keys out of order")
		}
		mask := uint16(body[n]) | uint16(body[n+1])<<8
		body = body[n+2:]
		weights = [numTopics]int8{}
		for t := range weights {
			if mask>>t&1 == 0 {
				continue
			}
			if body == "" {
				return errShort
			}
			weights[t], body = int8(body[0]), body[1:]
		}
		row(i, uint32(key), &weights)
	}
	if body != "" {
		return errors.New("sentence model: there is more than the weights")
	}
	return nil
}

// uvarint reads a number of at most 28 bits and returns how many bytes it has, 0 where it ends early.
func uvarint(s string) (v uint64, n int) {
	for n < len(s) && n < 4 {
		b := s[n]
		v |= uint64(b&0x7F) << (7 * n)
		n++
		if b < 0x80 {
			return v, n
		}
	}
	return 0, 0
}
