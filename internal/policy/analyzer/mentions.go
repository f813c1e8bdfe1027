package analyzer

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// Practice is what is done with information that is mentioned.
type Practice uint8

// The practices.
const (
	None    Practice = iota // it is only mentioned
	Collect                 // it is collected, read, received or used
	Provide                 // the user gives it
	Share                   // it is shared, transferred or published
)

var practiceNames = [...]string{"none", "collect", "provide", "share"}

// String returns the machine word of the practice.
func (p Practice) String() string { return practiceNames[p] }

// Actor is who has the information in the end.
type Actor uint8

// The actors.
const (
	First Actor = iota // the operator of the app
	Third              // a third party that collects it or that it is given to
)

// String returns the machine word of the actor.
func (a Actor) String() string {
	if a == Third {
		return "third"
	}
	return "first"
}

// Mention is a place that names information.
type Mention struct {
	Place
	Type     string // id in the lexicon
	Sentence int    // index
	Practice Practice
	Actor    Actor
	Denied   bool // flatly
	Limited  bool // denied, but for exceptions or without consent
	Shared   bool // it is given to a third party too
	Weak     bool // the word names the information only here, in a list or beside a verb
	General  bool // the word names a whole class of information: 设备信息
	Open     bool // 等 follows: there is more of it than is named

	from, to    int32 // in the folded text of the policy
	role, after role  // what governs it, and the verb that follows where nothing does
	listed      bool  // it is an item of a list
	shared      bool  // a verb of sharing follows
	function    bool  // the list is one of functions: 浏览、搜索功能
}

// general are the types of the lexicon that are classes of information.
var general = map[string]bool{"device_info": true, "network_info": true, "identity_info": true, "contact_info": true, "account": true, "profile": true, "usage": true, "asset": true, "biometric": true, "health": true}

// isGeneral reports whether a word of the lexicon names a whole class of information:
// 设备信息, but not 屏幕分辨率.
func isGeneral(id, word string) bool {
	for _, end := range [...]string{"信息", "资料", "数据", "联系方式"} {
		if general[id] && strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// kindOf returns what a word of the tables, not one of the lexicon, is a sign of.
func (r *reader) kindOf(w policy.Found) kind { return r.tables[w.Vocabulary].kinds[w.Word] }

const noneLexeme = rules.NoLexeme

// mentions decides which mentions count, and as what.
func (r *reader) mentions() {
	for i := range r.Sentences {
		s := &r.Sentences[i]
		if s.Mentions[0] == s.Mentions[1] {
			continue
		}
		r.chains(s)
		r.functions(s)
		for n := s.Mentions[0]; n < s.Mentions[1]; n++ {
			r.decide(&r.Mentions[n], s)
		}
	}
}

func (r *reader) decide(m *Mention, s *Sentence) {
	if !r.counts(m, s) {
		return
	}
	verb := m.role
	if verb == roleNone {
		verb = m.after
	}
	switch verb {
	case roleShare:
		m.Practice, m.Actor = Share, Third
	case roleGive:
		m.Practice = Provide
	default:
		m.Practice = Collect
	}
	m.Shared = m.shared && m.Practice != Share && m.Actor == First
	if m.Practice == Collect && s.Third && !m.Shared && r.Sections[s.Section].Class == ThirdParty {
		m.Actor = Third
	}
}
