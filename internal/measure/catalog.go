package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// entries compares those of the catalogue with artifacts that the vendors
// of the SDKs published. The index names them: a line each, in columns parted by
// tabs, with the header sdk_id, source, coordinate, version, path, sha256 and
// open_source. The artifacts themselves are nobody's to hand on.
func entries(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("catalog", flag.ContinueOnError)
	which := flags.String("versions", "all", "of each SDK: all, oldest or newest")
	only := flags.String("sdk", "", "ids of the SDKs, parted by commas; all where empty")
	short := flags.Bool("short", false, "a line for each SDK, in Markdown")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || !slices.Contains([]string{"all", "oldest", "newest"}, *which) {
		return errors.New("name the index of the artifacts")
	}
	releases, err := readIndex(flags.Arg(0))
	if err != nil {
		return err
	}
	c := newComparison(&builtin.Pack().Catalog)
	for _, id := range sortedKeys(releases) {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), id) {
			continue
		}
		if err := c.sdk(id, chosen(releases[id], *which)); err != nil {
			return err
		}
	}
	if *short {
		c.writeShort(out)
	} else {
		c.write(out)
	}
	return nil
}

// release is a version of an SDK, of one or more files.
type release struct {
	module  string // "" where the SDK is of one
	version string // "?" where no file says it
	files   []string
	open    bool // open source
}

// columns of the index.
const (
	columnSDK = iota
	columnSource
	columnCoordinate
	columnVersion
	columnPath
	columnSum
	columnOpen
	indexColumns
)

// readIndex returns the releases of each SDK: those of a module together, the
// oldest first. Of those without a version it knows no order: they come before the
// others, as the packages they were found in are ordered.
func readIndex(name string) (map[string][]release, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows [][]string
	modules := map[string]map[string]bool{} // by SDK
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		row := strings.Split(lines.Text(), "\t")
		if n == 1 && row[0] == "sdk_id" {
			continue
		}
		if len(row) != indexColumns {
			return nil, fmt.Errorf("%s:%d: has %d columns, not %d", name, n, len(row), indexColumns)
		}
		if !filepath.IsAbs(row[columnPath]) {
			row[columnPath] = filepath.Join(filepath.Dir(name), row[columnPath])
		}
		id := row[columnSDK]
		if modules[id] == nil {
			modules[id] = map[string]bool{}
		}
		if row[columnSource] == "maven" {
			modules[id][moduleOf(row)] = true
		}
		rows = append(rows, row)
	}
	return group(rows, modules), lines.Err()
}

// group puts the files of a release together. Modules of one SDK count for
// themselves where more than one stands in Maven repositories: they need not
// have the same versions.
func group(rows [][]string, modules map[string]map[string]bool) map[string][]release {
	type key struct{ sdk, module, version, from string }
	found := map[key]*release{}
	for _, row := range rows {
		k := key{sdk: row[columnSDK], version: row[columnVersion]}
		if len(modules[k.sdk]) > 1 {
			k.module = cmp.Or(moduleOf(row), "npm")
		}
		if k.version == "?" {
			k.from = row[columnCoordinate]
		}
		if found[k] == nil {
			found[k] = &release{module: k.module, version: k.version, open: row[columnOpen] == "yes"}
			if k.from != "" {
				found[k].version = "? (" + k.from + ")"
			}
		}
		found[k].files = append(found[k].files, row[columnPath])
	}
	releases := map[string][]release{}
	for k, r := range found {
		slices.Sort(r.files)
		releases[k.sdk] = append(releases[k.sdk], *r)
	}
	for _, list := range releases {
		slices.SortFunc(list, func(x, y release) int {
			return cmp.Or(cmp.Compare(x.module, y.module), compareVersions(x.version, y.version))
		})
	}
	return releases
}

// moduleOf is the artifact id of a Maven coordinate.
func moduleOf(row []string) string {
	if row[columnSource] != "maven" {
		return ""
	}
	_, module, _ := strings.Cut(row[columnCoordinate], ":")
	return module
}

// name is the version, with the module where there are several.
func (r *release) name() string { return strings.TrimPrefix(r.module+" "+r.version, " ") }

