package policy

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
)

// The limits of what is read of lists. A policy with more is no policy; what is
// beyond them is not read as a list, but still as text.
const (
	maxEntries = 5000
	maxCells   = 40
	maxQuote   = 2000 // bytes of an entry that are kept as its text
	nearby     = 8    // paragraphs before a list, in which its heading is looked for
)

// List is a published list of third parties: a table, or entries of keys and
// values that follow each other.
type List struct {
	Head    string // the header row; "" where there is none
	File    string
	Line    int // of the head or the first entry
	Kinds   [fieldCount]bool
	Entries []Entry
}

// Has reports whether the list says anything of this kind for any entry, by a
// column or a key.
func (l *List) Has(k FieldKind) bool { return l.Kinds[k] }

// says counts what a list tells of its entries beside their names.
func (l *List) says() int {
	n := 0
	for _, k := range []FieldKind{FieldCompany, FieldPurpose, FieldInformation, FieldLink} {
		if l.Kinds[k] {
			n++
		}
	}
	return n
}

// Entry is one item of a list.
type Entry struct {
	Text    string // as it stands, its parts between " | "
	File    string
	Line    int
	Regular bool // every field is where its label says: a row with as many cells as the header, or keys and values
	fields  [fieldCount]Field
}

// Field is what an entry says of one kind.
type Field struct {
	Text string
	Line int // 0: nothing
}

// Field returns what the entry says of a kind.
func (e *Entry) Field(k FieldKind) Field { return e.fields[k] }

func (e *Entry) add(k FieldKind, text string, line int) {
	text = strings.Trim(strings.ReplaceAll(text, "**", ""), " *_`,，;；\u00a0\u3000")
	f := &e.fields[k]
	switch {
	case text == "":
		if f.Line == 0 {
			f.Line = line
		}
	case f.Text == "":
		*f = Field{text, line}
	case len(f.Text)+len(text) < maxQuote:
		f.Text += " " + text
	}
	e.quote(text)
}

func (e *Entry) quote(text string) {
	if text == "" || len(e.Text)+len(text) > maxQuote {
		return
	}
	if e.Text != "" {
		e.Text += " | "
	}
	e.Text += text
}

// Lists returns the lists of third parties that a published text has.
func Lists(p *app.Policy) []List {
	r := listReader{paragraphs: p.Paragraphs, about: make([]bool, len(p.Paragraphs))}
	near := -nearby - 1
	for i, para := range p.Paragraphs {
		if i > 0 && para.File != p.Paragraphs[i-1].File {
			near = i - nearby - 1
		}
		if SpeaksOfThirdParties(para.Text) {
			near = i
		}
		r.about[i] = i-near <= nearby
	}
	for i := 0; i < len(r.paragraphs) && r.entries < maxEntries; {
		if r.begins(i) {
			r.closeBlock()
		}
		if n := r.table(i); n > 0 {
			r.closeBlock()
			i += n
			continue
		}
		r.paragraph(i)
		i++
	}
	r.closeBlock()
	return r.lists
}

// SpeaksOfThirdParties reports whether a text has one of the words with which lists
// of third parties are announced.
func SpeaksOfThirdParties(text string) bool {
	if strings.Contains(text, "第三方") {
		return true
	}
	for i := 0; i+3 <= len(text); i++ {
		if text[i]|0x20 == 's' && text[i+1]|0x20 == 'd' && text[i+2]|0x20 == 'k' {
			return true
		}
	}
	return false
}

type listReader struct {
	paragraphs []app.Paragraph
	about      []bool // a heading or a sentence nearby speaks of third parties
	lists      []List
	entries    int

	block     *List // of keys and values, open
	entry     *Entry
	last      FieldKind // that was read last in entry
	continued int       // paragraphs without a key after it
	sdk       bool      // the entry, or what stands before it, speaks of an SDK or a third party
}

