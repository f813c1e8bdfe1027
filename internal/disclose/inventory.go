package disclose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// Inventory is all third-party code of a package and what it does there.
type Inventory struct {
	App       *app.App
	Own       Doings    // of the app itself
	SDKs      []Party   // by kind and name, what comes with another behind it
	Libraries []app.SDK // by name; what they do is their callers' doing
	Others    []Other   // unidentified code, what reads information first
}

// Party is an SDK of the catalogue in the package.
type Party struct {
	app.SDK
	Entry  *rules.SDK  // in the catalogue
	Kind   *rules.Kind // nil of an imported one
	With   *rules.SDK  // with which it comes; nil where it stands by itself
	Doings             // of its code
	Claims []Item      // what it is documented to collect beyond that: an upper bound
	Init   []app.Told  // by whom and where it is set to work
	Consent
}

// Other is third-party code that nobody of the catalogue owns.
type Other struct {
	app.Unidentified
	Doings
	Perhaps []app.SDK // what an imported database calls code below the root
}

// Doings are what the code of one owner does.
type Doings struct {
	Information []Item       // that it reads
	Permissions []Item       // in the manifest: that what it reads needs, or that it is documented to need
	Calls       int          // places that get personal information
	First       app.Phase    // in which it first gets any, as far as that is sure
	FirstMark   Mark         // how sure: Read or Possible
	FirstAt     app.Location // where
}

// ConsentState is what is known of an SDK being told of the user's consent.
type ConsentState int

// The states.
const (
	ConsentUnknown ConsentState = iota // the catalogue knows no such method, or the code was not read
	ConsentAbsent                      // this version has none by the names that are known
	ConsentUnused                      // this version has one, and no code was seen to call it
	ConsentTold                        // somebody calls it
)

// Consent is how the app rules an SDK before the user has agreed.
type Consent struct {
	State  ConsentState
	Method string     // as smali names it, without descriptor; of the first that fits the state
	Told   []app.Told // the calls
}

// Name returns the state as a word for people.
func (s ConsentState) Name() lang.Text { return consentNames[s] }

var consentNames = [...]lang.Text{
	ConsentUnknown: {ZH: "目录未记载", EN: "none known"},
	ConsentAbsent:  {ZH: "本版本未见", EN: "not in this version"},
	ConsentUnused:  {ZH: "有而未调用", EN: "there, not called"},
	ConsentTold:    {ZH: "已调用", EN: "called"},
}

// Take sorts what was read of an app by who does it.
func Take(a *app.App, c *rules.Catalog) *Inventory {
	in := &Inventory{App: a}
	b := newBooks(a, c)
	in.Own = b.close(app.Owner{})
	in.Libraries = libraries(a)
	in.SDKs = parties(b)
	in.Others = others(b)
	return in
}

// Incomplete reports whether a part was not read that could hold third-party
// code, or what it does.
func (in *Inventory) Incomplete() bool {
	return slices.ContainsFunc(in.Gaps(), func(g app.Gap) bool { return g.Blocking })
}

// Gaps returns the parts of the package that were not read and belong here.
func (in *Inventory) Gaps() []app.Gap {
	return in.App.Incomplete(app.FactContainer | app.FactManifest | app.FactClasses | app.FactCode | app.FactSDKs)
}

