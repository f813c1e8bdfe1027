package checks

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
)

// contentViewAPI is the entry of the catalogue for showing a layout.
const contentViewAPI = "beh.content_view"

// screens are the layouts of an app and the code that shows them.
type screens struct {
	list  []app.Layout
	shown []*app.Use // the best use that shows each; nil where none was seen
	named map[string]int
}

func screensOf(c *lint.Case) *screens {
	s := &screens{list: c.App.Layouts, shown: make([]*app.Use, len(c.App.Layouts)), named: map[string]int{}}
	byID := make(map[string]int, len(s.list))
	for i := range s.list {
		byID[strconv.FormatUint(uint64(s.list[i].ID), 10)] = i
		if name := s.list[i].Name; name != "" {
			s.named[name] = i
		}
	}
	for i := range c.App.Code.Uses {
		u := &c.App.Code.Uses[i]
		if u.API != contentViewAPI {
			continue
		}
		for _, arg := range u.Args {
			for _, id := range arg.Constants {
				if at, ok := byID[id]; ok && (s.shown[at] == nil || better(u, s.shown[at])) {
					s.shown[at] = u
				}
			}
		}
	}
	s.showIncluded()
	return s
}

// showIncluded notes that whatever shows a layout shows what it includes, the best
// uses first, so that each layout is looked at once.
func (s *screens) showIncluded() {
	var order []int
	for i, u := range s.shown {
		if u != nil {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case better(s.shown[a], s.shown[b]):
			return -1
		case better(s.shown[b], s.shown[a]):
			return 1
		}
		return 0
	})
	slices.Reverse(order) // the next one stands last
	seen := make([]bool, len(s.list))
	for len(order) > 0 {
		i := order[len(order)-1]
		order = order[:len(order)-1]
		if seen[i] {
			continue
		}
		seen[i] = true
		for _, v := range s.list[i].Views {
			if at, ok := s.named[v.Layout]; ok && !seen[at] {
				if s.shown[at] == nil || better(s.shown[i], s.shown[at]) {
					s.shown[at] = s.shown[i]
				}
				order = append(order, at)
			}
		}
	}
}

// finding is the proof that a view of a layout gives. Its word is lowered where
// no code was seen that shows the layout.
func (s *screens) finding(i int, v *app.View, note lang.Text) lint.Finding {
	l := &s.list[i]
	f := lint.Finding{Anchor: l.Name, At: l.Place(v), Note: note}
	if f.Anchor == "" {
		f.Anchor = "layout" // names of resources were taken away
	}
	u := s.shown[i]
	if u == nil {
		return lowered(f, lang.Text{ZH: "未见代码显示这个布局，请确认它仍在使用", EN: "no code was seen that shows this layout: make sure that it is still used"})
	}
	if u.Owner.Kind != app.OwnerLibrary {
		f.Owner = u.Owner.ID
	}
	class := shownBy(u)
	f.Note.ZH += "，由 " + class + " 显示"
	f.Note.EN += ", shown by " + class
	if u.Phase == app.Unreached {
		return lowered(f, lang.Text{ZH: "未见应用的入口通向那里，请确认它仍在使用", EN: "no way into the app was seen to lead there: make sure that it is still used"})
	}
	return f
}

// shownBy names the class that shows a layout: com.example.MainActivity.
func shownBy(u *app.Use) string {
	for i := len(u.Path) - 1; i >= 0; i-- {
		class := classOf(u.Path[i])
		if i == 0 || !strings.HasSuffix(class, "Binding") && !strings.HasSuffix(class, "BindingImpl") {
			return class
		}
	}
	return ""
}

// enclosing returns the class of the source file that a class stands in, as far
// as names tell.
func enclosing(class string) string {
	outer, _, _ := strings.Cut(class, "$")
	return outer
}

