package pdf

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
	"sort"
)

// The limits of a file. What is beyond them is not read, and told by [ErrLimit].
const (
	maxObjects  = 3_000_000 // values of all kinds, in the file
	maxInflated = 96 << 20  // bytes of all streams
	maxStream   = 32 << 20  // bytes of one
	maxDecoded  = 50_000    // streams that are decoded, those drawn several times counted each time
	maxPages    = 3000
	maxTree     = 40 // levels of the tree of pages
)

// file is a PDF file with its objects. They are found by reading the file from its
// beginning to its end, not by its tables of contents, which are wrong more often
// than the objects are.
type file struct {
	data     []byte
	objects  map[reference]object
	trailers []dict
	budget   int // of maxObjects
	inflated int // of maxInflated
	decoded  int
	limited  bool
}

type object struct {
	value any
	at    int // where it stands; of those that have the same number the last counts
}

func open(data []byte) *file {
	f := &file{data: data, objects: map[reference]object{}, budget: maxObjects, inflated: maxInflated}
	f.scan()
	f.unpack()
	f.limited = f.limited || f.budget <= 0
	return f
}

// scan finds the objects of the file: "12 0 obj … endobj".
func (f *file) scan() {
	l := lexer{data: f.data, budget: &f.budget}
	lastEnd := bytes.LastIndex(f.data, []byte("endstream"))
	objects, trailers := finder{f.data, []byte("obj"), -1}, finder{f.data, []byte("trailer"), -1}
	for f.budget > 0 {
		at, trailer := objects.from(l.at), trailers.from(l.at)
		if trailer < at {
			l.at = trailer + len("trailer")
			if d, ok := l.next(0).(dict); ok {
				f.trailers = append(f.trailers, d)
			}
			continue
		}
		if at == len(f.data) {
			return
		}
		l.at = at + len("obj")
		number, ok := numberBefore(f.data[:at])
		if !ok {
			continue
		}
		value := l.next(0)
		if d, ok := value.(dict); ok {
			if s := f.stream(&l, d, lastEnd); s != nil {
				value = s
				if d["Type"] == name("XRef") {
					f.trailers = append(f.trailers, d)
				}
			}
		}
		f.objects[number] = object{value, at}
	}
}

// finder finds a word from one place on, and again from later ones, in one pass.
type finder struct {
	data, word []byte
	at         int // where it was found last
}

// from returns where the word stands next, or the length of the data.
func (w *finder) from(at int) int {
	if w.at < at {
		w.at = len(w.data)
		if i := bytes.Index(w.data[at:], w.word); i >= 0 {
			w.at = at + i
		}
	}
	return w.at
}

// numberBefore reads the number and the generation before the word obj.
func numberBefore(data []byte) (reference, bool) {
	data = data[max(0, len(data)-32):]
	trimmed := bytes.TrimRight(data, " \t\r\n\x00")
	generation := len(trimmed)
	for generation > 0 && trimmed[generation-1] >= '0' && trimmed[generation-1] <= '9' {
		generation--
	}
	if generation == len(trimmed) {
		return 0, false
	}
	trimmed = bytes.TrimRight(trimmed[:generation], " \t\r\n\x00")
	from := len(trimmed)
	n, unit := 0, 1
	for from > 0 && trimmed[from-1] >= '0' && trimmed[from-1] <= '9' && unit < 1e9 {
		from--
		n += int(trimmed[from]-'0') * unit
		unit *= 10
	}
	return reference(n), from < len(trimmed)
}

// stream reads the stream behind a dictionary; nil where there is none. lastEnd is
// where the word endstream stands for the last time.
func (f *file) stream(l *lexer, d dict, lastEnd int) *stream {
	at := l.at
	l.skipSpace()
	if !bytes.HasPrefix(f.data[l.at:], []byte("stream")) {
		l.at = at
		return nil
	}
	from := l.at + len("stream")
	switch rest := f.data[from:]; {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		from += 2
	case len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r'):
		from++
	}
	if n, ok := d["Length"].(float64); ok && n >= 0 && int(n) <= len(f.data)-from {
		to := from + int(n)
		if bytes.HasPrefix(bytes.TrimLeft(f.data[to:min(len(f.data), to+16)], "\r\n \t"), []byte("endstream")) {
			l.at = to
			return &stream{d, f.data[from:to]}
		}
	}
	to := len(f.data)
	if from <= lastEnd {
		to = from + bytes.Index(f.data[from:], []byte("endstream"))
	}
	l.at = to
	return &stream{d, f.data[from:to]}
}

