package analyzer

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/policy"
)

// role is what governs a mention.
type role uint8

const (
	roleNone role = iota
	roleCollect
	roleUse
	roleGive
	roleShare
	roleServe
	rolePurpose
	roleWhen
	roleVia
	roleList
)

// scopes decides what each sentence does.
func (r *reader) scopes() {
	for i := range r.Sentences {
		s := &r.Sentences[i]
		r.statementsOf(s)
		r.govern(i, s)
	}
}

// parse is the state of reading the cues of one sentence from left to right.
type parse struct {
	role    role
	denied  bool  // the verb of the role is denied
	party   Actor // who does or receives what the verb says
	subject Actor
	joint   bool // the operator acts together with others
	user    bool // the last one named is the user
	toThird bool // something goes to a third party
	not     bool // a denial waits for its verb
	limited bool // the denial has a condition
	waiting []int
	outer   []role
	ended   int32 // where the last verb ended
	orphan  bool  // a denied verb had no information after it yet
	first   bool  // the operator is named

	denials int // verbs that are denied
}

func (r *reader) govern(i int, s *Sentence) {
	p := parse{subject: r.context(i)}
	p.party = p.subject
	s.Mentions[0] = len(r.Mentions)
	at := int32(s.from)
	for _, w := range s.words {
		r.punctuation(&p, at, w.From)
		at = max(at, w.From)
		switch w.Vocabulary {
		case vocabularyCues:
			r.cue(s, &p, w)
		case vocabularyInformation:
			r.information(i, s, &p, w)
		}
	}
	r.finish(s, &p)
	s.first = p.first
	r.exception(i, s)
	s.Denied = p.denials > 0 && !s.Limited
	s.subject = p.subject
	s.Mentions[1] = len(r.Mentions)
}

// context returns who acts where a sentence does not say so: whom the sentence before
// it spoke of in the same paragraph, or whom the section is about.
func (r *reader) context(i int) Actor {
	s := &r.Sentences[i]
	if i > 0 && r.Sentences[i-1].Paragraph == s.Paragraph && r.Sentences[i-1].subject == Third {
		return Third
	}
	if r.Sections[s.Section].Class == ThirdParty {
		return Third
	}
	return First
}

// punctuation reads the marks between two words.
func (r *reader) punctuation(p *parse, from, to int32) {
	for ; from < to; from++ {
		switch r.folded.Text[from] {
		case ',', ':', ';':
			p.not, p.user = false, false
			if p.role == rolePurpose || p.role == roleWhen || p.role == roleServe || p.role == roleVia {
				p.role = roleNone
			}
		case '(':
			if len(p.outer) < 8 {
				p.outer = append(p.outer, p.role)
			}
		case ')':
			if n := len(p.outer); n > 0 {
				p.role, p.outer = p.outer[n-1], p.outer[:n-1]
			}
		}
	}
}

func (r *reader) cue(s *Sentence, p *parse, w policy.Found) {
	k := r.kindOf(w)
	switch k {
	case cueCollect, cueNotCollect:
		s.Collect = true
		r.verb(s, p, w, roleCollect, k == cueNotCollect)
	case cueUse, cueNotUse:
		s.Use = true
		r.verb(s, p, w, roleUse, k == cueNotUse)
	case cueUseOf:
		s.Use, s.Collect = true, true
		r.verb(s, p, w, roleUse, false)
	case cueGive:
		s.Provide, p.first = true, p.first || strings.Contains(r.folded.Text[w.From:w.To], "给")
		r.verb(s, p, w, roleGive, false)
	case cueOffer:
		if p.toThird {
			s.Share = true
			r.verb(s, p, w, roleShare, false)
		} else if p.user {
			s.Provide = true
			r.verb(s, p, w, roleGive, false)
		} else {
			p.govern(roleServe)
		}
	case cueShare, cueNotShare:
		if p.user && k == cueShare && !p.toThird {
			s.Provide = true
			r.verb(s, p, w, roleGive, false)
			return
		}
		s.Share = true
		r.verb(s, p, w, roleShare, k == cueNotShare)
	case cueServe:
		p.govern(roleServe)
	case cueThird:
		r.third(s, p, w)
	case cueToThird:
		p.toThird, s.Third = true, true
	case cueFirst:
		p.subject, p.user, p.first = First, false, true
	case cueJoint:
		p.subject, p.joint, p.user, p.first = First, true, false, true
	case cueUser:
		p.user = true
	case cueNot:
		p.not = !p.user
	case cueOnly:
		p.not, p.denied = false, false
	case cueExempt:
		s.exempts, s.Limited = true, true
	case cueAdvice, cueDefine:
		s.aside = true
	case cueBlame:
		s.blames = true
	case cueUnless, cueRefuse:
		s.Limited = true
	case cuePurpose:
		p.govern(rolePurpose)
	case cueWhen:
		p.govern(roleWhen)
	case cueVia:
		p.govern(roleVia)
	case cueThen:
		if p.role == roleWhen {
			p.role = roleNone
		}
	case cueList:
		if p.role == roleNone {
			p.role = roleList
		}
	}
}

