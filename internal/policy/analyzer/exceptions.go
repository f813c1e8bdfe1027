package analyzer

import "strings"

// exceptions is the state of a list of exceptions, such as cases in which no consent is
// asked for or nobody is liable.
type exceptions struct {
	open  bool
	style itemStyle // of its items
	known bool      // the style
}

// itemStyle is how the items of a list begin.
type itemStyle struct {
	number style
	bullet byte
}

// exception tells whether a sentence is an item of a list of exceptions: what such items
// name is not declared by them.
func (r *reader) exception(i int, s *Sentence) {
	e := &r.exceptions
	if first := i == 0 || r.Sentences[i-1].Paragraph != s.Paragraph; e.open && first {
		style := s.itemStyle()
		switch {
		case style == itemStyle{} && !strings.HasSuffix(s.Folded, ";"), s.Heading, e.known && style != e.style:
			*e = exceptions{}
		default:
			e.style, e.known = style, true
		}
	}
	declares := s.Collect || s.Provide || s.Share
	s.aside = s.blames || s.aside && !declares || e.open && !(declares && s.first)
	if s.exempts && strings.HasSuffix(s.Folded, ":") {
		*e = exceptions{open: true}
	}
}

// item tells whether a sentence is an item of a list that was said to be of what is
// collected, given or shared.
func (r *reader) item(i int, s *Sentence) {
	if first := i == 0 || r.Sentences[i-1].Paragraph != s.Paragraph; first && r.listing > 0 {
		r.listing--
		if s.itemStyle() == (itemStyle{}) && strings.HasSuffix(s.Folded, "。") {
			r.listing = 0
		}
	}
	s.listed = r.listing > 0
	if s.listed && r.denies && !s.Collect && !s.Share && !s.Provide {
		s.Denied = true
		for n := s.Mentions[0]; n < len(r.Mentions); n++ {
			r.Mentions[n].Denied = true
		}
	}
	if strings.HasSuffix(s.Folded, ":") && !r.exceptions.open {
		r.listing = 0
		if s.Collect || s.Provide || s.Share || s.Use || s.permission {
			r.listing, r.denies = maxItems, s.denies
		}
	}
}

const maxItems = 30 // paragraphs that one introduction speaks of

// itemStyle returns how the sentence begins if it is an item of a list.
func (s *Sentence) itemStyle() itemStyle {
	rest := strings.TrimLeft(s.Folded, `\"`)
	if number, _ := numbering(rest); number != noHeading {
		return itemStyle{number: number}
	}
	for i, bullet := range [...]string{"-", "•", "●", "·", "▪", "◆", "■", "+"} {
		if strings.HasPrefix(rest, bullet) {
			return itemStyle{bullet: byte(i + 1)}
		}
	}
	return itemStyle{}
}
