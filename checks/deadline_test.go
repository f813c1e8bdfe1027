package checks

import (
	"testing"

	"github.com/zicha-lint/zicha/rules"
)

func TestTooLate(t *testing.T) {
	for sentence, want := range map[string]rules.Verdict{
		"我们将在15个工作日内处理":         rules.Pass,
		"我们将在16个工作日内处理":         rules.Suspected,
		"我们将在三十个工作日内处理":         rules.Suspected,
		"我们将在十五(15)个工作日内处理":     rules.Pass,
		"我们将在二十(20)个工作日内处理":     rules.Suspected,
		"我们将在15日内处理":            rules.Pass,
		"我们将在30天内处理":            rules.Review,
		"我们将在三十日之内处理":           rules.Review,
		"我们将在一百二十日内处理":          rules.Review,
		"本政策于2024年12月30日生效":     rules.Pass,
		"我们每日处理":                rules.Pass,
		"一般15个工作日内,最长30个工作日内处理": rules.Suspected,
	} {
		got := rules.Pass
		if f, late := tooLate(sentence, 15); late {
			got = rules.Suspected
			if f.Cap != rules.Unchecked {
				got = f.Cap
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", sentence, got, want)
		}
	}
}
