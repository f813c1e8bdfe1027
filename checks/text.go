package checks

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/policy"
)

// mentions returns the first paragraph of the policy that has one of the
// words. Words and text are compared in the form of [policy.Normalize].
func mentions(p *app.Policy, words ...string) (app.Paragraph, bool) {
	for _, para := range p.Paragraphs {
		if containsAny(policy.Normalize(para.Text), words...) {
			return para, true
		}
	}
	return app.Paragraph{}, false
}

// readable returns the first text of the package that has one of the words.
func readable(a *app.App, words ...string) (app.Text, bool) {
	for _, t := range a.Texts {
		if containsAny(t.Value, words...) {
			return t, true
		}
	}
	return app.Text{}, false
}

// inPolicy is the place of a paragraph of the policy.
func inPolicy(p *app.Policy, para app.Paragraph) app.Location {
	return app.Location{File: cmp.Or(para.File, p.File), Line: para.Line}
}

// shorten cuts a quote to at most 80 code points around what matters.
func shorten(s string) string {
	const most = 80
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "…"
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

var denial = regexp.MustCompile(`(?:不会|不要求|不申请|不需|不必|不强制|无需|无须)[^,，。;；:：!！?？]*`)

// withoutDenials drops the clauses that say what is not done, such as
// 我们不会要求您邮寄材料, from the denying word on.
func withoutDenials(text string) string { return denial.ReplaceAllString(text, "") }

// sentence is a part of a paragraph, as it stands there and in the form of
// [policy.Normalize].
type sentence struct{ raw, text string }

// sentences cuts a paragraph at the marks that end a Chinese or an English
// sentence.
func sentences(para app.Paragraph) []sentence {
	var out []sentence
	for raw := range strings.FieldsFuncSeq(para.Text, func(r rune) bool { return strings.ContainsRune("。！？；!?;\n", r) }) {
		out = append(out, sentence{raw, policy.Normalize(raw)})
	}
	return out
}
