package artifact

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/callgraph"
	"github.com/zicha-lint/zicha/internal/dex"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/rules"
)

// readCode finds out what the code does with the APIs of the catalogue.
func (a *apk) readCode(files []*dex.File) {
	a.Has |= app.FactCode
	if len(files) == 0 || len(a.o.Catalog.APIs) == 0 {
		return
	}
	wanted := membersOf(a.o.Catalog)
	result := callgraph.Analyze(files, a.entries(files), wanted.apis, callgraph.Options{Workers: a.o.Workers, Quiet: wanted.quiet})
	a.Code.Methods, a.Code.Reached = result.Stats.Methods, result.Stats.Reached
	r := codeReader{apk: a, wanted: wanted, names: names{a.o.Mapping, a.Source.Kind.IsSDK()}, restored: map[*callgraph.Step][]restored{}, owners: a.owners, kinds: a.entryKinds(), words: a.withWords()}
	for i := range result.Uses {
		r.use(&result.Uses[i])
	}
	for i := range result.Refusals {
		r.refusal(&result.Refusals[i])
	}
	for i := range result.Thresholds {
		r.threshold(&result.Thresholds[i])
	}
	a.noteCodeGaps(result.Stats)
	if a.o.Mapping != nil && !slices.ContainsFunc(files, a.isMapped) {
		a.AddGap(app.Gap{
			Facts:    app.FactCode,
			What:     lang.Text{ZH: "映射文件中没有这个包的任何类，可能属于另一次构建；名字未还原", EN: "the mapping has no class of this package and may belong to another build; no name was restored"},
			Blocking: true,
		})
	}
}

// isMapped reports whether the mapping has a class of the file.
func (a *apk) isMapped(f *dex.File) bool {
	for i := range f.NumClasses() {
		name, _ := f.Type(f.Def(i).Type)
		if a.o.Mapping.Has(strings.TrimSuffix(strings.TrimPrefix(string(name), "L"), ";")) {
			return true
		}
	}
	return false
}

func (a *apk) noteCodeGaps(s callgraph.Stats) {
	if s.Unread > 0 {
		a.AddGap(app.Gap{
			Facts:    app.FactCode,
			What:     lang.Text{ZH: strconv.Itoa(s.Unread) + " 个方法或类的代码已损坏，未能分析", EN: "the code of " + strconv.Itoa(s.Unread) + " methods or classes is damaged and was not analysed"},
			Blocking: true,
		})
	}
	if s.Cut {
		a.AddGap(app.Gap{
			Facts:    app.FactCode,
			What:     lang.Text{ZH: "代码分析达到上限，部分调用、参数或路径缺失", EN: "a limit of the code analysis was reached; some calls, arguments or paths are missing"},
			Blocking: true,
		})
	}
}

// entries are the ways into the app that the manifest names.
func (a *apk) entries(files []*dex.File) callgraph.Entries {
	m := &a.Manifest
	e := callgraph.Entries{Application: m.Application.Name, Factory: m.Application.Factory}
	launchers := map[string]bool{}
	for _, l := range m.FirstScreens() {
		launchers[cmp.Or(l.Target, l.Name)] = true
	}
	for _, c := range m.Components {
		if kind, ok := graphKinds[c.Kind]; ok {
			e.Components = append(e.Components, callgraph.Component{
				Class: c.Name, Kind: kind, Launcher: kind == callgraph.Activity && launchers[c.Name], InitOrder: c.InitOrder, Actions: actions(&c),
			})
		}
	}
	for _, i := range m.Initializers() {
		e.Initializers = append(e.Initializers, i.Name)
	}
	if a.Source.Kind.IsSDK() {
		e.Public = a.publicClasses(files)
	}
	return e
}

func actions(c *app.Component) (all []string) {
	for _, f := range c.Filters {
		all = append(all, f.Actions...)
	}
	return all
}

