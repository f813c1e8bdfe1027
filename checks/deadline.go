package checks

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// period finds a number of days in digits or Chinese numerals, with the same
// number in brackets or not. Calendar days count only as a limit (…内): 每日 and
// dates are none.
var period = regexp.MustCompile(`(\d{1,3}|[一二三四五六七八九十百]{1,5})(?:\(\d{1,3}\))?个?(?:(工作日)|(?:自然日|日|天)(?:之|以)?内)`)

// tooLate judges the longest period that a sentence sets. Working days above
// the limit are late; calendar days, counted as five in seven, only raise a
// question, since holidays and cooling-off periods are told in them too.
func tooLate(sentence string, maxWorkdays int) (f lint.Finding, late bool) {
	longest := 0
	for _, m := range period.FindAllStringSubmatch(sentence, -1) {
		n, calendar := number(m[1]), m[2] == ""
		workdays := n
		if calendar {
			workdays = n * 5 / 7
		}
		if workdays <= max(maxWorkdays, longest) {
			continue
		}
		longest, late = workdays, true
		f = lint.Finding{Anchor: "deadline", Note: lang.Text{
			ZH: fmt.Sprintf("时限为 %d 个工作日，超过 %d 个工作日", n, maxWorkdays),
			EN: fmt.Sprintf("%d working days, more than %d", n, maxWorkdays),
		}}
		if calendar {
			f.Cap = rules.Review
			f.Note.ZH = fmt.Sprintf("时限为 %d 天，约合 %d 个工作日，超过 %d 个工作日；请确认这是处理时限", n, workdays, maxWorkdays)
			f.Note.EN = fmt.Sprintf("%d days, about %d working days, more than %d; is this the time it takes?", n, workdays, maxWorkdays)
		}
	}
	return f, late
}

// number reads digits, or a Chinese numeral below one thousand.
func number(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	digits := map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	units := map[rune]int{'十': 10, '百': 100}
	total, digit := 0, 0
	for _, r := range s {
		if unit, ok := units[r]; ok {
			total += max(digit, 1) * unit
			digit = 0
			continue
		}
		digit = digits[r]
	}
	return total + digit
}
