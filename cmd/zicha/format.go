package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/reports"
)

// sameSuffix are endings of files that are another name of a format.
var sameSuffix = map[string]string{"htm": "html", "markdown": "md"}

// documents are endings of which a reader expects a format of that name.
var documents = []string{"md", "html", "doc", "docx", "csv", "xls", "xlsx", "json", "pdf", "sarif"}

// formatOf returns the name of the format to write: the one asked for, else the one
// that the name of the file ends in, else the first. Where the file will not be what
// its name says, the user is told.
func (c *command) formatOf(asked, output string, names []string) string {
	suffix := strings.ToLower(strings.TrimPrefix(filepath.Ext(output), "."))
	suffix = cmp.Or(sameSuffix[suffix], suffix)
	format := cmp.Or(asked, names[0])
	switch {
	case asked == "" && slices.Contains(names, suffix):
		return suffix
	case slices.Contains(documents, suffix) && suffix != format:
		fmt.Fprintf(c.stderr, c.text("zicha: %s 的内容是 %s，与文件名后缀不符（--format 可用 %s）\n", "zicha: %s holds %s, which its suffix does not say (--format may be %s)\n"),
			output, format, strings.Join(names, c.text("、", ", ")))
	}
	return format
}

// namesOf are the names of formats, the usual one first.
func namesOf[T any](formats []reports.Format[T]) []string {
	out := make([]string, len(formats))
	for i, f := range formats {
		out[i] = f.Name
	}
	return out
}
