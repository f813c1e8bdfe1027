package callgraph

import (
	"math/bits"
	"slices"

	"github.com/zicha-lint/zicha/internal/dex"
)

// blocks are the basic blocks of a body: stretches that run from the first
// instruction to the last, and where each one leads.
type blocks struct {
	starts   []int32 // of each block, ascending
	branches []dex.Insn
	at       []int32   // the block that each branch ends
	next     []int32   // the block behind it if that can follow; -1 for none
	targets  [][]int32 // the blocks that a branch leads to, by block
	handlers []catch
	todo     []int32
}

// catch leads from the blocks of a stretch to a handler.
type catch struct{ first, last, target int32 }

// units is a set of positions in a body, or of blocks. The empty set may be nil.
type units []uint64

func (u units) has(n int) bool { return u != nil && u[n/64]>>(n%64)&1 != 0 }

func (u units) add(n int) { u[n/64] |= 1 << (n % 64) }

// newBlocks reads a body. Places that cannot be jumped to are left out.
func newBlocks(code *dex.Code) *blocks {
	b := &blocks{}
	size := code.Units()
	leaders := make(units, size/64+1)
	lead := func(pc int) {
		if pc >= 0 && pc < size {
			leaders.add(pc)
		}
	}
	leaders.add(0) // also of a body without instructions
	_ = code.Walk(ends, func(i dex.Insn) {
		b.branches = append(b.branches, i)
		eachTarget(code, i, lead)
		lead(i.PC + i.Units())
	})
	_ = code.Handlers(func(h dex.Handler) { lead(h.Target) })
	for n, word := range leaders {
		for ; word != 0; word &= word - 1 {
			b.starts = append(b.starts, int32(64*n+bits.TrailingZeros64(word)))
		}
	}
	b.connect(code)
	return b
}

// ends are the instructions that end a block.
var ends = func() *dex.Ops {
	set := *jumps
	for op := range set {
		set[op] = set[op] || !dex.Op(op).FallsThrough()
	}
	return &set
}()

func (b *blocks) connect(code *dex.Code) {
	b.next, b.targets = make([]int32, len(b.starts)), make([][]int32, len(b.starts))
	for n := range b.next {
		b.next[n] = int32(n + 1)
	}
	b.next[len(b.next)-1] = -1
	for _, i := range b.branches {
		at := b.of(i.PC)
		b.at = append(b.at, int32(at))
		if !i.Op.FallsThrough() {
			b.next[at] = -1
		}
		eachTarget(code, i, func(pc int) {
			if pc >= 0 && pc < code.Units() {
				b.targets[at] = append(b.targets[at], int32(b.of(pc)))
			}
		})
	}
	_ = code.Handlers(func(h dex.Handler) {
		if h.Target >= 0 && h.Target < code.Units() && h.Start < h.End && h.Start < code.Units() {
			b.handlers = append(b.handlers, catch{int32(b.of(h.Start)), int32(b.of(min(h.End, code.Units()) - 1)), int32(b.of(h.Target))})
		}
	})
}

// of returns the block of a position.
func (b *blocks) of(pc int) int {
	n, exact := slices.BinarySearch(b.starts, int32(pc))
	if exact {
		return n
	}
	return n - 1
}

// limits say where a search does not go.
type limits struct {
	avoid  int  // a block that it ends at; -1 for none
	closed side // of the block shut
	shut   int  // -1 for none
	thrown bool // it follows exceptions
}

// from returns the blocks that are reached from one.
func (b *blocks) from(seen units, start int32, w limits) units {
	if seen == nil {
		seen = make(units, len(b.starts)/64+1)
	}
	visit := func(n int32) {
		if n >= 0 && int(n) != w.avoid && !seen.has(int(n)) {
			seen.add(int(n))
			b.todo = append(b.todo, n)
		}
	}
	visit(start)
	for len(b.todo) > 0 {
		n := b.todo[len(b.todo)-1]
		b.todo = b.todo[:len(b.todo)-1]
		if int(n) != w.shut || w.closed != targetSide {
			for _, t := range b.targets[n] {
				visit(t)
			}
		}
		if int(n) != w.shut || w.closed != nextSide {
			visit(b.next[n])
		}
		if w.thrown {
			for _, c := range b.handlers {
				if n >= c.first && n <= c.last {
					visit(c.target)
				}
			}
		}
	}
	return seen
}

// withoutExceptions returns the blocks that run even if nothing is thrown. What a
// catch block does beyond them is no part of the ordinary way.
func (b *blocks) withoutExceptions() units {
	return b.from(nil, 0, limits{avoid: -1, shut: -1})
}

// cycle reports whether two blocks lead to each other.
func (b *blocks) cycle(one, other int) bool {
	leads := func(from, to int) bool {
		var seen units
		for _, next := range append([]int32{b.next[from]}, b.targets[from]...) {
			seen = b.from(seen, next, limits{avoid: -1, shut: -1})
		}
		return seen.has(to)
	}
	return leads(one, other) && (one == other || leads(other, one))
}

// leadsOut reports whether one side of the branch that ends a block does not lead to
// another block.
func (b *blocks) leadsOut(at, to int) bool {
	for _, side := range append([]int32{b.next[at]}, b.targets[at]...) {
		if side < 0 || !b.from(nil, side, limits{avoid: -1, shut: -1}).has(to) {
			return true
		}
	}
	return false
}

// whileOff returns the blocks that run while a flag has its first value, whatever
// is thrown.
func (b *blocks) whileOff(s switched) units {
	return b.from(nil, 0, limits{avoid: -1, shut: b.of(s.pc), closed: s.closed, thrown: true})
}
