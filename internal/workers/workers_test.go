package workers_test

import (
	"sync/atomic"
	"testing"

	"github.com/zicha-lint/zicha/internal/workers"
)

func TestWait(t *testing.T) {
	var g workers.Group
	var done atomic.Int32
	for range 4 {
		g.Go(func() { done.Add(1) })
	}
	if g.Wait(); done.Load() != 4 {
		t.Errorf("%d of 4 done", done.Load())
	}
}

func TestPanic(t *testing.T) {
	defer func() {
		if r := recover(); r != "broken" {
			t.Errorf("recovered %v", r)
		}
	}()
	var g workers.Group
	g.Go(func() { panic("broken") })
	g.Wait()
	t.Error("Wait returned")
}
