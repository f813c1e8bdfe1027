package reports

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"微信 WeChat（正式版）　v1":           "微信 WeChat（正式版）　v1",
		"emoji 😀 é e\u0301":           "emoji 😀 é e\u0301",
		"\x1b[2J\x07":                 `\u{1b}[2J\u{7}`,
		"\u009b31m":                   `\u{9b}31m`,
		"a\r\nb\tc":                   `a\u{d}\u{a}b\u{9}c`,
		"\u202egpj.\u2066x\u2069":     `\u{202e}gpj.\u{2066}x\u{2069}`,
		"a\u200b\u200d\ufeff\u00adb":  `a\u{200b}\u{200d}\u{feff}\u{ad}b`,
		"\u2028\u2029":                `\u{2028}\u{2029}`,
		"\u3164\u115f\uffa0\u2800":    `\u{3164}\u{115f}\u{ffa0}\u{2800}`,
		"x\ufe0f\U000e0100\U000e0041": `x\u{fe0f}\u{e0100}\u{e0041}`,
		"\ue000":                      `\u{e000}`,
		"\xff\xfe文":                   `\x{ff}\x{fe}文`,
		"said \ufffd":                 "said \ufffd",
		"\xed\xa0\x80":                `\x{ed}\x{a0}\x{80}`,
	} {
		if got := Printable(in); got != want {
			t.Errorf("Printable(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

func FuzzPrintable(f *testing.F) {
	f.Add(hostile)
	f.Add("\xff\u202e")
	f.Fuzz(func(t *testing.T, s string) {
		out := Printable(s)
		if !utf8.ValidString(out) || strings.IndexFunc(out, hidden) >= 0 {
			t.Errorf("Printable(%+q) = %+q", s, out)
		}
		if Printable(out) != out {
			t.Errorf("Printable(%+q) is not stable", s)
		}
	})
}
