package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zicha-lint/zicha/internal/lang"
)

// Exit codes. Findings beat incompleteness, incompleteness beats silence.
const (
	exitClean      = 0 // nothing at the threshold
	exitFindings   = 1 // a finding at the threshold
	exitUsage      = 2 // wrong usage or configuration
	exitIncomplete = 3 // a target could not be read, or not completely
)

// command is zicha as a value: everything it touches of the outside world.
type command struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	terminal       bool // stdout is a terminal
	progress       bool // stderr is a terminal
	width          func() int
	getenv         func(string) string

	lang lang.Lang
	exit int // set by scan
}

// run executes one command line and returns the exit code.
func (c *command) run(args []string) int {
	c.lang = c.language(args)
	root := c.root()
	root.SetArgs(args)
	err := c.unknown(root, args)
	if err == nil {
		err = root.Execute()
	}
	if err == nil {
		return c.exit
	}
	fmt.Fprintln(c.stderr, "zicha: "+c.sentence(err))
	return exitUsage
}

// userError is an error with a sentence in every language.
type userError lang.Text

func (e userError) Error() string { return e.EN }

func (c *command) sentence(err error) string {
	var u userError
	if errors.As(err, &u) {
		return lang.Text(u).In(c.lang)
	}
	return err.Error()
}

// text picks the language of the command line's own words.
func (c *command) text(zh, en string) string { return lang.Text{ZH: zh, EN: en}.In(c.lang) }

// language reads --lang before the commands are built, since their help speaks
// it too; else the locale decides, and what is not English is Chinese.
func (c *command) language(args []string) lang.Lang {
	for i, a := range args {
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return langOf(v)
		}
		if a == "--lang" && i+1 < len(args) {
			return langOf(args[i+1])
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := c.getenv(name); v != "" {
			return langOf(v)
		}
	}
	return lang.ZH
}

func langOf(s string) lang.Lang {
	if strings.HasPrefix(s, "en") {
		return lang.EN
	}
	return lang.ZH
}

func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "zicha",
		Short: c.text("应用个人信息保护合规自查", "self-check of apps against China's rules on user rights"),
		Long: c.text(
			"zicha（自查）读取安装包与隐私政策，对照工信部信管函〔2020〕164号的十项整治任务，\n指出可能的问题、证据、依据与整改办法，并说明哪些没有检测。全程离线；只有 --policy 写的是网址时才读取该网页。",
			"zicha reads a package and its privacy policy, holds both against the ten tasks of\n工信部信管函〔2020〕164号, and says what is likely wrong, with proof, clause and remedy, and\nwhat was not looked at. It never touches the network, but for a --policy that is a URL."),
		Example: "  zicha scan app.apk --policy privacy.md\n  zicha scan build/outputs --format sarif=zicha.sarif\n  zicha sdks app.apk\n  zicha disclose app.apk -o lists.html\n" +
			"  zicha disclose app.apk --check privacy.html\n  zicha explain T6-001",
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version,
		Args:          cobra.ArbitraryArgs,
		RunE:          helpOrUnknown,

		SuggestionsMinimumDistance: 2,
	}
	root.SetIn(c.stdin)
	root.SetOut(c.stdout)
	root.SetErr(c.stderr)
	root.PersistentFlags().String("lang", string(c.lang), c.text("输出语言：zh 或 en；不指定时取自系统区域设置", "language: zh or en; where not given, that of the locale"))
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if v, _ := cmd.Flags().GetString("lang"); v != "zh" && v != "en" {
			return userError{ZH: "--lang " + v + "：只支持 zh 和 en", EN: "--lang " + v + ": only zh and en are supported"}
		}
		return nil
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return userError{
			ZH: flagFault(err) + "\n用法见 " + cmd.CommandPath() + " --help",
			EN: err.Error() + "\nsee " + cmd.CommandPath() + " --help",
		}
	})
	root.SetUsageTemplate(c.usageTemplate())
	root.SetVersionTemplate("zicha {{.Version}}\n")
	root.Flags().Bool("version", false, c.text("显示版本", "show the version"))
	root.SetHelpCommand(c.help())
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(c.scan(), c.sdks(), c.disclose(), c.policy(), c.rules(), c.explain(), c.version(), c.completion(), c.man())
	c.nameHelpFlags(root)
	return root
}

// help makes "zicha help scan" the same as "zicha scan --help".
func (c *command) help() *cobra.Command {
	return &cobra.Command{
		Use:    "help [COMMAND]",
		Short:  c.text("显示命令的帮助", "show the help of a command"),
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			sub, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), strings.Join(args, " "))
			}
			return sub.Help()
		},
	}
}

// helpOrUnknown runs a command that only holds others.
func helpOrUnknown(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	return unknownCommand(cmd, args[0])
}

// unknown finds a command that does not exist, also where its help is asked for.
func (c *command) unknown(root *cobra.Command, args []string) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") || !slices.ContainsFunc(args, func(a string) bool { return a == "--help" || a == "-h" }) {
		return nil
	}
	if cmd, _, err := root.Find(args); err == nil && cmd == root {
		return unknownCommand(root, args[0])
	}
	return nil
}

// flagFault says in Chinese what is wrong with a flag.
func flagFault(err error) string {
	var (
		missing *pflag.NotExistError
		empty   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	dashes := func(name, short string) string {
		if short != "" {
			return "-" + short
		}
		return "--" + name
	}
	switch {
	case errors.As(err, &missing):
		short := ""
		if missing.GetSpecifiedShortnames() != "" {
			short = missing.GetSpecifiedName()
		}
		return dashes(missing.GetSpecifiedName(), short) + "：没有这个选项"
	case errors.As(err, &empty):
		return "--" + empty.GetFlag().Name + "：需要一个值"
	case errors.As(err, &invalid):
		return "--" + invalid.GetFlag().Name + " " + invalid.GetValue() + "：值不符合要求"
	}
	return err.Error()
}

func unknownCommand(parent *cobra.Command, name string) error {
	see := parent.CommandPath() + " --help"
	zh, en := "没有这个命令，见 "+see, "no such command; see "+see
	if near := parent.SuggestionsFor(name); len(near) > 0 {
		zh, en = "没有这个命令，是不是 "+near[0]+"？", "no such command; did you mean "+near[0]+"?"
	}
	return userError{ZH: name + "：" + zh, EN: name + ": " + en}
}

// nameHelpFlags gives --help of every command a word in the user's language.
func (c *command) nameHelpFlags(cmd *cobra.Command) {
	cmd.Flags().BoolP("help", "h", false, c.text("显示帮助", "show this help"))
	for _, sub := range cmd.Commands() {
		c.nameHelpFlags(sub)
	}
}

// usageTemplate is cobra's own in the user's language.
func (c *command) usageTemplate() string {
	t := func(zh, en string) string { return c.text(zh, en) }
	return t("用法：", "Usage:") + `
  {{if or (not .HasAvailableSubCommands) (ne .Name .Use)}}{{.UseLine}}{{end}}{{if and .HasAvailableSubCommands (ne .Name .Use)}}
  {{end}}{{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND{{end}}{{if .HasExample}}

` + t("示例：", "Examples:") + `
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

` + t("命令：", "Commands:") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + t("选项：", "Flags:") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + t("通用选项：", "Global flags:") + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
}
