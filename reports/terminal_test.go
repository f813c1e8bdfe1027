package reports

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

func TestTerminalIsHarmless(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		out := write(t, "terminal", sampleRun(), Options{Lang: l, Verbose: true})
		for i, r := range out {
			if r != '\n' && hidden(r) {
				t.Fatalf("%s, byte %d: %U stands in the report", l, i, r)
			}
		}
	}
}

func TestTerminalKeepsItsWidth(t *testing.T) {
	for _, width := range []int{MinWidth, 80, 0, 140} {
		want := width
		if width == 0 {
			want = DefaultWidth
		}
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			for line := range strings.Lines(write(t, "terminal", sampleRun(), Options{Lang: l, Width: width, Verbose: true})) {
				if n := columns(strings.TrimSuffix(line, "\n")); n > want {
					t.Errorf("%s: a line of %d columns, over %d: %s", l, n, want, line)
				}
			}
		}
	}
}

// A column of Chinese heads and numbers must end at the same screen column.
func TestTerminalTableIsAligned(t *testing.T) {
	out := write(t, "terminal", sampleRun(), Options{})
	_, table, _ := strings.Cut(out, "整治任务  ")
	table, _, _ = strings.Cut("整治任务  "+table, "\n\n")
	lines := strings.Split(table, "\n")
	if len(lines) != len(sampleTasks())+2 {
		t.Fatalf("the table has %d lines:\n%s", len(lines), table)
	}
	for _, line := range lines {
		if columns(line) != columns(lines[0]) {
			t.Errorf("%d columns, the head has %d: %s", columns(line), columns(lines[0]), line)
		}
	}
}

func TestTerminalTellsWhatFailsFirst(t *testing.T) {
	out := write(t, "terminal", sampleRun(), gates)
	failing, table := strings.Index(out, "会使构建失败（2 条规则）"), strings.Index(out, "整治任务  ")
	if failing < 0 || failing > table {
		t.Error("what fails the build does not stand above the table")
	}
	if strings.Count(out[:failing], "\n") > 20 {
		t.Error("what fails the build is not on the first screen")
	}
	if out := write(t, "terminal", sampleRun(), Options{}); strings.Contains(out, "会使构建失败") {
		t.Error("without a threshold something fails the build")
	}
}

// 合规 may only stand in a denial.
func TestTerminalNeverCallsAnAppCompliant(t *testing.T) {
	clean := loudReport()
	for i := range clean.Tasks {
		for j := range clean.Tasks[i].Results {
			r := &clean.Tasks[i].Results[j]
			*r = lint.Result{Rule: r.Rule, Verdict: rules.Pass, Looked: r.Rule.Stages}
		}
	}
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		o := gates
		o.Lang = l
		out := write(t, "terminal", &Run{Reports: []*lint.Report{clean}}, o)
		out = strings.NewReplacer("不等于合规", "", "does not prove compliance", "").Replace(out)
		if strings.Contains(out, "合规") || strings.Contains(out, "complian") {
			t.Errorf("%s: the report calls the app compliant:\n%s", l, out)
		}
	}
}

func TestTerminalColours(t *testing.T) {
	if strings.Contains(write(t, "terminal", sampleRun(), Options{}), "\x1b") {
		t.Error("a report without colours has escapes")
	}
	run := sampleRun()
	run.Reports = run.Reports[1:]
	out := write(t, "terminal", run, Options{Color: true})
	if !strings.Contains(out, "\x1b[31;1m应用经过加固") {
		t.Errorf("a blocking gap is not bold red:\n%s", out)
	}
}

func TestTerminalConclusion(t *testing.T) {
	for exit, want := range map[int]string{
		0: "没有达到失败阈值的发现，退出码 0（不等于合规）。",
		1: "T1-001 T6-001 达到失败阈值，退出码 1。",
		2: "用法或配置有误，退出码 2。",
		3: "检测不完整，不能视为没有问题；退出码 3。",
		4: "退出码 4。",
	} {
		run, o := sampleRun(), gates
		run.Exit, o.Width = exit, 200
		lines := strings.Split(strings.TrimSpace(write(t, "terminal", run, o)), "\n")
		if last := lines[len(lines)-1]; !strings.HasPrefix(last, "结论：") || !strings.HasSuffix(last, want) {
			t.Errorf("exit %d: the report ends with %q", exit, last)
		}
	}
}

func TestPlace(t *testing.T) {
	for want, l := range map[string]app.Location{
		"":                 {},
		"a.md:3":           {File: "a.md", Line: 3},
		"a.b(classes.dex)": {File: "classes.dex", Symbol: "La;->b()V"},
		"receiver x":       {Symbol: "receiver x"},
	} {
		if got := place(l); got != want {
			t.Errorf("place(%+v) = %q, want %q", l, got, want)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrorsComeBack(t *testing.T) {
	for _, f := range Formats() {
		if f.Write(broken{}, sampleRun(), Options{}) == nil {
			t.Errorf("%s: a write error is lost", f.Name)
		}
	}
}

// Several permissions of one request are one sentence, what else differs is not.
func TestTerminalJoinsPermissions(t *testing.T) {
	at := []app.Location{{File: "classes.dex", Symbol: "Lcn/example/Main;->onCreate()V"}}
	ask := func(name string, path []app.Location) lint.Finding {
		return lint.Finding{Anchor: name, Path: path, Note: lang.Text{ZH: "启动时申请 " + name + "，无同意判断", EN: "asks for " + name + " at start-up"}}
	}
	term := terminal{page: newPage(io.Discard, Options{Lang: lang.ZH})}
	var notes []string
	catalog := &rules.Catalog{Groups: []rules.Group{{ID: "CAMERA", Name: lang.Text{ZH: "相机"}}, {ID: "SMS", Name: lang.Text{ZH: "短信"}}}}
	for _, f := range term.joined(catalog, []lint.Finding{
		ask("p.CAMERA", at), ask("p.AUDIO", at), ask("p.SMS", at), ask("p.SMS", at[:0]), ask("p.PHONE", at[:0]),
		{Anchor: "x", Path: at, Note: lang.Text{ZH: "另一句话"}},
		{Anchor: "CAMERA", Path: at, Note: lang.Text{ZH: "申请相机权限"}}, {Anchor: "SMS", Path: at, Note: lang.Text{ZH: "申请短信权限"}},
	}) {
		notes = append(notes, f.Note.ZH)
	}
	want := []string{"启动时申请 p.CAMERA、p.AUDIO、p.SMS，无同意判断", "启动时申请 p.SMS，无同意判断", "启动时申请 p.PHONE，无同意判断", "另一句话", "申请相机、短信权限"}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestEachOwnerFirst(t *testing.T) {
	var got []string
	for _, f := range eachOwnerFirst([]lint.Finding{{Owner: "a", Anchor: "1"}, {Owner: "a", Anchor: "2"}, {Anchor: "3"}, {Owner: "b", Anchor: "4"}, {Owner: "b", Anchor: "5"}}) {
		got = append(got, f.Owner+f.Anchor)
	}
	if diff := cmp.Diff([]string{"a1", "3", "b4", "a2", "b5"}, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}
