package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

// cost is what a process took.
type cost struct {
	cpu, wall float64 // seconds
	peak      int64   // bytes of memory
}

// runChild runs a program to its end. zicha's exit codes 1 and 3 say something
// about the package, and are no failure.
func runChild(cmd *exec.Cmd) (c cost, err error) {
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	start := time.Now()
	err = cmd.Run()
	c.wall = time.Since(start).Seconds()
	var exit *exec.ExitError
	if errors.As(err, &exit) && (exit.ExitCode() == 1 || exit.ExitCode() == 3) && bytes.HasPrefix(complaint.Bytes(), []byte("zicha:")) {
		err = nil
	}
	if err != nil {
		return c, fmt.Errorf("%w: %s", err, bytes.TrimSpace(complaint.Bytes()))
	}
	c.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	c.peak = maxRSS(cmd.ProcessState)
	return c, nil
}
