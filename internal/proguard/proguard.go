// Package proguard reads the mapping file that ProGuard and R8 write beside an
// app they shrink, and gives classes, methods and lines their names back.
//
// The format is that of https://www.guardsquare.com/manual/tools/retrace, with
// the comments of R8, https://r8.googlesource.com/r8/+/refs/heads/main/doc/retrace.md.
// What stands in the app is called residual, what stood in the source original.
package proguard

import (
	"cmp"
	"slices"
)

// Mapping restores the names that a shrinker replaced. The zero Mapping knows
// none. A Mapping does not change and may be used concurrently.
type Mapping struct {
	pool
	classes map[id]id // original names by residual ones
	sources map[id]id // source files by the original names of classes
	methods []method  // by residual class, residual name and place in the file
	lines   []line    // as in the file
}

// Class returns the original name of a class (both in slashes:
// com/example/Main), or the name itself where the mapping has no such class.
func (m *Mapping) Class(name string) string {
	if original := m.classes[m.ids[name]]; original != 0 {
		return m.texts[original]
	}
	return name
}

// Has reports whether the mapping speaks of a class, by its residual name
// (com/example/Main).
func (m *Mapping) Has(class string) bool { return m.classes[m.ids[class]] != 0 }

// SourceFile returns the source file of a class, of which it takes the original
// name, as a Frame has it (com/example/Main), where a comment of R8 names the
// file; otherwise "". The file is a name without folder: Main.kt.
func (m *Mapping) SourceFile(class string) string {
	file := m.sources[m.ids[class]]
	if file == 0 {
		return ""
	}
	return m.texts[file]
}

// method is a run of lines about one residual name: overloads share it, and one
// name may have several runs.
type method struct {
	class, name id // both residual
	from, to    uint32
}

func (a method) compare(b method) int {
	return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.name, b.name), cmp.Compare(a.from, b.from))
}

// runs returns the lines about a residual method, run by run.
func (m *Mapping) runs(class, name string) []method {
	want := method{class: m.ids[class], name: m.ids[name]}
	if want.class == 0 || want.name == 0 {
		return nil
	}
	first, _ := slices.BinarySearchFunc(m.methods, want, method.compare)
	end := first
	for end < len(m.methods) && m.methods[end].class == want.class && m.methods[end].name == want.name {
		end++
	}
	return m.methods[first:end]
}

// id is the place of a text in a pool; 0 is no text.
type id uint32

// pool keeps each text once: a mapping repeats its names on every line.
type pool struct {
	ids   map[string]id
	texts []string
}

// id returns the number of a text, which is not empty.
func (p *pool) id(b []byte) id {
	if n, ok := p.ids[string(b)]; ok {
		return n
	}
	text, n := string(b), id(len(p.texts))
	p.ids[text] = n
	p.texts = append(p.texts, text)
	return n
}
