package main

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/rules"
)

// Constants of the types whose numbers would say nothing.
var constants = map[reflect.Type][]string{
	reflect.TypeFor[rules.Verdict]():  {"rules.Unchecked", "rules.Pass", "rules.Review", "rules.Suspected", "rules.Violation"},
	reflect.TypeFor[rules.Severity](): {"rules.NoSeverity", "rules.Note", "rules.Warning", "rules.Error"},
}

// oneLine is the longest literal, in bytes, that stays on one line.
const oneLine = 140

// literal spells a value of structs, slices, strings, booleans and integers as
// a Go expression. typed tells whether a composite literal names its type; in
// a slice its items need not.
func literal(v reflect.Value, typed bool) string {
	if names, ok := constants[v.Type()]; ok {
		return names[v.Int()]
	}
	switch v.Kind() {
	case reflect.String:
		return strconv.Quote(v.String())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Slice:
		items := make([]string, v.Len())
		for i := range items {
			items[i] = literal(v.Index(i), false)
		}
		return composite(v.Type(), typed, items)
	case reflect.Struct:
		var fields []string
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				fields = append(fields, v.Type().Field(i).Name+": "+literal(v.Field(i), true))
			}
		}
		return composite(v.Type(), typed, fields)
	}
	panic(fmt.Sprintf("no literal for %s", v.Type()))
}

func composite(t reflect.Type, typed bool, parts []string) string {
	open, length := "{", 0
	if typed {
		open = t.String() + "{"
	}
	for _, p := range parts {
		length += len(p)
		if strings.Contains(p, "\n") {
			length += oneLine
		}
	}
	if length <= oneLine {
		return open + strings.Join(parts, ", ") + "}"
	}
	return open + "\n" + strings.Join(parts, ",\n") + ",\n}"
}
