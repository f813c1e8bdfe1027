package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
)

// Inventories is everything that zicha sdks has to say: the third-party code of
// some packages.
type Inventories struct {
	Apps        []*disclose.Inventory // in the order of the targets
	Failures    []Failure             // targets that could not be opened at all
	ToolVersion string
	RulesDigest string // of the rule pack, in hex
	Exit        int    // the exit code the process ends with
}

// SDKFormat is a way to write inventories.
type SDKFormat = Format[*Inventories]

// SDKFormats returns all of them, the usual one first.
func SDKFormats() []SDKFormat {
	return []SDKFormat{
		{"table", lang.Text{ZH: "给人看的表格", EN: "a table for people"}, writeSDKTable},
		{"json", lang.Text{ZH: "完整的机器可读清单（rules/schema/sdks.schema.json）", EN: "everything, for machines (rules/schema/sdks.schema.json)"}, writeSDKJSON},
		{"csv", lang.Text{ZH: "每项一行的表格文件，供 Excel 等打开", EN: "a row for each, for spreadsheets"}, writeSDKCSV},
	}
}

// sdkTable sets inventories for a person.
type sdkTable struct {
	*page
	Options
}

func writeSDKTable(w io.Writer, run *Inventories, o Options) error {
	t := sdkTable{newPage(w, o), o}
	t.put(0, "zicha 自查 "+run.ToolVersion+t.in("  第三方代码", "  third-party code"), t.ink.bold)
	for i, in := range run.Apps {
		t.gap()
		if len(run.Apps) > 1 {
			t.put(0, fmt.Sprintf("[%d/%d] %s", i+1, len(run.Apps), in.App.Source.Name), t.ink.bold)
		}
		t.inventory(in)
	}
	t.legend(run.Apps)
	if len(run.Failures) > 0 {
		t.heading(fmt.Sprintf(t.in("无法打开（%d 个）", "could not be opened (%d)"), len(run.Failures)))
		for _, f := range run.Failures {
			t.put(2, f.Target+t.in("：", ": ")+f.What.In(t.lang), t.ink.red)
		}
	}
	if run.Exit == 3 {
		t.gap()
		t.put(0, t.in("读取不完整，可能还有未列出的第三方代码；退出码 3。", "Not everything was read, and there may be third-party code that is not listed; exit code 3."), t.ink.red)
	}
	return t.Flush()
}

// legend explains the words of the table that do not explain themselves, as far as it
// has them.
func (t *sdkTable) legend(apps []*disclose.Inventory) {
	has := map[string]bool{}
	for _, in := range apps {
		for i := range in.SDKs {
			p := &in.SDKs[i]
			has[p.State.Name().ZH] = true
			for _, c := range p.Claims {
				has[c.Mark.Name().ZH] = true
			}
			for _, list := range [][]disclose.Item{p.Information, p.Permissions} {
				for _, c := range list {
					has[c.Mark.Name().ZH] = true
				}
			}
		}
		for i := range in.Others {
			for _, c := range in.Others[i].Information {
				has[c.Mark.Name().ZH] = true
			}
		}
	}
	first, width := true, 13
	if t.lang == lang.EN {
		width = 21
	}
	for _, w := range []struct {
		key        string
		zh, en     string
		why, whyEN string
	}{
		{disclose.Possible.Name().ZH, "可能", "possible", disclose.Possible.Doc().ZH, disclose.Possible.Doc().EN},
		{disclose.Documented.Name().ZH, "披露上限", "documented", disclose.Documented.Doc().ZH, disclose.Documented.Doc().EN},
		{disclose.Unverified.Name().ZH, "待核实", "unverified", disclose.Unverified.Doc().ZH, disclose.Unverified.Doc().EN},
		{disclose.ConsentUnknown.Name().ZH, "目录未记载", "none known", "目录中没有记载该 SDK 的同意接口，不等于没有", "the catalogue knows no method of consent, which is no proof that there is none"},
		{disclose.ConsentAbsent.Name().ZH, "本版本未见", "not in this version", "该 SDK 有同意接口，但包内的版本没有，或被混淆、裁剪", "the SDK has a method of consent, but not in this version, or it was renamed or removed"},
		{disclose.ConsentUnused.Name().ZH, "有而未调用", "there, not called", "包内有同意接口，没有看到应用调用它", "the package has the method of consent, and the app was not seen to call it"},
	} {
		if !has[w.key] {
			continue
		}
		if first {
			t.heading(t.in("说明", "what the words mean"))
			first = false
		}
		t.hang(2, t.in(w.zh, w.en), width, t.ink.faint, t.in(w.why, w.whyEN), nil)
	}
}

