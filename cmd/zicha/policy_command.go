package main

import (
	"github.com/spf13/cobra"
)

// policyFlags are the wishes of zicha policy, as typed.
type policyFlags struct {
	format string
}

func (c *command) policy() *cobra.Command {
	var f policyFlags
	cmd := &cobra.Command{
		Use:    "policy FILE…",
		Short:  c.text("解读隐私政策", "read privacy policies"),
		Args:   cobra.MinimumNArgs(1),
		Hidden: true,
		RunE:   func(_ *cobra.Command, args []string) error { return c.runPolicy(&f, args) },
	}
	cmd.Flags().StringVar(&f.format, "format", "bench", c.text("格式 `FORMAT`：bench（每个文件一行 JSON，供评测）", "`FORMAT`: bench (one line of JSON for each file, for scoring)"))
	return cmd
}

func (c *command) runPolicy(f *policyFlags, args []string) error {
	if f.format != "bench" {
		return userError{ZH: "--format " + f.format + "：未知格式，可用 bench", EN: "--format " + f.format + ": unknown; use bench"}
	}
	return c.writeBench(args)
}
