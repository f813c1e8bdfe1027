package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/reports"
)

// sdksFlags are the wishes of zicha sdks, as typed.
type sdksFlags struct {
	readFlags
	format, output   string
	noColor, verbose bool
}

func (c *command) sdks() *cobra.Command {
	var f sdksFlags
	cmd := &cobra.Command{
		Use:   "sdks TARGET...",
		Short: c.text("列出安装包中的第三方 SDK 和代码", "list the third-party SDKs and code of packages"),
		Long: c.text(
			"列出安装包中的第三方 SDK：公司、类别、版本、证据、代码读取的信息、厂商披露的信息（上限）、权限、在哪里初始化、同意接口是否调用、\n"+
				"最早在哪个阶段读取信息；以及开源库和没有认出的第三方代码。目标同 zicha scan。\n\n"+
				"退出码：0 已列出；2 用法或配置错误；3 读取不完整，清单可能有缺。",
			"Lists the third-party SDKs of packages: vendor, kind, version, evidence, what their code reads, what their vendors disclose (an upper bound),\n"+
				"permissions, where they are set to work, whether they are told of consent, and when they first read; then libraries, and code that was\n"+
				"not identified. Targets as of zicha scan.\n\n"+
				"Exit codes: 0 listed; 2 wrong usage or configuration; 3 not everything was read, and the list may lack something."),
		Example: "  zicha sdks app.apk\n" +
			"  zicha sdks app.apk -v --mapping mapping.txt\n" +
			"  zicha sdks build/outputs -o sdks.csv\n" +
			"  zicha sdks app.apk --format json | jq '.apps[].sdks[].id'\n" +
			"  zicha sdks import --from libchecker rules.db",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, targets []string) error { return c.runSDKs(&f, targets) },
	}
	s := cmd.Flags()
	s.SortFlags = false
	s.StringVar(&f.format, "format", "", c.text("格式 `FORMAT`：table（默认）、json、csv；不写时看 -o 的后缀", "`FORMAT`: table (the default), json, csv; where not given, the suffix of -o"))
	s.StringVarP(&f.output, "output", "o", "", c.text("写入 `FILE`，不写标准输出", "write to `FILE` instead of standard output"))
	s.BoolVarP(&f.verbose, "verbose", "v", false, c.text("列出每条证据和每处读取的位置，不省略", "the place of every trace and every use; leave nothing out"))
	s.BoolVar(&f.noColor, "no-color", false, c.text("不使用颜色（NO_COLOR 亦可）", "no colour (as NO_COLOR does)"))
	c.bindReadFlags(cmd, &f.readFlags)
	cmd.AddCommand(c.sdksImport())
	return cmd
}

func (c *command) runSDKs(f *sdksFlags, args []string) error {
	formats := reports.SDKFormats()
	format, ok := reports.Find(formats, c.formatOf(f.format, f.output, namesOf(formats)))
	if !ok {
		return userError{ZH: "--format " + f.format + "：未知格式，可用 table、json、csv", EN: "--format " + f.format + ": unknown; use table, json or csv"}
	}
	r, err := c.reading(&f.readFlags, args)
	if err != nil {
		return err
	}
	run := &reports.Inventories{ToolVersion: version, RulesDigest: r.digest}
	run.Apps, run.Failures = readAll(r, func(a *app.App) *disclose.Inventory { return disclose.Take(a, r.catalog) })
	incomplete := slices.ContainsFunc(run.Apps, (*disclose.Inventory).Incomplete)
	if len(run.Failures) > 0 || incomplete && !f.allowIncomplete {
		c.exit = exitIncomplete
	}
	run.Exit = c.exit
	if !c.terminal || format.Name != "table" || f.output != "" {
		c.tell(run.Failures) // on a terminal the table has said it
	}
	return c.deliver(f.output, func(w io.Writer, toFile bool) error {
		return format.Write(w, run, c.pageOptions(f.noColor || toFile, f.verbose))
	})
}

// pageOptions are the wishes of a reader who has no threshold.
func (c *command) pageOptions(plain, verbose bool) reports.Options {
	o := reports.Options{Lang: c.lang, Color: c.colour() && !plain, Verbose: verbose}
	if c.terminal {
		o.Width = min(c.width(), 120)
	}
	return o
}

// deliver writes to a file, where one is named, else to standard output.
func (c *command) deliver(path string, write func(w io.Writer, toFile bool) error) error {
	if path == "" {
		if err := write(c.stdout, false); err != nil {
			return fmt.Errorf("standard output: %w", err)
		}
		return nil
	}
	var out bytes.Buffer
	if err := write(&out, true); err != nil {
		return err
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		return userError{ZH: path + "：无法写入：" + err.Error(), EN: path + ": cannot be written: " + err.Error()}
	}
	fmt.Fprintf(c.stderr, c.text("zicha: 已写入 %s\n", "zicha: written to %s\n"), strings.TrimSpace(path))
	return nil
}
