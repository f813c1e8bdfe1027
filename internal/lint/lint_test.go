package lint

import (
	"testing"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// finds makes a check that always brings the findings.
func finds(name string, c Check, found ...Finding) Check {
	c.Name, c.Stage = name, rules.StageManifest
	return Define(c, func(*Case, None) []Finding { return found })
}

// judge runs one rule with the evidence over an app.
func judge(t *testing.T, a *app.App, said Said, checks []Check, evidence ...rules.Evidence) Result {
	t.Helper()
	pack := &rules.Pack{Tasks: []rules.Task{{Number: 1, Rules: []rules.Rule{{
		ID: "T1-001", Stages: []rules.Stage{rules.StageManifest, rules.StageCode}, Evidence: evidence,
	}}}}}
	l, err := New(pack, checks, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l.Lint(a, said).Tasks[0].Results[0]
}

// TestSubject: of an SDK by itself only the rules about SDKs are judged, and not
// those that look at what apps do with it.
func TestSubject(t *testing.T) {
	found := Finding{Anchor: "x"}
	for name, c := range map[string]struct {
		kind    app.Kind
		subject []rules.Subject
		callers bool
		want    rules.Verdict
	}{
		"an app, a rule about apps":             {app.KindAPK, []rules.Subject{rules.SubjectApp}, false, rules.Suspected},
		"an app, a rule about SDKs":             {app.KindAPK, []rules.Subject{rules.SubjectSDK}, true, rules.Suspected},
		"an AAR, a rule about apps":             {app.KindAAR, []rules.Subject{rules.SubjectApp}, false, rules.Unchecked},
		"an AAR, a rule about both":             {app.KindAAR, []rules.Subject{rules.SubjectApp, rules.SubjectSDK}, false, rules.Suspected},
		"a JAR, a rule about SDKs":              {app.KindJAR, []rules.Subject{rules.SubjectSDK}, false, rules.Suspected},
		"a JAR, a check on those who call SDKs": {app.KindJAR, []rules.Subject{rules.SubjectApp, rules.SubjectSDK}, true, rules.Unchecked},
	} {
		pack := &rules.Pack{Tasks: []rules.Task{{Number: 1, Rules: []rules.Rule{{
			ID: "T1-001", Subject: c.subject, Evidence: []rules.Evidence{{Check: "a", Verdict: rules.Suspected, Severity: rules.Error}},
		}}}}}
		l, err := New(pack, []Check{finds("a", Check{Most: rules.Suspected, Callers: c.callers}, found)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := l.Lint(&app.App{Source: app.Source{Kind: c.kind}}, Said{}).Tasks[0].Results[0]
		if r.Verdict != c.want || (c.want == rules.Unchecked) != (r.Reason == reasonForApps) {
			t.Errorf("%s: %s %q", name, r.Verdict, r.Reason.EN)
		}
	}
}

func TestVerdicts(t *testing.T) {
	manifest := &app.App{Has: app.FactManifest}
	gap := &app.App{Has: app.FactManifest, Gaps: []app.Gap{{Facts: app.FactManifest, What: lang.Text{ZH: "坏", EN: "bad"}}}}
	needs := Check{Needs: app.FactManifest, Most: rules.Violation}
	absence := Check{Needs: app.FactManifest, Most: rules.Violation, Absence: true}
	suspected := rules.Evidence{Check: "a", Verdict: rules.Suspected, Severity: rules.Error}

	for name, c := range map[string]struct {
		app   *app.App
		check Check
		want  rules.Verdict
	}{
		"a finding earns the rule's word":        {manifest, finds("a", needs, Finding{Anchor: "x"}), rules.Suspected},
		"a finding's own cap lowers it":          {manifest, finds("a", needs, Finding{Anchor: "x", Cap: rules.Review}), rules.Review},
		"a cap never raises it":                  {manifest, finds("a", needs, Finding{Anchor: "x", Cap: rules.Violation}), rules.Suspected},
		"nothing found in what was read":         {manifest, finds("a", needs), rules.Pass},
		"facts that were not read":               {&app.App{}, finds("a", needs, Finding{Anchor: "x"}), rules.Unchecked},
		"nothing found under a gap":              {gap, finds("a", needs), rules.Unchecked},
		"something found under a gap":            {gap, finds("a", needs, Finding{Anchor: "x"}), rules.Suspected},
		"an absence under a gap accuses nobody":  {gap, finds("a", absence, Finding{Anchor: "x"}), rules.Unchecked},
		"an absence in what was read completely": {manifest, finds("a", absence, Finding{Anchor: "x"}), rules.Suspected},
	} {
		r := judge(t, c.app, Said{}, []Check{c.check}, suspected)
		if r.Verdict != c.want {
			t.Errorf("%s: %s, want %s", name, r.Verdict, c.want)
		}
		if (r.Verdict == rules.Unchecked) == r.Reason.Empty() {
			t.Errorf("%s: %s with the reason %q", name, r.Verdict, r.Reason.ZH)
		}
	}
}

func TestAlternatives(t *testing.T) {
	a := &app.App{Has: app.FactManifest, Gaps: []app.Gap{{Facts: app.FactCode}}}
	found := finds("found", Check{Needs: app.FactManifest, Most: rules.Suspected}, Finding{Anchor: "x"})
	stronger := finds("stronger", Check{Needs: app.FactManifest, Most: rules.Violation}, Finding{Anchor: "x"}, Finding{Anchor: "y"})
	clean := finds("clean", Check{Needs: app.FactManifest, Most: rules.Suspected})
	unread := finds("unread", Check{Needs: app.FactPolicy, Most: rules.Suspected})
	doubtful := finds("doubtful", Check{Needs: app.FactManifest | app.FactCode, Most: rules.Suspected})
	all := []Check{found, stronger, clean, unread, doubtful}
	ev := func(check string, v rules.Verdict) rules.Evidence {
		return rules.Evidence{Check: check, Verdict: v, Severity: rules.Warning}
	}

	if r := judge(t, a, Said{}, all, ev("found", rules.Suspected), ev("stronger", rules.Violation)); r.Verdict != rules.Violation || len(r.Findings) != 2 {
		t.Errorf("the strongest word for each anchor: %s with %d findings, want violation with 2", r.Verdict, len(r.Findings))
	}
	if r := judge(t, a, Said{}, all, ev("clean", rules.Suspected), ev("unread", rules.Suspected)); r.Verdict != rules.Pass {
		t.Errorf("a policy that nobody gave does not undo a pass: %s", r.Verdict)
	}
	if r := judge(t, a, Said{}, all, ev("clean", rules.Suspected), ev("doubtful", rules.Suspected)); r.Verdict != rules.Unchecked {
		t.Errorf("a gap in one alternative undoes a pass: %s", r.Verdict)
	}
}

func TestNewRefuses(t *testing.T) {
	type params struct {
		Max int `json:"max"`
	}
	limit := Define(Check{Name: "limit", Most: rules.Review}, func(*Case, params) []Finding { return nil })
	for name, e := range map[string]rules.Evidence{
		"unknown check": {Check: "limitt", Verdict: rules.Review},
		"unknown key":   {Check: "limit", With: `{"maxx": 1}`, Verdict: rules.Review},
		"wrong type":    {Check: "limit", With: `{"max": "1"}`, Verdict: rules.Review},
		"too strong":    {Check: "limit", With: `{"max": 1}`, Verdict: rules.Suspected},
	} {
		pack := &rules.Pack{Tasks: []rules.Task{{Rules: []rules.Rule{{ID: "X-001", Evidence: []rules.Evidence{e}}}}}}
		if _, err := New(pack, []Check{limit}, nil); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestLastSeesOthers(t *testing.T) {
	proven := finds("proven", Check{Needs: app.FactManifest, Most: rules.Violation}, Finding{Anchor: "x"})
	last := Define(Check{Name: "last", Needs: app.FactManifest, Most: rules.Review, Last: true}, func(c *Case, _ None) []Finding {
		var out []Finding
		for _, r := range c.Settled {
			out = append(out, Finding{Anchor: r.Rule.ID + " " + r.Verdict.String()})
		}
		return out
	})
	pack := &rules.Pack{Tasks: []rules.Task{{Rules: []rules.Rule{
		{ID: "T1-002", Evidence: []rules.Evidence{{Check: "last", Verdict: rules.Review}}},
		{ID: "T1-001", Evidence: []rules.Evidence{{Check: "proven", Verdict: rules.Violation}}},
	}}}}
	l, err := New(pack, []Check{proven, last}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := l.Lint(&app.App{Has: app.FactManifest}, Said{}).Tasks[0].Results[0]
	if len(r.Findings) != 1 || r.Findings[0].Anchor != "T1-001 violation" {
		t.Errorf("the last check saw %+v", r.Findings)
	}
}

// The recipe never changes: baselines stand on it.
func TestFingerprint(t *testing.T) {
	const want = "9cbcba37246aa8debc517e2e2460ce1eab8dc528023d106fec773f9b897ac223"
	if got := Fingerprint("T6-001", "cn.example", "", "cn.example.Boot"); got != want {
		t.Errorf("Fingerprint = %s, want %s", got, want)
	}
}
