// Package published tells what a published text says of SDKs and information, in
// the ids of the catalogue: it joins what internal/policy reads to rules.
//
// It looks for what is mentioned at all, so that whoever asks may accuse of
// silence only: a word counts wherever it stands, and one that may mean several
// SDKs counts for all of them.
package published

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// Text is a policy, or a page that lists SDKs, as far as it was understood.
type Text struct {
	Lists []policy.List
	Items []Item // the entries of all lists, in their order

	words    *Vocabulary
	policy   *app.Policy
	analysis *analyzer.Analysis // nil until asked for
	named    map[int]Mention    // by SDK: the surest
	houses   map[string]Mention // the first of each
	lexemes  map[string]Mention // the first of each, strong or weak
	external Mention            // a list that stands elsewhere
}

// Mention is a place where something is named.
type Mention struct {
	How   How
	Word  string // as it stands there
	Quote string // the sentence around it, at most 200 bytes on each side
	File  string
	Line  int  // 0: there is none
	Image bool // what is meant is a picture there, which no machine reads
}

// Item is an entry of a list and what it names.
type Item struct {
	*policy.Entry
	List   int            // index in Lists
	SDKs   map[string]How // by id, that it names itself
	Houses []string       // that it names; sorted
	lexeme map[string]bool
}

// Read reads a published text.
func (v *Vocabulary) Read(p *app.Policy) *Text {
	t := &Text{Lists: policy.Lists(p), words: v, policy: p, named: map[int]Mention{}, houses: map[string]Mention{}, lexemes: map[string]Mention{}}
	spoke := -far - 1 // the last paragraph that speaks of third parties
	for i := range p.Paragraphs {
		para := &p.Paragraphs[i]
		t.paragraph(para)
		if policy.SpeaksOfThirdParties(para.Text) {
			spoke = i
		}
		if para.Images > 0 && i-spoke <= far && t.external.Line == 0 {
			t.external = Mention{Quote: around(para.Text, 0, 0), File: para.File, Line: para.Line, Image: true}
		}
	}
	for i := range t.Lists {
		for j := range t.Lists[i].Entries {
			t.Items = append(t.Items, v.item(&t.Lists[i].Entries[j], i))
		}
	}
	return t
}

// far is how many paragraphs before a picture what it shows may be announced.
const far = 2

func (t *Text) paragraph(para *app.Paragraph) {
	f := policy.Fold(para.Text)
	t.words.names.Find(f, func(h policy.Hit) {
		for _, n := range h.Means {
			m := t.words.meanings[n]
			if m.sdk >= 0 {
				if old, ok := t.named[m.sdk]; !ok || m.how < old.How {
					t.named[m.sdk] = mentionOf(m.how, f, h, para)
				}
				m.house = t.words.houses[m.sdk]
			}
			if _, ok := t.houses[m.house]; !ok && m.house != "" {
				t.houses[m.house] = mentionOf(ByHouse, f, h, para)
			}
		}
	})
	t.words.information.Find(f, func(h policy.Hit) {
		for _, n := range h.Means {
			if _, ok := t.lexemes[t.words.lexemes[n]]; !ok {
				t.lexemes[t.words.lexemes[n]] = mentionOf(ByName, f, h, para)
			}
		}
	})
	if t.external.Line == 0 && listWord(f.Text) && elsewhere.MatchString(f.Text) {
		t.external = Mention{Quote: around(para.Text, 0, 0), File: para.File, Line: para.Line}
	}
}

func mentionOf(how How, f *policy.Folded, h policy.Hit, para *app.Paragraph) Mention {
	from, to := f.Raw(h.From), len(para.Text)
	if h.To < len(f.Text) {
		to = f.Raw(h.To)
	}
	return Mention{How: how, Word: strings.TrimSpace(para.Text[from:max(from, to)]), Quote: around(para.Text, from, to), File: para.File, Line: lineOf(para, from)}
}

func lineOf(para *app.Paragraph, at int) int {
	line, _ := para.Source(at)
	return line
}

// around returns the sentence, or the row, that has the bytes from and to.
func around(text string, from, to int) string {
	const most = 200 // bytes on each side
	begin, end := max(0, from-most), min(len(text), to+most)
	if i := strings.LastIndexAny(text[begin:from], "。！？；;\n"); i >= 0 && !strings.Contains(text, "\t") {
		begin += i + 1
	}
	if i := strings.IndexAny(text[to:end], "。！？；;\n"); i >= 0 && !strings.Contains(text, "\t") {
		end = to + i
	}
	return strings.Trim(strings.ToValidUTF8(text[begin:end], ""), " \t\u00a0\u3000\ufffd。；")
}

// item finds what an entry names: by its name alone where that says something,
// else by all of it.
func (v *Vocabulary) item(e *policy.Entry, list int) Item {
	it := Item{Entry: e, List: list, SDKs: map[string]How{}, lexeme: map[string]bool{}}
	v.information.Find(policy.Fold(e.Text), func(h policy.Hit) {
		for _, n := range h.Means {
			if id := v.lexemes[n]; id != rules.NoLexeme {
				it.lexeme[id] = true
			}
		}
	})
	v.note(&it, e.Field(policy.FieldName).Text, nil)
	if len(it.SDKs) == 0 {
		v.note(&it, e.Text, it.Houses)
	}
	slices.Sort(it.Houses)
	it.Houses = slices.Compact(it.Houses)
	return it
}

