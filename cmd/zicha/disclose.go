package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/reports"
)

// discloseFlags are the wishes of zicha disclose, as typed.
type discloseFlags struct {
	readFlags
	format, output string
	check          []string
	only           []string
	verbose        bool
}

func (c *command) disclose() *cobra.Command {
	var f discloseFlags
	cmd := &cobra.Command{
		Use:   "disclose TARGET",
		Short: c.text("起草第三方SDK清单、个人信息清单和权限清单", "draft the lists of SDKs, information and permissions that apps publish"),
		Long: c.text(
			"从安装包起草应用须公示的三份清单：第三方SDK共享清单、已收集个人信息清单、权限申请清单。每格写明来源：\n"+
				"没有标记的在安装包中读到或已核对，【上限】是厂商披露的最大范围，【待核实】未核对，【待填写】只有负责人知道。\n"+
				"应用自己的目的从不编造。清单是草案，须由负责人核对后发布。\n\n"+
				"--check 不起草，而是把已公示的隐私政策或清单与安装包比对：哪些 SDK、个人信息和权限没有写，哪些 SDK 包中未见。\n\n"+
				"退出码：0 已起草，或公示的没有缺；1 --check 发现有缺；2 用法或配置错误；3 读取不完整，清单有缺。1 优先于 3。",
			"Drafts the three lists that an app has to publish: third-party SDKs, personal information, permissions. Every cell says where it comes\n"+
				"from: without a mark it was read in the package or compared; [upper bound] is what vendors disclose, [unverified] was not compared,\n"+
				"[to fill in] only a person knows. Purposes of the app itself are never invented. The lists are drafts, to be checked before publishing.\n\n"+
				"With --check nothing is drafted: a policy or list that was published is held against the package, for SDKs, information and permissions\n"+
				"that it does not have, and for SDKs that the package does not have.\n\n"+
				"Exit codes: 0 drafted, or nothing lacking; 1 --check found something lacking; 2 wrong usage or configuration; 3 not everything was read,\n"+
				"and the lists lack something. 1 beats 3."),
		Example: "  zicha disclose app.apk > lists.md\n" +
			"  zicha disclose app.apk -o lists.html\n" +
			"  zicha disclose app.apk -o lists.doc\n" +
			"  zicha disclose app.apk --only sdks -o sdks.csv\n" +
			"  zicha disclose app.apk --check privacy.html",
		Args: c.oneArg,
		RunE: func(_ *cobra.Command, args []string) error { return c.runDisclose(&f, args) },
	}
	s := cmd.Flags()
	s.SortFlags = false
	s.StringArrayVar(&f.check, "check", nil, c.text("不起草，把已公示的 `FILE`（隐私政策或 SDK 清单：txt、md、html、docx、pdf 或网址，可重复）与安装包比对", "draft nothing: hold the published `FILE` (policy or list of SDKs: txt, md, html, docx, pdf or a URL; repeatable) against the package"))
	s.StringVar(&f.format, "format", "", c.text("格式 `FORMAT`：md（默认）、html、doc（Word、WPS）、csv；--check 时为 terminal（默认）、json；不写时看 -o 的后缀", "`FORMAT`: md (the default), html, doc (for Word), csv; with --check terminal (the default), json; where not given, the suffix of -o"))
	s.StringVarP(&f.output, "output", "o", "", c.text("写入 `FILE`，不写标准输出", "write to `FILE` instead of standard output"))
	s.StringSliceVar(&f.only, "only", nil, c.text("只要这些 `LISTS`：sdks、information、permissions", "only these `LISTS`: sdks, information, permissions"))
	s.BoolVarP(&f.verbose, "verbose", "v", false, c.text("--check 时列出每一处代码", "with --check: every place in code"))
	c.bindReadFlags(cmd, &f.readFlags)
	return cmd
}

