package analyzer

import "strings"

// kind is what a word of the tables is a sign of.
type kind uint8

// table is a vocabulary and what its words are signs of.
type table struct {
	words []string
	kinds []kind // by word
	every bool   // also words inside others are found
}

// add adds words, separated by blanks, that are signs of the same.
func (t *table) add(k kind, words string) {
	for _, w := range strings.Fields(words) {
		t.words, t.kinds = append(t.words, w), append(t.kinds, k)
	}
}

// The vocabularies, in the order of the automaton.
const (
	vocabularyInformation = iota // the lexicon
	vocabularyCues               // of what a sentence does with information
	vocabularyStatements         // of purposes and conditions
	vocabularyHeadings
	vocabularyTopics
)

func vocabularies() []table {
	return []table{{}, cues(), statements(), headings()}
}

// The kinds of cues. Of those that overlap in a text one counts: that which begins
// first, or the longest.
const (
	cueNone kind = iota // a longer word that is none of them

	// verbs
	cueCollect // the app takes
	cueUse     // the app uses what it has
	cueUseOf   // and information is its object: 使用您的
	cueGive    // the user gives
	cueAsk     // the user gives, or somebody asks the user to: 授权
	cueOffer   // 提供: who gives what to whom follows from the words around it
	cueShare   // somebody gives to another, or to all
	cueManage  // what users do with information of theirs
	cueFront   // what comes next is the object of a verb behind it: 将您的
	cueServe   // a service is offered to the user: no information is given

	// those who act
	cueUser
	cueFirst    // the operator
	cueJoint    // the operator together with others
	cueTogether // a service of the operator and somebody else, who both get the information
	cueThird    // somebody else
	cueToThird  // towards somebody else

	// denial
	cueNot        // of the next verb
	cueNotFront   // and its object comes next: 不会将
	cueNotCollect // and with the verb: 不收集
	cueNotContain // 不包含: a denial only of information that is named
	cueNotUse
	cueNotShare
	cueOnly    // what follows is not denied any more: 仅会
	cueUnless  // without, except: a condition of what is denied
	cueConsent // consent, of what is done or denied
	cueRefuse  // the user refuses, or need not

	// circumstances
	cuePurpose  // what for begins
	cueWhen     // a condition begins
	cueThen     // and ends
	cueVia      // the means begin
	cueList     // what follows is a list
	cueFunction // after information: it is a function or a service of that name

	// sentences that declare nothing
	cueMeans  // what is meant by the word before
	cueDefine // what something means
	cueExempt // exceptions from a duty
	cueBlame  // whose fault it is
	cueAdvice // what the user had better do
)

func cues() table {
	t := table{}
	t.verbs()
	t.actors()
	t.denials()
	t.circumstances()
	t.asides()
	return t
}
