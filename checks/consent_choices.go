package checks

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
)

// promptChoices are what a layout that names a policy lets the user do.
type promptChoices struct {
	policy  int      // index of the view that names the policy; -1 where only the layout's own name does
	agree   int      // index of the button that agrees; -1 where there is none
	refuse  []string // words of the views that do anything else, or their ids
	unknown bool     // there is more than the layout tells: buttons without words, parts that others fill
	form    bool     // something is typed or ticked: a login or a form, no prompt
}

var (
	prompting = regexp.MustCompile(`同意|阅读|点击|欢迎|感谢|为了|保障|了解|(?i:\bagree|\baccept|\bconsent|\bread\b|\bwelcome\b)`)
	fillers   = regexp.MustCompile(`(?:TextView|WebView|ImageView|ScrollView|Space|RecyclerView|ListView|ProgressBar|Layout|ViewPager|VideoView|SurfaceView)\d?$|^(?:View|ImageView|merge|include|ViewStub|ProgressBar|Space|SeekBar)$`)
	textIDs   = regexp.MustCompile(`(?i)title|content|message|msg|tips?|desc|detail|policy|privacy|protocol|agreement|link|info|text$|body|name|hint|subtitle|welcome`)
)

// maxIncluded bounds the layouts that a prompt is put together from.
const maxIncluded = 16

// choicesOf looks at a layout that could be a prompt for consent; false where neither
// a text that asks for something nor the layout's own name speaks of a policy.
func choicesOf(s *screens, l *app.Layout) (promptChoices, bool) {
	c := promptChoices{policy: -1, agree: -1}
	for i := range l.Views {
		if text := l.Views[i].Text; c.policy < 0 && !isShort(text) && policyNames.MatchString(text) && prompting.MatchString(text) {
			c.policy = i
		}
	}
	if c.policy < 0 && !promptName.MatchString(l.Name) {
		return c, false
	}
	c.add(s, l, map[*app.Layout]bool{})
	return c, true
}

// text returns the words that name the policy; "" where code sets them.
func (c *promptChoices) text(l *app.Layout) string {
	if c.policy < 0 {
		return ""
	}
	return l.Views[c.policy].Text
}

// add looks at the views of a layout, or of one that it includes.
func (c *promptChoices) add(s *screens, l *app.Layout, seen map[*app.Layout]bool) {
	if seen[l] {
		return
	}
	if len(seen) == maxIncluded {
		c.unknown = true
		return
	}
	seen[l] = true
	outer := len(seen) == 1
	inside := map[int]bool{} // parents
	for i := range l.Views {
		inside[l.Views[i].Parent] = true
	}
	for i := range l.Views {
		v := &l.Views[i]
		text := strings.TrimSpace(v.Text)
		switch {
		case v.Layout != "" || v.Class == "include" || v.Class == "ViewStub":
			at, known := s.named[v.Layout]
			if !known {
				c.unknown = true
				continue
			}
			c.add(s, &s.list[at], seen)
		case strings.HasSuffix(v.Class, "EditText") || isBox(v.Class) || v.Hint != "":
			c.form = true
		case isShort(text) && refusing.MatchString(text) || refusing.MatchString(v.Description) || text == "" && refusingID.MatchString(v.ID):
			c.refuse = append(c.refuse, cmp.Or(text, v.Description, v.ID))
		case text != "" && agreeing.MatchString(text):
			if outer && c.agree < 0 {
				c.agree = i
			}
		case text == "" && !inside[i] && mayBeButton(v):
			c.unknown = true
		case refusingID.MatchString(v.ID) && isShort(text):
			c.refuse = append(c.refuse, cmp.Or(text, v.ID))
		}
	}
}

// mayBeButton reports whether a view without words may let the user do something:
// a button, a text that code sets, or a view of the app's own.
func mayBeButton(v *app.View) bool {
	switch {
	case strings.Contains(v.Class, "Button") || v.Clickable || v.OnClick != "":
		return true
	case strings.HasSuffix(v.Class, "TextView"):
		return v.ID != "" && !textIDs.MatchString(v.ID)
	case strings.HasSuffix(v.Class, "ImageView"):
		return false // a logo or a background; one that closes has a name that says so
	}
	return !fillers.MatchString(v.Class)
}
