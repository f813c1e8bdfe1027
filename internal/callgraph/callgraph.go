// Package callgraph says where an app uses given platform methods and fields,
// in which phase of its life, and along which path of its own methods.
//
// Virtual calls go to the types that reached code creates (rapid type
// analysis, Bacon and Sweeney 1996). Objects that the platform calls back, such
// as a Runnable or a listener, are entered from the method that creates them.
package callgraph

import (
	"github.com/zicha-lint/zicha/internal/dex"
)

// Phase is the earliest part of the app's life in which code runs.
type Phase int

// The phases. The zero phase is code that no entry of the app was found to
// reach.
const (
	Unreached  Phase = iota
	Startup          // before any act of the user
	Background       // services, receivers, jobs
	User             // other activities, and what follows a tap
)

// Kind is the kind of a component in the manifest.
type Kind int

// The kinds of component.
const (
	Activity Kind = iota
	Service
	Receiver
	Provider
)

// Component is a component of the manifest.
type Component struct {
	Class     string // com.example.Main
	Kind      Kind
	Launcher  bool     // an activity on the home screen, or the target of such an alias
	InitOrder int      // of a provider; higher ones start first
	Actions   []string // of its intent filters
}

// Entries is where the platform enters the app. All classes are spelled as in
// the manifest: com.example.Main.
type Entries struct {
	Application  string // "" for the platform's own
	Factory      string // android:appComponentFactory
	Components   []Component
	Initializers []string // of androidx.startup
	Public       []string // classes of a library, whose public methods apps call at a time that nobody knows: User
}

// API is a method or a field to look for.
type API struct {
	Class      string // android/telephony/TelephonyManager
	Name       string
	Descriptor string // (I)Ljava/lang/String; for a method; "" stands for every overload
	Field      bool
	Subclasses bool   // also calls that name a subclass of the platform
	Strings    bool   // the constants in the methods that use it are asked for
	Asks       uint64 // the parameters of which the argument is asked for: bit 0 is the first
	Receiver   bool   // the object that it is called on is asked for
	Repeats    bool   // whether it is used again and again is asked for
	Reached    bool   // uses to which no entry leads do not matter

	Outcome     bool // what follows a refusal is searched for it
	OutcomeOnly bool // only that is: there are no uses of it
}

// AsksAll asks for every argument.
const AsksAll = 1<<64 - 1

// Options are the limits of an analysis.
type Options struct {
	Workers int   // goroutines; the result does not depend on it. 0 is 1
	Quiet   []API // methods by which a path goes only if there is no other way
}

// Step is a method on a path, and where it goes on.
type Step struct {
	Class      string // com/example/Main
	Name       string
	Descriptor string
	Dex        string // the file that defines it
	Source     string // Main.java; "" where the file does not say
	Line       int    // of the call to the next step, or of the use; 0 where the file does not say
}

// Repeat is a step of a path that is taken again and again.
type Repeat struct {
	Step   int    // of the path: the method that is run again
	By     string // java/util/Timer->schedule: what runs it again
	Millis int64  // between two runs; 0 where it is not known
	Always bool   // nothing is asked before it is run again
}

// Use is one place in the code that uses an API.
type Use struct {
	API     int // index of the API
	Phase   Phase
	Entry   string   // the class by which the platform enters: com/example/Main; "" when Unreached
	Path    []*Step  // from the entry to the method that uses the API; only that one when Unreached
	Via     []string // for each step, the method that is handed the object on which the step is called back: android/os/Handler->post; "" where it is called
	Spread  int      // the most methods that a call on the path may lead to
	Caught  bool     // a step of the path follows an exception
	Chosen  bool     // at start-up: the place itself stands where something equals a given value
	Tapped  bool     // a step of the path waits for the user
	Repeat  *Repeat  // of the last step that is taken again and again; nil where there is none
	Sent    bool     // it goes by an intent to a service or a receiver that then looks for a given value
	Weight  int      // what has to be so for the path to be taken: 1 for each branch that decides, equalWeight or flagWeight for harder ones
	Widest  int      // the step of the path whose call may lead to Spread methods
	Hardest int      // the step of the path where most of Weight has to be so to go on
	Off     string   // a flag without which a step of the path is not taken, and that nothing has changed by then: com/example/Config->debug
	On      Arg      // the object that it is called on, where that is asked for
	While   string   // a flag without whose first value a step of the path is not taken, and that reached code changes: what is done once only
	Args    []Arg    // of the call, without the receiver; nil for a field
	Gate    *Gate    // of a use that an entry reaches; nil where there is none
	Strings []string // constants in the method, where they are asked for
	Cut     bool     // the path was too long: steps behind the entry are missing
}

// Stats counts what was read.
type Stats struct {
	Methods int  // methods with code
	Reached int  // those that an entry reaches
	Unread  int  // methods and classes that are damaged; their code is missing
	Cut     bool // a limit was hit: uses, arguments or gates are missing
}

// Result is what an analysis found: uses in the order of the files, the places
// in them and the constants.
type Result struct {
	Uses       []Use
	Refusals   []Refusal
	Thresholds []Threshold
	Stats      Stats
}

// The limits for hostile files; real apps stay far below.
const (
	maxUses    = 100_000
	maxPath    = 200 // steps
	codeBudget = 8   // bytes of code that are read, for each byte of the files

	minWork     = 1 << 24 // steps that constants and gates may take in a small app
	workPerByte = 16      // and how many more for each byte of the files
)

// Analyze looks for the APIs in the files, which are in the order of their
// class path: of classes defined twice the first one counts.
func Analyze(files []*dex.File, entries Entries, apis []API, opts Options) Result {
	p := newProgram(files)
	scan := p.startScan(apis, opts.Workers-1)
	r := newReach(p, entries)
	r.avoid(opts.Quiet)
	r.run()
	return report(r, scan.finish(), apis)
}
