package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// What the terminal shows unless Verbose asks for all.
const (
	mostProofs  = 5   // proofs of one rule
	mostListed  = 10  // lines of one list
	mostRules   = 8   // rules named in the conclusion
	mostColumns = 160 // of a name or quote from the app, also when verbose
)

// terminal writes for a person in a hurry: who, what fails the build, the ten
// tasks in a table, then the proofs, and what nobody looked at.
type terminal struct {
	*page
	Options
}

func writeTerminal(w io.Writer, run *Run, o Options) error {
	t := terminal{newPage(w, o), o}
	t.put(0, "zicha 自查 "+run.ToolVersion, t.ink.bold)
	for i, rep := range run.Reports {
		t.gap()
		if len(run.Reports) > 1 {
			t.put(0, fmt.Sprintf("[%d/%d] %s", i+1, len(run.Reports), rep.Case.App.Source.Name), t.ink.bold)
		}
		t.report(rep, run.RulesDigest)
	}
	t.failures(run.Failures)
	if len(run.Reports) > 1 {
		t.overview(run.Reports)
	}
	t.conclusion(run)
	return t.Flush()
}

func (t *terminal) report(rep *lint.Report, digest string) {
	t.identity(rep.Case.App, digest)
	t.alarms(rep)
	t.table(rep)
	t.accusations(rep)
	t.questions(rep)
	t.unchecked(rep)
	t.passed(rep)
	t.people(rep)
	t.remarks(rep.Case.App)
}

// identity is the head: which app this is, and by which rules it is judged.
func (t *terminal) identity(a *app.App, digest string) {
	row := func(zh, en, value string) {
		t.hang(0, t.in(zh, en), 11, t.ink.faint, clip(Printable(cmp.Or(value, "-")), 2*mostColumns), nil)
	}
	m, version, levels := &a.Manifest, "", ""
	if a.Has&app.FactManifest != 0 {
		version = fmt.Sprintf("%s (%d)", clip(Printable(m.VersionName), mostColumns), m.VersionCode)
		levels = fmt.Sprintf("minSdk %d, targetSdk %d", m.MinSDK, m.TargetSDK)
	}
	row("名称", "app", said(m.Application.Label))
	row("包名", "package", m.Package)
	row("版本", "version", version)
	row("文件", "file", fmt.Sprintf("%s  %s", a.Source.Name, megabytes(a.Source.Size)))
	row("SHA-256", "SHA-256", a.Source.SHA256)
	row("签名", "signed", t.signing(&a.Signing))
	row("加固", "packed", t.packers(a.Packers))
	row("SDK 级别", "SDK levels", levels)
	row("规则依据", "rules", t.in("工信部信管函〔2020〕164号十项整治任务及相邻义务", "the ten tasks of MIIT notice 164 (2020), and adjacent duties")+t.digest(digest))
}

func (t *terminal) digest(digest string) string {
	if digest == "" {
		return ""
	}
	return fmt.Sprintf(t.in("，规则包 %.12s", "; rule pack %.12s"), digest)
}

func (t *terminal) signing(s *app.Signing) string {
	if len(s.Certificates) == 0 {
		return t.in("未读到证书", "no certificate was read")
	}
	c := &s.Certificates[0]
	text := fmt.Sprintf(t.in("%s  %s  有效期至 %s", "%s  %s  valid until %s"),
		strings.Join(s.Schemes, " "), clip(Printable(c.Subject), mostColumns), c.NotAfter.UTC().Format("2006-01-02"))
	if c.Debug {
		text += t.in("  调试证书", "  debug key")
	}
	if more := len(s.Certificates) - 1; more > 0 {
		text += fmt.Sprintf(t.in("  另有 %d 个证书", "  and %d more"), more)
	}
	return text
}

func (t *terminal) packers(list []app.Packer) string {
	if len(list) == 0 {
		return t.in("未识别到", "no packer recognised")
	}
	names := make([]string, len(list))
	for i, p := range list {
		names[i] = p.Name.In(t.lang)
	}
	return strings.Join(names, t.in("、", ", ")) + t.in("（代码被隐藏，业务代码未检查）", " (the code is hidden and was not checked)")
}

