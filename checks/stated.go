package checks

import (
	"cmp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// taken returns what each owner gets of the information that p names, with the
// surest use of each. What no way was seen to, what the manifest lacks the
// permission for and what no system gives any more is left out.
func (p Information) taken(c *lint.Case) []*useGroup {
	var g groups
	collected(c, func(u *app.Use, api *rules.API) {
		if u.Phase != app.Unreached && p.names(api) && !lacksPermission(c, api) && !pastLimit(c, api) {
			g.add(u.Owner, u, api, api.Information)
		}
	})
	return g.list
}

// stated is what the policy says of one type of information.
type stated struct {
	denied  *published.Statement // that the app does not collect it: flatly, and the type itself
	own     []published.Statement
	wider   []published.Statement // only a wider type is named
	mention *published.Statement  // the first that names the type itself, and says nothing of it
}

func statedOf(c *lint.Case, information string) (s stated) {
	list := c.Published().Statements(information)
	for i := range list {
		switch one := &list[i]; {
		case one.Says() && one.Wider:
			s.wider = append(s.wider, *one)
		case one.Says():
			s.own = append(s.own, *one)
		case one.Wider:
		case one.Denies():
			s.denied = cmp.Or(s.denied, one)
		default:
			s.mention = cmp.Or(s.mention, one)
		}
	}
	return s
}

// ofOthers returns the first statement where the policy only ever says that SDKs
// collect the information.
func (s *stated) ofOthers() *published.Statement {
	bySelf := func(one published.Statement) bool { return !one.BySDK }
	if len(s.own) == 0 || s.mention != nil || slices.ContainsFunc(s.own, bySelf) || slices.ContainsFunc(s.wider, bySelf) {
		return nil
	}
	return &s.own[0]
}

func inText(c *lint.Case, m *published.Mention) app.Location {
	return app.Location{File: cmp.Or(m.File, c.App.Policy.File), Line: m.Line}
}

// statedAt is where a stretch of the policy stands in its file.
func statedAt(c *lint.Case, p analyzer.Place) app.Location {
	para := c.App.Policy.Paragraphs[p.Paragraph]
	para.Line, _ = para.Source(p.From)
	return inPolicy(&c.App.Policy, para)
}

// own reports whether it is the app itself that reads.
func (g *useGroup) own() bool { return g.owner.Kind == app.OwnerApp }
