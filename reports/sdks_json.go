package reports

import (
	"io"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/disclose"
	"github.com/zicha-lint/zicha/internal/lang"
)

// The JSON of zicha sdks is a promise as that of a scan is:
// rules/schema/sdks.schema.json describes it.
const (
	sdksSchema        = "https://raw.githubusercontent.com/zicha-lint/zicha/main/rules/schema/sdks.schema.json"
	sdksSchemaVersion = 1
)

type jsonInventories struct {
	Schema        string          `json:"$schema"`
	SchemaVersion int             `json:"schema_version"`
	Tool          jsonTool        `json:"tool"`
	Apps          []jsonInventory `json:"apps"`
	Failures      []jsonFailure   `json:"failures"`
}

type jsonInventory struct {
	Source       jsonFile         `json:"source"`
	Package      string           `json:"package"`
	VersionCode  int64            `json:"version_code"`
	VersionName  string           `json:"version_name"`
	Incomplete   bool             `json:"incomplete"`
	Gaps         []jsonGap        `json:"gaps"`
	Own          jsonDoings       `json:"own"`
	SDKs         []jsonParty      `json:"sdks"`
	Libraries    []jsonThirdParty `json:"libraries"`
	Unidentified []jsonOther      `json:"unidentified"`
}

type jsonFile struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

type jsonThirdParty struct {
	ID         string       `json:"id"`
	Name       lang.Text    `json:"name"`
	Version    string       `json:"version"`
	VersionAt  jsonLocation `json:"version_at"`
	Confidence string       `json:"confidence"`
	Imported   string       `json:"imported"`
	Classes    int          `json:"classes"`
	Traces     []jsonTrace  `json:"traces"`
}

type jsonTrace struct {
	Kind     string       `json:"kind"`
	What     string       `json:"what"`
	Location jsonLocation `json:"location"`
}

type jsonDoings struct {
	Information []jsonItem   `json:"information"`
	Permissions []jsonItem   `json:"permissions"`
	Calls       int          `json:"calls"`
	First       string       `json:"first"`
	FirstMark   string       `json:"first_mark"`
	FirstAt     jsonLocation `json:"first_at"`
}

type jsonItem struct {
	ID        string         `json:"id"`
	Name      lang.Text      `json:"name"`
	Mark      string         `json:"mark"`
	Sensitive bool           `json:"sensitive"`
	Phase     string         `json:"phase"`
	Note      lang.Text      `json:"note"`
	Uses      int            `json:"uses"`
	Locations []jsonLocation `json:"locations"`
}

type jsonParty struct {
	jsonThirdParty
	Category   string      `json:"category"`
	Vendor     string      `json:"vendor"`
	Policy     string      `json:"policy"`
	With       string      `json:"with"`
	Doings     jsonDoings  `json:"doings"`
	Documented []jsonItem  `json:"documented"`
	Init       []jsonTold  `json:"init"`
	Consent    jsonConsent `json:"consent"`
}

type jsonConsent struct {
	State  string     `json:"state"`
	Method string     `json:"method"`
	Calls  []jsonTold `json:"calls"`
}

type jsonTold struct {
	Member   string         `json:"member"`
	Given    string         `json:"given"`
	Phase    string         `json:"phase"`
	Location jsonLocation   `json:"location"`
	Path     []jsonLocation `json:"path"`
}

type jsonOther struct {
	Root    string     `json:"root"`
	Classes int        `json:"classes"`
	Hosts   []string   `json:"hosts"`
	Perhaps []string   `json:"perhaps"`
	Doings  jsonDoings `json:"doings"`
}

// Machine words, by what they stand for.
var (
	markWords = [...]string{
		disclose.ToFill: "to_fill", disclose.Proposed: "proposed", disclose.Unverified: "unverified", disclose.Documented: "documented",
		disclose.Possible: "possible", disclose.Known: "known", disclose.Read: "read",
	}
	confidenceWords = [...]string{app.Weak: "weak", app.Strong: "strong", app.Sure: "sure"}
	traceWords      = [...]string{
		app.TraceClasses: "classes", app.TraceComponent: "component", app.TraceLibrary: "native_library",
		app.TraceMetaData: "meta_data", app.TraceEntry: "entry", app.TraceString: "string",
	}
	consentWords = [...]string{
		disclose.ConsentUnknown: "unknown", disclose.ConsentAbsent: "absent", disclose.ConsentUnused: "unused", disclose.ConsentTold: "called",
	}
)

