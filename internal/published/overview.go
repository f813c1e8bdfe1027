package published

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// Overview is what a policy says, for whoever has nothing but the policy.
type Overview struct {
	Policy    *app.Policy
	Size      int64    // bytes of the files
	Foreign   *app.Gap // hardly any of it is Chinese: nothing below was looked at
	Types     []Declared
	Denials   []Denial    // the first [mostHits], in the order of the text
	Denied    int         // sentences that deny
	Topics    []Topic     // all, in the order of the catalogue
	Clauses   []BadClause // those that were found, in the order of the catalogue
	Parties   []Party     // the entries of lists of third parties, in the order of the text
	Lists     int
	Mentioned []Mentioned // SDKs that are named, but in no list; in the order of the catalogue
	Elsewhere *Spot       // where it points to a list that it does not contain
	Picture   bool        // that list is a picture, which no machine reads
	Sections  []Section   // the first [mostHits], in the order of the text, where [Reader.Outline] asks for them
}

// Spot is a place of a policy, and what stands there.
type Spot struct {
	File   string
	Line   int           // from 1; in docx the number of the paragraph
	Page   int           // from 1, in pdf; 0 elsewhere
	Quote  string        // the sentence, or the words; cut where it is long
	Region policy.Region // of what is quoted, where the file is a text
}

// Declared is a type of information that is collected or shared, as the policy says.
type Declared struct {
	ID        string // of the lexicon
	Name      lang.Text
	Sensitive bool
	Vague     string   // a word that stands for several types, as it stands in the policy; "" where there is none
	By        []Taking // by the app, then by third parties; those that there are
}

// Taking is how one side has a type of information.
type Taking struct {
	Actor     analyzer.Actor
	Practices []analyzer.Practice // in their order
	Count     int                 // mentions
	Spots     []Spot              // the first [mostSpots] sentences, in the order of the text; never empty
	Purpose   Spot                // the first that is told; the quote is "" where none was recognised
	Condition Spot
	Section   string // the heading above the first place

	last int // sentence of the last spot
}

// TypeName is a type of information.
type TypeName struct {
	ID   string // of the lexicon
	Name lang.Text
}

// Denial is a sentence that denies practices with information.
type Denial struct {
	Spot
	Types   []TypeName
	Limited bool // but for exceptions, or without consent
}

// Topic is what a policy has to state, and where it does.
type Topic struct {
	*rules.PolicyTopic
	Law   rules.Rule // the topic as a rule, with all of its basis
	Spots []Spot     // empty where it was not found
}

// BadClause is a class of clauses that was found.
type BadClause struct {
	*rules.PolicyClause
	Law   rules.Rule // the class as a rule, with all of its basis
	Count int
	Hits  []Hit // the first [mostHits]
}

// Level is how bad the class is: a note where every hit is for a person to confirm.
func (c *BadClause) Level() rules.Severity {
	if slices.ContainsFunc(c.Hits, func(h Hit) bool { return !h.Doubtful }) {
		return c.Severity
	}
	return rules.Note
}

// Hit is a clause that was found.
type Hit struct {
	Spot
	Doubtful bool // a person has to read it
}

// Party is an entry of a list of third parties.
type Party struct {
	File                                string
	Line                                int
	Text                                string   // all of it, its parts between bars
	Name, Company, Purpose, Information string   // as they stand; "" where the entry does not say
	Link                                bool     // it has the address of their policy
	Regular                             bool     // every field is where its label says; else what it lacks is not known
	Known                               []string // names of the SDKs of the catalogue that it may be
}

// Mentioned is an SDK of the catalogue that is named outside of lists.
type Mentioned struct {
	ID   string
	Name lang.Text
	Word string // by which it is named
	Spot
}

// Reader makes overviews. It is safe for concurrent use.
type Reader struct {
	Outline  bool // also what the sections speak of, which takes a model that nothing else needs
	pack     *rules.Pack
	words    *Vocabulary
	analyzer *analyzer.Analyzer
}

// NewReader makes a reader of the words of a pack.
func NewReader(pack *rules.Pack) *Reader {
	return &Reader{pack: pack, words: NewVocabulary(&pack.Catalog), analyzer: analyzer.New(pack.Catalog.Lexicon)}
}

// overview is the state of making one.
type overview struct {
	*Reader
	*Overview
	a         *analyzer.Analysis
	stretches []policy.Stretch // of the spots that want a region
	spots     []func() *Spot
	rows      map[row]int // entries of lists by where they begin
}

type row struct {
	file string
	line int
}

