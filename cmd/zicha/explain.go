package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/checks"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
)

func (c *command) explain() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:     "explain " + c.text("规则", "RULE"),
		Short:   c.text("解释一条规则：为什么、依据、如何整改", "explain a rule: why, by which clause, what to do"),
		Example: "  zicha explain T6-001",
		Args:    c.oneArg,
		RunE: func(_ *cobra.Command, args []string) error {
			pack, t, r, err := c.findRule(dir, args[0])
			if err != nil {
				return err
			}
			c.explainRule(t, r, &pack.Catalog)
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "rules", "", c.text("再加载文件夹 `DIR` 中的规则", "also load the rules in `DIR`"))
	return cmd
}

func (c *command) explainRule(t *rules.Task, r *rules.Rule, catalog *rules.Catalog) {
	line := func(head, text string) {
		if text != "" {
			fmt.Fprintf(c.stdout, "\n%s\n  %s\n", head, text)
		}
	}
	fmt.Fprintf(c.stdout, "%s  %s\n", r.ID, r.Title.In(c.lang))
	fmt.Fprintf(c.stdout, "%s %s\n", t.Code(), t.Title.In(c.lang))
	line(c.text("为什么", "Why"), r.Why.In(c.lang))
	line(c.text("整改建议", "Remedy"), r.Remedy.In(c.lang))
	line(c.text("依据", "Basis"), strings.Join(reports.Citations(catalog, r, c.lang), "\n  "))
	line(c.text("如何检测", "How it is checked"), strings.Join(c.howChecked(r), "\n  "))
	var steps []string
	for i, s := range r.Steps {
		steps = append(steps, fmt.Sprintf("%d. %s", i+1, s.In(c.lang)))
	}
	line(c.text("人工复核步骤", "Steps for a person"), strings.Join(steps, "\n  "))
	line(c.text("待核实", "Unverified"), strings.Join(reports.Doubts(catalog, r, c.lang), "\n  "))
	var own []string
	for _, t := range r.OwnDefault {
		own = append(own, t.In(c.lang))
	}
	line(c.text("zicha 自定，没有法律来源", "zicha's own default, without a legal source"), strings.Join(own, "\n  "))
}

func (c *command) howChecked(r *rules.Rule) []string {
	var out []string
	all := checks.All()
	for _, e := range r.Evidence {
		doc := e.Check
		if i := slices.IndexFunc(all, func(k lint.Check) bool { return k.Name == e.Check }); i >= 0 {
			doc = all[i].Doc.In(c.lang) + c.text("（", " (") + e.Check + c.text("）", ")")
		}
		out = append(out, doc+" → "+reports.Words(e.Verdict, e.Severity, c.lang))
	}
	if len(out) > 0 {
		return out
	}
	var stages []string
	for _, s := range r.Stages {
		stages = append(stages, lint.StageName(s).In(c.lang))
	}
	return []string{c.text("本版本尚不检测，需要：", "not checked by this version; needs: ") + strings.Join(stages, ", ")}
}
