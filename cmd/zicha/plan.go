package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/checks"
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/proguard"
	"github.com/zicha-lint/zicha/reports"
	"github.com/zicha-lint/zicha/rules"
)

// plan is a scan with everything checked that can be wrong before it starts.
type plan struct {
	*reading
	linter  *lint.Linter
	said    lint.Said
	policy  *app.Policy   // nil where none was given
	failOn  rules.Verdict // Unchecked: never
	least   rules.Severity
	outputs []output
	options reports.Options
}

// output is a report and the file it goes to; "" is standard output.
type output struct {
	format reports.RunFormat
	path   string
}

func (c *command) plan(f *scanFlags, args []string) (*plan, error) {
	r, err := c.reading(&f.readFlags, args)
	if err != nil {
		return nil, err
	}
	p := &plan{reading: r}
	if p.said, err = statements(f, p.catalog); err != nil {
		return nil, err
	}
	if p.failOn, p.least, err = thresholds(f); err != nil {
		return nil, err
	}
	if p.outputs, err = outputs(f); err != nil {
		return nil, err
	}
	selected, err := selection(f.only, p.pack)
	if err != nil {
		return nil, err
	}
	if p.linter, err = lint.New(p.pack, checks.All(), selected); err != nil {
		return nil, err
	}
	if p.policy, err = readPolicies(f.policy); err != nil {
		return nil, err
	}
	p.options = c.reportOptions(f, p)
	return p, nil
}

// expand turns folders into the packages below them, in a stable order.
func expand(args []string) ([]string, error) {
	if len(args) == 0 {
		return nil, userError{ZH: "没有指定目标，请给出安装包或文件夹，如 app.apk", EN: "no target given: name a package or a folder, such as app.apk"}
	}
	var out []string
	for _, arg := range args {
		if arg == "-" {
			out = append(out, arg)
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			return nil, userError{ZH: arg + "：文件不存在或无法访问，请检查路径；没有检测任何目标", EN: arg + ": no such file, or no access; check the path. Nothing was scanned"}
		}
		if !info.IsDir() {
			out = append(out, arg)
			continue
		}
		found, libraries, err := packagesBelow(arg)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", arg, err)
		}
		if len(found) == 0 && libraries > 0 {
			n := strconv.Itoa(libraries)
			return nil, userError{
				ZH: arg + "：文件夹中没有 .apk 文件；其中的 .aar、.jar（" + n + " 个）须逐个指定路径",
				EN: arg + ": no .apk file in this folder; its .aar and .jar files (" + n + ") have to be named themselves",
			}
		}
		if len(found) == 0 {
			return nil, userError{ZH: arg + "：文件夹中没有 .apk 文件，请先构建或指定安装包路径", EN: arg + ": no .apk file in this folder; build first or name the package"}
		}
		out = append(out, found...)
	}
	return out, nil
}

// packagesBelow returns the apps below a folder, and counts the libraries.
func packagesBelow(dir string) (found []string, libraries int, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.Type().IsRegular() {
			return nil
		}
		switch strings.ToLower(filepath.Ext(path)) {
		case ".apk":
			found = append(found, path)
		case ".aar", ".jar":
			libraries++
		}
		return nil
	})
	return found, libraries, err
}

// statements reads what the user says about the app.
func statements(f *scanFlags, catalog *rules.Catalog) (lint.Said, error) {
	said := lint.Said{NoPolicy: f.noPolicy}
	if f.noPolicy && len(f.policy) > 0 {
		return said, userError{ZH: "--policy 与 --no-policy 互相矛盾，请只用一个", EN: "--policy and --no-policy contradict each other; use one"}
	}
	if f.category == "" {
		return said, nil
	}
	if said.Category = catalog.Category(f.category); said.Category == nil {
		var zh, en []string
		for _, k := range catalog.Categories {
			zh = append(zh, strconv.Itoa(k.Number)+" "+k.Name.ZH)
			en = append(en, strconv.Itoa(k.Number)+" "+k.Name.EN)
		}
		return said, userError{
			ZH: "--category " + f.category + "：不是 39 类常见应用之一，可用：" + strings.Join(zh, "、"),
			EN: "--category " + f.category + ": none of the 39 kinds; known are: " + strings.Join(en, ", "),
		}
	}
	return said, nil
}

