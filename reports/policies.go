package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// Policies is everything that zicha policy has to say: what some policies state.
type Policies struct {
	Policies    []*published.Overview // in the order of the files
	Failures    []Failure             // files that could not be read as a policy
	Catalog     *rules.Catalog
	ToolVersion string
	RulesDigest string // of the rule pack, in hex
	Exit        int    // the exit code the process ends with
}

// PolicyFormat is a way to write what policies state.
type PolicyFormat = Format[*Policies]

// PolicyFormats returns all of them, the usual one first.
func PolicyFormats() []PolicyFormat {
	return []PolicyFormat{
		{"terminal", lang.Text{ZH: "给人看的文字", EN: "text for people"}, writePolicies},
		{"json", lang.Text{ZH: "完整的机器可读结果（rules/schema/policy.schema.json）", EN: "everything, for machines (rules/schema/policy.schema.json)"}, writePoliciesJSON},
		{"sarif", lang.Text{ZH: "SARIF 2.1.0，编辑器和代码平台在原文处显示", EN: "SARIF 2.1.0, shown in place by editors and code platforms"}, writePoliciesSARIF},
	}
}

// policyPage sets overviews for a person: what to mend first, then what is stated.
type policyPage struct {
	*page
	catalog *rules.Catalog
}

func writePolicies(w io.Writer, run *Policies, o Options) error {
	t := policyPage{page: newPage(w, o), catalog: run.Catalog}
	t.put(0, "zicha 自查 "+run.ToolVersion+t.in("  隐私政策解读", "  what policies state"), t.ink.bold)
	for i, v := range run.Policies {
		t.gap()
		if len(run.Policies) > 1 {
			t.put(0, fmt.Sprintf("[%d/%d] %s", i+1, len(run.Policies), v.Policy.File), t.ink.bold)
		}
		t.overview(v)
	}
	if len(run.Policies) > 1 {
		t.comparison(run.Policies)
	}
	if len(run.Failures) > 0 {
		t.heading(fmt.Sprintf(t.in("没有读（%d 个文件）", "not read (%d files)"), len(run.Failures)))
		for _, f := range run.Failures {
			t.put(2, f.Target+t.in("：", ": ")+f.What.In(t.lang), t.ink.red)
		}
	}
	t.gap()
	t.put(0, t.in("规则的说明：zicha explain 规则号。", "Rules are explained by zicha explain ID. ")+t.in("这是对文字的解读，不判断是否合规；与安装包对照：zicha scan app.apk --policy 文件。", "This is what the text says, and no verdict; to hold it against a package: zicha scan app.apk --policy FILE.")+
		fmt.Sprintf(t.in("退出码 %d。", " Exit code %d."), run.Exit), t.ink.faint)
	return t.Flush()
}

// comparison is a line for each of several policies.
func (t *policyPage) comparison(list []*published.Overview) {
	t.heading(t.in("一览", "overview"))
	rows := [][]string{{t.in("信息", "kinds"), t.in("未见", "not seen"), t.in("条款", "clauses"), t.in("清单", "listed"), t.in("文件", "file")}}
	for _, v := range list {
		row := []string{"-", "-", "-", "-", v.Policy.File}
		if v.Foreign == nil {
			row = append(each([]int{len(v.Types), len(absentTopics(v)), hitsOf(v), len(v.Parties)}, strconv.Itoa), v.Policy.File)
		}
		rows = append(rows, row)
	}
	for _, line := range t.rows(2, rows, 12) {
		t.WriteString(line + "\n")
	}
}

func (t *policyPage) overview(v *published.Overview) {
	row := func(zh, en, value string, ink paint) {
		t.hang(0, t.in(zh, en), 11, t.ink.faint, clip(Printable(cmp.Or(value, "-")), 3*mostColumns), ink)
	}
	row("文件", "file", strings.TrimSpace(fmt.Sprintf("%s  %s  %s  %s", strings.Join(v.Policy.Files(), t.in("、", ", ")), megabytes(v.Size), v.Policy.Format, v.Policy.Encoding)), nil)
	if v.Policy.Title != "" {
		row("标题", "title", v.Policy.Title, nil)
	}
	if v.Foreign != nil {
		row("语言", "language", foreign(v).In(t.lang), t.ink.yellow)
		return
	}
	if agreement(v.Policy.Title) {
		row("注意", "note", t.in("标题像用户协议，不是隐私政策：协议的条款也列在下面", "the title is that of a user agreement, not of a policy: clauses of the agreement are below too"), t.ink.yellow)
	}
	row("概要", "summary", t.summary(v), nil)
	t.clauses(v)
	t.absent(v)
	t.types(v)
	t.denials(v)
	t.present(v)
	t.outline(v)
	t.parties(v)
	t.limits(v)
}

