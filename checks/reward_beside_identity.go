package checks

import (
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
	"github.com/zicha-lint/zicha/internal/lang"
	"github.com/zicha-lint/zicha/internal/lint"
	"github.com/zicha-lint/zicha/rules"
)

// What users are offered, and what of them is taken on the same screen.
var (
	rewardWords   = regexp.MustCompile(`(?:领取?|获得?|得|送|赠送?|赢取?|抽|兑换)[^。，,]{0,6}(?:奖励|奖金|红包|积分|现金|礼品|礼包|大奖|优惠券|话费)|(?:红包|奖励|积分|现金)[^。，,]{0,4}(?:领取|到账|提现)|中奖|领奖|兑奖`)
	identityWords = regexp.MustCompile(`身份证(?:号码?|照片|正面|反面|人像面|国徽面|信息)?|证件(?:号码?|照)|人脸(?:识别|认证|验证|采集)?|刷脸|面部识别|指纹|掌纹|虹膜`)
	taking        = regexp.MustCompile(`请?(?:输入|填写|上传|拍摄|拍照|扫描|录入|采集|开始|进行|完成|提交|验证|认证)`)
	incidental    = regexp.MustCompile(`不(?:收集|需要|要求|用)|无需|无须`)
)

var rewardBesideIdentity = lint.Define(lint.Check{
	Name:  "reward-beside-identity",
	Doc:   lang.Text{ZH: "同一布局既许诺奖励又要身份证或人脸", EN: "a layout that promises a reward and takes an ID card or a face"},
	Stage: rules.StageTexts,
	Needs: app.FactResources,
	Most:  rules.Review,
}, func(c *lint.Case, _ lint.None) []lint.Finding {
	var out []lint.Finding
	s := screensOf(c)
	for i := range s.list {
		l := &s.list[i]
		reward, identity := -1, -1
		for at := range l.Views {
			v := &l.Views[at]
			switch {
			case takesIdentity(v):
				identity = at
			case rewardWords.MatchString(v.Text):
				reward = at
			}
		}
		if reward < 0 || identity < 0 {
			continue
		}
		f := s.finding(i, &l.Views[identity], lang.Text{
			ZH: "同一布局写着“" + shorten(l.Views[reward].Text) + "”，又要用户提供“" + shorten(asks(&l.Views[identity])) + "”",
			EN: "one layout says “" + shorten(l.Views[reward].Text) + "” and takes “" + shorten(asks(&l.Views[identity])) + "” from the user",
		})
		f.Quote = shorten(l.Views[reward].Text)
		out = append(out, f)
	}
	return capped(out, rules.Review, lang.Text{ZH: "请确认不提供能否领取，以及有无法定的实名要求", EN: "can the reward be had without, and does a law ask for the real name?"})
})

// takesIdentity reports whether a view is a field for an ID card or begins to take
// one or a face.
func takesIdentity(v *app.View) bool {
	text := asks(v)
	if !identityWords.MatchString(text) || incidental.MatchString(text) || !isShort(text) {
		return false
	}
	return strings.HasSuffix(v.Class, "EditText") || taking.MatchString(text)
}

func asks(v *app.View) string {
	if v.Text == "" {
		return v.Hint
	}
	return v.Text
}