// note takes down what a part of an entry names; only SDKs of the houses count
// where some are given.
func (v *Vocabulary) note(it *Item, text string, only []string) {
	v.names.Find(policy.Fold(text), func(h policy.Hit) {
		for _, n := range h.Means {
			if m := v.meanings[n]; only == nil || m.sdk >= 0 && slices.Contains(only, v.houses[m.sdk]) {
				it.take(v, m)
			}
		}
	})
}

func (it *Item) take(v *Vocabulary, m meaning) {
	if m.sdk >= 0 {
		id := v.catalog.SDKs[m.sdk].ID
		if old, ok := it.SDKs[id]; !ok || m.how < old {
			it.SDKs[id] = m.how
		}
		m.house = v.houses[m.sdk]
	}
	if m.house != "" {
		it.Houses = append(it.Houses, m.house)
	}
}

// Coverage tells how far a text covers an SDK.
type Coverage int

// The coverages.
const (
	Absent  Coverage = iota
	House            // who offers it is named, or another of its SDKs
	Carried          // an SDK is named that brings it along
	Named
)

// Covers returns how far the text covers an SDK of the package, and where.
func (t *Text) Covers(k *app.SDK) (Coverage, Mention) {
	i := t.words.index(k.ID)
	if i < 0 {
		return Absent, Mention{}
	}
	if m, ok := t.named[i]; ok {
		return Named, m
	}
	sdk := &t.words.catalog.SDKs[i]
	for _, parent := range []string{k.Parent, sdk.Parent} {
		if m, ok := t.named[t.words.index(parent)]; ok {
			return Carried, m
		}
	}
	for j := range t.words.catalog.SDKs {
		if m, ok := t.named[j]; ok && t.words.catalog.SDKs[j].Parent == sdk.ID {
			return Carried, m
		}
	}
	for _, house := range carriers[sdk.ID] {
		if m, ok := t.houses[house]; ok {
			return Carried, m
		}
	}
	if m, ok := t.houses[t.words.houses[i]]; ok {
		return House, m
	}
	return Absent, Mention{}
}

// carriers are the houses whose SDKs bring an SDK along that nobody integrates
// for itself.
var carriers = map[string][]string{
	"jiguang-jcore":  {"jiguang"},
	"getui-gtc":      {"getui"},
	"umeng-common":   {"umeng"},
	"mob-common":     {"mobtech"},
	"hms-core":       {"huawei"},
	"agconnect":      {"huawei"},
	"firebase":       {"google"},
	"utdid":          {"alibaba", "ant", "umeng", "amap"},
	"ali-accs-agoo":  {"alibaba", "umeng"},
	"tencent-qimei":  {"tencent"},
	"tencent-beacon": {"tencent"},
	"tencent-turing": {"tencent"},
	"mpaas":          {"ant"},
	"aliyun-tlog":    {"alibaba"},
	"baidu-sofire":   {"baidu"},
}

func (v *Vocabulary) index(id string) int {
	if id == "" {
		return -1
	}
	return slices.IndexFunc(v.catalog.SDKs, func(s rules.SDK) bool { return s.ID == id })
}

// House returns the id of who offers an SDK, or its legal name; "" where neither
// is known.
func (v *Vocabulary) House(id string) string {
	if i := v.index(id); i >= 0 {
		return v.houses[i]
	}
	return ""
}

// House returns the id of who offers an SDK, or its legal name; "" where neither
// is known.
func (t *Text) House(sdk string) string { return t.words.House(sdk) }

// SDKs returns the ids of the SDKs that the text names, in the order of the
// catalogue, each with its surest place.
func (t *Text) SDKs(yield func(id string, m Mention) bool) {
	for i := range t.words.catalog.SDKs {
		if m, ok := t.named[i]; ok && !yield(t.words.catalog.SDKs[i].ID, m) {
			return
		}
	}
}

// Elsewhere returns the place where the text points to a list of SDKs that it
// does not contain as text: on another page, or as a picture.
func (t *Text) Elsewhere() (Mention, bool) {
	return t.external, t.external.Line > 0
}

// speaks reports whether the entry names a type of information, by itself or by a
// wider one.
func (it *Item) speaks(v *Vocabulary, information string) bool {
	return slices.ContainsFunc(v.lexicon[information], func(id string) bool { return it.lexeme[id] })
}

// NamesInformation reports whether the entry names any type of information.
func (it *Item) NamesInformation() bool { return len(it.lexeme) > 0 }

// RowsOf returns the entries that speak of an SDK: those that name it, and where
// there are none those that name its house.
func (t *Text) RowsOf(sdk string) []*Item {
	var own, house []*Item
	of := t.words.House(sdk)
	for i := range t.Items {
		it := &t.Items[i]
		if _, ok := it.SDKs[sdk]; ok {
			own = append(own, it)
		} else if of != "" && slices.Contains(it.Houses, of) {
			house = append(house, it)
		}
	}
	if len(own) > 0 {
		return own
	}
	return house
}

// TellsOf reports whether any of the rows names a type of information.
func (t *Text) TellsOf(rows []*Item, information string) bool {
	return slices.ContainsFunc(rows, func(it *Item) bool { return it.speaks(t.words, information) })
}
