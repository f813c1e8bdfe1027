package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zicha-lint/zicha/internal/lang"
)

// Catalog is the reference data that rules, checks and readers share. Every
// information id stands in Information; the loader refuses any other.
type Catalog struct {
	Information []Information `json:"information,omitempty"`
	Lexicon     []Lexeme      `json:"lexicon,omitempty"`
	Permissions []Permission  `json:"permissions,omitempty"`
	Groups      []Group       `json:"groups,omitempty"`
	Categories  []Category    `json:"categories,omitempty"`
	Regulations []Regulation  `json:"regulations,omitempty"`
	Labels      []Label       `json:"labels,omitempty"`
	Packers     []Signature   `json:"packers,omitempty"`
	Runtimes    []Signature   `json:"runtimes,omitempty"`
	APIs        []API         `json:"apis,omitempty"`
	Kinds       []Kind        `json:"kinds,omitempty"`
	Vendors     []Vendor      `json:"vendors,omitempty"`
	SDKs        []SDK         `json:"sdks,omitempty"`
	Libraries   []Library     `json:"libraries,omitempty"`

	PolicyTopics  []PolicyTopic  `json:"policy_topics,omitempty"`
	PolicyClauses []PolicyClause `json:"policy_clauses,omitempty"`
}

// Information is a type of personal information (catalog/information.yaml).
type Information struct {
	ID        string    `json:"id"`
	Name      lang.Text `json:"name"`
	Parent    string    `json:"parent,omitempty"`    // a wider type
	Lexicon   string    `json:"lexicon,omitempty"`   // id in the policy lexicon
	Sensitive bool      `json:"sensitive,omitempty"` // 敏感个人信息
	Immutable bool      `json:"immutable,omitempty"` // a device identifier that cannot be changed
}

// Lexeme are the words by which policies name a type of information
// (catalog/lexicon.yaml). Case, full width and blanks do not matter.
type Lexeme struct {
	ID    string   `json:"id"`              // as the lexicon of an Information names it; none: words that only hide shorter ones
	Words []string `json:"words,omitempty"` // name the type wherever they stand
	Weak  []string `json:"weak,omitempty"`  // only where a list or a verb of collecting says so
}

// NoLexeme is the entry of the lexicon whose words name nothing.
const NoLexeme = "none"

// PolicyTopic is what a policy has to state (catalog/policy.yaml).
type PolicyTopic struct {
	ID     string    `json:"id"` // as the analyser of policies calls it
	Name   lang.Text `json:"name"`
	Asked  lang.Text `json:"asked"`            // what to write
	OnlyIf lang.Text `json:"only_if,omitzero"` // when it has to be written; "" is always
	Rule   string    `json:"rule,omitempty"`   // whose basis it shares
	Basis  []Ref     `json:"basis,omitempty"`  // beside that of the rule
}

// PolicyClause is a class of clauses that a policy had better not have
// (catalog/policy.yaml).
type PolicyClause struct {
	ID       string    `json:"id"` // as the analyser of policies calls it
	Name     lang.Text `json:"name"`
	Why      lang.Text `json:"why"`
	Remedy   lang.Text `json:"remedy"`
	Severity Severity  `json:"severity" enum:"note,warning"` // never an error: words alone prove no harm
	Rule     string    `json:"rule,omitempty"`               // whose basis it shares
	Basis    []Ref     `json:"basis,omitempty"`              // beside that of the rule
}

// Permission is an Android permission (catalog/permissions.yaml).
type Permission struct {
	Name        string    `json:"name"`                                 // full name; "@" stands for the application id
	Match       string    `json:"match,omitempty" enum:"suffix,prefix"` // suffix or prefix; "" is the exact name
	Title       lang.Text `json:"title"`
	Kind        string    `json:"kind" enum:"dangerous,special,bind,normal,signature,vendor,custom,legacy,unknown"`
	Group       string    `json:"group,omitempty"` // runtime group, of Groups
	Since       int       `json:"since,omitempty"` // API level
	MaxSDK      int       `json:"max_sdk,omitempty"`
	Information []string  `json:"information,omitempty"`
	Sensitive   bool      `json:"sensitive,omitempty"`
	PolicyTerms []string  `json:"policy_terms,omitempty"` // words that a policy uses for it
	Unverified  bool      `json:"unverified,omitempty"`
}

