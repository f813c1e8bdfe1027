package artifact

import (
	"errors"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/axml"
)

// networkSecurity reads the file that android:networkSecurityConfig names; nil
// where it cannot be read, which is a gap.
func (r *manifestReader) networkSecurity(v axml.Value) *app.NetworkSecurity {
	file, root, err := r.configRoot(v)
	if err != nil {
		r.Has &^= app.FactNetworkSecurity
		r.unread(file, app.FactNetworkSecurity, err)
		return nil
	}
	return networkSecurity(file, root)
}

func (r *manifestReader) configRoot(v axml.Value) (file string, root *axml.Element, err error) {
	file, ok := r.configFile(v)
	if !ok {
		return file, nil, errors.New("there is no such entry")
	}
	data, err := r.zip.Read(r.zip.Lookup(file))
	if err != nil {
		return file, nil, err
	}
	doc, err := parseXML(data)
	if err == nil && doc.Root == nil {
		err = errors.New("there is no root element")
	}
	return file, doc.Root, err
}

// configFile finds the entry for a reference: through the resource table, or
// for a source-form manifest by the name @xml/….
func (r *manifestReader) configFile(v axml.Value) (string, bool) {
	name, ok := r.resolve(v)
	if !ok {
		name = "res/" + strings.TrimPrefix(v.Raw, "@") + ".xml"
	}
	return name, r.zip.Lookup(name) != nil
}

// networkSecurity reads <network-security-config> (developer.android.com,
// "Network security configuration").
func networkSecurity(file string, root *axml.Element) *app.NetworkSecurity {
	n := &app.NetworkSecurity{File: file, At: app.Location{File: file, Line: root.Line}}
	for _, e := range root.Children {
		switch e.Name {
		case "base-config":
			n.CleartextBase = permitted(e)
			n.TrustsUserCAs = n.TrustsUserCAs || trustsUser(e)
		case "domain-config":
			domainConfig(n, e, isTrue(n.CleartextBase), 0)
		}
	}
	return n
}

// maxDomainNesting bounds <domain-config> inside each other.
const maxDomainNesting = 16

// domainConfig reads a <domain-config>, which inherits clear text from the one
// it stands in.
func domainConfig(n *app.NetworkSecurity, e *axml.Element, open bool, depth int) {
	if p := permitted(e); p != nil {
		open = *p
	}
	n.TrustsUserCAs = n.TrustsUserCAs || trustsUser(e)
	for _, c := range e.Children {
		switch {
		case c.Name == "domain" && open:
			host := strings.TrimSpace(c.Text)
			n.CleartextDomains = append(n.CleartextDomains, app.NamedAt{Name: host, At: app.Location{File: n.File, Line: c.Line, Symbol: host}})
		case c.Name == "domain-config" && depth < maxDomainNesting:
			domainConfig(n, c, open, depth+1)
		}
	}
}

func permitted(e *axml.Element) *bool {
	v, ok := e.Plain("cleartextTrafficPermitted")
	if !ok {
		return nil
	}
	b, ok := v.Bool()
	if !ok {
		return nil
	}
	return &b
}

func trustsUser(e *axml.Element) bool {
	return slices.ContainsFunc(e.Children, func(anchors *axml.Element) bool {
		return anchors.Name == "trust-anchors" && slices.ContainsFunc(anchors.Children, func(c *axml.Element) bool {
			return plain(c, "src") == "user"
		})
	})
}
