package rules

import (
	"slices"
	"strconv"
	"strings"
)

// verifier holds what files may refer to.
type verifier struct {
	base        *Pack
	pack        *Pack
	information names
	lexicon     names
	groups      names
	apis        names
	kinds       names
	sdks        names
	labels      names
	regulations names
	rules       names
	seen        map[string]string // id, with its kind, to the file that has it
}

// names are the ids of one kind. The zero value knows nothing and lets
// everything pass: it stands for a list that could not be read.
type names struct {
	kind  string
	known map[string]bool
	list  []string
}

func namesOf[T keyed](kind string, entries []T) names {
	n := names{kind: kind, known: make(map[string]bool, len(entries))}
	for i := range entries {
		n.known[entries[i].key()] = true
		n.list = append(n.list, entries[i].key())
	}
	return n
}

// verify looks at what a schema cannot see: whether everything that is named
// exists, and whether each rule may say what it says.
func (l *loader) verify(pack *Pack) {
	v := verifier{base: l.base, pack: pack, seen: map[string]string{}}
	if !slices.ContainsFunc(l.sources, (*source).lostCatalog) {
		v.information = namesOf("information", pack.Catalog.Information)
		v.lexicon = namesOf("entry of the lexicon", pack.Catalog.Lexicon)
		v.groups = namesOf("permission group", pack.Catalog.Groups)
		v.apis = namesOf("API", pack.Catalog.APIs)
		v.kinds = namesOf("kind of SDK", pack.Catalog.Kinds)
		v.sdks = namesOf("SDK", pack.Catalog.SDKs)
		v.labels = namesOf("label", pack.Catalog.Labels)
		v.regulations = namesOf("regulation", pack.Catalog.Regulations)
	}
	if !slices.ContainsFunc(l.sources, (*source).lostRules) {
		var all []Rule
		for i := range pack.Tasks {
			all = append(all, pack.Tasks[i].Rules...)
		}
		v.rules = namesOf("rule", all)
	}
	for _, s := range l.sources {
		if s.catalog != nil {
			v.catalog(s)
		}
		if s.task != nil {
			v.task(s)
		}
	}
}

// lostCatalog reports whether the file has a part of the catalogue that does
// not fit: what seems to be missing elsewhere may stand in there.
func (s *source) lostCatalog() bool {
	return strings.HasPrefix(s.file, catalogFolder+"/") && s.catalog == nil
}

// lostRules reports whether the file has rules that do not fit.
func (s *source) lostRules() bool {
	return !strings.HasPrefix(s.file, catalogFolder+"/") && (s.task == nil || len(s.unfit) > 0)
}

// refer notes a problem if the id is not known.
func (n *names) refer(s *source, id string, at ...string) {
	if n.known != nil && !n.known[id] && !s.full() {
		s.add(at, 0, "unknown %s %q%s", n.kind, clip(id), choice(id, n.list))
	}
}

func (n *names) referAll(s *source, ids []string, at ...string) {
	for i, id := range ids {
		n.refer(s, id, under(at, strconv.Itoa(i))...)
	}
}

// once notes a problem if an entry with this key stands in the directory
// already.
func once[T keyed](v *verifier, s *source, entries []T, list string, place func(int) int) {
	for i := range entries {
		id := list + " " + entries[i].key()
		if file, twice := v.seen[id]; twice {
			s.add([]string{list, strconv.Itoa(place(i))}, 0, "stands twice, first in %s", file)
			continue
		}
		v.seen[id] = s.file
	}
}

func (v *verifier) catalog(s *source) {
	c, same := s.catalog, func(i int) int { return i }
	once(v, s, c.Information, "information", same)
	once(v, s, c.Lexicon, "lexicon", same)
	once(v, s, c.Permissions, "permissions", same)
	once(v, s, c.Groups, "groups", same)
	once(v, s, c.Categories, "categories", same)
	once(v, s, c.Regulations, "regulations", same)
	once(v, s, c.Labels, "labels", same)
	once(v, s, c.Packers, "packers", same)
	once(v, s, c.Runtimes, "runtimes", same)
	once(v, s, c.APIs, "apis", same)
	once(v, s, c.Kinds, "kinds", same)
	once(v, s, c.Vendors, "vendors", same)
	once(v, s, c.SDKs, "sdks", same)
	once(v, s, c.Libraries, "libraries", same)
	once(v, s, c.PolicyTopics, "policy_topics", same)
	once(v, s, c.PolicyClauses, "policy_clauses", same)
	v.parents(s)
	for i, p := range c.Permissions {
		at := []string{"permissions", strconv.Itoa(i)}
		v.information.referAll(s, p.Information, under(at, "information")...)
		if p.Group != "" {
			v.groups.refer(s, p.Group, under(at, "group")...)
		}
	}
	for i, k := range c.Categories {
		at := []string{"categories", strconv.Itoa(i)}
		v.groups.referAll(s, k.Groups, under(at, "groups")...)
		v.groups.referAll(s, k.Plausible, under(at, "plausible")...)
		for j, n := range k.Necessary {
			if n.Information != "" {
				v.information.refer(s, n.Information, under(at, "necessary", strconv.Itoa(j), "information")...)
			}
		}
	}
	v.code(s)
	v.policy(s)
}

// policy looks at the law behind what policies state.
func (v *verifier) policy(s *source) {
	law := func(rule string, basis []Ref, at ...string) {
		if rule == "" && len(basis) == 0 {
			s.add(at, 0, "no basis: name a rule or cite the law")
		}
		if rule != "" {
			v.rules.refer(s, rule, under(at, "rule")...)
		}
		v.basis(s, basis, at...)
	}
	for i, t := range s.catalog.PolicyTopics {
		law(t.Rule, t.Basis, "policy_topics", strconv.Itoa(i))
	}
	for i, c := range s.catalog.PolicyClauses {
		law(c.Rule, c.Basis, "policy_clauses", strconv.Itoa(i))
	}
}