// Group is a permission group.
type Group struct {
	ID   string    `json:"id"` // LOCATION
	Name lang.Text `json:"name"`
}

// Category is one of the 39 kinds of app and the information its basic
// service needs (国信办秘字〔2021〕14号).
type Category struct {
	ID        string      `json:"id"` // C01
	Number    int         `json:"number"`
	Name      lang.Text   `json:"name"`
	Aliases   []string    `json:"aliases,omitempty"`
	Service   lang.Text   `json:"service"` // the basic service
	Necessary []Necessary `json:"necessary,omitempty"`
	Groups    []string    `json:"groups,omitempty"`    // permission groups the necessary list itself justifies
	Plausible []string    `json:"plausible,omitempty"` // further groups the usual function may need; own judgement
	Verified  bool        `json:"verified"`
}

// Necessary is a necessary item of information of a category.
type Necessary struct {
	Code        string    `json:"code"`
	Name        lang.Text `json:"name"`
	Information string    `json:"information,omitempty"`
	Sensitive   bool      `json:"sensitive,omitempty"`
	Source      string    `json:"source,omitempty"` // device, user_input, …
}

// Regulation is a text that rules cite (catalog/regulations.yaml).
type Regulation struct {
	ID        string    `json:"id"`
	Name      lang.Text `json:"name"`
	Number    string    `json:"number,omitempty"` // 文号
	Kind      string    `json:"kind" enum:"law,administrative_regulation,department_rule,normative_document,national_standard,industry_standard,group_standard,guidance,draft"`
	Issuer    string    `json:"issuer,omitempty"`
	Published string    `json:"published,omitempty"`
	Effective string    `json:"effective,omitempty"`
	Status    string    `json:"status,omitempty" enum:"in_force,amended,ended,withdrawn,draft,guidance,unknown"`
	URL       string    `json:"url,omitempty"`
	Verified  bool      `json:"verified"`
}

// Label is a word that regulators use in a 通报 (catalog/labels.yaml).
type Label struct {
	ID      string    `json:"id"`
	Name    lang.Text `json:"name"`
	Tasks   []int     `json:"tasks,omitempty"`
	Issuer  string    `json:"issuer,omitempty"`
	Aliases []string  `json:"aliases,omitempty"`
}

// Signature recognises a product by traces in the package: catalog/packers.yaml
// and catalog/runtimes.yaml. One match in any list is a hit.
type Signature struct {
	ID           string    `json:"id"`
	Name         lang.Text `json:"name"`
	Applications []string  `json:"applications,omitempty"` // class of <application>
	Libraries    []string  `json:"libraries,omitempty"`    // file name; * matches any run of characters
	Entries      []string  `json:"entries,omitempty"`      // path in the package; * as above
	Classes      []string  `json:"classes,omitempty"`      // a class or package prefix defined in the DEX files
	What         lang.Text `json:"what"`                   // what is therefore not read
	Unverified   bool      `json:"unverified,omitempty"`
}

// API is a way to get a type of personal information out of the platform, or a
// behaviour that rules ask for (catalog/apis.yaml). Code uses it by any of its
// calls.
type API struct {
	ID               string    `json:"id"`   // device.imei, behaviour.exit
	Name             lang.Text `json:"name"` // what the code does: reads the IMEI
	Information      string    `json:"information,omitempty"`
	Permissions      []string  `json:"permissions,omitempty"`       // full names
	Any              bool      `json:"any,omitempty"`               // one of the permissions is enough
	PermissionsSince int       `json:"permissions_since,omitempty"` // the target API level from which an app needs them; 0: every app does
	MaxSDK           int       `json:"max_sdk,omitempty"`           // the last API level on which ordinary apps are given the information
	PolicyTerms      []string  `json:"policy_terms,omitempty"`
	Arguments        bool      `json:"arguments,omitempty"`                // checks look at what its calls are given
	Receiver         bool      `json:"receiver,omitempty"`                 // checks look at the object that they are made on
	Reached          bool      `json:"reached,omitempty"`                  // only uses to which an entry of the app leads matter
	Outcome          string    `json:"outcome,omitempty" enum:"also,only"` // it is searched for in what follows a refusal; only: nowhere else
	Calls            []Call    `json:"calls" min:"1"`
}

