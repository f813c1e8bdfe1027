package checks

import (
	"regexp"
	"strconv"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

var complaintDeadline = lint.Define(lint.Check{
	Name:  "complaint-deadline",
	Doc:   lang.Text{ZH: "投诉举报的答复时限过长", EN: "complaints are answered too late"},
	Stage: rules.StagePolicy,
	Needs: app.FactPolicy,
	Most:  rules.Suspected,
}, func(c *lint.Case, p struct {
	MaxWorkdays int `json:"max_workdays" doc:"longest accepted time in working days"`
}) []lint.Finding {
	var out []lint.Finding
	for _, para := range c.App.Policy.Paragraphs {
		for _, s := range sentences(policy.Normalize(para.Text)) {
			days, found := workdays(s)
			if !found || days <= p.MaxWorkdays || !containsAny(s, "投诉", "举报") {
				continue
			}
			out = append(out, lint.Finding{Anchor: "deadline", Quote: shorten(para.Text), At: inPolicy(&c.App.Policy, para), Note: lang.Text{
				ZH: "投诉举报的答复时限为 " + strconv.Itoa(days) + " 个工作日，超过 " + strconv.Itoa(p.MaxWorkdays) + " 个工作日",
				EN: "complaints are answered within " + strconv.Itoa(days) + " working days, more than " + strconv.Itoa(p.MaxWorkdays),
			}})
		}
	}
	return out
})

var workdayCount = regexp.MustCompile(`(\d{1,3}|[一二三四五六七八九十]{1,3})(?:\(\d{1,3}\))?个?工作日`)

// workdays returns the largest number of working days a sentence names, in
// digits or Chinese numerals below one hundred.
func workdays(sentence string) (days int, found bool) {
	for _, m := range workdayCount.FindAllStringSubmatch(sentence, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			n = numeral(m[1])
		}
		days, found = max(days, n), true
	}
	return days, found
}

// numeral reads a Chinese numeral from 一 to 九十九.
func numeral(s string) int {
	digits := map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	tens, ones := 0, 0
	for _, r := range s {
		if r == '十' {
			tens, ones = max(ones, 1), 0
			continue
		}
		ones = digits[r]
	}
	return tens*10 + ones
}
