package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// dump counts what dexdump prints of the file. The error is dexdump's refusal.
func (c *counting) dump() (tally, error) {
	cmd := exec.Command(c.tool, "-d", c.file)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return tally{}, err
	}
	if err := cmd.Start(); err != nil {
		return tally{}, err
	}
	t, parsed := parseDump(out)
	if err := cmd.Wait(); err != nil {
		return tally{}, fmt.Errorf("%w: %s", err, c.reason(complaint.String()))
	}
	return t, parsed
}

// reason takes the last line of a complaint and leaves the clock and the
// temporary name out.
func (c *counting) reason(complaint string) string {
	line := strings.TrimSpace(complaint)
	line = line[strings.LastIndexByte(line, '\n')+1:]
	if _, rest, ok := strings.Cut(line, "] "); ok {
		line = rest
	}
	return strings.ReplaceAll(line, c.file, "the file")
}

// parseDump reads the output of dexdump -d. An instruction is a line such as
//
//	000158: 7010 0100 0000                         |0000: invoke-direct {v0}, …
//
// and a method begins with one that has [000148] behind the bar.
func parseDump(r io.Reader) (t tally, err error) {
	lines := bufio.NewReaderSize(r, 1<<16)
	for begun := false; ; {
		line, more, err := lines.ReadLine() // a piece of a line that is longer than the buffer
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			return t, err
		}
		if text, ok := instruction(line); ok && !begun {
			t.instructions++
			if bytes.HasPrefix(text, []byte("invoke-")) {
				t.invokes++
			}
		}
		begun = more
	}
}

// instruction returns the text behind the position in the method. The columns
// move in files of more than 16 MB and in methods of more than 65,535 units.
func instruction(line []byte) (text []byte, ok bool) {
	const column, wide = 6, 41 // of the first colon, and from there to the bar
	colon := bytes.IndexByte(line[:min(len(line), column+3)], ':')
	if colon < column || len(line) < colon+wide+2 || line[colon+wide] != '|' || line[colon+wide+1] == '[' {
		return nil, false
	}
	_, text, ok = bytes.Cut(line[colon+wide+1:], []byte(": "))
	return text, ok
}
