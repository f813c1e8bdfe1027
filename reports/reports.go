// Package reports writes what was found: one file, one format. A format
// decides nothing; every verdict it prints was made before it was called.
package reports

import (
	"io"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Run is everything that one call of zicha has to say.
type Run struct {
	Reports     []*lint.Report // in the order of the targets
	Failures    []Failure      // targets that could not be opened at all
	ToolVersion string
	RulesDigest string // of the rule pack, in hex
	Exit        int    // the exit code the process ends with
}

// Failure is a target that could not be opened, and why.
type Failure struct {
	Target string
	What   lang.Text
}

// Options are the wishes of the reader. The zero value is a plain Chinese
// report of [DefaultWidth] columns.
type Options struct {
	Lang        lang.Lang
	Color       bool           // the caller knows the terminal, NO_COLOR and the flags
	Width       int            // columns; DefaultWidth where 0, never below MinWidth
	Verbose     bool           // show what the terminal report otherwise shortens
	FailOn      rules.Verdict  // the build fails from this word on; Unchecked: never
	MinSeverity rules.Severity // and from this severity on
	Dir         string         // absolute; SARIF makes paths relative to it
}

// The width of the terminal report, in columns.
const (
	DefaultWidth = 100
	MinWidth     = 60
)

// reaches reports whether the finding alone fails the build.
func (o Options) reaches(f *lint.Finding) bool {
	return o.FailOn > rules.Unchecked && f.Verdict >= o.FailOn && f.Severity >= o.MinSeverity
}

// Format is a way to write a T. Write returns the error of the writer, or none:
// every T can be written in every format.
type Format[T any] struct {
	Name  string
	Doc   lang.Text
	Write func(io.Writer, T, Options) error
}

// RunFormat is a way to write a scan.
type RunFormat = Format[*Run]

// Formats returns all formats, the usual one first.
func Formats() []RunFormat {
	return []RunFormat{
		{"terminal", lang.Text{ZH: "给人看的终端报告", EN: "a report for people, in the terminal"}, writeTerminal},
		{"json", lang.Text{ZH: "完整的机器可读报告（rules/schema/report.schema.json）", EN: "everything, for machines (rules/schema/report.schema.json)"}, writeJSON},
		{"sarif", lang.Text{ZH: "SARIF 2.1.0，供 GitHub code scanning 等平台使用", EN: "SARIF 2.1.0, for GitHub code scanning and others"}, writeSARIF},
	}
}

// Find returns the format with the name.
func Find[T any](formats []Format[T], name string) (Format[T], bool) {
	for _, f := range formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format[T]{}, false
}
