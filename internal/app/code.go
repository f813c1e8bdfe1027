package app

import "github.com/zicha-lint/zicha/internal/lang"

// Code is what the DEX files do.
type Code struct {
	Uses     []Use    // of the APIs in the catalogue, in the order of the files
	Methods  int      // with code
	Reached  int      // of these, the ones to which some way into the app leads
	Told     []Told   // what SDKs are told by code other than their own
	Switches []string // of rules/catalog/sdks, those that the package has, by these very names; sorted

	Refusals   []Refusal   // what the app does once the user has refused a permission
	Thresholds []Threshold // with which listeners of sensors compare what is measured
}

// Threshold is a number that what a sensor measures has to pass, and what follows.
type Threshold struct {
	Listener string  // the class that the sensor calls: com.example.Shake
	Value    float64 // in the unit of the sensor, for one axis or for the length of all
	Change   bool    // of the difference to an earlier value
	Owner    Owner
	At       Location
	Outcomes []Outcome
}

// Refusal is a place where the app learns that the user has not granted a
// permission, and what follows there.
type Refusal struct {
	At       Location
	Class    string // of the screen or the callback: com.example.Main
	Owner    Owner
	Outcomes []Outcome
}

// Outcome is a use of an API that follows a place.
type Outcome struct {
	API    string
	Member string
	Value  string     // as of a Use
	Path   []Location // from the place to the method that uses the API
	Tapped bool       // a step waits for the user: the button of a dialog
	Spread int        // as of a Use
	Weight int
	On     Arg
	Args   []Arg
	Within []string // screens that the object it is made on may be, where On does not say: com.example.Main
}

// Repeat is a step of a path that is taken again and again.
type Repeat struct {
	Step   int    // index in Path
	By     string // java.util.Timer.schedule: what runs it again
	Millis int64  // between two runs; 0 where it is not known
	Always bool   // nothing is asked before it is run again
}

// Told is a call by which somebody sets an SDK to work or rules it, with the
// proof as of any use. What an SDK tells itself is none.
type Told struct {
	Use
	SDK    string // id of rules/catalog/sdks
	Switch SwitchKind
	Given  string // the last argument, in decimals; "" where it is not known
}

// SwitchKind tells by what kind of method an SDK is told something.
type SwitchKind string

// The kinds, named as the fields of an SDK in that file.
const (
	SwitchInit            SwitchKind = "init"
	SwitchPreInit         SwitchKind = "pre_init"
	SwitchConsent         SwitchKind = "consent"
	SwitchPersonalisation SwitchKind = "personalisation"
	SwitchWake            SwitchKind = "wake"
)

// Phase is the earliest part of an app's life in which code runs.
type Phase string

// The phases.
const (
	Unreached  Phase = ""           // no way into the app was found to lead there
	Startup    Phase = "startup"    // before any act of the user
	Background Phase = "background" // services, receivers, jobs
	User       Phase = "user"       // other screens, and what follows a tap
	Called     Phase = "called"     // of an SDK: when the app calls it
)

// Use is one place in the code that uses an API.
type Use struct {
	API    string // id of rules/catalog/apis.yaml
	Member string // what is called or read: Landroid/os/Build;->SERIAL:Ljava/lang/String;
	Value  string // the constant argument by which the use is told from others of the member; "" where none is asked for
	On     Arg    // the object that a call is made on, where the catalogue asks for it
	Args   []Arg  // of a call, without the receiver; what is known only where the catalogue asks for it
	Phase  Phase
	Entry  EntryPoint // what leads there; zero where Unreached
	Path   []Location // from the entry to the method that holds the place; of an Unreached use that method alone
	Spread int        // the most methods that a call on the path may lead to: 1 where every step is certain
	Tapped bool       // a step of the path waits for the user
	Repeat *Repeat    // the last step that is taken again and again; nil where there is none
	Caught bool       // a step of the path is taken only after an exception
	Chosen bool       // at start-up: the place itself stands where something equals a given value
	Sent   bool       // it goes by an intent to a service or a receiver that then looks for a given value
	Weight int        // what has to be so for the path to be taken: 1 for each branch that decides, 5 where something has to equal a value, 8 for what has to be set before
	Widest int        // index in Path of the step whose call may lead to Spread methods
	Hard   int        // index in Path of the step where most of Weight has to be so to go on
	While  string     // a flag without whose first value a step of the path is not taken, and that code changes: what is done once only
	Off    string     // a flag that a step of the path depends on, and that nothing was seen to change by then: com.example.Config.debug
	Owner  Owner
	Gate   *Gate  // what looks like a question of consent on the way
	NoData string // id of the library for whose own needs the use is, and not to collect anything
}

// The limits within which a path counts as evidence; one beyond them is a question.
// They are zicha's own: docs/precision.md says how many of the paths within them
// were real when read in full.
const (
	MaxSpread = 2  // methods that a call on it may lead to
	MaxWeight = 10 // conditions that have to hold on it, by [Use.Weight]
)

// Doubtful reports whether the path of a use may not be real, or not ordinary.
func (u *Use) Doubtful() bool {
	return u.Spread > MaxSpread || u.Weight > MaxWeight || u.Caught || u.Sent || u.Off != ""
}

// Arg is what is known of an argument of a call. The zero Arg says nothing.
type Arg struct {
	Constants []string // strings as they are, numbers in decimals and, where one names a string resource, that too, classes as com.example.Main, fields of the platform as android/os/Build->SERIAL; of an array its elements and, joined by spaces, the whole
	Class     string   // of an object: android.content.Intent
	Calls     []Call   // what methods of the platform are told about the object before
}

// Call is what a method of the platform is told about an object: its constructor,
// a setter, or the method that made it.
type Call struct {
	Name     string // setAction, <init>; of the method that made it android/app/PendingIntent->getBroadcast
	Args     []Arg
	Possible bool // it is made only on some ways
}

// Owner is who answers for a use: the nearest code on the path that belongs to
// somebody, from the use back to the entry.
type Owner struct {
	Kind OwnerKind
	ID   string // of rules/catalog/sdks or libraries.yaml; of unidentified code its package: com.example
	Name lang.Text
}

// OwnerKind tells owners apart.
type OwnerKind int

// The kinds of owner.
const (
	OwnerApp          OwnerKind = iota // the app itself, or nobody else that is known
	OwnerSDK                           // of the catalogue
	OwnerLibrary                       // of the catalogue; only where nobody else is on the path
	OwnerUnidentified                  // neither the app's own nor in the catalogue
)

// EntryPoint is a class by which the platform enters the app.
type EntryPoint struct {
	Class string // com.example.Main
	Kind  ComponentKind
	Owner Owner // of the class
}

// The kinds of entry point that are no component.
const (
	EntryApplication ComponentKind = "application" // also a component factory
	EntryInitializer ComponentKind = "initializer" // of androidx.startup
	EntryAPI         ComponentKind = "api"         // of an SDK, a class whose public methods apps call
)

// Gate is a condition or a callback that speaks of the user's consent.
type Gate struct {
	Kind GateKind
	Name string // com.example.Config.isAgreed: the method or field that is asked
	Key  string // of the stored value, where it is known
	At   Location
}

// GateKind tells what makes a condition a gate.
type GateKind string

// The kinds of gate, the strongest first.
const (
	GateNamed    GateKind = "named"    // its name speaks of privacy or agreement
	GateStored   GateKind = "stored"   // a stored boolean of another name
	GateCallback GateKind = "callback" // a callback made where the names speak of it
)
