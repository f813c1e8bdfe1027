package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/zicha-lint/zicha/internal/dex"
)

// counts compares, for every DEX file, the number of instructions and of
// invokes with what dexdump prints.
func counts(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("counts", flag.ContinueOnError)
	tool := flags.String("dexdump", "dexdump", "the dexdump to run")
	paths, err := targets(flags, args, ".apk", ".dex")
	if err != nil {
		return err
	}
	if _, err := exec.LookPath(*tool); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "measure")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	c := counting{tool: *tool, file: filepath.Join(folder, "classes.dex"), seen: map[[sha256.Size]byte]bool{}}
	for _, path := range paths {
		dexes, err := readCode(path)
		if err != nil {
			c.unread = append(c.unread, path+": "+err.Error())
		}
		for _, d := range dexes {
			if err := c.compare(path, d); err != nil {
				return err
			}
		}
	}
	c.write(out, len(paths))
	return nil
}

// counting adds up what the comparison of many files gives.
type counting struct {
	tool, file string // dexdump, and the file it is given
	seen       map[[sha256.Size]byte]bool

	compared, equal, again     int
	here, there                tally
	different, refused, unread []string
}

// tally is what is counted in the code of a file.
type tally struct{ instructions, invokes int }

func (t *tally) add(u tally) {
	t.instructions += u.instructions
	t.invokes += u.invokes
}

func (c *counting) compare(path string, d code) error {
	name := path
	if d.name != filepath.Base(path) {
		name += "!" + d.name
	}
	sum := sha256.Sum256(d.data)
	if c.seen[sum] {
		c.again++
		return nil
	}
	c.seen[sum] = true
	if err := os.WriteFile(c.file, d.data, 0o600); err != nil {
		return err
	}
	here, damage := countCode(d)
	there, refusal := c.dump()
	if refusal != nil {
		c.refused = append(c.refused, fmt.Sprintf("%s: %v%s", name, refusal, because("zicha", damage)))
		return nil
	}
	c.compared++
	c.here.add(here)
	c.there.add(there)
	if here == there {
		c.equal++
		return nil
	}
	c.different = append(c.different, fmt.Sprintf("%s: zicha %+v, dexdump %+v%s", name, here, there, because("zicha", damage)))
	return nil
}

func because(who string, err error) string {
	if err == nil {
		return ""
	}
	return "; " + who + ": " + err.Error()
}

// countCode counts in all methods that internal/dex can read. The error is the
// first thing that it cannot.
func countCode(d code) (t tally, first error) {
	note := func(err error) {
		if first == nil {
			first = err
		}
	}
	files, err := dex.Open(d.name, d.data)
	note(err)
	for _, f := range files {
		for class := range f.NumClasses() {
			note(f.Members(class, func(m dex.Member) {
				if m.Kind >= dex.DirectMethod && m.Code != 0 {
					note(t.method(f, m))
				}
			}))
		}
	}
	return t, first
}

func (t *tally) method(f *dex.File, m dex.Member) error {
	body, err := f.Code(m.Code)
	if err != nil {
		return err
	}
	return body.Walk(every, func(i dex.Insn) {
		t.instructions++
		if i.Op.IsInvoke() || i.Op.Between(dex.OpInvokeCustom, dex.OpInvokeCustomRange) {
			t.invokes++
		}
	})
}

var every = func() *dex.Ops {
	var ops dex.Ops
	for i := range ops {
		ops[i] = true
	}
	return &ops
}()

func (c *counting) write(out io.Writer, files int) {
	var t table
	t.row("files", files)
	t.row("DEX files", c.compared+len(c.refused)+c.again)
	t.row("  the same bytes as an earlier one", c.again)
	t.row("  refused by dexdump", len(c.refused))
	t.row("  compared", c.compared)
	t.row("    equal", c.equal)
	t.row("    different", len(c.different))
	t.write(out)
	fmt.Fprintln(out)
	t = nil
	t.row("in those compared", "zicha", "dexdump")
	t.row("instructions", c.here.instructions, c.there.instructions)
	t.row("invokes", c.here.invokes, c.there.invokes)
	t.write(out)
	list(out, "different", c.different)
	list(out, "refused by dexdump", c.refused)
	list(out, "files without readable code", c.unread)
}