// words are the ways in which views speak of a document that users agree to.
var (
	policyNames = regexp.MustCompile(`隐私(权)?(政策|协议|条款|声明|策略|保护|指引)|(用户|服务|使用|注册|软件|许可|会员)(服务|使用|许可|注册)?(协议|条款)|个人信息(保护|处理|收集)|《[^》]{1,20}(协议|政策|条款|规则|声明|须知)》|(?i:privacy\s*(policy|statement|notice|agreement)|user agreement|terms of (use|service)|terms (and|&) conditions)`)
	agreeing    = regexp.MustCompile(`(?i)^(我?已?(阅读)?并?(同意|接受)[^不]{0,8}|(好的?|确定|确认|我?知道了|我明白了|继续使用?|进入(应用|APP)?|立即体验|开始使用)[!！。]?|(i )?(agree|accept)( (and|&) continue)?|ok|got it|continue)$`)
	refusing    = regexp.MustCompile(`(?i)不同意|不接受|不了|不允许|拒绝|暂不|以后再|下次再|稍后|再想想|再看看|退出|取消|关闭|返回|离开|跳过|仅浏览|随便看看|游客|访客|基本功能|基础功能|放弃|disagree|refuse|reject|decline|deny|cancel|exit|quit|close|later|not now|no,? thanks|don'?t agree|do not agree|skip`)
	refusingID  = regexp.MustCompile(`(?i)disagree|unagree|not?_?agree|refuse|reject|decline|deny|cancel|exit|quit|close|dismiss|later|negative|_no$|_left|back|skip|butongyi|jujue|quxiao|tuichu`)
	consentID   = regexp.MustCompile(`(?i)privacy|policy|agree|protocol|consent|terms|xieyi|yinsi|tongyi`)
)

// isBox reports whether a view is ticked to say yes; switches and toggles set
// something up instead.
func isBox(class string) bool {
	return strings.Contains(class, "CheckBox") || strings.Contains(class, "Checkbox") ||
		strings.HasSuffix(class, "CheckedTextView") || strings.HasSuffix(class, "RadioButton") || strings.HasSuffix(class, "CompoundButton")
}

// isShort reports whether a text is as short as that of a button.
func isShort(s string) bool { return utf8.RuneCountInString(s) <= 16 }

// boxText returns the text that belongs to a box: its own, or else the nearest
// one beside it, after it before that in front of it. One that agrees goes on in
// the views behind it, which name what is agreed to.
func boxText(l *app.Layout, box int) string {
	v := &l.Views[box]
	before, after, alone, ended := "", v.Text, true, false
	l.Children(v.Parent, func(i int, other *app.View) {
		alone = alone && i == box
		text := textIn(l, i)
		switch {
		case i < box && !isBox(other.Class):
			before = cmp.Or(text, before)
		case i <= box || ended || text == "":
		case len(after) > maxBoxText || isBox(other.Class) || strings.HasSuffix(other.Class, "Button") || after != "" && !consentWords.MatchString(after):
			ended = true
		default:
			after += text
		}
	})
	if alone && v.Parent > 0 && after == "" { // in a frame of its own
		return boxText(l, v.Parent)
	}
	return cmp.Or(after, before)
}

// textIn returns the texts in a view and in what stands in it: the views behind it
// up to the first whose parent stands before it.
func textIn(l *app.Layout, at int) string {
	text := l.Views[at].Text
	for i := at + 1; i < len(l.Views) && l.Views[i].Parent >= at && len(text) < maxBoxText; i++ {
		text += l.Views[i].Text
	}
	return text
}

// maxBoxText bounds the bytes of text that are taken to belong together.
const maxBoxText = 8192

// maxBoxes bounds the ticked boxes of a layout that are looked at; a form with more
// is none that asks for consent.
const maxBoxes = 20

// tickedBoxes yields the views of a layout that are ticked from the start.
func tickedBoxes(l *app.Layout, yield func(at int, v *app.View)) {
	n := 0
	for at := range l.Views {
		if v := &l.Views[at]; v.Checked && n < maxBoxes {
			n++
			yield(at, v)
		}
	}
}