var graphKinds = map[app.ComponentKind]callgraph.Kind{
	app.Activity: callgraph.Activity,
	app.Service:  callgraph.Service,
	app.Receiver: callgraph.Receiver,
	app.Provider: callgraph.Provider,
}

// entryKinds tells by class what kind of entry point it is.
func (a *apk) entryKinds() map[string]app.ComponentKind {
	kinds := map[string]app.ComponentKind{}
	for _, c := range a.Manifest.Components {
		kinds[c.Name] = c.Kind
	}
	for _, i := range a.Manifest.Initializers() {
		kinds[i.Name] = app.EntryInitializer
	}
	return kinds
}

// members are the methods and fields that the APIs of the catalogue stand for,
// and the methods by which SDKs are set to work and ruled.
type members struct {
	apis  []callgraph.API
	names []string        // as smali writes them
	calls [][]call        // by member
	tells [][]tell        // by member: what it tells whom
	quiet []callgraph.API // methods by which SDKs only get ready
	at    map[callgraph.API]int
}

// call is a call of an API in the catalogue.
type call struct {
	api *rules.API
	*rules.Call
}

// tell is what an SDK is told by a method.
type tell struct {
	sdk  string
	kind app.SwitchKind
}

func membersOf(c *rules.Catalog) *members {
	m := &members{at: map[callgraph.API]int{}}
	for i := range c.APIs {
		for j := range c.APIs[i].Calls {
			one := &c.APIs[i].Calls[j]
			for _, name := range one.Members {
				n := m.add(name, one.Subclasses)
				if one.Argument > 0 {
					m.apis[n].Asks |= 1 << (one.Argument - 1)
				}
				if c.APIs[i].Arguments {
					m.apis[n].Asks = callgraph.AsksAll
				}
				m.apis[n].Receiver = m.apis[n].Receiver || c.APIs[i].Receiver
				m.apis[n].Repeats = m.apis[n].Repeats || c.APIs[i].Information != ""
				m.apis[n].Reached = c.APIs[i].Reached && (len(m.calls[n]) == 0 || m.apis[n].Reached)
				m.apis[n].Outcome = m.apis[n].Outcome || c.APIs[i].Outcome != ""
				m.apis[n].OutcomeOnly = c.APIs[i].Outcome == "only" && (len(m.calls[n]) == 0 || m.apis[n].OutcomeOnly)
				m.calls[n] = append(m.calls[n], call{&c.APIs[i], one})
			}
		}
	}
	for i := range c.Libraries {
		for _, ignored := range c.Libraries[i].Ignored {
			if len(ignored.Strings) > 0 {
				m.askStrings(ignored.APIs)
			}
		}
	}
	for i := range c.SDKs {
		m.addSwitches(&c.SDKs[i])
	}
	return m
}

// addSwitches adds the methods by which an SDK is told something.
func (m *members) addSwitches(s *rules.SDK) {
	for _, name := range s.Init {
		n := m.add(name, false)
		m.tells[n] = append(m.tells[n], tell{s.ID, app.SwitchInit})
	}
	for kind, list := range switchesOf(s) {
		for _, one := range list {
			n := m.add(one.Method, false)
			m.tells[n] = append(m.tells[n], tell{s.ID, kind})
			if kind == app.SwitchPreInit {
				m.quiet = append(m.quiet, m.apis[n])
				continue
			}
			m.apis[n].Asks = callgraph.AsksAll
		}
	}
}

// switchesOf yields the switches of an SDK by kind.
func switchesOf(s *rules.SDK) iter.Seq2[app.SwitchKind, []rules.Switch] {
	return func(yield func(app.SwitchKind, []rules.Switch) bool) {
		_ = yield(app.SwitchPreInit, s.PreInit) &&
			yield(app.SwitchConsent, s.Consent) &&
			yield(app.SwitchPersonalisation, s.Personalisation) &&
			yield(app.SwitchWake, s.Wake)
	}
}