// alarms stands before everything else: why the scan is incomplete, and which
// rules fail the build.
func (t *terminal) alarms(rep *lint.Report) {
	if gaps := rep.Incomplete(); len(gaps) > 0 {
		t.gap()
		t.list(len(gaps), func(i int) {
			t.hang(0, t.in("不完整", "INCOMPLETE"), 11, t.ink.red, gaps[i].What.In(t.lang), t.ink.red)
		})
	}
	failing := t.pick(rep, t.resultFails)
	if len(failing) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("会使构建失败（%d 条规则）", "fails the build (%d)"), len(failing)))
	t.list(len(failing), func(i int) {
		r := failing[i].Result
		words := fmt.Sprintf("  %s/%s", verdictWords[r.Verdict].In(t.lang), severityWords[r.Severity].In(t.lang))
		t.hang(2, r.Rule.ID, 9, t.verdict(r.Verdict), clip(Printable(r.Rule.Title.In(t.lang)), t.width-11-columns(words))+words, nil)
	})
}

func (t *terminal) resultFails(r *lint.Result) bool {
	return slices.ContainsFunc(r.Findings, func(f lint.Finding) bool { return t.reaches(&f) })
}

// list writes the first lines of a list, and how many there are beyond them.
func (t *terminal) list(n int, line func(int)) { t.cut(2, n, mostListed, line) }

func (t *terminal) cut(indent, n, most int, line func(int)) {
	if t.Verbose {
		most = n
	}
	for i := range min(n, most) {
		line(i)
	}
	if n > most {
		t.put(indent, fmt.Sprintf(t.in("另有 %d 条，JSON 报告中有全部", "%d more in the JSON report"), n-most), t.ink.faint)
	}
}

// table counts the rules of every task by verdict.
func (t *terminal) table(rep *lint.Report) {
	heads := each(rep.Tasks, func(r lint.TaskResult) string {
		if r.Task.Number == 0 {
			return "   " + t.in("相邻义务", "adjacent duties")
		}
		return fmt.Sprintf("%2d %s", r.Task.Number, Printable(r.Task.Title.In(t.lang)))
	})
	width := 0
	for _, h := range heads {
		width = max(width, columns(h))
	}
	width = min(width, t.width-columns(t.countHeads()))
	t.gap()
	t.WriteString(t.ink.bold.on(left(t.in("整治任务", "task"), width)+t.countHeads()) + "\n")
	for i, h := range heads {
		t.WriteString(left(clip(h, width), width) + t.counts(countTask(&rep.Tasks[i])) + "\n")
	}
	t.WriteString(t.ink.bold.on(left(t.in("   合计", "   total"), width)) + t.counts(count(rep)) + "\n")
}

// cell is the width of a number in a table of counts: the widest head and the
// space between.
func (t *terminal) cell() int {
	width := 0
	for _, h := range verdictHeads {
		width = max(width, columns(h.In(t.lang)))
	}
	if t.width < 80 {
		return width + 1
	}
	return width + 2
}

func (t *terminal) countHeads() string {
	row := ""
	for _, v := range byStrength {
		row += right(verdictHeads[v].In(t.lang), t.cell())
	}
	return row
}

// counts is a row of numbers; zeros stay quiet.
func (t *terminal) counts(n tally) string {
	row := ""
	for _, v := range byStrength {
		if n[v] == 0 {
			row += t.ink.faint.on(right("-", t.cell()))
			continue
		}
		row += t.verdict(v).on(right(strconv.Itoa(n[v]), t.cell()))
	}
	return row
}

// verdict is the colour of a verdict.
func (t *terminal) verdict(v rules.Verdict) paint {
	switch v {
	case rules.Violation:
		return t.ink.red
	case rules.Suspected:
		return t.ink.yellow
	case rules.Review:
		return t.ink.blue
	case rules.Pass:
		return t.ink.green
	}
	return nil
}

// picked is a result with its task.
type picked struct {
	*lint.Result
	task *rules.Task
}

// pick returns the results that fit, strongest first, else in rule order.
func (t *terminal) pick(rep *lint.Report, fits func(*lint.Result) bool) []picked {
	var out []picked
	for i := range rep.Tasks {
		task := &rep.Tasks[i]
		for j := range task.Results {
			if r := &task.Results[j]; fits(r) {
				out = append(out, picked{r, task.Task})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b picked) int {
		if a.Verdict != b.Verdict {
			return int(b.Verdict - a.Verdict)
		}
		return int(b.Severity - a.Severity)
	})
	return out
}

func (t *terminal) taskName(task *rules.Task) string {
	if task.Number == 0 {
		return t.in("相邻义务", "adjacent duties")
	}
	return fmt.Sprintf(t.in("任务%d %s", "task %d, %s"), task.Number, task.Title.In(t.lang))
}

// accusations lays out every rule that is broken, or likely so.
func (t *terminal) accusations(rep *lint.Report) {
	found := t.pick(rep, func(r *lint.Result) bool { return r.Verdict >= rules.Suspected })
	if len(found) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("违规与疑似（%d 条规则）", "violations and suspicions (%d)"), len(found)))
	for i, r := range found {
		if i > 0 {
			t.gap()
		}
		t.accusation(rep, r)
	}
}

