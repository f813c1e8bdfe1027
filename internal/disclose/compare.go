package disclose

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// Comparison is what published texts lack of the drafts of an app, and what they
// have beyond them.
type Comparison struct {
	App         *app.App
	Policy      *app.Policy
	Differences []Difference // by list, what is lacking first
	Matched     int          // SDKs of the package that the text names, each by itself
	Incomplete  bool         // as of Lists
}

// Lacks reports whether the published texts lack anything.
func (c *Comparison) Lacks() bool {
	return slices.ContainsFunc(c.Differences, func(d Difference) bool { return d.Kind.Lacking() })
}

// Difference is one thing in which published texts and the package differ.
type Difference struct {
	Kind  DifferenceKind
	ID    string    // of the SDK, the information or the permission; of a list entry that no SDK is known for, ""
	Name  lang.Text // what it is about
	By    Who       // whose information it is; the app where nobody else reads it
	Why   lang.Text // a sentence
	Quote string    // of the published text
	File  string    // of the published text
	Line  int       // in it; 0 where it says nothing
	Call  string    // what the code at the first of At calls, as smali names it
	At    []app.Location
}

// DifferenceKind tells differences apart.
type DifferenceKind int

// The kinds, in the order in which they are shown.
const (
	MarkLeft           DifferenceKind = iota // of a draft: to be filled in by a person
	MarkUnsettled                            // of a draft: what was not checked yet, a question
	SDKLacking                               // in the package and not in the text
	SDKVague                                 // only its house is in the text: a question
	SDKCarried                               // only what brings it along is in the text: a question
	SDKUnsure                                // not in the text, and not surely in the package: a question
	SDKBeyond                                // in the text and not seen in the package: a question
	InformationLacking                       // read by code, and nowhere in the text
	InformationUnclear                       // read by code, and in the text only by a wider word, as a permission or as denied: a question
	InformationVague                         // in the text, but not where it speaks of the SDK that reads it: a question
	PermissionLacking                        // declared, and nowhere in the text
)

// Lacking reports whether the published texts lack something. The others are
// questions for a person.
func (k DifferenceKind) Lacking() bool {
	return k == MarkLeft || k == SDKLacking || k == InformationLacking || k == PermissionLacking
}

// Compare holds the drafts of an app against a text that was published.
func Compare(l *Lists, p *app.Policy, c *rules.Catalog) *Comparison {
	out := &Comparison{App: l.App, Policy: p, Incomplete: l.Incomplete}
	cmp := comparing{Comparison: out, lists: l, catalog: c, text: published.NewVocabulary(c).Read(p)}
	cmp.marks()
	cmp.sdks()
	cmp.beyond()
	cmp.information()
	cmp.permissions()
	slices.SortStableFunc(out.Differences, func(x, y Difference) int { return int(x.Kind) - int(y.Kind) })
	return out
}

type comparing struct {
	*Comparison
	lists   *Lists
	catalog *rules.Catalog
	text    *published.Text
}

func (c *comparing) add(d Difference) { c.Differences = append(c.Differences, d) }

// marks finds what is left of a draft of [Lists] that nobody finished.
func (c *comparing) marks() {
	for _, m := range Marks() {
		open, _ := m.Around()
		if open.Empty() {
			continue
		}
		n, d := 0, Difference{Kind: MarkUnsettled, Name: lang.Text{ZH: "【" + m.Name().ZH + "】", EN: "[" + m.Name().EN + "]"}}
		if m == ToFill {
			d.Kind = MarkLeft
		}
		for i := range c.Policy.Paragraphs {
			para := &c.Policy.Paragraphs[i]
			here, first := marksIn(para.Text, m)
			if n += here; here > 0 && d.Line == 0 {
				d.Line, _ = para.Source(first)
				d.Quote, d.File = para.Text[first:], para.File
			}
		}
		if n > 0 {
			d.Why = lang.Text{ZH: "文中仍有 " + strconv.Itoa(n) + " 处" + d.Name.ZH + "，第一处：", EN: strconv.Itoa(n) + " of them are left; the first:"}
			c.add(d)
		}
	}
}

