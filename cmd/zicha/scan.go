package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/checks"
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/ziparchive"
	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// maxPolicy is the size in bytes from which a policy file is refused unread.
const maxPolicy = 10 << 20

// scanFlags are the wishes of one scan, as typed.
type scanFlags struct {
	policy, category    string
	noPolicy            bool
	formats             []string
	output              string
	failOn, minSeverity string
	only                []string
	rules               string
	noColor, verbose    bool
	allowIncomplete     bool
	jobs                int
	limits              ziparchive.Limits
}

func (c *command) scan() *cobra.Command {
	f := scanFlags{limits: ziparchive.DefaultLimits()}
	cmd := &cobra.Command{
		Use:   "scan TARGET...",
		Short: c.text("检测安装包", "check packages"),
		Long: c.text(
			"检测一个或多个 APK。目标可以是文件、文件夹（检测其中所有 .apk）或 -（标准输入，至多 256 MiB）。\n\n"+
				"退出码：0 没有达到阈值的发现；1 有达到阈值的发现；2 用法或配置错误；3 检测不完整（加固、损坏、超限、无法读取）。1 优先于 3。",
			"Checks one or more APKs. A target is a file, a folder (every .apk below it) or - (standard input, up to 256 MiB).\n\n"+
				"Exit codes: 0 nothing at the threshold; 1 findings at the threshold; 2 wrong usage or configuration; 3 incomplete (packed, broken, over a limit, unreadable). 1 beats 3."),
		Example: "  zicha scan app.apk --policy privacy.md\n" +
			"  zicha scan app.apk --category 即时通信 --fail-on violation\n" +
			"  zicha scan out/ -j 4 --format terminal --format sarif=zicha.sarif\n" +
			"  zicha scan - --format json < app.apk",
		RunE: func(_ *cobra.Command, targets []string) error { return c.runScan(&f, targets) },
	}
	c.bindScanFlags(cmd, &f)
	return cmd
}

func (c *command) bindScanFlags(cmd *cobra.Command, f *scanFlags) {
	s := cmd.Flags()
	s.SortFlags = false
	s.StringVar(&f.policy, "policy", "", c.text("隐私政策 `FILE`（txt、md、html）", "the privacy policy `FILE` (txt, md, html)"))
	s.BoolVar(&f.noPolicy, "no-policy", false, c.text("声明应用没有隐私政策", "state that the app has no privacy policy"))
	s.StringVar(&f.category, "category", "", c.text("应用类别 `KIND`：39 类之一的编号或名称，如 3、C03、即时通信", "the app's `KIND`: number or name of one of the 39 kinds, such as 3, C03, 即时通信"))
	s.StringArrayVar(&f.formats, "format", nil, c.text("报告格式 `FORMAT`：terminal、json、sarif，可重复；sarif=out.sarif 写入文件", "report `FORMAT`: terminal, json, sarif; repeatable; sarif=out.sarif writes a file"))
	s.StringVarP(&f.output, "output", "o", "", c.text("把报告写入 `FILE`，不写标准输出", "write the report to `FILE` instead of standard output"))
	s.StringVar(&f.failOn, "fail-on", "suspected", c.text("从哪一结论 `VERDICT` 起退出码为 1：violation、suspected、review、never", "the `VERDICT` from which the exit code is 1: violation, suspected, review, never"))
	s.StringVar(&f.minSeverity, "min-severity", "error", c.text("且严重程度不低于 `SEVERITY`：error、warning、note", "and at least of this `SEVERITY`: error, warning, note"))
	s.StringSliceVar(&f.only, "only", nil, c.text("只检测这些任务或规则 `RULES`，如 T5,T6-001", "only these tasks or `RULES`, such as T5,T6-001"))
	s.StringVar(&f.rules, "rules", "", c.text("再加载文件夹 `DIR` 中的规则，可新增或覆盖", "also load the rules in `DIR`; they add or override"))
	s.BoolVar(&f.allowIncomplete, "allow-incomplete", false, c.text("检测不完整时不以 3 退出", "do not exit with 3 when the scan is incomplete"))
	s.IntVarP(&f.jobs, "jobs", "j", min(runtime.GOMAXPROCS(0), 8), c.text("同时检测 `N` 个目标", "check `N` targets at once"))
	s.BoolVarP(&f.verbose, "verbose", "v", false, c.text("终端报告不省略", "leave nothing out of the terminal report"))
	s.BoolVar(&f.noColor, "no-color", false, c.text("不使用颜色（NO_COLOR 亦可）", "no colour (as NO_COLOR does)"))
	s.Int64Var(&f.limits.File, "max-file-size", f.limits.File, c.text("安装包大小上限，`BYTES` 字节", "limit on the package in `BYTES`"))
	s.IntVar(&f.limits.Entries, "max-entries", f.limits.Entries, c.text("条目数上限 `N`", "limit on entries, `N`"))
	s.Int64Var(&f.limits.Entry, "max-entry-size", f.limits.Entry, c.text("单个条目解压后大小上限，`BYTES` 字节", "limit on one inflated entry in `BYTES`"))
	s.Int64Var(&f.limits.Inflated, "max-inflated", f.limits.Inflated, c.text("解压总量上限，`BYTES` 字节", "limit on all that is inflated in `BYTES`"))
	s.Int64Var(&f.limits.Ratio, "max-ratio", f.limits.Ratio, c.text("大条目的压缩比上限 `N`", "limit on the ratio of large entries, `N`"))
}

