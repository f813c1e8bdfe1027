package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/artifact"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
)

// scanFlags are the wishes of one scan, as typed.
type scanFlags struct {
	readFlags
	policy              []string
	category            string
	noPolicy            bool
	formats             []string
	output              string
	failOn, minSeverity string
	only                []string
	noColor, verbose    bool
}

func (c *command) scan() *cobra.Command {
	var f scanFlags
	cmd := &cobra.Command{
		Use:   "scan TARGET...",
		Short: c.text("检测安装包", "check packages"),
		Long: c.text(
			"检测一个或多个 APK。目标可以是文件、文件夹（检测其中所有 .apk）或 -（标准输入，至多 256 MiB）。\n"+
				"给出 .aar 或 .jar 文件时以 SDK 为对象：只判断针对 SDK 的规则，并列出它带入应用的权限、组件和可读取的信息。\n\n"+
				"退出码：0 没有达到阈值的发现；1 有达到阈值的发现；2 用法或配置错误；3 检测不完整（加固、损坏、超限、无法读取）。1 优先于 3。",
			"Checks one or more APKs. A target is a file, a folder (every .apk below it) or - (standard input, up to 256 MiB).\n"+
				"Of an .aar or .jar file the subject is an SDK: only the rules about SDKs are judged, and the report lists the permissions, components and reads that it brings to apps.\n\n"+
				"Exit codes: 0 nothing at the threshold; 1 findings at the threshold; 2 wrong usage or configuration; 3 incomplete (packed, broken, over a limit, unreadable). 1 beats 3."),
		Example: "  zicha scan app.apk --policy privacy.md\n" +
			"  zicha scan sdk.aar\n" +
			"  zicha scan app-release.apk --mapping app/build/outputs/mapping/release/mapping.txt\n" +
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
	s.StringArrayVar(&f.policy, "policy", nil, c.text("隐私政策 `FILE`（txt、md、html、docx、pdf），可重复：政策、SDK 清单、儿童规则；也可以是网址，只有写明网址时才联网", "the privacy policy `FILE` (txt, md, html, docx, pdf); repeatable: policy, list of SDKs, rules for children; may be a URL, and only then is the network used"))
	s.BoolVar(&f.noPolicy, "no-policy", false, c.text("声明应用没有隐私政策", "state that the app has no privacy policy"))
	s.StringVar(&f.category, "category", "", c.text("应用类别 `KIND`：39 类之一的编号或名称，如 3、C03、即时通信", "the app's `KIND`: number or name of one of the 39 kinds, such as 3, C03, 即时通信"))
	s.StringArrayVar(&f.formats, "format", nil, c.text("报告格式 `FORMAT`：terminal、json、sarif，可重复；sarif=out.sarif 写入文件", "report `FORMAT`: terminal, json, sarif; repeatable; sarif=out.sarif writes a file"))
	s.StringVarP(&f.output, "output", "o", "", c.text("把报告写入 `FILE`，不写标准输出", "write the report to `FILE` instead of standard output"))
	s.StringVar(&f.failOn, "fail-on", "suspected", c.text("从哪一结论 `VERDICT` 起退出码为 1：violation、suspected、review、never", "the `VERDICT` from which the exit code is 1: violation, suspected, review, never"))
	s.StringVar(&f.minSeverity, "min-severity", "error", c.text("且严重程度不低于 `SEVERITY`：error、warning、note", "and at least of this `SEVERITY`: error, warning, note"))
	s.StringSliceVar(&f.only, "only", nil, c.text("只检测这些任务或规则 `RULES`，如 T5,T6-001", "only these tasks or `RULES`, such as T5,T6-001"))
	s.BoolVarP(&f.verbose, "verbose", "v", false, c.text("终端报告不省略", "leave nothing out of the terminal report"))
	s.BoolVar(&f.noColor, "no-color", false, c.text("不使用颜色（NO_COLOR 亦可）", "no colour (as NO_COLOR does)"))
	c.bindReadFlags(cmd, &f.readFlags)
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
	if shown := slices.ContainsFunc(plan.outputs, func(o output) bool { return o.path == "" && o.format.Name == "terminal" }); !shown || !c.terminal {
		c.tell(run.Failures) // on a terminal the report has said it
	}
	return c.writeReports(plan, run)
}

// scanAll checks the targets side by side and keeps their order.
func (p *plan) scanAll() *reports.Run {
	p.md5 = slices.ContainsFunc(p.outputs, func(o output) bool { return o.format.Name == "json" }) // no other one shows it
	run := &reports.Run{ToolVersion: version, RulesDigest: p.digest}
	run.Reports, run.Failures = readAll(p.reading, p.check)
	return run
}

// check holds one app, and what the user says of it, against the rules.
func (p *plan) check(a *app.App) *lint.Report {
	if p.policy != nil {
		a.Policy = *p.policy
		a.Has |= app.FactPolicy
		if gap, ok := policy.Foreign(p.policy); ok {
			a.AddGap(gap)
		}
	}
	return p.linter.Lint(a, p.said)
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
		fmt.Fprintf(c.stderr, c.text("zicha: %s 报告已写入 %s；%s\n", "zicha: %s report written to %s; %s\n"), o.format.Name, o.path, reports.Conclusion(run, options))
	}
	return nil
}
