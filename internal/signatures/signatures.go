// Package signatures reads the databases of SDK signatures that others publish,
// LibChecker-Rules and the trackers of Exodus Privacy, and turns them into
// entries of zicha's own catalogue at the user's side. No file of theirs is part
// of zicha.
package signatures

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/sqlite"
)

// Kind is what a rule looks at.
type Kind string

// The kinds of rules.
const (
	Native   Kind = "native" // file name of a native library
	Service  Kind = "service"
	Activity Kind = "activity"
	Receiver Kind = "receiver"
	Provider Kind = "provider"
	Package  Kind = "package" // of classes that the DEX files define
	Static   Kind = "static"  // <uses-static-library>
	Action   Kind = "action"  // of an intent filter
	Class    Kind = "class"   // anywhere in the name of a class
)

// Rule gives a label to what it matches.
type Rule struct {
	Label    string
	Kind     Kind
	Text     string         // the name itself, or the source of Pattern
	Pattern  *regexp.Regexp // nil: only Text matches
	Category string         // in words of the catalogue; "" where the database has none
}

// Match reports whether the rule matches a name: patterns of classes match a
// part of it, other patterns the whole.
func (r *Rule) Match(name string) bool {
	if r.Pattern == nil {
		return name == r.Text
	}
	return r.Pattern.MatchString(name)
}

// Database is a database as it was read.
type Database struct {
	Format
	Rules   []Rule
	Unread  []Unread // rules that zicha cannot read
	Records int      // in the file
}

// Unread is a rule that cannot be used, and why.
type Unread struct {
	Label, Text string
	Why         lang.Text
}

// Format is a database that zicha can read.
type Format struct {
	ID      string // as --from takes it
	Name    string
	Home    string    // where it is published
	Licence lang.Text // of its content, which stays with whoever imports it
	read    func([]byte) ([]Rule, []Unread, int, error)
}

// Formats are the databases that zicha can read.
var Formats = []Format{
	{
		ID: "libchecker", Name: "LibChecker-Rules", Home: "https://github.com/LibChecker/LibChecker-Rules",
		Licence: lang.Text{
			ZH: "Apache-2.0（再分发时须保留其许可与声明）",
			EN: "Apache-2.0 (keep its licence and notices where you pass it on)",
		},
		read: readLibChecker,
	},
	{
		ID: "exodus", Name: "Exodus Privacy trackers", Home: "https://reports.exodus-privacy.eu.org/api/trackers",
		Licence: lang.Text{
			ZH: "ODbL 1.0，单条内容 DbCL 1.0（对外使用须署名，衍生数据库须以相同许可公开）",
			EN: "ODbL 1.0, its contents DbCL 1.0 (name the source; what you publish from it carries the same licence)",
		},
		read: readExodus,
	},
}

// FormatOf returns the format with the id, or nil.
func FormatOf(id string) *Format {
	for i := range Formats {
		if Formats[i].ID == id {
			return &Formats[i]
		}
	}
	return nil
}

// maxRules bounds the rules of a database; the largest of today has 2,500.
const maxRules = 50_000

// ReadFile reads a database of at most [sqlite.MaxSize] bytes.
func (f *Format) ReadFile(path string) (*Database, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, sqlite.MaxSize+1))
	if err != nil {
		return nil, err
	}
	return f.Read(data)
}

// Read reads a database from its bytes.
func (f *Format) Read(data []byte) (*Database, error) {
	if len(data) > sqlite.MaxSize {
		return nil, fmt.Errorf("larger than %d MiB", sqlite.MaxSize>>20)
	}
	rules, unread, records, err := f.read(data)
	if err != nil {
		return nil, err
	}
	return &Database{Format: *f, Rules: rules, Unread: unread, Records: records}, nil
}

// maxPattern is the length in bytes of the longest regular expression that is
// read; the longest of today has 309.
const maxPattern = 8 << 10

// compile returns nil for what is no regular expression.
func compile(pattern string) *regexp.Regexp {
	if len(pattern) > maxPattern {
		return nil
	}
	r, err := regexp.Compile(pattern)
	if err != nil {
		return nil
	}
	return r
}

// plain reports whether text is no more than that: what is printed or written
// to a file may bring no control characters along.
func plain(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// unreadable is a rule whose text is not [plain], made fit to be shown.
func unreadable(label, text string) Unread {
	clean := func(s string) string {
		return strings.Map(func(r rune) rune {
			if !unicode.IsPrint(r) {
				return utf8.RuneError
			}
			return r
		}, s)
	}
	return Unread{clean(label), clean(text), lang.Text{ZH: "含有控制字符", EN: "control characters"}}
}

var (
	errTooMany = errors.New("too many rules")
	noRegexp   = lang.Text{ZH: "正则表达式无法解析", EN: "a regular expression that cannot be read"}
)