func (t *terminal) accusation(rep *lint.Report, r picked) {
	ink := t.verdict(r.Verdict)
	t.field("场景", "case", fmt.Sprintf(t.in("%s %s（%s）", "%s %s (%s)"), r.Rule.ID, r.Rule.Title.In(t.lang), t.taskName(r.task)), t.ink.bold)
	word := verdictWords[r.Verdict].In(t.lang) + " / " + severityWords[r.Severity].In(t.lang)
	if t.resultFails(r.Result) {
		word += t.in("  会使构建失败", "  fails the build")
	}
	t.field("结论", "verdict", word, ink)
	owners := owners(r.Findings, t.lang)
	t.field("主体", "subject", strings.Join(owners, t.in("、", ", ")), nil)
	t.proofs(t.in("证据", "evidence"), r.Result, len(owners) > 1)
	label := t.in("依据", "basis")
	for _, c := range Citations(rep.Case.Catalog, r.Rule, t.lang) {
		t.hang(2, label, 10, t.ink.faint, c, nil)
		label = ""
	}
	for _, d := range Doubts(rep.Case.Catalog, r.Rule, t.lang) {
		t.put(12, unverified.In(t.lang)+t.in("：", ": ")+d, t.ink.faint)
	}
	for _, d := range r.Rule.OwnDefault {
		t.put(12, ownDefault.In(t.lang)+t.in("：", ": ")+d.In(t.lang), t.ink.faint)
	}
	t.field("整改建议", "remedy", r.Rule.Remedy.In(t.lang), t.ink.green)
}

func (t *terminal) field(zh, en, value string, ink paint) {
	t.hang(2, t.in(zh, en), 10, t.ink.faint, value, ink)
}

func owners(found []lint.Finding, l lang.Lang) []string {
	var out []string
	for i := range found {
		if o := owner(&found[i]).In(l); !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// proofs writes the findings of a rule, each with its place: on the same line
// where there is room, else on its own. The label stands before the first.
func (t *terminal) proofs(label string, r *lint.Result, owned bool) {
	t.cut(12, len(r.Findings), mostProofs, func(i int) {
		f := &r.Findings[i]
		proof, at := t.proof(r, f, owned), site(f.At)
		if f.Quote == "" {
			proof, at = t.beside(12, proof, at)
		}
		t.hang(2, label, 10, t.ink.faint, proof, nil)
		label = ""
		if f.Quote != "" {
			t.put(14, t.in("「", "“")+clip(Printable(f.Quote), mostColumns)+t.in("」", "”"), nil)
		}
		if at != "" {
			t.put(14, at, t.ink.faint)
		}
		for _, step := range f.Path {
			t.put(14, "> "+place(step), t.ink.faint)
		}
	})
}

// site spells a location as it stands behind a sentence.
func site(l app.Location) string {
	if l == (app.Location{}) {
		return ""
	}
	return "@ " + clip(Printable(place(l)), mostColumns)
}

// beside joins a sentence and its site where one line has room for both.
func (t *terminal) beside(indent int, s, at string) (line, rest string) {
	if at == "" || indent+columns(s)+2+columns(at) > t.width {
		return s, at
	}
	return s + "  " + at, ""
}

// proof is the sentence of a finding. One that is weaker than its rule's word
// says so itself.
func (t *terminal) proof(r *lint.Result, f *lint.Finding, owned bool) string {
	s := f.Note.In(t.lang)
	if owned {
		s = owner(f).In(t.lang) + t.in("：", ": ") + s
	}
	if f.Verdict != r.Verdict {
		s += t.in("（", " (") + verdictWords[f.Verdict].In(t.lang) + t.in("）", ")")
	}
	return clip(Printable(s), 2*mostColumns)
}

// questions are the traces that a person has to judge; shorter than the
// accusations, and without a remedy nobody knows to be needed.
func (t *terminal) questions(rep *lint.Report) {
	found := t.pick(rep, func(r *lint.Result) bool { return r.Verdict == rules.Review && len(r.Findings) > 0 })
	if len(found) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("有线索，需人工复核（%d 条规则）", "traces that need review (%d)"), len(found)))
	for _, r := range found {
		t.hang(2, r.Rule.ID, 10, t.verdict(r.Verdict), r.Rule.Title.In(t.lang), nil)
		t.proofs("", r.Result, slices.ContainsFunc(r.Findings, func(f lint.Finding) bool { return f.Owner != "" }))
		t.put(12, t.in("若属实：", "if so: ")+r.Rule.Remedy.In(t.lang), t.ink.faint)
	}
}

