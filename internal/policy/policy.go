// Package policy reads the text of a privacy policy from files: plain text,
// Markdown or HTML, in UTF-8, UTF-16, GB18030 or Big5, Word documents and PDF.
//
// What is no policy, or cannot be read, is refused with a sentence that says what
// to do: a text that was only half read would be accused of silence.
package policy

import (
	"bytes"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
)

// The limits of what is taken for a policy.
const (
	MaxSize   = 10 << 20 // bytes of the file
	minLength = 300      // code points of text, blanks not counted
	minPart   = 30       // of what is handed over beside a policy
	maxTitle  = 60       // code points of a first paragraph that is taken for the title
)

// Error says why a file cannot be read as a privacy policy.
type Error struct {
	Name string    // of the file
	What lang.Text // a clause: what is wrong, and what to do
}

// Error returns the file and the reason in English.
func (e *Error) Error() string { return e.Name + ": " + e.What.EN }

// Source is a file that holds a policy, or a part of one.
type Source struct {
	Name    string
	Data    []byte
	Type    string // that a server declared, such as text/html; "" where it said nothing
	Charset string // likewise
	Part    bool   // it belongs to a policy that was read already: a list of SDKs, rules for children
}

// Read reads a privacy policy. The format follows from the content and from
// the extension of the name (.txt, .md, .markdown, .html, .htm, .xhtml). The
// error is an [*Error] where the file is no policy that can be read.
func Read(name string, data []byte) (app.Policy, error) {
	return Source{Name: name, Data: data}.Read()
}

// Read reads the file, as [Read] does.
func (s Source) Read() (p app.Policy, err error) {
	defer func() {
		if recover() != nil { // a mistake of ours is told like a broken file
			p, err = app.Policy{}, &Error{Name: s.Name, What: broken}
		}
	}()
	p, what := s.read()
	if !what.Empty() {
		return app.Policy{}, &Error{Name: s.Name, What: what}
	}
	return p, nil
}

func (s Source) read() (p app.Policy, refusal lang.Text) {
	if len(s.Data) > MaxSize {
		return p, tooLarge
	}
	d, refusal := s.open()
	if !refusal.Empty() {
		return p, refusal
	}
	d.arrange()
	if what := d.refuse(s.Part); !what.Empty() {
		return p, what
	}
	if d.title == "" {
		d.title = guessTitle(d.paragraphs)
	}
	for i := range d.paragraphs {
		d.paragraphs[i].File = s.Name
	}
	return app.Policy{
		File: s.Name, Format: d.format, Encoding: d.encoding, Title: d.title,
		Language: languageOf(d.paragraphs), Paragraphs: d.paragraphs,
	}, refusal
}

// open finds out what the file is, and reads its paragraphs.
func (s Source) open() (document, lang.Text) {
	switch {
	case isPDF(s.Data):
		return readPDF(s.Data)
	case isDocx(s.Data):
		return readDocx(s.Data)
	}
	if what := foreign(s.Data); !what.Empty() {
		return document{}, what
	}
	text, encoding := decode(s.Data, s.Charset)
	if mojibake(text) || !plausible(text) {
		return document{}, unreadable
	}
	d := parse(s.Name, s.Type, text)
	d.encoding = encoding
	return d, lang.Text{}
}

// arrange puts right what reading cannot know before it has all paragraphs.
func (d *document) arrange() {
	if d.format != "txt" {
		for i := range d.paragraphs {
			d.paragraphs[i].Offset = -1
		}
	}
	d.paragraphs = splitHeadings(withoutMenus(d.paragraphs))
}

// Join puts the parts of a policy one after another; nil where there is none.
func Join(parts []app.Policy) *app.Policy {
	if len(parts) == 0 {
		return nil
	}
	p := parts[0]
	for _, more := range parts[1:] {
		p.Others = append(append(p.Others, more.File), more.Others...)
		p.Paragraphs = append(p.Paragraphs, more.Paragraphs...)
	}
	if len(parts) > 1 {
		p.Language = languageOf(p.Paragraphs)
	}
	return &p
}

// document is what a reader of one format found.
type document struct {
	format     string
	encoding   string
	title      string // that the format itself declares
	paragraphs []app.Paragraph
	scripts    bool // the page has scripts, which may make its text
	lostImages int  // that stand behind no text
}

func parse(name, kind string, text []byte) document {
	extension, head := extensionOf(name), bytes.TrimSpace(text)
	switch {
	case isHTML(name, kind, text):
		return readHTML(text)
	case kind == "text/markdown", extension == ".md", extension == ".markdown":
		return readMarkdown(text)
	case extension != ".txt" && (bytes.HasPrefix(head, []byte("# ")) || bytes.HasPrefix(head, []byte("---\n"))):
		return readMarkdown(text)
	}
	return readText(text)
}

// isHTML reports whether a text is HTML, by its start, by what a server declared, or by
// its name.
func isHTML(name, kind string, text []byte) bool {
	switch extensionOf(name) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return looksLikeHTML(bytes.TrimSpace(text)) || kind == "text/html" || kind == "application/xhtml+xml"
}

func extensionOf(name string) string {
	if strings.Contains(name, "://") { // an address: what follows the path says nothing
		name, _, _ = strings.Cut(name, "?")
		name, _, _ = strings.Cut(name, "#")
	}
	return strings.ToLower(path.Ext(name))
}

// looksLikeHTML reports whether the text opens with markup, as saved pages are
// often called .txt. Markdown may open with a tag too, but hardly with one
// that is closed as a block is.
func looksLikeHTML(text []byte) bool {
	head := bytes.ToLower(text[:min(len(text), 20)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<?xml"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(text, []byte("</p>")) || bytes.Contains(text, []byte("</div>")))
}

// guessTitle returns the first heading near the top, or else the first
// paragraph where it is short; .txt files often hold the marks of Markdown.
func guessTitle(paragraphs []app.Paragraph) string {
	top := paragraphs[:min(len(paragraphs), 10)]
	for _, p := range top {
		if p.Heading > 0 {
			return p.Text
		}
	}
	for _, p := range top {
		title := strings.Trim(p.Text, "#*=- ")
		if title != "" && utf8.RuneCountInString(title) <= maxTitle {
			return title
		}
		if title != "" {
			break
		}
	}
	return ""
}

// trim drops blanks and invisible characters on both sides.
func trim(s string) string { return strings.TrimFunc(s, isBlank) }

// isBlank reports whether the character shows nothing: white space, the
// zero-width characters that editors leave, and control characters.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}
