package reports

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// The JSON report is a promise to other programs: rules/schema/report.schema.json
// describes it, and the types below are its only source, so that it does not
// move with the types inside. A change that breaks readers raises the version.
const (
	jsonSchema        = "https://raw.githubusercontent.com/zicha-lint/zicha/main/rules/schema/report.schema.json"
	jsonSchemaVersion = 1
)

type jsonReport struct {
	Schema        string        `json:"$schema"`
	SchemaVersion int           `json:"schema_version"`
	Tool          jsonTool      `json:"tool"`
	Apps          []jsonApp     `json:"apps"`
	Failures      []jsonFailure `json:"failures"`
}

type jsonTool struct {
	Name        string `json:"name"`
	Version     string `json:"version"`
	RulesDigest string `json:"rules_digest"`
}

type jsonFailure struct {
	Target string    `json:"target"`
	What   lang.Text `json:"what"`
}

type jsonApp struct {
	Source      jsonSource     `json:"source"`
	Facts       []string       `json:"facts"`
	Said        jsonSaid       `json:"said"`
	Manifest    jsonManifest   `json:"manifest"`
	Signing     jsonSigning    `json:"signing"`
	Packers     []jsonProduct  `json:"packers"`
	Runtimes    []jsonProduct  `json:"runtimes"`
	PolicyHints []jsonHint     `json:"policy_hints"`
	Anomalies   []jsonAnomaly  `json:"anomalies"`
	Gaps        []jsonGap      `json:"gaps"`
	Limits      []jsonLimit    `json:"limits"`
	Incomplete  bool           `json:"incomplete"`
	SDK         *jsonSDK       `json:"sdk,omitempty"`
	Counts      map[string]int `json:"counts"`
	Tasks       []jsonTask     `json:"tasks"`
}

// jsonSDK is what an SDK that is looked at by itself brings to apps.
type jsonSDK struct {
	KnownAs  []string     `json:"known_as"`
	Reads    []jsonRead   `json:"reads"`
	Switches []jsonSwitch `json:"consent_switches"`
}

type jsonRead struct {
	Information string       `json:"information"`
	Phase       string       `json:"phase"`
	Entry       string       `json:"entry"`
	Location    jsonLocation `json:"location"`
}

type jsonSwitch struct {
	SDK     string `json:"sdk"`
	Method  string `json:"method"`
	Present bool   `json:"present"`
}

type jsonSource struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	MD5    string `json:"md5"`
}

type jsonSaid struct {
	Category string   `json:"category"`
	NoPolicy bool     `json:"no_policy"`
	Policy   string   `json:"policy"`
	Files    []string `json:"policy_files"`
}

type jsonManifest struct {
	File        string           `json:"file"`
	Package     string           `json:"package"`
	Label       string           `json:"label"`
	VersionCode int64            `json:"version_code"`
	VersionName string           `json:"version_name"`
	MinSDK      int              `json:"min_sdk"`
	TargetSDK   int              `json:"target_sdk"`
	MaxSDK      int              `json:"max_sdk"`
	CompileSDK  int              `json:"compile_sdk"`
	Permissions []jsonPermission `json:"permissions"`
	Components  []jsonComponent  `json:"components"`
}

type jsonPermission struct {
	Name   string `json:"name"`
	MaxSDK int    `json:"max_sdk"`
	SDK23  bool   `json:"sdk_23"`
}

type jsonComponent struct {
	Kind       string `json:"kind"`
	Name       string `json:"name"`
	Exported   bool   `json:"exported"`
	Enabled    bool   `json:"enabled"`
	Permission string `json:"permission"`
}

type jsonSigning struct {
	Schemes      []string          `json:"schemes"`
	Certificates []jsonCertificate `json:"certificates"`
}

