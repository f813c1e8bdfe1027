package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// picked is a result with its task.
type picked struct {
	*lint.Result
	task *rules.Task
}

// pick returns the results that fit, strongest first, else in rule order.
func (t *terminal) pick(rep *lint.Report, fits func(*lint.Result) bool) []picked {
	var out []picked
	for i := range rep.Tasks {
		task := &rep.Tasks[i]
		for j := range task.Results {
			if r := &task.Results[j]; fits(r) {
				out = append(out, picked{r, task.Task})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b picked) int {
		if a.Verdict != b.Verdict {
			return int(b.Verdict - a.Verdict)
		}
		return int(b.Severity - a.Severity)
	})
	return out
}

func (t *terminal) taskName(task *rules.Task) string {
	if task.Number == 0 {
		return t.in("相邻义务", "adjacent duties")
	}
	return fmt.Sprintf(t.in("任务%d %s", "task %d, %s"), task.Number, task.Title.In(t.lang))
}

// accusations lays out every rule that is broken, or likely so.
func (t *terminal) accusations(rep *lint.Report) {
	found := t.pick(rep, func(r *lint.Result) bool { return r.Verdict >= rules.Suspected })
	if len(found) == 0 {
		return
	}
	t.heading(fmt.Sprintf(t.in("违规与疑似（%d 条规则）", "violations and suspicions (%d)"), len(found)))
	for i, r := range found {
		if i > 0 {
			t.gap()
		}
		t.accusation(rep, r)
	}
}

func (t *terminal) accusation(rep *lint.Report, r picked) {
	ink := t.verdict(r.Verdict)
	t.field("场景", "case", fmt.Sprintf(t.in("%s %s（%s）", "%s %s (%s)"), r.Rule.ID, r.Rule.Title.In(t.lang), t.taskName(r.task)), t.ink.bold)
	word := Words(r.Verdict, r.Severity, t.lang)
	if t.resultFails(r.Result) {
		word += t.in("  会使构建失败", "  fails the build")
	}
	t.field("结论", "verdict", word, ink)
	owners := owners(&rep.Case, r.Findings, t.lang)
	t.field("主体", "subject", strings.Join(owners, t.in("、", ", ")), nil)
	t.proofs(rep, t.in("证据", "evidence"), r.Result, len(owners) > 1)
	label := t.in("依据", "basis")
	for _, c := range Citations(rep.Case.Catalog, r.Rule, t.lang) {
		t.hang(2, label, 10, t.ink.faint, c, nil)
		label = ""
	}
	for _, d := range Doubts(rep.Case.Catalog, r.Rule, t.lang) {
		t.put(12, unverified.In(t.lang)+t.in("：", ": ")+d, t.ink.faint)
	}
	for _, d := range r.Rule.OwnDefault {
		t.put(12, ownDefault.In(t.lang)+t.in("：", ": ")+d.In(t.lang), t.ink.faint)
	}
	t.field("整改建议", "remedy", r.Rule.Remedy.In(t.lang), t.ink.green)
}

func (t *terminal) field(zh, en, value string, ink paint) {
	t.hang(2, t.in(zh, en), 10, t.ink.faint, value, ink)
}

func owners(c *lint.Case, found []lint.Finding, l lang.Lang) []string {
	var out []string
	for i := range found {
		if o := owner(c, &found[i]).In(l); !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// proofs writes the findings of a rule, each with its place: on the same line
// where there is room, else on its own. The label stands before the first.
func (t *terminal) proofs(rep *lint.Report, label string, r *lint.Result, owned bool) {
	t.last = nil
	found := t.joined(rep.Case.Catalog, r.Findings)
	if !t.Verbose && len(found) > mostProofs {
		found = eachOwnerFirst(found)
	}
	t.cut(12, len(found), mostProofs, func(i int) {
		f := &found[i]
		proof, at := t.proof(rep, r, f, owned), site(f.At)
		if n := len(f.Path); n > 0 && f.Path[n-1] == f.At {
			at = ""
		}
		if f.Quote == "" {
			proof, at = t.beside(12, proof, at)
		}
		t.hang(2, label, 10, t.ink.faint, proof, nil)
		label = ""
		if f.Quote != "" {
			t.put(14, t.in("「", "“")+clip(Printable(strings.Join(strings.Fields(f.Quote), " ")), mostColumns)+t.in("」", "”"), nil)
		}
		if at != "" {
			t.put(14, at, t.ink.faint)
		}
		t.path(r.Rule.ID, f.Path)
	})
}

// joined puts findings about several permissions that the same code is about into
// one, whose sentence lists them.
func (t *terminal) joined(c *rules.Catalog, found []lint.Finding) []lint.Finding {
	var out []lint.Finding
	last := "" // what all in the last one share
	for i := range found {
		f := found[i]
		note := f.Note.In(t.lang)
		name := t.permission(c, f.Anchor, note)
		before, after, named := strings.Cut(note, name)
		if !named || name == "" || len(f.Path) == 0 {
			out, last = append(out, f), ""
			continue
		}
		same := fmt.Sprint(before, "\x00", after, "\x00", f.Owner, f.Verdict, f.Quote, f.Path)
		if same != last {
			out, last = append(out, f), same
			continue
		}
		one := &out[len(out)-1]
		all := strings.TrimSuffix(one.Note.In(t.lang), after) + t.in("、", ", ") + name + after
		one.Note = lang.Text{ZH: all, EN: all}
	}
	return out
}

// permission is how a sentence spells a permission or a group of permissions.
func (t *terminal) permission(c *rules.Catalog, anchor, sentence string) string {
	if i := slices.IndexFunc(c.Groups, func(g rules.Group) bool { return g.ID == anchor }); i >= 0 {
		return c.Groups[i].Name.In(t.lang)
	}
	p := c.Permission(anchor)
	if p == nil {
		return anchor
	}
	titled := anchor + t.in("（", " (") + p.Title.In(t.lang) + t.in("）", ")")
	if !strings.Contains(sentence, titled) {
		return anchor
	}
	return titled
}

// eachOwnerFirst moves the first finding of every owner before the second of any.
func eachOwnerFirst(found []lint.Finding) []lint.Finding {
	var first, rest []lint.Finding
	for i := range found {
		if slices.ContainsFunc(first, func(f lint.Finding) bool { return f.Owner == found[i].Owner }) {
			rest = append(rest, found[i])
		} else {
			first = append(first, found[i])
		}
	}
	return append(first, rest...)
}

// path shows how a place in the code is reached, as a stack trace upside down:
// the entry first, the place last. What was shown before is only named again.
func (t *terminal) path(rule string, steps []app.Location) {
	if len(steps) == 0 {
		return
	}
	same := 0
	if !t.Verbose {
		key := fmt.Sprint(steps)
		if earlier := t.shown[key]; earlier != "" && earlier != rule {
			t.put(14, fmt.Sprintf(t.in("路径同 %s，%s", "the path is that of %s: %s"), earlier, clip(Printable(place(steps[len(steps)-1])), mostColumns)), t.ink.faint)
			return
		}
		if slices.Equal(t.last, steps) {
			t.put(14, t.in("路径同上", "the path is the same"), t.ink.faint)
			return
		}
		if same = common(t.last, steps); same < leastSame {
			same = 0
		}
		t.shown[key], t.last = rule, steps
	}
	if same > 0 {
		t.put(14, fmt.Sprintf(t.in("· 前 %d 步同上", "· %d steps as above"), same), t.ink.faint)
	}
	rest := steps[same:]
	for i, step := range rest {
		if left := len(rest) - mostSteps; !t.Verbose && left > 0 && i >= mostSteps/2 && i < mostSteps/2+left {
			if i == mostSteps/2 {
				t.put(14, fmt.Sprintf(t.in("  … 另 %d 步（-v 显示全部）", "  … %d more (-v shows all)"), left), t.ink.faint)
			}
			continue
		}
		arrow := "→"
		switch {
		case same+i == 0:
			arrow = "·"
		case step.Via != "":
			arrow = "⇢"
		}
		t.hang(14, arrow, 2, t.ink.faint, clip(Printable(place(step)+t.via(step)), mostColumns), t.ink.faint)
	}
}

// leastSame is how many steps two paths have in common for the second to leave
// them out.
const leastSame = 3

// common counts the steps that two paths begin with alike; not the last one, which
// is the place itself.
func common(a, b []app.Location) int {
	n := 0
	for n < len(a) && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	return n
}

// via says what calls a step back that the one before it only hands over.
func (t *terminal) via(step app.Location) string {
	if step.Via == "" {
		return ""
	}
	class, method := "", step.Via
	if i := strings.LastIndexByte(step.Via, '.'); i >= 0 {
		class, method = step.Via[:i], step.Via[i:]
	}
	name := strings.TrimSuffix(class[strings.LastIndexByte(class, '.')+1:]+method, ".<init>")
	return t.in("（交给 "+name+" 后回调）", " (called back after "+name+")")
}

// site spells a location as it stands behind a sentence.
func site(l app.Location) string {
	if l == (app.Location{}) {
		return ""
	}
	return "@ " + clip(Printable(place(l)), mostColumns)
}

// beside joins a sentence and its site where one line has room for both.
func (t *terminal) beside(indent int, s, at string) (line, rest string) {
	if at == "" || indent+columns(s)+2+columns(at) > t.width {
		return s, at
	}
	return s + "  " + at, ""
}

// proof is the sentence of a finding. One that is weaker than its rule's word
// says so itself.
func (t *terminal) proof(rep *lint.Report, r *lint.Result, f *lint.Finding, owned bool) string {
	s := f.Note.In(t.lang)
	if owned {
		s = owner(&rep.Case, f).In(t.lang) + t.in("：", ": ") + s
	}
	if f.Verdict != r.Verdict {
		s += t.in("（", " (") + verdictWords[f.Verdict].In(t.lang) + t.in("）", ")")
	}
	return sentence(Printable(s))
}

// questions are the traces that a person has to judge; shorter than the
// accusations, and without a remedy nobody knows to be needed.
func (t *terminal) questions(rep *lint.Report) {
	found := t.pick(rep, func(r *lint.Result) bool { return r.Verdict == rules.Review && len(r.Findings) > 0 })
	if len(found) == 0 {
		return
	}
	also := ""
	if people := t.forPeople(rep); people > 0 {
		also = fmt.Sprintf(t.in("，另有 %d 条只有人能判断，见后", "; %d more below only a person can tell"), people)
	}
	t.heading(fmt.Sprintf(t.in("有线索，需人工复核（%d 条规则%s）", "traces that need review (%d%s)"), len(found), also))
	for _, r := range found {
		t.hang(2, r.Rule.ID, 10, t.verdict(r.Verdict), r.Rule.Title.In(t.lang), nil)
		t.proofs(rep, "", r.Result, slices.ContainsFunc(r.Findings, func(f lint.Finding) bool { return f.Owner != "" }))
		t.put(12, t.in("若属实：", "if so: ")+r.Rule.Remedy.In(t.lang), t.ink.faint)
	}
}
