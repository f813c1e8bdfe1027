package main

import "github.com/spf13/cobra"

func (c *command) sdks() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "sdks",
		Short:   c.text("SDK 目录", "the catalogue of SDKs"),
		Example: "  zicha sdks import --from libchecker rules.db",
		Args:    cobra.ArbitraryArgs,
		RunE:    helpOrUnknown,
	}
	cmd.AddCommand(c.sdksImport())
	return cmd
}
