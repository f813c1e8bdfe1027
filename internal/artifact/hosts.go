package artifact

import (
	"net/url"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/dex"
)

// maxHosts bounds the hosts that are listed for one root of packages.
const maxHosts = 50

// nameHosts notes for code of nobody which hosts its constants name. It reads
// all of that code, so only who asks for it waits for it.
func (a *apk) nameHosts(files []*dex.File) {
	if !a.o.Hosts {
		return
	}
	roots := map[string]*app.Unidentified{}
	for i := range a.Others {
		roots[a.Others[i].Root] = &a.Others[i]
	}
	for _, f := range files {
		hosts := hostsOf(f)
		if len(hosts) == 0 {
			continue
		}
		i := 0
		for c := range f.Classes() {
			name := strings.TrimSuffix(strings.TrimPrefix(string(c.Descriptor), "L"), ";")
			if w := a.owners.of(name); w.Kind == app.OwnerUnidentified && roots[w.ID] != nil {
				namedStrings(f, i, func(index int) { addHost(roots[w.ID], hosts[index]) })
			}
			i++
		}
	}
}

func addHost(u *app.Unidentified, host string) {
	at, known := slices.BinarySearch(u.Hosts, host)
	if host != "" && !known && len(u.Hosts) < maxHosts {
		u.Hosts = slices.Insert(u.Hosts, at, host)
	}
}

// hostsOf returns the hosts of the URLs among the strings of a file, by their
// index.
func hostsOf(f *dex.File) map[int]string {
	hosts := map[int]string{}
	for i := range f.NumStrings() {
		s, _ := f.String(i)
		if len(s) < len("http://a.b") || len(s) > maxURL || string(s[:4]) != "http" {
			continue
		}
		if u, err := url.Parse(string(s)); err == nil && strings.Contains(u.Hostname(), ".") {
			hosts[i] = strings.ToLower(u.Hostname())
		}
	}
	return hosts
}

// maxURL bounds the strings that are read as a URL, in bytes.
const maxURL = 2 << 10

var stringOps = dex.Opcodes(dex.OpConstString, dex.OpConstStringJumbo)

// namedStrings calls visit with the index of every string that the code and the
// fields of class i name. What cannot be read is a gap by the analysis of the
// code.
func namedStrings(f *dex.File, i int, visit func(index int)) {
	_ = f.StaticValues(i, func(_ int, v dex.Value) {
		if v.Kind == dex.ValueString {
			visit(int(v.Bits))
		}
	})
	_ = f.Members(i, func(m dex.Member) {
		if m.Kind != dex.DirectMethod && m.Kind != dex.VirtualMethod || m.Code == 0 {
			return
		}
		if c, err := f.Code(m.Code); err == nil {
			_ = c.Walk(stringOps, func(i dex.Insn) { visit(i.Index()) })
		}
	})
}