// Overview reads a policy and the files that it was read from.
func (r *Reader) Overview(p *app.Policy, files ...policy.Source) *Overview {
	o := overview{Reader: r, Overview: &Overview{Policy: p}, rows: map[row]int{}}
	for i := range files {
		o.Size += int64(len(files[i].Data))
	}
	if gap, ok := policy.Foreign(p); ok {
		o.Foreign = &gap
		return o.Overview
	}
	o.a = r.analyzer.Analyze(p)
	o.parties()
	o.types()
	o.denials()
	o.topics()
	o.clauses()
	o.sections()
	for _, file := range files {
		for i, region := range file.Regions(p, o.stretches) {
			if region.EndColumn > 0 {
				o.spots[i]().Region = region
			}
		}
	}
	return o.Overview
}

// The limits of what is quoted.
const (
	maxSpot   = 600 // bytes of a place
	mostSpots = 100 // sentences of one taking
	mostHits  = 500 // of one class of clauses, sentences that deny, and sections: a policy with more is none
)

// spot quotes a place. Its region is found at the end, by a function that returns where
// the spot has come to stand.
func (o *overview) spot(p analyzer.Place, at func() *Spot) Spot {
	o.stretches = append(o.stretches, policy.Stretch{Paragraph: p.Paragraph, From: p.From, To: p.To})
	o.spots = append(o.spots, at)
	para := &o.Policy.Paragraphs[p.Paragraph]
	return Spot{File: para.File, Line: para.LineAt(p.From), Page: para.Page, Quote: quoted(o.a.Text(p))}
}