type jsonCertificate struct {
	Scheme    string `json:"scheme"`
	Subject   string `json:"subject"`
	Issuer    string `json:"issuer"`
	NotBefore string `json:"not_before"`
	NotAfter  string `json:"not_after"`
	SHA256    string `json:"sha256"`
	Debug     bool   `json:"debug"`
}

type jsonProduct struct {
	ID        string         `json:"id"`
	Name      lang.Text      `json:"name"`
	Locations []jsonLocation `json:"locations"`
}

type jsonHint struct {
	Text     string       `json:"text"`
	URL      bool         `json:"url"`
	Location jsonLocation `json:"location"`
}

type jsonAnomaly struct {
	Kind     string       `json:"kind"`
	What     lang.Text    `json:"what"`
	Location jsonLocation `json:"location"`
}

type jsonGap struct {
	Facts    []string     `json:"facts"`
	What     lang.Text    `json:"what"`
	Location jsonLocation `json:"location"`
	Blocking bool         `json:"blocking"`
}

type jsonLimit struct {
	What     lang.Text    `json:"what"`
	Location jsonLocation `json:"location"`
}

type jsonLocation struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Symbol string `json:"symbol"`
	Source string `json:"source,omitempty"`
	Via    string `json:"via,omitempty"`
}

type jsonTask struct {
	Number  int            `json:"number"`
	Title   lang.Text      `json:"title"`
	Verdict string         `json:"verdict"`
	Counts  map[string]int `json:"counts"`
	Results []jsonResult   `json:"results"`
}

type jsonResult struct {
	Rule       string        `json:"rule"`
	Title      lang.Text     `json:"title"`
	Verdict    string        `json:"verdict"`
	Severity   string        `json:"severity"`
	Confidence string        `json:"confidence"`
	Reason     lang.Text     `json:"reason"`
	Remedy     lang.Text     `json:"remedy"`
	Steps      []lang.Text   `json:"steps"`
	Clauses    []string      `json:"clauses"`
	Basis      []jsonBasis   `json:"basis"`
	Unverified []jsonDoubt   `json:"unverified"`
	OwnDefault []lang.Text   `json:"own_default"`
	Labels     []string      `json:"labels"`
	Looked     []string      `json:"looked"`
	Unlooked   []string      `json:"unlooked"`
	Findings   []jsonFinding `json:"findings"`
}

type jsonDoubt struct {
	Ref  string    `json:"ref"`
	Note lang.Text `json:"note"`
}

type jsonBasis struct {
	Regulation string    `json:"regulation"`
	Clause     string    `json:"clause"`
	Name       lang.Text `json:"name"`
	Number     string    `json:"number"`
	Rank       string    `json:"rank"`
	Verified   bool      `json:"verified"`
}

type jsonFinding struct {
	Fingerprint string         `json:"fingerprint"`
	Verdict     string         `json:"verdict"`
	Severity    string         `json:"severity"`
	Check       string         `json:"check"`
	Owner       string         `json:"owner"`
	Anchor      string         `json:"anchor"`
	Information []string       `json:"information"`
	Phase       string         `json:"phase"`
	Note        lang.Text      `json:"note"`
	Quote       string         `json:"quote"`
	Location    jsonLocation   `json:"location"`
	Path        []jsonLocation `json:"path"`
}

// factWords are the machine words of the facts.
var factWords = map[app.Facts]string{
	app.FactContainer: "container", app.FactManifest: "manifest", app.FactNetworkSecurity: "network-security", app.FactResources: "resources", app.FactSigning: "signing",
	app.FactClasses: "classes", app.FactCode: "code", app.FactSDKs: "sdks", app.FactPolicy: "policy", app.FactListing: "listing",
	app.FactRuntime: "runtime", app.FactCategory: "category", app.FactNoPolicy: "no-policy", app.FactDisclosure: "disclosure",
}

