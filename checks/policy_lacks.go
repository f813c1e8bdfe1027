package checks

import (
	"fmt"
	"regexp"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// Topic is something a policy must speak of.
type Topic string

// topics are the cues of each topic, in the form of policy.Normalize. One match
// anywhere in the policy is enough.
var topics = map[Topic]struct {
	name lang.Text
	cue  *regexp.Regexp
}{
	"retention": {
		lang.Text{ZH: "保存期限", EN: "how long information is kept"},
		regexp.MustCompile(`(保存|存储|储存|保留|留存)(期|时间|时长|至|到)|最短时间|必要的?期限|所需的?期限|期限内|超[出过].{0,4}期限` +
			`|期间.{0,8}(保存|存储|储存|保留|留存)|(保存|存储|储存|保留|留存).{0,12}期间` +
			`|(保存|存储|储存|保留|留存).{0,12}([0-9]+|[一二两三四五六七八九十]+)(年|个?月|天|日|周)` +
			`|([0-9]+|[一二两三四五六七八九十]+)(年|个月|天|日).{0,6}(删除|匿名化|销毁)`),
	},
	"complaint": {
		lang.Text{ZH: "投诉、举报或反馈渠道", EN: "a channel for complaints"},
		regexp.MustCompile(`投诉|举报|(意见|问题|用户)反馈|反馈给我们|向我们反馈|与我们联系|联系我们|在线客服|客服(电话|热线)`),
	},
}

var policyLacks = lint.Define(lint.Check{
	Name:    "policy-lacks",
	Doc:     lang.Text{ZH: "隐私政策未写某项内容", EN: "the policy is silent on a topic"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, p struct {
	Topic Topic `json:"topic" doc:"what the policy must speak of" enum:"complaint,retention"`
}) []lint.Finding {
	t := topics[p.Topic]
	for _, para := range c.App.Policy.Paragraphs {
		if t.cue.MatchString(policy.Normalize(para.Text)) {
			return nil
		}
	}
	return []lint.Finding{{
		Anchor: string(p.Topic),
		Note:   lang.Text{ZH: "隐私政策中未见" + t.name.ZH + "的说明", EN: "the policy has no word on " + t.name.EN},
		At:     app.Location{File: c.App.Policy.File},
	}}
})

// UnmarshalText refuses topics without cue words.
func (t *Topic) UnmarshalText(b []byte) error {
	if _, ok := topics[Topic(b)]; !ok {
		return fmt.Errorf("unknown topic %q, want complaint or retention", b)
	}
	*t = Topic(b)
	return nil
}
