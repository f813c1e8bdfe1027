package reports

import (
	"io"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/internal/published"
	"github.com/zicha-lint/zicha/rules"
)

// The JSON of zicha policy is a promise as that of a scan is:
// rules/schema/policy.schema.json describes it.
const (
	policiesSchema        = "https://raw.githubusercontent.com/zicha-lint/zicha/main/rules/schema/policy.schema.json"
	policiesSchemaVersion = 1
)

type jsonPolicies struct {
	Schema        string        `json:"$schema"`
	SchemaVersion int           `json:"schema_version"`
	Tool          jsonTool      `json:"tool"`
	Policies      []jsonPolicy  `json:"policies"`
	Failures      []jsonFailure `json:"failures"`
}

type jsonPolicy struct {
	Files       []string         `json:"files"`
	Language    string           `json:"language"`
	Size        int64            `json:"size"`
	Format      string           `json:"format"`
	Encoding    string           `json:"encoding"`
	Title       string           `json:"title"`
	Judged      bool             `json:"judged"`
	Information []jsonDeclared   `json:"information"`
	Denied      int              `json:"denied"`
	Denials     []jsonDenial     `json:"denials"`
	Topics      []jsonTopic      `json:"topics"`
	Clauses     []jsonClause     `json:"clauses"`
	Lists       int              `json:"lists"`
	Parties     []jsonListed     `json:"parties"`
	Mentioned   []jsonMentioned  `json:"mentioned"`
	Elsewhere   *jsonPolicyPlace `json:"elsewhere"`
	Picture     bool             `json:"picture"`
	Outline     []jsonSection    `json:"outline"`
}

type jsonPolicyPlace struct {
	File   string     `json:"file"`
	Line   int        `json:"line"`
	Page   int        `json:"page"`
	Quote  string     `json:"quote"`
	Region jsonRegion `json:"region"`
}

type jsonRegion struct {
	StartLine   int `json:"start_line"`
	StartColumn int `json:"start_column"`
	EndLine     int `json:"end_line"`
	EndColumn   int `json:"end_column"`
}

type jsonNamed struct {
	ID   string    `json:"id"`
	Name lang.Text `json:"name"`
}

type jsonDeclared struct {
	jsonNamed
	Sensitive bool         `json:"sensitive"`
	Vague     string       `json:"vague"`
	By        []jsonTaking `json:"by"`
}

type jsonTaking struct {
	Actor     string            `json:"actor"`
	Practices []string          `json:"practices"`
	Mentions  int               `json:"mentions"`
	Purpose   *jsonPolicyPlace  `json:"purpose"`
	Condition *jsonPolicyPlace  `json:"condition"`
	Section   string            `json:"section"`
	Places    []jsonPolicyPlace `json:"places"`
}

type jsonDenial struct {
	Information []jsonNamed     `json:"information"`
	Limited     bool            `json:"limited"`
	Place       jsonPolicyPlace `json:"place"`
}

type jsonTopic struct {
	jsonNamed
	Asked   lang.Text         `json:"asked"`
	OnlyIf  lang.Text         `json:"only_if"`
	Present bool              `json:"present"`
	Rule    string            `json:"rule"`
	Basis   []jsonBasis       `json:"basis"`
	Places  []jsonPolicyPlace `json:"places"`
}

type jsonClause struct {
	jsonNamed
	Why      lang.Text   `json:"why"`
	Remedy   lang.Text   `json:"remedy"`
	Severity string      `json:"severity"`
	Rule     string      `json:"rule"`
	Basis    []jsonBasis `json:"basis"`
	Count    int         `json:"count"`
	Hits     []jsonHit   `json:"hits"`
}

type jsonHit struct {
	Doubtful bool            `json:"doubtful"`
	Place    jsonPolicyPlace `json:"place"`
}

type jsonListed struct {
	File        string   `json:"file"`
	Line        int      `json:"line"`
	Text        string   `json:"text"`
	Name        string   `json:"name"`
	Company     string   `json:"company"`
	Purpose     string   `json:"purpose"`
	Information string   `json:"information"`
	Link        bool     `json:"link"`
	Regular     bool     `json:"regular"`
	Known       []string `json:"known"`
}

type jsonMentioned struct {
	jsonNamed
	Word  string          `json:"word"`
	Place jsonPolicyPlace `json:"place"`
}

