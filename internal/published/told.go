package published

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// Telling is how a text tells of a type of information.
type Telling int

// The tellings, the least first.
const (
	Untold Telling = iota
	Denied         // it is only said not to be collected
	Wider          // only something wider is named: 设备信息 of IMEI
	Told
)

// Tells returns how the text tells of a type of information, and where it does so
// best. A word that names information only in a list (硬盘, 设备) counts where the
// sentence says that it is collected, given or shared; a whole class is named by its
// own words (设备信息) and not by its parts (屏幕分辨率). Where the lexicon has no other
// words for a type, any counts (Cookie). known is false where the
// lexicon has no words for the type.
func (t *Text) Tells(information string) (how Telling, m Mention, known bool) {
	ids, own := t.words.lexicon[information], t.words.named[information]
	worded := slices.ContainsFunc(t.words.catalog.Lexicon, func(l rules.Lexeme) bool { return l.ID == own && len(l.Words) > 0 })
	stated := false // by the best so far
	a := t.Analysis()
	for i := range a.Mentions {
		at := &a.Mentions[i]
		if !slices.Contains(ids, at.Type) {
			continue
		}
		if at.Weak && worded && at.Practice == analyzer.None {
			continue
		}
		this, states := telling(at, own), at.Practice != analyzer.None
		if this > how || this == how && how > Untold && states && !stated {
			how, m, stated = this, t.at(a, at), states
		}
	}
	return how, m, len(ids) > 0
}

func telling(m *analyzer.Mention, own string) Telling {
	switch {
	case m.Type != own && classes[m.Type] && !m.General:
		return Untold
	case m.Denied:
		return Denied
	case m.Type != own:
		return Wider
	}
	return Told
}

// classes are the types of the lexicon whose words name a whole class or a part of it.
var classes = map[string]bool{"device_info": true, "network_info": true, "identity_info": true, "contact_info": true, "account": true}

func (t *Text) at(a *analyzer.Analysis, m *analyzer.Mention) Mention {
	para := &a.Policy.Paragraphs[m.Paragraph]
	return Mention{
		How: ByName, Word: strings.TrimSpace(a.Text(m.Place)), Quote: around(para.Text, m.From, m.To), File: para.File, Line: lineOf(para, m.From),
	}
}

// NamesPermission returns the first place where the text names a permission or its
// group as such: beside the word 权限, or as a cell of a table.
func (t *Text) NamesPermission(p *rules.Permission) (Mention, bool) {
	words := PermissionWords(p)
	for i := range t.policy.Paragraphs {
		para := &t.policy.Paragraphs[i]
		if w := asPermission(para.Text, words); w != "" {
			return Mention{How: ByName, Word: w, Quote: around(para.Text, 0, 0), File: para.File, Line: para.Line}, true
		}
	}
	return Mention{}, false
}

// asPermission returns the first of the words that a paragraph has as that of a
// permission, or "".
func asPermission(text string, words []string) string {
	whole := policy.Normalize(text)
	cells := strings.Split(text, "\t")
	for _, w := range words {
		switch {
		case !strings.Contains(whole, w):
		case strings.Contains(whole, "权限"),
			len(cells) > 1 && slices.ContainsFunc(cells, func(cell string) bool { return policy.Normalize(cell) == w }):
			return w
		}
	}
	return ""
}
