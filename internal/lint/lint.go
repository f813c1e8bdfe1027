// Package lint joins rules to checks and runs them. It is the only maker of
// verdicts: a check brings the proof, a rule the sentence, this package the word.
package lint

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// Case is one app, what its user says about it, and the reference data.
type Case struct {
	App     *app.App
	Said    Said
	Catalog *rules.Catalog
	Settled []Result // of the other rules; only for checks that run last

	published *published.Text
}

// Published returns what the policy says of SDKs and information. It is read when
// it is first asked for; a Case is used by one check at a time.
func (c *Case) Published() *published.Text {
	if c.published == nil {
		c.published = published.NewVocabulary(c.Catalog).Read(&c.App.Policy)
	}
	return c.published
}

// Said is what the user states and no package can show.
type Said struct {
	Category *rules.Category // one of the 39 kinds, or nil
	NoPolicy bool            // the app has no privacy policy
}

// Facts returns the facts that are known by the user's word.
func (s Said) Facts() app.Facts {
	var f app.Facts
	if s.Category != nil {
		f |= app.FactCategory
	}
	if s.NoPolicy {
		f |= app.FactNoPolicy
	}
	return f
}

// Finding is one proof that a rule is, or may be, broken. A check fills the
// first part; the engine the second.
type Finding struct {
	Owner  string         // who does it: "" the app itself, else the id or name of an SDK
	Anchor string         // what it is about: a permission, an API, a component; stable across builds
	Info   []string       // information ids
	Phase  string         // startup, background, user; "" where it has none
	Note   lang.Text      // the noun and the proof, a whole sentence
	Quote  string         // words taken from the artifact, unescaped
	At     app.Location   // where the proof stands
	Path   []app.Location // how it is reached, outermost first
	Cap    rules.Verdict  // the strongest word this very finding may earn; zero for no cap of its own

	Check       string // name of the check
	Verdict     rules.Verdict
	Severity    rules.Severity
	Fingerprint string // SHA-256 in hex, see fingerprint.go
}

// Result is what became of one rule. Every rule has one, also in silence.
type Result struct {
	Rule     *rules.Rule
	Verdict  rules.Verdict
	Severity rules.Severity // of the strongest finding; NoSeverity without findings
	Reason   lang.Text      // why it is unchecked, or what a person has to look at
	Partial  bool           // something it needs was not read, or not completely
	Findings []Finding      // strongest first, then by anchor
	Looked   []rules.Stage  // kinds of evidence that were looked at
	Unlooked []rules.Stage  // kinds of evidence the rule knows and nobody looked at
}

// TaskResult is a task with the results of its rules.
type TaskResult struct {
	Task    *rules.Task
	Results []Result
}

// Report is everything zicha has to say about one app.
type Report struct {
	Case  Case
	Tasks []TaskResult
}

// Verdict returns the strongest word among the results of the task.
func (t *TaskResult) Verdict() rules.Verdict {
	v := rules.Unchecked
	for _, r := range t.Results {
		v = max(v, r.Verdict)
	}
	return v
}

// Count returns how many results of the task have the verdict.
func (t *TaskResult) Count(v rules.Verdict) int {
	n := 0
	for _, r := range t.Results {
		if r.Verdict == v {
			n++
		}
	}
	return n
}

// Incomplete returns the gaps for which the scan is not complete.
func (r *Report) Incomplete() []app.Gap {
	var gaps []app.Gap
	for _, g := range r.Case.App.Gaps {
		if g.Blocking {
			gaps = append(gaps, g)
		}
	}
	return gaps
}

// Fails reports whether any finding reaches both thresholds.
func (r *Report) Fails(on rules.Verdict, least rules.Severity) bool {
	for _, t := range r.Tasks {
		for _, res := range t.Results {
			for _, f := range res.Findings {
				if f.Verdict >= on && f.Severity >= least {
					return true
				}
			}
		}
	}
	return false
}
