package signatures

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// Import is a database as entries of the catalogue.
type Import struct {
	SDKs    []rules.SDK
	Labels  int      // in the database
	Covered int      // of them, what the catalogue knows already
	Skipped []Unread // rules that no entry of the catalogue can say
}

// Import turns a database into entries of the catalogue. What the catalogue
// recognises already is left out; of a label of which it recognises half, all
// is: the rest would only be a second name for the same code.
func (d *Database) Import(c *rules.Catalog) Import {
	known := newCoverage(c)
	in := Import{Skipped: slices.Clone(d.Unread)}
	ids := map[string]int{}
	for _, label := range byLabel(d.Rules) {
		in.Labels++
		var traces rules.Traces
		for i := range label {
			if why := add(&traces, &label[i]); !why.Empty() {
				in.Skipped = append(in.Skipped, Unread{label[i].Label, label[i].Text, why})
			}
		}
		total := size(&traces)
		if total == 0 {
			continue
		}
		known.remove(&traces)
		if left := size(&traces); 2*left <= total {
			in.Covered++
			continue
		}
		name := label[0].Label
		in.SDKs = append(in.SDKs, rules.SDK{
			ID: d.entryID(name, ids), Name: lang.Text{ZH: name, EN: name},
			Category: cmp.Or(label[0].Category, "service"), Traces: traces, Imported: d.ID,
		})
	}
	return in
}

// byLabel groups rules by their label, in the order in which labels come first.
func byLabel(all []Rule) [][]Rule {
	var groups [][]Rule
	at := map[string]int{}
	for _, r := range all {
		i, seen := at[r.Label]
		if !seen {
			i = len(groups)
			at[r.Label] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

func (d *Database) entryID(label string, taken map[string]int) string {
	words := strings.FieldsFunc(strings.ToLower(label), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	id := d.ID + "-" + strings.Join(words, "-")
	if taken[id]++; taken[id] > 1 {
		id = fmt.Sprintf("%s-%d", id, taken[id])
	}
	return id
}

var (
	noPrefixes = lang.Text{ZH: "不是简单的前缀列表", EN: "no plain list of prefixes"}
	noField    = lang.Text{ZH: "目录没有这类特征", EN: "the catalogue has no such trace"}
	noWildcard = lang.Text{ZH: "无法用 * 通配符表达", EN: "nothing that * can say"}
)

// add puts what a rule matches into traces, or tells why it cannot.
func add(t *rules.Traces, r *Rule) (why lang.Text) {
	switch r.Kind {
	case Class:
		names, ok := plainNames(r.Text)
		if !ok {
			return noPrefixes
		}
		for _, name := range names {
			if isClass(name) { // the catalogue looks for classes in the manifest only
				t.Components = append(t.Components, name)
			} else {
				t.Prefixes = append(t.Prefixes, name)
			}
		}
	case Package:
		name, ok := wildcard(r)
		if name = strings.TrimSuffix(name, ".*"); !ok || strings.Contains(name, "*") {
			return noWildcard
		}
		t.Prefixes = append(t.Prefixes, name)
	case Native:
		name, ok := wildcard(r)
		if !ok {
			return noWildcard
		}
		t.Libraries = append(t.Libraries, name)
	case Service, Activity, Receiver, Provider:
		name, ok := wildcard(r)
		if !ok || strings.Contains(strings.TrimSuffix(name, "*"), "*") {
			return noWildcard
		}
		t.Components = append(t.Components, name)
	default:
		return noField
	}
	return lang.Text{}
}

// wildcard says a rule with * for any run of characters.
func wildcard(r *Rule) (string, bool) {
	if r.Pattern == nil {
		return r.Text, !strings.Contains(r.Text, "*")
	}
	s := strings.TrimSuffix(r.Text, "$")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "(.*)", "\x00"), `\.`, ".")
	if strings.ContainsAny(s, `*+?()[]{}|^$\`) {
		return "", false
	}
	return strings.ReplaceAll(s, "\x00", "*"), true
}

// plainName is a package or a class of at least two words; one word alone would
// claim what is not its.
var plainName = regexp.MustCompile(`^[A-Za-z]\w*(\.\w[\w$]*)+$`)

// plainNames takes "com.foo.|com.bar.Baz" apart.
func plainNames(signature string) ([]string, bool) {
	var out []string
	for alternative := range strings.SplitSeq(signature, "|") {
		p := strings.ReplaceAll(strings.TrimSpace(alternative), `\.`, ".")
		p = strings.TrimSuffix(strings.ReplaceAll(p, "/", "."), ".")
		if !plainName.MatchString(p) {
			return nil, false
		}
		out = append(out, p)
	}
	return out, true
}

func isClass(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	return last[0] >= 'A' && last[0] <= 'Z'
}

func size(t *rules.Traces) int { return len(t.Prefixes) + len(t.Components) + len(t.Libraries) }

// coverage is what the catalogue recognises.
type coverage struct {
	prefixes   map[string]bool
	components []string
	libraries  []string
}

func newCoverage(c *rules.Catalog) *coverage {
	k := &coverage{prefixes: map[string]bool{}}
	add := func(t *rules.Traces) {
		for _, p := range t.Prefixes {
			k.prefixes[p] = true
		}
		k.components = append(k.components, t.Components...)
		k.libraries = append(k.libraries, t.Libraries...)
	}
	for i := range c.SDKs {
		if c.SDKs[i].Imported == "" { // else an import would leave out what the last one brought
			add(&c.SDKs[i].Traces)
		}
	}
	for i := range c.Libraries {
		add(&c.Libraries[i].Traces)
	}
	for _, list := range [][]rules.Signature{c.Packers, c.Runtimes} {
		for i := range list {
			k.libraries = append(k.libraries, list[i].Libraries...)
			for _, p := range list[i].Classes {
				k.prefixes[p] = true
			}
		}
	}
	return k
}

// remove leaves what the catalogue does not recognise, sorted.
func (k *coverage) remove(t *rules.Traces) {
	keep := func(list []string, covered func(string) bool) []string {
		slices.Sort(list)
		return slices.DeleteFunc(slices.Compact(list), covered)
	}
	t.Prefixes = keep(t.Prefixes, k.below)
	t.Components = keep(t.Components, func(name string) bool { return k.below(strings.TrimRight(name, ".*")) || like(k.components, name) })
	t.Libraries = keep(t.Libraries, func(name string) bool { return like(k.libraries, name) })
}

// below reports whether a prefix of the catalogue holds the class or package.
func (k *coverage) below(name string) bool {
	for name != "" {
		if k.prefixes[name] {
			return true
		}
		name = name[:max(0, strings.LastIndexByte(name, '.'))]
	}
	return false
}

// like reports whether a pattern matches the name, which may be a pattern
// itself.
func like(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return Glob(p, name) })
}

// Glob matches a name with * for any run of characters: each piece where it fits first.
func Glob(pattern, name string) bool {
	head, rest, open := strings.Cut(pattern, "*")
	if !open {
		return pattern == name
	}
	if !strings.HasPrefix(name, head) {
		return false
	}
	name = name[len(head):]
	for {
		piece, more, open := strings.Cut(rest, "*")
		if !open {
			return strings.HasSuffix(name, piece)
		}
		at := strings.Index(name, piece)
		if at < 0 {
			return false
		}
		name, rest = name[at+len(piece):], more
	}
}
