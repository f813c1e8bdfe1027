package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/rules"
)

// history is in which releases an entry's own classes and its methods were seen.
type history map[string][]sight

// sight is what one release has of a method.
type sight struct {
	module      string
	version     string
	class       bool // its class is there
	descriptors []string
}

// keys of a history that are no methods: the entry's prefixes, and the version
// that a release says of itself, where class is whether it is right.
const (
	recognised = ""
	versioned  = "version"
)

// release notes what of the entry the release has, and what it has besides.
func (x *comparison) release(s *rules.SDK, r *release, p *published, h history) {
	note := func(kind, item, seen string) {
		x.rows = append(x.rows, finding{s.ID, r.name(), kind, item, seen})
	}
	counts, others, roots := x.classes(s, p)
	for _, prefix := range s.Prefixes {
		note("prefix", prefix, count(counts[strings.ReplaceAll(prefix, ".", "/")], "classes"))
	}
	own := sight{module: r.module, version: r.version, class: len(p.classes) > 0}
	if n := sum(counts); n > 0 {
		own.descriptors = []string{count(n, "classes")}
	}
	h[recognised] = append(h[recognised], own)
	for _, c := range s.Components {
		note("component", c, declared(p, c))
	}
	for _, l := range s.Libraries {
		note("library", l, strings.Join(matches(l, p.libraries), " "))
	}
	for _, m := range s.MetaData {
		note("meta-data", m, where(p.metaData[m], "declared", p.texts[m], "constant"))
	}
	for _, e := range s.Entries {
		note("entry", e, strings.Join(matches(e, p.entries), " "))
	}
	for _, t := range s.Strings {
		note("string", t, where(p.texts[t], "constant", false, ""))
	}
	said := ""
	for i := range s.Versions {
		place, text := versionSaid(&s.Versions[i], p)
		note("version", place, text)
		text = strings.TrimLeftFunc(strings.TrimSpace(text), func(r rune) bool { return r < '0' || r > '9' })
		if said == "" && looksLikeVersion.MatchString(text) {
			said = text
		}
	}
	if said != "" && !r.unknown() {
		h[versioned] = append(h[versioned], sight{r.module, r.version, said == r.version, nil})
	}
	for _, m := range methodsOf(s) {
		class, _, _ := strings.Cut(strings.TrimPrefix(m.name, "L"), ";->")
		seen := sight{r.module, r.version, p.classes[class] != nil, p.method(m.name)}
		h[m.name] = append(h[m.name], seen)
		switch {
		case seen.descriptors != nil:
			note(m.kind, m.name, strings.Join(seen.descriptors, " "))
		case seen.class:
			note(m.kind, m.name, "only the class")
		default:
			note(m.kind, m.name, "")
		}
	}
	for _, name := range s.Permissions {
		if len(p.permissions) > 0 {
			note("permission", name, where(p.permissions[name], "declared", false, ""))
		}
	}
	x.besides(s, p, note)
	if !r.unknown() {
		for _, place := range p.saying(r.version) {
			if !slices.ContainsFunc(s.Versions, func(v rules.Version) bool { return v.Field+v.Method == place }) {
				note("besides: version", place, r.version)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(others)) {
		note("classes of", id, count(others[id], "classes"))
	}
	for _, root := range slices.Sorted(maps.Keys(roots)) {
		note("besides: root", root, count(roots[root], "classes"))
	}
}

// besides notes what the release declares and the entry does not have.
func (x *comparison) besides(s *rules.SDK, p *published, note func(kind, item, seen string)) {
	for _, c := range slices.Sorted(maps.Keys(p.components)) {
		if !slices.ContainsFunc(s.Components, func(pattern string) bool { return like(pattern, c) }) {
			note("besides: component", c, "declared")
		}
	}
	for _, l := range slices.Sorted(maps.Keys(p.libraries)) {
		if !slices.ContainsFunc(s.Libraries, func(pattern string) bool { return like(pattern, l) }) {
			note("besides: library", l, "there")
		}
	}
	for _, m := range slices.Sorted(maps.Keys(p.metaData)) {
		if !slices.Contains(s.MetaData, m) {
			note("besides: meta-data", m, "declared")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.permissions)) {
		if !slices.Contains(s.Permissions, name) {
			note("besides: permission", name, "declared")
		}
	}
}

// classes counts the classes of the release under each prefix of the entry, those
// of other entries and, by the first words of their packages, those of none.
func (x *comparison) classes(s *rules.SDK, p *published) (counts, others, roots map[string]int) {
	counts, others, roots = map[string]int{}, map[string]int{}, map[string]int{}
	for name := range p.classes {
		switch id, prefix := x.owner(name); id {
		case s.ID:
			counts[prefix]++
		case "":
			roots[rootOf(name)]++
		default:
			others[id]++
		}
	}
	return counts, others, roots
}

// rootWords is how many words of a package say whose it is.
const rootWords = 3

func rootOf(class string) string {
	words := strings.Split(class, "/")
	words = words[:len(words)-1]
	return cmp.Or(strings.Join(words[:min(len(words), rootWords)], "."), "(no package)")
}

func count(n int, of string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n, " ", of)
}

// declared tells whether the manifest declares a component, or else whether its
// class is there.
func declared(p *published, component string) string {
	if len(matches(component, p.components)) > 0 {
		return "declared"
	}
	class := strings.ReplaceAll(component, ".", "/")
	if prefix, open := strings.CutSuffix(class, "*"); open {
		for name := range p.classes {
			if strings.HasPrefix(name, prefix) {
				return "class"
			}
		}
		return ""
	}
	return where(p.classes[class] != nil, "class", false, "")
}

func where(first bool, here string, second bool, there string) string {
	switch {
	case first:
		return here
	case second:
		return there
	}
	return ""
}

// like matches a pattern of the catalogue, in which * is any run of characters.
func like(pattern, name string) bool {
	if !strings.Contains(pattern, "*") {
		return pattern == name
	}
	pieces := strings.Split(pattern, "*")
	last := len(pieces) - 1
	rest, ok := strings.CutPrefix(name, pieces[0])
	if !ok || !strings.HasSuffix(rest, pieces[last]) {
		return false
	}
	rest = strings.TrimSuffix(rest, pieces[last])
	for _, piece := range pieces[1:last] {
		if _, rest, ok = strings.Cut(rest, piece); !ok {
			return false
		}
	}
	return true
}

func matches(pattern string, names map[string]bool) (list []string) {
	for name := range names {
		if like(pattern, name) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// looksLikeVersion is what artifact takes for one.
var looksLikeVersion = regexp.MustCompile(`^[0-9]{1,8}(\.[0-9]{1,8}){1,4}([-._+]?[0-9A-Za-z]{1,16}){0,3}$`)

// versionSaid returns a place of the entry that says a version, and what it says
// in the release.
func versionSaid(v *rules.Version, p *published) (place, said string) {
	switch {
	case v.Field+v.Method != "":
		class, name, _ := strings.Cut(v.Field+v.Method, "->")
		if c := p.classes[nameOf(class)]; c != nil {
			said = c.Texts()[name]
		}
		return v.Field + v.Method, said
	case v.Class != "":
		if c := p.classes[nameOf(v.Class)]; c != nil {
			said = oneVersion(c.Strings())
		}
		return v.Class, said
	case v.String != "":
		head, tail, _ := strings.Cut(v.String, "*")
		var found []string
		for text := range p.texts {
			if rest, ok := strings.CutPrefix(text, head); ok && strings.HasSuffix(rest, tail) {
				found = append(found, strings.TrimSuffix(rest, tail))
			}
		}
		return v.String, oneVersion(found)
	case v.MetaData != "":
		return v.MetaData, where(p.metaData[v.MetaData], "declared", false, "")
	case v.Entry != "":
		return v.Entry, where(p.entries[v.Entry], "there", false, "")
	}
	return v.Library, strings.Join(matches(v.Library, p.libraries), " ")
}

// oneVersion returns the text that looks like a version; of two that differ,
// none.
func oneVersion(texts []string) (version string) {
	for _, t := range texts {
		switch {
		case !looksLikeVersion.MatchString(t):
		case version != "" && version != t:
			return ""
		default:
			version = t
		}
	}
	return version
}

// method is one that the entry names, and for what.
type method struct{ kind, name string }

func methodsOf(s *rules.SDK) (list []method) {
	for _, name := range s.Init {
		list = append(list, method{"init", name})
	}
	for _, of := range []struct {
		kind     string
		switches []rules.Switch
	}{{"pre_init", s.PreInit}, {"consent", s.Consent}, {"personalisation", s.Personalisation}, {"wake", s.Wake}} {
		for _, one := range of.switches {
			list = append(list, method{of.kind, one.Method})
		}
	}
	return list
}

// histories notes since which release each method is there.
func (x *comparison) histories(s *rules.SDK, h history) {
	for _, m := range methodsOf(s) {
		if len(h[m.name]) > 1 {
			x.rows = append(x.rows, finding{s.ID, "(all)", m.kind, m.name, span(h[m.name])})
		}
	}
}

// span says in words from which to which release something is there, for each
// module that ever has it.
func span(sights []sight) string {
	var said []string
	for start := 0; start < len(sights); {
		end := start
		for end < len(sights) && sights[end].module == sights[start].module {
			end++
		}
		if text := moduleSpan(sights[start:end]); text != "" {
			said = append(said, strings.TrimPrefix(sights[start].module+" "+text, " "))
		}
		start = end
	}
	return strings.Join(said, ", ")
}

func moduleSpan(sights []sight) string {
	first, last := -1, -1
	for i, s := range sights {
		if s.descriptors != nil {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	var text string
	switch {
	case first < 0:
		return ""
	case first == 0 && last == len(sights)-1:
		return "in all"
	case first == 0:
		text = "from the first"
	default:
		text = "since " + sights[first].version
	}
	if last < len(sights)-1 {
		text += " until before " + sights[last+1].version
	}
	return text
}

func (x *comparison) write(out io.Writer) {
	fmt.Fprintln(out, "sdk\tversion\tkind\titem\tseen")
	for _, f := range x.rows {
		fmt.Fprintln(out, strings.Join([]string{f.sdk, f.version, f.kind, f.item, cmp.Or(f.seen, "-")}, "\t"))
	}
	for _, u := range x.unread {
		fmt.Fprintln(out, "# unread: "+u)
	}
}

// summary is the line of an SDK in the short table.
func (x *comparison) summary(s *rules.SDK, releases []release, h history) {
	known, said, right := 0, len(h[versioned]), 0
	for _, one := range h[recognised] {
		if one.descriptors != nil {
			known++
		}
	}
	for _, one := range h[versioned] {
		if one.class {
			right++
		}
	}
	var inits, switches []string
	for _, m := range methodsOf(s) {
		text := shortName(m.name) + " " + cmp.Or(span(h[m.name]), absent(h[m.name]))
		if m.kind == "init" {
			inits = append(inits, text)
		} else {
			switches = append(switches, text)
		}
	}
	version := "–"
	if said > 0 {
		version = fmt.Sprintf("%d of %d", right, said)
	}
	x.short = append(x.short, []string{
		s.ID, where(releases[0].open, "yes", true, "no"), versionRange(releases), fmt.Sprintf("%d of %d", known, len(releases)),
		version, cmp.Or(strings.Join(inits, "; "), "–"), cmp.Or(strings.Join(switches, "; "), "–"),
	})
}

// absent says of a method that no release has whether its class is there.
func absent(sights []sight) string {
	if slices.ContainsFunc(sights, func(s sight) bool { return s.class }) {
		return "not there"
	}
	return "in another artifact"
}

// versionRange is the oldest and the newest version, whatever the module.
func versionRange(releases []release) string {
	var known []string
	for i := range releases {
		if !releases[i].unknown() {
			known = append(known, releases[i].version)
		}
	}
	slices.SortFunc(known, compareVersions)
	known = slices.Compact(known)
	unknown := where(slices.ContainsFunc(releases, func(r release) bool { return r.unknown() }), "?", false, "")
	switch {
	case len(known) == 0:
		return unknown
	case len(known) > 1:
		known = []string{known[0] + " … " + known[len(known)-1]}
	}
	return strings.TrimPrefix(unknown+", "+known[0], ", ")
}

// shortName is a method without the package of its class.
func shortName(smali string) string {
	return strings.Replace(path.Base(smali), ";->", ".", 1)
}

func (x *comparison) writeShort(out io.Writer) {
	fmt.Fprintln(out, "| SDK | open source | versions | recognised | right of versions said | init | switches |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|")
	for _, row := range x.short {
		fmt.Fprintln(out, "| "+strings.Join(row, " | ")+" |")
	}
}