// begins reports whether a file begins at a paragraph: no list goes on from one
// file to the next.
func (r *listReader) begins(at int) bool {
	return at == 0 || r.paragraphs[at].File != r.paragraphs[at-1].File
}

// cells splits a row: at tabs, or at the bars that flattened tables keep.
func cells(text string) []string {
	sep := "\t"
	if !strings.Contains(text, sep) {
		text = strings.ReplaceAll(text, "｜", "|")
		if sep = "|"; !strings.Contains(text, sep) {
			return nil
		}
		text = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), sep), sep)
	}
	out := strings.SplitN(text, sep, maxCells+1)
	if len(out) > maxCells {
		return nil
	}
	for i := range out {
		out[i] = strings.Trim(out[i], " *_`\u00a0\u3000")
	}
	return out
}

// header returns what the columns of a table are for, if the row is the header of
// a list of third parties.
func header(row []string) []FieldKind {
	if len(row) < 2 {
		return nil
	}
	kinds := make([]FieldKind, len(row))
	var has [fieldCount]bool
	for i, cell := range row {
		k, ok := labelKind(cell)
		if !ok {
			if cell != "" {
				return nil
			}
			k = FieldOther
		}
		kinds[i] = k
		has[k] = true
	}
	party := FieldName
	if has[FieldName] {
		party = FieldCompany
	}
	for i, k := range kinds {
		if k == fieldParty {
			kinds[i], has[party] = party, true
		}
	}
	if !has[FieldName] && !has[FieldCompany] || !has[FieldPurpose] && !has[FieldInformation] && !has[FieldLink] {
		return nil
	}
	return kinds
}

// table reads a table that begins at a paragraph, and returns how many paragraphs
// it takes; 0 where there is none.
func (r *listReader) table(at int) int {
	head := cells(r.paragraphs[at].Text)
	kinds := header(head)
	if kinds == nil || !r.about[at] && !SpeaksOfThirdParties(r.paragraphs[at].Text) {
		return 0
	}
	list := List{Head: strings.Join(head, " | "), File: r.paragraphs[at].File, Line: r.paragraphs[at].Line}
	for _, k := range kinds {
		list.Kinds[k] = true
	}
	bars := !strings.Contains(r.paragraphs[at].Text, "\t")
	n := 1
	for at+n < len(r.paragraphs) && !r.begins(at+n) && r.entries < maxEntries {
		row, took := r.row(at+n, len(kinds), bars)
		if took == 0 || header(row) != nil {
			break
		}
		if !ruled(row) {
			list.Entries = append(list.Entries, entryOf(row, kinds, &r.paragraphs[at+n]))
			r.entries++
		}
		n += took
	}
	if len(list.Entries) == 0 {
		return 0
	}
	r.lists = append(r.lists, list)
	return n
}

// row returns the cells of a row and how many paragraphs it takes. Flattened
// tables are wrapped within a row: lines that begin or end with a bar go on.
func (r *listReader) row(at, columns int, bars bool) (row []string, took int) {
	text := r.paragraphs[at].Text
	row = cells(text)
	if len(row) == 0 || bars == strings.Contains(text, "\t") || r.paragraphs[at].Heading > 0 {
		return nil, 0
	}
	took = 1
	const most = 12 // lines of a wrapped row
	for bars && len(row) < columns && took < most && at+took < len(r.paragraphs) && !r.begins(at+took) {
		before := strings.TrimRight(text, " ")
		next := r.paragraphs[at+took].Text
		if !strings.HasSuffix(before, "|") && !strings.HasPrefix(next, "|") {
			break
		}
		text = before + " " + next
		row = cells(text)
		took++
	}
	return row, took
}

// ruled reports whether a row is the line under a header.
func ruled(row []string) bool {
	for _, cell := range row {
		if strings.Trim(cell, "-: ") != "" {
			return false
		}
	}
	return true
}

