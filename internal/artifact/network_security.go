package artifact

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/ziparchive"
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
	c := configReader{n: &app.NetworkSecurity{File: file, At: app.Location{File: file, Line: root.Line, Symbol: r.sourceName(v, file)}}}
	c.read(root)
	if c.cut {
		r.AddGap(app.Gap{
			Facts: app.FactNetworkSecurity,
			What: lang.Text{
				ZH: fmt.Sprintf("网络安全配置的域名超过 %d 个或嵌套超过 %d 层，其余未读取", maxDomains, maxDomainNesting),
				EN: fmt.Sprintf("the network security config has more than %d domains or nests deeper than %d; the rest was not read", maxDomains, maxDomainNesting),
			},
			At:       c.n.At,
			Blocking: true,
		})
	}
	return c.n
}

func (r *manifestReader) configRoot(v axml.Value) (file string, root *axml.Element, err error) {
	file, entry := r.configFile(v)
	if entry == nil {
		return file, nil, errors.New("there is no such entry")
	}
	data, err := r.entry(entry, axml.MaxSize)
	if err != nil {
		return file, nil, err
	}
	doc, err := r.parseXML(file, "network-security-", data)
	if err == nil && doc.Root.Name != "network-security-config" {
		err = fmt.Errorf("the root element is <%s>, not <network-security-config>", doc.Root.Name)
	}
	return file, doc.Root, err
}

// sourceName returns the name of a referenced file in the sources,
// xml/network_security_config, where a shrinker has renamed it in the package.
func (r *manifestReader) sourceName(v axml.Value, file string) string {
	id, ok := v.Reference()
	if !ok || r.table == nil {
		return ""
	}
	name := r.table.Name(id)
	if strings.TrimSuffix(path.Base(file), path.Ext(file)) == path.Base(name) {
		return ""
	}
	return name
}

// configFile finds the entry for a reference: through the resource table, or
// for a source-form manifest by the name @xml/….
func (r *manifestReader) configFile(v axml.Value) (string, *ziparchive.Entry) {
	name, ok := r.resolve(v)
	if !ok {
		name = v.String()
		if source, isName := strings.CutPrefix(name, "@xml/"); isName {
			name = "res/xml/" + source + ".xml"
		}
	}
	return name, r.zip.Lookup(name)
}

// Bounds on the domains of a configuration.
const (
	maxDomains       = 2000
	maxDomainNesting = 16
)

// configReader fills an app.NetworkSecurity from the element tree of a
// <network-security-config> (developer.android.com, "Network security
// configuration").
type configReader struct {
	n   *app.NetworkSecurity
	cut bool // a bound was reached
}

func (c *configReader) read(root *axml.Element) {
	// Domains inherit from the base, which may stand behind them.
	for _, e := range root.Children {
		if e.Name == "base-config" {
			c.n.CleartextBase = permitted(e)
			c.n.TrustsUserCAs = c.n.TrustsUserCAs || trustsUser(e)
		}
	}
	for _, e := range root.Children {
		if e.Name == "domain-config" {
			c.domainConfig(e, isTrue(c.n.CleartextBase), 1)
		}
	}
}

// domainConfig reads a <domain-config>, which inherits clear text from the one
// it stands in.
func (c *configReader) domainConfig(e *axml.Element, open bool, depth int) {
	if depth > maxDomainNesting {
		c.cut = true
		return
	}
	if p := permitted(e); p != nil {
		open = *p
	}
	c.n.TrustsUserCAs = c.n.TrustsUserCAs || trustsUser(e)
	for _, child := range e.Children {
		switch {
		case child.Name == "domain-config":
			c.domainConfig(child, open, depth+1)
		case child.Name == "domain" && open:
			c.domain(child)
		}
	}
}

func (c *configReader) domain(e *axml.Element) {
	if len(c.n.CleartextDomains) == maxDomains {
		c.cut = true
		return
	}
	host := strings.TrimSpace(e.Text)
	c.n.CleartextDomains = append(c.n.CleartextDomains, app.NamedAt{Name: host, At: app.Location{File: c.n.File, Line: e.Line, Symbol: host}})
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
