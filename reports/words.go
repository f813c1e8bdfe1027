package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// byStrength lists the verdicts as reports count them, strongest first.
var byStrength = [...]rules.Verdict{rules.Violation, rules.Suspected, rules.Review, rules.Pass, rules.Unchecked}

var everyStage = [...]rules.Stage{rules.StageManifest, rules.StageCode, rules.StagePolicy, rules.StageListing, rules.StageRuntime, rules.StagePerson}

// verdictWords never holds 合规: a linter that found nothing has not shown that
// an app obeys the law.
var verdictWords = [...]lang.Text{
	rules.Unchecked: {ZH: "未检测", EN: "unchecked"},
	rules.Pass:      {ZH: "未发现", EN: "nothing found"},
	rules.Review:    {ZH: "需人工复核", EN: "needs review"},
	rules.Suspected: {ZH: "疑似", EN: "suspected"},
	rules.Violation: {ZH: "违规", EN: "violation"},
}

// verdictHeads are the same words where a table has no room.
var verdictHeads = [...]lang.Text{
	rules.Unchecked: {ZH: "未检测", EN: "unchecked"},
	rules.Pass:      {ZH: "未发现", EN: "nothing"},
	rules.Review:    {ZH: "需复核", EN: "review"},
	rules.Suspected: {ZH: "疑似", EN: "suspected"},
	rules.Violation: {ZH: "违规", EN: "violation"},
}

var severityWords = [...]lang.Text{
	rules.NoSeverity: {ZH: "无", EN: "none"},
	rules.Note:       {ZH: "提示", EN: "note"},
	rules.Warning:    {ZH: "警告", EN: "warning"},
	rules.Error:      {ZH: "错误", EN: "error"},
}

var (
	appItself  = lang.Text{ZH: "应用本身", EN: "the app itself"}
	sdkItself  = lang.Text{ZH: "SDK 本身", EN: "the SDK itself"}
	unverified = lang.Text{ZH: "待核实", EN: "unverified"}
	ownDefault = lang.Text{ZH: "zicha自定", EN: "zicha's own default"}
)

// Words names what is said of a rule: how sure, and how bad.
func Words(v rules.Verdict, s rules.Severity, l lang.Lang) string {
	return verdictWords[v].In(l) + " / " + severityWords[s].In(l)
}

// in picks one of two wordings.
func in(l lang.Lang, zh, en string) string { return lang.Text{ZH: zh, EN: en}.In(l) }

// owner names who a finding is about: an SDK of the catalogue by its name.
func owner(k *lint.Case, f *lint.Finding) lang.Text {
	c := k.Catalog
	switch {
	case f.Owner == "" && k.App.Source.Kind.IsSDK():
		return sdkItself
	case f.Owner == "":
		return appItself
	}
	if i := slices.IndexFunc(c.SDKs, func(s rules.SDK) bool { return s.ID == f.Owner }); i >= 0 {
		return c.SDKs[i].Name
	}
	return lang.Text{ZH: f.Owner, EN: f.Owner}
}

// stages joins the names of kinds of evidence.
func stages(list []rules.Stage, l lang.Lang) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = lint.StageName(s).In(l)
	}
	return strings.Join(names, lang.Text{ZH: "、", EN: ", "}.In(l))
}

// place spells a location: file:line for texts, code as in a stack trace, else
// file: symbol.
func place(l app.Location) string {
	if frame, ok := frame(l); ok {
		return frame
	}
	s := l.File
	if l.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, l.Line)
	}
	if l.Symbol == "" {
		return s
	}
	if s == "" {
		return l.Symbol
	}
	return s + ": " + l.Symbol
}

// frame spells a method as stack traces do: com.example.Main.onCreate(Main.java:42).
func frame(l app.Location) (string, bool) {
	class, method, ok := strings.Cut(l.Symbol, ";->")
	name, _, isMethod := strings.Cut(method, "(")
	if !ok || !isMethod || !strings.HasPrefix(class, "L") {
		return "", false
	}
	where := l.File
	if l.Source != "" {
		where = l.Source
		if l.Line > 0 {
			where += ":" + strconv.Itoa(l.Line)
		}
	}
	spelt := strings.ReplaceAll(class[1:], "/", ".") + "." + name
	if l.Source == "" && strings.HasSuffix(l.File, class[1:]+".class") {
		return spelt, true // the file says nothing more
	}
	return spelt + "(" + where + ")", true
}

// tally counts the rules of a report by verdict.
type tally [len(verdictWords)]int

func countTask(t *lint.TaskResult) tally {
	var n tally
	for v := range n {
		n[v] = t.Count(rules.Verdict(v))
	}
	return n
}

func count(reps ...*lint.Report) tally {
	var sum tally
	for _, rep := range reps {
		for i := range rep.Tasks {
			for v, c := range countTask(&rep.Tasks[i]) {
				sum[v] += c
			}
		}
	}
	return sum
}

// said is a text that may not be known.
func said(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