func entryOf(row []string, kinds []FieldKind, para *app.Paragraph) Entry {
	e := Entry{File: para.File, Line: para.Line, Regular: len(row) == len(kinds)}
	if !e.Regular {
		e.Text = clip(strings.Join(row, " | "))
		return e
	}
	for i, cell := range row {
		e.add(kinds[i], cell, para.Line)
	}
	return e
}

func clip(s string) string {
	if len(s) <= maxQuote {
		return s
	}
	s = s[:maxQuote]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}

// pair is a key with its value.
type pair struct {
	kind  FieldKind
	label string
	value string
}

// pairs splits a paragraph into keys and values: SDK名称：… 公司：…. rest is what
// stands before the first key.
func pairs(text string) (rest string, out []pair) {
	const most = 24 // keys in a paragraph
	from := 0       // of the value of the last key
	for at := 0; at < len(text) && len(out) < most; {
		i := strings.IndexAny(text[at:], ":：∶")
		if i < 0 {
			break
		}
		i += at
		_, size := utf8.DecodeRuneInString(text[i:])
		at = i + size
		kind, begin, ok := keyBefore(text[from:i])
		if !ok {
			continue
		}
		begin += from
		if len(out) == 0 {
			rest = text[:begin]
		} else {
			out[len(out)-1].value = text[from:begin]
		}
		out = append(out, pair{kind: kind, label: text[begin:i]})
		from = at
	}
	if len(out) == 0 {
		return text, nil
	}
	out[len(out)-1].value = text[from:]
	return rest, out
}

// keyBefore returns the label at the end of a text, and where it begins.
func keyBefore(text string) (kind FieldKind, begin int, ok bool) {
	const far = 4 * maxLabel // bytes
	low := max(0, len(text)-far)
	if i := strings.LastIndexAny(text[low:], "。；;，,！？\t|\n"); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[low+i:])
		low += i + size
	} else if low > 0 {
		low = len(text) // the label would begin before it
		if i := strings.LastIndexAny(text[len(text)-far:], blanks); i >= 0 {
			low = len(text) - far + i
		}
	}
	// What stands before a blank belongs to the value before, but for SDK 名称.
	begin = len(text)
	for begin > low {
		i := strings.LastIndexAny(strings.TrimRight(text[low:begin], blanks), blanks)
		next := low
		if i >= 0 {
			_, size := utf8.DecodeRuneInString(text[low+i:])
			next = low + i + size
		}
		word := strings.Trim(text[next:begin], blanks)
		if k, label := labelKind(text[next:]); label && (!ok || ascii(word)) {
			kind, ok, begin = k, true, next
			continue
		}
		break
	}
	return kind, begin, ok
}

const blanks = " \u00a0\u3000"

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

const (
	maxTitleOfEntry = 40 // code points of a line that is taken for the name of the entry under it
	maxName         = 80 // code points of a name; what is longer was no list
)

// paragraph reads keys and values.
func (r *listReader) paragraph(at int) {
	para := r.paragraphs[at]
	rest, found := pairs(para.Text)
	if len(found) == 0 {
		r.continues(para)
		return
	}
	for i, one := range found {
		r.key(at, one, i == 0, rest)
	}
}

// key takes one key and its value, and begins a new entry where it has to.
func (r *listReader) key(at int, one pair, first bool, rest string) {
	line := r.paragraphs[at].Line
	kind := one.kind
	if kind == fieldParty {
		kind = FieldName
		if r.entry != nil && r.entry.fields[FieldName].Line > 0 && r.entry.fields[FieldCompany].Line == 0 {
			kind = FieldCompany
		}
	}
	if r.starts(at, kind, first) {
		r.closeEntry()
	}
	if r.entry == nil {
		r.entry = &Entry{File: r.paragraphs[at].File, Line: line, Regular: true}
		r.sdk = r.about[at]
		if title := undecorated(rest); first && kind != FieldName && nameLike(title) {
			r.entry.add(FieldName, title, line)
		} else if first && kind != FieldName && r.titled(at) {
			r.entry.Line = r.paragraphs[at-1].Line
			r.entry.add(FieldName, undecorated(r.paragraphs[at-1].Text), r.entry.Line)
		}
	}
	r.sdk = r.sdk || SpeaksOfThirdParties(one.label)
	r.entry.add(kind, one.value, line)
	r.last, r.continued = kind, 0
}

