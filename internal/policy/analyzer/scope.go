package analyzer

import "github.com/zicha-lint/zicha/internal/policy"

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
	denied  bool // the verb of the role
	third   bool
	waiting []int // mentions that wait for a verb, in Analysis.Mentions
	toThird bool
	not     int32 // end of a denial that waits for its verb, or -1
	outer   []role
}

func (r *reader) govern(i int, s *Sentence) {
	p := parse{not: -1}
	s.Mentions[0] = len(r.Mentions)
	at := int32(s.from)
	for n := 0; n < len(s.words); n++ {
		w := s.words[n]
		r.punctuation(&p, at, w.From)
		at = max(at, w.From)
		switch w.Vocabulary {
		case vocabularyCues:
			r.cue(s, &p, w)
		case vocabularyInformation:
			r.information(i, s, &p, w)
		}
	}
	s.Mentions[1] = len(r.Mentions)
}

// punctuation reads the marks between two words.
func (r *reader) punctuation(p *parse, from, to int32) {
	for ; from < to; from++ {
		switch r.folded.Text[from] {
		case ',':
			p.not = -1
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
	verb := roleNone
	switch r.kindOf(w) {
	case cueCollect:
		s.Collect, verb = true, roleCollect
	case cueUse:
		s.Use, verb = true, roleUse
	case cueGive:
		s.Provide, verb = true, roleGive
	case cueOffer:
		if p.toThird {
			s.Share, verb = true, roleShare
		} else {
			verb = roleServe
		}
	case cueShare:
		s.Share, verb = true, roleShare
	case cueServe:
		verb = roleServe
	case cueThird:
		p.third, s.Third = true, true
	case cueToThird:
		p.toThird = true
	case cueFirst:
	case cueNot:
		p.not = w.To
		s.Denied = true
	case cueUnless, cueRefuse:
		s.Limited = true
	case cuePurpose:
		verb = rolePurpose
	case cueWhen:
		verb = roleWhen
	case cueVia:
		verb = roleVia
	case cueThen:
		if p.role == roleWhen {
			p.role = roleNone
		}
	case cueList:
		if p.role == roleNone {
			verb = roleList
		}
	}
	if verb == roleNone {
		return
	}
	p.role = verb
	if verb <= roleShare {
		p.denied = p.not >= 0
		for _, m := range p.waiting {
			r.Mentions[m].after = verb
		}
		p.waiting = p.waiting[:0]
	}
}

func (r *reader) information(i int, s *Sentence, p *parse, w policy.Found) {
	l := r.lexemes[w.Word]
	if l.id == noneLexeme {
		return
	}
	m := Mention{Place: r.place(s.Paragraph, int(w.From), int(w.To)), Type: l.id, Sentence: i, Weak: l.weak, from: w.From, to: w.To, role: p.role, Denied: p.denied}
	if p.role == roleNone {
		p.waiting = append(p.waiting, len(r.Mentions))
	}
	if p.third {
		m.Actor = Third
	}
	r.Mentions = append(r.Mentions, m)
}
