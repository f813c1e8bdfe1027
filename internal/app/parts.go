package app

import "time"

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

// Policy is a privacy policy as text.
type Policy struct {
	File       string
	Format     string // txt, md, html
	Encoding   string // utf-8, gb18030
	Title      string
	Paragraphs []Paragraph
}

// Paragraph is one block of text: a paragraph, a heading, a list item or a
// table row, with its cells joined by tabs.
type Paragraph struct {
	Text    string
	Line    int // from 1, in the source file
	Heading int // 1 … 6; 0 where it is no heading
}
