package disclose

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// InformationRow is a row of the list of personal information (已收集个人信息清单):
// what the app itself, one SDK, or several by their own documents collect.
type InformationRow struct {
	ID        string // of information.yaml; "" of what the user types in
	Name      Cell   // 信息类型
	Sensitive bool   // 敏感个人信息
	By        []Who  // 由谁; several only where Mark is Documented or Unverified
	Mark      Mark   // how sure it is that they collect it
	Phase     app.Phase
	Purpose   Cell   // 收集目的
	Manner    Cell   // 场景与方式
	Uses      int    // places in code
	Member    string // as of Item
	At        []app.Location
}

// Who is who does something: the app, an SDK, or unidentified code.
type Who struct {
	Kind app.OwnerKind
	ID   string // of the catalogue, or the root of its packages; "" of the app
	Name lang.Text
}

var theApp = Who{Name: lang.Text{ZH: "应用自身", EN: "the app itself"}}

// informationRows lists who collects what. What SDKs only document stands in one
// row for each type and mark.
func informationRows(in *Inventory, c *rules.Catalog) []InformationRow {
	rows := []InformationRow{}
	for _, i := range in.Own.Information {
		rows = append(rows, informationRow(&i, theApp, ownPurpose(&i)))
	}
	claims := map[claimed]*InformationRow{}
	for _, p := range in.SDKs {
		who := Who{app.OwnerSDK, p.ID, p.Name}
		for _, i := range p.Information {
			rows = append(rows, informationRow(&i, who, purpose(&p)))
		}
		for _, i := range p.Claims {
			addClaim(claims, &i, who)
		}
	}
	for _, o := range in.Others {
		who := Who{app.OwnerUnidentified, o.Root, unidentifiedName(o.Root)}
		for _, i := range o.Information {
			rows = append(rows, informationRow(&i, who, toFill("它收集此信息的目的", "why it collects this")))
		}
	}
	for _, row := range claims {
		rows = append(rows, *row)
	}
	order := map[string]int{}
	for i := range c.Information {
		order[c.Information[i].ID] = i
	}
	slices.SortFunc(rows, func(x, y InformationRow) int {
		return cmp.Or(
			cmp.Compare(order[x.ID], order[y.ID]), cmp.Compare(x.ID, y.ID),
			cmp.Compare(whoOrder(x), whoOrder(y)), cmp.Compare(y.Mark, x.Mark),
			cmp.Compare(x.By[0].ID, y.By[0].ID),
		)
	})
	return append(rows, typedIn())
}

func informationRow(i *Item, who Who, purpose Cell) InformationRow {
	return InformationRow{
		ID: i.ID, Name: Cell{i.Name, i.Mark}, Sensitive: i.Sensitive, By: []Who{who}, Mark: i.Mark,
		Phase: i.Phase, Purpose: purpose, Manner: manner(i), Uses: i.Uses, Member: i.Member, At: i.At,
	}
}

// whoOrder puts the app first, then what is read, then what is only documented.
func whoOrder(r InformationRow) int {
	switch {
	case len(r.By) == 0 || r.Mark == Documented || r.Mark == Unverified:
		return 3
	case r.By[0].Kind == app.OwnerApp:
		return 0
	case r.By[0].Kind == app.OwnerSDK:
		return 1
	}
	return 2
}

// claimed is what SDKs document of one type of information, equally well known.
type claimed struct {
	information string
	mark        Mark
}

func addClaim(claims map[claimed]*InformationRow, i *Item, who Who) {
	row := claims[claimed{i.ID, i.Mark}]
	if row == nil {
		row = &InformationRow{
			ID: i.ID, Name: Cell{i.Name, i.Mark}, Sensitive: i.Sensitive, Mark: i.Mark,
			Purpose: Cell{lang.Text{ZH: "见第三方SDK清单中各 SDK 的使用目的", EN: "as the list of SDKs says of each"}, Proposed},
			Manner: Cell{lang.Text{
				ZH: "代码中未见读取；厂商文件说可能收集", EN: "not seen in code; their vendors' documents say that they may",
			}, i.Mark},
		}
		claims[claimed{i.ID, i.Mark}] = row
	}
	row.By = append(row.By, who)
}

// ownPurpose leaves the purpose of the app itself to a person, and tells where
// its code does it.
func ownPurpose(i *Item) Cell {
	return toFill(
		"应用收集“"+i.Name.ZH+"”的目的；"+where(i).ZH,
		"why the app collects this; "+where(i).EN,
	)
}

// where names the place that proves an item best.
func where(i *Item) lang.Text {
	if len(i.At) == 0 {
		return lang.Text{ZH: "代码中有读取", EN: "its code reads it"}
	}
	spot := spot(i.At[0])
	if i.Uses > 1 {
		n := strconv.Itoa(i.Uses)
		return lang.Text{ZH: "见 " + spot + " 等 " + n + " 处", EN: "see " + spot + ", one of " + n + " places"}
	}
	return lang.Text{ZH: "见 " + spot, EN: "see " + spot}
}

// spot names the method of a location, com.example.Main.onCreate:12, or what the
// manifest has there.
func spot(l app.Location) string {
	class, method, code := strings.Cut(l.Symbol, ";->")
	if !code {
		return strings.TrimSpace(l.File + " " + l.Symbol)
	}
	method, _, _ = strings.Cut(method, "(")
	s := strings.ReplaceAll(strings.TrimPrefix(class, "L"), "/", ".") + "." + method
	if l.Line > 0 {
		s += ":" + strconv.Itoa(l.Line)
	}
	return s
}

// manner says in which situation code gets the information.
func manner(i *Item) Cell {
	if i.Mark != Read {
		return Cell{lang.Text{ZH: "代码中有读取（" + i.Note.ZH + "）", EN: "its code would read it (" + i.Note.EN + ")"}, i.Mark}
	}
	if i.Phase == app.Startup {
		return toFill("启动阶段即读取；在用户同意之前的，先按 T1-003 整改，再写读取的场景",
			"read at start-up: if that is before the user agrees, mend it first (T1-003), then say when it is read")
	}
	return Cell{reads(i.Phase), Read}
}

// reads says when code gets information.
func reads(p app.Phase) lang.Text {
	when := PhaseName(p)
	return lang.Text{ZH: when.ZH + "由代码自动读取", EN: "read by code " + when.EN}
}

// PhaseName says when code runs.
func PhaseName(p app.Phase) lang.Text { return phaseNames[p] }

var phaseNames = map[app.Phase]lang.Text{
	app.Startup:    {ZH: "启动阶段", EN: "at start-up"},
	app.Background: {ZH: "后台", EN: "in the background"},
	app.User:       {ZH: "用户操作后", EN: "after a user action"},
	app.Called:     {ZH: "应用调用其接口时", EN: "when the app calls it"},
	app.Unreached:  {ZH: "未见执行路径", EN: "no way to it seen"},
}

// typedIn stands for what users type in, which no package shows.
func typedIn() InformationRow {
	return InformationRow{
		Name:    toFill("用户主动提供的信息，如手机号、姓名、证件号、头像、收货地址", "what users provide themselves, such as number, name, identity papers, picture, address"),
		By:      []Who{theApp},
		Purpose: toFill("每种信息用于哪项功能", "for which function each is needed"),
		Manner:  toFill("在哪个页面、由用户填写还是上传", "on which screen, typed in or uploaded"),
	}
}

func unidentifiedName(root string) lang.Text {
	return lang.Text{ZH: "【未识别：" + root + "】", EN: "[unidentified: " + root + "]"}
}
