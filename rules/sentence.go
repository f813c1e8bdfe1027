package rules

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/rules/schema"
)

// explain turns the schema's complaints about the document into problems. The
// sentence is made anew from schema and value: the validator's own words name
// neither the line nor the nearest right word.
func (d *document) explain(s *schema.Schema, e *jsonschema.ValidationError) {
	if d.full() {
		return
	}
	for _, cause := range e.Causes {
		d.explain(s, cause)
	}
	if len(e.Causes) > 0 {
		return
	}
	keywords := pointer(e.KeywordLocation)
	if len(keywords) == 0 {
		d.add(nil, 1, "%s", e.Message)
		return
	}
	path, keyword := pointer(e.InstanceLocation), keywords[len(keywords)-1]
	want := s.At(keywords[:len(keywords)-1])
	if want == nil {
		d.add(path, 0, "%s", e.Message)
		return
	}
	if keyword == "enum" && slices.Contains(keywords, "then") && path[len(path)-1] == "verdict" {
		d.tooStrong(path, want)
		return
	}
	d.sentence(path, keyword, want, e.Message)
}

func (d *document) sentence(path []string, keyword string, want *schema.Schema, otherwise string) {
	value := d.at(path)
	switch keyword {
	case "additionalProperties":
		d.unknownKeys(path, value, want)
	case "required":
		object, _ := value.(map[string]any)
		for _, key := range want.Required {
			if _, ok := object[key]; !ok {
				d.add(path, 0, "%q is missing", key)
			}
		}
	case "type":
		d.add(path, 0, "want %s, not %s", typeNames[want.Type], typeName(value))
	case "enum":
		d.unknownWord(path, value, want.Enum)
	case "pattern":
		word, _ := value.(string)
		switch {
		case strings.TrimSpace(word) == "":
			d.add(path, 0, "the text is empty")
		case want.Description != "":
			d.add(path, 0, "%q does not fit: want %s", clip(word), want.Description)
		default:
			d.add(path, 0, "%q does not fit %s", clip(word), want.Pattern)
		}
	case "minItems":
		d.add(path, 0, "the list is empty")
	default:
		d.add(path, 0, "%s", otherwise)
	}
}

func (d *document) unknownKeys(path []string, value any, want *schema.Schema) {
	known := make([]string, 0, len(want.Properties))
	for key := range want.Properties {
		known = append(known, key)
	}
	slices.Sort(known)
	object, _ := value.(map[string]any)
	keys := make([]string, 0, len(object))
	for key := range object {
		if want.Properties[key] == nil {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys[:min(len(keys), maxProblems+1)] {
		d.add(path, d.line(under(path, key)), "unknown key %q%s", clip(key), choice(key, known))
	}
}

// unknownWord names the kind of word by the key that it stands under.
func (d *document) unknownWord(path []string, value any, known []string) {
	at := len(path) - 1
	for at > 0 && isIndex(path[at]) {
		at--
	}
	word, _ := value.(string)
	d.add(path[:at], d.line(path), "unknown %s %q%s", clip(path[at]), clip(word), choice(word, known))
}

// tooStrong says that a check cannot earn the verdict. A word that is no
// verdict has been told already.
func (d *document) tooStrong(path []string, want *schema.Schema) {
	word, _ := d.at(path).(string)
	if !slices.Contains(verdicts[Review:], word) {
		return
	}
	check, _ := d.at(under(path[:len(path)-1], "check")).(string)
	most := want.Enum[len(want.Enum)-1]
	d.add(path, 0, "check %s can earn %s at most, not %s", check, most, word)
}

var typeNames = map[string]string{
	"object": "a mapping of keys to values", "array": "a list", "string": "a text",
	"integer": "a whole number", "number": "a number", "boolean": "true or false",
}

func typeName(value any) string {
	switch v := value.(type) {
	case nil:
		return "nothing"
	case bool:
		return strconv.FormatBool(v) + " without quotes"
	case int64:
		return "the number " + strconv.FormatInt(v, 10)
	case float64:
		return "the number " + strconv.FormatFloat(v, 'g', -1, 64)
	case string:
		return "the text " + strconv.Quote(clip(v))
	case []any:
		return "a list"
	}
	return "a mapping"
}

// choice ends a sentence about an unknown word: with the word that was meant,
// or with all that could be, where they are few.
func choice(word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return ", did you mean " + strconv.Quote(near) + "?"
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	return ", want " + strings.Join(known, ", ")
}

// nearest returns the known word with the fewest typing slips from the given
// one, or "" where none is near: one slip, and one more for every four letters.
func nearest(word string, known []string) string {
	const longest = 64 // bytes; longer words have no slips worth counting
	if len(word) > longest {
		return ""
	}
	best, least := "", 2+len(word)/4
	for _, k := range known {
		if len(k) > longest {
			continue
		}
		if n := slips(word, k); n < least {
			best, least = k, n
		}
	}
	return best
}

// slips counts the letters to insert, drop or change between two words
// (Levenshtein distance, in bytes).
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// pointer takes a JSON pointer apart as the validator writes them: escaped
// once for the pointer and once for a URL.
func pointer(s string) []string {
	if s == "" {
		return nil
	}
	steps := strings.Split(strings.TrimPrefix(s, "/"), "/")
	for i, step := range steps {
		if plain, err := url.PathUnescape(step); err == nil {
			step = plain
		}
		steps[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
	}
	return steps
}
