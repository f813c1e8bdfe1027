package signatures

import (
	"bytes"
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/zicha-lint/zicha/rules"
)

// YAML writes the entries as a file of the catalogue that says where they come
// from.
func (in *Import) YAML(f *Format) ([]byte, error) {
	// Through JSON, so that the keys and their order are those of the schema.
	data, err := json.Marshal(rules.Catalog{SDKs: in.SDKs})
	if err != nil {
		return nil, err
	}
	var node yaml.Node
	if err := yaml.Unmarshal(data, &node); err != nil {
		return nil, err
	}
	blockStyle(&node)
	var b bytes.Buffer
	fmt.Fprintf(&b, "# 由 zicha sdks import 从 %s 导入，只用于给代码命名；许可：%s\n", f.Name, f.Licence.ZH)
	fmt.Fprintf(&b, "# Imported from %s by zicha sdks import; it only names code. Licence: %s\n# %s\n", f.Name, f.Licence.EN, f.Home)
	out := yaml.NewEncoder(&b)
	out.SetIndent(2)
	if err := out.Encode(&node); err != nil {
		return nil, err
	}
	return b.Bytes(), out.Close()
}

func blockStyle(n *yaml.Node) {
	n.Style = 0 // that of JSON
	for _, child := range n.Content {
		blockStyle(child)
	}
}
