package artifact

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/axml"
)

const toolsNamespace = "http://schemas.android.com/tools"

// dropRemoved takes out of the manifest of a library what it does not bring, but
// has other libraries not bring: https://developer.android.com/build/manage-manifests#merge_rule_markers.
func dropRemoved(e *axml.Element) {
	e.Children = slices.DeleteFunc(e.Children, func(c *axml.Element) bool {
		for _, a := range c.Attrs {
			if a.Namespace == toolsNamespace && a.Name == "node" && (a.Value.Raw == "remove" || a.Value.Raw == "removeAll") {
				return true
			}
		}
		return false
	})
	for _, c := range e.Children {
		dropRemoved(c)
	}
}
