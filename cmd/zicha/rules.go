package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

func (c *command) rules() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "rules",
		Short:   c.text("列出、查看、校验规则", "list, show and validate rules"),
		Example: "  zicha rules list\n  zicha rules show T6-001\n  zicha rules validate my-rules/",
		Args:    cobra.ArbitraryArgs,
		RunE:    helpOrUnknown,
	}
	var dir string
	cmd.PersistentFlags().StringVar(&dir, "rules", "", c.text("再加载文件夹 `DIR` 中的规则", "also load the rules in `DIR`"))
	cmd.AddCommand(&cobra.Command{
		Use:   "list",
		Short: c.text("列出所有规则", "list every rule"),
		Args:  c.noArgs,
		RunE: func(*cobra.Command, []string) error {
			pack, err := loadPack(dir)
			if err != nil {
				return err
			}
			c.listRules(pack)
			return nil
		},
	}, &cobra.Command{
		Use:     "show " + c.text("规则", "RULE"),
		Short:   c.text("以 YAML 显示一条规则，存入文件夹即可修改、覆盖", "show a rule as YAML; in a folder of yours it overrides the built-in one"),
		Example: "  zicha rules show T6-001 > my-rules/T6-001.yaml",
		Args:    c.oneArg,
		RunE: func(_ *cobra.Command, args []string) error {
			return c.showRule(dir, args[0])
		},
	}, &cobra.Command{
		Use:     "validate " + c.text("文件夹", "DIR"),
		Short:   c.text("校验文件夹中的规则", "validate the rules in a folder"),
		Example: "  zicha rules validate my-rules/",
		Args:    c.oneArg,
		RunE: func(_ *cobra.Command, args []string) error {
			pack, err := loadPack(args[0])
			if err != nil {
				return err
			}
			n := 0
			for _, t := range pack.Tasks {
				n += len(t.Rules)
			}
			fmt.Fprintf(c.stdout, c.text("%s：规则有效，合并后共 %d 条\n", "%s: the rules are valid; %d in all\n"), args[0], n)
			return nil
		},
	})
	return cmd
}

// listRules prints a line per rule: id, strongest word, how it is answered, title.
func (c *command) listRules(pack *rules.Pack) {
	for _, t := range pack.Tasks {
		fmt.Fprintf(c.stdout, "%s %s\n", t.Code(), t.Title.In(c.lang))
		for _, r := range t.Rules {
			fmt.Fprintf(c.stdout, "  %-10s%s%s\n", r.ID, runewidth.FillRight(c.answer(&r), 24), r.Title.In(c.lang))
		}
	}
}

// answer tells how zicha answers a rule.
func (c *command) answer(r *rules.Rule) string {
	if r.Person() {
		return c.text("人工复核", "a person")
	}
	if len(r.Evidence) == 0 {
		return c.text("尚不检测", "not yet")
	}
	best := r.Evidence[0]
	for _, e := range r.Evidence {
		if e.Verdict > best.Verdict {
			best = e
		}
	}
	return reports.Words(best.Verdict, best.Severity, c.lang)
}

// showRule prints a rule as a file of rules that overrides it.
func (c *command) showRule(dir, id string) error {
	_, t, r, err := c.findRule(dir, id)
	if err != nil {
		return err
	}
	// Through JSON, so that the keys and their order are those of the schema.
	data, err := json.Marshal(struct {
		Task  int           `json:"task"`
		Rules []*rules.Rule `json:"rules"`
	}{t.Number, []*rules.Rule{r}})
	if err != nil {
		return err
	}
	var node yaml.Node
	if err := yaml.Unmarshal(data, &node); err != nil {
		return err
	}
	blockStyle(&node)
	out := yaml.NewEncoder(c.stdout)
	out.SetIndent(2)
	defer out.Close()
	return out.Encode(&node)
}

func blockStyle(n *yaml.Node) {
	n.Style = 0
	for _, child := range n.Content {
		blockStyle(child)
	}
}

// findRule returns the rule with the id, its task and the pack it stands in.
func (c *command) findRule(dir, id string) (*rules.Pack, *rules.Task, *rules.Rule, error) {
	pack, err := loadPack(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	r, t := pack.Rule(strings.ToUpper(id))
	if r == nil {
		return nil, nil, nil, userError{ZH: id + "：没有这条规则，见 zicha rules list", EN: id + ": no such rule; see zicha rules list"}
	}
	return pack, t, r, nil
}

func (c *command) noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return userError{ZH: "多余的参数：" + args[0], EN: "unexpected argument: " + args[0]}
	}
	return nil
}

func (c *command) oneArg(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return userError{ZH: "需要且只需要一个参数，例如：\n" + cmd.Example, EN: "exactly one argument is needed, for example:\n" + cmd.Example}
	}
	return nil
}

// loadPack returns the built-in rules with those of the user's folder and of
// another one on top.
func loadPack(dir string) (*rules.Pack, error) {
	pack, _, err := ownPack()
	if err != nil || dir == "" {
		return pack, err
	}
	return userPack(pack, dir)
}

// ownPack returns the built-in rules with those of the user's folder on top, and the
// folder, which is "" where it has none.
func ownPack() (pack *rules.Pack, folder string, err error) {
	own, err := userRules()
	if err != nil || !isFolder(own) {
		return builtin.Pack(), "", nil
	}
	pack, err = userPack(builtin.Pack(), own)
	if errors.Is(err, rules.ErrNoRules) {
		return builtin.Pack(), "", nil
	}
	return pack, own, err
}

// tellOwn says that the user's folder was loaded: what it holds may have been put
// there long ago.
func (c *command) tellOwn(folder string) {
	if folder != "" {
		fmt.Fprintf(c.stderr, c.text("zicha: 另加载 %s\n", "zicha: also loaded %s\n"), folder)
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// userPack loads a folder of rules on top of the built-in pack.
func userPack(base *rules.Pack, dir string) (*rules.Pack, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, userError{ZH: dir + "：规则文件夹不存在", EN: dir + ": no such folder of rules"}
	}
	if !info.IsDir() {
		return nil, userError{ZH: dir + "：是文件，请给出它所在的文件夹", EN: dir + ": is a file; give the folder it stands in"}
	}
	pack, err := rules.Load(os.DirFS(dir), base)
	var problems rules.Problems
	if errors.As(err, &problems) {
		count := strconv.Itoa(len(problems))
		return nil, userError{
			ZH: dir + "：规则有 " + count + " 处问题，请改正后重试\n" + problems.Error(),
			EN: dir + ": " + count + " problems in the rules; mend them and try again\n" + problems.Error(),
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return pack, nil
}