// starts reports whether a key begins a new entry: a second name, a second
// company, or anything said for a second time under a line that may be a name.
func (r *listReader) starts(at int, kind FieldKind, first bool) bool {
	if r.entry == nil || r.entry.fields[kind].Line == 0 {
		return false
	}
	return kind == FieldName || kind == FieldCompany || first && r.titled(at)
}

// titled reports whether the paragraph before may be the name of an entry.
func (r *listReader) titled(at int) bool {
	if r.begins(at) {
		return false
	}
	title := undecorated(r.paragraphs[at-1].Text)
	if _, label := labelKind(title); label || !nameLike(title) {
		return false
	}
	_, keys := pairs(r.paragraphs[at-1].Text)
	return len(keys) == 0
}

// nameLike reports whether a line may be the name of a product: it is short and
// no sentence.
func nameLike(title string) bool {
	return title != "" && utf8.RuneCountInString(title) <= maxTitleOfEntry && !sentenceLike.MatchString(title)
}

var sentenceLike = regexp.MustCompile(`[，,。；;：:！？|\t《》]|://|[我您你]|以下|如下|下列|上述|信息|数据|目的|同意|定义|功能|服务商|(?:^[A-Za-z]?[.)]?$)`)

// maxContinued is how many paragraphs without a key may follow a value.
const maxContinued = 8

// prose is what policies are written in, and values of lists hardly ever.
var prose = regexp.MustCompile(`我们|本政策|[您你]`)

// continues takes a paragraph without a key: the rest of the last value, or the
// end of the entry.
func (r *listReader) continues(para app.Paragraph) {
	if r.entry == nil {
		if para.Heading > 0 || utf8.RuneCountInString(para.Text) > maxTitleOfEntry {
			r.closeBlock()
		}
		return
	}
	r.continued++
	numbered := decoration.MatchString(para.Text) && nameLike(undecorated(para.Text))
	switch {
	case para.Heading > 0 || r.continued > maxContinued || prose.MatchString(para.Text) && utf8.RuneCountInString(para.Text) > maxTitleOfEntry:
		r.closeEntry()
		r.closeBlock()
	case numbered:
		r.closeEntry()
	case strings.Trim(para.Text, "-—_* ") != "": // no line across the page
		r.entry.add(r.last, para.Text, para.Line)
	}
}

func (r *listReader) closeEntry() {
	e := r.entry
	r.entry = nil
	if e == nil || e.fields[FieldName].Text == "" || utf8.RuneCountInString(e.fields[FieldName].Text) > maxName || !r.sdk && !SpeaksOfThirdParties(e.fields[FieldName].Text) {
		return
	}
	if e.fields[FieldPurpose].Line+e.fields[FieldInformation].Line+e.fields[FieldLink].Line == 0 {
		return
	}
	if r.block == nil {
		r.block = &List{File: e.File, Line: e.Line}
	}
	for k := range e.fields {
		r.block.Kinds[k] = r.block.Kinds[k] || e.fields[k].Line > 0
	}
	r.block.Entries = append(r.block.Entries, *e)
	r.entries++
}

// closeBlock ends a list of keys and values. One entry that says little is a
// sentence with a colon in it.
func (r *listReader) closeBlock() {
	r.closeEntry()
	if r.block != nil && (len(r.block.Entries) > 1 || r.block.says() > 1) {
		r.lists = append(r.lists, *r.block)
	}
	r.block = nil
}
