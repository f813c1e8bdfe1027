package checks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// FaceNeeds are the kinds of app to which recognising people or documents is near.
type FaceNeeds struct {
	Allow
	Ask []string `json:"ask,omitempty" doc:"ids of categories that use such SDKs for something else too: a question"`
}

// That the SDK lies in the package is a question; that the app sets it to work is
// more.
var faceSDKOutsideCategory = lint.Define(lint.Check{
	Name:  "face-sdk-outside-category",
	Doc:   lang.Text{ZH: "集成人脸或证件识别 SDK，与所属类别不符", EN: "an SDK that recognises faces or documents, in a category that does not need it"},
	Stage: rules.StageCode,
	Needs: app.FactClasses | app.FactCode,
	Most:  rules.Suspected,
}, func(c *lint.Case, p FaceNeeds) []lint.Finding {
	if p.allows(c) {
		return nil
	}
	var out []lint.Finding
	for i := range c.Catalog.SDKs {
		sdk := &c.Catalog.SDKs[i]
		if sdk.Category != "face" && sdk.Category != "ocr" {
			continue
		}
		if pkg := packageOf(c, sdk); pkg != "" {
			out = append(out, p.finding(c, sdk, pkg))
		}
	}
	return out
})

func (p FaceNeeds) finding(c *lint.Case, sdk *rules.SDK, pkg string) lint.Finding {
	f := lint.Finding{
		Owner: sdk.ID, Anchor: sdk.ID, At: app.Location{Symbol: pkg},
		Note: lang.Text{ZH: "包内有" + sdk.Name.ZH + "（" + pkg + "）", EN: "the package has " + sdk.Name.EN + " (" + pkg + ")"},
	}
	init := earliest(toldBy(c, sdk.ID, app.SwitchInit))
	if init != nil {
		f.At, f.Path, f.Phase = init.Path[len(init.Path)-1], init.Path, string(init.Phase)
		f.Note.ZH += "，代码调用了 " + usedName(&init.Use) + entryWords(&init.Use).ZH
		f.Note.EN += ", and code calls " + usedName(&init.Use) + entryWords(&init.Use).EN
	}
	kind := c.Said.Category
	switch {
	case kind == nil && sdk.Category == "ocr":
		return lowered(f, lang.Text{ZH: "未指明类别；文字识别不一定用于证件，请确认识别的内容", EN: "no category was stated; it need not be documents that are read: what is?"})
	case kind == nil:
		return lowered(f, lang.Text{ZH: "未指明类别，请确认基本功能是否需要实名或人脸", EN: "no category was stated: does the basic service need identity or face?"})
	case slices.Contains(p.Ask, kind.ID):
		return lowered(f, lang.Text{ZH: kind.Name.ZH + "也可能只用于特效或法定实名，请确认用途", EN: kind.Name.EN + " may use it for effects or for registration that a law asks for: what is it for?"})
	case init == nil:
		return lowered(f, lang.Text{ZH: "未见代码启用它，请确认是否仍需集成", EN: "no code was seen to set it to work: is it still needed?"})
	case sdk.Category == "ocr":
		return lowered(f, lang.Text{ZH: "文字识别不一定用于证件，请确认识别的内容", EN: "it need not be documents that are read: what is?"})
	}
	f.Note.ZH += "，" + kind.Name.ZH + "的基本功能（" + kind.Service.ZH + "）不需要人脸和证件"
	f.Note.EN += ", and the basic service of " + kind.Name.EN + " (" + kind.Service.EN + ") needs neither face nor document"
	return f
}

// packageOf returns the first package of the app that belongs to the SDK, or "".
func packageOf(c *lint.Case, sdk *rules.SDK) string {
	for _, prefix := range sdk.Prefixes {
		i, _ := slices.BinarySearchFunc(c.App.Classes.Packages, prefix, func(p app.Package, name string) int { return cmp.Compare(p.Name, name) })
		for ; i < len(c.App.Classes.Packages) && under(c.App.Classes.Packages[i].Name, prefix); i++ {
			if name := c.App.Classes.Packages[i].Name; !inLibrary(c, name) {
				return name
			}
		}
	}
	return ""
}

// under reports whether a package is another or lies in it.
func under(name, prefix string) bool {
	return strings.HasPrefix(name, prefix) && (len(name) == len(prefix) || name[len(prefix)] == '.')
}

// inLibrary reports whether a package belongs to a library that many carry.
func inLibrary(c *lint.Case, name string) bool {
	return slices.ContainsFunc(c.Catalog.Libraries, func(l rules.Library) bool {
		return slices.ContainsFunc(l.Prefixes, func(prefix string) bool { return under(name, prefix) })
	})
}
