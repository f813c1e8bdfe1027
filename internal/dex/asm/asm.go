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
	"maps"
	"slices"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// Assemble turns smali sources, by file name, into one DEX file. Its version is
// 035, or the first one that has what the sources use: 037 (methods with code
// in interfaces), 038 (invoke-polymorphic), 039 (const-method-type). Errors say
// where: smali/Main.smali:12: unknown instruction "mov".
func Assemble(sources map[string][]byte) ([]byte, error) {
	t := write.NewTables()
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
	list := make([]*write.Class, len(classes))
	for i, c := range classes {
		list[i] = &c.Class
	}
	return write.File(list, t)
}

// supersFirst sorts classes by name, but each one after its superclass and its
// interfaces, as the format demands.
func supersFirst(classes []*class) ([]*class, error) {
	byName := map[string]*class{}
	for _, c := range classes {
		if other := byName[c.Name]; other != nil {
			return nil, c.Errorf("class %s is already defined in %s", c.Name, other.File)
		}
		byName[c.Name] = c
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
			return c.Errorf("class %s is its own superclass", c.Name)
		}
		begun[c] = true
		for _, super := range append([]string{c.Super}, c.Interfaces...) {
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
