package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
)

// Drafts is everything that zicha disclose has to say: the lists that one app
// has to publish, to be worked over by a person.
type Drafts struct {
	Lists       *disclose.Lists
	Only        []string // of ListNames; none: every list
	ToolVersion string
}

// ListNames are the words by which a reader asks for one list.
func ListNames() []string { return []string{"sdks", "information", "permissions"} }

// ListFormat is a way to write drafts.
type ListFormat = Format[*Drafts]

// ListFormats returns all of them, the usual one first.
func ListFormats() []ListFormat {
	return []ListFormat{
		{"md", lang.Text{ZH: "Markdown", EN: "Markdown"}, writeListsMarkdown},
		{"html", lang.Text{ZH: "独立的网页，可打印", EN: "a page of its own, for the browser and for print"}, writeListsHTML},
		{"doc", lang.Text{ZH: "可用 Word、WPS 打开的文档", EN: "a document for Word"}, writeListsDoc},
		{"csv", lang.Text{ZH: "表格文件，第一列是清单名", EN: "for spreadsheets; the first column names the list"}, writeListsCSV},
	}
}

// draft is a document of lists, as every format sets it.
type draft struct {
	lang     lang.Lang
	title    string
	head     [][2]string // what the drafts are of
	warnings []string    // what was not read
	notes    []string    // how to use them
	legend   [][2]string // mark and meaning
	tables   []listTable
	unseen   []string
}

// listTable is one list.
type listTable struct {
	name, title string
	note        string
	none        string // what is said where there are no rows
	heads       []string
	shares      []int // of the width, in percent
	rows        [][]listCell
}

// listCell is the lines of a cell, each with where it comes from.
type listCell []listLine

type listLine struct {
	mark disclose.Mark
	text string
}

// label is what stands before, or around, the text of a line.
func (l listLine) label(of lang.Lang) (open, shut string) {
	before, after := l.mark.Around()
	return before.In(of), after.In(of)
}

// spell is the line as plain text.
func (l listLine) spell(of lang.Lang) string {
	open, shut := l.label(of)
	return open + l.text + shut
}

func draftOf(d *Drafts, l lang.Lang) *draft {
	a := d.Lists.App
	out := &draft{lang: l, title: in(l, "个人信息收集与第三方共享清单（草案）", "Lists of personal information, SDKs and permissions (draft)")}
	row := func(zh, en, value string) { out.head = append(out.head, [2]string{in(l, zh, en), cmp.Or(value, "-")}) }
	row("应用", "app", said(a.Manifest.Application.Label))
	row("包名", "package", a.Manifest.Package)
	row("版本", "version", versionOf(a))
	row("SHA-256", "SHA-256", a.Source.SHA256)
	row("工具", "made by", "zicha "+d.ToolVersion)
	for _, g := range sayings((&disclose.Inventory{App: a}).Gaps()) {
		why := in(l, "有一部分没有读，它收集的不在清单中：", "a part was not read, and what it collects is not in the lists: ")
		if g.Blocking {
			why = in(l, "安装包没有读完，清单有缺：", "the package was not read completely, and the lists lack something: ")
		}
		out.warnings = append(out.warnings, why+g.What.In(l))
	}
	for _, t := range []listTable{sdkList(d.Lists, l), informationList(d.Lists, l), permissionList(d.Lists, l, true), permissionList(d.Lists, l, false)} {
		if len(d.Only) == 0 || slices.Contains(d.Only, t.name) {
			out.tables = append(out.tables, t)
		}
	}
	out.bound()
	out.notes = []string{
		in(l, "由安装包自动生成，仅供起草，须由负责人核对。", "Made from the package by a program, as a draft only; whoever answers for the app has to check it."),
		out.work(),
	}
	for _, m := range disclose.Marks() {
		if m != disclose.Read && m != disclose.Known {
			out.legend = append(out.legend, [2]string{in(l, "【", "[") + m.Name().In(l) + in(l, "】", "]"), m.Doc().In(l)})
		}
	}
	out.legend = append(out.legend, [2]string{in(l, "没有标记", "no mark"),
		in(l, "在本安装包的代码或清单中读到且看到执行路径，或与厂商公开的文件核对过", "read in the code or the manifest of this package, with a way that leads to it; or compared with what the vendor publishes")})
	out.unseen = each(d.Lists.Unseen, func(t lang.Text) string { return t.In(l) })
	return out
}

