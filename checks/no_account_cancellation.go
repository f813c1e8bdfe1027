package checks

import (
	"regexp"
	"slices"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// Words of an account that the app itself has, and of the way to give it up. A
// bare 登录 also stands in the strings of sign-in libraries.
var (
	accountWords = []string{
		"立即注册", "注册账号", "注册帐号", "用户注册", "手机号注册", "手机号登录", "手机登录", "验证码登录", "密码登录",
		"账号登录", "一键登录", "快捷登录", "退出登录", "退出账号", "切换账号", "登录/注册", "登录注册", "请先登录", "登录成功", "登录密码",
	}
	cancellationWords = []string{"注销", "销户", "删除账号", "删除帐号", "删除账户", "删除帐户"}
)

// withoutAccount is how a text says that there is nothing to log in to.
var withoutAccount = regexp.MustCompile(`(没有|无需|不需要?|不用|免|取消了?|未提供)[^，。；,;]{0,6}(登录|注册)`)

var noAccountCancellation = lint.Define(lint.Check{
	Name:    "no-account-cancellation",
	Doc:     lang.Text{ZH: "有登录注册文字，未见注销入口", EN: "words for logging in, none for cancelling the account"},
	Stage:   rules.StageTexts,
	Needs:   app.FactContainer | app.FactResources | app.FactClasses,
	Absence: true,
	Most:    rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	i := slices.IndexFunc(c.App.Texts, func(t app.Text) bool {
		return containsAny(t.Value, accountWords...) && !withoutAccount.MatchString(t.Value)
	})
	if i < 0 {
		return nil
	}
	login := c.App.Texts[i]
	if _, ok := readable(c.App, cancellationWords...); ok {
		return nil
	}
	if _, ok := mentions(&c.App.Policy, cancellationWords...); ok {
		return nil
	}
	note := lang.Text{ZH: "安装包中未见注销账号的文字，但有登录或注册的文字（没有给出隐私政策）", EN: "the package has no words for cancelling an account, but some for logging in or registering (no policy was given)"}
	if c.App.Has&app.FactPolicy != 0 {
		note = lang.Text{ZH: "安装包与隐私政策中均未见注销账号的文字，但有登录或注册的文字", EN: "package and policy have no words for cancelling an account, but some for logging in or registering"}
	}
	return []lint.Finding{{
		Anchor: "account",
		Note:   note,
		Quote:  shorten(login.Value),
		At:     login.At,
	}}
})
