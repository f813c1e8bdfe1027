package checks

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lint"
)

// prompt is a dialog of reached code that names a policy and has a button that
// agrees.
type prompt struct {
	dialog
	use    *app.Use
	text   string   // title and message
	agree  string   // the words of the button
	others []string // of the other buttons; "" where they are not known
}

// codePrompts yields the prompts that code puts together with the platform's
// builder. What shows more than is known, such as a view or a list, is none.
func codePrompts(c *lint.Case, yield func(*prompt)) {
	for i := range c.App.Code.Uses {
		u := &c.App.Code.Uses[i]
		if u.API != dialogAPI || u.Phase == app.Unreached || u.NoData != "" {
			continue
		}
		d, ok := dialogOf(u.On)
		p := prompt{dialog: d, use: u, text: d.title + " " + d.message}
		if !ok || d.custom || !policyNames.MatchString(p.text) {
			continue
		}
		for _, b := range d.buttons {
			if p.agree == "" && agreeing.MatchString(b.text) {
				p.agree = b.text
			} else {
				p.others = append(p.others, b.text)
			}
		}
		if p.agree != "" {
			yield(&p)
		}
	}
}