// runScan checks every target and writes every report. Its error is for wrong
// usage or configuration only; what was found is in the exit code.
func (c *command) runScan(f *scanFlags, args []string) error {
	plan, err := c.plan(f, args)
	if err != nil {
		return err
	}
	run := plan.scanAll()
	c.exit = plan.exitCode(run)
	run.Exit = c.exit
	for _, failure := range run.Failures {
		fmt.Fprintln(c.stderr, "zicha: "+reports.Printable(failure.Target+c.text("：", ": ")+failure.What.In(c.lang)))
	}
	return c.writeReports(plan, run)
}

// plan is a scan with everything checked that can be wrong before it starts.
type plan struct {
	command         *command
	targets         []string
	jobs            int
	linter          *lint.Linter
	catalog         *rules.Catalog
	said            lint.Said
	policy          *app.Policy // nil where none was given
	limits          ziparchive.Limits
	failOn          rules.Verdict // Unchecked: never
	least           rules.Severity
	outputs         []output
	digest          string
	options         reports.Options
	allowIncomplete bool
}

// output is a report and the file it goes to; "" is standard output.
type output struct {
	format reports.Format
	path   string
}

func (c *command) plan(f *scanFlags, args []string) (*plan, error) {
	p := &plan{command: c, jobs: max(f.jobs, 1), limits: f.limits, allowIncomplete: f.allowIncomplete, digest: builtin.Digest}
	var err error
	if p.targets, err = expand(args); err != nil {
		return nil, err
	}
	pack, err := loadPack(f.rules)
	if err != nil {
		return nil, err
	}
	p.catalog = &pack.Catalog
	if f.rules != "" {
		p.digest = pack.Digest()
	}
	if p.said, err = statements(f, p.catalog); err != nil {
		return nil, err
	}
	if p.failOn, p.least, err = thresholds(f); err != nil {
		return nil, err
	}
	if p.outputs, err = outputs(f); err != nil {
		return nil, err
	}
	selected, err := selection(f.only, pack)
	if err != nil {
		return nil, err
	}
	if p.linter, err = lint.New(pack, checks.All(), selected); err != nil {
		return nil, err
	}
	if p.policy, err = readPolicy(f.policy); err != nil {
		return nil, err
	}
	p.options = c.reportOptions(f, p)
	return p, nil
}

// expand turns folders into the packages below them, in a stable order.
func expand(args []string) ([]string, error) {
	if len(args) == 0 {
		return nil, userError{ZH: "没有指定目标，例如：zicha scan app.apk", EN: "no target given; try: zicha scan app.apk"}
	}
	var out []string
	for _, arg := range args {
		if arg == "-" {
			out = append(out, arg)
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			return nil, userError{ZH: arg + "：文件不存在或无法访问，请检查路径", EN: arg + ": no such file, or no access; check the path"}
		}
		if !info.IsDir() {
			out = append(out, arg)
			continue
		}
		found, err := packagesBelow(arg)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", arg, err)
		}
		if len(found) == 0 {
			return nil, userError{ZH: arg + "：文件夹中没有 .apk 文件，请先构建或指定安装包路径", EN: arg + ": no .apk file in this folder; build first or name the package"}
		}
		out = append(out, found...)
	}
	return out, nil
}

func packagesBelow(dir string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), ".apk") {
			found = append(found, path)
		}
		return nil
	})
	return found, err
}

