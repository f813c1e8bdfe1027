package artifact

import (
	"errors"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/arsc"
	"github.com/zicha-lint/zicha/internal/axml"
	"github.com/zicha-lint/zicha/internal/lang"
)

const tableFile = "resources.arsc"

// readResources opens the resource table. A package without one has no
// resources, which is a complete answer.
func (a *apk) readResources() {
	e := a.zip.Lookup(tableFile)
	if e == nil {
		a.Has |= app.FactResources
		return
	}
	data, ok := a.content(e, app.FactResources, arsc.MaxSize)
	if !ok {
		return
	}
	table, err := arsc.Open(data)
	if err != nil {
		// Names and strings are missing then, but nothing that the installer
		// needs: a table in a newer encoding leaves the scan complete.
		if !errors.Is(err, arsc.ErrUnsupported) {
			a.unread(tableFile, app.FactResources, err)
			return
		}
		a.AddGap(app.Gap{
			Facts: app.FactResources,
			What:  lang.Text{ZH: "资源表 resources.arsc 采用稀疏或紧凑编码，名称与文字未读取", EN: "resources.arsc has sparse or compact entries; names and strings were not read"},
			At:    app.Location{File: tableFile},
		})
		return
	}
	a.table = table
	a.Has |= app.FactResources
	a.Resources = app.Resources{Locales: table.Locales(), Strings: len(table.Strings())}
	for _, s := range table.Strings() {
		if isText(s) || asksInEnglish(s) {
			a.addText(s, app.Location{File: tableFile})
		}
	}
}

// str returns an attribute as a string, resolved where it refers to a string
// resource. A reference that cannot be resolved is printed as one.
func (a *apk) str(v axml.Value) string {
	if s, ok := a.resolve(v); ok {
		return s
	}
	return v.String()
}

// resolve returns the string, or the boolean as a string, that a reference
// points to.
func (a *apk) resolve(v axml.Value) (string, bool) {
	id, ok := v.Reference()
	if !ok || a.table == nil {
		return "", false
	}
	if s, ok := a.table.String(id); ok {
		return s, true
	}
	b, ok := a.table.Bool(id)
	return strconv.FormatBool(b), ok
}

// label returns what a user reads as the label of an element; nil where it has
// none of its own or it cannot be told.
func (a *apk) label(e *axml.Element) *string {
	v, ok := e.Attr(axml.AttrLabel)
	if !ok {
		return nil
	}
	if v.Type == axml.TypeString {
		return &v.Raw
	}
	if s, ok := a.resolve(v); ok {
		return &s
	}
	return nil
}

// boolean returns a tristate: nil where the attribute is missing or unreadable.
func (a *apk) boolean(e *axml.Element, attr uint32) *bool {
	v, ok := e.Attr(attr)
	if !ok {
		return nil
	}
	if id, isRef := v.Reference(); isRef {
		if a.table == nil {
			return nil
		}
		b, ok := a.table.Bool(id)
		if !ok {
			return nil
		}
		return &b
	}
	b, ok := v.Bool()
	if !ok {
		return nil
	}
	return &b
}

// Bounds on the texts that are kept for checks to search.
const (
	maxTexts     = 400_000
	maxTextBytes = 64 << 20
	maxTextLen   = 4096 // bytes of one text
)

// addText keeps a string that a user can read or that is a URL.
func (a *apk) addText(s string, at app.Location) {
	if a.textsFull {
		return
	}
	if len(s) > maxTextLen {
		s = strings.ToValidUTF8(s[:maxTextLen], "")
	}
	if a.texts == maxTexts || a.textBytes+len(s) > maxTextBytes {
		a.textsFull = true
		a.AddGap(app.Gap{
			Facts: app.FactResources | app.FactClasses,
			What:  lang.Text{ZH: "文字与网址过多，其余未搜索", EN: "there are too many texts and URLs; the rest was not searched"},
			At:    at,
		})
		return
	}
	a.texts++
	a.textBytes += len(s)
	a.Texts = append(a.Texts, app.Text{Value: s, At: at})
}

// asksInEnglish reports whether a string resource may tell users what a
// permission is for, or ask them to agree to something.
func asksInEnglish(s string) bool {
	return len(s) < 1024 && strings.Contains(s, " ") && (strings.Contains(s, "ermission") || strings.Contains(s, " agree") || strings.Contains(s, " access ") || strings.Contains(s, " allow "))
}

// isText reports whether a string has Chinese characters, a URL or an English
// word for a policy.
func isText(s string) bool {
	if strings.Contains(s, "http://") || strings.Contains(s, "https://") || len(s) < 64 && strings.Contains(strings.ToLower(s), "privacy") {
		return true
	}
	for _, r := range s {
		if r >= 0x4e00 && r <= 0x9fff {
			return true
		}
	}
	return false
}