func thresholds(f *scanFlags) (rules.Verdict, rules.Severity, error) {
	var on rules.Verdict
	if f.failOn != "never" {
		if err := on.UnmarshalText([]byte(f.failOn)); err != nil || on < rules.Review {
			return 0, 0, userError{ZH: "--fail-on " + f.failOn + "：可用 violation、suspected、review、never", EN: "--fail-on " + f.failOn + ": use violation, suspected, review or never"}
		}
	}
	var least rules.Severity
	if err := least.UnmarshalText([]byte(f.minSeverity)); err != nil || least < rules.Note {
		return 0, 0, userError{ZH: "--min-severity " + f.minSeverity + "：可用 error、warning、note", EN: "--min-severity " + f.minSeverity + ": use error, warning or note"}
	}
	return on, least, nil
}

func outputs(f *scanFlags) ([]output, error) {
	wanted := f.formats
	if len(wanted) == 0 {
		wanted = []string{"terminal"}
	}
	var out []output
	for _, w := range wanted {
		name, path, _ := strings.Cut(w, "=")
		format, ok := reports.Find(reports.Formats(), name)
		if !ok {
			return nil, userError{ZH: "--format " + w + "：未知格式，可用 terminal、json、sarif", EN: "--format " + w + ": unknown; use terminal, json or sarif"}
		}
		if path == "" {
			path = f.output
		}
		for _, other := range out {
			if other.path == path {
				return nil, userError{ZH: "--format：两种报告写到同一处，请用 " + name + "=文件 分开", EN: "--format: two reports go to the same place; use " + name + "=FILE"}
			}
		}
		out = append(out, output{format, path})
	}
	if f.output != "" && !slices.ContainsFunc(out, func(o output) bool { return o.path == f.output }) {
		return nil, userError{ZH: "-o " + f.output + "：每种报告都已用 --format 格式=文件 指定去处，请去掉 -o", EN: "-o " + f.output + ": every report has its file by --format FORMAT=FILE already; drop -o"}
	}
	return out, nil
}

// selection turns --only into a filter. Every word must name a task or a rule.
func selection(only []string, pack *rules.Pack) (func(*rules.Task, *rules.Rule) bool, error) {
	if len(only) == 0 {
		return nil, nil
	}
	for i, w := range only {
		w = strings.ToUpper(w)
		only[i] = w
		known := slices.ContainsFunc(pack.Tasks, func(t rules.Task) bool { return t.Code() == w })
		if r, _ := pack.Rule(w); r == nil && !known {
			return nil, userError{ZH: "--only " + w + "：没有这样的任务或规则，见 zicha rules list", EN: "--only " + w + ": no such task or rule; see zicha rules list"}
		}
	}
	return func(t *rules.Task, r *rules.Rule) bool {
		return slices.Contains(only, r.ID) || slices.Contains(only, t.Code())
	}, nil
}

// readMapping reads the mapping of a shrinker, which belongs to one build.
func readMapping(path string, targets []string) (*proguard.Mapping, error) {
	if path == "" {
		return nil, nil
	}
	if len(targets) != 1 {
		return nil, userError{ZH: "--mapping 只对应一次构建，请只给出一个目标", EN: "--mapping belongs to one build; give a single target"}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, userError{ZH: path + "：无法打开映射文件，请检查路径", EN: path + ": cannot open the mapping; check the path"}
	}
	defer file.Close()
	m, err := proguard.Read(file)
	if err != nil {
		return nil, userError{ZH: path + "：不是有效的 mapping.txt（R8 的在 build/outputs/mapping/ 下）：" + err.Error(), EN: path + ": is not a valid mapping.txt (that of R8 is in build/outputs/mapping/): " + err.Error()}
	}
	return m, nil
}

func (c *command) reportOptions(f *scanFlags, p *plan) reports.Options {
	o := reports.Options{
		Lang:        c.lang,
		Color:       c.colour() && !f.noColor,
		Verbose:     f.verbose,
		FailOn:      p.failOn,
		MinSeverity: p.least,
	}
	if c.terminal {
		o.Width = min(c.width(), 120)
	}
	if dir, err := os.Getwd(); err == nil {
		o.Dir = dir
	}
	return o
}

// colour reports whether standard output takes colours, as far as the
// environment says.
func (c *command) colour() bool {
	return c.terminal && c.getenv("NO_COLOR") == "" && c.getenv("TERM") != "dumb"
}