// govern makes something that is no verb what the next mentions stand under.
func (p *parse) govern(by role) { p.role, p.denied = by, false }

// third takes a third party for the one who acts, unless the text has it as a source.
func (r *reader) third(s *Sentence, p *parse, w policy.Found) {
	s.Third = true
	before := r.folded.Text[s.from:w.From]
	for _, source := range [...]string{"从", "自", "到", "在"} {
		if strings.HasSuffix(before, source) {
			return
		}
	}
	p.user = false
	if !p.joint {
		p.subject = Third
	}
}

// verb makes a verb what the next mentions stand under, and those before it that had
// none.
func (r *reader) verb(s *Sentence, p *parse, w policy.Found, verb role, denied bool) {
	together := p.ended > 0 && coordinates(r.folded.Text[p.ended:max(w.From, p.ended)])
	p.ended = w.To
	denied = denied || p.not
	if together && (p.role == roleCollect || p.role == roleShare || p.role == roleGive) {
		verb, denied = p.role, denied || p.denied
	}
	if denied {
		p.denials++
		p.orphan = true
	}
	p.role = verb
	p.denied = denied && verb != roleUse
	p.party = p.subject
	if verb == roleShare {
		p.party = Third
		for n := s.Mentions[0]; n < len(r.Mentions) && !p.denied; n++ {
			r.Mentions[n].shared = true
		}
	}
	if verb == roleGive && !p.toThird {
		p.party = First
	}
	for _, n := range p.waiting {
		m := &r.Mentions[n]
		m.after, m.Denied, m.Actor = verb, p.denied, p.party
	}
	p.waiting = p.waiting[:0]
}

// coordinates reports whether the text between two verbs makes one of them.
func coordinates(gap string) bool {
	switch gap {
	case "", "、", "和", "或", "及", "与", "以及", "或者", "并", "/", "和/或", "或向", "、或", "或对外":
		return true
	}
	return false
}

// finish settles what only the whole sentence tells.
func (r *reader) finish(s *Sentence, p *parse) {
	for n := s.Mentions[0]; n < len(r.Mentions); n++ {
		m := &r.Mentions[n]
		if p.orphan && p.denied && m.role == roleNone && (m.after == roleNone || m.after == roleUse) {
			m.Denied = true // 这些信息仅在本机使用,我们不会收集
		}
		if s.Third && !p.first && m.role != roleGive && m.after != roleGive {
			m.Actor = Third
		}
	}
}

func (r *reader) information(i int, s *Sentence, p *parse, w policy.Found) {
	l := r.lexemes[w.Word]
	if l.id == noneLexeme || r.inAddress(w) || r.inName(int(w.From), int(w.To)) {
		return
	}
	m := Mention{Place: r.place(s.Paragraph, int(w.From), int(w.To)), Type: l.id, Sentence: i, Weak: l.weak, from: w.From, to: w.To, role: p.role, Denied: p.denied, Actor: p.party}
	p.orphan = false
	if p.role == roleNone {
		p.waiting = append(p.waiting, len(r.Mentions))
		m.Denied, m.Actor = false, p.subject
	}
	r.Mentions = append(r.Mentions, m)
}

// inAddress reports whether a word stands in a web address or the name of a class.
func (r *reader) inAddress(w policy.Found) bool {
	text := r.folded.Text
	return w.From > 0 && strings.IndexByte("=.@?&_", text[w.From-1]) >= 0 && ascii(text[w.From]) ||
		int(w.To) < len(text) && strings.IndexByte("=@?&_", text[w.To]) >= 0 && ascii(text[w.To-1])
}

func ascii(b byte) bool { return b < 0x80 }
