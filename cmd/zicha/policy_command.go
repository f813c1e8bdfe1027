package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/internal/webpage"
	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// policyFlags are the wishes of zicha policy, as typed.
type policyFlags struct {
	format, output   string
	rules            string
	with             []string
	noColor, verbose bool
}

func (c *command) policy() *cobra.Command {
	var f policyFlags
	cmd := &cobra.Command{
		Use:   "policy FILE...",
		Short: c.text("解读隐私政策：声明的信息、应写的内容、有问题的条款、SDK 清单", "read policies: what they declare and lack, clauses to mend, lists of SDKs"),
		Long: c.text(
			"解读隐私政策，不需要安装包：声明了哪些个人信息（谁收集、目的、条件、否认的），应写的内容写在哪里、哪些未见，有问题的条款，\n"+
				"第三方 SDK 清单。每项都引原文和行号。文件为 txt、md、html、docx 或 pdf，每个文件是一份政策；\n"+
				"- 是标准输入；写网址时才联网。英文政策会说明没有判断。\n\n"+
				"这是对文字的解读，不判断是否合规，所以没有退出码 1；要作为门禁，用 zicha scan app.apk --policy FILE。\n\n"+
				"退出码：0 已解读；2 用法或配置错误；3 有文件不能作为隐私政策读取。",
			"Reads privacy policies, without a package: which information they declare (by whom, what for, when, and what they deny), where they state\n"+
				"what has to be stated and what was not seen, clauses to mend, and lists of third-party SDKs, all with quotes and lines. A FILE is a txt,\n"+
				"md, html, docx or pdf, and one policy each; - is standard input, and a URL is fetched. Of English policies it says that they were not judged.\n\n"+
				"This is what the text says, and no verdict; so there is no exit code 1. As a gate use zicha scan app.apk --policy FILE.\n\n"+
				"Exit codes: 0 read; 2 wrong usage or configuration; 3 a file could not be read as a policy."),
		Example: "  zicha policy privacy.md\n" +
			"  zicha policy privacy.html --with sdks.html --with children.docx -v\n" +
			"  zicha policy docs/privacy.md --format sarif -o policy.sarif\n" +
			"  zicha policy privacy.txt --format json | jq '.policies[].topics[] | select(.present | not) | .id'\n" +
			"  zicha policy - < privacy.txt",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error { return c.runPolicy(&f, args) },
	}
	s := cmd.Flags()
	s.SortFlags = false
	s.StringVar(&f.format, "format", "terminal", c.text("格式 `FORMAT`：terminal、json、sarif，或 bench（每个文件一行 JSON，供评测）", "`FORMAT`: terminal, json, sarif, or bench (a line of JSON for each file, for scoring)"))
	s.StringArrayVar(&f.with, "with", nil, c.text("同一份政策的附件 `FILE`：SDK 清单、儿童规则，可重复；只用于一份政策", "a `FILE` that belongs to the policy: list of SDKs, rules for children; repeatable; for a single policy"))
	s.StringVarP(&f.output, "output", "o", "", c.text("写入 `FILE`，不写标准输出", "write to `FILE` instead of standard output"))
	s.BoolVarP(&f.verbose, "verbose", "v", false, c.text("列出每一处、全部依据和各章节讲什么，不省略", "every place, the whole basis, and what the sections speak of; leave nothing out"))
	s.BoolVar(&f.noColor, "no-color", false, c.text("不使用颜色（NO_COLOR 亦可）", "no colour (as NO_COLOR does)"))
	s.StringVar(&f.rules, "rules", "", c.text("再加载文件夹 `DIR` 中的规则，可新增或覆盖", "also load the rules in `DIR`; they add or override"))
	return cmd
}

