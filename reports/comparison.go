package reports

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
)

// Compared is everything that zicha disclose --check has to say: in what a
// published text and a package differ.
type Compared struct {
	*disclose.Comparison
	ToolVersion string
	RulesDigest string // of the rule pack, in hex
	Exit        int    // the exit code the process ends with
}

// ComparisonFormat is a way to write what differs.
type ComparisonFormat = Format[*Compared]

// ComparisonFormats returns all of them, the usual one first.
func ComparisonFormats() []ComparisonFormat {
	return []ComparisonFormat{
		{"terminal", lang.Text{ZH: "给人看的文字", EN: "text for people"}, writeComparison},
		{"json", lang.Text{ZH: "完整的机器可读结果（rules/schema/disclose-check.schema.json）", EN: "everything, for machines (rules/schema/disclose-check.schema.json)"}, writeComparisonJSON},
	}
}

// differenceWords are the headings of the kinds, and their machine words.
var differenceWords = [...]struct {
	title lang.Text
	word  string
}{
	disclose.MarkLeft:           {lang.Text{ZH: "缺：草案中没有填写的地方", EN: "lacking: what a draft left to be filled in"}, "mark_left"},
	disclose.MarkUnsettled:      {lang.Text{ZH: "请确认：草案中没有处理的标记", EN: "please confirm: marks of a draft that are left"}, "mark_unsettled"},
	disclose.SDKLacking:         {lang.Text{ZH: "缺：包内有、文中未列的 SDK", EN: "lacking: SDKs of the package that the text does not have"}, "sdk_lacking"},
	disclose.SDKVague:           {lang.Text{ZH: "请确认：只写了公司的 SDK", EN: "please confirm: SDKs of which only the house is named"}, "sdk_vague"},
	disclose.SDKCarried:         {lang.Text{ZH: "请确认：随其他 SDK 带入、文中未单列的 SDK", EN: "please confirm: SDKs that others bring along and the text does not list"}, "sdk_carried"},
	disclose.SDKUnsure:          {lang.Text{ZH: "请确认：文中未列、包内只有少量痕迹的 SDK", EN: "please confirm: SDKs that the text does not have, of which the package has few traces"}, "sdk_unsure"},
	disclose.SDKBeyond:          {lang.Text{ZH: "请确认：清单有、包中未见的 SDK", EN: "please confirm: SDKs that are listed and were not seen in the package"}, "sdk_beyond"},
	disclose.InformationLacking: {lang.Text{ZH: "缺：代码读取、文中未提的个人信息", EN: "lacking: information that code reads and the text does not speak of"}, "information_lacking"},
	disclose.InformationUnclear: {lang.Text{ZH: "请确认：代码读取、文中没有明确写出的个人信息", EN: "please confirm: information that code reads and the text does not name outright"}, "information_unclear"},
	disclose.InformationVague:   {lang.Text{ZH: "请确认：SDK 读取、其条目未写的个人信息", EN: "please confirm: information that an SDK reads and its entry does not have"}, "information_vague"},
	disclose.PermissionLacking:  {lang.Text{ZH: "缺：申请了、文中未说明的权限", EN: "lacking: permissions that are asked for and not explained"}, "permission_lacking"},
}

func writeComparison(w io.Writer, c *Compared, o Options) error {
	p := newPage(w, o)
	p.put(0, "zicha 自查 "+c.ToolVersion+p.in("  公示清单与安装包比对", "  published lists against the package"), p.ink.bold)
	p.gap()
	row := func(zh, en, value string) {
		p.hang(0, p.in(zh, en), 11, p.ink.faint, clip(Printable(cmp.Or(value, "-")), 2*mostColumns), nil)
	}
	row("包名", "package", c.App.Manifest.Package)
	row("版本", "version", versionOf(c.App))
	row("文件", "file", c.App.Source.Name)
	row("公示文本", "text", strings.Join(c.Policy.Files(), p.in("、", ", ")))
	t := comparisonText{p, o.Verbose, c.Policy.File}
	for i := range c.Differences {
		var last *disclose.Difference
		if i > 0 && c.Differences[i-1].Kind == c.Differences[i].Kind {
			last = &c.Differences[i-1]
		} else {
			p.heading(fmt.Sprintf(p.in("%s（%d）", "%s (%d)"), differenceWords[c.Differences[i].Kind].title.In(p.lang), countOf(c.Differences, c.Differences[i].Kind)))
		}
		t.difference(&c.Differences[i], last)
	}
	p.gap()
	p.put(0, conclusion(c, p), nil)
	return p.Flush()
}

func countOf(all []disclose.Difference, k disclose.DifferenceKind) int {
	n := 0
	for i := range all {
		if all[i].Kind == k {
			n++
		}
	}
	return n
}

// comparisonText sets differences for a person.
type comparisonText struct {
	*page
	verbose bool
	file    string // of the text, where a difference names none
}

