package artifact

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
)

// Bounds on the text files that are searched for words.
const (
	maxTextAsset  = 16 << 20 // bytes of one
	maxTextAssets = 64 << 20 // bytes of all
	maxBadAssets  = 20       // that cannot be read; each makes a gap
)

var textExtensions = []string{".html", ".htm", ".txt", ".md", ".js", ".json", ".xml", ".bundle"}

// readTextAssets keeps the readable pieces of text files in assets and res/raw.
func (a *apk) readTextAssets() {
	budget, bad := int64(maxTextAssets), 0
	var skipped []string
	for i := range a.zip.Entries {
		e := &a.zip.Entries[i]
		if !isTextAsset(e.Name) {
			continue
		}
		if e.Size > maxTextAsset || e.Size > budget || bad == maxBadAssets {
			skipped = append(skipped, e.Name)
			continue
		}
		data, ok := a.content(e, app.FactResources, maxTextAsset)
		if !ok {
			bad++
			continue
		}
		budget -= int64(len(data))
		if !utf8.Valid(data) {
			continue // another encoding, or Hermes bytecode
		}
		at := app.Location{File: e.Name}
		for piece := range strings.FieldsFuncSeq(string(data), endsPiece) {
			if isText(piece) {
				a.addText(strings.TrimSpace(piece), at)
			}
		}
	}
	a.skippedAssets(skipped)
}

// skippedAssets tells what was not searched. The scan stays complete: it is
// text, not code, and large data files are no sign of an attack.
func (a *apk) skippedAssets(names []string) {
	if len(names) == 0 {
		return
	}
	a.AddGap(app.Gap{
		Facts: app.FactResources,
		What: lang.Text{
			ZH: fmt.Sprintf("%d 个文本文件未搜索：单个超过 %d MiB、总量超过 %d MiB 或损坏过多", len(names), maxTextAsset>>20, maxTextAssets>>20),
			EN: fmt.Sprintf("%d text files were not searched: one over %d MiB, all over %d MiB, or too many damaged ones", len(names), maxTextAsset>>20, maxTextAssets>>20),
		},
		At: app.Location{File: names[0]},
	})
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
