// Package schema holds the JSON Schemas of the files that people write and
// read, and makes them from the Go types that the files become.
package schema

import (
	"embed"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/lang"
)

// FS holds the schemas by file name, as editors and [rules.Load] use them.
//
//go:embed *.json
var FS embed.FS

// Draft is the draft all schemas are written in: the newest one that the YAML
// servers of editors know completely.
const Draft = "http://json-schema.org/draft-07/schema#"

// Schema is the part of JSON Schema draft-07 that zicha's files need. It has no
// $ref, so that the path of an error is also a path in the document.
type Schema struct {
	Draft                string             `json:"$schema,omitempty"`
	Title                string             `json:"title,omitempty"`
	Description          string             `json:"description,omitempty"`
	Type                 string             `json:"type,omitempty"`
	Const                string             `json:"const,omitempty"`
	Enum                 []string           `json:"enum,omitempty"`
	Pattern              string             `json:"pattern,omitempty"`
	Minimum              *int               `json:"minimum,omitempty"`
	Maximum              *int               `json:"maximum,omitempty"`
	MinItems             *int               `json:"minItems,omitempty"`
	Items                *Schema            `json:"items,omitempty"`
	Required             []string           `json:"required,omitempty"`
	Properties           map[string]*Schema `json:"properties,omitempty"`
	AdditionalProperties *bool              `json:"additionalProperties,omitempty"`
	AllOf                []*Schema          `json:"allOf,omitempty"`
	If                   *Schema            `json:"if,omitempty"`
	Then                 *Schema            `json:"then,omitempty"`
}

// Of returns the schema of a Go type as encoding/json reads it: struct, slice,
// string, bool, int and float kinds, and types that decode themselves. A field
// is required unless its json tag says omitempty or omitzero. The tags doc,
// enum (comma-separated), pattern, min and max narrow the value; on a slice,
// enum and pattern speak of its items, min of its length. An error names a type
// or tag that has no place in a file.
func Of(t reflect.Type) (*Schema, error) {
	switch {
	case t == reflect.TypeFor[lang.Text]():
		return text(), nil
	case implements[encoding.TextUnmarshaler](t):
		return &Schema{Type: "string"}, nil
	case implements[json.Unmarshaler](t):
		return &Schema{Type: "object"}, nil
	}
	switch t.Kind() {
	case reflect.String:
		return &Schema{Type: "string"}, nil
	case reflect.Bool:
		return &Schema{Type: "boolean"}, nil
	case reflect.Int, reflect.Int64:
		return &Schema{Type: "integer"}, nil
	case reflect.Float64:
		return &Schema{Type: "number"}, nil
	case reflect.Slice:
		items, err := Of(t.Elem())
		return &Schema{Type: "array", Items: items}, err
	case reflect.Struct:
		return object(t)
	}
	return nil, fmt.Errorf("type %s has no schema", t)
}

func implements[I any](t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[I]())
}

// text is the schema of a bilingual sentence. Chinese is the one that must be
// there; English falls back on it.
func text() *Schema {
	return &Schema{
		Type:                 "object",
		Properties:           map[string]*Schema{"zh": {Type: "string", Pattern: `\S`}, "en": {Type: "string"}},
		Required:             []string{"zh"},
		AdditionalProperties: new(bool),
	}
}

func object(t reflect.Type) (*Schema, error) {
	o := &Schema{Type: "object", Properties: map[string]*Schema{}, AdditionalProperties: new(bool)}
	for i := range t.NumField() {
		if err := o.field(t.Field(i)); err != nil {
			return nil, fmt.Errorf("field %s.%s: %w", t, t.Field(i).Name, err)
		}
	}
	return o, nil
}

func (s *Schema) field(f reflect.StructField) error {
	value, err := Of(f.Type)
	if err != nil {
		return err
	}
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if f.Anonymous && name == "" {
		maps.Copy(s.Properties, value.Properties)
		s.Required = append(s.Required, value.Required...)
		return nil
	}
	if name == "" {
		return errors.New("no json name")
	}
	s.Properties[name] = value
	if !strings.Contains(options, "omit") {
		s.Required = append(s.Required, name)
	}
	return value.narrow(f.Tag)
}

func (s *Schema) narrow(tag reflect.StructTag) error {
	s.Description = tag.Get("doc")
	value := s
	if s.Items != nil {
		value = s.Items
	}
	if words, ok := tag.Lookup("enum"); ok {
		value.Enum = strings.Split(words, ",")
	}
	if p, ok := tag.Lookup("pattern"); ok {
		value.Pattern = p
	}
	if err := bound(tag, "max", &s.Maximum); err != nil {
		return err
	}
	if s.Items != nil {
		return bound(tag, "min", &s.MinItems)
	}
	return bound(tag, "min", &s.Minimum)
}

func bound(tag reflect.StructTag, name string, to **int) error {
	word, ok := tag.Lookup(name)
	if !ok {
		return nil
	}
	n, err := strconv.Atoi(word)
	*to = &n
	return err
}

// Read returns the schema in the file of [FS] with that name.
func Read(name string) (*Schema, error) {
	b, err := FS.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var s Schema
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &s, nil
}

// At returns the part of the schema that a path of keywords leads to, such as
// properties, rules, items; or nil.
func (s *Schema) At(path []string) *Schema {
	for len(path) > 0 && s != nil {
		keyword := path[0]
		path = path[1:]
		switch keyword {
		case "items":
			s = s.Items
			continue
		case "if":
			s = s.If
			continue
		case "then":
			s = s.Then
			continue
		}
		if len(path) == 0 {
			return nil
		}
		s = s.named(keyword, path[0])
		path = path[1:]
	}
	return s
}

func (s *Schema) named(keyword, name string) *Schema {
	if keyword == "properties" {
		return s.Properties[name]
	}
	i, err := strconv.Atoi(name)
	if keyword != "allOf" || err != nil || i < 0 || i >= len(s.AllOf) {
		return nil
	}
	return s.AllOf[i]
}