// unchecked compresses the silence: one paragraph per kind of reason, with the
// evidence that could break it. What stands after the colon of a reason is the
// single case, which the JSON report has and Verbose shows.
func (t *terminal) unchecked(rep *lint.Report) {
	t.grouped(rep, t.in("未检测", "not checked"), func(r *lint.Result) (string, bool) {
		why := r.Reason.In(t.lang)
		if !t.Verbose {
			why, _, _ = strings.Cut(why, t.in("：", ": "))
		}
		return why, r.Verdict == rules.Unchecked
	})
}

// passed says for each rule without findings what was looked at, and what not.
func (t *terminal) passed(rep *lint.Report) {
	t.grouped(rep, t.in("未发现，不等于合规", "nothing found, which does not prove compliance"), func(r *lint.Result) (string, bool) {
		return t.in("已看", "looked at ") + stages(r.Looked, t.lang), r.Verdict == rules.Pass
	})
}

// group is the rules that share a reason.
type group struct {
	why    string
	ids    []string
	stages map[rules.Stage]int // that could still answer them
}

// grouped lists rules under the reasons they share, in order of appearance.
func (t *terminal) grouped(rep *lint.Report, title string, reason func(*lint.Result) (string, bool)) {
	var groups []group
	found := t.pick(rep, func(r *lint.Result) bool { _, ok := reason(r); return ok })
	for _, r := range found {
		why, _ := reason(r.Result)
		i := slices.IndexFunc(groups, func(g group) bool { return g.why == why })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{why, nil, map[rules.Stage]int{}})
		}
		groups[i].ids = append(groups[i].ids, r.Rule.ID)
		for _, s := range r.Unlooked {
			groups[i].stages[s]++
		}
	}
	if len(found) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("%s（%d 条规则）", "%s (%d)"), title, len(found)))
	for _, g := range groups {
		t.put(2, clip(Printable(g.why), 2*mostColumns)+t.extent(g), nil)
		t.put(4, strings.Join(g.ids, " "), t.ink.faint)
	}
}

// extent says how many rules a group has and what kinds of evidence nobody
// looked at, with the number of rules that know them.
func (t *terminal) extent(g group) string {
	s := fmt.Sprintf(t.in("（%d 条）", " (%d)"), len(g.ids))
	var kinds []string
	for _, stage := range everyStage {
		if n := g.stages[stage]; n > 0 {
			kinds = append(kinds, fmt.Sprintf("%s %d", lint.StageName(stage).In(t.lang), n))
		}
	}
	if len(kinds) == 0 {
		return s
	}
	return s + t.in("，未看：", "; not looked at: ") + strings.Join(kinds, t.in("、", ", "))
}

// people lists the questions that no package can answer.
func (t *terminal) people(rep *lint.Report) {
	open := t.pick(rep, func(r *lint.Result) bool { return r.Verdict == rules.Review && len(r.Findings) == 0 })
	if len(open) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("需人工复核（%d 条规则，步骤见 zicha explain 规则号）", "for a person to check (%d; steps: zicha explain ID)"), len(open)))
	for _, r := range open {
		t.hang(2, r.Rule.ID, 10, t.verdict(rules.Review), r.Rule.Title.In(t.lang), nil)
		if !t.Verbose {
			continue
		}
		for i, step := range r.Rule.Steps {
			t.hang(12, fmt.Sprintf("%d.", i+1), 3, nil, step.In(t.lang), t.ink.faint)
		}
	}
}