// rankWords are the machine words of the ranks, as regulations.yaml has them.
var rankWords = [...]string{
	rules.RankUnknown: "unknown", rules.RankDraft: "draft", rules.RankGroup: "group_standard", rules.RankIndustry: "industry_standard",
	rules.RankNational: "national_standard", rules.RankNormative: "normative_document", rules.RankDepartment: "department_rule",
	rules.RankRegulation: "administrative_regulation", rules.RankLaw: "law",
}

// writeJSON writes everything in both languages; the options change nothing.
func writeJSON(w io.Writer, run *Run, _ Options) error {
	return encode(w, jsonReport{
		Schema:        jsonSchema,
		SchemaVersion: jsonSchemaVersion,
		Tool:          jsonTool{"zicha", run.ToolVersion, run.RulesDigest},
		Apps:          each(run.Reports, toJSON),
		Failures:      each(run.Failures, func(f Failure) jsonFailure { return jsonFailure(f) }),
	})
}

func toJSON(rep *lint.Report) jsonApp {
	a := rep.Case.App
	out := jsonApp{
		Source:      jsonSource{a.Source.Name, string(a.Source.Kind), a.Source.Size, a.Source.SHA256, a.Source.MD5},
		Facts:       facts(a.Has | rep.Case.Said.Facts()),
		Said:        jsonSaid{NoPolicy: rep.Case.Said.NoPolicy, Policy: a.Policy.File, Files: append([]string{}, a.Policy.Files()...)},
		Manifest:    manifestJSON(&a.Manifest),
		Signing:     jsonSigning{each(a.Signing.Schemes, same[string]), each(a.Signing.Certificates, certificateJSON)},
		Packers:     each(a.Packers, func(p app.Packer) jsonProduct { return jsonProduct{p.ID, p.Name, places(p.At)} }),
		Runtimes:    each(a.Runtimes, func(r app.Runtime) jsonProduct { return jsonProduct{r.ID, r.Name, places(r.At)} }),
		PolicyHints: each(a.PolicyHints, func(h app.PolicyHint) jsonHint { return jsonHint{h.Text, h.URL, jsonLocation(h.At)} }),
		Anomalies:   each(a.Container.Anomalies, func(x app.Anomaly) jsonAnomaly { return jsonAnomaly{x.Kind, x.What, jsonLocation(x.At)} }),
		Gaps:        each(a.Gaps, func(g app.Gap) jsonGap { return jsonGap{facts(g.Facts), g.What, jsonLocation(g.At), g.Blocking} }),
		Limits:      each(a.Limits, func(l app.Limit) jsonLimit { return jsonLimit{l.What, jsonLocation(l.At)} }),
		Incomplete:  len(rep.Incomplete()) > 0,
		Counts:      counts(count(rep)),
		Tasks:       each(rep.Tasks, func(t lint.TaskResult) jsonTask { return taskJSON(rep.Case.Catalog, &t) }),
	}
	if a.Source.Kind.IsSDK() {
		out.Manifest.TargetSDK = 0 // that of the app
		out.SDK = sdkJSON(&rep.Case)
	}
	if c := rep.Case.Said.Category; c != nil {
		out.Said.Category = c.ID
	}
	return out
}

func sdkJSON(c *lint.Case) *jsonSDK {
	out := &jsonSDK{
		KnownAs: []string{},
		Reads: each(readsOf(c), func(r read) jsonRead {
			return jsonRead{r.id, string(r.use.Phase), r.use.Entry.Class, jsonLocation(r.use.Path[len(r.use.Path)-1])}
		}),
		Switches: each(consentsOf(c), func(s consent) jsonSwitch { return jsonSwitch{s.id, s.method, s.present} }),
	}
	for _, s := range c.App.SDKs {
		if s.Kind == app.OwnerSDK {
			out.KnownAs = append(out.KnownAs, s.ID)
		}
	}
	return out
}

