package reports

import (
	"io"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
)

// writeSDKCSV writes a row for each SDK, library and root of unidentified code.
// Gaps have rows too, so that a list that is not complete does not look it.
func writeSDKCSV(w io.Writer, run *Inventories, o Options) error {
	s, err := newSheet(w)
	if err != nil {
		return err
	}
	heads := sdkHeads(o.Lang)
	row := func(cells ...string) { s.row(append(cells, make([]string, max(0, len(heads)-len(cells)))...)...) }
	row(heads...)
	for _, a := range run.Apps {
		for _, g := range a.Gaps() {
			row(a.App.Source.Name, a.App.Manifest.Package, a.App.Source.SHA256, in(o.Lang, "未读", "not read"), "", g.What.In(o.Lang))
		}
		for i := range a.SDKs {
			row(append(sdkHead(a), sdkCells(&a.SDKs[i], o.Lang)...)...)
		}
		for _, l := range a.Libraries {
			row(append(sdkHead(a), in(o.Lang, "开源库", "library"), l.ID, l.Name.In(o.Lang), "", "", l.Version)...)
		}
		for i := range a.Others {
			row(append(sdkHead(a), otherCells(&a.Others[i], o.Lang)...)...)
		}
	}
	for _, f := range run.Failures {
		row(f.Target, "", "", in(o.Lang, "无法打开", "not opened"), "", f.What.In(o.Lang))
	}
	return s.flush()
}

func sdkHeads(l lang.Lang) []string {
	if l == lang.EN {
		return []string{"file", "package", "sha256", "section", "id", "name", "vendor", "kind", "version", "comes with", "evidence", "reads", "documented",
			"permissions", "init", "consent", "first reads", "classes", "calls", "hosts in code", "privacy policy"}
	}
	return []string{"文件", "包名", "SHA-256", "部分", "编号", "名称", "公司", "类别", "版本", "随何集成", "证据", "代码读取的信息", "厂商披露的信息（上限）",
		"权限", "初始化", "同意接口", "首次读取信息", "类数", "取数调用", "代码中的域名", "隐私政策链接"}
}

func sdkHead(a *disclose.Inventory) []string {
	return []string{a.App.Source.Name, a.App.Manifest.Package, a.App.Source.SHA256}
}

func sdkCells(p *disclose.Party, l lang.Lang) []string {
	with := ""
	if p.With != nil {
		with = p.With.Name.In(l)
	}
	return []string{
		"SDK", p.ID, p.Name.In(l), p.Entry.Vendor, kindOf(p, l), p.Version, with, evidence(p, l),
		Items(p.Information, l), Items(p.Claims, l), Items(p.Permissions, l),
		strings.Join(each(p.Init, func(t app.Told) string { return toldText(&t, l) }), "\n"), p.State.Name().In(l), firstOf(&p.Doings, l),
		strconv.Itoa(p.Classes), strconv.Itoa(p.Calls), "", p.Entry.Policy,
	}
}

func otherCells(o *disclose.Other, l lang.Lang) []string {
	return []string{
		in(l, "未识别", "unidentified"), "", rootName(o.Root, l), "", "", "", "", "", Items(o.Information, l), "", Items(o.Permissions, l), "", "", firstOf(&o.Doings, l),
		strconv.Itoa(o.Classes), strconv.Itoa(o.Calls), strings.Join(o.Hosts, " "),
	}
}