// askStrings asks for the constants beside every use of the APIs.
func (m *members) askStrings(ids []string) {
	for n, calls := range m.calls {
		if slices.ContainsFunc(calls, func(c call) bool { return slices.Contains(ids, c.api.ID) }) {
			m.apis[n].Strings = true
		}
	}
}

func (m *members) add(name string, subclasses bool) int {
	key := parseMember(name, subclasses)
	n, known := m.at[key]
	if !known {
		n = len(m.apis)
		m.at[key] = n
		m.apis = append(m.apis, key)
		m.names = append(m.names, name)
		m.calls = append(m.calls, nil)
		m.tells = append(m.tells, nil)
	}
	return n
}

// parseMember takes Lclass;->name(args)result and Lclass;->field:type apart.
func parseMember(s string, subclasses bool) callgraph.API {
	class, member, _ := strings.Cut(s, ";->")
	a := callgraph.API{Class: strings.TrimPrefix(class, "L"), Subclasses: subclasses}
	if name, _, ok := strings.Cut(member, ":"); ok && !strings.Contains(name, "(") {
		a.Name, a.Field = name, true
		return a
	}
	a.Name = member
	if i := strings.IndexByte(member, '('); i >= 0 {
		a.Name, a.Descriptor = member[:i], member[i:]
	}
	return a
}

// codeReader turns uses of members into uses of the catalogue's APIs.
type codeReader struct {
	*apk
	wanted   *members
	names    names
	restored map[*callgraph.Step][]restored
	owners   *owners
	kinds    map[string]app.ComponentKind
	words    map[int64]bool // the layouts that say something, by id
}

// use adds a use for every API whose conditions it fulfils, and what SDKs are
// told by it.
func (r *codeReader) use(u *callgraph.Use) {
	var made *app.Use
	one := func() app.Use {
		if made == nil {
			made = r.convert(u)
		}
		return *made
	}
	if tells := r.wanted.tells[u.API]; len(tells) > 0 && !r.toItself(u) {
		for _, t := range tells {
			r.Code.Told = append(r.Code.Told, app.Told{Use: one(), SDK: t.sdk, Switch: t.kind, Given: given(u)})
		}
	}
	for _, c := range r.wanted.calls[u.API] {
		value, ok := fulfils(c.Call, u.Args)
		if !ok || c.api.Outcome == "only" || c.api.ID == contentView && !r.showsWords(u) {
			continue
		}
		use := one()
		use.API, use.Value = c.api.ID, value
		use.NoData = r.owners.noData(c.api.ID, r.names.class(u.Path[len(u.Path)-1].Class), u.Strings)
		r.Code.Uses = append(r.Code.Uses, use)
	}
}

// contentView is the API by which layouts are shown. Large apps have thousands of
// such calls; of interest are those whose layouts have something to read.
const contentView = "beh.content_view"

func (r *codeReader) showsWords(u *callgraph.Use) bool {
	return slices.ContainsFunc(u.Args, func(a callgraph.Arg) bool {
		return a.Kind == callgraph.ArgInt && r.words[a.Int]
	})
}

// withWords are the ids of the layouts that say something.
func (a *apk) withWords() map[int64]bool {
	ids := map[int64]bool{}
	for i := range a.Layouts {
		if l := &a.Layouts[i]; l.Speaks() {
			ids[int64(l.ID)] = true
		}
	}
	return ids
}

// toItself reports whether an SDK calls its own method.
func (r *codeReader) toItself(u *callgraph.Use) bool {
	called, caller := r.owners.of(r.wanted.apis[u.API].Class), r.owners.of(r.names.class(u.Path[len(u.Path)-1].Class))
	return caller.Kind == app.OwnerSDK && caller.ID == called.ID
}

