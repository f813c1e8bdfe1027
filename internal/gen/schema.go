package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/zicha-lint/zicha/checks"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/schema"
)

// schemas makes the schemas of the files that people write.
func schemas() ([]file, error) {
	task, err := taskSchema(checks.All())
	if err != nil {
		return nil, err
	}
	catalog, err := schema.Of(reflect.TypeFor[rules.Catalog]())
	if err != nil {
		return nil, err
	}
	catalog.Draft, catalog.Title = schema.Draft, "zicha: reference data of rules"
	var files []file
	for _, s := range []struct {
		name string
		*schema.Schema
	}{{"schema/task.schema.json", task}, {"schema/catalog.schema.json", catalog}} {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		if err := enc.Encode(s.Schema); err != nil {
			return nil, err
		}
		files = append(files, file{s.name, b.Bytes()})
	}
	return files, nil
}

// taskSchema is the schema of a task, in which every check has its own "with"
// and the verdicts that it can earn.
func taskSchema(all []lint.Check) (*schema.Schema, error) {
	task, err := schema.Of(reflect.TypeFor[rules.Task]())
	if err != nil {
		return nil, err
	}
	task.Draft, task.Title = schema.Draft, "zicha: a task and its rules"
	evidence := task.At([]string{"properties", "rules", "items", "properties", "evidence", "items"})
	name := evidence.Properties["check"]
	for i := range all {
		c := &all[i]
		with, err := schema.Of(c.Params())
		if err != nil {
			return nil, fmt.Errorf("check %s: %w", c.Name, err)
		}
		with.Description = c.Doc.ZH + " / " + c.Doc.EN
		then := &schema.Schema{Properties: map[string]*schema.Schema{"with": with, "verdict": {Enum: verdicts(c.Most)}}}
		if len(with.Required) > 0 {
			then.Required = []string{"with"}
		}
		name.Enum = append(name.Enum, c.Name)
		evidence.AllOf = append(evidence.AllOf, &schema.Schema{
			// Without "required" a missing check would be every check at once.
			If:   &schema.Schema{Properties: map[string]*schema.Schema{"check": {Const: c.Name}}, Required: []string{"check"}},
			Then: then,
		})
	}
	return task, nil
}

func verdicts(most rules.Verdict) []string {
	var words []string
	for v := rules.Review; v <= most; v++ {
		words = append(words, v.String())
	}
	return words
}
