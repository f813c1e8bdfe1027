// Package lang holds the one idea of bilingual text that every room shares.
package lang

// Lang is a language zicha can speak to its user.
type Lang string

// The languages of a report. Chinese is the first one: zicha's rules come
// from Chinese law and its users write for Chinese stores.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Text is one sentence in every language zicha speaks.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In returns the sentence in the wanted language, or in Chinese where the
// wanted one is missing.
func (t Text) In(l Lang) string {
	if l == EN && t.EN != "" {
		return t.EN
	}
	return t.ZH
}

// Empty reports whether the text says nothing in any language.
func (t Text) Empty() bool { return t.ZH == "" && t.EN == "" }
