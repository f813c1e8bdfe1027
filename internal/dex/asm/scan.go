package asm

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/dex/write"
)

// token is a word, a literal, one of { } = .. or the end of a line.
type token struct {
	text string
	line int
}

const lineEnd = "end of line" // no word has a space

// scan splits a source into tokens. Commas count as white space. Their text is
// in modified UTF-8, that of the file, from here on.
func scan(file, src string) ([]token, error) {
	var tokens []token
	line := 0
	for s := range strings.Lines(src) {
		line++
		if !utf8.ValidString(s) {
			return nil, write.Pos{File: file, Line: line}.Errorf("is not UTF-8 text")
		}
		s = modify(s)
		for {
			s = strings.TrimLeft(s, " \t\r\n,")
			if s == "" || s[0] == '#' {
				break
			}
			n := tokenLength(s)
			if n == 0 {
				return nil, write.Pos{File: file, Line: line}.Errorf("literal without an end: %s", strings.TrimSpace(s))
			}
			tokens = append(tokens, token{s[:n], line})
			s = s[n:]
		}
		tokens = append(tokens, token{lineEnd, line})
	}
	return tokens, nil
}

// tokenLength returns 0 for a string or character without a closing quote.
func tokenLength(s string) int {
	switch {
	case s[0] == '"' || s[0] == '\'':
		for i := 1; i < len(s); i++ {
			switch s[i] {
			case '\\':
				i++
			case s[0]:
				return i + 1
			}
		}
		return 0
	case strings.HasPrefix(s, ".."):
		return 2
	case strings.IndexByte("{}=", s[0]) >= 0:
		return 1
	}
	n := len(s)
	if i := strings.IndexAny(s, " \t\r\n,{}=#\"'"); i >= 0 {
		n = i
	}
	if i := strings.Index(s[:n], ".."); i >= 0 {
		n = i
	}
	return n
}

// modify turns UTF-8 into modified UTF-8.
func modify(s string) string {
	var out []byte
	for _, r := range s {
		out = appendRune(out, r)
	}
	return string(out)
}

func appendRune(out []byte, r rune) []byte {
	switch {
	case r == 0:
		return append(out, 0xC0, 0x80)
	case r > 0xFFFF:
		r -= 0x10000
		return appendUnit(appendUnit(out, 0xD800|r>>10), 0xDC00|r&0x3FF)
	case r >= 0x800:
		return appendUnit(out, r)
	}
	return utf8.AppendRune(out, r)
}

// appendUnit writes a UTF-16 unit of three bytes, which may be half a
// surrogate pair.
func appendUnit(out []byte, u rune) []byte {
	return append(out, 0xE0|byte(u>>12), 0x80|byte(u>>6)&0x3F, 0x80|byte(u)&0x3F)
}

// unquote resolves the escapes of a string or character literal.
func unquote(literal string) (string, error) {
	s := literal[1 : len(literal)-1]
	var out []byte
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			return string(append(out, s...)), nil
		}
		out = append(out, s[:i]...)
		escape := s[i+1] // a literal does not end on a backslash
		s = s[i+2:]
		if plain := strings.IndexByte(`btnfr'"\`, escape); plain >= 0 {
			out = append(out, "\b\t\n\f\r'\"\\"[plain])
			continue
		}
		if escape != 'u' || len(s) < 4 {
			return "", fmt.Errorf("unknown escape \\%c", escape)
		}
		unit, err := strconv.ParseUint(s[:4], 16, 16)
		if err != nil {
			return "", fmt.Errorf("unknown escape \\u%s", s[:4])
		}
		out = appendRune(out, rune(unit))
		s = s[4:]
	}
}
