package callgraph

import "github.com/zicha-lint/zicha/internal/dex"

// units is a set of positions in a body. The empty set may be nil.
type units []uint64

func (u units) has(pc int) bool { return u != nil && u[pc/64]>>(pc%64)&1 != 0 }

func (u units) add(pc int) { u[pc/64] |= 1 << (pc % 64) }

// withoutExceptions returns the instructions that run even if nothing is thrown.
// What a catch block does beyond them is no part of the ordinary way.
func withoutExceptions(code *dex.Code) units {
	reached := make(units, code.Units()/64+1)
	todo := []int{0}
	visit := func(pc int) {
		if pc >= 0 && pc < code.Units() && !reached.has(pc) {
			reached.add(pc)
			todo = append(todo, pc)
		}
	}
	visit(0)
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		i, ok := code.At(pc)
		if !ok {
			continue
		}
		eachTarget(code, i, visit)
		if i.Op.FallsThrough() {
			visit(pc + i.Units())
		}
	}
	return reached
}