func (c *command) runPolicy(f *policyFlags, args []string) error {
	if len(args) == 0 {
		return userError{ZH: "没有指定文件，例如：zicha policy privacy.md", EN: "no file given; try: zicha policy privacy.md"}
	}
	if len(f.with) > 0 && (len(args) > 1 || f.format == "bench") {
		return userError{ZH: "--with 的附件属于一份政策，请只给出一个文件", EN: "--with belongs to one policy; give a single file"}
	}
	if f.format == "bench" {
		return c.deliver(f.output, func(w io.Writer, _ bool) error { return c.writeBench(w, args) })
	}
	format, ok := reports.Find(reports.PolicyFormats(), f.format)
	if !ok {
		return userError{ZH: "--format " + f.format + "：未知格式，可用 terminal、json、sarif、bench", EN: "--format " + f.format + ": unknown; use terminal, json, sarif or bench"}
	}
	pack, err := loadPack(f.rules)
	if err != nil {
		return err
	}
	reader := published.NewReader(pack)
	reader.Outline = f.format == "json" || f.verbose && f.format == "terminal"
	run, err := c.readPolicyFiles(reader, pack, args, f.with)
	if err != nil {
		return err
	}
	c.tell(run.Failures)
	return c.deliver(f.output, func(w io.Writer, toFile bool) error {
		o := c.pageOptions(f.noColor || toFile, f.verbose)
		if dir, err := os.Getwd(); err == nil {
			o.Dir = dir
		}
		return format.Write(w, run, o)
	})
}

// readPolicyFiles reads every file as a policy of its own, with what belongs to it. A file
// that does not exist is an error, as for all commands; one that is no policy is a failure
// among the others.
func (c *command) readPolicyFiles(reader *published.Reader, pack *rules.Pack, files, with []string) (*reports.Policies, error) {
	run := &reports.Policies{Catalog: &pack.Catalog, ToolVersion: version, RulesDigest: builtin.Digest}
	if pack != builtin.Pack() {
		run.RulesDigest = pack.Digest()
	}
	for _, file := range slices.Concat(files, with) {
		if info, err := os.Stat(file); file != "-" && !webpage.IsAddress(file) && (err != nil || info.IsDir()) {
			return nil, userError{ZH: file + "：没有这个文件，或它是文件夹，请检查路径；没有解读任何文件", EN: file + ": no such file, or a folder; check the path. Nothing was read"}
		}
	}
	for _, file := range files {
		v, failure := c.overview(reader, append([]string{file}, with...))
		if v == nil {
			run.Failures = append(run.Failures, failure)
			c.exit = exitIncomplete
			continue
		}
		run.Policies = append(run.Policies, v)
	}
	run.Exit = c.exit
	return run, nil
}

// overview reads one policy; nil, and why, where a file of it cannot be read. No panic
// reaches the user.
func (c *command) overview(reader *published.Reader, files []string) (v *published.Overview, why reports.Failure) {
	defer func() {
		if p := recover(); p != nil {
			v, why = nil, reports.Failure{Target: files[0], What: lang.Text{ZH: fmt.Sprintf("内部错误：%v", p), EN: fmt.Sprintf("internal error: %v", p)}}
		}
	}()
	var sources []policy.Source
	var parts []app.Policy
	for i, file := range files {
		source, err := c.policySource(file)
		if err != nil {
			return nil, reports.Failure{Target: file, What: policyFailure(file, err)}
		}
		source.Part = i > 0
		p, err := source.Read()
		if err != nil {
			return nil, reports.Failure{Target: file, What: policyFailure(file, err)}
		}
		sources, parts = append(sources, source), append(parts, p)
	}
	return reader.Overview(policy.Join(parts), sources...), reports.Failure{}
}

func (c *command) policySource(file string) (policy.Source, error) {
	if file != "-" {
		return openPolicy(file)
	}
	data, err := io.ReadAll(io.LimitReader(c.stdin, policy.MaxSize+1))
	return policy.Source{Name: file, Data: data}, err
}

// policyFailure says why a file is no policy, without its name.
func policyFailure(file string, err error) lang.Text {
	var refused *policy.Error
	var told userError
	switch {
	case errors.As(err, &refused):
		return refused.What
	case errors.As(err, &told):
		return lang.Text{ZH: strings.TrimPrefix(told.ZH, file+"："), EN: strings.TrimPrefix(told.EN, file+": ")}
	}
	return failureText(err)
}
