package app

import (
	"sort"
	"time"
	"unicode/utf8"
)

// Resources is what was read of resources.arsc beyond the labels, which stand
// at their components.
type Resources struct {
	Locales []string // configurations with strings, sorted; "" is the default
	Strings int      // strings in the pool
}

// Text is a string that a user of the app can read, or a URL.
type Text struct {
	Value string
	At    Location
}

// Signing is what the signatures say; zicha does not verify them.
type Signing struct {
	Schemes      []string // v1, v2, v3, v3.1, in that order
	Certificates []Certificate
}

// Certificate is a signer of the package.
type Certificate struct {
	Scheme    string // the newest scheme it signs with
	Subject   string // RFC 4514, as the certificate spells it
	Issuer    string
	NotBefore time.Time
	NotAfter  time.Time
	SHA256    string // of the DER bytes
	Debug     bool   // the key that Android's build tools make for debugging
	At        Location
}

// Classes are the class and string tables of the DEX files.
type Classes struct {
	Dexes    []Dex
	Packages []Package // package prefixes with their class counts, sorted
}

// Dex is one DEX file.
type Dex struct {
	File    string // classes2.dex
	Version int    // 35 … 41
	Classes int
	Strings int
	Size    int64 // bytes
}

// Package is a Java package and the number of classes defined in it.
type Package struct {
	Name    string // com.example.app
	Classes int
	Dex     string // the first file that has some
}

// Policy is a privacy policy as text, with what belongs to it: a list of SDKs, rules
// for children. All the files stand one after another.
type Policy struct {
	File       string   // the first
	Others     []string // the other files, in the order they were given
	Format     string   // of the first: txt, md, html, docx, pdf
	Encoding   string   // of the first: utf-8, gb18030, …
	Title      string   // of the first
	Language   Language // of most of the text
	Paragraphs []Paragraph
}

// Files returns the names of the files, in the order they were given.
func (p *Policy) Files() []string {
	if p.File == "" {
		return nil
	}
	return append([]string{p.File}, p.Others...)
}

// Language is what a policy is written in.
type Language string

// The languages that are told apart.
const (
	Chinese            Language = "zh"
	TraditionalChinese Language = "zh-hant"
	English            Language = "en" // or another one in Latin letters
)

// Paragraph is one block of text: a paragraph, a heading, a list item or a
// table row, with its cells joined by tabs.
type Paragraph struct {
	Text    string
	File    string
	Line    int  // from 1, in the source file; in docx the number of the paragraph
	Page    int  // from 1, in pdf; 0 elsewhere
	Heading int  // 1 … 6; 0 where it is no heading
	Bold    bool // all of it is set in bold, as headings are where nothing else marks them
	Images  int  // that stand right behind it
	Offset  int  // of its first character in txt, in code points of the decoded file; -1 elsewhere
	Joints  []Joint
}

// Joint is where a further line of the source begins in a paragraph.
type Joint struct {
	At     int // in bytes of Text
	Line   int // as in Paragraph
	Offset int // as in Paragraph, of the character at At
}

// Source returns the line in which the byte at an offset of the text stands, and
// its place in the file as [Paragraph.Offset] counts it.
func (p *Paragraph) Source(at int) (line, offset int) {
	from := p.joint(at)
	if from.Offset < 0 {
		return from.Line, -1
	}
	return from.Line, from.Offset + utf8.RuneCountInString(p.Text[from.At:at])
}

// LineAt returns the line in which the byte at an offset of the text stands.
func (p *Paragraph) LineAt(at int) int { return p.joint(at).Line }

// joint returns where the line begins that has the byte at an offset.
func (p *Paragraph) joint(at int) Joint {
	i := sort.Search(len(p.Joints), func(i int) bool { return p.Joints[i].At > at })
	if i == 0 {
		return Joint{Line: p.Line, Offset: p.Offset}
	}
	return p.Joints[i-1]
}