// marksIn counts a mark in a text, also where its hint was removed, and says where it
// stands first. The legend of a draft, which explains the mark, has none.
func marksIn(text string, m Mark) (n, first int) {
	if strings.Contains(text, m.Doc().ZH) || strings.Contains(text, m.Doc().EN) {
		return 0, 0
	}
	first = len(text)
	for _, mark := range [...]string{"【" + m.Name().ZH, "[" + m.Name().EN} {
		if at := strings.Index(text, mark); at >= 0 {
			n, first = n+strings.Count(text, mark), min(first, at)
		}
	}
	return n, first
}

func (c *comparing) sdks() {
	for i := range c.App.SDKs {
		k := &c.App.SDKs[i]
		sdk := c.catalog.SDK(k.ID)
		if k.Kind != app.OwnerSDK || sdk == nil {
			continue
		}
		d := Difference{ID: k.ID, Name: sdk.Name, By: Who{app.OwnerSDK, k.ID, sdk.Name}}
		for _, t := range k.Traces {
			if t.At != (app.Location{}) {
				d.At = append(d.At, t.At)
				break
			}
		}
		switch covered, m := c.text.Covers(k); {
		case covered == published.House:
			d.Kind, d.Quote, d.File, d.Line = SDKVague, m.Quote, m.File, m.Line
			d.Why = lang.Text{ZH: "只写了“" + m.Word + "”，没有写明这个 SDK", EN: "only “" + m.Word + "” is there, not this SDK"}
		case covered == published.Carried:
			d.Kind, d.Quote, d.File, d.Line = SDKCarried, m.Quote, m.File, m.Line
			d.Why = lang.Text{ZH: "文中没有单列；可能随“" + m.Word + "”带入", EN: "the text does not list it; “" + m.Word + "” may bring it along"}
		case covered == published.Named:
			c.Matched++
			continue
		case k.Confidence == app.Sure:
			d.Kind, d.Why = SDKLacking, c.elsewhere(found(k))
		default:
			d.Kind, d.Why = SDKUnsure, found(k)
		}
		c.add(d)
	}
}

// elsewhere adds where the list may stand that the text only points to.
func (c *comparing) elsewhere(why lang.Text) lang.Text {
	if _, ok := c.text.Elsewhere(); ok && len(c.text.Items) == 0 {
		return lang.Text{ZH: why.ZH + "；文中另有 SDK 清单的链接，请一并交来核对", EN: why.EN + "; the text points to a list of SDKs elsewhere: hand that over too"}
	}
	return why
}

// found says by what an SDK was found in the package.
func found(k *app.SDK) lang.Text {
	var zh, en []string
	for _, t := range k.Traces[:min(2, len(k.Traces))] {
		zh, en = append(zh, t.Kind.Name().ZH+" "+t.What), append(en, t.Kind.Name().EN+" "+t.What)
	}
	if k.Version != "" {
		zh, en = append(zh, "版本 "+k.Version), append(en, "version "+k.Version)
	}
	return lang.Text{ZH: "包内有" + strings.Join(zh, "、"), EN: "the package has " + strings.Join(en, ", ")}
}

// beyond finds entries about SDKs of which nothing is in the package. One entry may
// name several; it is enough that one of them is there, or another of the house.
func (c *comparing) beyond() {
	present, houses := map[string]bool{}, map[string]bool{}
	for _, k := range c.App.SDKs {
		present[k.ID] = true
		houses[c.text.House(k.ID)] = true
	}
	seen := map[string]bool{}
	for _, it := range c.text.Items {
		known := c.nobodys(&it, present, houses)
		if known == "" || seen[known] {
			continue
		}
		seen[known] = true
		name := c.catalog.SDK(known).Name
		c.add(Difference{
			Kind: SDKBeyond, ID: known, Name: name, By: Who{app.OwnerSDK, known, name}, Quote: it.Text, File: it.File, Line: it.Line,
			Why: lang.Text{ZH: "清单有、包中未见；也可能属于其他平台或版本，或由服务器下发", EN: "listed, and not seen in the package; it may belong to another platform or version, or come from a server"},
		})
	}
}

// nobodys returns the first SDK that an entry names, if neither it nor another one
// that the entry may mean is in the package; else "".
func (c *comparing) nobodys(it *published.Item, present, houses map[string]bool) string {
	first := ""
	for _, s := range c.catalog.SDKs {
		how, named := it.SDKs[s.ID]
		if !named {
			continue
		}
		if house := c.text.House(s.ID); present[s.ID] || house != "" && houses[house] {
			return ""
		}
		if first == "" && how == published.ByName {
			first = s.ID
		}
	}
	return first
}

