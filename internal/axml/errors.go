package axml

import (
	"errors"
	"fmt"
	"strings"

	"github.com/zicha-lint/zicha/internal/lang"
)

// The limits of a document. No document that a build tool wrote comes near.
const (
	MaxSize       = 64 << 20  // bytes of a document
	MaxDepth      = 256       // elements inside each other
	MaxElements   = 1_000_000 // in a document
	MaxAttributes = 1_000_000 // in a document
	MaxStrings    = 4_000_000 // in a string pool
	MaxText       = 128 << 20 // bytes of decoded strings, and of element text

	maxOdditiesPerKind = 8
	maxQuote           = 80 // bytes of a document's own text in a sentence about it
)

// Why a document could not be read completely. The part before the fault is
// returned all the same.
var (
	// ErrTruncated says that the document ends before its own sizes say so.
	ErrTruncated = errors.New("the document ends early")
	// ErrMalformed says that the platform refuses the document.
	ErrMalformed = errors.New("the document is malformed")
)

// LimitError says that a document is larger than a limit of this package.
type LimitError struct {
	What  string
	Limit int
}

func (e *LimitError) Error() string { return fmt.Sprintf("more than %d %s", e.Limit, e.What) }

// oddities collects what build tools never write, some of each kind.
type oddities struct {
	list  []Oddity
	count map[string]int
}

// add records an oddity. zh and en are formats for the same arguments.
func (o *oddities) add(kind string, line int, zh, en string, args ...any) {
	if o.count[kind] == maxOdditiesPerKind {
		return
	}
	if o.count == nil {
		o.count = map[string]int{}
	}
	o.count[kind]++
	for i, arg := range args {
		if s, ok := arg.(string); ok && len(s) > maxQuote {
			args[i] = strings.ToValidUTF8(s[:maxQuote], "") + "…"
		}
	}
	what := lang.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
	o.list = append(o.list, Oddity{Kind: kind, What: what, Line: line})
}
