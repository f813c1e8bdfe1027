package analyzer

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

// firstClause is the number of the first class among those of patterns.
const firstClause = 64

// BadClause is a clause of one of the classes.
type BadClause struct {
	Place
	Clause   Clause
	Sentence int  // index
	Doubtful bool // the class, or this sign of it, is wrong too often to accuse by
}

func (r *reader) clause(c Clause, i int) {
	r.Clauses = append(r.Clauses, BadClause{Place: r.Sentences[i].Place, Clause: c, Sentence: i})
}
