package schema_test

import (
	"encoding/json"
	"io/fs"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/schema"
)

func TestSchemasCompile(t *testing.T) {
	names, err := fs.Glob(schema.FS, "*.json")
	if err != nil || len(names) < 2 {
		t.Fatalf("schemas %q, %v", names, err)
	}
	for _, name := range names {
		b, err := schema.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := jsonschema.CompileString("schema:///"+name, string(b)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every object of a file that people write must refuse keys it does not know,
// and none may point elsewhere.
func TestSchemasAreClosed(t *testing.T) {
	for _, name := range []string{"task.schema.json", "catalog.schema.json"} {
		b, err := schema.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var s any
		if err := json.Unmarshal(b, &s); err != nil {
			t.Fatal(err)
		}
		objects := 0
		walk(s, func(m map[string]any) {
			if m["$ref"] != nil {
				t.Errorf("%s: a $ref, which the sentences cannot follow: %v", name, m["$ref"])
			}
			if m["type"] != "object" {
				return
			}
			objects++
			if _, keys := m["properties"]; keys && m["additionalProperties"] != false {
				t.Errorf("%s: an open object: %v", name, m["properties"])
			}
		})
		if objects < 5 {
			t.Errorf("%s: only %d objects", name, objects)
		}
	}
}

func walk(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, child := range v {
			walk(child, visit)
		}
	case []any:
		for _, child := range v {
			walk(child, visit)
		}
	}
}

type Inner struct {
	Inner []string `json:"inner,omitempty" enum:"a,b" min:"1"`
}

func TestOf(t *testing.T) {
	type sample struct {
		Inner
		N     int           `json:"n" min:"0" max:"10" doc:"a number"`
		OK    bool          `json:"ok,omitzero"`
		Share float64       `json:"share,omitempty"`
		Word  rules.Verdict `json:"word" enum:"review,suspected"`
		With  rules.Params  `json:"with,omitempty"`
		ID    string        `json:"id" pattern:"^x$"`
	}
	s, err := schema.Of(reflect.TypeFor[sample]())
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"type":"object","required":["n","word","id"],"properties":{` +
		`"id":{"type":"string","pattern":"^x$"},` +
		`"inner":{"type":"array","minItems":1,"items":{"type":"string","enum":["a","b"]}},` +
		`"n":{"description":"a number","type":"integer","minimum":0,"maximum":10},` +
		`"ok":{"type":"boolean"},"share":{"type":"number"},` +
		`"with":{"type":"object"},` +
		`"word":{"type":"string","enum":["review","suspected"]}},"additionalProperties":false}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestOfTextWantsChinese(t *testing.T) {
	s, err := schema.Of(reflect.TypeFor[lang.Text]())
	if err != nil || !cmp.Equal(s.Required, []string{"zh"}) || s.Properties["zh"].Pattern == "" {
		t.Errorf("got %+v, %v", s, err)
	}
}

func TestOfRefuses(t *testing.T) {
	for name, typ := range map[string]reflect.Type{
		"map":     reflect.TypeFor[map[string]int](),
		"pointer": reflect.TypeFor[struct{ P *int }](),
		"no name": reflect.TypeFor[struct{ Name string }](),
		"bad max": reflect.TypeFor[struct {
			N int `json:"n" max:"many"`
		}](),
		"bad item": reflect.TypeFor[[]chan int](),
	} {
		if s, err := schema.Of(typ); err == nil {
			t.Errorf("%s: got %+v", name, s)
		}
	}
}

func TestAt(t *testing.T) {
	s, err := schema.Read("task.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	evidence := []string{"properties", "rules", "items", "properties", "evidence", "items"}
	if e := s.At(evidence); e == nil || e.Properties["check"] == nil {
		t.Errorf("evidence is %+v", e)
	}
	if then := s.At(append(evidence, "allOf", "0", "then")); then == nil || then.Properties["verdict"] == nil {
		t.Errorf("then is %+v", then)
	}
	for _, path := range [][]string{{"items"}, {"properties"}, {"properties", "none"}, {"allOf", "0"}, {"else", "x"}} {
		if got := s.At(path); got != nil {
			t.Errorf("%q leads to %+v", path, got)
		}
	}
	if _, err := schema.Read("none.json"); err == nil {
		t.Error("a schema that is not there was read")
	}
}
