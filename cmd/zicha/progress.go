package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"sync"
)

// progress tells on a terminal how far a long scan has come.
type progress struct {
	mu    sync.Mutex
	out   io.Writer // nil for silence
	total int
	done  int
}

func newProgress(r *reading) *progress {
	pr := &progress{total: len(r.targets)}
	if r.command.progress && pr.total > 1 {
		pr.out = r.command.stderr
	}
	return pr
}

func (p *progress) step(target string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if p.out != nil {
		fmt.Fprintf(p.out, "\r\x1b[K[%d/%d] %s", p.done, p.total, strconv.QuoteToGraphic(filepath.Base(target)))
	}
}

func (p *progress) finish() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