// given returns what the last argument of a call is known to be, in decimals:
// in all methods that the catalogue knows that is the one that counts.
func given(u *callgraph.Use) string {
	if n := len(u.Args); n > 0 && u.Args[n-1].Kind == callgraph.ArgInt {
		return strconv.FormatInt(u.Args[n-1].Int, 10)
	}
	return ""
}

// refusal takes over what follows a refusal.
func (r *codeReader) refusal(from *callgraph.Refusal) {
	at, owner := r.place(from.At)
	if outcomes := r.outcomes(from.Outcomes); len(outcomes) > 0 {
		r.Code.Refusals = append(r.Code.Refusals, app.Refusal{At: at, Class: r.class(from.Class), Owner: owner, Outcomes: outcomes})
	}
}

// threshold takes over a number with which a sensor is compared.
func (r *codeReader) threshold(from *callgraph.Threshold) {
	at, owner := r.place(from.At)
	r.Code.Thresholds = append(r.Code.Thresholds, app.Threshold{
		Listener: r.class(from.Listener), Value: from.Value, Change: from.Change, Owner: owner, At: at, Outcomes: r.outcomes(from.Outcomes),
	})
}

// place returns where a step stands, and whose code that is.
func (r *codeReader) place(s *callgraph.Step) (app.Location, app.Owner) {
	frames := r.frames(s)
	last := frames[len(frames)-1]
	return last.location, r.owners.of(last.class).Owner
}

func (r *codeReader) outcomes(list []callgraph.Outcome) (outcomes []app.Outcome) {
	for i := range list {
		o := &list[i]
		for _, c := range r.wanted.calls[o.API] {
			value, ok := fulfils(c.Call, o.Args)
			if !ok || c.api.Outcome == "" {
				continue
			}
			one := app.Outcome{API: c.api.ID, Member: r.wanted.names[o.API], Value: value, Tapped: o.Tapped, Spread: o.Spread, Weight: o.Weight, On: r.arg(o.On)}
			for _, s := range o.Path {
				for _, f := range r.frames(s) {
					one.Path = append(one.Path, f.location)
				}
			}
			for _, a := range o.Args {
				one.Args = append(one.Args, r.arg(a))
			}
			for _, s := range o.Within {
				one.Within = append(one.Within, r.class(s))
			}
			outcomes = append(outcomes, one)
		}
	}
	return outcomes
}

// frames restores a step, once: many paths share it.
func (r *codeReader) frames(s *callgraph.Step) []restored {
	list, ok := r.restored[s]
	if !ok {
		list = r.names.frames(s)
		r.restored[s] = list
	}
	return list
}

func (r *codeReader) convert(u *callgraph.Use) *app.Use {
	one := &app.Use{
		Member: r.wanted.names[u.API], Phase: phases[u.Phase], Spread: u.Spread, Caught: u.Caught, Tapped: u.Tapped, Chosen: u.Chosen, Sent: u.Sent, Weight: u.Weight, Off: r.names.member(u.Off), While: r.names.member(u.While),
		Args: make([]app.Arg, len(u.Args)),
	}
	var classes []string
	ends := make([]int, len(u.Path)) // where each step ends in the restored path
	for i, s := range u.Path {
		for n, f := range r.frames(s) {
			if n == 0 && i < len(u.Via) {
				f.location.Via = r.names.member(u.Via[i])
			}
			one.Path = append(one.Path, f.location)
			classes = append(classes, f.class)
		}
		ends[i] = len(one.Path) - 1
	}
	one.Widest, one.Hard = ends[u.Widest], ends[u.Hardest]
	one.On = r.arg(u.On)
	for i, arg := range u.Args {
		one.Args[i] = r.arg(arg)
	}
	one.Owner = r.owners.answers(classes)
	if u.Phase != callgraph.Unreached {
		one.Entry = r.entry(u.Entry)
	}
	if one.Entry.Kind == app.EntryAPI && one.Phase == app.User {
		one.Phase = app.Called
	}
	if p := u.Repeat; p != nil {
		one.Repeat = &app.Repeat{Step: ends[p.Step], By: r.names.member(p.By), Millis: p.Millis, Always: p.Always}
	}
	if g := u.Gate; g != nil {
		one.Gate = &app.Gate{Kind: gateKinds[g.Kind], Name: r.names.member(g.Name), Key: g.Key, At: one.Path[ends[g.Step]]}
	}
	return one
}