// code looks at what the catalogue says of code: APIs, the libraries that use
// them, and SDKs.
func (v *verifier) code(s *source) {
	for i, a := range s.catalog.APIs {
		at := []string{"apis", strconv.Itoa(i)}
		if a.Information != "" {
			v.information.refer(s, a.Information, under(at, "information")...)
		}
		for j, c := range a.Calls {
			if (c.Argument > 0) != (len(c.Values) > 0) {
				s.add(under(at, "calls", strconv.Itoa(j)), 0, "argument and values go together")
			}
		}
	}
	for i, k := range s.catalog.SDKs {
		at := []string{"sdks", strconv.Itoa(i)}
		v.kinds.refer(s, k.Category, under(at, "category")...)
		v.information.referAll(s, k.Information, under(at, "information")...)
		if k.Parent != "" {
			v.sdks.refer(s, k.Parent, under(at, "parent")...)
		}
		if k.bare() {
			s.add(at, 0, "nothing tells this SDK; give prefixes, components, libraries, meta_data, entries or strings")
		}
	}
	for i, l := range s.catalog.Libraries {
		for j, ignored := range l.Ignored {
			v.apis.referAll(s, ignored.APIs, "libraries", strconv.Itoa(i), "ignored", strconv.Itoa(j), "apis")
		}
	}
}

// parents follows the wider types, so that whoever reads them later cannot run
// in a circle.
func (v *verifier) parents(s *source) {
	const most = 8 // wider types above each other
	parent := make(map[string]string, len(v.pack.Catalog.Information))
	for _, i := range v.pack.Catalog.Information {
		parent[i.ID] = i.Parent
	}
	for i, info := range s.catalog.Information {
		at := []string{"information", strconv.Itoa(i), "parent"}
		if info.Parent != "" {
			v.information.refer(s, info.Parent, at...)
		}
		if info.Lexicon != "" {
			v.lexicon.refer(s, info.Lexicon, "information", strconv.Itoa(i), "lexicon")
		}
		height := 0
		for up := info.Parent; up != "" && height <= most; up = parent[up] {
			height++
		}
		if height > most {
			s.add(at, 0, "more than %d wider types above each other; is it a circle?", most)
		}
	}
}

func (v *verifier) task(s *source) {
	i := slices.IndexFunc(v.pack.Tasks, func(t Task) bool { return t.Number == s.task.Number })
	task := &v.pack.Tasks[i]
	if task.Title.Empty() {
		s.add([]string{"task"}, 0, "task %d is new here; give its title", task.Number)
	}
	v.basis(s, s.task.Basis)
	once(v, s, s.task.Clauses, "clauses", func(i int) int { return i })
	once(v, s, s.task.Rules, "rules", func(i int) int { return s.places[i] })
	clauses := namesOf("clause of the task", task.Clauses)
	for i := range s.task.Rules {
		r, at := &s.task.Rules[i], []string{"rules", strconv.Itoa(s.places[i])}
		v.id(s, r, at)
		clauses.referAll(s, r.Clauses, under(at, "clauses")...)
		v.labels.referAll(s, r.Labels, under(at, "labels")...)
		strongest := v.basis(s, r.Basis, at...)
		for j, e := range r.Evidence {
			if e.Severity == Error && strongest < RankNormative {
				s.add(under(at, "evidence", strconv.Itoa(j), "severity"), 0,
					"error needs a basis ranked %s or higher; the rule has %s", RankNormative.Name().EN, strength(r.Basis, strongest))
			}
		}
		if r.Person() && len(r.Steps) == 0 {
			s.add(at, 0, "only a person can answer this rule; say how in \"steps\"")
		}
	}
}

func strength(basis []Ref, strongest Rank) string {
	if len(basis) == 0 {
		return "none"
	}
	return strongest.Name().EN + " at most"
}

// basis looks up the regulations of a list and returns the rank of the
// strongest; with a catalogue that could not be read, the highest there is.
func (v *verifier) basis(s *source, refs []Ref, at ...string) Rank {
	if v.regulations.known == nil {
		return RankLaw
	}
	strongest := RankUnknown
	for i, ref := range refs {
		reg, _ := v.pack.Catalog.Regulation(ref)
		if reg == nil {
			id, _, _ := strings.Cut(string(ref), "#")
			v.regulations.refer(s, id, under(at, "basis", strconv.Itoa(i))...)
			continue
		}
		strongest = max(strongest, reg.Rank())
	}
	return strongest
}

// id looks whether the rule stands in the task that its id names: T6-001 in
// task 6, X-001 in task 0. Rules that are a user's own stand where they fit,
// and cite the law only if they want to.
func (v *verifier) id(s *source, r *Rule, at []string) {
	number, ours := 0, true
	family, _, _ := strings.Cut(r.ID, "-")
	if family != "X" {
		n, err := strconv.Atoi(strings.TrimPrefix(family, "T"))
		number, ours = n, err == nil && strings.HasPrefix(family, "T")
	}
	id := under(at, "id")
	if ours && number != s.task.Number {
		s.add(id, 0, "belongs in task %d, not %d", number, s.task.Number)
		return
	}
	if _, t := v.base.Rule(r.ID); t != nil && t.Number != s.task.Number {
		s.add(id, 0, "the rule it overrides stands in task %d, not %d", t.Number, s.task.Number)
	}
	if ours && len(r.Basis) == 0 {
		s.add(at, 0, "no basis: a rule of a task has to cite the law")
	}
	if ours && number > 0 && len(r.Clauses) == 0 {
		s.add(at, 0, "no clauses: say which part of the task it belongs to")
	}
}
