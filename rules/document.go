package rules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Limits of a file of rules. The largest built-in file has 115 KiB.
const (
	MaxFileSize = 1 << 20 // bytes
	maxDepth    = 100     // lists and mappings within each other
	maxValues   = 200_000 // in one file, once its aliases are written out
	maxProblems = 200     // told of one file
)

// document is a YAML file: its nodes for the lines, its JSON value for the rest.
type document struct {
	file     string
	root     *yaml.Node
	value    any // nil, bool, int64, float64, string, []any, map[string]any
	values   int
	problems Problems
	unfit    map[string]bool // places in the list of rules that have a problem
	broken   bool            // there is a problem outside the rules
}

// parse reads one YAML document. What has no place in JSON becomes a problem:
// keys that are no text, keys that stand twice, merge keys, foreign tags.
func parse(file string, content []byte) *document {
	d := &document{file: file, unfit: map[string]bool{}}
	if len(content) > MaxFileSize {
		d.add(nil, 1, "the file has more than %d KiB", MaxFileSize>>10)
		return d
	}
	var root, second yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(content))
	err := dec.Decode(&root)
	if errors.Is(err, io.EOF) {
		d.add(nil, 1, "the file is empty")
		return d
	}
	if err != nil {
		line, text := syntaxError(err)
		d.add(nil, line, "%s", text)
		return d
	}
	d.root = root.Content[0]
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		d.add(nil, max(1, second.Line), "a second document begins here; write it into a file of its own")
	}
	d.value = d.json(d.root, nil)
	return d
}

// syntaxError takes the line out of an error of the YAML reader, which has it
// in its text only.
func syntaxError(err error) (line int, text string) {
	text = strings.TrimPrefix(err.Error(), "yaml: ")
	rest, ok := strings.CutPrefix(text, "line ")
	number, after, colon := strings.Cut(rest, ": ")
	line, bad := strconv.Atoi(number)
	if !ok || !colon || bad != nil {
		return 1, "not YAML: " + text
	}
	return line, "not YAML: " + after
}

func (d *document) json(n *yaml.Node, path []string) any {
	d.values++
	if d.values > maxValues {
		if d.values == maxValues+1 {
			d.add(nil, n.Line, "the file has more than %d values once its aliases are written out", maxValues)
		}
		return nil
	}
	if len(path) > maxDepth {
		d.add(nil, n.Line, "more than %d lists and mappings within each other", maxDepth)
		return nil
	}
	switch {
	case n.Kind == yaml.AliasNode:
		// One step deeper, so that an alias of itself comes to an end.
		return d.json(n.Alias, append(path, ""))
	case n.Kind == yaml.MappingNode && n.ShortTag() == "!!map":
		return d.object(n, path)
	case n.Kind == yaml.SequenceNode && n.ShortTag() == "!!seq":
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = d.json(item, append(path, strconv.Itoa(i)))
		}
		return list
	}
	return d.scalar(n, path)
}

func (d *document) object(n *yaml.Node, path []string) any {
	object := make(map[string]any, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch _, twice := object[key.Value]; {
		case key.ShortTag() == "!!merge":
			d.add(path, key.Line, "merge keys (<<) are not read; write the values out")
		case key.Kind != yaml.ScalarNode:
			d.add(path, key.Line, "a list or mapping cannot be a key")
		case key.ShortTag() != "!!str" && key.ShortTag() != "!!timestamp":
			d.add(path, key.Line, "the key %s is no text; write it in quotes", clip(key.Value))
		case twice:
			d.add(path, key.Line, "the key %q stands twice", clip(key.Value))
		default:
			object[key.Value] = d.json(value, append(path, key.Value))
		}
	}
	return object
}