func quoted(s string) string {
	s = strings.TrimSpace(s)
	if len(s) <= maxSpot {
		return s
	}
	end := maxSpot
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// types gathers what is declared, by type and by who has it.
func (o *overview) types() {
	at := map[string]int{}
	for i := range o.a.Mentions {
		m := &o.a.Mentions[i]
		if m.Practice == analyzer.None || m.Denied || m.Limited {
			continue
		}
		n, ok := at[m.Type]
		if !ok {
			n = len(o.Types)
			at[m.Type] = n
			name, sensitive := o.information(m.Type)
			o.Types = append(o.Types, Declared{ID: m.Type, Name: name, Sensitive: sensitive})
		}
		if word := o.a.Text(m.Place); o.Types[n].Vague == "" && o.vague(m.Type, word) {
			o.Types[n].Vague = word
		}
		o.take(n, m, m.Actor, m.Practice)
		if m.Shared {
			o.take(n, m, analyzer.Third, analyzer.Share)
		}
	}
	order := map[string]int{}
	for i := range o.pack.Catalog.Lexicon {
		order[o.pack.Catalog.Lexicon[i].ID] = i
	}
	// The spots find their types by ID, and may move with them.
	slices.SortStableFunc(o.Types, func(a, b Declared) int { return order[a.ID] - order[b.ID] })
	for i := range o.Types {
		slices.SortFunc(o.Types[i].By, func(a, b Taking) int { return int(a.Actor) - int(b.Actor) })
	}
}

func (o *overview) taking(id string, who analyzer.Actor) *Taking {
	t := &o.Types[slices.IndexFunc(o.Types, func(d Declared) bool { return d.ID == id })]
	return &t.By[slices.IndexFunc(t.By, func(b Taking) bool { return b.Actor == who })]
}

// take adds a mention to what one side has.
func (o *overview) take(n int, m *analyzer.Mention, who analyzer.Actor, what analyzer.Practice) {
	d := &o.Types[n]
	i := slices.IndexFunc(d.By, func(b Taking) bool { return b.Actor == who })
	if i < 0 {
		i = len(d.By)
		d.By = append(d.By, Taking{Actor: who, Section: strings.TrimSpace(o.a.Sections[o.a.Sentences[m.Sentence].Section].Title)})
	}
	t := &d.By[i]
	if !slices.Contains(t.Practices, what) {
		t.Practices = append(t.Practices, what)
		slices.Sort(t.Practices)
	}
	s := &o.a.Sentences[m.Sentence]
	id, k := d.ID, len(t.Spots)
	t.Count++
	if k == 0 || k < mostSpots && t.last != m.Sentence {
		t.last = m.Sentence
		t.Spots = append(t.Spots, o.spot(s.Place, func() *Spot { return &o.taking(id, who).Spots[k] }))
	}
	if t.Purpose.Quote == "" {
		if p, ok := o.analyzer.Purpose(o.a, m); ok {
			t.Purpose = o.spot(p, func() *Spot { return &o.taking(id, who).Purpose })
		} else if p := o.partyAt(m.Place); who == analyzer.Third && p != nil {
			t.Purpose = *o.partySpot(p, quoted(p.Purpose))
			t.Purpose.Page = o.Policy.Paragraphs[m.Paragraph].Page
		}
	}
	if t.Condition.Quote == "" {
		if p, ok := o.analyzer.Condition(o.a, m); ok {
			t.Condition = o.spot(p, func() *Spot { return &o.taking(id, who).Condition })
		}
	}
}

// information names a type of the lexicon by the list of types: by the one of the same
// id, or the first that policies call so.
func (r *Reader) information(lexeme string) (name lang.Text, sensitive bool) {
	name = lang.Text{ZH: lexeme, EN: lexeme}
	found := false
	for i := range r.pack.Catalog.Information {
		switch t := &r.pack.Catalog.Information[i]; {
		case t.Lexicon != lexeme:
		case t.ID == lexeme:
			return t.Name, t.Sensitive
		case !found:
			name, sensitive, found = t.Name, t.Sensitive, true
		}
	}
	return name, sensitive
}

// widerThan is of how many other types a type has to be the wider one for its general
// words to be vague.
const widerThan = 2

var (
	generalWords  = []string{"信息", "数据", "资料", "标识", "标识符", "方式", "特征", "参数", "状态"}
	specificWords = []string{"屏幕", "电池", "电量", "内存", "存储", "cpu", "类型", "接入", "连接", "系统", "联网"}
)

// vague reports whether a word names a wider type by a general word.
func (r *Reader) vague(lexeme, word string) bool {
	word = policy.Normalize(word)
	if !slices.ContainsFunc(generalWords, func(w string) bool { return strings.HasSuffix(word, w) }) ||
		slices.ContainsFunc(specificWords, func(w string) bool { return strings.Contains(word, w) }) {
		return false
	}
	narrower := map[string]bool{}
	for information, lexemes := range r.words.lexicon {
		if i := slices.Index(lexemes, lexeme); i > 0 {
			narrower[information] = true
			narrower[lexemes[0]] = true
		}
	}
	return len(narrower) > widerThan
}

// denials gathers the sentences that deny, with all they name.
func (o *overview) denials() {
	for i := range o.a.Sentences {
		s := &o.a.Sentences[i]
		var d Denial
		limited := true
		for n := s.Mentions[0]; n < s.Mentions[1]; n++ {
			m := &o.a.Mentions[n]
			if !m.Denied && !m.Limited || m.Practice == analyzer.None {
				continue
			}
			limited = limited && !m.Denied
			name, _ := o.information(m.Type)
			if n := (TypeName{m.Type, name}); !slices.Contains(d.Types, n) {
				d.Types = append(d.Types, n)
			}
		}
		if len(d.Types) == 0 {
			continue
		}
		o.Denied++
		if o.Denied > mostHits {
			continue
		}
		k := len(o.Denials)
		d.Spot, d.Limited = o.spot(s.Place, func() *Spot { return &o.Denials[k].Spot }), limited
		o.Denials = append(o.Denials, d)
	}
}

func (o *overview) topics() {
	list := o.pack.Catalog.PolicyTopics
	for i := range list {
		k := len(o.Topics)
		t := Topic{PolicyTopic: &list[i], Law: o.lawOfTopic(&list[i])}
		for _, s := range o.stated(list[i].ID) {
			j := len(t.Spots)
			t.Spots = append(t.Spots, o.spot(s.Place, func() *Spot { return &o.Topics[k].Spots[j] }))
		}
		o.Topics = append(o.Topics, t)
		if s := o.witness(list[i].ID); len(t.Spots) == 0 && s != nil {
			o.Topics[k].Spots = []Spot{*s}
		}
	}
}

// witness returns a place by which a topic is stated though no sentence was taken for
// it: silence is told only where nothing else speaks.
func (o *overview) witness(topic string) *Spot {
	switch topic {
	case analyzer.Sharing.String():
		for i := range o.Types {
			for k := range o.Types[i].By {
				if b := &o.Types[i].By[k]; slices.Contains(b.Practices, analyzer.Share) {
					return &b.Spots[0]
				}
			}
		}
	case analyzer.SDKList.String():
		if len(o.Parties) > 0 {
			return o.partySpot(&o.Parties[0], o.Parties[0].Text)
		}
	}
	return nil
}

// stated returns the sentences that state a topic, headings last: they say less.
func (o *overview) stated(topic string) []analyzer.Stated {
	var out []analyzer.Stated
	for _, s := range o.a.Topics {
		if s.Topic.String() == topic && !slices.ContainsFunc(out, func(t analyzer.Stated) bool { return t.Sentence == s.Sentence }) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b analyzer.Stated) int { return o.heading(a) - o.heading(b) })
	return out
}

func (o *overview) heading(s analyzer.Stated) int {
	if o.a.Sentences[s.Sentence].Heading {
		return 1
	}
	return 0
}

