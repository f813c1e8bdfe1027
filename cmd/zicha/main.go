// Command zicha checks an app against the ten rectification tasks of
// 工信部信管函〔2020〕164号 before a regulator or a store does.
package main

import (
	"os"

	"golang.org/x/term"
)

func main() {
	c := command{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		terminal: term.IsTerminal(int(os.Stdout.Fd())),
		progress: term.IsTerminal(int(os.Stderr.Fd())),
		width:    columns,
		getenv:   os.Getenv,
	}
	os.Exit(c.run(os.Args[1:]))
}

// columns returns the width of the terminal, or 0 where there is none.
func columns() int {
	w, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return 0
	}
	return w
}