// remarks tells what else was seen in the package, and what was not read.
func (t *terminal) remarks(a *app.App) {
	items(t, t.in("未完整读取", "not read completely"), a.Gaps, func(g app.Gap) {
		if g.Blocking {
			t.place(t.in("【阻断】", "[blocking] ")+g.What.In(t.lang), g.At, t.ink.red)
			return
		}
		t.place(g.What.In(t.lang), g.At, nil)
	})
	items(t, t.in("安装包结构异常", "anomalies of the package"), a.Container.Anomalies, func(x app.Anomaly) {
		t.place(x.What.In(t.lang), x.At, t.ink.yellow)
	})
	items(t, t.in("加固识别依据", "what gave the packer away"), a.Packers, func(x app.Packer) {
		t.place(x.Name.In(t.lang), at(x.At), nil)
	})
	items(t, t.in("业务代码不在 DEX 中的框架", "frameworks whose code is not in the DEX files"), a.Runtimes, func(x app.Runtime) {
		t.place(x.Name.In(t.lang), at(x.At), nil)
	})
	items(t, t.in("包内发现的隐私政策线索", "traces of a privacy policy in the package"), a.PolicyHints, func(x app.PolicyHint) {
		t.place(clip(Printable(x.Text), mostColumns), x.At, nil)
	})
	items(t, t.in("静态检测看不到的部分", "what no static reader sees here"), a.Limits, func(x app.Limit) {
		t.place(x.What.In(t.lang), x.At, nil)
	})
}

func items[T any](t *terminal, title string, list []T, line func(T)) {
	if len(list) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("%s（%d）", "%s (%d)"), title, len(list)))
	t.list(len(list), func(i int) { line(list[i]) })
}

func (t *terminal) place(s string, l app.Location, ink paint) {
	s, at := t.beside(2, Printable(s), site(l))
	t.put(2, s, ink)
	if at != "" {
		t.put(4, at, t.ink.faint)
	}
}

func at(list []app.Location) app.Location {
	if len(list) == 0 {
		return app.Location{}
	}
	return list[0]
}

func (t *terminal) failures(list []Failure) {
	if len(list) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("无法打开（%d 个）", "could not be opened (%d)"), len(list)))
	for _, f := range list {
		t.put(2, f.Target+t.in("：", ": ")+f.What.In(t.lang), t.ink.red)
	}
}

// overview is the last table of a run over several apps.
func (t *terminal) overview(reps []*lint.Report) {
	t.heading(fmt.Sprintf(t.in("总览（%d 个应用）", "overview (%d)"), len(reps)))
	t.WriteString(t.ink.bold.on(t.countHeads()+"  "+t.in("应用", "app")) + "\n")
	for _, rep := range reps {
		status, ink := "", paint(nil)
		switch {
		case len(t.pick(rep, t.resultFails)) > 0:
			status, ink = t.in("失败 ", "fails: "), t.ink.red
		case len(rep.Incomplete()) > 0:
			status, ink = t.in("不完整 ", "incomplete: "), t.ink.red
		}
		rest := clip(status+Printable(rep.Case.App.Source.Name), t.width-columns(t.countHeads())-2)
		t.WriteString(t.counts(count(rep)) + "  " + ink.on(rest) + "\n")
	}
}

func (t *terminal) conclusion(run *Run) {
	n := count(run.Reports...)
	var words []string
	for _, v := range byStrength {
		words = append(words, fmt.Sprintf("%s %d", verdictWords[v].In(t.lang), n[v]))
	}
	t.gap()
	ink := t.ink.bold
	if run.Exit != 0 {
		ink = t.ink.red
	}
	t.put(0, t.in("结论：", "Conclusion: ")+strings.Join(words, t.in("，", ", "))+t.in("；", "; ")+t.exit(run), ink)
}

func (t *terminal) exit(run *Run) string {
	switch run.Exit {
	case 0:
		return t.in("没有达到失败阈值的发现，退出码 0（不等于合规）。", "no finding reaches the threshold, exit code 0 (which does not prove compliance).")
	case 1:
		return fmt.Sprintf(t.in("%s 达到失败阈值，退出码 1。", "the build fails on %s, exit code 1."), t.failing(run))
	case 2:
		return t.in("用法或配置有误，退出码 2。", "wrong usage or configuration, exit code 2.")
	case 3:
		return t.in("检测不完整，不能视为没有问题，退出码 3。", "the scan is incomplete and no clean bill, exit code 3.")
	}
	return fmt.Sprintf(t.in("退出码 %d。", "exit code %d."), run.Exit)
}

// failing names the rules that fail the build, each once.
func (t *terminal) failing(run *Run) string {
	var ids []string
	for _, rep := range run.Reports {
		for _, r := range t.pick(rep, t.resultFails) {
			if !slices.Contains(ids, r.Rule.ID) {
				ids = append(ids, r.Rule.ID)
			}
		}
	}
	if n := len(ids); n > mostRules {
		ids = append(ids[:mostRules], fmt.Sprintf(t.in("等 %d 条", "… (%d rules)"), n))
	}
	return strings.Join(ids, " ")
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}