// mostOfLine is where a line of a cell is cut, in columns: names inside a package
// may be as long as 64 KiB.
const mostOfLine = 4000

func (d *draft) bound() {
	for i := range d.head {
		d.head[i][1] = clip(Printable(d.head[i][1]), 2*mostColumns)
	}
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, cell := range row {
				for i := range cell {
					cell[i].text = clip(Printable(cell[i].text), mostOfLine)
				}
			}
		}
	}
}

// sayings leaves out gaps that say what another has said.
func sayings(gaps []app.Gap) []app.Gap {
	said := map[lang.Text]bool{}
	return slices.DeleteFunc(gaps, func(g app.Gap) bool {
		known := said[g.What]
		said[g.What] = true
		return known
	})
}

// work counts what a person has to do before the lists can be published.
func (d *draft) work() string {
	n := map[disclose.Mark]int{}
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, cell := range row {
				for _, line := range cell {
					n[line.mark]++
				}
			}
		}
	}
	var words []string
	for _, m := range disclose.Marks() {
		if n[m] > 0 && m != disclose.Read && m != disclose.Known {
			words = append(words, fmt.Sprintf(in(d.lang, "%s %d 处", "%s: %d"), m.Name().In(d.lang), n[m]))
		}
	}
	if len(words) == 0 {
		return in(d.lang, "发布前请逐行核对。", "Check every row before publishing.")
	}
	return in(d.lang, "发布前要处理：", "Before publishing: ") + strings.Join(words, in(d.lang, "，", ", ")) + in(d.lang, "。处理后删去标记。", ". Remove the marks when done.")
}

func one(c disclose.Cell, l lang.Lang) listCell { return listCell{{c.Mark, c.Text.In(l)}} }

func plainLine(s string) listLine { return listLine{disclose.Read, s} }

// itemsCell names information or permissions, a line for each mark.
func itemsCell(list []disclose.Item, l lang.Lang) listCell {
	var cell listCell
	for _, m := range disclose.Marks() {
		if s := names(itemsOf(list, m), l); s != "" {
			cell = append(cell, listLine{m, s})
		}
	}
	if len(cell) == 0 {
		return listCell{plainLine(in(l, "未见", "none seen"))}
	}
	return cell
}

func sdkList(lists *disclose.Lists, l lang.Lang) listTable {
	t := listTable{
		name:  "sdks",
		title: in(l, "第三方 SDK 共享清单", "Third-party SDKs"),
		note: in(l, "只列 SDK，不列开源库。读取了个人信息而没有认出的代码排在最后。",
			"SDKs only, no libraries. Code that reads personal information and was not identified stands last."),
		heads: []string{in(l, "SDK 名称", "SDK"), in(l, "公司", "company"), in(l, "使用目的", "purpose"), in(l, "收集的信息类型", "information collected"),
			in(l, "申请的权限", "permissions"), in(l, "共享方式", "way of sharing"), in(l, "隐私政策链接", "privacy policy")},
		shares: []int{12, 13, 13, 27, 13, 9, 13},
		none: in(l, "没有认出目录中的 SDK，也没有读取个人信息的其他第三方代码；这不等于没有集成 SDK，请对照构建脚本核对。",
			"No SDK of the catalogue was recognised, nor other third-party code that reads personal information. That is no proof that there is none: compare the build files."),
	}
	for _, r := range lists.SDKs {
		name := one(r.Name, l)
		if r.Version != "" {
			name = append(name, plainLine(in(l, "版本 ", "version ")+r.Version))
		}
		if !r.With.Empty() {
			name = append(name, plainLine(fmt.Sprintf(in(l, "随%s集成", "comes with %s"), r.With.In(l))))
		}
		t.rows = append(t.rows, []listCell{
			name, one(r.Vendor, l), one(r.Purpose, l), itemsCell(r.Information, l), itemsCell(r.Permissions, l), one(r.Sharing, l), one(r.Policy, l),
		})
	}
	return t
}

