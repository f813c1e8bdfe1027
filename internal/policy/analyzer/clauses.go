package analyzer

import (
	"cmp"
	"slices"
	"strings"
)

// Clause is a class of clauses that a policy had better not have.
type Clause uint8

// The classes.
const (
	ImpliedConsent      Clause = iota // going on using the app counts as consent
	BundledConsent                    // consent to everything at once
	LiabilityDisclaimer               // not liable for leaks and losses
	VagueScope                        // what is collected ends in “and so on”
	TemplatePlaceholder               // a gap of the template that nobody filled
	PushNoOptOut                      // no way out of marketing
	RefuseMeansExit                   // who does not agree must not use the app
	UnilateralChange                  // changes without notice
	FinalInterpretation               // the operator has the last word on what it means
	BroadShare                        // given to partners for any purpose
	ForcedCollection                  // no information, no service at all
	PerpetualLicense                  // a licence for ever
	WrongCompany                      // the operator has several names, or none
	clauseCount
)

var clauseNames = [clauseCount]string{
	"implied_consent", "bundled_consent", "liability_disclaimer", "vague_scope", "template_placeholder", "push_no_optout", "refuse_means_exit",
	"unilateral_change", "final_interpretation", "broad_share", "forced_collection", "perpetual_license", "wrong_company",
}

// String returns the machine word of the class.
func (c Clause) String() string { return clauseNames[c] }

// Clauses returns all classes.
func Clauses() []Clause {
	all := make([]Clause, clauseCount)
	for i := range all {
		all[i] = Clause(i)
	}
	return all
}

// ClauseOf returns the class with the machine word.
func ClauseOf(word string) (Clause, bool) {
	i := slices.Index(clauseNames[:], word)
	return Clause(max(i, 0)), i >= 0
}

// firstClause is the number of the first class among those of patterns.
const firstClause = 64

// BadClause is a clause of one of the classes.
type BadClause struct {
	Place
	Clause   Clause
	Sentence int  // index
	Doubtful bool // the class, or this sign of it, is wrong too often to accuse by
}

func (r *reader) clause(c Clause, i int, doubtful bool) {
	r.Clauses = append(r.Clauses, BadClause{Place: r.Sentences[i].Place, Clause: c, Sentence: i, Doubtful: doubtful})
}

// clauses finds the bad clauses that do not go by words alone, and puts all in the order
// of the text, each once for a sentence: as doubtful only where all its signs are.
func (r *reader) clauses() {
	r.placeholders()
	r.companies()
	slices.SortFunc(r.Clauses, func(a, b BadClause) int {
		certain := 0
		if a.Doubtful != b.Doubtful {
			certain = 1
			if b.Doubtful {
				certain = -1
			}
		}
		return cmp.Or(cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.Clause, b.Clause), certain)
	})
	r.Clauses = slices.CompactFunc(r.Clauses, func(a, b BadClause) bool { return a.Sentence == b.Sentence && a.Clause == b.Clause })
}

// Limits of what stands between information and the words that leave open what else it
// is, in bytes.
const (
	beforeInformation = 20 // 包括但不限于您的
	afterInformation  = 12
)

// collectsVaguely reports whether the sentence names information that is collected, and
// leaves open what else is.
func (r *reader) collectsVaguely(i int) bool {
	s := &r.Sentences[i]
	if s.Denied || s.Limited || s.Heading || r.Sections[s.Section].Class == Rights || !s.Collect && !s.Provide {
		return false
	}
	text, end := r.folded.Text, s.from+len(s.Folded)
	for _, m := range r.Mentions[s.Mentions[0]:s.Mentions[1]] {
		if m.Practice != Collect && m.Practice != Provide || m.Actor != First || m.Denied {
			continue
		}
		before := text[max(s.from, int(m.from)-beforeInformation):m.from]
		after := text[m.to:min(end, int(m.to)+afterInformation)]
		if strings.Contains(before, "但不限于") {
			return true
		}
		if at := strings.Index(after, "等"); at >= 0 && !strings.ContainsAny(after[:at], ",;、(") && !strings.HasPrefix(after[at:], "等功能") {
			return true
		}
	}
	return false
}

// withoutNotice reports whether it is notice that is done without in the sentence.
func (r *reader) withoutNotice(i int) bool {
	return containsAny(r.Sentences[i].Folded, []string{"通知", "告知", "公告", "同意"})
}
