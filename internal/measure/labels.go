package main

import (
	"cmp"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/signatures"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// labels tells which labels the public databases of SDK signatures give a
// package, by their own way of matching, that zicha does not show there.
func labels(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("labels", flag.ContinueOnError)
	libChecker := flags.String("libchecker", "", "rules.db of LibChecker-Rules")
	exodus := flags.String("exodus", "", "trackers.json of Exodus")
	all := flags.Bool("all", false, "also write the labels that zicha shows, with what it shows")
	extra := flags.Bool("extra", false, "also list what zicha shows where no label leads there, with the number of packages")
	paths, err := targets(flags, args, ".apk")
	if err != nil {
		return err
	}
	l, err := newLabelling(map[string]string{"libchecker": *libChecker, "exodus": *exodus})
	if err != nil {
		return err
	}
	l.all = *all
	for _, path := range paths {
		if err := l.file(path, out); err != nil {
			l.unread = append(l.unread, path+": "+err.Error())
		}
	}
	l.write(out, len(paths))
	if *extra {
		list(out, "SDKs that no label leads to, and in how many packages", l.extraOf(app.OwnerSDK))
		list(out, "libraries that no label leads to, and in how many packages", l.extraOf(app.OwnerLibrary))
	}
	return nil
}

// labelling holds the labels of many packages against what zicha finds.
type labelling struct {
	databases []*signatures.Database
	judged    []judgement
	used      []bool // of judged
	catalog   *rules.Catalog
	owners    *claims
	all       bool

	fired, shown, wrong, missing map[string]int    // by database
	extra                        map[app.Owner]int // packages in which no label leads to it
	unread                       []string
}

// judgement is a label that is wrong where it fires, and why.
type judgement struct {
	Database string `yaml:"database"`
	Label    string `yaml:"label"`
	Matched  string `yaml:"matched"` // what the label rests on; * matches any run of characters
	Package  string `yaml:"package"` // application id, as above; "" is every one
	Why      string `yaml:"why"`
}

//go:embed labels.yaml
var judgedLabels []byte

func newLabelling(files map[string]string) (*labelling, error) {
	catalog := builtin.Pack().Catalog
	catalog.APIs = nil // SDKs are found without looking at what code does
	l := &labelling{
		catalog: &catalog, fired: map[string]int{}, shown: map[string]int{}, wrong: map[string]int{}, missing: map[string]int{}, extra: map[app.Owner]int{},
	}
	l.owners = claimsOf(l.catalog)
	if err := yaml.Unmarshal(judgedLabels, &l.judged); err != nil {
		return nil, err
	}
	l.used = make([]bool, len(l.judged))
	for i := range signatures.Formats {
		f := &signatures.Formats[i]
		if files[f.ID] == "" {
			continue
		}
		db, err := f.ReadFile(files[f.ID])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", files[f.ID], err)
		}
		l.databases = append(l.databases, db)
	}
	if len(l.databases) == 0 {
		return nil, errors.New("name a database with -libchecker or -exodus")
	}
	return l, nil
}

// firing is a label of a database with what it rests on.
type firing struct {
	database, label string
	on              []evidence
}

type evidence struct {
	kind signatures.Kind
	name string
}

func (l *labelling) file(path string, out io.Writer) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	a, err := artifact.Open(path, artifact.Options{Catalog: l.catalog, Limits: ziparchive.DefaultLimits(), Workers: runtime.NumCPU()})
	if err != nil {
		return err
	}
	names := namesIn(a)
	classes, err := classNames(data, 3)
	found := found(a)
	reached := map[string]bool{}
	for _, db := range l.databases {
		for _, f := range fire(db, names, classes) {
			l.judge(filepath.Base(path), a, f, found, out)
			for _, e := range f.on {
				for _, id := range l.ids(f, e) {
					reached[id] = true
				}
			}
		}
	}
	for i := range a.SDKs {
		if s := &a.SDKs[i]; !reached[s.ID] {
			l.extra[app.Owner{Kind: s.Kind, ID: s.ID}]++
		}
	}
	return err
}

