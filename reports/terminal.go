package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// What the terminal shows unless Verbose asks for all.
const (
	mostProofs   = 5    // proofs of one rule
	mostListed   = 10   // lines of one list
	mostSteps    = 10   // of a path through the code
	mostRules    = 8    // rules named in the conclusion
	mostColumns  = 160  // of a name or quote from the app, also when verbose
	mostSentence = 2000 // columns of a sentence, with all that it names
)

// terminal writes for a person in a hurry: who, what fails the build, the ten
// tasks in a table, then the proofs, and what nobody looked at.
type terminal struct {
	*page
	Options
	shown map[string]string // the paths that the report has shown, and the rule that did
	last  []app.Location    // the path shown last for the rule
}

func writeTerminal(w io.Writer, run *Run, o Options) error {
	t := terminal{page: newPage(w, o), Options: o}
	t.put(0, "zicha 自查 "+run.ToolVersion, t.ink.bold)
	for i, rep := range run.Reports {
		t.gap()
		if len(run.Reports) > 1 {
			t.put(0, fmt.Sprintf("[%d/%d] %s", i+1, len(run.Reports), rep.Case.App.Source.Name), t.ink.bold)
		}
		t.shown = map[string]string{}
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
	t.identity(rep, digest)
	t.alarms(rep)
	t.brought(&rep.Case)
	t.table(rep)
	t.accusations(rep)
	t.questions(rep)
	t.unchecked(rep)
	t.passed(rep)
	t.people(rep)
	t.remarks(rep.Case.App)
}

// identity is the head: which app this is, and by which rules it is judged.
func (t *terminal) identity(rep *lint.Report, digest string) {
	a := rep.Case.App
	row := func(zh, en, value string) {
		t.hang(0, t.in(zh, en), 11, t.ink.faint, clip(Printable(cmp.Or(value, "-")), 2*mostColumns), nil)
	}
	m, version, levels := &a.Manifest, "", ""
	if a.Has&app.FactManifest != 0 {
		version = fmt.Sprintf("%s (%d)", clip(Printable(m.VersionName), mostColumns), m.VersionCode)
		levels = fmt.Sprintf("minSdk %d, targetSdk %d", m.MinSDK, m.TargetSDK)
	}
	if a.Source.Kind.IsSDK() {
		t.sdkIdentity(rep, row)
		row("规则依据", "rules", t.in("工信部信管函〔2020〕164号十项整治任务及相邻义务，只判断针对 SDK 的规则", "the ten tasks of MIIT notice 164 (2020), and adjacent duties; only the rules about SDKs")+t.digest(digest))
		return
	}
	row("名称", "app", said(m.Application.Label))
	row("包名", "package", m.Package)
	row("版本", "version", version)
	row("文件", "file", fmt.Sprintf("%s  %s", a.Source.Name, megabytes(a.Source.Size)))
	row("SHA-256", "SHA-256", a.Source.SHA256)
	row("签名", "signed", t.signing(&a.Signing))
	row("加固", "packed", t.packers(a.Packers))
	row("SDK 级别", "SDK levels", levels)
	row("应用类别", "category", t.category(rep.Case.Said.Category))
	row("隐私政策", "policy", t.policyFile(&rep.Case))
	row("规则依据", "rules", t.in("工信部信管函〔2020〕164号十项整治任务及相邻义务", "the ten tasks of MIIT notice 164 (2020), and adjacent duties")+t.digest(digest))
}

func (t *terminal) category(k *rules.Category) string {
	if k == nil {
		return t.in("未说明（--category）", "not stated (--category)")
	}
	return k.ID + " " + k.Name.In(t.lang)
}

func (t *terminal) policyFile(c *lint.Case) string {
	switch {
	case c.Said.NoPolicy:
		return t.in("声明没有（--no-policy）", "stated to have none (--no-policy)")
	case c.App.Has&app.FactPolicy == 0:
		return t.in("未提供（--policy）", "not given (--policy)")
	}
	return strings.Join(c.App.Policy.Files(), t.in("、", ", "))
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

// Conclusion is the last sentence of the terminal report: the counts, and why
// the exit code is what it is.
func Conclusion(run *Run, o Options) string {
	t := terminal{page: newPage(io.Discard, o), Options: o}
	return t.summary(run)
}

func (t *terminal) conclusion(run *Run) {
	t.gap()
	ink := t.ink.bold
	if run.Exit != 0 {
		ink = t.ink.red
	}
	t.put(0, t.in("结论：", "Conclusion: ")+t.summary(run), ink)
}

func (t *terminal) summary(run *Run) string {
	n := count(run.Reports...)
	var words []string
	for _, v := range byStrength {
		word := fmt.Sprintf("%s %d", verdictWords[v].In(t.lang), n[v])
		if people := t.forPeople(run.Reports...); v == rules.Review && people > 0 {
			word += fmt.Sprintf(t.in("（其中 %d 条只有人能判断）", " (%d of which only a person can tell)"), people)
		}
		words = append(words, word)
	}
	return strings.Join(words, t.in("，", ", ")) + t.in("；", "; ") + t.exit(run)
}

func (t *terminal) exit(run *Run) string {
	open := t.open(run)
	switch run.Exit {
	case 0:
		return open + t.in("没有达到失败阈值的发现，退出码 0（不等于合规）。", "no finding reaches the threshold, exit code 0 (which does not prove compliance).")
	case 1:
		return open + fmt.Sprintf(t.in("%s 达到失败阈值，退出码 1。", "the build fails on %s, exit code 1."), t.failing(run))
	case 2:
		return open + t.in("用法或配置有误，退出码 2。", "wrong usage or configuration, exit code 2.")
	case 3:
		return open + t.in("退出码 3。", "exit code 3.")
	}
	return open + fmt.Sprintf(t.in("退出码 %d。", "exit code %d."), run.Exit)
}

// open says what a reader must not take for a clean bill: packages that were
// not read completely, and rules that could not be answered for that reason.
func (t *terminal) open(run *Run) string {
	incomplete, rulesOpen := len(run.Failures), 0
	for _, rep := range run.Reports {
		if len(rep.Incomplete()) > 0 {
			incomplete++
		}
		rulesOpen += len(t.pick(rep, func(r *lint.Result) bool { return r.Partial && r.Verdict == rules.Unchecked }))
	}
	out := ""
	if incomplete > 0 {
		out += t.in("检测不完整，不能视为没有问题；", "the scan is incomplete and no clean bill; ")
	}
	if rulesOpen > 0 {
		out += fmt.Sprintf(t.in("%d 条规则因未能完整读取而没有答案；", "%d rules have no answer because something was not read; "), rulesOpen)
	}
	return out
}

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
