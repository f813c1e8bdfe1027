package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed xrefs.py
var xrefsScript string

// androguard runs androguard 3.4.0a1, which Debian packages for its own Python.
type androguard struct {
	python string
	cache  string // a folder; "" keeps nothing
}

// count returns the number of places where androguard sees a member used.
func (a androguard) count(path string, members []member) (map[member]int, error) {
	var asked strings.Builder
	for _, m := range members {
		descriptor := m.descriptor
		if descriptor == "" {
			descriptor = "*"
		}
		fmt.Fprintln(&asked, m.class, m.name, descriptor)
	}
	kept, err := a.keep(path, asked.String())
	if err != nil {
		return nil, err
	}
	out, err := os.ReadFile(kept)
	if kept == "" || err != nil {
		if out, err = a.ask(path, asked.String()); err != nil {
			return nil, err
		}
	}
	if kept != "" {
		if err := os.WriteFile(kept, out, 0o644); err != nil {
			return nil, err
		}
	}
	return parseXrefs(out)
}

// keep names the file of the cache for a question; "" without a cache.
func (a androguard) keep(path, asked string) (string, error) {
	if a.cache == "" {
		return "", nil
	}
	sum, err := hashFile(path)
	if err != nil {
		return "", err
	}
	key := sha256.Sum256([]byte(hex.EncodeToString(sum[:]) + xrefsScript + asked))
	return filepath.Join(a.cache, hex.EncodeToString(key[:])+".txt"), nil
}

func (a androguard) ask(path, asked string) ([]byte, error) {
	cmd := exec.Command(a.python, "-c", xrefsScript, path)
	cmd.Stdin = strings.NewReader(asked)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(complaint.String()), "\n")
		return nil, fmt.Errorf("%w: %s", err, lines[len(lines)-1])
	}
	return out, nil
}

// parseXrefs reads the lines of xrefs.py: Lclass;->name descriptor count.
func parseXrefs(out []byte) (map[member]int, error) {
	counts := map[member]int{}
	for line := range strings.Lines(string(out)) {
		parts := strings.Fields(line)
		if len(parts) != 3 {
			return nil, fmt.Errorf("androguard: %q is no count", line)
		}
		class, name, _ := strings.Cut(parts[0], "->")
		n, err := strconv.Atoi(parts[2])
		if err != nil {
			return nil, fmt.Errorf("androguard: %w", err)
		}
		counts[member{class, name, parts[1]}] += n
	}
	return counts, nil
}
