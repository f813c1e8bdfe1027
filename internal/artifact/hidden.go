package artifact

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/ziparchive"
)

// Bounds on the search for code in places where Android does not look for it.
const (
	maxHidden     = 64       // files with code
	maxHiddenSize = 64 << 20 // bytes of one of them
	maxHeads      = 20_000   // entries whose first bytes are looked at
	minHidden     = 256      // bytes of a DEX file with a class
)

// readHidden reads DEX files that lie in assets and the like, plain or in a zip
// file of their own. Whether and when the app loads them is not known; they
// come last on the class path.
func (a *apk) readHidden() (files []*dex.File) {
	var where []string
	heads := 0
	for i := range a.zip.Entries {
		e := &a.zip.Entries[i]
		if !mayHide(e) || len(where) == maxHidden || heads == maxHeads {
			continue
		}
		heads++
		var found []*dex.File
		switch head := a.zip.Head(e, 4); {
		case bytes.Equal(head, []byte("dex\n")):
			found = a.hiddenDex(e)
		case bytes.Equal(head, []byte("PK\x03\x04")):
			found = a.hiddenZip(e)
		}
		if len(found) > 0 {
			where = append(where, e.Name)
			files = append(files, found...)
		}
	}
	if len(where) > 0 {
		a.Limits = append(a.Limits, app.Limit{
			What: lang.Text{
				ZH: fmt.Sprintf("%d 个文件内另有 DEX 代码，已一并分析；应用何时加载它们无法静态确定", len(where)),
				EN: fmt.Sprintf("%d files hold further DEX code, which was analysed too; when the app loads it cannot be told statically", len(where)),
			},
			At: app.Location{File: where[0]},
		})
	}
	return files
}

// mayHide reports whether an entry is looked into: what the build tools put into
// res and META-INF is no code, classes.dex is read already, and of the resources
// of Java libraries only those are tried whose names speak of code.
func mayHide(e *ziparchive.Entry) bool {
	if e.Size < minHidden || dexName.MatchString(e.Name) {
		return false
	}
	dir, _, below := strings.Cut(e.Name, "/")
	switch {
	case dir == "res", dir == "META-INF", e.Name == manifestFile, e.Name == "resources.arsc":
		return false
	case dir == "assets", dir == "lib", !below:
		return true
	}
	switch path.Ext(e.Name) {
	case ".dex", ".jar", ".apk", ".zip", ".so", ".bin", ".dat":
		return true
	}
	return false
}

func (a *apk) hiddenDex(e *ziparchive.Entry) []*dex.File {
	data, ok := a.content(e, app.FactCode, maxHiddenSize)
	if !ok {
		return nil
	}
	return a.hiddenFiles(e.Name, data)
}

func (a *apk) hiddenZip(e *ziparchive.Entry) (files []*dex.File) {
	data, err := a.entry(e, maxHiddenSize)
	if err != nil {
		return nil // most zip files in assets are data; the code ones are small
	}
	inner, err := ziparchive.Open(ziparchive.Memory(data), int64(len(data)), a.o.Limits)
	if err != nil {
		return nil
	}
	for i := range inner.Entries {
		x := &inner.Entries[i]
		if path.Ext(x.Name) != ".dex" || x.Size > maxHiddenSize || len(files) == maxHidden {
			continue
		}
		content, err := inner.Read(x)
		name := e.Name + "!" + x.Name
		if err != nil {
			a.unread(name, app.FactCode, err)
			continue
		}
		files = append(files, a.hiddenFiles(name, content)...)
	}
	return files
}

// hiddenFiles opens a DEX file whose damage is no sign that the scan is not
// complete: nobody knows whether it is used.
func (a *apk) hiddenFiles(name string, data []byte) []*dex.File {
	files, err := dex.Open(name, data)
	if err != nil {
		a.AddGap(app.Gap{
			Facts: app.FactCode,
			What:  lang.Text{ZH: name + " 无法完整读取：" + err.Error(), EN: name + " could not be read completely: " + err.Error()},
			At:    app.Location{File: name},
		})
	}
	for _, f := range files {
		a.Classes.Dexes = append(a.Classes.Dexes, app.Dex{
			File: f.Name(), Version: f.Version(), Classes: f.NumClasses(), Strings: f.NumStrings(), Size: int64(f.Size()),
		})
	}
	return files
}