func informationList(lists *disclose.Lists, l lang.Lang) listTable {
	t := listTable{
		name:  "information",
		title: in(l, "已收集个人信息清单", "Personal information collected"),
		note: in(l, "按信息类型排列；应用自身在前，其后是代码中读到的 SDK，最后是只见于厂商文件的。* 为敏感个人信息。",
			"By type of information: first the app itself, then SDKs whose code reads it, then what vendors' documents say. * marks sensitive information."),
		heads: []string{in(l, "信息类型", "information"), in(l, "收集目的", "purpose"), in(l, "收集场景与方式", "situation and way"),
			in(l, "由谁收集", "collected by"), in(l, "情形", "known from")},
		shares: []int{14, 32, 22, 20, 12},
	}
	type joined struct {
		row, uses int
		by        []string
	}
	rows := map[string]*joined{} // by what tells rows apart
	for _, r := range lists.Information {
		if r.Mark == disclose.ToFill {
			t.rows = append(t.rows, claimRows(lists, l)...) // before what users type in
		}
		if claimed(&r) {
			continue
		}
		cells := informationCells(&r, l)
		key := fmt.Sprint(r.ID, cells[1], cells[2], r.Mark)
		if first := rows[key]; first != nil {
			first.uses += r.Uses
			first.by = append(first.by, cells[3][0].text)
			t.rows[first.row][4] = known(r.Mark, first.uses, l)
			continue
		}
		rows[key] = &joined{len(t.rows), r.Uses, []string{cells[3][0].text}}
		t.rows = append(t.rows, cells)
	}
	for _, j := range rows {
		t.rows[j.row][3][0].text = strings.Join(j.by, in(l, "、", ", "))
	}
	return t
}

// informationCells is a row of the list. What third-party code only may do is put
// alike for all of it: the list of SDKs has the rest.
func informationCells(r *disclose.InformationRow, l lang.Lang) []listCell {
	purpose, manner := one(r.Purpose, l), plainOr(r.Manner, l, "")
	if r.Mark == disclose.Possible && r.By[0].Kind != app.OwnerApp {
		purpose = listCell{plainLine(in(l, "见第三方 SDK 共享清单", "see the list of SDKs"))}
		manner = plainLine(in(l, "代码中有读取，未能确认会执行", "its code would read it; not sure that it does"))
	}
	return []listCell{
		{plainOr(r.Name, l, sensitive(r))}, purpose, {manner}, {plainLine(whos(r.By, l))}, known(r.Mark, r.Uses, l),
	}
}

func sensitive(r *disclose.InformationRow) string {
	if r.Sensitive {
		return " *"
	}
	return ""
}

func whos(list []disclose.Who, l lang.Lang) string {
	return strings.Join(each(list, func(w disclose.Who) string { return w.Name.In(l) }), in(l, "、", ", "))
}

// claimed reports whether a row is known from documents only.
func claimed(r *disclose.InformationRow) bool {
	return r.Mark == disclose.Documented || r.Mark == disclose.Unverified
}

// claimRows put into one row for each mark what is known from documents only:
// the list of SDKs has it of each.
func claimRows(lists *disclose.Lists, l lang.Lang) [][]listCell {
	var rows [][]listCell
	for _, m := range []disclose.Mark{disclose.Documented, disclose.Unverified} {
		var types []string
		var by []disclose.Who
		for _, r := range lists.Information {
			if r.Mark != m {
				continue
			}
			types = append(types, r.Name.Text.In(l)+sensitive(&r))
			for _, w := range r.By {
				if !slices.Contains(by, w) {
					by = append(by, w)
				}
			}
		}
		if len(types) == 0 {
			continue
		}
		rows = append(rows, []listCell{
			{{m, strings.Join(types, in(l, "、", ", "))}},
			{plainLine(in(l, "见第三方 SDK 共享清单中各 SDK 的使用目的", "as the list of SDKs says of each"))},
			{plainLine(in(l, "代码中未见读取", "not seen in code"))},
			{plainLine(whos(by, l))},
			{plainLine(in(l, "厂商文件；分 SDK 见第一份清单", "vendors' documents; by SDK in the first list"))},
		})
	}
	return rows
}

