package checks

import (
	"fmt"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// Clause is a class of clauses that a policy had better not have: an id of the
// clauses in catalog/policy.yaml.
type Clause string

// One finding for each class: the first clause of it, and how many there are.
var policyClause = lint.Define(lint.Check{
	Name:  "policy-clause",
	Doc:   lang.Text{ZH: "隐私政策中有不当条款", EN: "the policy has a clause that it had better not have"},
	Stage: rules.StagePolicy,
	Needs: app.FactPolicy,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	Clauses []Clause `json:"clauses" doc:"classes of clauses" enum:"broad_share,bundled_consent,final_interpretation,forced_collection,implied_consent,liability_disclaimer,perpetual_license,push_no_optout,refuse_means_exit,template_placeholder,unilateral_change,vague_scope,wrong_company"`
}) []lint.Finding {
	a := c.Published().Analysis()
	var out []lint.Finding
	for _, id := range p.Clauses {
		class, _ := analyzer.ClauseOf(string(id))
		var found []analyzer.BadClause
		for _, b := range a.Clauses {
			if b.Clause == class {
				found = append(found, b)
			}
		}
		if len(found) == 0 {
			continue
		}
		sure := max(slices.IndexFunc(found, func(b analyzer.BadClause) bool { return !b.Doubtful }), 0)
		out = append(out, clauseFinding(c, string(id), &found[sure], len(found)))
	}
	return out
})

func clauseFinding(c *lint.Case, id string, b *analyzer.BadClause, places int) lint.Finding {
	note := lang.Text{ZH: "隐私政策写有不当条款 " + id, EN: "the policy has a clause: " + id}
	if k := c.Catalog.PolicyClause(id); k != nil {
		note = lang.Text{ZH: "隐私政策有“" + k.Name.ZH + "”的表述", EN: "the policy has a clause of this kind: " + k.Name.EN}
	}
	if places > 1 {
		note.ZH += fmt.Sprintf("，共 %d 处", places)
		note.EN += fmt.Sprintf(", in %d places", places)
	}
	f := lint.Finding{
		Anchor: id, Note: note, Quote: shorten(c.Published().Analysis().Text(b.Place)),
		At: statedAt(c, b.Place),
	}
	if b.Doubtful {
		return lowered(f, lang.Text{ZH: "请读上下文确认", EN: "make sure by what stands around it"})
	}
	return f
}

// UnmarshalText refuses what the analyser does not look for.
func (k *Clause) UnmarshalText(b []byte) error {
	if _, ok := analyzer.ClauseOf(string(b)); !ok {
		return fmt.Errorf("unknown class of clauses %q", b)
	}
	*k = Clause(b)
	return nil
}
