package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// xrefs compares the call sites of the catalogue's APIs: those found here with
// those of the engine, in all packages, and with androguard's cross references,
// in the packages that have most of them.
func xrefs(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("xrefs", flag.ContinueOnError)
	n := flags.Int("n", 20, "packages to compare with androguard")
	var a androguard
	flags.StringVar(&a.python, "python", "/usr/bin/python3", "the Python that has androguard")
	flags.StringVar(&a.cache, "cache", "", "a folder that keeps what androguard said")
	paths, err := targets(flags, args, ".apk")
	if err != nil {
		return err
	}
	all := surveyed{wanted: membersOf(&builtin.Pack().Catalog), seen: map[int]bool{}, reported: map[string]bool{}}
	for _, path := range paths {
		all.survey(path)
	}
	slices.SortStableFunc(all.packages, func(a, b surveyedPackage) int { return cmp.Compare(b.sites.total(), a.sites.total()) })
	all.write(out)
	return all.compare(out, a, *n)
}

// surveyed is what was found in all packages.
type surveyed struct {
	*wanted
	packages  []surveyedPackage
	seen      map[int]bool    // members that are used
	reported  map[string]bool // APIs of the catalogue that zicha finds in use
	unread    []string
	different []string // from the engine
}

type surveyedPackage struct {
	path  string
	sites *sites
	notes []string // of what may explain a difference
}

func (s *surveyed) survey(path string) {
	dexes, err := readCode(path)
	if err != nil {
		s.unread = append(s.unread, path+": "+err.Error())
	}
	if len(dexes) == 0 {
		return
	}
	p := surveyedPackage{path: path}
	var files []*dex.File
	for _, d := range dexes {
		opened, err := dex.Open(d.name, d.data)
		if err != nil {
			p.notes = append(p.notes, err.Error())
		}
		files = append(files, opened...)
	}
	p.sites = findSites(files, s.wanted)
	result := callgraph.Analyze(files, callgraph.Entries{}, s.apis(), callgraph.Options{})
	if result.Stats.Unread > 0 {
		p.notes = append(p.notes, fmt.Sprintf("the code of %d methods or classes is damaged", result.Stats.Unread))
	}
	for _, line := range p.sites.compareEngine(result, s.wanted) {
		s.different = append(s.different, filepath.Base(path)+": "+line)
	}
	s.packages = append(s.packages, p)
	s.note(path, p.sites)
}

// note remembers what occurs at all.
func (s *surveyed) note(path string, found *sites) {
	for p := range found.places {
		s.seen[p.member] = true
	}
	a, err := artifact.Open(path, artifact.Options{Catalog: &builtin.Pack().Catalog, Limits: ziparchive.DefaultLimits()})
	if err != nil {
		s.unread = append(s.unread, path+": "+err.Error())
		return
	}
	for i := range a.Code.Uses {
		s.reported[a.Code.Uses[i].API] = true
	}
}

func (s *surveyed) write(out io.Writer) {
	named, inherited := 0, 0
	for _, p := range s.packages {
		named += p.sites.total()
		inherited += p.sites.inherited
	}
	var t table
	t.row("packages with code", len(s.packages))
	t.row("members of the catalogue", len(s.members))
	t.row("  used", len(s.seen))
	t.row("call sites that name the class", named)
	t.row("call sites that name a subclass in the app", inherited)
	t.row("places where callgraph differs", len(s.different))
	t.write(out)
	list(out, "callgraph differs", s.different)
	list(out, "not read", s.unread)
	s.writeAbsent(out)
}

// writeAbsent lists the APIs that occur nowhere. One of which every call counts
// must be reported where a member of it is called.
func (s *surveyed) writeAbsent(out io.Writer) {
	var absent, unfulfilled, lost []string
	apis := builtin.Pack().Catalog.APIs
	for i := range apis {
		called, counts := s.called(&apis[i])
		switch {
		case s.reported[apis[i].ID]:
		case counts:
			lost = append(lost, apis[i].ID)
		case called:
			unfulfilled = append(unfulfilled, apis[i].ID)
		default:
			absent = append(absent, apis[i].ID)
		}
	}
	list(out, "APIs that are called, but that a scan does not report", lost)
	list(out, fmt.Sprintf("APIs of the catalogue without a call site (%d of %d)", len(absent), len(apis)), absent)
	list(out, fmt.Sprintf("APIs with call sites, but never with the arguments asked for (%d of %d)", len(unfulfilled), len(apis)), unfulfilled)
}

// called reports whether a member of the API has a call site, and whether one
// has of which every call counts.
func (s *surveyed) called(api *rules.API) (called, counts bool) {
	for _, call := range api.Calls {
		for _, name := range call.Members {
			if s.seen[s.find(parseMember(name))] {
				called = true
				counts = counts || call.Argument == 0
			}
		}
	}
	return called, counts
}

// compare asks androguard about the first n packages.
func (s *surveyed) compare(out io.Writer, a androguard, n int) error {
	var t table
	var different, failed []string
	var total [4]int
	t.row("package", "sites", "androguard", "members", "equal")
	for _, p := range s.packages[:min(n, len(s.packages))] {
		base := filepath.Base(p.path)
		theirs, err := a.count(p.path, s.members)
		if err != nil {
			failed = append(failed, base+": "+err.Error())
			continue
		}
		lines := p.compare(theirs)
		for _, line := range lines {
			different = append(different, base+": "+line)
		}
		members := maps.Clone(theirs)
		maps.Copy(members, p.sites.named)
		row := [4]int{p.sites.total(), sum(theirs), len(members), len(members) - len(lines)}
		t.row(base, row[0], row[1], row[2], row[3])
		for i, n := range row {
			total[i] += n
		}
	}
	t.row("all", total[0], total[1], total[2], total[3])
	fmt.Fprintln(out)
	t.write(out)
	list(out, "androguard differs", different)
	list(out, "androguard failed", failed)
	return nil
}

// compare lists the members with another number of sites, and what may be the
// reason.
func (p *surveyedPackage) compare(theirs map[member]int) (lines []string) {
	all := maps.Clone(theirs)
	maps.Copy(all, p.sites.named)
	for _, m := range slices.SortedFunc(maps.Keys(all), byText) {
		here, there := p.sites.named[m], theirs[m]
		if here == there {
			continue
		}
		line := fmt.Sprintf("%v: %d here, %d in androguard", m, here, there)
		if n := p.sites.polymorphic[m]; n > 0 {
			line += fmt.Sprintf("; %d are invoke-polymorphic, which androguard does not follow", n)
		}
		for _, note := range p.notes {
			line += "; " + note
		}
		lines = append(lines, line)
	}
	return lines
}
