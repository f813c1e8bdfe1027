// Package disclose drafts the three lists that every app in China has to
// publish: the third-party SDKs, the personal information collected, and the
// permissions asked for (工信部信管函〔2021〕292号; 个人信息保护法 第17、23条).
//
// It knows what the package shows and what the catalogue says, and says of every
// cell which of the two it is. What neither can know, above all why the app does
// something, is never invented: such a cell is left for a person, with a hint.
package disclose

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// Lists are the drafts for one app.
type Lists struct {
	App         *app.App
	SDKs        []SDKRow         // 第三方SDK共享清单: by kind and name, unidentified code last
	Information []InformationRow // 已收集个人信息清单: in the order of information.yaml, of each the app first
	Permissions []PermissionRow  // 权限申请清单: those that the user is asked for first
	Unseen      []lang.Text      // what zicha could not know, a sentence each
	Incomplete  bool             // a part of the package was not read that would belong here
}

// Mark says where something in a list comes from.
type Mark int

// The marks, the least certain first.
const (
	ToFill     Mark = iota // nobody but a person can say it; the text is a hint
	Proposed               // wording by the kind of SDK, to be fitted to what the app does
	Unverified             // stands in the catalogue and was compared with nothing
	Documented             // what the vendor discloses for all its customers: an upper bound
	Possible               // in the code or the package, but nothing shows that it happens
	Known                  // stands in the catalogue and was compared with what the vendor publishes
	Read                   // read in this package
)

// Name returns the word for a mark, as lists print it.
func (m Mark) Name() lang.Text { return markNames[m].name }

// Doc says what a mark means, for the legend of a list.
func (m Mark) Doc() lang.Text { return markNames[m].doc }

// Around returns what lists write before and after a text with the mark: 【待填写：…】,
// 【建议】…; nothing where it is certain.
func (m Mark) Around() (open, shut lang.Text) {
	switch m {
	case Read, Known:
		return lang.Text{}, lang.Text{}
	case ToFill:
		return lang.Text{ZH: "【" + m.Name().ZH + "：", EN: "[" + m.Name().EN + ": "}, lang.Text{ZH: "】", EN: "]"}
	}
	return lang.Text{ZH: "【" + m.Name().ZH + "】", EN: "[" + m.Name().EN + "] "}, lang.Text{}
}

// Marks returns all marks, the most certain first.
func Marks() []Mark {
	return []Mark{Read, Known, Possible, Documented, Unverified, Proposed, ToFill}
}

var markNames = [...]struct{ name, doc lang.Text }{
	ToFill: {lang.Text{ZH: "待填写", EN: "to fill in"},
		lang.Text{ZH: "安装包里看不出，须由负责人填写；冒号后是提示，发布前删去", EN: "cannot be told from the package and has to be written by a person; what follows is a hint, to be removed"}},
	Proposed: {lang.Text{ZH: "建议", EN: "proposed"},
		lang.Text{ZH: "按 SDK 类别给出的通用措辞，须改成本应用实际使用的功能", EN: "general wording by the kind of SDK, to be fitted to the functions that this app uses"}},
	Unverified: {lang.Text{ZH: "待核实", EN: "unverified"},
		lang.Text{ZH: "zicha 目录中的记载，未与厂商公开的文件核对过", EN: "from zicha's catalogue, not compared with what the vendor publishes"}},
	Documented: {lang.Text{ZH: "上限", EN: "upper bound"},
		lang.Text{ZH: "厂商声明该 SDK 可能收集或使用，本应用不一定用到；按实际启用的功能删减", EN: "the vendor says that the SDK may; this app need not: keep what the functions in use collect"}},
	Possible: {lang.Text{ZH: "可能", EN: "possible"},
		lang.Text{ZH: "安装包里有，但没有看到确定会执行到它的路径，或系统不会给出结果", EN: "in the package, but no sure way to it was seen, or the system would give nothing"}},
	Known: {lang.Text{ZH: "已核对", EN: "known"},
		lang.Text{ZH: "zicha 目录中的记载，与厂商公开的文件核对过", EN: "from zicha's catalogue, compared with what the vendor publishes"}},
	Read: {lang.Text{ZH: "代码", EN: "code"},
		lang.Text{ZH: "在本安装包的代码或清单中读到，且看到执行路径", EN: "read in the code or the manifest of this package, with a way that leads to it"}},
}

// Cell is one cell of a list.
type Cell struct {
	Text lang.Text // of a cell to be filled in, the hint
	Mark Mark
}

// Item is a type of information or a permission within a cell.
type Item struct {
	ID        string // of information.yaml; of a permission its full name
	Name      lang.Text
	Mark      Mark
	Sensitive bool      // 敏感个人信息
	Phase     app.Phase // the earliest, of what code does
	Note      lang.Text // why it is only possible; mostly empty
	Uses      int       // places in code
	Member    string    // what the first of At calls or reads, as smali names it
	At        []app.Location
	Phases    []app.Phase // of each of At
}

// Of drafts the lists for an app that was read with the catalogue.
func Of(a *app.App, c *rules.Catalog) *Lists {
	in := Take(a, c)
	return &Lists{
		App:         a,
		SDKs:        sdkRows(in, c),
		Information: informationRows(in, c),
		Permissions: permissionRows(in, c),
		Unseen:      unseen(a),
		Incomplete:  in.Incomplete(),
	}
}

// marked returns the items with the mark.
func marked(list []Item, m Mark) []Item {
	return slices.DeleteFunc(slices.Clone(list), func(i Item) bool { return i.Mark != m })
}

// toFill is a cell for a person, with a hint.
func toFill(zh, en string) Cell { return Cell{lang.Text{ZH: zh, EN: en}, ToFill} }

// same is a text that reads alike in every language.
func same(s string) lang.Text { return lang.Text{ZH: s, EN: s} }
