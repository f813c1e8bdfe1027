package policy

import (
	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
)

// Of so many characters of one kind one of another decides on the language.
const (
	hanOfEnglish      = 10      // Latin letters for one Chinese character: names and addresses make fewer
	sampled           = 200_000 // characters are enough to judge by
	traditionalOfText = 12      // Chinese characters for one that only traditional texts have; in those it is every third
)

// languageOf returns what most of a text is written in.
func languageOf(paragraphs []app.Paragraph) app.Language {
	han, traditional, latin := 0, 0, 0
	for i := range paragraphs {
		if han+latin > sampled {
			break
		}
		for _, r := range paragraphs[i].Text {
			switch {
			case isHan(r):
				han++
				if simplified(r) != r {
					traditional++
				}
			case letter(r) && r > '9':
				latin++
			}
		}
	}
	switch {
	case han*hanOfEnglish < latin:
		return app.English
	case traditional*traditionalOfText > han:
		return app.TraditionalChinese
	}
	return app.Chinese
}

// Foreign returns why nothing may be missed in a policy: its language is none that
// zicha knows the words of. ok is false where it does.
func Foreign(p *app.Policy) (gap app.Gap, ok bool) {
	if p.Language != app.English {
		return gap, false
	}
	return app.Gap{
		Facts: app.FactPolicy,
		What: lang.Text{
			ZH: "隐私政策是英文或主要是外文，未作判断；请提供中文版",
			EN: "the privacy policy is in English, or mostly not in Chinese, and was not judged; give the Chinese one",
		},
		At: app.Location{File: p.File},
	}, true
}
