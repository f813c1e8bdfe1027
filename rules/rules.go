// Package rules holds the ten tasks of 工信部信管函〔2020〕164号 as data: what is
// asked, by which clause, with which evidence, and what to do about it.
//
// The YAML beside this file is the source. The built-in pack in
// [github.com/zicha-lint/zicha/rules/builtin] is the same data compiled in;
// only the rules of users are read at run time, by [Load].
package rules

//go:generate go run ../internal/gen schema
//go:generate go run ../internal/gen pack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"github.com/zicha-lint/zicha/internal/lang"
)

// Pack is a complete set of tasks and the catalogue they refer to.
type Pack struct {
	Tasks   []Task
	Catalog Catalog
}

// Task is one of the ten 整治任务, or the adjacent duties (Number 0). A file of
// a user that only adds or overrides rules gives number and rules alone.
type Task struct {
	Number  int       `json:"task" min:"0" max:"10"`
	Title   lang.Text `json:"title,omitzero"`
	Basis   []Ref     `json:"basis,omitempty"`
	Clauses []Clause  `json:"clauses,omitempty"`
	Rules   []Rule    `json:"rules" min:"1"`
}

// Clause is a part of a task that can be broken on its own.
type Clause struct {
	ID    string    `json:"id"` // T6.a
	Title lang.Text `json:"title"`
}

// Ref names a place in a regulation: regulation#clause, such as pipl#17.
type Ref string

// Rule is one sentence of the law with the evidence that may show it broken.
type Rule struct {
	ID         string      `json:"id" pattern:"^[A-Z]+[0-9]*-[0-9]{3,}$" doc:"capital letters, a dash and at least three digits, such as ACME-001"` // T6-001, X-003, a user's ACME-001; never reused
	Title      lang.Text   `json:"title"`
	Why        lang.Text   `json:"why"`
	Remedy     lang.Text   `json:"remedy"`
	Subject    []Subject   `json:"subject" enum:"app,sdk,platform" min:"1"`
	Clauses    []string    `json:"clauses,omitempty"` // of the task
	Basis      []Ref       `json:"basis,omitempty"`
	Labels     []string    `json:"labels,omitempty"` // words of the 通报, catalog/labels.yaml
	Confidence Confidence  `json:"confidence" enum:"high,medium,low"`
	Stages     []Stage     `json:"stages" enum:"manifest,texts,code,policy,listing,runtime,person" min:"1"` // every kind of evidence that could answer it
	Unverified []Doubt     `json:"unverified,omitempty"`                                                    // parts no text has confirmed yet
	OwnDefault []lang.Text `json:"own_default,omitempty"`                                                   // choices without a legal source
	Steps      []lang.Text `json:"steps,omitempty"`                                                         // how a person answers it
	Evidence   []Evidence  `json:"evidence,omitempty"`                                                      // alternatives; the strongest result wins
}

// Doubt is a part of a rule that no text has confirmed yet.
type Doubt struct {
	Ref  Ref       `json:"ref,omitempty"` // where the basis is in doubt: a regulation, or a clause of it
	Note lang.Text `json:"note"`
}

// Evidence names one check, its values and the strongest word it may earn.
type Evidence struct {
	Check    string   `json:"check"`
	With     Params   `json:"with,omitempty"`
	Verdict  Verdict  `json:"verdict" enum:"review,suspected,violation"`
	Severity Severity `json:"severity" enum:"note,warning,error"`
}

// Params are the values of a check as a JSON object, or empty; the check
// decodes them strictly. They are a string so that the built-in pack is data
// and not work at start-up.
type Params string

// MarshalJSON implements [json.Marshaler].
func (p Params) MarshalJSON() ([]byte, error) {
	if p == "" {
		return []byte("{}"), nil
	}
	return []byte(p), nil
}

// UnmarshalJSON implements [json.Unmarshaler].
func (p *Params) UnmarshalJSON(b []byte) error {
	*p = Params(b)
	return nil
}

// Person reports whether only a person can answer the rule.
func (r *Rule) Person() bool {
	return len(r.Evidence) == 0 && len(r.Stages) == 1 && r.Stages[0] == StagePerson
}

// Rule returns the rule with the ID, and its task.
func (p *Pack) Rule(id string) (*Rule, *Task) {
	for t := range p.Tasks {
		for r := range p.Tasks[t].Rules {
			if p.Tasks[t].Rules[r].ID == id {
				return &p.Tasks[t].Rules[r], &p.Tasks[t]
			}
		}
	}
	return nil, nil
}

// Code returns the task's short name: T1 … T10, and X for the adjacent duties.
func (t *Task) Code() string {
	if t.Number == 0 {
		return "X"
	}
	return "T" + strconv.Itoa(t.Number)
}

// Digest identifies the rules and the catalogue of a pack: SHA-256 over their
// JSON form, 64 hex digits.
func (p *Pack) Digest() string {
	data, err := json.Marshal(p)
	if err != nil {
		return "" // no field of a pack can fail to be JSON
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
