package reports

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// The part of SARIF 2.1.0 that zicha writes; names and meaning are those of
// the OASIS standard, section 3. GitHub code scanning adds its own demands:
// no empty text, at most 1024 characters in a rule's descriptions, a location
// with a full region in every result, and one run per tool and category.
const (
	sarifSchema  = "https://json.schemastore.org/sarif-2.1.0.json"
	sarifVersion = "2.1.0"
	sarifMost    = 1024 // code points in a description
)

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Automation  sarifAutomation   `json:"automationDetails"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind,omitempty"`
	Artifacts   []sarifArtifact   `json:"artifacts"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string            `json:"name"`
	Version        string            `json:"version,omitempty"`
	InformationURI string            `json:"informationUri"`
	Rules          []sarifRule       `json:"rules"`
	Notifications  []sarifDescriptor `json:"notifications"`
	Properties     map[string]string `json:"properties,omitempty"`
}

type sarifDescriptor struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
}

type sarifRule struct {
	ID         string              `json:"id"`
	Short      sarifText           `json:"shortDescription"`
	Full       sarifText           `json:"fullDescription"`
	Help       sarifHelp           `json:"help"`
	Default    sarifConfiguration  `json:"defaultConfiguration"`
	Properties sarifRuleProperties `json:"properties"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifRuleProperties struct {
	Tags             []string `json:"tags"`
	Precision        string   `json:"precision"`
	ProblemSeverity  string   `json:"problem.severity"`
	SecuritySeverity string   `json:"security-severity"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifHelp struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifAutomation struct {
	ID string `json:"id"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Descriptor sarifReference  `json:"descriptor"`
	Rule       *sarifReference `json:"associatedRule,omitempty"`
	Level      string          `json:"level"`
	Message    sarifText       `json:"message"`
	Locations  []sarifLocation `json:"locations"`
}

type sarifReference struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}

type sarifArtifact struct {
	Location    sarifArtifactLocation `json:"location"`
	Length      int64                 `json:"length"`
	Roles       []string              `json:"roles"`
	Hashes      map[string]string     `json:"hashes,omitempty"`
	Description *sarifText            `json:"description,omitempty"`
}

type sarifArtifactLocation struct {
	URI string `json:"uri"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	CodeFlows    []sarifCodeFlow   `json:"codeFlows,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Properties   map[string]string `json:"properties"`
}

// sarifCodeFlow is how a place in the code is reached.
type sarifCodeFlow struct {
	ThreadFlows []sarifThreadFlow `json:"threadFlows"`
}

type sarifThreadFlow struct {
	Locations []sarifThreadFlowLocation `json:"locations"`
}

