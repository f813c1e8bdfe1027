package disclose

import (
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// SDKRow is a row of the list of third-party SDKs (第三方SDK共享清单).
type SDKRow struct {
	ID          string    // of the catalogue; "" of unidentified code
	Root        string    // of unidentified code, the root of its packages
	Name        Cell      // SDK名称
	Version     string    // "" where nothing says it
	With        lang.Text // the SDK with which it comes; empty where it stands by itself
	Vendor      Cell      // 公司
	Kind        lang.Text
	Purpose     Cell   // 使用目的
	Information []Item // 收集的信息类型, by mark
	Permissions []Item // 申请的权限, by mark; all in the manifest
	Sharing     Cell   // 共享方式
	Policy      Cell   // 隐私政策链接
}

// sdkRows lists the SDKs, and the unidentified code that gets personal
// information.
func sdkRows(in *Inventory, c *rules.Catalog) []SDKRow {
	var rows []SDKRow
	told := map[string]bool{} // imported ones, whose name stands with the code that reads
	for _, o := range in.Others {
		for _, s := range o.Perhaps {
			told[s.ID] = told[s.ID] || len(o.Information) > 0
		}
	}
	for _, p := range in.SDKs {
		if told[p.ID] {
			continue
		}
		rows = append(rows, sdkRow(&p))
	}
	for _, o := range in.Others {
		if len(o.Information) > 0 {
			rows = append(rows, unidentifiedRow(&o))
		}
	}
	return rows
}

func sdkRow(p *Party) SDKRow {
	s := p.Entry
	row := SDKRow{
		ID:          s.ID,
		Name:        Cell{s.Name, Read},
		Version:     p.Version,
		Vendor:      listed(s, "vendor", s.Vendor, "该 SDK 的运营公司全称", "the full name of the company that offers it"),
		Purpose:     purpose(p),
		Information: slices.Concat(p.Information, p.Claims),
		Permissions: p.Permissions,
		Policy:      listed(s, "policy", s.Policy, "该 SDK 隐私政策的链接", "the address of its privacy policy"),
		Sharing:     toFill("由 SDK 在设备上直接收集，还是由应用传给它", "collected by the SDK on the device, or handed to it by the app"),
	}
	if p.Kind != nil {
		row.Kind = p.Kind.Name
	}
	switch {
	case p.Imported != "":
		row.Name.Mark = Unverified // a name, and no more
	case p.Confidence == app.Weak:
		row.Name.Mark = Possible
	}
	if p.With != nil {
		row.With = p.With.Name
	}
	if len(marked(p.Information, Read)) > 0 {
		row.Sharing = Cell{lang.Text{ZH: "SDK 在设备上直接收集", EN: "collected by the SDK on the device"}, Read}
	}
	return row
}

// listed is a cell with what the catalogue says.
func listed(s *rules.SDK, field, text, zh, en string) Cell {
	switch {
	case text == "":
		return toFill(zh, en)
	case verified(s, field):
		return Cell{same(text), Known}
	}
	return Cell{same(text), Unverified}
}

// purpose is what an SDK is used for, in the words of its entry or its kind.
func purpose(p *Party) Cell {
	switch {
	case !p.Entry.Purpose.Empty():
		return Cell{p.Entry.Purpose, Proposed}
	case p.Kind != nil && !p.Kind.Purpose.Empty():
		return Cell{p.Kind.Purpose, Proposed}
	}
	return toFill("本应用用它的什么功能", "which of its functions the app uses")
}

func unidentifiedRow(o *Other) SDKRow {
	hint := lang.Text{ZH: "这是什么 SDK；包名 " + o.Root, EN: "which SDK this is; its packages are " + o.Root}
	for _, s := range o.Perhaps {
		hint.ZH += "，可能是" + s.Name.ZH + "（" + s.Imported + "）"
		hint.EN += ", perhaps " + s.Name.In(lang.EN) + " (" + s.Imported + ")"
	}
	return SDKRow{
		Root:        o.Root,
		Name:        Cell{hint, ToFill},
		Vendor:      toFill("该代码由谁提供；若是自有代码，从本清单删去", "who offers this code; remove the row where it is your own"),
		Purpose:     toFill("本应用用它做什么", "what the app uses it for"),
		Information: o.Information,
		Permissions: o.Permissions,
		Sharing:     toFill("由它在设备上直接收集，还是由应用传给它", "collected by it on the device, or handed to it by the app"),
		Policy:      toFill("其隐私政策的链接", "the address of its privacy policy"),
	}
}
