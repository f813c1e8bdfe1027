package main

import "github.com/zicha-lint/zicha/internal/dex"

// hierarchy is the classes of an app by descriptor; of classes defined twice
// the first one counts.
type hierarchy map[string]*definition

type definition struct {
	file    *dex.File
	class   int
	super   string
	methods map[string]bool // name and descriptor; nil until asked for
}

func newHierarchy(files []*dex.File) hierarchy {
	h := hierarchy{}
	for _, f := range files {
		for class := range f.NumClasses() {
			def := f.Def(class)
			name := text(f.Type(def.Type))
			if h[name] == nil {
				h[name] = &definition{file: f, class: class, super: text(f.Type(def.Super))}
			}
		}
	}
	return h
}

// inherits returns the superclass of a class of the app that does not have the
// method itself.
func (h hierarchy) inherits(m member) (super string, ok bool) {
	d := h[m.class]
	if d == nil || d.super == "" || d.has(m.name+m.descriptor) {
		return "", false
	}
	return d.super, true
}

func (d *definition) has(selector string) bool {
	if d.methods == nil {
		d.methods = map[string]bool{}
		_ = d.file.Members(d.class, func(m dex.Member) {
			if m.Kind >= dex.DirectMethod {
				id, _ := d.file.Method(m.Index)
				d.methods[text(d.file.String(id.Name))+text(d.file.AppendProto(nil, id.Proto))] = true
			}
		})
	}
	return d.methods[selector]
}
