package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/signatures"
	"github.com/zicha-lint/zicha/internal/sqlite"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

// sdksImport takes a public database of SDK signatures into the user's folder.
func (c *command) sdksImport() *cobra.Command {
	var from, to string
	var list bool
	cmd := &cobra.Command{
		Use:   "import " + c.text("文件", "FILE"),
		Short: c.text("从公开的 SDK 特征库导入名称", "take names from a public database of SDK signatures"),
		Long: c.text(
			"把 LibChecker-Rules 的 rules.db 或 Exodus 的 trackers.json 转成目录条目，写入用户文件夹；之后的命令自动加载。\n"+
				"导入的条目可信度较低，只给代码命名：不改变任何结论、严重程度和指纹。内置目录已能识别的不导入。\n"+
				"不再需要时，删去所写的文件 catalog/sdks/libchecker.yaml 或 exodus.yaml；zicha version 显示另加载的文件夹。\n"+
				"zicha 不联网，请自行下载；两个特征库各有许可，导入时会说明：\n"+c.databases(),
			"Turns the rules.db of LibChecker-Rules or the trackers.json of Exodus into entries of the catalogue in your\n"+
				"own folder, which later commands load by themselves. Imported entries are trusted less and only name code: they\n"+
				"change no verdict, severity or fingerprint. What the built-in catalogue recognises is left out.\n"+
				"To undo it, delete the file that was written, catalog/sdks/libchecker.yaml or exodus.yaml; zicha version names the folder.\n"+
				"zicha never touches the network: download the file yourself. Each database has a licence of its own:\n"+c.databases()),
		Example: "  zicha sdks import --from libchecker rules.db\n  zicha sdks import --from exodus trackers.json --to my-rules/",
		Args:    c.oneArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if from == "" {
				return userError{ZH: "须指定 --from：libchecker 或 exodus", EN: "--from is needed: libchecker or exodus"}
			}
			format := signatures.FormatOf(from)
			if format == nil {
				return userError{ZH: "--from " + from + "：可用 libchecker、exodus", EN: "--from " + from + ": use libchecker or exodus"}
			}
			return c.importSDKs(format, args[0], to, list)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", c.text("特征库 `DATABASE`：libchecker 或 exodus", "the `DATABASE`: libchecker or exodus"))
	cmd.Flags().StringVar(&to, "to", "", c.text("写入规则文件夹 `DIR`（配合 --rules 使用），不指定时为用户文件夹", "write into the folder of rules `DIR`, for --rules; else into your own"))
	cmd.Flags().BoolVar(&list, "list-skipped", false, c.text("逐条列出跳过的规则", "list every rule that was skipped"))
	return cmd
}

// databases lists what can be imported, with where it is from and its licence.
func (c *command) databases() string {
	var lines []string
	for _, f := range signatures.Formats {
		lines = append(lines, "  "+f.ID+"  "+f.Home+"\n              "+f.Licence.In(c.lang))
	}
	return strings.Join(lines, "\n")
}

func (c *command) importSDKs(format *signatures.Format, path, to string, list bool) error {
	if to == "" {
		dir, err := userRules()
		if err != nil {
			return userError{ZH: "找不到用户配置文件夹，请用 --to 指定", EN: "there is no folder for your configuration; name one with --to"}
		}
		to = dir
	}
	db, err := format.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrPermission) {
		return userError{ZH: path + "：文件不存在或无法访问，请检查路径", EN: path + ": no such file, or no access; check the path"}
	}
	if err != nil {
		return userError{ZH: path + "：不是 " + format.Name + " 的特征库：" + whyUnread(err), EN: path + ": is no database of " + format.Name + ": " + err.Error()}
	}
	in := db.Import(&builtin.Pack().Catalog)
	data, err := in.YAML(format)
	if err != nil {
		return err
	}
	if len(data) > rules.MaxFileSize {
		return userError{ZH: path + "：条目过多，超出规则文件的上限", EN: path + ": more entries than a file of rules may hold"}
	}
	target := filepath.Join(to, "catalog", "sdks", format.ID+".yaml")
	if err := replaceFile(target, data); err != nil {
		return err
	}
	c.saySkipped(in.Skipped, list)
	fmt.Fprintf(c.stdout, c.text(
		"%s：%d 条记录，%d 个名称；%d 个内置目录已有，导入 %d 个，跳过 %d 条规则\n写入 %s（删去此文件即撤销）\n许可：%s %s\n",
		"%s: %d records with %d names; the built-in catalogue has %d, %d imported, %d rules skipped\nwritten to %s (delete it to undo this)\nlicence: %s, %s\n"),
		path, db.Records, in.Labels, in.Covered, len(in.SDKs), len(in.Skipped), target, format.Name, format.Licence.In(c.lang))
	return nil
}

// whyUnread says in Chinese what is wrong with most files that are no database.
func whyUnread(err error) string {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return "不是 JSON 文件，或已损坏"
	case errors.Is(err, sqlite.ErrNoDatabase):
		return "不是 SQLite 3 数据库文件"
	}
	return err.Error()
}

// saySkipped counts the rules that were skipped by their reason, or lists them.
func (c *command) saySkipped(skipped []signatures.Unread, list bool) {
	var reasons []lang.Text
	counts := map[lang.Text]int{}
	for _, s := range skipped {
		if list {
			fmt.Fprintf(c.stdout, c.text("跳过 %s（%s）：%s\n", "skipped %s (%s): %s\n"), s.Label, s.Text, s.Why.In(c.lang))
		}
		if counts[s.Why]++; counts[s.Why] == 1 {
			reasons = append(reasons, s.Why)
		}
	}
	for _, why := range reasons {
		fmt.Fprintf(c.stdout, c.text("跳过 %d 条：%s\n", "skipped %d: %s\n"), counts[why], why.In(c.lang))
	}
}

// replaceFile writes a file beside its place first: a write that breaks off
// leaves the old one as it was.
func replaceFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".import-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// userRules is the folder of the user's own rules, which every command loads
// where it exists.
func userRules() (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "zicha"), err
}