// extraOf lists products of a kind that zicha shows and no label leads to, those in
// the most packages first.
func (l *labelling) extraOf(kind app.OwnerKind) (lines []string) {
	owners := slices.SortedFunc(maps.Keys(l.extra), func(x, y app.Owner) int {
		return cmp.Or(cmp.Compare(l.extra[y], l.extra[x]), cmp.Compare(x.ID, y.ID))
	})
	for _, o := range owners {
		if o.Kind == kind {
			lines = append(lines, fmt.Sprintf("%s\t%d", o.ID, l.extra[o]))
		}
	}
	return lines
}

// namesIn collects what rules on names can match, by kind.
func namesIn(a *app.App) map[signatures.Kind][]string {
	names := map[signatures.Kind][]string{}
	add := func(k signatures.Kind, name string) { names[k] = append(names[k], name) }
	for _, lib := range a.Container.Libraries {
		if lib.ABI != "" {
			add(signatures.Native, lib.Name)
		}
	}
	for _, c := range a.Manifest.Components {
		kind := signatures.Kind(c.Kind)
		if c.Kind == app.ActivityAlias {
			kind = signatures.Activity
		}
		add(kind, c.Name)
		for _, filter := range c.Filters {
			names[signatures.Action] = append(names[signatures.Action], filter.Actions...)
		}
	}
	for k := range names {
		slices.Sort(names[k])
		names[k] = slices.Compact(names[k])
	}
	return names
}

var (
	codeName   = regexp.MustCompile(`classes.*\.dex`) // as exodus-core looks for it
	nestedName = regexp.MustCompile(`\.apk`)
)

// classNames returns the classes that the DEX files of a package define, and
// those of packages in it: com/example/Main.
func classNames(data []byte, depth int) (map[string]bool, error) {
	names := map[string]bool{}
	zip, err := ziparchive.Open(ziparchive.Memory(data), int64(len(data)), ziparchive.DefaultLimits())
	if err != nil {
		return nil, err
	}
	for i := range zip.Entries {
		e := &zip.Entries[i]
		nested := nestedName.MatchString(e.Name)
		if !nested && !codeName.MatchString(e.Name) {
			continue
		}
		content, err := zip.Read(e)
		if err != nil {
			continue // zicha says so itself
		}
		if nested && depth > 0 {
			inner, _ := classNames(content, depth-1)
			maps.Copy(names, inner)
			continue
		}
		files, _ := dex.Open(e.Name, content)
		for _, f := range files {
			for c := range f.Classes() {
				names[strings.TrimSuffix(strings.TrimPrefix(string(c.Descriptor), "L"), ";")] = true
			}
		}
	}
	return names, nil
}

// fire returns the labels that a database gives, in its order.
func fire(db *signatures.Database, names map[signatures.Kind][]string, classes map[string]bool) []firing {
	sorted := slices.Sorted(maps.Keys(classes))
	packages := packagesOf(sorted)
	var list []firing
	at := map[string]int{}
	for i := range db.Rules {
		r := &db.Rules[i]
		of := names[r.Kind]
		switch r.Kind {
		case signatures.Class:
			of = sorted
		case signatures.Package:
			of = packages
		}
		for _, name := range of {
			if !r.Match(name) {
				continue
			}
			n, known := at[r.Label]
			if !known {
				n = len(list)
				at[r.Label] = n
				list = append(list, firing{database: db.ID, label: r.Label})
			}
			list[n].on = append(list[n].on, evidence{r.Kind, strings.ReplaceAll(name, "/", ".")})
		}
	}
	return list
}