// writeSDKJSON writes everything in both languages; the options change nothing.
func writeSDKJSON(w io.Writer, run *Inventories, _ Options) error {
	return encode(w, jsonInventories{
		Schema:        sdksSchema,
		SchemaVersion: sdksSchemaVersion,
		Tool:          jsonTool{"zicha", run.ToolVersion, run.RulesDigest},
		Apps:          each(run.Apps, inventoryJSON),
		Failures:      each(run.Failures, func(f Failure) jsonFailure { return jsonFailure(f) }),
	})
}

func inventoryJSON(in *disclose.Inventory) jsonInventory {
	s, m := &in.App.Source, &in.App.Manifest
	return jsonInventory{
		Source:       jsonFile{s.Name, string(s.Kind), s.Size, s.SHA256},
		Package:      m.Package,
		VersionCode:  m.VersionCode,
		VersionName:  m.VersionName,
		Incomplete:   in.Incomplete(),
		Gaps:         each(in.Gaps(), func(g app.Gap) jsonGap { return jsonGap{facts(g.Facts), g.What, jsonLocation(g.At), g.Blocking} }),
		Own:          doingsJSON(&in.Own),
		SDKs:         each(in.SDKs, partyJSON),
		Libraries:    each(in.Libraries, func(s app.SDK) jsonThirdParty { return thirdPartyJSON(&s) }),
		Unidentified: each(in.Others, otherJSON),
	}
}

func partyJSON(p disclose.Party) jsonParty {
	out := jsonParty{
		jsonThirdParty: thirdPartyJSON(&p.SDK),
		Category:       p.Entry.Category,
		Vendor:         p.Entry.Vendor,
		Policy:         p.Entry.Policy,
		Doings:         doingsJSON(&p.Doings),
		Documented:     each(p.Claims, itemJSON),
		Init:           each(p.Init, toldJSON),
		Consent:        jsonConsent{consentWords[p.State], p.Method, each(p.Consent.Told, toldJSON)},
	}
	if p.With != nil {
		out.With = p.With.ID
	}
	return out
}

func thirdPartyJSON(s *app.SDK) jsonThirdParty {
	return jsonThirdParty{
		s.ID, s.Name, s.Version, jsonLocation(s.VersionAt), confidenceWords[s.Confidence], s.Imported, s.Classes,
		each(s.Traces, func(t app.Trace) jsonTrace { return jsonTrace{traceWords[t.Kind], t.What, jsonLocation(t.At)} }),
	}
}

func doingsJSON(d *disclose.Doings) jsonDoings {
	out := jsonDoings{
		Information: each(d.Information, itemJSON), Permissions: each(d.Permissions, itemJSON),
		Calls: d.Calls, First: string(d.First), FirstAt: jsonLocation(d.FirstAt),
	}
	if d.Calls > 0 {
		out.FirstMark = markWords[d.FirstMark]
	}
	return out
}

func itemJSON(i disclose.Item) jsonItem {
	return jsonItem{i.ID, i.Name, markWords[i.Mark], i.Sensitive, string(i.Phase), i.Note, i.Uses, places(i.At)}
}

func toldJSON(t app.Told) jsonTold {
	out := jsonTold{t.Member, t.Given, string(t.Phase), jsonLocation{}, places(t.Path)}
	if n := len(t.Path); n > 0 {
		out.Location = jsonLocation(t.Path[n-1])
	}
	return out
}

func otherJSON(o disclose.Other) jsonOther {
	return jsonOther{o.Root, o.Classes, each(o.Hosts, same[string]), each(o.Perhaps, func(s app.SDK) string { return s.ID }), doingsJSON(&o.Doings)}
}