// statements reads what the user says about the app.
func statements(f *scanFlags, catalog *rules.Catalog) (lint.Said, error) {
	said := lint.Said{NoPolicy: f.noPolicy}
	if f.noPolicy && f.policy != "" {
		return said, userError{ZH: "--policy 与 --no-policy 互相矛盾，请只用一个", EN: "--policy and --no-policy contradict each other; use one"}
	}
	if f.category == "" {
		return said, nil
	}
	if said.Category = catalog.Category(f.category); said.Category == nil {
		var zh, en []string
		for _, k := range catalog.Categories {
			zh = append(zh, strconv.Itoa(k.Number)+" "+k.Name.ZH)
			en = append(en, strconv.Itoa(k.Number)+" "+k.Name.EN)
		}
		return said, userError{
			ZH: "--category " + f.category + "：不是 39 类常见应用之一，可用：" + strings.Join(zh, "、"),
			EN: "--category " + f.category + ": none of the 39 kinds; known are: " + strings.Join(en, ", "),
		}
	}
	return said, nil
}

func thresholds(f *scanFlags) (rules.Verdict, rules.Severity, error) {
	var on rules.Verdict
	if f.failOn != "never" {
		if err := on.UnmarshalText([]byte(f.failOn)); err != nil || on < rules.Review {
			return 0, 0, userError{ZH: "--fail-on " + f.failOn + "：可用 violation、suspected、review、never", EN: "--fail-on " + f.failOn + ": use violation, suspected, review or never"}
		}
	}
	var least rules.Severity
	if err := least.UnmarshalText([]byte(f.minSeverity)); err != nil || least < rules.Note {
		return 0, 0, userError{ZH: "--min-severity " + f.minSeverity + "：可用 error、warning、note", EN: "--min-severity " + f.minSeverity + ": use error, warning or note"}
	}
	return on, least, nil
}

func outputs(f *scanFlags) ([]output, error) {
	wanted := f.formats
	if len(wanted) == 0 {
		wanted = []string{"terminal"}
	}
	var out []output
	for _, w := range wanted {
		name, path, _ := strings.Cut(w, "=")
		format, ok := reports.Find(name)
		if !ok {
			return nil, userError{ZH: "--format " + w + "：未知格式，可用 terminal、json、sarif", EN: "--format " + w + ": unknown; use terminal, json or sarif"}
		}
		if path == "" {
			path = f.output
		}
		for _, other := range out {
			if other.path == path {
				return nil, userError{ZH: "--format：两种报告写到同一处，请用 " + name + "=文件 分开", EN: "--format: two reports go to the same place; use " + name + "=FILE"}
			}
		}
		out = append(out, output{format, path})
	}
	return out, nil
}

// selection turns --only into a filter. Every word must name a task or a rule.
func selection(only []string, pack *rules.Pack) (func(*rules.Task, *rules.Rule) bool, error) {
	if len(only) == 0 {
		return nil, nil
	}
	for _, w := range only {
		known := slices.ContainsFunc(pack.Tasks, func(t rules.Task) bool { return t.Code() == w })
		if r, _ := pack.Rule(w); r == nil && !known {
			return nil, userError{ZH: "--only " + w + "：没有这样的任务或规则，见 zicha rules list", EN: "--only " + w + ": no such task or rule; see zicha rules list"}
		}
	}
	return func(t *rules.Task, r *rules.Rule) bool {
		return slices.Contains(only, r.ID) || slices.Contains(only, t.Code())
	}, nil
}

// readPolicy reads the policy file; nil where none is named.
func readPolicy(path string) (*app.Policy, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, userError{ZH: path + "：无法打开隐私政策文件，请检查路径", EN: path + ": cannot open the policy file; check the path"}
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxPolicy+1))
	if err != nil {
		return nil, userError{ZH: path + "：无法读取隐私政策文件：" + err.Error(), EN: path + ": cannot read the policy file: " + err.Error()}
	}
	p, err := policy.Read(path, data)
	var refused *policy.Error
	if errors.As(err, &refused) {
		return nil, userError{ZH: path + "：" + refused.What.ZH, EN: path + ": " + refused.What.EN}
	}
	if err != nil {
		return nil, err
	}
	return &p, nil
}

