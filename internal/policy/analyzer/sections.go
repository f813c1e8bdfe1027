package analyzer

// Class is what a section is about.
type Class uint8

// The classes of sections.
const (
	Other Class = iota
	CollectUse
	ThirdParty
	Rights
	Security
	Cookie
	PolicyChange
	Minors
	Retention
	Contact
	Definition
	Transfer
)

var classNames = [...]string{"other", "collect_use", "third_party", "rights", "security", "cookie", "policy_change", "minors", "retention", "contact", "definition", "transfer"}

// String returns the machine word of the class.
func (c Class) String() string { return classNames[c] }

// Section is what stands under one heading, up to the next.
type Section struct {
	Heading  Place  // empty where the text has none
	Title    string // as it stands there
	Level    int    // 1: the outermost
	Class    Class
	From, To int // range in Analysis.Sentences, the heading too
}

func headings() table {
	t := table{name: "headings"}
	t.add(kind(CollectUse), `收集 使用 获取 信息的范围 采集 您提供 基本功能 业务功能 权限`)
	return t
}

func (r *reader) sections() {
	r.Sections = append(r.Sections, Section{Level: 0, To: len(r.Sentences)})
}
