package callgraph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/dex"
)

// The methods that the platform calls before any act of the user.
var (
	onApplication = []string{"<clinit>", "<init>", "attachBaseContext", "onCreate"}
	onProvider    = []string{"<clinit>", "<init>", "attachInfo", "onCreate"}
	onInitializer = []string{"<clinit>", "<init>", "create", "dependencies"}
	onLauncher    = []string{"<clinit>", "<init>", "attachBaseContext", "onCreate", "onStart", "onResume",
		"onPostCreate", "onPostResume", "onAttachedToWindow", "onWindowFocusChanged", "onContentChanged",
		"onCreateOptionsMenu", "onPrepareOptionsMenu", "onCreateView"}
	onStarted = map[Kind][]string{
		Activity: onLauncher,
		Service:  {"<clinit>", "<init>", "attachBaseContext", "onCreate", "onStartCommand", "onStart", "onBind", "onHandleIntent"},
		Receiver: {"<clinit>", "<init>", "onReceive"},
	}
	onFactory = []string{"<clinit>", "<init>", "instantiateApplication", "instantiateClassLoader", "instantiateActivity", "instantiateProvider"}
)

// enter finds the entries of the app, in the order in which the platform goes.
func (r *reach) enter(e Entries) {
	components := slices.Clone(e.Components)
	slices.SortStableFunc(components, func(a, b Component) int { return cmp.Compare(b.InitOrder, a.InitOrder) })

	for _, c := range components {
		r.note(c) // before any code is read, as that asks what is a component
	}
	r.root(Startup, r.manifestType(e.Factory), onFactory)
	application := r.manifestType(e.Application)
	r.root(Startup, application, []string{"<clinit>", "<init>", "attachBaseContext"})
	for _, c := range components {
		if c.Kind == Provider {
			r.root(Startup, r.manifestType(c.Class), onProvider)
		}
	}
	for _, name := range e.Initializers {
		r.root(Startup, r.manifestType(name), onInitializer)
	}
	r.root(Startup, application, onApplication)
	for _, c := range components {
		if c.Kind == Activity && c.Launcher {
			r.root(Startup, r.manifestType(c.Class), onLauncher)
		}
	}
	for _, c := range components {
		r.rootRest(c)
	}
	r.rootAll(User, application)
	for _, name := range e.Public {
		r.rootPublic(r.manifestType(name))
	}
}

// rootPublic takes the public methods of a class, but for those that compilers
// made and those whose names a shrinker gave.
func (r *reach) rootPublic(t typeID) {
	if t == 0 {
		return
	}
	const made = dex.AccSynthetic | dex.AccBridge
	for _, e := range r.load(t).methods {
		m := &r.methods[e.method]
		name := r.names.list[r.selectors.list[e.selector].name]
		if m.access&dex.AccPublic == 0 || m.access&made != 0 || m.code == 0 || len(name) <= shortest {
			continue
		}
		id := r.node(e.method, t)
		if r.entered[id] == 0 {
			r.entered[id] = t
		}
		r.roots[User] = append(r.roots[User], id)
	}
}

// shortest is how long names are that a shrinker gives, in bytes.
const shortest = 2

// note notes what starting the component runs, and by which strings an intent
// can name it: its class, and actions that are not the platform's.
func (r *reach) note(c Component) {
	t := r.manifestType(c.Class)
	if t == 0 || c.Kind == Provider {
		return
	}
	r.screens[t] = r.named(t, onStarted[c.Kind], 0)
	r.activities[t] = c.Kind == Activity
	r.intents[c.Class] = append(r.intents[c.Class], t)
	for _, a := range c.Actions {
		if !strings.HasPrefix(a, "android.") && !strings.HasPrefix(a, "com.android.") {
			r.intents[a] = append(r.intents[a], t)
		}
	}
}

// rootRest enters a component by everything that the platform can call on it.
func (r *reach) rootRest(c Component) {
	t := r.manifestType(c.Class)
	if c.Kind != Activity {
		r.rootAll(Background, t)
		return
	}
	r.rootAll(User, t)
	r.rootTaps(t)
}

func (r *reach) root(phase Phase, t typeID, names []string) {
	if t == 0 {
		return
	}
	for _, m := range r.named(t, names, 0) {
		id := r.node(m, t)
		if r.entered[id] == 0 {
			r.entered[id] = t
		}
		r.roots[phase] = append(r.roots[phase], id)
	}
}

// rootAll takes every method of the app's own that the platform may call on the
// component: constructors, and what overrides a method by the platform's
// naming, on…
func (r *reach) rootAll(phase Phase, t typeID) {
	if t == 0 {
		return
	}
	var names []string
	for _, c := range r.supers(t) {
		for _, e := range r.load(c).methods {
			name := r.names.list[r.selectors.list[e.selector].name]
			if isEntry(name) {
				names = append(names, name)
			}
		}
	}
	r.root(phase, t, names)
}

// rootTaps takes the methods that a layout can name as android:onClick.
func (r *reach) rootTaps(t typeID) {
	if t == 0 {
		return
	}
	tap := r.protos.add("(Landroid/view/View;)V")
	var names []string
	for _, c := range r.supers(t) {
		for _, e := range r.load(c).methods {
			if s := r.selectors.list[e.selector]; s.proto == tap && r.methods[e.method].access&(dex.AccPublic|dex.AccStatic) == dex.AccPublic {
				names = append(names, r.names.list[s.name])
			}
		}
	}
	r.root(User, t, names)
}

func isEntry(name string) bool {
	switch name {
	case "<clinit>", "<init>", "attachBaseContext", "query", "insert", "update", "delete", "getType", "call", "openFile", "dispatchTouchEvent", "dispatchKeyEvent":
		return true
	}
	return strings.HasPrefix(name, "on") && len(name) > 2 && name[2] >= 'A' && name[2] <= 'Z'
}

// manifestType returns the class that a manifest names; 0 where no file defines it.
func (r *reach) manifestType(name string) typeID {
	t := r.typeByName["L"+strings.ReplaceAll(name, ".", "/")+";"]
	if !r.defined(t) {
		return 0
	}
	return t
}