type sarifThreadFlowLocation struct {
	Location sarifLocation `json:"location"`
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifactLocation `json:"artifactLocation"`
	Region   sarifRegion           `json:"region"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifLogical struct {
	FullyQualifiedName string `json:"fullyQualifiedName"`
}

// notifications are the kinds of silence. The constants are their indices.
var notifications = []sarifDescriptor{
	noteUnchecked: {"unchecked", sarifText{"规则未检测 / rule not checked"}},
	notePerson:    {"person", sarifText{"需人工复核 / for a person to check"}},
	noteGap:       {"gap", sarifText{"未完整读取 / not read completely"}},
	noteFailure:   {"failure", sarifText{"无法打开 / could not be opened"}},
}

const (
	noteUnchecked = iota
	notePerson
	noteGap
	noteFailure
)

// sarif collects one run.
type sarif struct {
	Options
	run   sarifRun
	rules map[string]int // rule ID to its index
}

// writeSARIF writes one run for all apps: GitHub refuses several runs of one
// tool and category in a file.
func writeSARIF(w io.Writer, run *Run, o Options) error {
	s := newSARIF(run.ToolVersion, run.RulesDigest, automation(run.Reports), o)
	for _, rep := range run.Reports {
		s.report(rep)
	}
	for _, f := range run.Failures {
		s.fail()
		s.notify(noteFailure, nil, "error", f.What, sarifLocation{Physical: physical(s.uri(f.Target), 1)})
	}
	return s.write(w)
}

// newSARIF opens a run of a tool and a category of alerts.
func newSARIF(tool, digest, category string, o Options) *sarif {
	s := &sarif{Options: o, rules: map[string]int{}}
	s.run = sarifRun{
		Tool: sarifTool{sarifDriver{
			Name:           "zicha",
			Version:        tool,
			InformationURI: "https://github.com/zicha-lint/zicha",
			Rules:          []sarifRule{},
			Notifications:  notifications,
		}},
		Automation:  sarifAutomation{category},
		Invocations: []sarifInvocation{{Successful: true, Notifications: []sarifNotification{}}},
		Artifacts:   []sarifArtifact{},
		Results:     []sarifResult{},
	}
	if digest != "" {
		s.run.Tool.Driver.Properties = map[string]string{"rulesDigest": digest}
	}
	return s
}

func (s *sarif) write(w io.Writer) error {
	return encode(w, sarifLog{sarifSchema, sarifVersion, []sarifRun{s.run}})
}

// automation is the category GitHub files the alerts under: the text before
// the last slash. A new upload replaces the alerts of its category only.
func automation(reps []*lint.Report) string {
	if len(reps) == 1 && reps[0].Case.App.Manifest.Package != "" {
		return "zicha/" + url.PathEscape(reps[0].Case.App.Manifest.Package) + "/"
	}
	return "zicha/"
}

func (s *sarif) report(rep *lint.Report) {
	a := rep.Case.App
	apk := sarifArtifact{sarifArtifactLocation{s.uri(a.Source.Name)}, a.Source.Size, []string{"analysisTarget"}, nil, nil}
	if a.Source.Kind.IsSDK() {
		apk.Description = &sarifText{in(s.Lang, "对象：SDK", "subject: an SDK")}
	}
	if a.Source.SHA256 != "" {
		apk.Hashes = map[string]string{"sha-256": a.Source.SHA256}
	}
	s.run.Artifacts = append(s.run.Artifacts, apk)
	for _, g := range a.Gaps {
		level := "warning"
		if g.Blocking {
			level = "error"
			s.fail()
		}
		s.notify(noteGap, nil, level, g.What, s.location(a, g.At))
	}
	for t := range rep.Tasks {
		task := &rep.Tasks[t]
		for r := range task.Results {
			s.result(rep, task.Task, &task.Results[r])
		}
	}
}

func (s *sarif) fail() { s.run.Invocations[0].Successful = false }

// result writes the findings of a rule. Rules that nobody could check, and
// questions for a person that no finding gave rise to, are notifications: as
// results they would be alerts that no change of the app can close.
func (s *sarif) result(rep *lint.Report, task *rules.Task, r *lint.Result) {
	a := rep.Case.App
	if len(r.Findings) == 0 {
		if r.Verdict == rules.Pass {
			return
		}
		kind := noteUnchecked
		if r.Verdict == rules.Review {
			kind = notePerson
		}
		s.notify(kind, s.rule(rep.Case.Catalog, taskTag(task), r.Rule), "note", titled(r), s.location(a, app.Location{}))
		return
	}
	ref := s.rule(rep.Case.Catalog, taskTag(task), r.Rule)
	for i := range r.Findings {
		f := &r.Findings[i]
		s.run.Results = append(s.run.Results, sarifResult{
			RuleID:    ref.ID,
			RuleIndex: ref.Index,
			Level:     level(f),
			Message:   sarifText{s.message(&rep.Case, r.Rule, f)},
			Locations: []sarifLocation{s.location(a, f.At)},
			CodeFlows: s.codeFlows(a, f.Path),
			Fingerprints: map[string]string{
				"primaryLocationLineHash": f.Fingerprint + ":1",
				"zichaFingerprint/v1":     f.Fingerprint,
			},
			Properties: map[string]string{"verdict": f.Verdict.String(), "severity": f.Severity.String(), "owner": Printable(f.Owner)},
		})
	}
}

func (s *sarif) codeFlows(a *app.App, path []app.Location) []sarifCodeFlow {
	if len(path) == 0 {
		return nil
	}
	steps := each(path, func(l app.Location) sarifThreadFlowLocation {
		loc := s.location(a, l)
		loc.Message = &sarifText{inert(place(l))}
		return sarifThreadFlowLocation{loc}
	})
	return []sarifCodeFlow{{[]sarifThreadFlow{{steps}}}}
}

func titled(r *lint.Result) lang.Text {
	return lang.Text{
		ZH: r.Rule.ID + " " + r.Rule.Title.ZH + "：" + r.Reason.ZH,
		EN: r.Rule.ID + " " + r.Rule.Title.In(lang.EN) + ": " + r.Reason.In(lang.EN),
	}
}

func (s *sarif) notify(kind int, rule *sarifReference, level string, what lang.Text, at sarifLocation) {
	inv := &s.run.Invocations[0]
	inv.Notifications = append(inv.Notifications, sarifNotification{
		Descriptor: sarifReference{notifications[kind].ID, kind},
		Rule:       rule,
		Level:      level,
		Message:    sarifText{inert(what.In(s.Lang))},
		Locations:  []sarifLocation{at},
	})
}

// level is the severity, except for questions. SARIF has kind "review" for
// them, but it requires level "none", and GitHub does not document kind at all:
// a note without a kind is what it is sure to show, at its lowest level.
func level(f *lint.Finding) string {
	if f.Verdict < rules.Suspected || f.Severity == rules.NoSeverity {
		return "note"
	}
	return f.Severity.String()
}

// message says what, where and what to do, since GitHub shows neither logical
// locations nor the inside of a package.
func (s *sarif) message(c *lint.Case, r *rules.Rule, f *lint.Finding) string {
	text := in(s.Lang, "【", "[") + verdictWords[f.Verdict].In(s.Lang) + in(s.Lang, "】", "] ") + r.Title.In(s.Lang) + in(s.Lang, "：", ": ") + f.Note.In(s.Lang)
	if f.Quote != "" {
		text += in(s.Lang, "「", " “") + f.Quote + in(s.Lang, "」", "”")
	}
	text += in(s.Lang, "。主体：", ". Subject: ") + owner(c, f).In(s.Lang)
	if at := place(f.At); at != "" {
		text += in(s.Lang, "。位置：", ". Place: ") + at
	}
	return inert(cut(text, 4*sarifMost)) + in(s.Lang, "。整改：", ". Remedy: ") + inert(r.Remedy.In(s.Lang))
}

// inert makes text from an app safe in a SARIF message, where [text](target)
// is a link (section 3.11.6).
func inert(s string) string {
	s = Printable(s)
	if !strings.Contains(s, "](") {
		return s
	}
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(s)
}

// cut shortens text to a number of code points.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}

// location is a place in the package, or a line of the policy. GitHub needs a
// region even in a binary file: its first character.
func (s *sarif) location(a *app.App, l app.Location) sarifLocation {
	if l.File != "" && slices.Contains(a.Policy.Files(), l.File) {
		return sarifLocation{Physical: physical(s.policyURI(l.File), max(l.Line, 1))}
	}
	loc := sarifLocation{Physical: physical(s.uri(a.Source.Name), 1)}
	if l.File == "" && l.Symbol == "" {
		return loc
	}
	name := s.path(a.Source.Name) + "!/" + l.File
	if l.Symbol != "" {
		name += "!" + l.Symbol
	}
	loc.Logical = []sarifLogical{{Printable(name)}}
	return loc
}

func physical(uri string, line int) sarifPhysical {
	return sarifPhysical{sarifArtifactLocation{uri}, sarifRegion{line, 1, line, 1}}
}

// uri is a relative reference, percent-encoded (RFC 3986). A colon in its
// first segment would read as a scheme.
func (s *sarif) uri(name string) string {
	p := (&url.URL{Path: s.path(name)}).EscapedPath()
	return strings.ReplaceAll(p, ":", "%3A")
}

// policyURI is that of a policy, which may have been got from the web.
func (s *sarif) policyURI(name string) string {
	if u, err := url.Parse(name); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		return u.String()
	}
	return s.uri(name)
}

// path makes a file name relative with forward slashes: GitHub refuses
// absolute ones, and cannot point outside the repository.
func (s *sarif) path(name string) string {
	if name == "" || name == "-" {
		return "stdin"
	}
	if rel, err := filepath.Rel(s.Dir, name); err == nil && s.Dir != "" && filepath.IsAbs(name) {
		name = rel
	}
	name = name[len(filepath.VolumeName(name)):]
	name = strings.TrimLeft(filepath.ToSlash(filepath.Clean(name)), "/")
	for strings.HasPrefix(name, "../") {
		name = name[len("../"):]
	}
	if name == "" || name == ".." {
		return "."
	}
	return name
}

// rule returns the reference to a rule and describes it at its first use.
func (s *sarif) rule(c *rules.Catalog, tag string, r *rules.Rule) *sarifReference {
	i, ok := s.rules[r.ID]
	if !ok {
		i = len(s.run.Tool.Driver.Rules)
		s.rules[r.ID] = i
		s.run.Tool.Driver.Rules = append(s.run.Tool.Driver.Rules, s.describe(c, tag, r))
	}
	return &sarifReference{r.ID, i}
}

// taskTag is the tag of the rules of a task.
func taskTag(t *rules.Task) string {
	if t.Number == 0 {
		return "adjacent-duties"
	}
	return fmt.Sprintf("task-%d", t.Number)
}

func (s *sarif) describe(c *rules.Catalog, tag string, r *rules.Rule) sarifRule {
	severity, score := weight(r)
	full := r.Why
	if full.Empty() {
		full = r.Title
	}
	tags := []string{"security", "privacy", tag}
	for _, subject := range r.Subject {
		tags = append(tags, "subject-"+string(subject))
	}
	problem := severity.String()
	if severity <= rules.Note {
		problem = "recommendation"
	}
	return sarifRule{
		ID:         r.ID,
		Short:      sarifText{cut(Printable(r.Title.In(s.Lang)), sarifMost)},
		Full:       sarifText{cut(Printable(full.In(s.Lang)), sarifMost)},
		Help:       sarifHelp{help(c, r, plainHelp), help(c, r, markdownHelp)},
		Default:    sarifConfiguration{max(severity, rules.Note).String()},
		Properties: sarifRuleProperties{tags, string(r.Confidence), problem, score},
	}
}

// scores are GitHub's security severities by verdict and severity: from 7.0
// on an alert is high, from 4.0 medium, below low. Nothing here is critical,
// and a question is never more than low.
var scores = map[rules.Verdict]map[rules.Severity]string{
	rules.Review:    {rules.Note: "1.0", rules.Warning: "2.0", rules.Error: "3.0"},
	rules.Suspected: {rules.Note: "2.5", rules.Warning: "5.0", rules.Error: "7.0"},
	rules.Violation: {rules.Note: "3.5", rules.Warning: "6.0", rules.Error: "8.5"},
}

// weight returns the severity and score of the strongest evidence a rule can
// have. They belong to the rule, and do not change with what was found.
func weight(r *rules.Rule) (rules.Severity, string) {
	severity, score := rules.NoSeverity, "0.1"
	for _, e := range r.Evidence {
		severity = max(severity, e.Severity)
		score = max(score, scores[e.Verdict][e.Severity]) // one digit before the point: text order is number order
	}
	return severity, score
}

// layout is how a help text sets its parts.
type layout struct{ head, label, item, end string }

var (
	plainHelp    = layout{"%s %s\n", "%s\n", "- %s\n", "\n"}
	markdownHelp = layout{"## %s %s\n\n", "**%s**\n\n", "- %s\n", "\n---\n\n"}
)

// help explains a rule in both languages, whatever the report speaks.
func help(c *rules.Catalog, r *rules.Rule, l layout) string {
	return helpIn(c, r, l, lang.ZH) + l.end + helpIn(c, r, l, lang.EN)
}

func helpIn(c *rules.Catalog, r *rules.Rule, l layout, speak lang.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, l.head, r.ID, Printable(r.Title.In(speak)))
	section := func(label string, items []string) {
		if len(items) == 0 {
			return
		}
		fmt.Fprintf(&b, "\n"+l.label, label)
		for _, item := range items {
			fmt.Fprintf(&b, l.item, Printable(item))
		}
	}
	if why := r.Why.In(speak); why != "" {
		b.WriteString(Printable(why) + "\n")
	}
	section(in(speak, "整改建议", "Remedy"), []string{r.Remedy.In(speak)})
	section(in(speak, "依据", "Basis"), Citations(c, r, speak))
	section(unverified.In(speak), Doubts(c, r, speak))
	section(ownDefault.In(speak), each(r.OwnDefault, func(t lang.Text) string { return t.In(speak) }))
	section(in(speak, "人工复核步骤", "Steps for a person"), each(r.Steps, func(t lang.Text) string { return t.In(speak) }))
	return b.String()
}
