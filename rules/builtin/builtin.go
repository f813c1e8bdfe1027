// Package builtin is the built-in pack: the YAML of package rules as compiled
// data. It costs nothing at start-up, for nothing is parsed or allocated.
package builtin

import "github.com/zicha-lint/zicha/rules"

// Pack returns the built-in pack. All callers share it: do not change it.
func Pack() *rules.Pack { return &pack }
