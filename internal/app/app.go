// Package app says what can be known about one artifact: facts, no opinions.
//
// Every fact carries the place it was read from, so that a finding can show
// its proof. What could not be read is a [Gap], never an empty field.
package app

import "github.com/zicha-lint/zicha/internal/lang"

// App is everything zicha read from one artifact.
type App struct {
	Source      Source
	Has         Facts   // the parts below that were read, completely or in part
	Gaps        []Gap   // what could not be read, and why
	Limits      []Limit // what no static reader sees here; listed, never blocking
	Container   Container
	Manifest    Manifest
	Resources   Resources
	Signing     Signing
	Classes     Classes
	Code        Code
	SDKs        []SDK          // third-party code of the catalogue, by id
	Others      []Unidentified // third-party code that nobody of the catalogue owns, largest first
	Packers     []Packer       // 加固: products that hide the app's code
	Runtimes    []Runtime      // frameworks whose business code is not in the DEX files
	Layouts     []Layout       // compiled ones, those of libraries left out
	Texts       []Text         // what a user can read, and URLs: resources, DEX strings, text assets
	PolicyHints []PolicyHint   // traces of a privacy policy inside the package
	Policy      Policy         // the policy the user handed over, not one found inside the package
}

// Source is the file an App was read from.
type Source struct {
	Name   string // as the user gave it; "-" for standard input
	Kind   Kind
	Size   int64 // bytes
	SHA256 string
	MD5    string // "" where it was not asked for
}

// Kind is the format of an artifact.
type Kind string

// The kinds of artifact zicha reads.
const (
	KindAPK Kind = "apk"
	KindAAR Kind = "aar"
	KindJAR Kind = "jar"
)

// IsSDK reports whether the artifact is a library for apps, not an app: what the
// app that takes it declares and when it calls it is not known.
func (k Kind) IsSDK() bool { return k == KindAAR || k == KindJAR }

// Location is a place inside an artifact.
type Location struct {
	File   string // entry of the package, or the policy file; "" for the package itself
	Line   int    // from 1; 0 where the file has no lines; in Source where that is known
	Symbol string // manifest component, resource, certificate or Lclass;->method()V
	Source string // of code, the source file that its debug information names: Main.java
	Via    string // of a step on a path that is not called but called back later, what is handed the callback: android.os.Handler.post
}

// Gap is a part that was not read, or not completely.
type Gap struct {
	Facts    Facts     // the facts that are missing or incomplete
	What     lang.Text // a whole sentence: what, and why
	At       Location
	Blocking bool // the scan is incomplete: exit code 3
}

// Limit is something static reading does not reach in this artifact, such as
// pages loaded from a server. It makes no check doubtful by itself.
type Limit struct {
	What lang.Text
	At   Location
}

// Missing returns the facts of want that were not read at all.
func (a *App) Missing(want Facts) Facts { return want &^ a.Has }

// Incomplete returns the gaps that touch any of the wanted facts.
func (a *App) Incomplete(want Facts) []Gap {
	var gaps []Gap
	for _, g := range a.Gaps {
		if g.Facts&want != 0 {
			gaps = append(gaps, g)
		}
	}
	return gaps
}

// AddGap records a part that was not read.
func (a *App) AddGap(g Gap) { a.Gaps = append(a.Gaps, g) }
