package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/zicha-lint/zicha/rules/builtin"
)

// version is set by the release build: -ldflags "-X main.version=1.2.3".
var version = "dev"

func (c *command) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: c.text("显示版本与规则包摘要", "show the version and the digest of the rules"),
		Args:  c.noArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(c.stdout, "zicha %s (%s/%s)\nrules %s\n", version, runtime.GOOS, runtime.GOARCH, builtin.Digest)
			pack, own, err := ownPack()
			if err == nil && own != "" {
				fmt.Fprintf(c.stdout, c.text("另加载 %s，合并后 rules %s\n", "also loaded %s; with it rules %s\n"), own, pack.Digest())
			}
			return err
		},
	}
}

func (c *command) completion() *cobra.Command {
	return &cobra.Command{
		Use:       "completion {bash|zsh|fish|powershell}",
		Short:     c.text("输出命令补全脚本", "print a completion script"),
		Example:   "  zicha completion bash > /etc/bash_completion.d/zicha",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      c.oneArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			write := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":        root.GenZshCompletion,
				"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
				"powershell": root.GenPowerShellCompletionWithDesc,
			}[args[0]]
			if write == nil {
				return userError{ZH: args[0] + "：可用 bash、zsh、fish、powershell", EN: args[0] + ": use bash, zsh, fish or powershell"}
			}
			return write(c.stdout)
		},
	}
}

func (c *command) man() *cobra.Command {
	return &cobra.Command{
		Use:   "man [" + c.text("文件夹", "DIR") + "]",
		Short: c.text("输出手册页", "print the manual page"),
		Long: c.text("输出 zicha-scan(1) 手册页；指定文件夹时写入所有命令的手册页。",
			"Prints zicha-scan(1), or writes the pages of all commands into a folder."),
		Example: "  zicha man | man -l -\n  zicha man man/",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cmd.Root().DisableAutoGenTag = true
			header := doc.GenManHeader{Section: "1", Source: "zicha " + version, Manual: "zicha"}
			if len(args) == 1 {
				return doc.GenManTree(cmd.Root(), &header, args[0])
			}
			scan, _, err := cmd.Root().Find([]string{"scan"})
			if err != nil {
				return err
			}
			return doc.GenMan(scan, &header, c.stdout)
		},
	}
}