func (r *release) unknown() bool { return strings.HasPrefix(r.version, "?") }

// chosen are the releases to look at: of each module. The oldest is none of
// unknown version unless all are.
func chosen(list []release, which string) (picked []release) {
	for start := 0; start < len(list); {
		end := start
		for end < len(list) && list[end].module == list[start].module {
			end++
		}
		module := list[start:end]
		switch which {
		case "oldest":
			known := max(slices.IndexFunc(module, func(r release) bool { return !r.unknown() }), 0)
			picked = append(picked, module[known])
		case "newest":
			picked = append(picked, module[len(module)-1])
		default:
			picked = append(picked, module...)
		}
		start = end
	}
	return picked
}

// compareVersions orders versions by their numbers; those that end in words are
// older than those that do not: 3.0-beta before 3.0. "?" comes first.
func compareVersions(x, y string) int {
	if a, b := strings.HasPrefix(x, "?"), strings.HasPrefix(y, "?"); a != b {
		return cmp.Compare(strconv.FormatBool(b), strconv.FormatBool(a))
	}
	a, b := versionParts(x), versionParts(y)
	for i := range max(len(a), len(b)) {
		if c := comparePart(part(a, i), part(b, i)); c != 0 {
			return c
		}
	}
	return cmp.Compare(x, y)
}

func versionParts(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(".-_+@()/ ", r) })
}

// part is number i; behind the end all are 0.
func part(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "0"
}

func comparePart(x, y string) int {
	a, errA := strconv.Atoi(x)
	b, errB := strconv.Atoi(y)
	switch {
	case errA == nil && errB == nil:
		return cmp.Compare(a, b)
	case errA == nil:
		return 1
	case errB == nil:
		return -1
	}
	return cmp.Compare(x, y)
}

func sortedKeys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// comparison is of the catalogue with releases of its SDKs.
type comparison struct {
	catalog *rules.Catalog
	owners  map[string]string // of a package prefix: com/umeng/commonsdk
	rows    []finding
	short   [][]string
	unread  []string
}

// finding is a line of the table: what of an entry a release has.
type finding struct{ sdk, version, kind, item, seen string }

func newComparison(c *rules.Catalog) *comparison {
	x := &comparison{catalog: c, owners: map[string]string{}}
	for i := range c.Libraries {
		x.own(c.Libraries[i].Prefixes, c.Libraries[i].ID)
	}
	for i := range c.SDKs {
		x.own(c.SDKs[i].Prefixes, c.SDKs[i].ID)
	}
	return x
}

func (x *comparison) own(prefixes []string, id string) {
	for _, p := range prefixes {
		x.owners[strings.ReplaceAll(p, ".", "/")] = id
	}
}

// owner returns whose a class is, by the longest prefix on whole segments, and
// that prefix.
func (x *comparison) owner(class string) (id, prefix string) {
	for i := strings.LastIndexByte(class, '/'); i > 0; i = strings.LastIndexByte(class[:i], '/') {
		if id, ok := x.owners[class[:i]]; ok {
			return id, class[:i]
		}
	}
	return "", ""
}

func (x *comparison) sdk(id string, releases []release) error {
	s := x.catalog.SDK(id)
	if s == nil {
		if x.libraryEntry(id) == nil {
			x.rows = append(x.rows, finding{id, "", "entry", id, "none"})
			return nil
		}
		l := x.libraryEntry(id)
		s = &rules.SDK{ID: l.ID, Name: l.Name, Traces: l.Traces}
	}
	h := history{}
	for i := range releases {
		r := &releases[i]
		p := newPublished()
		for _, file := range r.files {
			if err := p.read(file); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		for _, u := range p.unread {
			x.unread = append(x.unread, id+" "+r.name()+": "+u)
		}
		x.release(s, r, p, h)
	}
	x.histories(s, h)
	x.summary(s, releases, h)
	return nil
}

func (x *comparison) libraryEntry(id string) *rules.Library {
	for i := range x.catalog.Libraries {
		if x.catalog.Libraries[i].ID == id {
			return &x.catalog.Libraries[i]
		}
	}
	return nil
}
