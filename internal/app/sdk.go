package app

import "github.com/zicha-lint/zicha/internal/lang"

// SDK is third-party code found in the package: of rules/catalog/sdks/*.yaml
// (OwnerSDK) or of rules/catalog/libraries.yaml (OwnerLibrary).
type SDK struct {
	Owner
	Confidence Confidence
	Traces     []Trace // sorted by kind, then by what
	Classes    int     // under its prefixes
	Version    string  // "" where nothing says it
	VersionAt  Location
	Imported   string // the public database that named it; "" for those of the catalogue. It says no more than a name: no finding may rest on it
	Parent     string // id of the SDK in which it was found to come; "" where it is there by itself
}

// Confidence tells how sure it is that an SDK is there.
type Confidence int

// The confidences. A trace that several SDKs share counts for none of them alone.
const (
	Weak   Confidence = iota // one trace that others could leave too: a name in the manifest, a file, strings
	Strong                   // classes, components or native libraries of its own
	Sure                     // traces of two kinds that do not depend on each other
)

// TraceKind is the kind of evidence by which an SDK was found.
type TraceKind int

// The kinds, in the order in which they are shown.
const (
	TraceClasses TraceKind = iota // What is the prefix
	TraceComponent
	TraceLibrary // native
	TraceMetaData
	TraceEntry
	TraceString
)

// Trace is a piece of evidence that an SDK is there.
type Trace struct {
	Kind TraceKind
	What string
	At   Location
}

// Unidentified is code that neither the app nor anybody of the catalogue wrote,
// by the root of its packages.
type Unidentified struct {
	Root    string // com.example
	Classes int
	Hosts   []string // that its constants name; sorted
}

// Name returns what a trace is called.
func (k TraceKind) Name() lang.Text { return traceNames[k] }

var traceNames = [...]lang.Text{
	TraceClasses:   {ZH: "类", EN: "classes"},
	TraceComponent: {ZH: "清单组件", EN: "component"},
	TraceLibrary:   {ZH: "原生库", EN: "native library"},
	TraceMetaData:  {ZH: "meta-data", EN: "meta-data"},
	TraceEntry:     {ZH: "文件", EN: "file"},
	TraceString:    {ZH: "字符串", EN: "string"},
}