func (d *document) scalar(n *yaml.Node, path []string) any {
	var err error
	switch tag := n.ShortTag(); tag {
	case "!!str", "!!timestamp": // dates stay as they are written
		return n.Value
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		if err = n.Decode(&b); err == nil {
			return b
		}
	case "!!int":
		var i int64
		if err = n.Decode(&i); err == nil {
			return i
		}
	case "!!float":
		var f float64
		if err = n.Decode(&f); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
			return f
		}
	default:
		d.add(path, n.Line, "the tag %s is not read", clip(tag))
		return nil
	}
	d.add(path, n.Line, "%q is no number or truth value that can be read", clip(n.Value))
	return nil
}

// add notes a problem of what stands at the path; line 0 stands for the line
// of the path itself.
func (d *document) add(path []string, line int, format string, args ...any) {
	if len(d.problems) > maxProblems {
		return
	}
	if line == 0 {
		line = d.line(path)
	}
	if len(d.problems) == maxProblems {
		d.broken = true
		d.problems = append(d.problems, Problem{File: d.file, Line: line, Text: "there are more problems than can be told"})
		return
	}
	if len(path) >= 2 && path[0] == "rules" {
		d.unfit[path[1]] = true
	} else {
		d.broken = true
	}
	rule, place := d.place(path)
	d.problems = append(d.problems, Problem{d.file, line, rule, place + fmt.Sprintf(format, args...)})
}

func (d *document) full() bool { return len(d.problems) > maxProblems }

// line returns the line in which the path stands, from 1: that of the key, or
// of an item of a list. Of a path that leads nowhere it is that of its parent.
func (d *document) line(path []string) int {
	n, line := d.root, 1
	for _, step := range path {
		next, at := child(n, step)
		if next == nil {
			break
		}
		n, line = next, at
	}
	return line
}

func child(n *yaml.Node, step string) (next *yaml.Node, line int) {
	for depth := 0; n != nil && n.Kind == yaml.AliasNode && depth < maxDepth; depth++ {
		n = n.Alias
	}
	if n == nil {
		return nil, 0
	}
	if n.Kind == yaml.SequenceNode {
		i, err := strconv.Atoi(step)
		if err != nil || i < 0 || i >= len(n.Content) {
			return nil, 0
		}
		return n.Content[i], n.Content[i].Line
	}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == step {
			return n.Content[i+1], n.Content[i].Line
		}
	}
	return nil, 0
}

const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

// place says where a path is: in which rule, and what stands there in words.
// Other entries of lists are named by the list and their id.
func (d *document) place(path []string) (rule, place string) {
	var words []string
	if len(path) >= 2 {
		n, _ := child(d.root, path[0])
		n, _ = child(n, path[1])
		id, _ := child(n, "id")
		if id == nil {
			id, _ = child(n, "name")
		}
		switch {
		case id == nil || id.Kind != yaml.ScalarNode:
		case path[0] == "rules" && strings.Trim(id.Value, idLetters) == "":
			rule, path = id.Value, path[2:]
		default:
			words, path = append(words, path[0]+" "+clip(id.Value)), path[2:]
		}
	}
	for _, step := range path {
		if !isIndex(step) {
			words = append(words, clip(step))
		}
	}
	if len(words) == 0 {
		return rule, ""
	}
	return rule, strings.Join(words, ".") + ": "
}

func isIndex(step string) bool {
	_, err := strconv.Atoi(step)
	return err == nil
}

// clip shortens words of a file to what fits a sentence.
func clip(s string) string {
	const most = 60 // code points
	s = strings.ToValidUTF8(s, "�")
	if r := []rune(s[:min(len(s), 4*most+4)]); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strings.Map(func(r rune) rune {
		if strconv.IsGraphic(r) {
			return r
		}
		return '�'
	}, s)
}

// at returns the value that the path leads to, or nil.
func (d *document) at(path []string) any {
	v := d.value
	for _, step := range path {
		switch parent := v.(type) {
		case map[string]any:
			v = parent[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(parent) {
				return nil
			}
			v = parent[i]
		default:
			return nil
		}
	}
	return v
}

// under returns the path with further steps, without touching the original.
func under(path []string, steps ...string) []string { return append(slices.Clip(path), steps...) }
