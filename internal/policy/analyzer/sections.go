package analyzer

// Class is what a section is about.
type Class uint8

// The classes of sections.
const (
	Other Class = iota
	CollectUse
	ThirdParty
	Rights
	Security
	Cookie
	PolicyChange
	Minors
	Retention
	Contact
	Definition
	Transfer
)

var classNames = [...]string{"other", "collect_use", "third_party", "rights", "security", "cookie", "policy_change", "minors", "retention", "contact", "definition", "transfer"}

// String returns the machine word of the class.
func (c Class) String() string { return classNames[c] }

// Section is what stands under one heading, up to the next.
type Section struct {
	Heading  Place  // empty where the text has none
	Title    string // as it stands there
	Level    int    // 1: the outermost; 0: before the first heading
	Class    Class
	From, To int // range in Analysis.Sentences, the heading too
}

// maxDepth is how deep headings stand inside each other.
const maxDepth = 8

// outline is the stack of headings that the text stands under.
type outline struct {
	depth int
	marks [maxDepth]headingMarks
	class [maxDepth]Class
	bare  int // headings of one style in a row with nothing under them
}

// enter puts a heading where one of its style stands, or else below all others.
func (o *outline) enter(m headingMarks) {
	for o.depth > 0 && (o.marks[o.depth-1].number.below(m.number) || m.mark != noHeading && o.marks[o.depth-1].mark == noHeading) {
		o.depth--
	}
	at := o.depth
	for i := range o.depth {
		have := o.marks[i]
		if m.number != noHeading && have.number == m.number && (have.mark == m.mark || m.mark == noHeading || have.mark == noHeading) ||
			m.mark != noHeading && have.mark == m.mark {
			at = i
			break
		}
	}
	o.depth = min(at, maxDepth-1)
	o.marks[o.depth] = m
	o.depth++
}

// drop takes away the innermost headings of a style: those of a table of contents.
func (o *outline) drop() { o.depth = max(o.depth-1, 0) }

func (o *outline) parent() Class {
	if o.depth < 2 {
		return Other
	}
	return o.class[o.depth-2]
}

const minContents = 3 // headings in a row with nothing between them, from which on they are a table of contents

// sections finds the headings and gives every sentence its section.
func (r *reader) sections() {
	var o outline
	r.Sections = append(r.Sections, Section{})
	last := headingMarks{}
	for i := range r.Sentences {
		s := &r.Sentences[i]
		if m := r.marksOf(i); !m.none() {
			s.Heading = true
			same := m == last && i > 0 && r.Sentences[i-1].Heading
			if same {
				o.bare++
			} else {
				if o.bare >= minContents {
					o.drop()
				}
				o.bare = 1
			}
			last = m
			o.enter(m)
			c := r.classOf(s, o.parent())
			o.class[o.depth-1] = c
			r.Sections[len(r.Sections)-1].To = i
			r.Sections = append(r.Sections, Section{Heading: s.Place, Title: r.Text(s.Place), Level: o.depth, Class: c, From: i})
		}
		if !s.Heading {
			o.bare, last = 0, headingMarks{}
		}
		s.Section = len(r.Sections) - 1
	}
	r.Sections[len(r.Sections)-1].To = len(r.Sentences)
}

// classOf returns what a section is about by the words of its heading, or else by
// the section it stands in.
func (r *reader) classOf(s *Sentence, parent Class) Class {
	own := r.ownClass(s)
	switch {
	case own == Other:
		return parent
	case parent == Other, parent == own:
		return own
	case inherits[parent]&(1<<own) != 0:
		return parent
	}
	return own
}

// inherits says of the sections of each class which of the classes that their headings
// hint at do not count: 安全保障 among the purposes of collecting is one.
var inherits = [...]uint{
	CollectUse:   1<<Security | 1<<Contact | 1<<PolicyChange | 1<<Rights | 1<<Definition | 1<<Minors,
	ThirdParty:   1<<CollectUse | 1<<Security | 1<<Definition | 1<<Contact | 1<<PolicyChange | 1<<Rights,
	Rights:       1<<CollectUse | 1<<Security | 1<<ThirdParty | 1<<Contact | 1<<PolicyChange | 1<<Cookie | 1<<Retention,
	Security:     1<<CollectUse | 1<<Contact,
	Cookie:       1<<CollectUse | 1<<Rights | 1<<ThirdParty | 1<<Definition,
	Minors:       1<<CollectUse | 1<<Security | 1<<ThirdParty | 1<<Rights | 1<<Contact | 1<<Retention,
	PolicyChange: 1 << CollectUse,
	Retention:    1 << CollectUse,
	Contact:      1 << CollectUse,
	Definition:   0,
	Transfer:     1 << CollectUse,
}

// ownClass returns the class of a heading by its own words.
func (r *reader) ownClass(s *Sentence) Class {
	best := Other
	for _, w := range s.words {
		if w.Vocabulary == vocabularyHeadings {
			if c := Class(r.kindOf(w)); rank[c] < rank[best] {
				best = c
			}
		}
	}
	return best
}

// rank orders the classes where a heading has words of several.
var rank = [...]int{Minors: 1, PolicyChange: 2, Contact: 3, Cookie: 4, Rights: 5, Definition: 6, Transfer: 7, ThirdParty: 8, Security: 9, Retention: 10, CollectUse: 11, Other: 12}
