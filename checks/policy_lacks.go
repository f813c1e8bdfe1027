package checks

import (
	"fmt"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy/analyzer"
	"github.com/zicha-lint/zicha/rules"
)

// Topic is something a policy must speak of: an id of the topics in
// catalog/policy.yaml.
type Topic string

var policyLacks = lint.Define(lint.Check{
	Name:    "policy-lacks",
	Doc:     lang.Text{ZH: "隐私政策未写某项内容", EN: "the policy is silent on a topic"},
	Stage:   rules.StagePolicy,
	Needs:   app.FactPolicy,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, p struct {
	Topics []Topic `json:"topics" doc:"what the policy must speak of" enum:"access_rights,account_cancel,complaint,contact,cross_border,deadline,effective_date,minors,operator,permissions,personalization,personalization_off,retention,sdk_list,self_start,sharing,storage_location,update_notice,withdraw"`
}) []lint.Finding {
	var out []lint.Finding
	for _, id := range p.Topics {
		topic, _ := analyzer.TopicOf(string(id))
		if _, told := c.Published().Analysis().States(topic); told {
			continue
		}
		name := lang.Text{ZH: string(id), EN: string(id)}
		if t := c.Catalog.PolicyTopic(string(id)); t != nil {
			name = t.Name
		}
		out = append(out, lint.Finding{
			Anchor: string(id), At: app.Location{File: c.App.Policy.File},
			Note: lang.Text{ZH: "隐私政策中未见“" + name.ZH + "”的说明", EN: "the policy has no word on: " + name.EN},
		})
	}
	return out
})

// UnmarshalText refuses what the analyser does not look for.
func (t *Topic) UnmarshalText(b []byte) error {
	if _, ok := analyzer.TopicOf(string(b)); !ok {
		return fmt.Errorf("unknown topic %q", b)
	}
	*t = Topic(b)
	return nil
}
