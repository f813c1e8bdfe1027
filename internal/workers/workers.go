// Package workers shares work between goroutines.
package workers

import (
	"sync"
	"sync/atomic"
)

// Group waits for goroutines, as sync.WaitGroup does, and hands on a panic of one
// of them: a package that provokes it has to end its own scan, not the program.
type Group struct {
	group sync.WaitGroup
	panic atomic.Pointer[any] // the first one
}

// Go runs f on a goroutine of its own.
func (g *Group) Go(f func()) {
	g.group.Go(func() {
		defer func() {
			if r := recover(); r != nil {
				g.panic.CompareAndSwap(nil, &r)
			}
		}()
		f()
	})
}

// Wait waits until all have ended, and panics if one of them did.
func (g *Group) Wait() {
	g.group.Wait()
	if p := g.panic.Load(); p != nil {
		panic(*p)
	}
}