func (r *codeReader) entry(class string) app.EntryPoint {
	kind := r.kinds[strings.ReplaceAll(class, "/", ".")]
	switch {
	case kind == "" && r.Source.Kind.IsSDK():
		kind = app.EntryAPI
	case kind == "":
		kind = app.EntryApplication
	}
	class = r.names.class(class)
	return app.EntryPoint{Class: strings.ReplaceAll(class, "/", "."), Kind: kind, Owner: r.owners.of(class).Owner}
}

var phases = [...]app.Phase{
	callgraph.Unreached:  app.Unreached,
	callgraph.Startup:    app.Startup,
	callgraph.Background: app.Background,
	callgraph.User:       app.User,
}

var gateKinds = [...]app.GateKind{
	callgraph.GateNamed:    app.GateNamed,
	callgraph.GateStored:   app.GateStored,
	callgraph.GateCallback: app.GateCallback,
}

// fulfils reports whether the arguments of a use are what the call asks for, and
// the one that is.
func fulfils(c *rules.Call, args []callgraph.Arg) (value string, ok bool) {
	if c.Argument == 0 {
		return "", true
	}
	if c.Argument > len(args) {
		return "", false
	}
	for _, s := range constants(args[c.Argument-1]) {
		if matchesAny(c.Values, s) {
			return s, true
		}
	}
	return "", false
}

// text returns the string resource that a number names.
func (r *codeReader) text(a callgraph.Arg) (string, bool) {
	if a.Kind != callgraph.ArgInt || a.Int < firstResource || a.Int > math.MaxUint32 || r.table == nil {
		return "", false
	}
	return r.table.String(uint32(a.Int))
}

// firstResource is the least id of an app's own resources.
const firstResource = 0x7f000000

// class returns the name of a class as a manifest spells it.
func (r *codeReader) class(name string) string {
	return strings.ReplaceAll(r.names.class(name), "/", ".")
}

// arg takes over what is known of an argument.
func (r *codeReader) arg(a callgraph.Arg) app.Arg {
	if a.Kind == callgraph.ArgClass {
		return app.Arg{Constants: []string{r.class(a.Text)}}
	}
	if a.Kind != callgraph.ArgObject {
		one := app.Arg{Constants: constants(a)}
		if text, ok := r.text(a); ok {
			one.Constants = append(one.Constants, text)
		}
		return one
	}
	one := app.Arg{Class: r.class(a.Text)}
	for _, c := range a.List {
		call := app.Call{Name: c.Text, Possible: c.Int != 0, Args: make([]app.Arg, len(c.List))}
		for i, given := range c.List {
			call.Args[i] = r.arg(given)
		}
		one.Calls = append(one.Calls, call)
	}
	return one
}

// constants spells what is known of an argument: strings as they are, numbers
// in decimals, fields of the platform as android/os/Build->SERIAL; of an array
// its elements and, joined by spaces, the whole.
func constants(a callgraph.Arg) []string {
	switch a.Kind {
	case callgraph.ArgString, callgraph.ArgClass, callgraph.ArgField:
		return []string{a.Text}
	case callgraph.ArgInt:
		return []string{strconv.FormatInt(a.Int, 10)}
	case callgraph.ArgArray:
		var list []string
		for _, e := range a.List {
			list = append(list, constants(e)...)
		}
		if len(list) > 1 {
			list = append(list, strings.Join(list, " "))
		}
		return list
	}
	return nil
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

func intersect(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
