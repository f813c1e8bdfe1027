package rules

import (
	"cmp"
	"slices"
)

// join adds everything that was read to the base, the catalogue first.
func (l *loader) join() *Pack {
	pack := *l.base
	pack.Tasks = slices.Clone(pack.Tasks)
	for _, s := range l.sources {
		if s.catalog != nil {
			pack.Catalog = pack.Catalog.with(s.catalog)
		}
		if s.task != nil {
			pack.Tasks = withTask(pack.Tasks, s.task)
		}
	}
	slices.SortStableFunc(pack.Tasks, func(a, b Task) int { return cmp.Compare(a.order(), b.order()) })
	return &pack
}

// order puts the adjacent duties behind the ten tasks.
func (t *Task) order() int {
	if t.Number == 0 {
		return 11
	}
	return t.Number
}

// withTask adds a task to a list of its own, or its rules to the task of that
// number. Slices of the old task may be the base's and are never written to.
func withTask(tasks []Task, more *Task) []Task {
	at := slices.IndexFunc(tasks, func(t Task) bool { return t.Number == more.Number })
	if at < 0 {
		return append(tasks, *more)
	}
	t := &tasks[at]
	t.Rules = overlay(t.Rules, more.Rules)
	t.Clauses = overlay(t.Clauses, more.Clauses)
	if !more.Title.Empty() {
		t.Title = more.Title
	}
	if len(more.Basis) > 0 {
		t.Basis = more.Basis
	}
	return tasks
}

func (c Catalog) with(more *Catalog) Catalog {
	c.Information = overlay(c.Information, more.Information)
	c.Lexicon = overlay(c.Lexicon, more.Lexicon)
	c.Permissions = overlay(c.Permissions, more.Permissions)
	c.Groups = overlay(c.Groups, more.Groups)
	c.Categories = overlay(c.Categories, more.Categories)
	c.Regulations = overlay(c.Regulations, more.Regulations)
	c.Labels = overlay(c.Labels, more.Labels)
	c.Packers = overlay(c.Packers, more.Packers)
	c.Runtimes = overlay(c.Runtimes, more.Runtimes)
	c.APIs = overlay(c.APIs, more.APIs)
	c.Kinds = overlay(c.Kinds, more.Kinds)
	c.Vendors = overlay(c.Vendors, more.Vendors)
	c.SDKs = overlay(c.SDKs, more.SDKs)
	c.Libraries = overlay(c.Libraries, more.Libraries)
	c.PolicyTopics = overlay(c.PolicyTopics, more.PolicyTopics)
	c.PolicyClauses = overlay(c.PolicyClauses, more.PolicyClauses)
	return c
}

// keyed is an entry that can be overridden by its key.
type keyed interface{ key() string }

func (r Rule) key() string        { return r.ID }
func (c Clause) key() string      { return c.ID }
func (i Information) key() string { return i.ID }
func (l Lexeme) key() string      { return l.ID }
func (p Permission) key() string  { return p.Match + " " + p.Name }
func (g Group) key() string       { return g.ID }
func (c Category) key() string    { return c.ID }
func (r Regulation) key() string  { return r.ID }
func (l Label) key() string       { return l.ID }
func (s Signature) key() string   { return s.ID }
func (a API) key() string         { return a.ID }
func (k Kind) key() string        { return k.ID }
func (v Vendor) key() string      { return v.ID }
func (s SDK) key() string         { return s.ID }
func (l Library) key() string     { return l.ID }

func (t PolicyTopic) key() string  { return t.ID }
func (c PolicyClause) key() string { return c.ID }

// overlay puts entries over those with the same key and the others at the end,
// in a new slice.
func overlay[T keyed](base, over []T) []T {
	if len(over) == 0 {
		return base
	}
	out := slices.Clone(base)
	at := make(map[string]int, len(out))
	for i := range out {
		at[out[i].key()] = i
	}
	for _, entry := range over {
		i, known := at[entry.key()]
		if known {
			out[i] = entry
			continue
		}
		at[entry.key()] = len(out)
		out = append(out, entry)
	}
	return out
}