func (c *command) reportOptions(f *scanFlags, p *plan) reports.Options {
	o := reports.Options{
		Lang:        c.lang,
		Color:       c.terminal && !f.noColor && c.getenv("NO_COLOR") == "" && c.getenv("TERM") != "dumb",
		Verbose:     f.verbose,
		FailOn:      p.failOn,
		MinSeverity: p.least,
	}
	if c.terminal {
		o.Width = min(c.width(), 120)
	}
	if dir, err := os.Getwd(); err == nil {
		o.Dir = dir
	}
	return o
}

// scanAll checks the targets side by side and keeps their order.
func (p *plan) scanAll() *reports.Run {
	type outcome struct {
		report  *lint.Report
		failure *reports.Failure
	}
	results := make([]outcome, len(p.targets))
	var wait sync.WaitGroup
	work := make(chan int)
	done := newProgress(p)
	for range min(p.jobs, len(p.targets)) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range work {
				report, err := p.scanOne(p.targets[i])
				if err != nil {
					results[i].failure = &reports.Failure{Target: p.targets[i], What: failureText(err)}
				}
				results[i].report = report
				done.step(p.targets[i])
			}
		}()
	}
	for i := range p.targets {
		work <- i
	}
	close(work)
	wait.Wait()
	done.finish()

	run := &reports.Run{ToolVersion: version, RulesDigest: p.digest}
	for _, r := range results {
		if r.failure != nil {
			run.Failures = append(run.Failures, *r.failure)
		}
		if r.report != nil {
			run.Reports = append(run.Reports, r.report)
		}
	}
	return run
}

// scanOne reads and checks one target. No panic reaches the user: what a
// package may have provoked becomes the failure of this target alone.
func (p *plan) scanOne(target string) (report *lint.Report, err error) {
	defer func() {
		if r := recover(); r != nil {
			report, err = nil, fmt.Errorf("internal error: %v", r)
		}
	}()
	o := artifact.Options{Catalog: p.catalog, Limits: p.limits}
	var a *app.App
	if target == "-" {
		a, err = artifact.Read(target, p.command.stdin, o)
	} else {
		a, err = artifact.Open(target, o)
	}
	if err != nil {
		return nil, err
	}
	if p.policy != nil {
		a.Policy = *p.policy
		a.Has |= app.FactPolicy
	}
	return p.linter.Lint(a, p.said), nil
}

func failureText(err error) lang.Text {
	var refused *artifact.Refusal
	if errors.As(err, &refused) {
		return refused.What
	}
	return lang.Text{ZH: err.Error(), EN: err.Error()}
}

func (p *plan) exitCode(run *reports.Run) int {
	incomplete := len(run.Failures) > 0
	for _, r := range run.Reports {
		if p.failOn != rules.Unchecked && r.Fails(p.failOn, p.least) {
			return exitFindings
		}
		incomplete = incomplete || len(r.Incomplete()) > 0 && !p.allowIncomplete
	}
	if incomplete {
		return exitIncomplete
	}
	return exitClean
}

func (c *command) writeReports(p *plan, run *reports.Run) error {
	for _, o := range p.outputs {
		options := p.options
		if o.path == "" {
			if err := o.format.Write(c.stdout, run, options); err != nil {
				return fmt.Errorf("standard output: %w", err)
			}
			continue
		}
		options.Color = false
		var out bytes.Buffer
		if err := o.format.Write(&out, run, options); err != nil {
			return err
		}
		if err := os.WriteFile(o.path, out.Bytes(), 0o644); err != nil {
			return userError{ZH: o.path + "：无法写入报告：" + err.Error(), EN: o.path + ": cannot write the report: " + err.Error()}
		}
	}
	return nil
}

// loadPack returns the built-in rules with those of a folder on top.
func loadPack(dir string) (*rules.Pack, error) {
	pack := builtin.Pack()
	if dir == "" {
		return pack, nil
	}
	return userPack(pack, dir)
}

// progress tells on a terminal how far a long scan has come.
type progress struct {
	mu    sync.Mutex
	out   io.Writer // nil for silence
	total int
	done  int
}

func newProgress(p *plan) *progress {
	pr := &progress{total: len(p.targets)}
	if p.command.progress && pr.total > 1 {
		pr.out = p.command.stderr
	}
	return pr
}

func (p *progress) step(target string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if p.out != nil {
		fmt.Fprintf(p.out, "\r\x1b[K[%d/%d] %s", p.done, p.total, strconv.QuoteToGraphic(cmp.Or(filepath.Base(target), target)))
	}
}

func (p *progress) finish() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
