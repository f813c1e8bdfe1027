package main

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/rules"
)

// member is a method or a field of exactly one class.
type member struct {
	class, name string // Landroid/os/Build; and SERIAL
	descriptor  string // of a method, "" for every overload; of a field its type
}

func parseMember(s string) member {
	class, rest, _ := strings.Cut(s, "->")
	if i := strings.IndexByte(rest, '('); i >= 0 {
		return member{class, rest[:i], rest[i:]}
	}
	name, fieldType, _ := strings.Cut(rest, ":")
	return member{class, name, fieldType}
}

func (m member) isField() bool { return m.descriptor != "" && m.descriptor[0] != '(' }

func (m member) String() string { return m.class + "->" + m.name + " " + m.descriptor }

// covers reports whether the member, as the catalogue writes it, stands for one
// that an instruction names.
func (m member) covers(named member) bool {
	return m.class == named.class && m.name == named.name && (m.descriptor == named.descriptor || m.descriptor == "" && !named.isField())
}

func (m member) api() callgraph.API {
	a := callgraph.API{Class: m.class[1 : len(m.class)-1], Name: m.name, Descriptor: m.descriptor, Field: m.isField()}
	if a.Field {
		a.Descriptor = "" // the engine knows fields by their names
	}
	return a
}

// wanted are the members of the catalogue's APIs, each once.
type wanted struct {
	members []member
	byName  map[string][]int
}

func membersOf(c *rules.Catalog) *wanted {
	w := &wanted{byName: map[string][]int{}}
	for _, m := range allMembers(c) {
		w.byName[m.name] = append(w.byName[m.name], len(w.members))
		w.members = append(w.members, m)
	}
	return w
}

// allMembers leaves single overloads out where all of them are listed too.
func allMembers(c *rules.Catalog) (list []member) {
	all := map[member]bool{}
	for i := range c.APIs {
		for _, call := range c.APIs[i].Calls {
			for _, s := range call.Members {
				all[parseMember(s)] = true
			}
		}
	}
	for m := range all {
		if m.descriptor == "" || m.isField() || !all[member{m.class, m.name, ""}] {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, byText)
	return list
}

func byText(a, b member) int { return strings.Compare(a.String(), b.String()) }

// find returns the index of the member that stands for one that an instruction
// names; -1 where there is none.
func (w *wanted) find(named member) int {
	for _, i := range w.byName[named.name] {
		if w.members[i].covers(named) {
			return i
		}
	}
	return -1
}

func (w *wanted) apis() (list []callgraph.API) {
	for _, m := range w.members {
		list = append(list, m.api())
	}
	return list
}
