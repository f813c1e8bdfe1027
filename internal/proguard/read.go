package proguard

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// The limits of a mapping file. A large app has one of some 100 MiB.
const (
	MaxSize    = 512 << 20 // bytes
	MaxLine    = 1 << 20   // bytes of one line
	MaxClasses = 2_000_000
	MaxMembers = 4_000_000 // lines about fields and methods

	maxQuote = 80 // bytes of the file's own text in an error
)

// limits are those above, or smaller ones in a test.
type limits struct {
	size                   int64
	line, classes, members int
}

// Read reads a mapping file. Blank lines, comments, a byte order mark and
// carriage returns are fine; anything else that is neither a class nor a member
// is an error, which names the line, and so is a file beyond the limits.
//
// A class that is mapped twice has the first name.
func Read(r io.Reader) (*Mapping, error) {
	return read(r, limits{size: MaxSize, line: MaxLine, classes: MaxClasses, members: MaxMembers})
}

func read(r io.Reader, limit limits) (*Mapping, error) {
	lines := bufio.NewScanner(&capped{r: r, left: limit.size, size: limit.size})
	lines.Buffer(make([]byte, 0, min(limit.line, 64<<10)), limit.line)
	p := newParser(limit)
	n := 1
	for ; lines.Scan(); n++ {
		b := lines.Bytes()
		if n == 1 {
			b = bytes.TrimPrefix(b, []byte("\uFEFF"))
		}
		if err := p.line(bytes.Trim(b, " \t\r")); err != nil {
			// a line that is cut off is not what is wrong
			return nil, fmt.Errorf("line %d: %w", n, cmp.Or(lines.Err(), err))
		}
	}
	err := lines.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		err = fmt.Errorf("more than %d bytes in one line", limit.line)
	}
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", n, err)
	}
	return p.mapping(), nil
}

// capped fails where a file goes on behind its greatest size.
type capped struct {
	r          io.Reader
	left, size int64
}

func (c *capped) Read(b []byte) (int, error) {
	n, err := c.r.Read(b[:min(int64(len(b)), c.left+1)])
	if c.left -= int64(n); c.left < 0 {
		return n - 1, fmt.Errorf("the file has more than %d bytes", c.size)
	}
	return n, err
}

// parser is the state between two lines.
type parser struct {
	Mapping
	limit   limits
	members int

	class    id   // residual; 0 before the first
	owner    id   // its original name
	isMethod bool // the member above is the last of lines

	scratch   []byte
	signature []byte // as written, of the last of lines
}

func newParser(limit limits) *parser {
	p := &parser{limit: limit}
	p.pool = pool{ids: map[string]id{"": 0}, texts: []string{""}}
	p.classes, p.sources = map[id]id{}, map[id]id{}
	return p
}

// line takes a line without the space around it. A class ends in a colon, which
// no member does.
func (p *parser) line(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	if b[0] == '#' {
		p.comment(b[1:])
		return nil
	}
	if b[len(b)-1] == ':' {
		return p.classLine(b)
	}
	if p.class == 0 {
		return fmt.Errorf("%s stands before the first class", quote(b))
	}
	if p.members++; p.members > p.limit.members {
		return fmt.Errorf("more than %d members", p.limit.members)
	}
	return p.memberLine(b)
}

var arrow = []byte(" -> ")

func (p *parser) classLine(b []byte) error {
	original, residual, ok := bytes.Cut(b[:len(b)-1], arrow)
	if !ok || !isName(original) || !isName(residual) {
		return fmt.Errorf("%s is not a class, two names with an arrow between", quote(b))
	}
	p.class, p.owner = p.slashed(residual), p.slashed(original)
	p.isMethod, p.signature = false, p.signature[:0]
	if _, ok := p.classes[p.class]; ok {
		return nil
	}
	if len(p.classes) == p.limit.classes {
		return fmt.Errorf("more than %d classes", p.limit.classes)
	}
	p.classes[p.class] = p.owner
	return nil
}

// isName tells whether b can be the name of something in a class file, dots
// apart: https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html#jvms-4.2.2.
func isName(b []byte) bool { return len(b) > 0 && !bytes.ContainsAny(b, ";[/") }

// slashed keeps the name of a class as class files write it.
func (p *parser) slashed(dotted []byte) id {
	p.scratch = appendSlashed(p.scratch[:0], dotted)
	return p.id(p.scratch)
}

func appendSlashed(to, dotted []byte) []byte {
	start := len(to)
	to = append(to, dotted...)
	for i := start; i < len(to); i++ {
		if to[i] == '.' {
			to[i] = '/'
		}
	}
	return to
}

// comment looks for the two pieces of metadata that matter here. As R8 defines
// it, whatever does not parse is an ordinary comment.
func (p *parser) comment(b []byte) {
	if p.class == 0 || !bytes.Contains(b, []byte("sourceFile")) && !bytes.Contains(b, []byte("residualsignature")) {
		return
	}
	var about struct{ ID, FileName, Signature string }
	if json.Unmarshal(b, &about) != nil {
		return
	}
	switch about.ID {
	case "sourceFile":
		if p.sources[p.owner] == 0 && about.FileName != "" {
			p.sources[p.owner] = p.id([]byte(about.FileName))
		}
	case "com.android.tools.r8.residualsignature":
		if last := len(p.lines) - 1; p.isMethod && p.lines[last].signature == 0 && about.Signature != "" {
			p.lines[last].signature = p.id([]byte(about.Signature))
		}
	}
}

// mapping puts the methods in order and lets go of what only reading needs.
func (p *parser) mapping() *Mapping {
	slices.SortFunc(p.methods, method.compare)
	for _, run := range p.methods {
		spreadSignatures(p.lines[run.from:run.to])
	}
	m := p.Mapping
	return &m
}

func quote(b []byte) string {
	if len(b) > maxQuote {
		return fmt.Sprintf("%q…", bytes.ToValidUTF8(b[:maxQuote], nil))
	}
	return fmt.Sprintf("%q", b)
}
