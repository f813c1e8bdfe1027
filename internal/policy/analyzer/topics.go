package analyzer

import "slices"

// Topic is what the law or the regulator wants a policy to state.
type Topic uint8

// The topics.
const (
	Operator           Topic = iota // who runs the app
	ContactWays                     // how to reach it
	SDKList                         // which SDKs of third parties collect what
	Sharing                         // whether information is shared, transferred or published
	RetentionPeriod                 // how long it is kept
	StorageLocation                 // where
	CrossBorder                     // whether it leaves the country
	Personalization                 // whether content or advertising is chosen by it
	PersonalizationOff              // and how to turn that, or marketing, off
	Permissions                     // which permissions the app asks for, and what for
	AccessRights                    // how to see, correct and delete information
	AccountCancel                   // how to close the account
	Deadline                        // how soon requests are answered
	Withdraw                        // how to withdraw consent
	MinorsProtection                // what holds for minors
	UpdateNotice                    // how changes of the policy are made known
	EffectiveDate                   // since when it holds
	Complaint                       // where to complain
	SelfStart                       // whether the app starts itself or other apps
	topicCount
)

var topicNames = [topicCount]string{
	"operator", "contact", "sdk_list", "sharing", "retention", "storage_location", "cross_border", "personalization", "personalization_off", "permissions",
	"access_rights", "account_cancel", "deadline", "withdraw", "minors", "update_notice", "effective_date", "complaint", "self_start",
}

// String returns the machine word of the topic.
func (t Topic) String() string { return topicNames[t] }

// Topics returns all topics.
func Topics() []Topic {
	all := make([]Topic, topicCount)
	for i := range all {
		all[i] = Topic(i)
	}
	return all
}

// TopicOf returns the topic with the machine word.
func TopicOf(word string) (Topic, bool) {
	i := slices.Index(topicNames[:], word)
	return Topic(max(i, 0)), i >= 0
}

// Stated is a sentence that states a topic.
type Stated struct {
	Place
	Topic    Topic
	Sentence int // index
}

// maxStated is how many sentences are kept for a topic.
const maxStated = 3

// States returns the first sentence that states a topic.
func (a *Analysis) States(t Topic) (Stated, bool) {
	for _, s := range a.Topics {
		if s.Topic == t {
			return s, true
		}
	}
	return Stated{}, false
}

// statesHere reports whether the last sentences taken down have the topic for a
// sentence already.
func (r *reader) statesHere(t Topic, sentence int) bool {
	for n := len(r.Topics) - 1; n >= 0 && r.Topics[n].Sentence == sentence; n-- {
		if r.Topics[n].Topic == t {
			return true
		}
	}
	return false
}

// findPatterns finds the topics and the clauses that go by words.
func (r *reader) findPatterns() {
	m := r.patterns.start()
	var stated [topicCount]int
	section := -1
	for i := range r.Sentences {
		s := &r.Sentences[i]
		m.next()
		if s.Section != section {
			m.forget()
			section = s.Section
		}
		for _, w := range s.signs {
			m.take(w.Word)
		}
		m.each(func(p *pattern) {
			if p.of < firstClause && stated[p.of] == maxStated && Topic(p.of) != Operator {
				return
			}
			if p.in != 0 && !p.in.has(r.Sections[s.Section].Class) || p.where != nil && !p.where(r, i) {
				return
			}
			if p.of >= firstClause {
				r.clause(Clause(p.of-firstClause), i, p.doubtful)
				return
			}
			if t := Topic(p.of); stated[t] < maxStated && !r.statesHere(t, i) {
				stated[t]++
				r.Topics = append(r.Topics, Stated{s.Place, t, i})
			}
		})
	}
}
