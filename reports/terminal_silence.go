package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// unchecked compresses the silence: one paragraph per kind of reason, with the
// evidence that could break it. What stands after the colon of a reason is the
// single case, which the JSON report has and Verbose shows.
func (t *terminal) unchecked(rep *lint.Report) {
	t.grouped(rep, t.in("未检测", "not checked"), func(r *lint.Result) (string, bool) {
		why := r.Reason.In(t.lang)
		if !t.Verbose {
			why, _, _ = strings.Cut(why, t.in("：", ": "))
		}
		return why, r.Verdict == rules.Unchecked
	})
}

// passed says for each rule without findings what was looked at, and what not.
func (t *terminal) passed(rep *lint.Report) {
	t.grouped(rep, t.in("未发现，不等于合规", "nothing found, which does not prove compliance"), func(r *lint.Result) (string, bool) {
		return t.in("已看", "looked at ") + stages(r.Looked, t.lang), r.Verdict == rules.Pass
	})
}

// group is the rules that share a reason.
type group struct {
	why    string
	ids    []string
	stages map[rules.Stage]int // that could still answer them
}

// grouped lists rules under the reasons they share, in order of appearance.
func (t *terminal) grouped(rep *lint.Report, title string, reason func(*lint.Result) (string, bool)) {
	var groups []group
	found := t.pick(rep, func(r *lint.Result) bool { _, ok := reason(r); return ok })
	for _, r := range found {
		why, _ := reason(r.Result)
		i := slices.IndexFunc(groups, func(g group) bool { return g.why == why })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{why, nil, map[rules.Stage]int{}})
		}
		groups[i].ids = append(groups[i].ids, r.Rule.ID)
		for _, s := range r.Unlooked {
			groups[i].stages[s]++
		}
	}
	if len(found) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("%s（%d 条规则）", "%s (%d)"), title, len(found)))
	for _, g := range groups {
		t.put(2, sentence(Printable(g.why))+t.extent(g), nil)
		t.put(4, strings.Join(g.ids, " "), t.ink.faint)
	}
}

// extent says how many rules a group has and what kinds of evidence nobody
// looked at, with the number of rules that know them.
func (t *terminal) extent(g group) string {
	s := fmt.Sprintf(t.in("（%d 条）", " (%d)"), len(g.ids))
	var kinds []string
	sum := 0
	for _, stage := range everyStage {
		if n := g.stages[stage]; n > 0 {
			sum += n
			kinds = append(kinds, fmt.Sprintf("%s %d", lint.StageName(stage).In(t.lang), n))
		}
	}
	if len(kinds) == 0 {
		return s
	}
	several := ""
	if sum > len(g.ids) {
		several = t.in("（一条规则可涉及多项）", " (a rule may concern several)")
	}
	return s + t.in("，未看", "; not looked at") + several + t.in("：", ": ") + strings.Join(kinds, t.in("、", ", "))
}

// people lists the questions that no package can answer.
func (t *terminal) people(rep *lint.Report) {
	open := t.pick(rep, onlyPeople)
	if len(open) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("只有人能判断（%d 条规则，步骤见 zicha explain 规则号）", "only a person can tell (%d; steps: zicha explain ID)"), len(open)))
	for _, r := range open {
		t.hang(2, r.Rule.ID, 10, t.verdict(rules.Review), r.Rule.Title.In(t.lang), nil)
		if !t.Verbose {
			continue
		}
		for i, step := range r.Rule.Steps {
			t.hang(12, fmt.Sprintf("%d.", i+1), 3, nil, step.In(t.lang), t.ink.faint)
		}
	}
}

// onlyPeople reports whether a rule asks what no package can answer.
func onlyPeople(r *lint.Result) bool { return r.Verdict == rules.Review && len(r.Findings) == 0 }

// forPeople counts these rules.
func (t *terminal) forPeople(reps ...*lint.Report) (n int) {
	for _, rep := range reps {
		n += len(t.pick(rep, onlyPeople))
	}
	return n
}

// remarks tells what else was seen in the package, and what was not read.
func (t *terminal) remarks(a *app.App) {
	items(t, t.in("未完整读取", "not read completely"), a.Gaps, func(g app.Gap) {
		if g.Blocking {
			t.place(t.in("【阻断】", "[blocking] ")+g.What.In(t.lang), g.At, t.ink.red)
			return
		}
		t.place(g.What.In(t.lang), g.At, nil)
	})
	items(t, t.in("安装包结构异常", "anomalies of the package"), a.Container.Anomalies, func(x app.Anomaly) {
		t.place(x.What.In(t.lang), x.At, t.ink.yellow)
	})
	items(t, t.in("加固识别依据", "what gave the packer away"), a.Packers, func(x app.Packer) {
		t.place(x.Name.In(t.lang), at(x.At), nil)
	})
	items(t, t.in("业务代码不在 DEX 中的框架", "frameworks whose code is not in the DEX files"), a.Runtimes, func(x app.Runtime) {
		t.place(x.Name.In(t.lang), at(x.At), nil)
	})
	items(t, t.in("包内发现的隐私政策线索", "traces of a privacy policy in the package"), a.PolicyHints, func(x app.PolicyHint) {
		t.place(clip(Printable(x.Text), mostColumns), x.At, nil)
	})
	items(t, t.in("静态检测看不到的部分", "what no static reader sees here"), a.Limits, func(x app.Limit) {
		t.place(x.What.In(t.lang), x.At, nil)
	})
}

func items[T any](t *terminal, title string, list []T, line func(T)) {
	if len(list) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("%s（%d）", "%s (%d)"), title, len(list)))
	t.list(len(list), func(i int) { line(list[i]) })
}

func (t *terminal) place(s string, l app.Location, ink paint) {
	s, at := t.beside(2, Printable(s), site(l))
	t.put(2, s, ink)
	if at != "" {
		t.put(4, at, t.ink.faint)
	}
}

func at(list []app.Location) app.Location {
	if len(list) == 0 {
		return app.Location{}
	}
	return list[0]
}
