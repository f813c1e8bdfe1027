package checks

import (
	"fmt"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Topic is something a policy must speak of.
type Topic string

// topics are the cue words of each topic, in the form of policy.Normalize. One
// of them anywhere in the policy is enough.
var topics = map[Topic]struct {
	name  lang.Text
	words []string
}{
	"retention": {
		lang.Text{ZH: "保存期限", EN: "how long information is kept"},
		[]string{"保存期限", "存储期限", "保留期限", "储存期限", "保存期间", "存储期间", "保存时间", "存储时间", "保留时间", "存储时长", "保存时长", "最短时间", "必要的期限", "必要期限", "所需的期限", "期限内保存", "期限内保留", "期限内存储", "期间内保存", "个月内保存", "超出期限", "超出上述期限", "超过期限", "保留期", "保存期", "留存期", "保存至", "保留至", "存储至", "留存至", "不少于六个月", "不少于6个月"},
	},
	"complaint": {
		lang.Text{ZH: "投诉、举报或反馈渠道", EN: "a channel for complaints"},
		[]string{"投诉", "举报", "意见反馈", "问题反馈", "用户反馈", "反馈给我们", "向我们反馈", "与我们联系", "联系我们", "在线客服", "客服电话", "客服热线"},
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
	if _, told := mentions(&c.App.Policy, t.words...); told {
		return nil
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