func (c *comparing) information() {
	seen := map[[2]string]bool{}
	for _, row := range c.lists.Information {
		if row.Mark != Read || len(row.By) != 1 || row.ID == "" || seen[[2]string{row.By[0].ID, row.ID}] {
			continue
		}
		who := row.By[0]
		seen[[2]string{who.ID, row.ID}] = true
		if d, differs := c.told(&row, who); differs {
			c.add(d)
		}
	}
}

// told holds one row against the text, and returns in what they differ.
func (c *comparing) told(row *InformationRow, who Who) (d Difference, differs bool) {
	d = Difference{Kind: InformationLacking, ID: row.ID, Name: row.Name.Text, By: who, Call: row.Member, At: row.At}
	how, m, known := c.text.Tells(row.ID)
	entries := c.text.RowsOf(who.ID)
	switch {
	case !known: // the lexicon has no words for it
		return d, false
	case who.Kind == app.OwnerSDK && c.text.TellsOf(entries, row.ID):
		return d, false
	case how == published.Told && (who.Kind != app.OwnerSDK || len(entries) == 0):
		return d, false
	case how == published.Told:
		e, line := entries[0], strconv.Itoa(m.Line)
		d.Kind, d.Quote, d.File, d.Line = InformationVague, e.Text, e.File, e.Line
		d.Why = why(row, "；文中提到过该信息（第 "+line+" 行），但该 SDK 的条目没有写", "; the text speaks of it (line "+line+"), but not in the entry of this SDK")
		return d, true
	}
	if how == published.Untold {
		if m, known = c.permissionOf(row.ID); !known {
			d.Why = why(row, "，文中没有提到", ", and the text does not speak of it")
			return d, true
		}
	}
	d.Kind, d.Quote, d.File, d.Line = InformationUnclear, m.Quote, m.File, m.Line
	switch word := strings.Join(strings.Fields(m.Word), " "); how {
	case published.Wider:
		d.Why = why(row, "；文中只见“"+word+"”，没有写明这一项", "; the text has only the wider “"+word+"”, not this")
	case published.Denied:
		d.Why = why(row, "；文中只在否认收集时提到“"+word+"”", "; the text names “"+word+"” only to deny that it is collected")
	default:
		d.Why = why(row, "；文中只在权限中提到“"+word+"”，没有写收集这类信息", "; the text names “"+word+"” only as a permission, not as information")
	}
	return d, true
}

// why says how code reads the information of a row, and what follows.
func why(row *InformationRow, zh, en string) lang.Text {
	how := reads(row.Phase)
	return lang.Text{ZH: how.ZH + zh, EN: how.EN + en}
}

// permissionOf returns the place where the text names a permission that gives the
// information. Parts of something wider, such as identifiers, are not what one thinks
// of when a permission is named.
func (c *comparing) permissionOf(information string) (m published.Mention, named bool) {
	if slices.ContainsFunc(c.catalog.Information, func(i rules.Information) bool { return i.ID == information && i.Parent != "" }) {
		return m, false
	}
	for i := range c.catalog.Permissions {
		p := &c.catalog.Permissions[i]
		if !slices.Contains(p.Information, information) {
			continue
		}
		if m, named = c.text.NamesPermission(p); named {
			return m, true
		}
	}
	return m, false
}

func (c *comparing) permissions() {
	for _, row := range c.lists.Permissions {
		p := c.catalog.Permission(row.Name)
		if !row.Asked || p == nil || len(p.PolicyTerms) == 0 || c.speaksOfPermission(p) {
			continue
		}
		d := Difference{Kind: PermissionLacking, ID: row.Name, Name: row.Title, At: []app.Location{row.At},
			Why: lang.Text{ZH: "清单文件声明了该权限，文中未见“" + p.PolicyTerms[0] + "”等说明", EN: "the manifest declares it, and the text has no word for it (" + p.PolicyTerms[0] + " …)"}}
		if len(row.By) > 0 {
			d.By = row.By[0].Who
		}
		c.add(d)
	}
}

func (c *comparing) speaksOfPermission(p *rules.Permission) bool {
	words := published.PermissionWords(p)
	return slices.ContainsFunc(c.Policy.Paragraphs, func(para app.Paragraph) bool {
		text := policy.Normalize(para.Text)
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	})
}
