package main

import (
	"os"
	"syscall"
)

// maxRSS returns the most memory that a process that has ended held, in bytes.
// Linux counts from before the program was loaded, when the child still shared
// the memory of this process: the figure is never below this one's own peak.
func maxRSS(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return usage.Maxrss << 10
}

// ownPeak returns the most memory that this process held so far.
func ownPeak() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return usage.Maxrss << 10
}