func (t *sdkTable) inventory(in *disclose.Inventory) {
	a := in.App
	row := func(zh, en, value string) {
		t.hang(0, t.in(zh, en), 11, t.ink.faint, clip(Printable(cmp.Or(value, "-")), 2*mostColumns), nil)
	}
	if a.Source.Kind.IsSDK() {
		row("对象", "subject", subjectOf(a).In(t.lang))
	} else {
		row("名称", "app", said(a.Manifest.Application.Label))
		row("包名", "package", a.Manifest.Package)
		row("版本", "version", versionOf(a))
	}
	row("文件", "file", a.Source.Name+"  "+megabytes(a.Source.Size))
	row("SHA-256", "SHA-256", a.Source.SHA256)
	gaps := sayings(in.Gaps())
	t.cut(0, len(gaps), mostListed, func(i int) {
		label, ink := t.in("未读", "not read"), t.ink.yellow
		if gaps[i].Blocking {
			label, ink = t.in("不完整", "INCOMPLETE"), t.ink.red
		}
		t.hang(0, label, 11, ink, gaps[i].What.In(t.lang), ink)
	})
	t.sdks(in)
	t.libraries(in)
	t.others(in)
}

// versionOf spells the version of an app; "" where the manifest was not read.
func versionOf(a *app.App) string {
	if a.Has&app.FactManifest == 0 {
		return ""
	}
	return fmt.Sprintf("%s (%d)", clip(Printable(a.Manifest.VersionName), mostColumns), a.Manifest.VersionCode)
}

func (t *sdkTable) sdks(in *disclose.Inventory) {
	t.heading(fmt.Sprintf(t.in("第三方 SDK（%d 个）", "third-party SDKs (%d)"), len(in.SDKs)))
	if len(in.SDKs) == 0 {
		t.put(2, t.in("没有认出目录中的 SDK；这不等于没有", "none of the catalogue was recognised, which is no proof that there is none"), nil)
		return
	}
	rows := [][]string{{"SDK", t.in("类别", "kind"), t.in("版本", "version"), t.in("首次读取信息", "first reads"), t.in("同意接口", "consent")}}
	for i := range in.SDKs {
		p := &in.SDKs[i]
		rows = append(rows, []string{
			p.Name.In(t.lang), kindOf(p, t.lang), cmp.Or(p.Version, "-"), t.first(&p.Doings), p.State.Name().In(t.lang),
		})
	}
	lines := t.rows(2, rows, 30)
	t.WriteString(t.ink.bold.on(lines[0]) + "\n")
	for i := range in.SDKs {
		t.WriteString(t.ink.bold.on(lines[i+1]) + "\n")
		t.details(&in.SDKs[i])
	}
}

func kindOf(p *disclose.Party, l lang.Lang) string {
	if p.Kind == nil {
		return "-"
	}
	return p.Kind.Name.In(l)
}

// first says when an owner first gets information; "-" where it gets none.
func (t *sdkTable) first(d *disclose.Doings) string { return cmp.Or(firstOf(d, t.lang), "-") }

func firstOf(d *disclose.Doings, l lang.Lang) string {
	switch {
	case d.Calls == 0:
		return ""
	case d.First == app.Unreached || d.FirstMark == disclose.Read:
		return disclose.PhaseName(d.First).In(l)
	}
	return disclose.PhaseName(d.First).In(l) + in(l, "（可能）", " (possible)")
}

// evidence names the kinds of traces by which an SDK was found.
func evidence(p *disclose.Party, l lang.Lang) string {
	var names []string
	for _, k := range traceKinds(p) {
		names = append(names, k.Name().In(l))
	}
	if len(names) == 0 {
		names = append(names, in(l, "代码中的调用", "what its code does"))
	}
	s := strings.Join(names, in(l, "、", ", "))
	switch {
	case p.Imported != "":
		s += in(l, "（名称取自 ", " (named by ") + p.Imported + in(l, "，未经核对）", ", not checked)")
	case p.Confidence == app.Weak:
		s += in(l, "（仅此一种，请确认）", " (nothing else: make sure)")
	}
	return s
}

