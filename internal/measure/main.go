// Measure compares zicha with other tools and with what people say. It is for
// developers; no release has it:
//
//	go run ./internal/measure counts|xrefs|labels|catalog|sentences|speed [flags] FILE-or-folder...
//
// It prints text without clocks: what differs between two runs is what was
// measured.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// measurement is something to measure. It gets its own flags and targets.
type measurement struct {
	name, does string
	run        func(args []string, out io.Writer) error
}

func measurements() []measurement {
	return []measurement{
		{"counts", "instructions and invokes of every DEX file, against dexdump", counts},
		{"xrefs", "call sites of the catalogue's APIs, against androguard", xrefs},
		{"labels", "labels of LibChecker and Exodus that zicha does not show", labels},
		{"catalog", "entries of the SDK catalogue, against published artifacts", entries},
		{"recognised", "SDKs found in their own classes, as published and renamed by ProGuard", recognise},
		{"sentences", "topics of sentences of policies, against those that people gave", sentences},
		{"speed", "CPU time and memory of a scan, against inflating and other tools", speed},
		{inflateChild, "", inflate},
	}
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to measure:\n%s", usage())
	}
	for _, m := range measurements() {
		if m.name == args[0] {
			return m.run(args[1:], out)
		}
	}
	return fmt.Errorf("%q is nothing to measure:\n%s", args[0], usage())
}

func usage() string {
	var b strings.Builder
	for _, m := range measurements() {
		if m.does != "" {
			fmt.Fprintf(&b, "  %-12s%s\n", m.name, m.does)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}