func (c *command) runDisclose(f *discloseFlags, args []string) error {
	if len(f.check) > 0 {
		return c.runCheck(f, args)
	}
	formats := reports.ListFormats()
	format, ok := reports.Find(formats, c.formatOf(f.format, f.output, namesOf(formats)))
	if !ok {
		return userError{ZH: "--format " + f.format + "：未知格式，可用 md、html、doc、csv", EN: "--format " + f.format + ": unknown; use md, html, doc or csv"}
	}
	for _, name := range f.only {
		if !slices.Contains(reports.ListNames(), name) {
			known := strings.Join(reports.ListNames(), "、")
			return userError{ZH: "--only " + name + "：没有这份清单，可用 " + known, EN: "--only " + name + ": no such list; use " + strings.Join(reports.ListNames(), ", ")}
		}
	}
	r, err := c.readingOne(&f.readFlags, args)
	if err != nil {
		return err
	}
	lists, failures := readAll(r, func(a *app.App) *disclose.Lists { return disclose.Of(a, r.catalog) })
	c.tell(failures)
	if len(failures) > 0 {
		c.exit = exitIncomplete
		return nil
	}
	if err := ofApp(lists[0].App); err != nil {
		return err
	}
	if lists[0].Incomplete && !f.allowIncomplete {
		c.exit = exitIncomplete
	}
	return c.deliver(f.output, func(w io.Writer, _ bool) error {
		return format.Write(w, &reports.Drafts{Lists: lists[0], Only: f.only, ToolVersion: version}, reports.Options{Lang: c.lang})
	})
}

// readingOne prepares the reading of the one app to which lists belong.
func (c *command) readingOne(f *readFlags, args []string) (*reading, error) {
	r, err := c.reading(f, args)
	if err == nil && len(r.targets) != 1 {
		err = userError{ZH: args[0] + "：其中有多个安装包，清单属于一个应用，请指定一个", EN: args[0] + ": holds several packages; the lists belong to one app, so name one"}
	}
	return r, err
}

// ofApp refuses an SDK, which publishes no such lists.
func ofApp(a *app.App) error {
	if !a.Source.Kind.IsSDK() {
		return nil
	}
	return userError{
		ZH: a.Source.Name + "：清单属于应用，这是一个 SDK；SDK 请用 zicha scan 或 zicha sdks",
		EN: a.Source.Name + ": the lists belong to an app, and this is an SDK; use zicha scan or zicha sdks",
	}
}

// runCheck holds a published text against the package.
func (c *command) runCheck(f *discloseFlags, args []string) error {
	formats := reports.ComparisonFormats()
	format, ok := reports.Find(formats, c.formatOf(f.format, f.output, namesOf(formats)))
	if !ok {
		return userError{ZH: "--format " + f.format + "：--check 时可用 terminal、json", EN: "--format " + f.format + ": with --check use terminal or json"}
	}
	if len(f.only) > 0 {
		return userError{ZH: "--only 只用于起草，不能与 --check 同用", EN: "--only is for drafts, not for --check"}
	}
	text, err := readPolicies(f.check)
	if err != nil {
		return err
	}
	r, err := c.readingOne(&f.readFlags, args)
	if err != nil {
		return err
	}
	all, failures := readAll(r, func(a *app.App) *disclose.Comparison {
		return disclose.Compare(disclose.Of(a, r.catalog), text, r.catalog)
	})
	c.tell(failures)
	if len(failures) > 0 {
		c.exit = exitIncomplete
		return nil
	}
	if err := ofApp(all[0].App); err != nil {
		return err
	}
	switch {
	case all[0].Lacks():
		c.exit = exitFindings
	case all[0].Incomplete && !f.allowIncomplete:
		c.exit = exitIncomplete
	}
	out := reports.Compared{Comparison: all[0], ToolVersion: version, RulesDigest: r.digest, Exit: c.exit}
	return c.deliver(f.output, func(w io.Writer, toFile bool) error {
		return format.Write(w, &out, c.pageOptions(toFile, f.verbose))
	})
}
