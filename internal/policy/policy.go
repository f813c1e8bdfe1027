// Package policy reads the text of a privacy policy from a file: plain text,
// Markdown or HTML, in UTF-8, UTF-16 or GB18030.
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
	maxTitle  = 60       // code points of a first paragraph that is taken for the title
)

// Error says why a file cannot be read as a privacy policy.
type Error struct {
	Name string    // of the file
	What lang.Text // a clause: what is wrong, and what to do
}

// Error returns the file and the reason in English.
func (e *Error) Error() string { return e.Name + ": " + e.What.EN }

// Read reads a privacy policy. The format follows from the content and from
// the extension of the name (.txt, .md, .markdown, .html, .htm, .xhtml). The
// error is an [*Error] where the file is no policy that can be read.
func Read(name string, data []byte) (app.Policy, error) {
	p, what := read(name, data)
	if !what.Empty() {
		return app.Policy{}, &Error{Name: name, What: what}
	}
	return p, nil
}

func read(name string, data []byte) (p app.Policy, refusal lang.Text) {
	if len(data) > MaxSize {
		return p, tooLarge
	}
	if what := foreign(data); !what.Empty() {
		return p, what
	}
	text, encoding := decode(data)
	if mojibake(text) {
		return p, unreadable
	}
	d := parse(name, text)
	if what := d.refuse(); !what.Empty() {
		return p, what
	}
	if d.title == "" {
		d.title = guessTitle(d.paragraphs)
	}
	return app.Policy{File: name, Format: d.format, Encoding: encoding, Title: d.title, Paragraphs: d.paragraphs}, refusal
}

// document is what a reader of one format found.
type document struct {
	format     string
	title      string // that the format itself declares
	paragraphs []app.Paragraph
	scripts    bool // the page has scripts, which may make its text
}

func parse(name string, text []byte) document {
	extension := strings.ToLower(path.Ext(name))
	head := bytes.TrimSpace(text)
	switch {
	case looksLikeHTML(head), extension == ".html", extension == ".htm", extension == ".xhtml":
		return readHTML(text)
	case extension == ".md", extension == ".markdown":
		return readMarkdown(text)
	case extension != ".txt" && (bytes.HasPrefix(head, []byte("# ")) || bytes.HasPrefix(head, []byte("---\n"))):
		return readMarkdown(text)
	}
	return readText(text)
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

// readText takes every line that is not blank for a paragraph.
func readText(text []byte) document {
	d := document{format: "txt"}
	line := 0
	for raw := range bytes.Lines(text) {
		line++
		if s := trim(string(raw)); s != "" {
			d.paragraphs = append(d.paragraphs, app.Paragraph{Text: s, Line: line})
		}
	}
	return d
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
