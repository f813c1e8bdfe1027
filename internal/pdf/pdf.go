// Package pdf extracts the text of PDF files, with the place of each line.
//
// It reads what policies need: text in fonts that say what their codes stand for,
// by a ToUnicode map, a predefined CMap of Chinese character sets or the names of
// glyphs. It draws nothing, reads no image and decrypts nothing. The format is ISO
// 32000-1; section numbers in this package are its.
package pdf

import (
	"bytes"
	"errors"
	"strings"
)

// What is wrong with a file.
var (
	ErrDamaged   = errors.New("damaged PDF file")
	ErrEncrypted = errors.New("encrypted PDF file")
	ErrLimit     = errors.New("PDF file over a limit")
	ErrImages    = errors.New("PDF file of images")                                  // there is no text
	ErrUnmapped  = errors.New("PDF file whose fonts do not say what they stand for") // nor can anybody copy it
)

// Line is a stretch of text on one base line, without gaps as between table cells.
type Line struct {
	Text   string
	Page   int     // from 1
	X, Y   float64 // of its beginning, in points from the lower left
	Right  float64 // where it ends
	Size   float64 // of the font, in points
	Bold   bool
	Images int   // drawn behind it
	Gaps   []Gap // wider than between words, in their order
}

// Gap is a place in a line where nothing is drawn.
type Gap struct {
	At       int // in bytes of Text: where what follows begins
	From, To float64
}

// Rule is a line that is drawn across or down a page, such as the border of a cell.
type Rule struct {
	Page     int
	Down     bool    // it goes down, at X = At; else across, at Y = At
	At       float64 // in points
	From, To float64 // Y of its ends, or X
}

// Document is the text of a file, in the order in which it is drawn.
type Document struct {
	Title string
	Lines []Line
	Rules []Rule
	Pages int
}

// Is reports whether the data begin as PDF files do; other readers, too, allow
// something before that.
func Is(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

// One character in so many may be unknown: a bullet of a symbol font is.
const lostTolerated = 20

// Read extracts the text. The error is one of those above, or nil.
func Read(data []byte) (doc *Document, err error) {
	defer func() {
		if recover() != nil { // a mistake of ours must not cost more than this file
			doc, err = nil, ErrDamaged
		}
	}()
	f := open(data)
	if f.encrypted() {
		return nil, ErrEncrypted
	}
	pages := f.pages()
	if len(pages) == 0 {
		if f.limited {
			return nil, ErrLimit
		}
		return nil, ErrDamaged
	}
	d := drawing{file: f, fonts: map[reference]*font{}, operators: maxOperators, room: maxText}
	for i, p := range pages {
		d.page = i + 1
		d.drawPage(p)
	}
	switch {
	case f.limited, d.operators <= 0, d.room <= 0, f.budget <= 0:
		return nil, ErrLimit
	case d.lost*lostTolerated > d.known+d.lost:
		return nil, ErrUnmapped
	case d.known == 0:
		return nil, ErrImages
	}
	return &Document{Title: f.title(), Lines: d.lines, Rules: d.rules, Pages: len(pages)}, nil
}

// title returns the title in the file's own description.
func (f *file) title() string {
	for i := len(f.trailers) - 1; i >= 0; i-- {
		s, ok := f.resolve(f.dict(f.trailers[i]["Info"])["Title"]).(text)
		if !ok {
			continue
		}
		if bytes.HasPrefix(s, []byte("\xFE\xFF")) {
			return utf16Text(s[2:])
		}
		if title := string(s); strings.IndexFunc(title, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
			return title
		}
	}
	return ""
}