// packagesOf returns the packages of classes and those that hold them.
func packagesOf(classes []string) []string {
	seen := map[string]bool{}
	for _, c := range classes {
		for at := strings.LastIndexByte(c, '/'); at > 0; at = strings.LastIndexByte(c[:at], '/') {
			seen[strings.ReplaceAll(c[:at], "/", ".")] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// found returns what zicha shows of a package: ids of SDKs, libraries, packers
// and runtimes.
func found(a *app.App) map[string]bool {
	ids := map[string]bool{}
	for i := range a.SDKs {
		ids[a.SDKs[i].ID] = true
	}
	for i := range a.Packers {
		ids[a.Packers[i].ID] = true
	}
	for i := range a.Runtimes {
		ids[a.Runtimes[i].ID] = true
	}
	return ids
}

// judge looks whether zicha shows whose the evidence of a label is.
func (l *labelling) judge(file string, a *app.App, f firing, found map[string]bool, out io.Writer) {
	l.fired[f.database]++
	for _, e := range f.on {
		for _, id := range l.ids(f, e) {
			if found[id] {
				l.shown[f.database]++
				if l.all {
					fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\tshown as %s\n", file, f.database, f.label, e.kind, e.name, id)
				}
				return
			}
		}
	}
	if l.excused(a, f) {
		l.wrong[f.database]++
		return
	}
	l.missing[f.database]++
	e := f.on[0]
	fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", file, f.database, f.label, e.kind, e.name)
}

// excused reports whether all evidence of a label was judged wrong.
func (l *labelling) excused(a *app.App, f firing) bool {
	return !slices.ContainsFunc(f.on, func(e evidence) bool {
		for i, j := range l.judged {
			if j.Database == f.database && j.Label == f.label && signatures.Glob(j.Matched, e.name) && (j.Package == "" || signatures.Glob(j.Package, a.Manifest.Package)) {
				l.used[i] = true
				return false
			}
		}
		return true
	})
}

// ids are the entries of the catalogue to which the evidence of a label leads.
// An action of an intent belongs to whoever owns what else has the label.
func (l *labelling) ids(f firing, e evidence) []string {
	if e.kind != signatures.Action {
		return l.owners.of(e)
	}
	var ids []string
	for _, db := range l.databases {
		for i := range db.Rules {
			r := &db.Rules[i]
			if db.ID == f.database && r.Label == f.label && r.Kind != signatures.Action && r.Pattern == nil {
				ids = append(ids, l.owners.of(evidence{r.Kind, r.Text})...)
			}
		}
	}
	return ids
}

// claims tell which entries of the catalogue claim a name.
type claims struct {
	prefixes map[string][]string
	packages map[string][]string // that hold one of the prefixes
	lists    []claim
}

type claim struct {
	id                    string
	components, libraries []string
}

func claimsOf(c *rules.Catalog) *claims {
	k := &claims{prefixes: map[string][]string{}, packages: map[string][]string{}}
	add := func(id string, prefixes, components, libraries []string) {
		k.lists = append(k.lists, claim{id, components, libraries})
		for _, p := range prefixes {
			k.prefixes[p] = append(k.prefixes[p], id)
			for at := strings.LastIndexByte(p, '.'); at > 0; at = strings.LastIndexByte(p[:at], '.') {
				k.packages[p[:at]] = append(k.packages[p[:at]], id)
			}
		}
	}
	for i := range c.SDKs {
		add(c.SDKs[i].ID, c.SDKs[i].Prefixes, c.SDKs[i].Components, c.SDKs[i].Libraries)
	}
	for i := range c.Libraries {
		add(c.Libraries[i].ID, c.Libraries[i].Prefixes, c.Libraries[i].Components, c.Libraries[i].Libraries)
	}
	for _, list := range [][]rules.Signature{c.Packers, c.Runtimes} {
		for i := range list {
			add(list[i].ID, list[i].Classes, nil, list[i].Libraries)
		}
	}
	return k
}

func (k *claims) of(e evidence) []string {
	var ids []string
	for _, c := range k.lists {
		list := c.components
		if e.kind == signatures.Native {
			list = c.libraries
		}
		if slices.ContainsFunc(list, func(p string) bool { return signatures.Glob(p, e.name) }) {
			ids = append(ids, c.id)
		}
	}
	if e.kind == signatures.Native {
		return ids
	}
	if e.kind == signatures.Package {
		ids = append(ids, k.packages[e.name]...)
	}
	for name := e.name; name != ""; name = name[:max(0, strings.LastIndexByte(name, '.'))] {
		if of := k.prefixes[name]; of != nil {
			return append(ids, of...)
		}
	}
	return ids
}

func (l *labelling) write(out io.Writer, files int) {
	var t table
	t.row("packages", files)
	t.row("labels", "fired", "shown", "judged wrong", "missing")
	for _, db := range l.databases {
		t.row(cmp.Or(db.Name, db.ID), l.fired[db.ID], l.shown[db.ID], l.wrong[db.ID], l.missing[db.ID])
	}
	t.write(out)
	list(out, "not read", l.unread)
	var idle []string
	for i, j := range l.judged {
		if !l.used[i] {
			idle = append(idle, j.Database+" "+j.Label+" "+j.Matched)
		}
	}
	list(out, "judgements that nothing needed", idle)
}