func traceKinds(p *disclose.Party) []app.TraceKind {
	var kinds []app.TraceKind
	for _, tr := range p.Traces {
		if !slices.Contains(kinds, tr.Kind) {
			kinds = append(kinds, tr.Kind)
		}
	}
	return kinds
}

// details are the lines below an SDK.
func (t *sdkTable) details(p *disclose.Party) {
	if p.With != nil {
		t.line("来源", "comes with", fmt.Sprintf(t.in("随%s集成", "%s"), p.With.Name.In(t.lang)))
	}
	t.line("证据", "evidence", evidence(p, t.lang))
	t.line("公司", "vendor", cmp.Or(p.Entry.Vendor, t.in("目录未记载", "not in the catalogue")))
	t.items("读取", "reads", itemsOf(p.Information, disclose.Read))
	t.items("可能读取", "may read", itemsOf(p.Information, disclose.Possible))
	t.items("披露上限", "documented", itemsOf(p.Claims, disclose.Documented))
	t.items("目录待核实", "unverified", itemsOf(p.Claims, disclose.Unverified))
	t.items("权限", "permissions", p.Permissions)
	t.told("初始化", "init", p.Init)
	switch p.State {
	case disclose.ConsentTold:
		t.told("同意接口", "consent", p.Consent.Told)
	case disclose.ConsentUnused, disclose.ConsentAbsent:
		t.line("同意接口", "consent", p.State.Name().In(t.lang)+t.in("：", ": ")+methodName(p.Method))
	}
	if !t.Verbose {
		return
	}
	for _, tr := range p.Traces {
		s := tr.Kind.Name().In(t.lang) + " " + tr.What
		if at := place(tr.At); at != "" && at != tr.What {
			s += "  @ " + at
		}
		t.codeLine("痕迹", "trace", s)
	}
	if p.Version != "" {
		t.codeLine("版本出处", "version at", place(p.VersionAt))
	}
}

func itemsOf(list []disclose.Item, m disclose.Mark) []disclose.Item {
	return slices.DeleteFunc(slices.Clone(list), func(i disclose.Item) bool { return i.Mark != m })
}

func (t *sdkTable) line(zh, en, value string) { t.hang(4, t.in(zh, en), 13, t.ink.faint, value, nil) }

// codeLine is a line of names of code.
func (t *sdkTable) codeLine(zh, en, value string) {
	t.codeBeside(4, t.in(zh, en), 13, t.ink.faint, value, nil)
}

// items names things with the mark that each has; with their places where the
// reader wants all.
func (t *sdkTable) items(zh, en string, list []disclose.Item) {
	if len(list) == 0 {
		return
	}
	text := Items(list, t.lang)
	if zh != "权限" {
		text = names(list, t.lang) // the label says the mark
	}
	t.line(zh, en, text)
	if !t.Verbose {
		return
	}
	seen := map[string]bool{}
	for _, i := range list {
		for n, at := range i.At {
			line := i.Name.In(t.lang) + "  "
			if n < len(i.Phases) {
				line += disclose.PhaseName(i.Phases[n]).In(t.lang) + "  "
			}
			if line += "@ " + place(at); !seen[line] {
				seen[line] = true
				t.code(19, line, t.ink.faint)
			}
		}
	}
}

// Items names information or permissions, each group behind the mark that it
// has; what code is sure to read has none.
func Items(list []disclose.Item, l lang.Lang) string {
	var groups []string
	for _, m := range disclose.Marks() {
		group := names(itemsOf(list, m), l)
		if group == "" {
			continue
		}
		if m != disclose.Read {
			group = in(l, "【", "[") + m.Name().In(l) + in(l, "】", "] ") + group
		}
		groups = append(groups, group)
	}
	return strings.Join(groups, in(l, "；", "; "))
}