// unpack takes the objects out of object streams.
func (f *file) unpack() {
	var packed []object
	for _, o := range f.objects {
		if s, ok := o.value.(*stream); ok && s.dict["Type"] == name("ObjStm") {
			packed = append(packed, o)
		}
	}
	sort.Slice(packed, func(i, j int) bool { return packed[i].at < packed[j].at })
	for _, o := range packed {
		s := o.value.(*stream)
		data, err := f.decode(s)
		first, n := f.integer(s.dict["First"]), f.integer(s.dict["N"])
		if err != nil && len(data) == 0 || first < 0 || first > len(data) {
			continue
		}
		head := lexer{data: data[:first], budget: &f.budget}
		for range n {
			number, ok1 := head.next(0).(float64)
			offset, ok2 := head.next(0).(float64)
			if !ok1 || !ok2 {
				break
			}
			if offset < 0 || first+int(offset) >= len(data) || f.objects[reference(number)].at > o.at {
				continue
			}
			// One object is read from its place, however far the others say they reach.
			l := lexer{data: data, at: first + int(offset), budget: &f.budget}
			f.objects[reference(number)] = object{l.next(0), o.at}
			if f.budget -= (l.at - first - int(offset)) / 16; f.budget <= 0 {
				return
			}
		}
	}
}

// resolve follows references.
func (f *file) resolve(o any) any {
	for range 16 {
		r, ok := o.(reference)
		if !ok {
			return o
		}
		o = f.objects[r].value
	}
	return nil
}

func (f *file) dict(o any) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o any) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *file) name(o any) name {
	n, _ := f.resolve(o).(name)
	return n
}

func (f *file) number(o any) (float64, bool) {
	n, ok := f.resolve(o).(float64)
	return n, ok
}

func (f *file) integer(o any) int {
	n, _ := f.number(o)
	return int(max(-1, min(n, 1<<30)))
}

// decode undoes the filters of a stream. Of a damaged one it returns what there is.
func (f *file) decode(s *stream) ([]byte, error) {
	if f.decoded++; f.decoded > maxDecoded {
		f.limited = true
		return nil, ErrLimit
	}
	data := s.raw
	filters := f.array(s.dict["Filter"])
	if n := f.name(s.dict["Filter"]); n != "" {
		filters = array{n}
	}
	const mostFilters = 4
	for i, filter := range filters {
		if i == mostFilters {
			return nil, ErrDamaged
		}
		var r io.Reader
		switch f.name(filter) {
		case "FlateDecode", "Fl":
			if len(data) < 2 {
				return nil, ErrDamaged
			}
			r = flate.NewReader(bytes.NewReader(data[2:])) // behind the head of zlib; its checksum is often wrong
		case "ASCII85Decode", "A85":
			data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
			if i := bytes.IndexByte(data, '~'); i >= 0 {
				data = data[:i]
			}
			r = ascii85.NewDecoder(bytes.NewReader(data))
		case "ASCIIHexDecode", "AHx":
			l := lexer{data: data, budget: &f.budget}
			r = bytes.NewReader(l.hex())
		default:
			return nil, ErrDamaged
		}
		room := min(maxStream, f.inflated)
		out, err := io.ReadAll(io.LimitReader(r, int64(room)))
		f.inflated -= len(out)
		if len(out) == room {
			f.limited = true
			return out, ErrLimit
		}
		if err != nil && len(out) == 0 {
			return nil, ErrDamaged
		}
		data = out
	}
	return data, nil
}

// catalog returns the root of the document.
func (f *file) catalog() dict {
	for i := len(f.trailers) - 1; i >= 0; i-- {
		if d := f.dict(f.trailers[i]["Root"]); d != nil && d["Pages"] != nil {
			return d
		}
	}
	best, which := object{at: -1}, reference(0)
	for r, o := range f.objects {
		d, ok := o.value.(dict)
		if ok && d["Type"] == name("Catalog") && (o.at > best.at || o.at == best.at && r > which) {
			best, which = o, r
		}
	}
	return f.dict(best.value)
}

func (f *file) encrypted() bool {
	for _, t := range f.trailers {
		if f.dict(t["Encrypt"]) != nil {
			return true
		}
	}
	return false
}

// pages returns the pages in their order, each with the resources it inherits.
func (f *file) pages() []dict {
	var out []dict
	seen := map[reference]bool{}
	var walk func(o any, resources any, depth int)
	walk = func(o any, resources any, depth int) {
		if r, ok := o.(reference); ok {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		d := f.dict(o)
		if d == nil || depth > maxTree || len(out) >= maxPages {
			f.limited = f.limited || len(out) >= maxPages
			return
		}
		if d["Resources"] != nil {
			resources = d["Resources"]
		}
		if kids := f.array(d["Kids"]); d["Kids"] != nil {
			for _, kid := range kids {
				walk(kid, resources, depth+1)
			}
			return
		}
		out = append(out, dict{"Contents": d["Contents"], "Resources": resources})
	}
	if c := f.catalog(); c != nil {
		walk(c["Pages"], nil, 0)
	}
	return out
}