// agreement reports whether a title is that of a user agreement.
func agreement(title string) bool {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(title, w) })
	}
	return has("协议", "条款") && !has("隐私", "个人信息", "儿童", "未成年")
}

func (t *policyPage) summary(v *published.Overview) string {
	vague, hits := 0, hitsOf(v)
	for i := range v.Types {
		if v.Types[i].Vague != "" {
			vague++
		}
	}
	missing := len(absentTopics(v))
	words := []string{
		fmt.Sprintf(t.in("声明 %d 类信息", "%d kinds of information"), len(v.Types)),
		fmt.Sprintf(t.in("应写的 %d 项中已写 %d、未见 %d", "%[2]d of %[1]d topics, %[3]d not seen"), len(v.Topics), len(v.Topics)-missing, missing),
		fmt.Sprintf(t.in("有问题的条款 %d 处", "%d clauses to mend"), hits),
		fmt.Sprintf(t.in("第三方清单 %d 份共 %d 项", "%[1]d lists with %[2]d third parties"), v.Lists, len(v.Parties)),
	}
	if vague > 0 {
		words[0] += fmt.Sprintf(t.in("（%d 类笼统）", " (%d vague)"), vague)
	}
	return strings.Join(words, t.in("；", "; "))
}

// shortened is a file as it stands before every quote: the head of the report has all
// of a long path.
func shortened(file string) string {
	const most = 32 // columns
	if columns(file) > most {
		file = file[strings.LastIndexAny(file, `/\`)+1:]
	}
	return clip(file, most)
}

// hitsOf counts the clauses to mend.
func hitsOf(v *published.Overview) int {
	n := 0
	for i := range v.Clauses {
		n += v.Clauses[i].Count
	}
	return n
}

// at spells a place, as editors and terminals link it.
func (t *policyPage) at(s *published.Spot) string {
	file := shortened(Printable(s.File))
	if s.Page > 0 {
		return file + fmt.Sprintf(t.in(" 第 %d 页", ", page %d"), s.Page)
	}
	return file + ":" + strconv.Itoa(s.Line)
}

// line is the short form of a place, for tables.
func line(s *published.Spot) string {
	if s.Page > 0 {
		return "p." + strconv.Itoa(s.Page)
	}
	return ":" + strconv.Itoa(s.Line)
}

// quote sets what stands at a place, without -v on a few lines.
func (t *policyPage) quote(indent int, s *published.Spot, note string) {
	const most = 3 // lines
	at, text := t.at(s)+"  ", Printable(oneLine(s.Quote))
	if !t.verbose {
		text = clip(text, most*(t.width-indent-4)-columns(at)-columns(note))
	}
	t.hang(indent, "", 2, nil, at+t.in("「", "“")+text+t.in("」", "”")+note, nil)
}

// clauses are what to mend, each class with its places, reason and law.
func (t *policyPage) clauses(v *published.Overview) {
	if len(v.Clauses) == 0 {
		t.heading(t.in("有问题的条款：未发现", "clauses to mend: none found"))
		return
	}
	t.heading(fmt.Sprintf(t.in("有问题的条款（%d 类）", "clauses to mend (%d classes)"), len(v.Clauses)))
	for i := range v.Clauses {
		c := &v.Clauses[i]
		if i > 0 {
			t.gap()
		}
		ink := t.ink.yellow
		if c.Level() == rules.Note {
			ink = nil
		}
		t.put(2, fmt.Sprintf(t.in("%s（%d 处，%s）", "%s (%d, %s)"), c.Name.In(t.lang), c.Count, severityWords[c.Level()].In(t.lang)), ink)
		const most = 3
		t.cut(4, len(c.Hits), most, func(k int) {
			note := ""
			if c.Hits[k].Doubtful {
				note = t.in("（请人工确认）", " (for a person to confirm)")
			}
			t.quote(2, &c.Hits[k].Spot, note)
		})
		t.field("为什么", "why", c.Why.In(t.lang), nil)
		t.field("怎么改", "remedy", c.Remedy.In(t.lang), t.ink.green)
		t.law(&c.Law, c.Rule)
	}
}

func (t *policyPage) field(zh, en, value string, ink paint) {
	t.hang(4, t.in(zh, en), 8, t.ink.faint, value, ink)
}

// law names the basis of a topic or clause: all of it with -v, else the strongest.
func (t *policyPage) law(law *rules.Rule, rule string) {
	lines := Citations(t.catalog, law, t.lang)
	if !t.verbose {
		lines = lines[:min(len(lines), 1)]
		if all := basisOf(t.catalog, law); len(all) > 0 {
			strongest := slices.MaxFunc(all, func(a, b basis) int { return int(a.regulation.Rank() - b.regulation.Rank()) })
			one := rules.Rule{Unverified: law.Unverified}
			for _, ref := range law.Basis {
				if reg, _ := t.catalog.Regulation(ref); reg != nil && reg.ID == strongest.regulation.ID {
					one.Basis = append(one.Basis, ref)
				}
			}
			lines = Citations(t.catalog, &one, t.lang)
		}
	}
	label := t.in("依据", "basis")
	for i, line := range lines {
		if i == len(lines)-1 && rule != "" {
			line += t.in("；规则 ", "; rule ") + rule
		}
		t.hang(4, label, 8, t.ink.faint, line, nil)
		label = ""
	}
}

func absentTopics(v *published.Overview) []*published.Topic {
	var out []*published.Topic
	for i := range v.Topics {
		if len(v.Topics[i].Spots) == 0 {
			out = append(out, &v.Topics[i])
		}
	}
	return out
}

// absent are the topics that were not seen, those that depend on what the app does
// behind the others.
func (t *policyPage) absent(v *published.Overview) {
	list := absentTopics(v)
	if len(list) == 0 {
		t.heading(t.in("未见的内容：没有", "topics not seen: none"))
		return
	}
	t.heading(fmt.Sprintf(t.in("未见的内容（%d 项）", "topics not seen (%d)"), len(list)))
	t.put(2, t.in("“未见”只说明没有认出这样的句子，可能写在别的页面或换了说法，请先核对。", "Not seen means that no such sentence was recognised; it may stand on another page, or in other words: look first."), t.ink.faint)
	slices.SortStableFunc(list, func(a, b *published.Topic) int { return cmp.Compare(conditional(a), conditional(b)) })
	for i, topic := range list {
		if conditional(topic) == 1 && (i == 0 || conditional(list[i-1]) == 0) {
			t.put(2, t.in("以下各项，做了才需要写：", "What follows has to be stated only by those who do it:"), t.ink.yellow)
		}
		name := topic.Name.In(t.lang)
		if !topic.OnlyIf.Empty() {
			name += t.in("（仅当", " (only if ") + topic.OnlyIf.In(t.lang) + t.in("）", ")")
		}
		if conditional(topic) == 1 && !t.verbose {
			if topic.Rule != "" {
				name += t.in("  规则 ", "  rule ") + topic.Rule
			}
			t.put(4, name, nil)
			continue
		}
		t.put(2, name, t.ink.yellow)
		t.field("应写", "state", strings.TrimPrefix(topic.Asked.In(t.lang), "写明"), nil)
		t.law(&topic.Law, topic.Rule)
	}
}

func conditional(t *published.Topic) int {
	if t.OnlyIf.Empty() {
		return 0
	}
	return 1
}

// types is the table of what is declared.
func (t *policyPage) types(v *published.Overview) {
	t.heading(fmt.Sprintf(t.in("声明收集、由用户提供或共享的信息（%d 类）", "information that is collected, given or shared (%d kinds)"), len(v.Types)))
	if len(v.Types) == 0 {
		t.put(2, t.in("没有认出", "none was recognised"), nil)
		return
	}
	rows := [][]string{{t.in("信息", "information"), t.in("谁", "who"), t.in("次", "times"), t.in("首见", "first"), t.in("目的（原文）", "purpose, as quoted")}}
	for i := range v.Types {
		rows = append(rows, t.typeRow(&v.Types[i]))
	}
	lines := t.rows(2, rows, mostName)
	t.WriteString(t.ink.bold.on(lines[0]) + "\n")
	for i := range v.Types {
		t.WriteString(lines[i+1] + "\n")
		if t.verbose {
			t.takings(&v.Types[i])
		}
	}
	t.put(2, t.in("* 敏感个人信息　? 笼统，一个词代表多类信息，应换成具体名称　目的为空：没有认出", "* sensitive; ? vague: one word for several kinds, to be replaced by their names; no purpose: none was recognised"), t.ink.faint)
}

const mostName = 28 // columns of a type or a topic

func (t *policyPage) typeRow(d *published.Declared) []string {
	marks := ""
	if d.Sensitive {
		marks += "*"
	}
	if d.Vague != "" {
		marks += "?"
	}
	name := clip(Printable(d.Name.In(t.lang)), mostName-len(marks)) + marks
	count := 0
	var first, purpose *published.Spot
	for i := range d.By {
		b := &d.By[i]
		count += b.Count
		if first == nil || b.Spots[0].File == first.File && b.Spots[0].Line < first.Line {
			first = &b.Spots[0]
		}
		if purpose == nil && b.Purpose.Quote != "" {
			purpose = &b.Purpose
		}
	}
	why := ""
	if purpose != nil {
		why = oneLine(purpose.Quote)
		if line(purpose) != line(first) {
			why = "(" + line(purpose) + ") " + why
		}
	}
	who := strings.Join(each(d.By, func(b published.Taking) string { return actorName(b.Actor).In(t.lang) }), t.in("、", ", "))
	return []string{name, who, strconv.Itoa(count), line(first), why}
}

var (
	actorNames    = [...]lang.Text{analyzer.First: {ZH: "应用", EN: "app"}, analyzer.Third: {ZH: "第三方", EN: "third"}}
	practiceNames = [...]lang.Text{
		analyzer.None: {}, analyzer.Collect: {ZH: "收集", EN: "collects"}, analyzer.Provide: {ZH: "由用户提供", EN: "is given"}, analyzer.Share: {ZH: "共享", EN: "is shared with"},
	}
)

func actorName(a analyzer.Actor) lang.Text { return actorNames[a] }

// takings are all that is said of a type.
func (t *policyPage) takings(d *published.Declared) {
	if d.Vague != "" {
		t.hang(4, t.in("笼统", "vague"), 8, t.ink.yellow, t.in("「", "“")+d.Vague+t.in("」", "”"), nil)
	}
	for i := range d.By {
		b := &d.By[i]
		t.put(4, actorName(b.Actor).In(t.lang)+t.in("：", ": ")+strings.Join(each(b.Practices, func(p analyzer.Practice) string { return practiceNames[p].In(t.lang) }), t.in("、", ", ")), nil)
		if b.Purpose.Quote != "" {
			t.hang(6, t.in("目的", "purpose"), 10, t.ink.faint, t.at(&b.Purpose)+"  "+oneLine(b.Purpose.Quote), nil)
		}
		if b.Condition.Quote != "" {
			t.hang(6, t.in("条件", "condition"), 10, t.ink.faint, t.at(&b.Condition)+"  "+oneLine(b.Condition.Quote), nil)
		}
		if b.Section != "" {
			t.hang(6, t.in("章节", "section"), 10, t.ink.faint, oneLine(b.Section), nil)
		}
		for k := range b.Spots {
			t.quote(6, &b.Spots[k], "")
		}
	}
}

func (t *policyPage) denials(v *published.Overview) {
	if len(v.Denials) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("声明不收集、不共享的信息（%d 句）", "information that is denied (%d sentences)"), v.Denied))
	t.cut(2, len(v.Denials), mostListed, func(i int) {
		d := &v.Denials[i]
		names := strings.Join(each(d.Types, func(n published.TypeName) string { return n.Name.In(t.lang) }), t.in("、", ", "))
		if d.Limited {
			names += t.in("（有例外，或以同意为条件）", " (with exceptions, or unless the user consents)")
		}
		t.put(2, names, nil)
		t.quote(2, &d.Spot, "")
	})
}

func (t *policyPage) present(v *published.Overview) {
	rows := [][]string{}
	for i := range v.Topics {
		if topic := &v.Topics[i]; len(topic.Spots) > 0 {
			s := &topic.Spots[0]
			rows = append(rows, []string{topic.Name.In(t.lang), line(s), oneLine(s.Quote)})
		}
	}
	t.heading(fmt.Sprintf(t.in("已写的内容（%d 项）", "topics that are stated (%d)"), len(rows)))
	if len(rows) == 0 {
		t.put(2, t.in("没有认出", "none was recognised"), nil)
		return
	}
	if !t.verbose {
		for _, line := range t.rows(2, rows, mostName) {
			t.WriteString(line + "\n")
		}
		return
	}
	for i := range v.Topics {
		if topic := &v.Topics[i]; len(topic.Spots) > 0 {
			t.put(2, topic.Name.In(t.lang), nil)
			for k := range topic.Spots {
				t.quote(4, &topic.Spots[k], "")
			}
		}
	}
}

// outline is what the sections speak of, for those who want all.
func (t *policyPage) outline(v *published.Overview) {
	if !t.verbose || len(v.Sections) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("各章节讲什么（%d 节）", "what the sections speak of (%d)"), len(v.Sections)))
	t.put(2, t.in("由线性模型逐句判断，约四分之一有误：只供查找，不作依据。", "A linear model judged each sentence, and about a quarter of its answers are wrong: where to look, and no ground for anything."), t.ink.faint)
	rows := [][]string{{t.in("章节", "section"), t.in("行", "line"), t.in("句", "sentences"), t.in("讲什么（句数）", "speaks of (sentences)")}}
	for i := range v.Sections {
		s := &v.Sections[i]
		title := cmp.Or(oneLine(s.Title), t.in("（开头）", "(before the first heading)"))
		spoken := each(s.Spoken, func(k published.Spoken) string { return fmt.Sprintf("%s %d", k.Name.In(t.lang), k.Sentences) })
		rows = append(rows, []string{strings.Repeat("  ", max(s.Level-1, 0)) + title, line(&s.Spot), strconv.Itoa(s.Sentences), strings.Join(spoken, t.in("、", ", "))})
	}
	const most = 40 // columns of a heading
	lines := t.rows(2, rows, most)
	t.WriteString(t.ink.bold.on(lines[0]) + "\n")
	for _, line := range lines[1:] {
		t.WriteString(line + "\n")
	}
}

// parties is the list of third parties, as far as it could be read.
func (t *policyPage) parties(v *published.Overview) {
	t.heading(fmt.Sprintf(t.in("第三方 SDK 与合作方清单（%d 项）", "lists of SDKs and third parties (%d entries)"), len(v.Parties)))
	switch {
	case len(v.Parties) == 0 && v.Picture && v.Elsewhere != nil:
		t.put(2, t.in("清单是图片，读不到其中的文字：", "the list is a picture, whose text cannot be read:"), nil)
		t.quote(2, v.Elsewhere, "")
	case len(v.Parties) == 0 && v.Elsewhere != nil:
		t.put(2, t.in("正文中没有可读的清单，文中指向另一份，没有读（另存后用 --with 一并给出）：", "no list that can be read; the text points to another one, which was not read (save it, and give it by --with):"), nil)
		t.quote(2, v.Elsewhere, "")
	case len(v.Parties) == 0:
		t.put(2, t.in("没有认出表格或逐项的清单（图片中的看不到）", "neither a table nor entries were recognised (pictures cannot be seen)"), nil)
	default:
		t.partyTable(v.Parties)
	}
	if n := len(v.Mentioned); n > 0 {
		t.put(2, fmt.Sprintf(t.in("正文提到、清单中没有的 SDK 或产品（%d 个）：", "SDKs or products that the text names, and no list has (%d):"), n), nil)
		t.cut(4, n, mostListed, func(i int) {
			m := &v.Mentioned[i]
			text := oneLine(m.Word) + "  " + t.at(&m.Spot)
			if t.verbose {
				text += t.in("  目录：", "  known as ") + m.Name.In(t.lang)
			}
			t.put(4, text, nil)
		})
	}
}

const mostParties = 30

func (t *policyPage) partyTable(list []published.Party) {
	common := lackedByAll(list)
	rows := [][]string{{t.in("名称", "name"), t.in("行", "line"), t.in("未写", "lacks"), t.in("公司", "company"), t.in("信息", "information")}}
	for i := range list {
		p := &list[i]
		lacking := t.in("未能分栏", "no columns")
		if p.Regular {
			lacking = t.names(slices.DeleteFunc(lacks(p), func(n lang.Text) bool { return slices.Contains(common, n) }))
		}
		rows = append(rows, []string{
			oneLine(cmp.Or(p.Name, "-")), ":" + strconv.Itoa(p.Line), cmp.Or(lacking, "-"), oneLine(cmp.Or(p.Company, "-")), oneLine(cmp.Or(p.Information, "-")),
		})
	}
	lines := t.rows(2, rows, 20)
	t.WriteString(t.ink.bold.on(lines[0]) + "\n")
	t.cut(2, len(list), mostParties, func(i int) {
		t.WriteString(lines[i+1] + "\n")
		if !t.verbose {
			return
		}
		p := &list[i]
		t.field("目的", "purpose", oneLine(cmp.Or(p.Purpose, "-")), nil)
		t.field("信息", "reads", oneLine(cmp.Or(p.Information, "-")), nil)
		if len(p.Known) > 0 {
			t.field("目录", "known as", strings.Join(p.Known, t.in("、", ", ")), nil)
		}
	})
	if len(common) > 0 {
		t.put(2, t.in("各项都没有认出：", "recognised for none of them: ")+t.names(common)+t.in("；规则 T1-013", "; rule T1-013"), t.ink.yellow)
	}
}

func (t *policyPage) names(list []lang.Text) string {
	return strings.Join(each(list, func(n lang.Text) string { return n.In(t.lang) }), t.in("、", ", "))
}

// lackedByAll is what no entry says that could be read.
func lackedByAll(list []published.Party) []lang.Text {
	var common []lang.Text
	first := true
	for i := range list {
		if !list[i].Regular {
			continue
		}
		has := lacks(&list[i])
		if first {
			common, first = has, false
		}
		common = slices.DeleteFunc(common, func(n lang.Text) bool { return !slices.Contains(has, n) })
	}
	return common
}

// company are words of the name of a company, which often stands behind that of its
// product.
var company = []string{"公司", "集团", "Inc", "Ltd", "LLC", "Corp"}

// foreign says why a policy was not judged, and how far zicha may be trusted.
func foreign(v *published.Overview) lang.Text {
	return lang.Text{ZH: v.Foreign.What.ZH + "（不在评测范围内）", EN: v.Foreign.What.EN + " (outside the benchmark)"}
}

// lacks names what an entry does not say.
func lacks(p *published.Party) []lang.Text {
	var out []lang.Text
	for _, f := range [...]struct {
		says bool
		name lang.Text
	}{
		{p.Company != "" || slices.ContainsFunc(company, func(w string) bool { return strings.Contains(p.Name, w) }), lang.Text{ZH: "公司", EN: "company"}},
		{p.Purpose != "", lang.Text{ZH: "目的", EN: "purpose"}},
		{p.Information != "", lang.Text{ZH: "信息", EN: "information"}},
		{p.Link, lang.Text{ZH: "链接", EN: "link"}},
	} {
		if !f.says {
			out = append(out, f.name)
		}
	}
	return out
}

// limits says what nobody looked at.
func (t *policyPage) limits(v *published.Overview) {
	t.heading(t.in("没有读的", "not read"))
	if v.Policy.Format == "docx" {
		t.put(2, t.in("Word 文件没有行号，冒号后是段落的序号。", "Files of Word have no lines: what follows the colon is the number of the paragraph."), nil)
	}
	t.put(2, t.in("链接指向的页面、附件和图片中的文字；应用内的弹窗和设置；写的与做的是否一致。", "Pages that are linked, attachments, and text in pictures; prompts and settings of the app; whether it does what it says."), nil)
}