// difference writes one; last is the one before it under the same heading, or nil.
// What is about the same information stands under one name.
func (t *comparisonText) difference(d, last *disclose.Difference) {
	ink := t.ink.yellow
	if d.Kind.Lacking() {
		ink = t.ink.red
	}
	joins := last != nil && d.ID != "" && last.ID == d.ID
	if !joins {
		t.put(2, sentence(d.Name.In(t.lang)), ink)
	}
	why := sentence(d.Why.In(t.lang))
	if by := d.By.Name.In(t.lang); by != "" && d.By.ID != d.ID {
		why = sentence(by) + t.in("：", ": ") + why
	}
	t.put(4, why, nil)
	if d.Line > 0 && !(joins && last.Line == d.Line && last.Quote == d.Quote) {
		t.put(6, clip(Printable(cmp.Or(d.File, t.file)), mostColumns)+":"+strconv.Itoa(d.Line)+"  “"+clip(Printable(oneLine(d.Quote)), 2*mostColumns)+"”", t.ink.faint)
	}
	t.places(d)
}

// places writes where the code, or the manifest, shows it: the first, or all.
func (t *comparisonText) places(d *disclose.Difference) {
	var list []string
	for _, at := range d.At {
		if s := place(at); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	for i, s := range list {
		if i == 0 && d.Call != "" {
			s = methodName(d.Call) + "  @ " + s
		}
		if i > 0 && !t.verbose {
			t.put(6, fmt.Sprintf(t.in("另有 %d 处，-v 显示全部", "%d more with -v"), len(list)-1), t.ink.faint)
			break
		}
		t.code(6, clip(Printable(s), 2*mostColumns), t.ink.faint)
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func conclusion(c *Compared, p *page) string {
	lacking := 0
	for _, d := range c.Differences {
		if d.Kind.Lacking() {
			lacking++
		}
	}
	out := fmt.Sprintf(p.in("缺 %d 项，另有 %d 项请确认；包内 %d 个 SDK 已在文中找到。退出码 %d。", "%d lacking, %d to be confirmed; %d SDKs of the package were found in the text. Exit code %d."),
		lacking, len(c.Differences)-lacking, c.Matched, c.Exit)
	if c.Incomplete {
		out += p.in("安装包没有读完，可能还有缺漏。", " The package was not read completely, and more may be lacking.")
	}
	return out
}

// The JSON of zicha disclose --check is a promise as that of a scan is:
// rules/schema/disclose-check.schema.json describes it.
const (
	comparisonSchema        = "https://raw.githubusercontent.com/zicha-lint/zicha/main/rules/schema/disclose-check.schema.json"
	comparisonSchemaVersion = 1
)

type jsonComparison struct {
	Schema        string           `json:"$schema"`
	SchemaVersion int              `json:"schema_version"`
	Tool          jsonTool         `json:"tool"`
	Source        jsonFile         `json:"source"`
	Package       string           `json:"package"`
	Text          string           `json:"text"`
	Texts         []string         `json:"texts"`
	Incomplete    bool             `json:"incomplete"`
	Lacks         bool             `json:"lacks"`
	Matched       int              `json:"matched_sdks"`
	Differences   []jsonDifference `json:"differences"`
}

type jsonDifference struct {
	Kind      string         `json:"kind"`
	Lacking   bool           `json:"lacking"`
	ID        string         `json:"id"`
	Name      lang.Text      `json:"name"`
	Owner     string         `json:"owner"`
	Why       lang.Text      `json:"why"`
	Quote     string         `json:"quote"`
	File      string         `json:"file"`
	Line      int            `json:"line"`
	Call      string         `json:"call"`
	Locations []jsonLocation `json:"locations"`
}

// writeComparisonJSON writes everything in both languages; the options change nothing.
func writeComparisonJSON(w io.Writer, c *Compared, _ Options) error {
	s := &c.App.Source
	return encode(w, jsonComparison{
		Schema:        comparisonSchema,
		SchemaVersion: comparisonSchemaVersion,
		Tool:          jsonTool{"zicha", c.ToolVersion, c.RulesDigest},
		Source:        jsonFile{s.Name, string(s.Kind), s.Size, s.SHA256},
		Package:       c.App.Manifest.Package,
		Text:          c.Policy.File,
		Texts:         c.Policy.Files(),
		Incomplete:    c.Incomplete,
		Lacks:         c.Lacks(),
		Matched:       c.Matched,
		Differences: each(c.Differences, func(d disclose.Difference) jsonDifference {
			return jsonDifference{differenceWords[d.Kind].word, d.Kind.Lacking(), d.ID, d.Name, d.By.ID, d.Why, d.Quote, cmp.Or(d.File, c.Policy.File), d.Line, d.Call, places(d.At)}
		}),
	})
}