// Call is a set of methods and fields that do the same, with what one argument
// has to be.
type Call struct {
	Members    []string `json:"members" min:"1" pattern:"^L[^;]+;->.+$"` // as smali names them; a method without descriptor stands for every overload
	Subclasses bool     `json:"subclasses,omitempty"`                    // also calls that name a subclass of the platform
	Argument   int      `json:"argument,omitempty"`                      // the argument that Values speak of, from 1; 0: every call counts
	Values     []string `json:"values,omitempty"`                        // constants of which it has to be one; * matches any run of characters
	Unverified bool     `json:"unverified,omitempty"`                    // neither seen in a stub of the platform or in an artifact nor described by its vendor
}

// SDK is third-party code that app developers answer for (catalog/sdks/*.yaml).
type SDK struct {
	ID       string    `json:"id"`
	Name     lang.Text `json:"name"`
	Aliases  []string  `json:"aliases,omitempty"` // other names by which policies call it, and it alone
	Category string    `json:"category"`          // what it is for: of Kinds
	Vendor   string    `json:"vendor,omitempty"`  // legal name of who offers it
	Parent   string    `json:"parent,omitempty"`  // the SDK that it comes with
	Traces
	Permissions     []string  `json:"permissions,omitempty"`                       // that it adds to the manifest, or asks the app to add; full names
	Information     []string  `json:"information,omitempty"`                       // that it is documented to collect: an upper bound
	Purpose         lang.Text `json:"purpose,omitzero"`                            // where that of its category does not say it
	Policy          string    `json:"policy,omitempty"`                            // URL of its privacy policy
	Init            []string  `json:"init,omitempty" pattern:"^L[^;]+;->[^(:]+$"`  // methods that set it to work, without descriptor
	PreInit         []Switch  `json:"pre_init,omitempty"`                          // documented to collect nothing
	Consent         []Switch  `json:"consent,omitempty"`                           // tell it whether the user has agreed, by a boolean
	Personalisation []Switch  `json:"personalisation,omitempty"`                   // switch personalised content on and off
	Wake            []Switch  `json:"wake,omitempty"`                              // switch on and off that it starts other apps, or they it
	AutoInit        []Acting  `json:"auto_init,omitempty"`                         // components that run before any user act: 自动初始化
	Woken           []Acting  `json:"woken,omitempty"`                             // components that other apps can start: 关联启动
	Verified        []Seen    `json:"verified,omitempty"`                          // what stands in none of these is unverified
	Imported        string    `json:"imported,omitempty" enum:"libchecker,exodus"` // the public database it was taken from, at the user's side; it only names
}

// Traces are what code leaves in a package, by which it is known.
type Traces struct {
	Prefixes   []string  `json:"prefixes,omitempty"`   // of its classes: com.umeng.analytics; the longest of all SDKs and libraries wins
	Components []string  `json:"components,omitempty"` // classes in the manifest; a trailing * matches a prefix, a leading . stands for the application id
	Libraries  []string  `json:"libraries,omitempty"`  // native ones by file name; * matches any run of characters
	MetaData   []string  `json:"meta_data,omitempty"`  // names in the manifest
	Entries    []string  `json:"entries,omitempty"`    // paths in the package; * as above
	Strings    []string  `json:"strings,omitempty"`    // constants of its code, which renaming leaves; two of them are a trace
	Versions   []Version `json:"versions,omitempty"`   // where its version stands, the best place first
}

// bare reports whether there is no trace at all.
func (t *Traces) bare() bool {
	return len(t.Prefixes)+len(t.Components)+len(t.Libraries)+len(t.MetaData)+len(t.Entries)+len(t.Strings) == 0
}