// plainOr is a line without its mark, but for what is to be filled in.
func plainOr(c disclose.Cell, l lang.Lang, after string) listLine {
	if c.Mark == disclose.ToFill {
		return listLine{c.Mark, c.Text.In(l)}
	}
	return plainLine(c.Text.In(l) + after)
}

// known says from where a row of information is known.
func known(m disclose.Mark, uses int, l lang.Lang) listCell {
	switch m {
	case disclose.Read:
		return listCell{plainLine(fmt.Sprintf(in(l, "代码读取，%d 处", "in code: %d"), uses))}
	case disclose.Possible:
		return listCell{{m, fmt.Sprintf(in(l, "代码中有 %d 处", "in code: %d"), uses)}}
	}
	return listCell{plainLine(in(l, "代码中看不到", "not to be seen in code"))}
}

func permissionList(lists *disclose.Lists, l lang.Lang, asked bool) listTable {
	t := listTable{
		name:  "permissions",
		title: in(l, "权限申请清单：须经用户同意的权限", "Permissions that the user is asked for"),
		heads: []string{in(l, "权限", "permission"), in(l, "用途", "purpose"), in(l, "申请时机与场景", "when"), in(l, "由谁使用", "needed by")},
		note: in(l, "运行时弹窗或在系统设置中开启的权限；来自合并后的清单，含 SDK 带入的。",
			"Asked for by a dialog, or switched on in the settings of the system; from the merged manifest, with those that SDKs add."),
		shares: []int{26, 30, 24, 20},
		none:   in(l, "清单中没有。", "The manifest has none."),
	}
	if !asked {
		t.title = in(l, "权限申请清单：其他权限", "Other permissions")
		t.note = in(l, "安装时授予或由厂商定义，一般不弹窗。", "Granted on installation or defined by makers, mostly without a dialog.")
	}
	for _, r := range lists.Permissions {
		if r.Asked != asked {
			continue
		}
		name := listCell{plainLine(r.Title.In(l))}
		if r.Name != r.Title.In(l) {
			name = append(name, plainLine(r.Name))
		}
		if r.MaxSDK > 0 {
			name = append(name, plainLine(fmt.Sprintf(in(l, "只在 API %d 及以下申请", "up to API level %d"), r.MaxSDK)))
		}
		t.rows = append(t.rows, []listCell{name, one(r.Purpose, l), one(r.When, l), requesterCell(&r, l)})
	}
	return t
}

func askerOf(r *disclose.Requester, l lang.Lang) string {
	if r.Kind == app.OwnerApp {
		return in(l, "应用", "the app")
	}
	return r.Name.In(l)
}

func requesterCell(row *disclose.PermissionRow, l lang.Lang) listCell {
	var cell listCell
	for _, m := range disclose.Marks() {
		var who []string
		for _, r := range row.By {
			if r.Mark == m && !r.Asks {
				who = append(who, r.Name.In(l))
			}
		}
		if len(who) > 0 {
			cell = append(cell, listLine{m, strings.Join(who, in(l, "、", ", "))})
		}
	}
	for _, r := range row.By {
		switch {
		case !r.Asks:
		case row.Checked:
			cell = append(cell, listLine{r.Mark, fmt.Sprintf(in(l, "由%s申请，未见使用", "asked for by %s, no use seen"), askerOf(&r, l))})
		default:
			cell = append(cell, listLine{r.Mark, fmt.Sprintf(in(l, "由%s申请", "asked for by %s"), askerOf(&r, l))})
		}
	}
	switch {
	case len(cell) > 0:
		return cell
	case row.Checked:
		return listCell{plainLine(in(l, "未见使用", "nobody seen"))}
	}
	return listCell{plainLine(in(l, "看不出", "cannot be told"))}
}
