package sqlite

import (
	"errors"
	"strings"
)

// columns reads the names of the columns out of CREATE TABLE. Constraints of
// the table as a whole come after all columns and end the list.
func columns(sql string) ([]string, error) {
	open := strings.IndexByte(sql, '(')
	if open < 0 {
		return nil, errors.New("no columns")
	}
	var names []string
	for _, part := range definitions(sql[open+1:]) {
		name := firstName(part)
		switch strings.ToUpper(name) {
		case "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN":
			return names, nil
		case "":
			return nil, errors.New("a column without a name")
		}
		if len(names) == maxColumns {
			return nil, errors.New("too many columns")
		}
		names = append(names, name)
	}
	return names, nil
}

// definitions splits at the commas outside brackets and quotes, up to the
// bracket that closes the list.
func definitions(list string) []string {
	var parts []string
	start, depth := 0, 0
	for i := 0; i < len(list); i++ {
		switch c := list[i]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return append(parts, list[start:i])
			}
		case ',':
			if depth == 0 {
				parts = append(parts, list[start:i])
				start = i + 1
			}
		case '"', '`', '\'', '[':
			i += quoted(list[i:])
		}
	}
	return append(parts, list[start:])
}

// quoted returns how many bytes follow a quote up to its twin.
func quoted(s string) int {
	end := s[0]
	if end == '[' {
		end = ']'
	}
	n := strings.IndexByte(s[1:], end)
	if n < 0 {
		return len(s) - 1
	}
	return n + 1
}

func firstName(definition string) string {
	s := strings.TrimSpace(definition)
	if s == "" {
		return ""
	}
	if strings.IndexByte("\"`'[", s[0]) >= 0 {
		return s[1:max(1, quoted(s))]
	}
	return s[:len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool {
		return r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127
	}))]
}
