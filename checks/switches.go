package checks

import (
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// unusedSwitch returns the first of the switches that the package has, if nobody
// ever calls any of them.
//
// That the package has it, by its very name, is what an absence stands on. A
// shrinker that renames an SDK renames its switches too, and a call of them would
// not be seen; one that only drops what nobody calls drops the switch; an old
// version of the SDK never had it. In all three the package lacks it, and nothing
// can be said.
func unusedSwitch(c *lint.Case, sdk string, kinds []app.SwitchKind, switches ...rules.Switch) *rules.Switch {
	if len(toldBy(c, sdk, kinds...)) > 0 {
		return nil
	}
	i := slices.IndexFunc(switches, func(s rules.Switch) bool { return slices.Contains(c.App.Code.Switches, s.Method) })
	if i < 0 {
		return nil
	}
	return &switches[i]
}

// toldBy returns what an SDK is told by methods of the kinds, wherever that stands.
func toldBy(c *lint.Case, sdk string, kinds ...app.SwitchKind) (all []*app.Told) {
	for i := range c.App.Code.Told {
		if t := &c.App.Code.Told[i]; t.SDK == sdk && slices.Contains(kinds, t.Switch) {
			all = append(all, t)
		}
	}
	return all
}

// consentKinds are the kinds of method by which an SDK can be made to wait.
var consentKinds = []app.SwitchKind{app.SwitchPreInit, app.SwitchConsent}

// waiting says how to make the SDK wait by a switch of consent or by a method
// that only gets it ready.
func waiting(sdk *rules.SDK, s *rules.Switch) lang.Text {
	if slices.Contains(sdk.PreInit, *s) {
		return lang.Text{
			ZH: "启动时只调用 " + methodName(s.Method) + "，用户同意后再初始化",
			EN: "call only " + methodName(s.Method) + " at start-up and initialise once the user has agreed",
		}
	}
	return lang.Text{
		ZH: "初始化前调用 " + methodName(s.Method) + " 传 false，用户同意后再传 true，或同意后才初始化",
		EN: "call " + methodName(s.Method) + " with false before the initialisation and with true once the user has agreed, or initialise only then",
	}
}

// canWait returns in a clause how the owner of a use could be made to wait, if
// nobody tells it to; nothing where that is not known.
func canWait(c *lint.Case, owner app.Owner) (how lang.Text, ok bool) {
	sdk := c.Catalog.SDK(owner.ID)
	if sdk == nil || owner.Kind != app.OwnerSDK {
		return lang.Text{}, false
	}
	s := unusedSwitch(c, sdk.ID, consentKinds, slices.Concat(sdk.PreInit, sdk.Consent)...)
	if s == nil || s.Unverified {
		return lang.Text{}, false
	}
	how = waiting(sdk, s)
	return lang.Text{ZH: "该 SDK 可推迟：" + how.ZH, EN: "this SDK can wait: " + how.EN}, true
}

// unconfirmed lowers the word of a finding that speaks of a switch which was seen
// nowhere but in this package.
func unconfirmed(f lint.Finding, s *rules.Switch) lint.Finding {
	if !s.Unverified {
		return f
	}
	return lowered(f, lang.Text{
		ZH: "该方法的含义未经厂商资料核实，请查阅其合规指引",
		EN: "what this method does was not confirmed by its vendor's documents: look into its guide",
	})
}

// methodName spells Lcom/umeng/commonsdk/UMConfigure;->preInit as
// UMConfigure.preInit.
func methodName(member string) string {
	class, name, _ := strings.Cut(member, ";->")
	name, _, _ = strings.Cut(name, "(")
	return strings.ReplaceAll(class[strings.LastIndexByte(class, '/')+1:], "$", ".") + "." + name
}
