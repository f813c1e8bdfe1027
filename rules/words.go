package rules

import "fmt"

// Subject is who a rule speaks to.
type Subject string

// The subjects.
const (
	SubjectApp      Subject = "app"
	SubjectSDK      Subject = "sdk"
	SubjectPlatform Subject = "platform"
)

// Confidence is how likely a hit is a real problem.
type Confidence string

// The degrees of confidence.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// Stage is a kind of evidence.
type Stage string

// The stages.
const (
	StageManifest Stage = "manifest"
	StageCode     Stage = "code"
	StagePolicy   Stage = "policy"
	StageListing  Stage = "listing"
	StageRuntime  Stage = "runtime"
	StageTexts    Stage = "texts" // what a user can read in the package
	StagePerson   Stage = "person"
)

// Verdict is the word a result earns. The zero value means that nobody looked.
type Verdict int

// The verdicts, from weakest to strongest.
const (
	Unchecked Verdict = iota // nobody looked; the result says why
	Pass                     // looked, and found nothing
	Review                   // a question that a person has to answer
	Suspected                // likely broken
	Violation                // the evidence itself breaks the clause
)

var verdicts = [...]string{"unchecked", "pass", "review", "suspected", "violation"}

// String returns the machine word of the verdict.
func (v Verdict) String() string { return word(verdicts[:], int(v)) }

// MarshalText implements [encoding.TextMarshaler].
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText refuses words that are no verdict.
func (v *Verdict) UnmarshalText(b []byte) error { return index(verdicts[:], b, "verdict", (*int)(v)) }

// Severity is how much a finding weighs.
type Severity int

// The severities, from lightest to heaviest.
const (
	NoSeverity Severity = iota
	Note
	Warning
	Error
)

var severities = [...]string{"none", "note", "warning", "error"}

// String returns the machine word of the severity.
func (s Severity) String() string { return word(severities[:], int(s)) }

// MarshalText implements [encoding.TextMarshaler].
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText refuses words that are no severity.
func (s *Severity) UnmarshalText(b []byte) error {
	return index(severities[:], b, "severity", (*int)(s))
}

func word(words []string, i int) string {
	if i < 0 || i >= len(words) {
		return fmt.Sprintf("unknown(%d)", i)
	}
	return words[i]
}

func index(words []string, b []byte, kind string, to *int) error {
	for i, w := range words {
		if w == string(b) {
			*to = i
			return nil
		}
	}
	return fmt.Errorf("unknown %s %q, want one of %q", kind, b, words)
}