// Version is a place where code says its version: one of the fields.
type Version struct {
	Field    string `json:"field,omitempty" pattern:"^L[^;]+;->[^(:]+$"`   // a constant
	Method   string `json:"method,omitempty" pattern:"^L[^;]+;->[^(:]+$"`  // returns a constant
	Class    string `json:"class,omitempty" pattern:"^L[^;]+;$"`           // whose code names one constant that looks like a version
	String   string `json:"string,omitempty" pattern:"^[^*]{6,}\\*[^*]*$"` // a constant of the code; what * matches is the version
	MetaData string `json:"meta_data,omitempty"`                           // its value
	Entry    string `json:"entry,omitempty"`                               // a small text file of the package: META-INF/androidx.core_core.version
	Library  string `json:"library,omitempty"`                             // file name of a native library; what * matches is the version
}

// Acting are manifest components of an SDK that do something by their mere
// presence.
type Acting struct {
	Components []string  `json:"components" min:"1"` // as of Traces
	Off        []string  `json:"off,omitempty"`      // meta-data that switches it off, as name=value
	Confirmed  bool      `json:"confirmed,omitempty"`
	Remedy     lang.Text `json:"remedy"`
}

// Seen tells how fields of an entry were verified: in a published artifact of
// the SDK, in apps that have it, or in what its vendor or apps disclose of it.
type Seen struct {
	In     string   `json:"in" enum:"artifact,apps,disclosure"`
	Fields []string `json:"fields" min:"1" enum:"vendor,prefixes,components,libraries,meta_data,entries,strings,versions,permissions,information,policy,init,pre_init,consent,personalisation,wake"`
}

// Kind is what SDKs are for (catalog/kinds.yaml).
type Kind struct {
	ID      string    `json:"id"` // ads
	Name    lang.Text `json:"name"`
	Purpose lang.Text `json:"purpose"` // for the published list of SDKs
}

// Vendor is a house that offers several SDKs, or one under several names
// (catalog/vendors.yaml). Who reads one of its names knows the house, and not yet
// which of its SDKs is meant.
type Vendor struct {
	ID    string   `json:"id"`            // tencent
	Names []string `json:"names" min:"1"` // brands, and legal names of today and of before: 腾讯, 深圳市腾讯计算机系统有限公司
}

// Switch is a method by which an app rules an SDK.
type Switch struct {
	Method     string `json:"method" pattern:"^L[^;]+;->[^(:]+$"` // as smali names it, without descriptor: every overload
	Off        string `json:"off,omitempty"`                      // the last argument, in decimals, that switches off; "": what it is given is not looked at
	DefaultOff bool   `json:"default_off,omitempty"`              // nothing is on, or read, until the app says so
	Unverified bool   `json:"unverified,omitempty"`               // the name was seen neither in an artifact nor in code that calls it
}

// Library is code that every app carries and that collects nothing for
// itself (catalog/libraries.yaml): what it calls is its caller's doing.
type Library struct {
	ID   string    `json:"id"`
	Name lang.Text `json:"name"`
	Traces
	Ignored []Ignored `json:"ignored,omitempty"`
}

// Ignored are uses of APIs by a library that are no collection at all.
type Ignored struct {
	APIs    []string  `json:"apis" min:"1"`
	Strings []string  `json:"strings,omitempty"` // constants beside the use, by which it is known when its class was renamed
	Reason  lang.Text `json:"reason"`
}

// Match reports whether the class is one of the components.
func (a *Acting) Match(class string) bool {
	for _, c := range a.Components {
		prefix, open := strings.CutSuffix(c, "*")
		if class == c || open && strings.HasPrefix(class, prefix) {
			return true
		}
	}
	return false
}

// Permission returns the entry for a permission by its full name, or nil.
// Entries with a pattern match where no exact name does.
func (c *Catalog) Permission(name string) *Permission {
	var pattern *Permission
	for i := range c.Permissions {
		p := &c.Permissions[i]
		if p.Match == "" && p.Name == name {
			return p
		}
		bare := strings.TrimPrefix(p.Name, "@")
		if p.Match == "suffix" && strings.HasSuffix(name, bare) || p.Match == "prefix" && strings.HasPrefix(name, bare) {
			pattern = p
		}
	}
	return pattern
}