// names lists things; those that are only possible stand behind the reason.
func names(list []disclose.Item, l lang.Lang) string {
	var reasons []lang.Text
	by := map[lang.Text][]string{}
	for _, i := range list {
		if by[i.Note] == nil {
			reasons = append(reasons, i.Note)
		}
		by[i.Note] = append(by[i.Note], i.Name.In(l))
	}
	return strings.Join(each(reasons, func(why lang.Text) string {
		s := strings.Join(by[why], in(l, "、", ", "))
		if why.Empty() {
			return s
		}
		return s + in(l, "（", " (") + why.In(l) + in(l, "）", ")")
	}), in(l, "；", "; "))
}

// told says when and where an SDK is told something, the earliest first.
func (t *sdkTable) told(zh, en string, list []app.Told) {
	label := [2]string{zh, en}
	t.cut(17, len(list), 2, func(i int) {
		t.codeLine(label[0], label[1], toldText(&list[i], t.lang))
		label = [2]string{}
	})
}

func toldText(c *app.Told, l lang.Lang) string {
	s := disclose.PhaseName(c.Phase).In(l) + " " + methodName(c.Member)
	if c.Given != "" {
		s += "(" + c.Given + ")"
	}
	if n := len(c.Path); n > 0 {
		s += "  @ " + place(c.Path[n-1])
	}
	return s
}

// methodName spells Lcom/example/Push;->init(I)V as Push.init, and a field alike.
func methodName(member string) string {
	class, name, ok := strings.Cut(member, ";->")
	if !ok {
		return member
	}
	if i := strings.IndexAny(name, "(:"); i >= 0 {
		name = name[:i]
	}
	return class[strings.LastIndexByte(class, '/')+1:] + "." + name
}

func (t *sdkTable) libraries(in *disclose.Inventory) {
	t.heading(fmt.Sprintf(t.in("开源库与基础库（%d 个，随调用者收集，无须单独列入 SDK 清单）", "libraries (%d; they do what they are told)"), len(in.Libraries)))
	if len(in.Libraries) == 0 {
		t.put(2, t.in("没有认出", "none was recognised"), nil)
		return
	}
	t.put(2, strings.Join(each(in.Libraries, func(s app.SDK) string {
		return strings.TrimSpace(s.Name.In(t.lang) + " " + s.Version)
	}), t.in("、", ", ")), nil)
}

// others lists code that nobody of the catalogue wrote, so that nothing hides.
func (t *sdkTable) others(in *disclose.Inventory) {
	t.heading(fmt.Sprintf(t.in("未识别的第三方代码（%d 个）", "unidentified third-party code (%d)"), len(in.Others)))
	if len(in.Others) == 0 {
		t.put(2, t.in("没有", "none"), nil)
		return
	}
	rows := [][]string{{t.in("包名", "packages"), t.in("类", "classes"), t.in("取数调用", "calls"), t.in("首次", "first")}}
	for i := range in.Others {
		o := &in.Others[i]
		rows = append(rows, []string{rootName(o.Root, t.lang), number(o.Classes), number(o.Calls), t.first(&o.Doings)})
	}
	lines := t.rows(2, rows, 50)
	t.WriteString(t.ink.bold.on(lines[0]) + "\n")
	reading := 0
	for i := range in.Others {
		if in.Others[i].Calls > 0 {
			reading = i + 1
		}
	}
	t.cut(2, len(in.Others), max(reading, mostListed), func(i int) {
		t.WriteString(lines[i+1] + "\n")
		o := &in.Others[i]
		for _, s := range o.Perhaps {
			t.line("可能是", "perhaps", s.Name.In(t.lang)+t.in("（名称取自 ", " (named by ")+s.Imported+t.in("）", ")"))
		}
		t.items("读取", "reads", itemsOf(o.Information, disclose.Read))
		t.items("可能读取", "may read", itemsOf(o.Information, disclose.Possible))
		if hosts := o.Hosts; len(hosts) > 0 && (o.Calls > 0 || t.Verbose) {
			if !t.Verbose && len(hosts) > mostProofs {
				hosts = append(slices.Clone(hosts[:mostProofs]), "…")
			}
			t.line("网址", "hosts", strings.Join(hosts, t.in("、", ", ")))
		}
	})
}

// rootName names unidentified code by the root of its packages.
func rootName(root string, l lang.Lang) string {
	return cmp.Or(root, in(l, "（没有包名）", "(no package)"))
}

func number(n int) string {
	if n == 0 {
		return "-"
	}
	return strconv.Itoa(n)
}
