package ziparchive

import (
	"strings"
	"unicode/utf8"
)

// indexNames makes Lookup work and reports names that no build tool makes.
func (a *Archive) indexNames() {
	a.byName = make(map[string]int32, len(a.Entries))
	for i := range a.Entries {
		e := &a.Entries[i]
		a.checkName(e)
		if _, ok := a.byName[e.Name]; ok {
			a.note(duplicateEntry, e)
			continue
		}
		a.byName[e.Name] = int32(i)
	}
	a.checkCollisions()
}

func (a *Archive) checkName(e *Entry) {
	var slash, nul, high bool
	for i := 0; i < len(e.Name); i++ {
		switch c := e.Name[i]; {
		case c == '\\':
			slash = true
		case c == 0:
			nul = true
		case c >= utf8.RuneSelf:
			high = true
		}
	}
	if slash {
		a.note(backslashName, e)
	}
	if nul {
		a.note(nulName, e)
	}
	if high && !utf8.ValidString(e.Name) {
		a.note(notUTF8Name, e)
	}
	if e.Name == "" {
		a.note(emptyName, e)
	}
	if strings.HasPrefix(e.Name, "/") {
		a.note(absoluteName, e)
	}
	if climbs(e.Name) {
		a.note(parentName, e)
	}
}

// climbs reports whether ".." is one of the elements of a path.
func climbs(name string) bool {
	if !strings.Contains(name, "..") {
		return false
	}
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '/' || r == '\\' }) {
		if part == ".." {
			return true
		}
	}
	return false
}

// maxFolders is how many folders above an entry are looked at.
const maxFolders = 32

// checkCollisions reports names that are a file and a folder at once, such as
// AndroidManifest.xml beside AndroidManifest.xml/x: tools that unpack the file
// stumble over them, Android does not.
func (a *Archive) checkCollisions() {
	done := ""
	for i := range a.Entries {
		dir := parent(a.Entries[i].Name)
		if dir == done {
			continue // neighbours mostly share their folder
		}
		done = dir
		for depth := 0; dir != "" && depth < maxFolders; depth, dir = depth+1, parent(dir) {
			if e := a.Lookup(dir); e != nil {
				a.note(nameCollision, e, a.Entries[i].Name)
			}
		}
	}
}

func parent(name string) string { return name[:max(0, strings.LastIndexByte(name, '/'))] }
