package lint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// Check is a header and a body: what is looked for, what must be known to look
// for it, and the pure function that looks. A body reads the [Case] and returns
// findings; it has no state, does no I/O and makes no verdict.
type Check struct {
	Name    string        // kebab-case, as rules name it; the file is named alike
	Doc     lang.Text     // one sentence
	Stage   rules.Stage   // the kind of evidence it looks at
	Needs   app.Facts     // it does not run without them
	Absence bool          // it accuses because something was not found: silent under a gap
	Last    bool          // it reads the results of other rules
	Callers bool          // it looks at how apps use SDKs: an SDK by itself shows nothing of it
	Most    rules.Verdict // the strongest word that this kind of evidence can earn

	params reflect.Type
	bind   func(rules.Params) (body, error)
}

type body func(*Case) []Finding

// None is the parameter type of a check without parameters.
type None struct{}

// Define makes a check of a header and a body with parameters of type P. The
// fields of P carry json names and doc tags, from which the schema of a rule's
// "with" is made.
func Define[P any](c Check, run func(*Case, P) []Finding) Check {
	c.params = reflect.TypeFor[P]()
	c.bind = func(with rules.Params) (body, error) {
		var p P
		if len(with) > 0 {
			dec := json.NewDecoder(bytes.NewReader([]byte(with)))
			dec.DisallowUnknownFields()
			if err := dec.Decode(&p); err != nil {
				return nil, fmt.Errorf("check %s: with: %w", c.Name, err)
			}
		}
		return func(cs *Case) []Finding { return run(cs, p) }, nil
	}
	return c
}

// Params returns the type of the check's parameters, a struct.
func (c *Check) Params() reflect.Type { return c.params }
