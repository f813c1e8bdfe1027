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
	roleAside // an explanation that declares nothing
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
	role      role
	denied    bool  // the verb of the role is denied flatly
	limited   bool  // or with a condition
	party     Actor // who does or receives what the verb says
	subject   Actor
	joint     bool   // the operator acts together with others
	first     bool   // the operator is named
	user      bool   // the last one named is the user
	toThird   bool   // something goes to a third party
	third     bool   // a third party is named, other than as the one that receives
	front     bool   // the object stands before its verb
	entry     bool   // all of the sentence is about the third party it begins with: 某某SDK:
	together  bool   // what is collected is for a service of both
	ended     int32  // where the last verb ended
	waiting   []int  // mentions that no verb governs yet
	outer     []role // around the brackets that are open
	relative  bool   // the verb is one of 收集的: what it governs may have another verb behind it
	relatives []int  // what it governs
	given     int    // the mentions before it, in Analysis.Mentions, have a verb of sharing behind them
	denial
}

const maxEntry = 90 // bytes of the name of a third party at the start of a sentence

const maxOuter = 8 // brackets inside each other

func (r *reader) govern(i int, s *Sentence) {
	p := parse{subject: r.context(i), given: len(r.Mentions)}
	p.party = p.subject
	s.Mentions[0] = len(r.Mentions)
	at, named := int32(s.from), int32(0) // named: the end of the information that was read last
	for n := 0; n < len(s.words); n++ {
		r.punctuation(s, &p, at, s.words[n].From)
		at = max(at, s.words[n].From)
		last := n // of the words that begin here
		for last+1 < len(s.words) && s.words[last+1].From == s.words[n].From {
			last++
		}
		for _, w := range s.words[n : last+1] { // 读取短信 names the verb too, 通信记录 does not
			if w.Vocabulary == vocabularyCues && (w.From >= named || w.To > named) {
				r.cue(s, &p, w)
			}
		}
		for _, w := range s.words[n : last+1] {
			if w.Vocabulary == vocabularyInformation && r.information(i, s, &p, w) {
				named = w.To
			}
		}
		n = last
	}
	r.finish(s, &p)
	s.first, s.subject, s.permission = p.first, p.subject, strings.Contains(s.Folded, "权限")
	if p.third && !p.first {
		r.recordOpen, r.recordAt = true, s.Paragraph
	}
	r.exception(i, s)
	r.item(i, s)
	s.Mentions[1] = len(r.Mentions)
}