func manifestJSON(m *app.Manifest) jsonManifest {
	out := jsonManifest{
		m.File, m.Package, said(m.Application.Label), m.VersionCode, m.VersionName, m.MinSDK, m.TargetSDK, m.MaxSDK, m.CompileSDK,
		each(m.Permissions, func(p app.UsesPermission) jsonPermission { return jsonPermission{p.Name, p.MaxSDK, p.SDK23} }),
		each(m.Components, func(c app.Component) jsonComponent {
			return jsonComponent{string(c.Kind), c.Name, c.Exported, c.Enabled, c.Permission}
		}),
	}
	slices.SortStableFunc(out.Permissions, func(a, b jsonPermission) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortStableFunc(out.Components, func(a, b jsonComponent) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	return out
}

func certificateJSON(c app.Certificate) jsonCertificate {
	return jsonCertificate{c.Scheme, c.Subject, c.Issuer, c.NotBefore.UTC().Format(time.RFC3339), c.NotAfter.UTC().Format(time.RFC3339), c.SHA256, c.Debug}
}

func taskJSON(c *rules.Catalog, t *lint.TaskResult) jsonTask {
	return jsonTask{t.Task.Number, t.Task.Title, t.Verdict().String(), counts(countTask(t)), each(t.Results, func(r lint.Result) jsonResult {
		return jsonResult{
			Rule:       r.Rule.ID,
			Title:      r.Rule.Title,
			Verdict:    r.Verdict.String(),
			Severity:   r.Severity.String(),
			Confidence: string(r.Rule.Confidence),
			Reason:     r.Reason,
			Remedy:     r.Rule.Remedy,
			Steps:      each(r.Rule.Steps, same[lang.Text]),
			Clauses:    each(r.Rule.Clauses, same[string]),
			Basis:      each(basisOf(c, r.Rule), basisJSON),
			Unverified: each(r.Rule.Unverified, func(d rules.Doubt) jsonDoubt { return jsonDoubt{string(d.Ref), d.Note} }),
			OwnDefault: each(r.Rule.OwnDefault, same[lang.Text]),
			Labels:     each(r.Rule.Labels, same[string]),
			Looked:     each(r.Looked, stageWord),
			Unlooked:   each(r.Unlooked, stageWord),
			Findings:   each(r.Findings, findingJSON),
		}
	})}
}

func basisJSON(b basis) jsonBasis {
	return jsonBasis{b.regulation.ID, b.clause, b.regulation.Name, b.regulation.Number, rankWords[b.regulation.Rank()], b.verified}
}

func findingJSON(f lint.Finding) jsonFinding {
	return jsonFinding{
		Fingerprint: f.Fingerprint,
		Verdict:     f.Verdict.String(),
		Severity:    f.Severity.String(),
		Check:       f.Check,
		Owner:       f.Owner,
		Anchor:      f.Anchor,
		Information: each(f.Info, same[string]),
		Phase:       f.Phase,
		Note:        f.Note,
		Quote:       f.Quote,
		Location:    jsonLocation(f.At),
		Path:        places(f.Path),
	}
}

func stageWord(s rules.Stage) string { return string(s) }

func same[T any](v T) T { return v }

func places(list []app.Location) []jsonLocation {
	return each(list, func(l app.Location) jsonLocation { return jsonLocation(l) })
}

func facts(f app.Facts) []string {
	out := []string{}
	f.Each(func(bit app.Facts) { out = append(out, factWords[bit]) })
	return out
}

func counts(n tally) map[string]int {
	out := make(map[string]int, len(n))
	for v, c := range n {
		out[rules.Verdict(v).String()] = c
	}
	return out
}

// each maps a list; its result is never nil, so that JSON has [] and not null.
func each[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

// encode writes v as indented JSON in which every character that a terminal
// would obey or hide stands as an escape; the values are not changed by that.
func encode(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeHidden(b.Bytes()))
	return err
}

// escapeHidden works on encoded JSON, where characters outside ASCII stand in
// strings only.
func escapeHidden(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == '\n' || !hidden(r):
			out = append(out, b[:n]...)
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		b = b[n:]
	}
	return out
}
