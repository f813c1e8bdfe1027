package lint

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/rules"
)

// Linter is a rule pack with its checks bound. It is safe for concurrent use.
type Linter struct {
	pack  *rules.Pack
	rules []bound // in the order of the pack
}

// bound is a rule whose evidence has found its checks.
type bound struct {
	task     int
	rule     *rules.Rule
	evidence []boundEvidence
	selected bool
}

type boundEvidence struct {
	*rules.Evidence
	check *Check
	run   body
}

// New binds every rule of the pack to its checks. selected tells which rules
// run; the others stand in the report as not selected. nil selects all. The
// error names every rule whose check is unknown or whose values do not fit.
func New(pack *rules.Pack, checks []Check, selected func(*rules.Task, *rules.Rule) bool) (*Linter, error) {
	byName := make(map[string]*Check, len(checks))
	for i := range checks {
		byName[checks[i].Name] = &checks[i]
	}
	l := &Linter{pack: pack}
	var errs []error
	for t := range pack.Tasks {
		task := &pack.Tasks[t]
		for r := range task.Rules {
			b, err := bind(&task.Rules[r], byName)
			if err != nil {
				errs = append(errs, err)
			}
			b.task = t
			b.selected = selected == nil || selected(task, b.rule)
			l.rules = append(l.rules, b)
		}
	}
	return l, errors.Join(errs...)
}

func bind(r *rules.Rule, checks map[string]*Check) (bound, error) {
	b := bound{rule: r}
	for i := range r.Evidence {
		e := &r.Evidence[i]
		c, ok := checks[e.Check]
		if !ok {
			return b, fmt.Errorf("rule %s: unknown check %q", r.ID, e.Check)
		}
		if e.Verdict > c.Most {
			return b, fmt.Errorf("rule %s: check %s can earn %s at most, not %s", r.ID, c.Name, c.Most, e.Verdict)
		}
		run, err := c.bind(e.With)
		if err != nil {
			return b, fmt.Errorf("rule %s: %w", r.ID, err)
		}
		b.evidence = append(b.evidence, boundEvidence{e, c, run})
	}
	return b, nil
}

// Lint runs every rule over one app. The report has one result per rule, in
// the order of the pack, also for rules that could not be checked.
func (l *Linter) Lint(a *app.App, said Said) *Report {
	c := Case{App: a, Said: said, Catalog: &l.pack.Catalog}
	results := make([]Result, len(l.rules))
	for i := range l.rules {
		if !l.rules[i].last() {
			results[i] = l.rules[i].judge(&c)
		}
	}
	c.Settled = slices.DeleteFunc(slices.Clone(results), func(r Result) bool { return r.Rule == nil })
	for i := range l.rules {
		if l.rules[i].last() {
			results[i] = l.rules[i].judge(&c)
		}
	}
	c.Settled = nil
	return l.report(c, results)
}

func (l *Linter) report(c Case, results []Result) *Report {
	rep := &Report{Case: c, Tasks: make([]TaskResult, len(l.pack.Tasks))}
	for t := range l.pack.Tasks {
		rep.Tasks[t].Task = &l.pack.Tasks[t]
	}
	for i, r := range results {
		t := &rep.Tasks[l.rules[i].task]
		t.Results = append(t.Results, r)
	}
	return rep
}

func (b *bound) last() bool {
	return slices.ContainsFunc(b.evidence, func(e boundEvidence) bool { return e.check.Last })
}

// judge gives the rule its word: each alternative of evidence is judged on its
// own and the strongest finding wins. Without findings the rule passes only if
// something was looked at completely and nothing that was asked for has a gap.
func (b *bound) judge(c *Case) Result {
	res := Result{Rule: b.rule}
	if !b.selected {
		res.Reason, res.Unlooked = reasonNotSelected, b.rule.Stages
		return res
	}
	if c.App.Source.Kind.IsSDK() && !b.aboutSDKs() {
		res.Reason, res.Unlooked = reasonForApps, b.rule.Stages
		return res
	}
	if len(b.evidence) == 0 {
		return unanswered(b.rule)
	}
	var gaps []app.Gap
	var missing app.Facts
	for _, e := range b.evidence {
		found, lack := e.look(c, b.rule)
		res.Findings = append(res.Findings, found...)
		gaps = append(gaps, lack.gaps...)
		missing |= lack.facts
		if lack.none() {
			res.Looked = append(res.Looked, e.check.Stage)
		}
	}
	res.settle(gaps, missing)
	return res
}

// aboutSDKs reports whether the rule speaks to SDKs, and something of it shows in
// an SDK that no app has taken yet.
func (b *bound) aboutSDKs() bool {
	callers := len(b.evidence) > 0 && !slices.ContainsFunc(b.evidence, func(e boundEvidence) bool { return !e.check.Callers })
	return slices.Contains(b.rule.Subject, rules.SubjectSDK) && !callers
}

// lack is why an alternative of evidence was not looked at, or not completely.
type lack struct {
	facts app.Facts
	gaps  []app.Gap
}

func (l lack) none() bool { return l.facts == 0 && len(l.gaps) == 0 }

func (e *boundEvidence) look(c *Case, r *rules.Rule) ([]Finding, lack) {
	if missing := e.check.Needs &^ (c.App.Has | c.Said.Facts()); missing != 0 {
		return nil, lack{facts: missing, gaps: c.App.Incomplete(missing)}
	}
	gaps := c.App.Incomplete(e.check.Needs)
	if e.check.Absence && len(gaps) > 0 {
		return nil, lack{gaps: gaps}
	}
	found := e.run(c)
	for i := range found {
		f := &found[i]
		f.Check, f.Severity, f.Verdict = e.check.Name, e.Severity, e.Verdict
		if f.Cap != rules.Unchecked {
			f.Verdict = min(f.Verdict, f.Cap)
		}
		f.Fingerprint = Fingerprint(r.ID, c.App.Manifest.Package, f.Owner, f.Anchor)
	}
	return found, lack{gaps: gaps}
}

func (r *Result) settle(gaps []app.Gap, missing app.Facts) {
	r.Looked = distinct(r.Looked)
	for _, s := range r.Rule.Stages {
		if !slices.Contains(r.Looked, s) {
			r.Unlooked = append(r.Unlooked, s)
		}
	}
	r.Findings = order(r.Findings)
	r.Partial = len(gaps) > 0
	switch {
	case len(r.Findings) > 0:
		r.Verdict, r.Severity = r.Findings[0].Verdict, r.Findings[0].Severity
	case len(gaps) > 0:
		r.Reason = reasonGaps(gaps)
	case len(r.Looked) == 0:
		r.Reason = reasonMissing(missing)
	default:
		r.Verdict = rules.Pass
	}
}

// order sorts findings, strongest first, and keeps one per fingerprint.
func order(found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Verdict, a.Verdict), cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(a.Owner, b.Owner), cmp.Compare(a.Anchor, b.Anchor))
	})
	seen := make(map[string]bool, len(found))
	return slices.DeleteFunc(found, func(f Finding) bool {
		was := seen[f.Fingerprint]
		seen[f.Fingerprint] = true
		return was
	})
}

func distinct(stages []rules.Stage) []rules.Stage {
	var out []rules.Stage
	for _, s := range stages {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// unanswered is the result of a rule that no check looks at.
func unanswered(r *rules.Rule) Result {
	res := Result{Rule: r, Unlooked: r.Stages, Reason: reasonNoCheck(r.Stages)}
	if r.Person() {
		res.Verdict, res.Reason = rules.Review, reasonPerson
	}
	return res
}