func (o *overview) clauses() {
	list := o.pack.Catalog.PolicyClauses
	for i := range list {
		k := len(o.Clauses)
		c := BadClause{PolicyClause: &list[i], Law: o.lawOfClause(&list[i])}
		for n := range o.a.Clauses {
			b := &o.a.Clauses[n]
			if b.Clause.String() != list[i].ID {
				continue
			}
			c.Count++
			if c.Count <= mostHits {
				j := len(c.Hits)
				c.Hits = append(c.Hits, Hit{o.spot(b.Place, func() *Spot { return &o.Clauses[k].Hits[j].Spot }), b.Doubtful})
			}
		}
		if len(c.Hits) > 0 {
			o.Clauses = append(o.Clauses, c)
		}
	}
}

// The sentences that stand for every topic.
var (
	topicRemedy = lang.Text{ZH: "先核对全文和它链接的页面；确实没有的，补写：", EN: "Look through the text and the pages it links; if it is not there, state: "}
	notSeen     = lang.Text{ZH: "未见：", EN: "Not seen: "}
	asksFor     = lang.Text{ZH: "隐私政策应当", EN: "A policy has to state "}
)

func (r *Reader) lawOfTopic(t *rules.PolicyTopic) rules.Rule {
	law := r.law("topic/"+t.ID, joined(notSeen, t.Name), t.Rule, t.Basis, rules.Note)
	law.Why, law.Remedy = joined(asksFor, t.Asked), joined(topicRemedy, t.Asked)
	law.Confidence = rules.Low
	return law
}

func joined(a, b lang.Text) lang.Text {
	return lang.Text{ZH: a.ZH + b.ZH, EN: a.In(lang.EN) + b.In(lang.EN)}
}

func (r *Reader) lawOfClause(c *rules.PolicyClause) rules.Rule {
	law := r.law("clause/"+c.ID, c.Name, c.Rule, c.Basis, c.Severity)
	law.Why, law.Remedy = c.Why, c.Remedy
	return law
}

// law makes a rule of a topic or a class of clauses, with the basis of the rule that
// it belongs to.
func (r *Reader) law(id string, title lang.Text, rule string, basis []rules.Ref, s rules.Severity) rules.Rule {
	law := rules.Rule{
		ID: id, Title: title, Basis: basis, Confidence: rules.Medium, Subject: []rules.Subject{rules.SubjectApp},
		Evidence: []rules.Evidence{{Verdict: rules.Review, Severity: s}},
	}
	if of, _ := r.pack.Rule(rule); of != nil {
		law.Basis = slices.Concat(of.Basis, basis)
		law.Unverified = of.Unverified
	}
	return law
}

// parties takes down the lists of third parties, and the SDKs named elsewhere.
func (o *overview) parties() {
	text := o.words.Read(o.Policy)
	o.Lists = len(text.Lists)
	listed := map[string]bool{}
	for i := range text.Items {
		it := &text.Items[i]
		p := Party{
			File: it.File, Line: it.Line, Text: quoted(it.Text),
			Name: it.Field(policy.FieldName).Text, Company: it.Field(policy.FieldCompany).Text,
			Purpose: it.Field(policy.FieldPurpose).Text, Information: it.Field(policy.FieldInformation).Text,
			Link: it.Field(policy.FieldLink).Text != "", Regular: it.Regular,
		}
		if p.Name == "" && p.Company == "" {
			p.Name = p.Text
		}
		for j := range o.pack.Catalog.SDKs {
			if s := &o.pack.Catalog.SDKs[j]; isIn(it.SDKs, s.ID) {
				listed[s.ID] = true
				p.Known = append(p.Known, s.Name.ZH)
			}
		}
		o.rows[row{p.File, p.Line}] = len(o.Parties)
		o.Parties = append(o.Parties, p)
	}
	for id, m := range text.SDKs {
		if i := o.words.index(id); !listed[id] && m.How != ByHouse && i >= 0 {
			o.Mentioned = append(o.Mentioned, Mentioned{id, o.pack.Catalog.SDKs[i].Name, m.Word, Spot{File: m.File, Line: m.Line, Quote: quoted(m.Quote)}})
		}
	}
	if m, ok := text.Elsewhere(); ok && len(o.Parties) == 0 {
		o.Elsewhere, o.Picture = &Spot{File: m.File, Line: m.Line, Quote: quoted(m.Quote)}, m.Image
	}
}

// partyAt returns the entry of a list that begins where a paragraph does; nil where
// there is none.
func (o *overview) partyAt(p analyzer.Place) *Party {
	para := &o.Policy.Paragraphs[p.Paragraph]
	if i, ok := o.rows[row{para.File, para.Line}]; ok {
		return &o.Parties[i]
	}
	return nil
}

func (o *overview) partySpot(p *Party, quote string) *Spot {
	return &Spot{File: p.File, Line: p.Line, Quote: quote}
}

func isIn(set map[string]How, id string) bool {
	_, ok := set[id]
	return ok
}
