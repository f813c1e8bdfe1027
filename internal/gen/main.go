// Gen writes what is made from other sources: the JSON Schemas of the rules
// from the Go types and the checks' parameters, and the built-in pack from the
// YAML. It runs in the folder rules, by go generate.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// file is a generated file below the folder rules.
type file struct {
	name    string
	content []byte
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: gen schema|pack, got %q", args)
	}
	var files []file
	var err error
	switch args[0] {
	case "schema":
		files, err = schemas()
	case "pack":
		files, err = pack(os.DirFS("."))
	default:
		err = fmt.Errorf("nothing called %q is generated", args[0])
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.FromSlash(f.name), f.content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