// PolicyTopic returns what policies have to state by its id, or nil.
func (c *Catalog) PolicyTopic(id string) *PolicyTopic {
	for i := range c.PolicyTopics {
		if c.PolicyTopics[i].ID == id {
			return &c.PolicyTopics[i]
		}
	}
	return nil
}

// PolicyClause returns a class of clauses by its id, or nil.
func (c *Catalog) PolicyClause(id string) *PolicyClause {
	for i := range c.PolicyClauses {
		if c.PolicyClauses[i].ID == id {
			return &c.PolicyClauses[i]
		}
	}
	return nil
}

// SDK returns the SDK with the id, or nil.
func (c *Catalog) SDK(id string) *SDK {
	for i := range c.SDKs {
		if c.SDKs[i].ID == id {
			return &c.SDKs[i]
		}
	}
	return nil
}

// Kind returns what the SDKs of the category are for, or nil.
func (c *Catalog) Kind(category string) *Kind {
	for i := range c.Kinds {
		if c.Kinds[i].ID == category {
			return &c.Kinds[i]
		}
	}
	return nil
}

// Category returns the category by id (C05, c5), number (5), name or alias, or
// nil.
func (c *Catalog) Category(word string) *Category {
	number, err := strconv.Atoi(strings.TrimLeft(word, "Cc"))
	if err != nil {
		number = -1
	}
	for i := range c.Categories {
		k := &c.Categories[i]
		if number == k.Number || strings.EqualFold(word, k.Name.EN) ||
			word == k.Name.ZH || word+"类" == k.Name.ZH || slices.Contains(k.Aliases, word) {
			return k
		}
	}
	return nil
}

// Rank orders the force of a regulation: the higher, the stronger.
type Rank int

// The ranks, as printed beside every basis.
const (
	RankUnknown    Rank = iota
	RankDraft           // 征求意见稿, guidance
	RankGroup           // 团体标准 T/TAF
	RankIndustry        // 行业标准 YD/T
	RankNational        // 国家标准 GB/T
	RankNormative       // 规范性文件
	RankDepartment      // 部门规章
	RankRegulation      // 行政法规
	RankLaw             // 法律
)

// Rank returns the force of the regulation, by its kind.
func (r *Regulation) Rank() Rank {
	switch r.Kind {
	case "law":
		return RankLaw
	case "administrative_regulation":
		return RankRegulation
	case "department_rule":
		return RankDepartment
	case "normative_document":
		return RankNormative
	case "national_standard":
		return RankNational
	case "industry_standard":
		return RankIndustry
	case "group_standard":
		return RankGroup
	case "guidance", "draft":
		return RankDraft
	}
	return RankUnknown
}

var rankNames = [...]lang.Text{
	{ZH: "效力未知", EN: "unknown rank"}, {ZH: "草案或指引", EN: "draft or guidance"}, {ZH: "团体标准", EN: "group standard"},
	{ZH: "行业标准", EN: "industry standard"}, {ZH: "国家标准", EN: "national standard"}, {ZH: "规范性文件", EN: "normative document"},
	{ZH: "部门规章", EN: "department rule"}, {ZH: "行政法规", EN: "administrative regulation"}, {ZH: "法律", EN: "law"},
}

// Name returns the rank as a word for people.
func (r Rank) Name() lang.Text {
	if r < 0 || int(r) >= len(rankNames) {
		return rankNames[RankUnknown]
	}
	return rankNames[r]
}

// Regulation returns the regulation that a reference names, and the clause.
func (c *Catalog) Regulation(ref Ref) (reg *Regulation, clause string) {
	id, clause, _ := strings.Cut(string(ref), "#")
	for i := range c.Regulations {
		if c.Regulations[i].ID == id {
			return &c.Regulations[i], clause
		}
	}
	return nil, clause
}
