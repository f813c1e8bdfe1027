package checks

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// A layout is that of an ad or a pop-up by a word of its name; a view closes it by
// a word of its id or by what it says.
var (
	windowName = regexp.MustCompile(`(?:^|[/_])(?:ads?|advert\w*|adview|splash\w*|popup|popwindow|popupwindow|pop|interstitial|insert|screenad|banner|promo\w*|float(?:ing)?|guanggao|redpacket|coupon|huodong)(?:_|$|\d)`)
	closeID    = regexp.MustCompile(`(?i)(?:^|_)(?:close|skip|dismiss|guanbi|tiaoguo)(?:_|$|btn|button|iv|img|view|ad)|(?:close|skip)(?:btn|button|iv|img|view|ad)?$`)
	closeText  = regexp.MustCompile(`^(?i:关闭(?:广告)?|跳过(?:广告)?|×|✕|✖|x|close|skip|skip ad)$`)
)

var smallCloseButton = lint.Define(lint.Check{
	Name:  "small-close-button",
	Doc:   lang.Text{ZH: "广告或弹窗布局的关闭按钮过小或过淡", EN: "the close button of an ad or pop-up in a layout is small or pale"},
	Stage: rules.StageTexts,
	Needs: app.FactResources,
	Most:  rules.Review,
}, func(c *lint.Case, p struct {
	Size  int `json:"size" doc:"dp below which both sides of a close button are too small"`
	Alpha int `json:"alpha" doc:"percent of opacity below which it is too pale"`
	Text  int `json:"text" doc:"sp below which its words are too small"`
}) []lint.Finding {
	var out []lint.Finding
	s := screensOf(c)
	for i := range s.list {
		l := &s.list[i]
		if !windowName.MatchString(l.Name) {
			continue
		}
		for at := range l.Views {
			v := &l.Views[at]
			if v.Hidden || !closes(v) {
				continue
			}
			how, is := tooSmall(l, v, float64(p.Size), float64(p.Alpha)/100, float64(p.Text))
			if !is {
				continue
			}
			out = append(out, s.finding(i, v, lang.Text{
				ZH: "广告或弹窗布局的关闭按钮" + idWords(v).ZH + how.ZH,
				EN: "the close button" + idWords(v).EN + " of an ad or pop-up " + how.EN,
			}))
			break
		}
	}
	return out
})

func closes(v *app.View) bool {
	return v.Class != "include" && !isBox(v.Class) && !strings.Contains(v.Class, "Switch") && (closeID.MatchString(v.ID) || closeText.MatchString(strings.TrimSpace(v.Text)) || closeText.MatchString(strings.TrimSpace(v.Description)))
}

// tooSmall says what is too small or too pale about a close button. A frame around
// it that closes too, or can be tapped, is what counts.
func tooSmall(l *app.Layout, v *app.View, size, alpha, text float64) (lang.Text, bool) {
	width, height := v.Width, v.Height
	if v.Parent >= 0 {
		if frame := &l.Views[v.Parent]; closes(frame) || frame.Clickable || frame.OnClick != "" {
			width, height = frame.Width, frame.Height
		}
	}
	opacity := v.Alpha
	if v.TextColor != 0 && v.Text != "" {
		opacity *= float64(v.TextColor>>24) / 255
	}
	switch {
	case width > 0 && height > 0 && width < size && height < size:
		return lang.Text{
			ZH: fmt.Sprintf("只有 %g×%g dp", width, height),
			EN: fmt.Sprintf("has %g by %g dp only", width, height),
		}, true
	case opacity < alpha:
		return lang.Text{
			ZH: fmt.Sprintf("的不透明度只有 %.0f%%", 100*opacity),
			EN: fmt.Sprintf("has an opacity of %.0f %% only", 100*opacity),
		}, true
	case v.Text != "" && v.TextSize > 0 && v.TextSize < text:
		return lang.Text{
			ZH: fmt.Sprintf("的文字只有 %g sp", v.TextSize),
			EN: fmt.Sprintf("has words of %g sp only", v.TextSize),
		}, true
	}
	return lang.Text{}, false
}
