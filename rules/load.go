package rules

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/rules/schema"
)

// Problem is a fault in a file of rules.
type Problem struct {
	File string // below the directory, with slashes
	Line int    // from 1
	Rule string // the rule that has it, or ""
	Text string // a sentence
}

// String gives file:line: rule ID: sentence.
func (p Problem) String() string {
	where := p.File + ":" + strconv.Itoa(p.Line) + ": "
	if p.Rule != "" {
		where += "rule " + p.Rule + ": "
	}
	return where + p.Text
}

// Problems are all faults of a directory of rules, by file and line.
type Problems []Problem

// Error gives one line per problem.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i := range p {
		lines[i] = p[i].String()
	}
	return strings.Join(lines, "\n")
}

// Load reads a directory of rules, task files (*.yaml, *.yml) at its top and
// reference data in catalog/ and the folders in it, and adds it to the base: a rule or entry of the
// directory takes the place of the whole one with the same id in the base,
// others come after those of the base. The result is a new pack that shares
// what did not change with the base; the base itself stays as it is. A nil base
// is an empty one: the directory must then be complete in itself.
//
// Files that do not fit give Problems, all at once; any other error is one of
// reading the directory.
func Load(fsys fs.FS, base *Pack) (*Pack, error) {
	names, err := files(fsys)
	if err != nil {
		return nil, err
	}
	l, err := newLoader(base)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := l.read(fsys, name); err != nil {
			return nil, err
		}
	}
	pack := l.join()
	l.verify(pack)
	if problems := l.problems(); len(problems) > 0 {
		return nil, problems
	}
	return pack, nil
}

const catalogFolder = "catalog"

// ErrNoRules tells that a directory has no file of rules.
var ErrNoRules = errors.New("no rules here: want *.yaml, or reference data in " + catalogFolder + "/*.yaml")

// files lists the files of rules, the catalogue first, each part by name.
func files(fsys fs.FS) ([]string, error) {
	var names []string
	for _, pattern := range []string{catalogFolder + "/*.yaml", catalogFolder + "/*.yml", catalogFolder + "/*/*.yaml", catalogFolder + "/*/*.yml", "*.yaml", "*.yml"} {
		found, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	if len(names) > 0 {
		return names, nil
	}
	if _, err := fs.Stat(fsys, "."); err != nil {
		return nil, err
	}
	return nil, ErrNoRules
}

// source is a file that was read: a part of a task or of the catalogue, as far
// as it fits its schema.
type source struct {
	*document
	task    *Task
	catalog *Catalog
	places  []int // of each rule of the task: its place in the file's list
}

type loader struct {
	base          *Pack
	task, catalog validator
	sources       []*source
}

func newLoader(base *Pack) (*loader, error) {
	if base == nil {
		base = &Pack{}
	}
	task, err := taskValidator()
	if err != nil {
		return nil, err
	}
	catalog, err := catalogValidator()
	return &loader{base: base, task: task, catalog: catalog}, err
}

var (
	taskValidator    = sync.OnceValues(func() (validator, error) { return newValidator("task.schema.json") })
	catalogValidator = sync.OnceValues(func() (validator, error) { return newValidator("catalog.schema.json") })
)

// validator is a schema twice: compiled to find what does not fit, and plain
// to say it.
type validator struct {
	plain    *schema.Schema
	compiled *jsonschema.Schema
}

// newValidator compiles a schema of our own. The compiler may read nothing
// else, neither from the disk nor from the network.
func newValidator(name string) (validator, error) {
	plain, err := schema.Read(name)
	if err != nil {
		return validator{}, err
	}
	f, err := schema.FS.Open(name)
	if err != nil {
		return validator{}, err
	}
	defer f.Close()
	c := jsonschema.NewCompiler()
	c.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("a schema may not point outside itself: %s", url)
	}
	url := "schema:///" + name
	if err := c.AddResource(url, f); err != nil {
		return validator{}, err
	}
	compiled, err := c.Compile(url)
	return validator{plain, compiled}, err
}

func (l *loader) read(fsys fs.FS, name string) error {
	content, err := readFile(fsys, name)
	if err != nil {
		return err
	}
	s := &source{document: parse(name, content)}
	l.sources = append(l.sources, s)
	if len(s.problems) > 0 {
		return nil
	}
	if strings.HasPrefix(name, catalogFolder+"/") {
		return s.readCatalog(l.catalog)
	}
	return s.readTask(l.task)
}

// readFile reads no more of a file than one byte above the limit, and nothing
// of what is no file: opening a pipe could wait for ever.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxFileSize+1))
}

// validate notes what does not fit the schema.
func (s *source) validate(v validator) error {
	err := v.compiled.Validate(s.value)
	if invalid := (*jsonschema.ValidationError)(nil); errors.As(err, &invalid) {
		s.explain(v.plain, invalid)
		return nil
	}
	return err
}

func (s *source) readCatalog(v validator) error {
	if err := s.validate(v); err != nil || len(s.problems) > 0 {
		return err
	}
	s.catalog = &Catalog{}
	return s.decode(s.value, s.catalog)
}

// readTask reads the task and those rules that fit, so that a slip in one rule
// does not hide those of another.
func (s *source) readTask(v validator) error {
	if err := s.validate(v); err != nil || s.broken {
		return err
	}
	header := maps.Clone(s.value.(map[string]any))
	list := header["rules"].([]any)
	fit := make([]any, 0, len(list))
	for i, rule := range list {
		if !s.unfit[strconv.Itoa(i)] {
			fit = append(fit, rule)
			s.places = append(s.places, i)
		}
	}
	header["rules"] = fit
	s.task = &Task{}
	return s.decode(header, s.task)
}

// decode takes a value into a struct. Its keys fit by the schema; whatever the
// schema let through is an error here.
func (s *source) decode(value, to any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return fmt.Errorf("%s: %w", s.file, err)
	}
	dec := json.NewDecoder(&b)
	dec.DisallowUnknownFields()
	if err := dec.Decode(to); err != nil {
		return fmt.Errorf("%s: %w", s.file, err)
	}
	return nil
}

func (l *loader) problems() Problems {
	var all Problems
	for _, s := range l.sources {
		all = append(all, s.problems...)
	}
	slices.SortStableFunc(all, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Text, b.Text))
	})
	return slices.CompactFunc(all, func(a, b Problem) bool { return a.String() == b.String() })
}