type jsonSection struct {
	Title     string          `json:"title"`
	Level     int             `json:"level"`
	Sentences int             `json:"sentences"`
	Spoken    []jsonSpoken    `json:"spoken"`
	Place     jsonPolicyPlace `json:"place"`
}

type jsonSpoken struct {
	jsonNamed
	Sentences int `json:"sentences"`
}

// writePoliciesJSON writes everything in both languages; the options change nothing.
func writePoliciesJSON(w io.Writer, run *Policies, _ Options) error {
	return encode(w, jsonPolicies{
		Schema:        policiesSchema,
		SchemaVersion: policiesSchemaVersion,
		Tool:          jsonTool{"zicha", run.ToolVersion, run.RulesDigest},
		Policies:      each(run.Policies, func(v *published.Overview) jsonPolicy { return policyJSON(v, run.Catalog) }),
		Failures:      each(run.Failures, func(f Failure) jsonFailure { return jsonFailure(f) }),
	})
}

func policyJSON(v *published.Overview, c *rules.Catalog) jsonPolicy {
	p := v.Policy
	return jsonPolicy{
		Files: p.Files(), Language: string(p.Language), Size: v.Size, Format: p.Format, Encoding: p.Encoding, Title: p.Title, Judged: v.Foreign == nil,
		Information: each(v.Types, declaredJSON),
		Denied:      v.Denied,
		Denials: each(v.Denials, func(d published.Denial) jsonDenial {
			return jsonDenial{each(d.Types, namedJSON), d.Limited, placeJSON(d.Spot)}
		}),
		Topics: each(v.Topics, func(t published.Topic) jsonTopic {
			return jsonTopic{
				jsonNamed{t.ID, t.Name}, t.Asked, t.OnlyIf, len(t.Spots) > 0, t.Rule, each(basisOf(c, &t.Law), basisJSON), each(t.Spots, placeJSON),
			}
		}),
		Clauses: each(v.Clauses, func(b published.BadClause) jsonClause {
			return jsonClause{
				jsonNamed{b.ID, b.Name}, b.Why, b.Remedy, b.Level().String(), b.Rule, each(basisOf(c, &b.Law), basisJSON), b.Count,
				each(b.Hits, func(h published.Hit) jsonHit { return jsonHit{h.Doubtful, placeJSON(h.Spot)} }),
			}
		}),
		Lists: v.Lists,
		Parties: each(v.Parties, func(p published.Party) jsonListed {
			return jsonListed{p.File, p.Line, p.Text, p.Name, p.Company, p.Purpose, p.Information, p.Link, p.Regular, each(p.Known, same[string])}
		}),
		Mentioned: each(v.Mentioned, func(m published.Mentioned) jsonMentioned {
			return jsonMentioned{jsonNamed{m.ID, m.Name}, m.Word, placeJSON(m.Spot)}
		}),
		Elsewhere: placeOrNone(v.Elsewhere),
		Picture:   v.Picture,
		Outline: each(v.Sections, func(s published.Section) jsonSection {
			return jsonSection{s.Title, s.Level, s.Sentences, each(s.Spoken, spokenJSON), placeJSON(s.Spot)}
		}),
	}
}

func declaredJSON(d published.Declared) jsonDeclared {
	return jsonDeclared{jsonNamed{d.ID, d.Name}, d.Sensitive, d.Vague, each(d.By, func(b published.Taking) jsonTaking {
		return jsonTaking{
			b.Actor.String(), each(b.Practices, analyzer.Practice.String), b.Count, placeOrNone(&b.Purpose), placeOrNone(&b.Condition), b.Section, each(b.Spots, placeJSON),
		}
	})}
}

func namedJSON(n published.TypeName) jsonNamed { return jsonNamed(n) }

func spokenJSON(s published.Spoken) jsonSpoken {
	return jsonSpoken{jsonNamed{s.ID, s.Name}, s.Sentences}
}

func placeJSON(s published.Spot) jsonPolicyPlace {
	return jsonPolicyPlace{s.File, s.Line, s.Page, s.Quote, jsonRegion(s.Region)}
}

func placeOrNone(s *published.Spot) *jsonPolicyPlace {
	if s == nil || s.Quote == "" {
		return nil
	}
	p := placeJSON(*s)
	return &p
}
