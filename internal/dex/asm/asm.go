// Package asm assembles smali, the textual form of DEX bytecode, so that code
// in a fixture can be read and written: https://source.android.com/docs/core/runtime/dex-format.
//
// It knows a subset of the language of the smali tool, one class a file:
//
//   - .class, .super, .implements, .source; fields with static values; methods
//     with every access flag; annotations of classes, fields and methods
//   - every instruction but invoke-custom and const-method-handle
//   - labels, .catch, .catchall, switches, array data, .registers, .locals
//   - .line, which becomes debug information
//
// What else the smali tool writes about debugging (.local, .param, .prologue)
// and the annotations of parameters are read and left out.
//
// An instruction is taken as it is written: where a goto does not reach its
// label, or a string has an index above 65535, it is an error, not a goto/16
// or a const-string/jumbo.
package asm

import (
	"fmt"
	"maps"
	"slices"
)

// Assemble turns smali sources, by file name, into one DEX file. Its version is
// 035, or the first one that has what the sources use: 037 (methods with code
// in interfaces), 038 (invoke-polymorphic), 039 (const-method-type). Errors say
// where: smali/Main.smali:12: unknown instruction "mov".
func Assemble(sources map[string][]byte) ([]byte, error) {
	t := newTables()
	var classes []*class
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		c, err := parse(name, string(sources[name]), t)
		if err != nil {
			return nil, err
		}
		classes = append(classes, c)
	}
	classes, err := supersFirst(classes)
	if err != nil {
		return nil, err
	}
	if err := t.sort(); err != nil {
		return nil, err
	}
	w := writer{tables: t}
	out := w.file(classes)
	return out, w.err
}

// pos is a place in the sources.
type pos struct {
	file string
	line int
}

func (p pos) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", p.file, p.line, fmt.Sprintf(format, args...))
}

// supersFirst sorts classes by name, but each one after its superclass and its
// interfaces, as the format demands.
func supersFirst(classes []*class) ([]*class, error) {
	byName := map[string]*class{}
	for _, c := range classes {
		if other := byName[c.name]; other != nil {
			return nil, c.errorf("class %s is already defined in %s", c.name, other.file)
		}
		byName[c.name] = c
	}
	sorted := make([]*class, 0, len(classes))
	begun := map[*class]bool{}
	done := map[*class]bool{}
	var visit func(c *class) error
	visit = func(c *class) error {
		if c == nil || done[c] {
			return nil
		}
		if begun[c] {
			return c.errorf("class %s is its own superclass", c.name)
		}
		begun[c] = true
		for _, super := range append([]string{c.super}, c.interfaces...) {
			if err := visit(byName[super]); err != nil {
				return err
			}
		}
		done[c] = true
		sorted = append(sorted, c)
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		if err := visit(byName[name]); err != nil {
			return nil, err
		}
	}
	return sorted, nil
}
