package published

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/policy/analyzer"
)

// Statement is a place where the text says something of a type of information.
type Statement struct {
	Mention
	Practice analyzer.Practice
	Actor    analyzer.Actor
	Denied   bool // it is said not to happen
	Limited  bool // it is said not to happen but for exceptions, or without consent
	Wider    bool // a wider type is named: 设备信息 of IMEI

	BySDK bool // an SDK that the paragraph names collects it

	flat bool // the denial has no bounds that the sentence shows
}

// Says reports whether the text says that somebody collects, is given or gets the
// information.
func (s *Statement) Says() bool { return s.Practice != analyzer.None && !s.Denied }

// Denies reports whether the text says, without any bounds, that the app does not
// collect the information.
func (s *Statement) Denies() bool {
	return s.Denied && !s.Limited && s.flat && !s.Wider && s.Actor == analyzer.First && (s.Practice == analyzer.Collect || s.Practice == analyzer.Provide)
}

// bounded finds what limits a denial to a part of the information, a way or an
// occasion: 其他无关信息, 通过该权限, 基本功能模式下.
var bounded = regexp.MustCompile(`其[他它余]|无关|该等|相关联|之外|以外|模式|除|仅|只|全[量部]|通过(?:该|此|上述|本)|行为|不包[含括]|不含|境内|否则|如[您你果]|拒绝|若|当[您你]|未经|允许|情况下|情形|用于|用作|目的|不再|能力|义务`)

// collects finds the verbs of taking that a denial has to have.
var collects = regexp.MustCompile(`(?:不|未|没有|无需|绝不|从不|无须)[^,。;:]{0,8}(?:收集|采集|获取|读取|访问|索取|搜集|获得|申请|要求|需要)`)

// Statements returns what the text says of a type of information, by itself or by
// a wider type, in the order of the text.
func (t *Text) Statements(information string) (list []Statement) {
	ids := t.words.lexicon[information]
	own := t.words.named[information]
	a := t.Analysis()
	for i := range a.Mentions {
		m := &a.Mentions[i]
		if !slices.Contains(ids, m.Type) {
			continue
		}
		para := &a.Policy.Paragraphs[m.Paragraph]
		list = append(list, Statement{
			Mention: t.at(a, m), Practice: m.Practice, Actor: m.Actor, Denied: m.Denied, Limited: m.Limited, Wider: m.Type != own,
			BySDK: m.Actor == analyzer.Third && m.Practice == analyzer.Collect && strings.Contains(strings.ToLower(para.Text), "sdk"),
			flat:  !m.Weak && !inQuotes(para.Text[:m.From]) && collects.MatchString(a.Sentences[m.Sentence].Folded) && !bounded.MatchString(a.Sentences[m.Sentence].Folded),
		})
	}
	return list
}

// NamesOf returns the entries of the lexicon that name types of information, by
// themselves or by wider ones.
func (t *Text) NamesOf(information []string) (ids []string) {
	for _, id := range information {
		ids = append(ids, t.words.lexicon[id]...)
	}
	return ids
}

// Analysis returns what the sentences of the text state; they are read once.
func (t *Text) Analysis() *analyzer.Analysis {
	if t.analysis == nil {
		t.analysis = analyzer.New(t.words.catalog.Lexicon).Analyze(t.policy)
	}
	return t.analysis
}

// inQuotes reports whether a quotation is open at the end of a text: what stands in it is
// called so, as permissions are, and not meant.
func inQuotes(before string) bool {
	return strings.LastIndex(before, "“") > strings.LastIndex(before, "”")
}
