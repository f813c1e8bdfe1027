package reports

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// basis is a reference of a rule, looked up in the catalogue.
type basis struct {
	regulation *rules.Regulation
	clause     string
	verified   bool // somebody has compared regulation and clause with the text
}

func basisOf(c *rules.Catalog, r *rules.Rule) []basis {
	out := make([]basis, len(r.Basis))
	for i, ref := range r.Basis {
		reg, clause := c.Regulation(ref)
		if reg == nil {
			id, _, _ := strings.Cut(string(ref), "#")
			reg = &rules.Regulation{ID: id, Name: lang.Text{ZH: id, EN: id}}
		}
		out[i] = basis{reg, clause, reg.Verified && !doubted(r, ref)}
	}
	return out
}

// doubted reports whether the rule itself has a doubt about the reference, or
// about the whole regulation.
func doubted(r *rules.Rule, ref rules.Ref) bool {
	id, _, _ := strings.Cut(string(ref), "#")
	return slices.ContainsFunc(r.Unverified, func(d rules.Doubt) bool {
		return d.Ref != "" && (d.Ref == ref || string(d.Ref) == id)
	})
}

// Doubts says what of a rule is unverified: the regulation, where one is meant,
// and why.
func Doubts(c *rules.Catalog, r *rules.Rule, l lang.Lang) []string {
	return each(r.Unverified, func(d rules.Doubt) string {
		if d.Ref == "" {
			return d.Note.In(l)
		}
		name := string(d.Ref)
		if reg, clause := c.Regulation(d.Ref); reg != nil {
			name = strings.TrimSpace(cmp.Or(reg.Number, reg.Name.In(l)) + " " + basis{reg, clause, false}.clauseName().In(l))
		}
		return name + in(l, "：", ": ") + d.Note.In(l)
	})
}

// clauseName spells a clause as the kind of text counts it: laws have
// articles, notice 164 has tasks, and the others number freely.
func (b basis) clauseName() lang.Text {
	if b.clause == "" {
		return lang.Text{}
	}
	digits := strings.Trim(b.clause, "0123456789") == ""
	if digits && b.regulation.Rank() >= rules.RankDepartment {
		return lang.Text{ZH: "第" + b.clause + "条", EN: "article " + b.clause}
	}
	if n, ok := strings.CutPrefix(b.clause, "T"); ok && strings.Trim(n, "0123456789") == "" {
		return lang.Text{ZH: "任务" + n, EN: "task " + n}
	}
	if n, ok := strings.CutPrefix(b.clause, "Annex"); ok {
		return lang.Text{ZH: "附录" + n, EN: "annex " + n}
	}
	return lang.Text{ZH: b.clause, EN: b.clause}
}

// Citations names the basis of a rule for people: rank, regulation, number and
// clauses, one line for each regulation. What nobody has compared with the text
// stands apart and says so.
func Citations(c *rules.Catalog, r *rules.Rule, l lang.Lang) []string {
	type group struct {
		basis
		clauses []string
	}
	var groups []group
	for _, b := range basisOf(c, r) {
		i := slices.IndexFunc(groups, func(g group) bool { return g.regulation.ID == b.regulation.ID && g.verified == b.verified })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{basis: b})
		}
		if clause := b.clauseName().In(l); clause != "" {
			groups[i].clauses = append(groups[i].clauses, clause)
		}
	}
	return each(groups, func(g group) string {
		s := "[" + g.regulation.Rank().Name().In(l) + "] " + g.regulation.Name.In(l)
		if n := g.regulation.Number; n != "" && !strings.Contains(s, n) {
			s += in(l, "（", " (") + n + in(l, "）", ")")
		}
		if len(g.clauses) > 0 {
			s += in(l, " ", ", ") + strings.Join(g.clauses, in(l, "、", ", "))
		}
		if !g.verified {
			s += in(l, "【", " [") + unverified.In(l) + in(l, "】", "]")
		}
		return s
	})
}
