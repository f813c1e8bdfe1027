package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/classfile"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// published is an artifact of an SDK as its vendor publishes it: an AAR, a JAR
// or a native library.
type published struct {
	classes     map[string]*classfile.Class // by name: com/umeng/commonsdk/UMConfigure
	components  map[string]bool             // of the manifest of an AAR
	metaData    map[string]bool
	permissions map[string]bool
	entries     map[string]bool // paths that end up in a package: assets/…, META-INF/…
	libraries   map[string]bool // file names
	texts       map[string]bool // constants of the code
	unread      []string
}

func newPublished() *published {
	return &published{
		map[string]*classfile.Class{}, map[string]bool{}, map[string]bool{}, map[string]bool{},
		map[string]bool{}, map[string]bool{}, map[string]bool{}, nil,
	}
}

// maxPublishedClasses bounds what is kept of an artifact.
const maxPublishedClasses = 200_000

// read adds what the file has.
func (p *published) read(file string) error {
	if filepath.Ext(file) == ".so" {
		p.libraries[filepath.Base(file)] = true
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return p.archive(filepath.Base(file), data, true)
}

// archive reads an AAR or JAR. Those inside an AAR are read as well, no deeper.
func (p *published) archive(name string, data []byte, outer bool) error {
	zip, err := ziparchive.Open(ziparchive.Memory(data), int64(len(data)), ziparchive.DefaultLimits())
	if err != nil {
		return err
	}
	for i := range zip.Entries {
		e := &zip.Entries[i]
		err := p.entry(zip, e, outer)
		if err != nil {
			p.unread = append(p.unread, fmt.Sprintf("%s!%s: %v", name, e.Name, err))
		}
	}
	return nil
}

func (p *published) entry(zip *ziparchive.Archive, e *ziparchive.Entry, outer bool) error {
	if !fs.ValidPath(e.Name) || zip.Lookup(e.Name) != e {
		return nil // a folder, or what another entry hides
	}
	base := path.Base(e.Name)
	switch ext := path.Ext(base); {
	case ext == ".so":
		p.libraries[base] = true
	case strings.HasPrefix(e.Name, "assets/"):
		p.entries[e.Name] = true
	case ext == ".class":
		return p.addClass(zip, e)
	case outer && e.Name == "AndroidManifest.xml":
		return p.manifest(zip, e)
	case outer && ext == ".jar":
		data, err := zip.Read(e)
		if err != nil {
			return err
		}
		return p.archive(base, data, false)
	case !strings.HasPrefix(e.Name, "res/"):
		p.entries[e.Name] = true
	}
	return nil
}

func (p *published) addClass(zip *ziparchive.Archive, e *ziparchive.Entry) error {
	if strings.HasPrefix(e.Name, "META-INF/") || path.Base(e.Name) == "module-info.class" {
		return nil // for other versions of Java
	}
	data, err := zip.Read(e)
	if err != nil {
		return err
	}
	c, err := classfile.Parse(data)
	if err != nil {
		return err
	}
	if name := nameOf(c.Name); len(p.classes) < maxPublishedClasses && p.classes[name] == nil {
		p.classes[name] = c
		for _, t := range c.Strings() {
			p.texts[t] = true
		}
	}
	return nil
}

// nameOf is a class without the L and the semicolon of its descriptor.
func nameOf(descriptor string) string {
	return strings.TrimSuffix(strings.TrimPrefix(descriptor, "L"), ";")
}

func (p *published) manifest(zip *ziparchive.Archive, e *ziparchive.Entry) error {
	data, err := zip.Read(e)
	if err != nil {
		return err
	}
	parse := axml.Parse
	if axml.LooksLikeText(data) {
		parse = axml.ParseText
	}
	doc, err := parse(data)
	if err != nil {
		return err
	}
	pkg, _ := doc.Root.Plain("package")
	p.element(doc.Root, pkg.Raw)
	return nil
}

func (p *published) element(e *axml.Element, pkg string) {
	v, _ := e.Attr(axml.AttrName)
	switch e.Name {
	case "uses-permission", "uses-permission-sdk-23":
		p.permissions[v.Raw] = true
	case "meta-data":
		p.metaData[v.Raw] = true
	case "activity", "service", "receiver", "provider":
		p.components[className(v.Raw, pkg)] = true
	}
	for _, child := range e.Children {
		p.element(child, pkg)
	}
}

// className is the name of a class of the manifest in full.
func className(name, pkg string) string {
	switch {
	case strings.HasPrefix(name, "."):
		return pkg + name
	case !strings.Contains(name, "."):
		return pkg + "." + name
	}
	return name
}

// method returns the descriptors of a method by its smali name, without their
// result: Lcom/umeng/commonsdk/UMConfigure;->init. What its class inherits from
// classes of the artifact counts: calls name the class they are made on.
func (p *published) method(smali string) (list []string) {
	class, name, _ := strings.Cut(smali, "->")
	for range maxSupers {
		c := p.classes[nameOf(class)]
		if c == nil {
			break
		}
		for i := range c.Methods {
			if m := &c.Methods[i]; m.Name == name {
				parameters, _, _ := strings.Cut(m.Descriptor, ")")
				list = append(list, parameters+")")
			}
		}
		class = c.Super
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// maxSupers bounds the chain of superclasses, which may be a ring.
const maxSupers = 64

// saying returns the fields and methods that say the version, as smali names
// them.
func (p *published) saying(version string) (places []string) {
	for _, c := range p.classes {
		for member, text := range c.Texts() {
			if strings.TrimPrefix(strings.ToLower(text), "v") == version {
				places = append(places, c.Name+"->"+member)
			}
		}
	}
	slices.Sort(places)
	return places
}
