package artifact

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
)

// Bounds on the text files that are searched for words.
const (
	maxTextAsset  = 16 << 20 // bytes of one
	maxTextAssets = 64 << 20 // bytes of all
)

var textExtensions = []string{".html", ".htm", ".txt", ".md", ".js", ".json", ".xml", ".bundle"}

// readTextAssets keeps the readable pieces of text files in assets and res/raw.
func (a *apk) readTextAssets() {
	budget := int64(maxTextAssets)
	for i := range a.zip.Entries {
		e := &a.zip.Entries[i]
		if !isTextAsset(e.Name) || e.Size > maxTextAsset || e.Size > budget {
			continue
		}
		data, ok := a.content(e, app.FactResources)
		if !ok {
			continue
		}
		budget -= int64(len(data))
		if !utf8.Valid(data) {
			continue // another encoding, or Hermes bytecode
		}
		at := app.Location{File: e.Name}
		for piece := range strings.FieldsFuncSeq(string(data), endsPiece) {
			a.addText(strings.TrimSpace(piece), at)
		}
	}
}

func isTextAsset(name string) bool {
	if !strings.HasPrefix(name, "assets/") && !strings.HasPrefix(name, "res/raw") {
		return false
	}
	return slices.Contains(textExtensions, strings.ToLower(path.Ext(name)))
}

// endsPiece cuts scripts and pages at quotes, tags and line ends, so that the
// pieces are sentences and URLs.
func endsPiece(r rune) bool { return strings.ContainsRune("\n\r\"'`<>", r) }
