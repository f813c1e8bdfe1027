package app

import "github.com/zicha-lint/zicha/internal/lang"

// Container is the package as a file: its entries and its oddities.
type Container struct {
	Entries   []Entry // in central-directory order
	Libraries []Library
	Anomalies []Anomaly
}

// Entry is one file in the package.
type Entry struct {
	Name string
	Size int64 // bytes, inflated
}

// Library is a native library, by ABI.
type Library struct {
	Name string // libfoo.so
	ABI  string // arm64-v8a; "" outside lib/
	Path string // its entry
}

// Anomaly is a disagreement inside the file that no ordinary build tool
// makes: a sign that somebody tampered with the package.
type Anomaly struct {
	Kind string // stable, kebab-case: duplicate-entry, extra-eocd, …
	What lang.Text
	At   Location
}

// Packer is a product that encrypts or hides the code of an app.
type Packer struct {
	ID   string // of rules/catalog/packers.yaml
	Name lang.Text
	At   []Location // what gave it away
}

// Runtime is a framework whose business code zicha does not read.
type Runtime struct {
	ID   string // of rules/catalog/runtimes.yaml
	Name lang.Text
	At   []Location
}

// PolicyHint is a trace of a privacy policy inside the package.
type PolicyHint struct {
	Text string // a URL, or the title of the document
	URL  bool
	At   Location
}
