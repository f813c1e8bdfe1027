package artifact

import (
	"path"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/proguard"
)

// names gives code the names that it has in the source: those of the DEX files,
// or what the mapping of a shrinker restores.
type names struct {
	mapping *proguard.Mapping // nil where none was given
	classes bool              // the code stands in class files: of a library
}

// restored is a method of the source.
type restored struct {
	class    string // com/example/Main
	location app.Location
}

// frames returns the methods that a step stands for, outermost first: the
// shrinker puts methods into each other.
func (n names) frames(s *callgraph.Step) []restored {
	if n.mapping == nil {
		return []restored{{s.Class, app.Location{File: n.file(s), Line: s.Line, Symbol: symbol(s.Class, s.Name, s.Descriptor), Source: s.Source}}}
	}
	inner := n.mapping.Frames(proguard.Frame{Class: s.Class, Name: s.Name, Descriptor: s.Descriptor, Line: s.Line})
	list := make([]restored, len(inner))
	for i, f := range inner {
		list[len(list)-1-i] = restored{f.Class, app.Location{
			File: n.file(s), Line: f.Line, Symbol: symbol(f.Class, f.Name, f.Descriptor), Source: n.source(f.Class),
		}}
	}
	return list
}

// file returns the entry that defines a step: a DEX file, or the class file,
// which may lie in a jar.
func (n names) file(s *callgraph.Step) string {
	if !n.classes {
		return s.Dex
	}
	class, _, _ := strings.Cut(s.Class, "$$ExternalSyntheticLambda")
	if s.Dex == "" {
		return class + ".class"
	}
	return s.Dex + "!/" + class + ".class"
}

// source returns the source file of a class: as the mapping says, else as Java
// names it.
func (n names) source(class string) string {
	if file := n.mapping.SourceFile(class); file != "" {
		return file
	}
	outer, _, _ := strings.Cut(path.Base(class), "$")
	return outer + ".java"
}

func (n names) class(name string) string {
	if n.mapping == nil {
		return name
	}
	return n.mapping.Class(name)
}

// member returns com.example.Main.method of com/example/Main->method, a method
// or a field.
func (n names) member(s string) string {
	class, name, ok := strings.Cut(s, "->")
	if n.mapping != nil && ok {
		frames := n.mapping.Frames(proguard.Frame{Class: class, Name: name})
		class, name = frames[len(frames)-1].Class, frames[len(frames)-1].Name
	}
	if ok {
		class += "." + name
	}
	return strings.ReplaceAll(class, "/", ".")
}

// symbol names a method as smali does.
func symbol(class, name, descriptor string) string {
	return "L" + class + ";->" + name + descriptor
}