func libraries(a *app.App) []app.SDK {
	var out []app.SDK
	for _, s := range a.SDKs {
		if s.Kind == app.OwnerLibrary {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(x, y app.SDK) int { return cmp.Compare(x.ID, y.ID) })
	return out
}

func parties(b *books) []Party {
	found := map[string]app.SDK{}
	for _, s := range b.app.SDKs {
		if s.Kind == app.OwnerSDK {
			found[s.ID] = s
		}
	}
	for owner := range b.accounts { // nothing that acts hides, whatever traces it left
		if _, ok := found[owner.ID]; owner.Kind == app.OwnerSDK && !ok {
			found[owner.ID] = app.SDK{Owner: app.Owner{Kind: owner.Kind, ID: owner.ID}, Confidence: app.Strong}
		}
	}
	var out []Party
	for id, s := range found {
		entry := b.catalog.SDK(id)
		if entry == nil {
			continue // of a catalogue other than the one at hand
		}
		s.Name = entry.Name
		p := Party{SDK: s, Entry: entry, Doings: b.close(s.Owner)}
		if s.Imported == "" { // an imported database does not say what it is for
			p.Kind = b.catalog.Kind(entry.Category)
		}
		if parent := cmp.Or(s.Parent, entry.Parent); parent != "" {
			if _, there := found[parent]; there {
				p.With = b.catalog.SDK(parent)
			}
		}
		p.Claims = b.claims(entry, p.Information)
		p.Permissions = b.permissions(entry, p.Permissions)
		p.Init, p.Consent = b.told(entry)
		out = append(out, p)
	}
	slices.SortFunc(out, byKind)
	return out
}

func byKind(x, y Party) int {
	return cmp.Or(
		cmp.Compare(x.Entry.Category, y.Entry.Category),
		cmp.Compare(family(x), family(y)),
		cmp.Compare(boolOrder(x.With != nil), boolOrder(y.With != nil)),
		cmp.Compare(x.ID, y.ID),
	)
}

// family is what SDKs share that come together.
func family(p Party) string {
	if p.With != nil {
		return p.With.ID
	}
	return p.ID
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

func others(b *books) []Other {
	found := map[string]app.Unidentified{}
	for _, u := range b.app.Others {
		found[u.Root] = u
	}
	for owner := range b.accounts {
		if _, ok := found[owner.ID]; owner.Kind == app.OwnerUnidentified && !ok {
			found[owner.ID] = app.Unidentified{Root: owner.ID}
		}
	}
	perhaps := map[string][]app.SDK{}
	for _, s := range b.app.SDKs {
		for _, root := range rootsOf(&s, found) {
			perhaps[root] = append(perhaps[root], s)
		}
	}
	out := make([]Other, 0, len(found))
	for root, u := range found {
		out = append(out, Other{u, b.close(app.Owner{Kind: app.OwnerUnidentified, ID: root}), perhaps[root]})
	}
	slices.SortFunc(out, func(x, y Other) int {
		return cmp.Or(
			cmp.Compare(len(y.Information), len(x.Information)),
			cmp.Compare(y.Classes, x.Classes),
			cmp.Compare(x.Root, y.Root),
		)
	})
	return out
}

// rootsOf returns the roots of unidentified code that an imported SDK names.
func rootsOf(s *app.SDK, found map[string]app.Unidentified) []string {
	if s.Imported == "" {
		return nil
	}
	var roots []string
	for _, t := range s.Traces {
		for p := t.What; t.Kind == app.TraceClasses && p != ""; p = p[:max(0, strings.LastIndexByte(p, '.'))] {
			if _, ok := found[p]; ok && !slices.Contains(roots, p) {
				roots = append(roots, p)
			}
		}
	}
	return roots
}

// told returns how an SDK is set to work, and what it is told of consent.
func (b *books) told(entry *rules.SDK) ([]app.Told, Consent) {
	var init []app.Told
	var consent Consent
	for _, t := range b.app.Code.Told {
		switch {
		case t.SDK != entry.ID:
		case t.Switch == app.SwitchInit:
			init = append(init, t)
		case t.Switch == app.SwitchConsent || t.Switch == app.SwitchPreInit:
			consent.Told = append(consent.Told, t)
		}
	}
	earliest := func(x, y app.Told) int { return cmp.Compare(phaseOrder[x.Phase], phaseOrder[y.Phase]) }
	slices.SortStableFunc(init, earliest)
	slices.SortStableFunc(consent.Told, earliest)
	known := slices.Concat(entry.Consent, entry.PreInit)
	switch {
	case len(consent.Told) > 0:
		consent.State = ConsentTold
		consent.Method, _, _ = strings.Cut(consent.Told[0].Member, "(")
	case len(known) == 0 || b.app.Has&app.FactCode == 0:
		consent.State = ConsentUnknown
	default:
		consent.State = ConsentAbsent
		consent.Method = known[0].Method
		for _, s := range known {
			if slices.Contains(b.app.Code.Switches, s.Method) {
				consent.State, consent.Method = ConsentUnused, s.Method
				break
			}
		}
	}
	return init, consent
}

var phaseOrder = map[app.Phase]int{app.Startup: 0, app.Background: 1, app.User: 2, app.Unreached: 3}