// punctuation reads the marks between two words.
func (r *reader) punctuation(s *Sentence, p *parse, from, to int32) {
	for ; from < to; from++ {
		switch r.folded.Text[from] {
		case ',', ':', ';':
			p.waits, p.user, p.front = false, false, false
			p.entry = p.entry || r.folded.Text[from] == ':' && p.third && !p.first && int(from)-s.from <= maxEntry
			if p.role == rolePurpose || p.role == roleWhen || p.role == roleServe || p.role == roleVia {
				p.role = roleNone
			}
		case '(':
			if len(p.outer) < maxOuter {
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
	switch k := r.kindOf(w); k {
	case cueCollect, cueNotCollect:
		s.Collect = true
		r.verb(s, p, w, roleCollect, k == cueNotCollect)
	case cueNotContain:
		p.govern(roleCollect)
		p.denied, p.party = true, p.subject
	case cueUse, cueNotUse:
		s.Use = true
		r.verb(s, p, w, roleUse, k == cueNotUse && (p.first || p.third)) // users may not use it either
	case cueUseOf:
		s.Use, s.Collect = true, true
		r.verb(s, p, w, roleUse, false)
	case cueManage:
		if p.user {
			p.govern(roleAside)
		}
	case cueGive:
		if r.givenAway(s, p, w) {
			r.share(s, p, w, false)
			return
		}
		p.first = p.first || strings.Contains(r.folded.Text[w.From:w.To], "给")
		r.give(s, p, w)
	case cueAsk:
		if p.user || p.subject != Third || !p.third {
			r.give(s, p, w)
		}
	case cueOffer:
		switch {
		case r.givenAway(s, p, w):
			r.share(s, p, w, false)
		case p.user:
			r.give(s, p, w)
		default:
			p.govern(roleServe)
		}
	case cueShare, cueNotShare:
		if p.user && k == cueShare && !p.toThird {
			r.give(s, p, w)
		} else {
			r.share(s, p, w, k == cueNotShare)
		}
	case cueFront, cueNotFront:
		p.govern(roleNone)
		p.front, p.waits, p.waitsAt = true, k == cueNotFront && !p.user, w.To
	case cueServe:
		p.govern(roleServe)

	case cueUser:
		p.user = true
	case cueFirst:
		if p.user = false; !p.entry {
			p.subject, p.first = First, true
		}
	case cueJoint:
		p.subject, p.joint, p.user, p.first = First, true, false, true
	case cueTogether:
		p.together = true
	case cueThird:
		r.third(s, p, w)
	case cueToThird:
		p.toThird, s.Third = true, true

	case cueNot:
		p.waits, p.waitsAt = !p.user, w.To
	case cueOnly:
		p.waits, p.denied, p.limited = false, false, false
	case cueUnless, cueRefuse:
		s.Limited = true
		p.condition(r, false)
	case cueConsent:
		p.condition(r, true)

	case cuePurpose:
		p.govern(rolePurpose)
	case cueWhen:
		p.govern(roleWhen)
	case cueVia:
		p.govern(roleVia)
	case cueThen:
		r.then(s, p, w)
	case cueList:
		if p.role == roleNone {
			p.role = roleList
		}

	case cueMeans:
		p.govern(roleAside)
	case cueExempt:
		s.exempts, s.Limited = true, true
		p.condition(r, false)
	case cueBlame:
		s.blames = true
	case cueAdvice, cueDefine:
		s.aside = true
	}
}

// then ends a condition: 您发布图片时, makes one of all that stands before it without a
// verb.
func (r *reader) then(s *Sentence, p *parse, w policy.Found) {
	if p.role == roleWhen {
		p.role = roleNone
	}
	if p.user && strings.HasPrefix(r.folded.Text[w.From:], "时,") {
		for _, n := range p.waiting {
			r.Mentions[n].role = roleWhen
		}
		p.waiting = p.waiting[:0]
	}
}

// givenAway reports whether a verb of giving has somebody other than the operator and
// the user behind it or before it: 提供给我们的关联公司, 向某某提供.
func (r *reader) givenAway(s *Sentence, p *parse, w policy.Found) bool {
	word, before := r.folded.Text[w.From:w.To], r.folded.Text[max(int(w.From)-maxReceiver, s.from):w.From]
	switch {
	case strings.HasSuffix(word, "给我们"):
		return strings.HasPrefix(r.folded.Text[w.To:], "的")
	case !strings.HasPrefix(word, "提供"):
		return false
	case p.toThird:
		return true
	}
	i := strings.LastIndex(before, "向")
	if i < 0 {
		return false
	}
	to := before[i+len("向"):]
	for _, self := range [...]string{"我们", "我司", "我行", "本", "您", "你", "用户", "平台", "其本人", "上", "下", "导"} {
		if strings.HasPrefix(to, self) {
			return false
		}
	}
	return to != "" && !strings.ContainsAny(to, ",:;()")
}

const maxReceiver = 36 // bytes between 向 and its verb

// govern makes something that is no verb what the next mentions stand under.
func (p *parse) govern(by role) { p.role, p.denied, p.limited = by, false, false }

func (r *reader) give(s *Sentence, p *parse, w policy.Found) {
	s.Provide = true
	if p.ended > 0 && (p.role == roleCollect || p.role == roleShare) && int(w.From-p.ended) <= maxGiver && !strings.ContainsAny(r.folded.Text[p.ended:w.From], ",:;、") {
		p.ended = w.To // 收集您提供的 says where it is from
		return
	}
	r.verb(s, p, w, roleGive, false)
}

const maxGiver = 15 // bytes between a verb and one of giving that says where its object is from

func (r *reader) share(s *Sentence, p *parse, w policy.Found, denied bool) {
	s.Share = true
	r.verb(s, p, w, roleShare, denied)
}

// verb makes a verb what the next mentions stand under, and those before it that had
// none.
func (r *reader) verb(s *Sentence, p *parse, w policy.Found, verb role, denied bool) {
	together := p.ended > 0 && coordinates(r.folded.Text[p.ended:max(w.From, p.ended)])
	p.ended = w.To
	denied = denied || p.waits && (verb != roleGive || w.From-p.waitsAt <= maxDeniedGift)
	if together && (p.role == roleCollect || p.role == roleShare || p.role == roleGive) {
		verb = p.role
		if !denied && (p.denied || p.limited) {
			return // 不收集和保存 denies both
		}
	}
	flat, limited := p.denial.verb(denied)
	if p.role = verb; p.front && verb != roleShare {
		p.role = roleNone
	}
	p.denied, p.limited = flat && verb != roleUse, limited && verb != roleUse
	p.party = p.subject
	if verb == roleShare {
		p.party = Third
		for !denied && p.given < len(r.Mentions) {
			r.Mentions[p.given].shared = true
			p.given++
		}
	}
	if verb == roleGive && !p.toThird && (p.first || !p.third) {
		p.party = First
	}
	for _, n := range p.waiting {
		m := &r.Mentions[n]
		m.after, m.Actor = verb, p.party
		p.mark(n, m)
	}
	if p.denied {
		for _, n := range p.relatives { // 收集的通讯录不会上传
			p.mark(n, &r.Mentions[n])
		}
	}
	p.waiting, p.relatives = p.waiting[:0], p.relatives[:0]
	p.relative = !denied && strings.HasPrefix(r.folded.Text[w.To:], "的")
}

const maxDeniedGift = 30 // bytes between a denial and a verb of giving, which is often a noun: 不会…用户的请求

// mark makes a mention as denied as the verb that governs it.
func (p *parse) mark(n int, m *Mention) {
	m.Denied, m.Limited = p.denied, p.limited
	if p.denied {
		p.governed = append(p.governed, n)
	}
}

// coordinates reports whether the text between two verbs makes one of them.
func coordinates(gap string) bool {
	switch gap {
	case "", "、", "和", "或", "及", "与", "以及", "或者", "并", "/", "和/或", "或向", "、或", "或对外", "也", "亦", "也不", "亦不", "且不", "也不会", "、也不":
		return true
	}
	return false
}

// finish settles what only the whole sentence tells.
func (r *reader) finish(s *Sentence, p *parse) {
	for n := s.Mentions[0]; n < len(r.Mentions); n++ {
		m := &r.Mentions[n]
		s.locates = s.locates || m.Type == "location" && m.role != roleVia
		m.shared = m.shared || p.together && p.third && !m.Denied
		if p.orphan && p.denied && m.role == roleNone && (m.after == roleNone || m.after == roleUse) {
			m.Denied = true // 这些信息仅在本机使用,我们不会收集
		}
		if p.third && !p.first && m.role != roleGive && m.after != roleGive {
			m.Actor = Third
		}
	}
	s.Denied = p.flat > 0
	for n := s.Mentions[0]; n < len(r.Mentions); n++ {
		s.Denied = s.Denied || r.Mentions[n].Denied
	}
	s.denies = p.denied && p.orphan
	s.Limited = !s.Denied && s.Limited
}

// information notes a word of the lexicon, and reports whether it names information.
func (r *reader) information(i int, s *Sentence, p *parse, w policy.Found) bool {
	l := r.lexemes[w.Word]
	if l.id == noneLexeme || strings.HasPrefix(r.folded.Text[w.To:], "sdk") || r.inAddress(w) || r.inName(int(w.From), int(w.To)) {
		return false
	}
	m := Mention{Place: r.place(s.Paragraph, int(w.From), int(w.To)), Type: l.id, Sentence: i, Weak: l.weak, from: w.From, to: w.To, role: p.role, Actor: p.party}
	m.General, m.Open = isGeneral(l.id, r.folded.Text[w.From:w.To]), strings.HasPrefix(r.folded.Text[w.To:], "等")
	p.orphan = false
	if p.role == roleNone {
		p.waiting = append(p.waiting, len(r.Mentions))
		m.Actor = p.subject
	} else {
		p.mark(len(r.Mentions), &m)
		if p.relative {
			p.relatives = append(p.relatives, len(r.Mentions))
		}
	}
	r.Mentions = append(r.Mentions, m)
	return true
}

// inAddress reports whether a word stands in a web address or the name of a class.
func (r *reader) inAddress(w policy.Found) bool {
	text := r.folded.Text
	return w.From > 0 && strings.IndexByte("=.@?&_", text[w.From-1]) >= 0 && ascii(text[w.From]) ||
		int(w.To) < len(text) && strings.IndexByte("=@?&_", text[w.To]) >= 0 && ascii(text[w.To-1])
}

func ascii(b byte) bool { return b < 0x80 }
