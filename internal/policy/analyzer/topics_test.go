package analyzer

import (
	"slices"
	"strings"
	"testing"
)

// topicCases are sentences made up for this test: those that state a topic, and their
// neighbours that do not.
var topicCases = []struct {
	topic  Topic
	states []string
	silent []string
}{
	{topic: Operator,
		states: []string{"青禾笔记由杭州青禾软件有限公司（以下简称“我们”）提供。", "公司名称：杭州青禾软件有限公司", "本政策适用于杭州青禾软件有限公司及其关联方提供的所有服务。", "欢迎您选择由青禾游戏公司（以下简称“我们”）提供的游戏！"},
		silent: []string{"推送SDK由北京远山科技有限公司提供。", "第三方名称：北京远山科技有限公司", "我们会与关联公司共享信息。", "崩溃统计（由北京远山科技有限公司提供）：用于排查故障。", "关联公司：指北京远山科技有限公司等由我们控制的公司。", "公司名称：{{companyName}}"}},
	{topic: ContactWays,
		states: []string{"如有疑问，请发邮件至 privacy@qinghe.example 联系我们。", "客服热线：400-123-4567", "您可以联系在线客服反馈问题。"},
		silent: []string{"当您与我们联系时，我们会收集您的电话号码和邮箱。", "推送SDK的邮箱：sdk@yuanshan.example", "例如您填写的手机号如13800000000。"}},
	{topic: SDKList,
		states: []string{"友盟SDK：用于统计分析，收集设备标识符。", "SDK名称：某推送SDK", "我们接入了北京远山科技有限公司的推送SDK，用于消息推送。"},
		silent: []string{"我们会对合作伙伴的SDK进行安全检测。", "SDK是指软件开发工具包。"}},
	{topic: Sharing,
		states: []string{"未经您同意，我们不会与任何第三方共享您的个人信息。", "三、我们如何共享、转让、公开披露您的个人信息", "我们不对外公开或向第三方提供单个用户的资料。"},
		silent: []string{"您可以将照片分享到朋友圈。", "用户不得将账号转让给他人。"}},
	{topic: RetentionPeriod,
		states: []string{"我们只在实现目的所必需的期限内保留您的个人信息。", "网络日志的保存时间不少于六个月。", "我们会在法律法规规定的期限内保存您的信息。", "您的资料将保存至您注销账号。", "我们会保存您的订单信息。该期限不超过三年。"},
		silent: []string{"我们将在十五天内答复您的请求。", "我们会妥善保存您的信息。"}},
	{topic: StorageLocation,
		states: []string{"我们在境内收集的个人信息存储于中华人民共和国境内。", "存储地点：上海", "您上传的照片保存在我们的服务器上，属于您的信息。"},
		silent: []string{"您不得侵入我们的服务器。", "《中华人民共和国电子商务法》要求交易信息保存三年。"}},
	{topic: CrossBorder,
		states: []string{"我们不会将您的个人信息传输至境外。", "七、您的个人信息如何在全球范围转移"},
		silent: []string{"您授予我们在全球范围内免费的许可使用权。", "我们将信息存储于中国。"}},
	{topic: Personalization,
		states: []string{"我们会根据您的浏览记录向您推荐您可能感兴趣的内容。", "我们不进行自动化决策。", "为您展示个性化广告"},
		silent: []string{"我们会向您推荐最新版本。", "您可以选用个性化贴纸。"}},
	{topic: PersonalizationOff,
		states: []string{"您可以在设置中关闭个性化推荐。", "如不想接收营销短信，您可以回复T退订。", "如您不希望我们将您的信息用作前述广告用途，可以要求我们停止。", "您可以通过通知栏设置关闭推送。"},
		silent: []string{"您可以拒绝提供此类信息，但不影响您使用其他功能。", "您可以关闭位置信息权限。", "您不愿接受变更的，可以停止使用。", "用户不得发布任何广告，否则我们有权关闭账号。"}},
	{topic: Permissions,
		states: []string{"相机权限：用于扫描二维码。", "我们会请求存储权限，以便保存图片。", "权限列表"},
		silent: []string{"未经许可，您无权使用相机图标。", "员工按最小权限访问数据。"}},
	{topic: AccessRights,
		states: []string{"您可以在个人中心查询、更正、删除您的个人信息。", "您有权访问您的资料。"},
		silent: []string{"我们有权不经通知删除违规用户的资料，您可以申诉。", "只有经授权的工作人员才可以访问个人信息。"}},
	{topic: AccountCancel,
		states: []string{"您可以通过“设置-账号-注销”自行注销账号。", "如需注销账户，请联系客服。", "### 注销账号"},
		silent: []string{"发现虚假资料的，我们有权采取暂停使用、注销登记等措施，用户可以申诉。", "在您未注销账号期间，我们可以保留信息。"}},
	{topic: Deadline,
		states: []string{"我们将在十五个工作日内答复您的请求。", "您的注销申请将在7天内处理完成。"},
		silent: []string{"我们会尽快回复您。", "提现将在三个工作日内到账。", "客服处理时间：工作日9点至18点，服务时间以公告为准。"}},
	{topic: Withdraw,
		states: []string{"您可以随时撤回您的同意。", "您可以在系统设置中关闭权限。", "改变您授权同意的范围"},
		silent: []string{"用户授予我们不可撤销的许可。", "我们保留单方面变更、终止或撤销服务授权的权利。"}},
	{topic: MinorsProtection,
		states: []string{"未满十四周岁的儿童使用前，应取得监护人同意。", "六、未成年人保护"},
		silent: []string{"不得发布危害未成年人的内容。"}},
	{topic: UpdateNotice,
		states: []string{"我们可能会修订本政策，并以弹窗通知您。", "八、本政策如何更新", "我们有权适时修改本协议。"},
		silent: []string{"您可以更新您的昵称。", "软件会自动更新版本。"}},
	{topic: EffectiveDate,
		states: []string{"更新日期：2021年3月1日", "本政策自2021-03-01起生效。", "生效日期：\n2021.3.1", "版本发布于二〇二一年三月"},
		silent: []string{"更新后的政策将在生效前公布。", "《网络安全法》自2017年6月1日起施行。", "版权所有 2015-2021"}},
	{topic: Complaint,
		states: []string{"您可以拨打客服电话投诉或举报。", "您还可以向网信部门投诉。", "协商不成的，提交本公司所在地法院管辖。"},
		silent: []string{"收到他人举报或投诉用户违规的，我们有权封禁账号。", "为遵守法院的要求，我们可能披露信息。", "投诉渠道发生变化时，我们会告知您。"}},
	{topic: SelfStart,
		states: []string{"为及时推送消息，我们的应用会自启动。", "我们可能被其他应用关联启动。", "推送SDK会唤醒第三方应用。"},
		silent: []string{"点击图标即可启动应用。", "屏幕会被点亮。", "广告出现在开机启动图上。"}},
}

func TestTopics(t *testing.T) {
	if len(topicCases) != len(Topics()) {
		t.Errorf("%d topics have cases, not %d", len(topicCases), len(Topics()))
	}
	for _, c := range topicCases {
		for _, text := range c.states {
			a := analyze(text)
			s, ok := a.States(c.topic)
			if !ok {
				t.Errorf("%s is not stated: %s", c.topic, text)
			} else if !strings.Contains(text, a.Text(s.Place)) || a.Text(s.Place) == "" {
				t.Errorf("%s is stated at %+v of %s", c.topic, s.Place, text)
			}
		}
		for _, text := range c.silent {
			if s, ok := analyze(text).States(c.topic); ok {
				t.Errorf("%s is stated: %s (sentence %d)", c.topic, text, s.Sentence)
			}
		}
	}
}

// clausesOf writes the classes of the bad clauses of a text, ? behind doubtful ones.
func clausesOf(text string) string {
	var out []string
	for _, c := range analyze(text).Clauses {
		name := c.Clause.String()
		if c.Doubtful {
			name += "?"
		}
		out = append(out, name)
	}
	return strings.Join(slices.Compact(out), " ")
}

// The clauses of policies, and their innocent neighbours, in sentences made up for this
// test.
func TestClauses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"一旦您使用本应用，即表示您同意本政策。", "implied_consent"},
		{"点击“同意”按钮即表示您同意本政策，并开始使用本应用。", ""},
		{"未经授权的使用行为均视为您同意的行为。", ""},

		{"您不可撤销地授权我们处理您的全部资料。", "bundled_consent?"},
		{"我们不会以一揽子授权的方式征得您的同意。", ""},

		{"因黑客攻击造成的信息泄露，我们不承担任何责任。", "liability_disclaimer"},
		{"由于您将密码告知他人造成的信息泄露，我们不承担任何责任。", ""},
		{"因广告商的交易造成的损失，我们不承担任何责任。", ""},

		{"我们会收集您的设备型号、操作日志等信息。", "vague_scope"},
		{"我们会收集您的个人信息，包括但不限于手机号码、位置信息。", "vague_scope"},
		{"我们会收集您的设备型号和操作日志。", ""},
		{"我们采取的措施包括但不限于收回积分。", ""},
		{"我们不会收集您的通讯录等信息。", ""},

		{"我们会向您发送营销短信，您无法退订。", "push_no_optout?"},
		{"您同意接收我们的推广短信。", "push_no_optout?"},
		{"您同意接收推广短信，并可回复T退订。", ""},
		{"您可能无法取消这些与服务有关、性质不属于推广的公告。", ""}, // trap 8

		{"如您不同意本政策，应立即停止使用本应用。", "refuse_means_exit"},
		{"如您不同意第三方的政策，可以停止使用第三方服务。", ""},
		{"如您不同意开启位置，不影响您使用其他功能。", ""},

		{"我们有权修改本协议，无需另行通知您。", "unilateral_change"},
		{"我们修改本政策后会通知您。", ""},

		{"本政策的最终解释权归我们所有。", "final_interpretation"},
		{"本次活动的最终解释权归我们所有。", ""},

		{"我们可将您的信息提供给合作伙伴用于任何目的。", "broad_share?"},
		{"我们不会将您的信息提供给合作伙伴用于商业目的。", ""},

		{"若您拒绝提供，我们将无法为您提供服务。", "forced_collection"},
		{"若您拒绝提供，将无法使用该功能，但不影响其他功能。", ""},
		{"如您不提供手机号码，将无法注册，也无法使用本应用。", ""},

		{"您发布的内容，授予我们永久、不可撤销的使用权。", "perpetual_license"},
		{"我们授予您使用软件的许可。", ""},

		{"本应用由{{companyName}}运营。", "template_placeholder"},
		{"如有疑问，请联系____公司。", "template_placeholder"},
		{"我们将在*个工作日内答复。", "template_placeholder"},
		{"欢迎使用【 】软件。", "template_placeholder"},
		{"本应用由XXX有限公司开发。", "template_placeholder"},
		{"请填写您的地址。", ""},
		{"我们会在**15**个工作日内答复，您的账号显示为138****0000。", ""},
		{"____________________________________________", ""},
		{"- [ ] 我同意\n见[政策](https://qinghe.example/a)", ""},

		{"青禾笔记由杭州青禾软件有限公司（以下简称“我们”）提供。\n北京远山科技有限公司（以下简称“我们”）尊重您的隐私。", "wrong_company?"},
		{"青禾笔记由某某科技有限公司（以下简称“我们”）提供。", "template_placeholder wrong_company"},
		{"青禾笔记由杭州青禾软件有限公司（以下简称“我们”）提供。\n公司名称：杭州青禾软件有限公司", ""},
		{"三、第三方SDK\n公司名称：北京远山科技有限公司，使用目的：推送\n公司名称：上海近水科技有限公司，使用目的：统计", ""},
	} {
		if got := clausesOf(c.text); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// A user agreement in the same file is no statement on rights, and what it says of the
// content of users none on consent (trap 7).
func TestUserAgreementInTheSameFile(t *testing.T) {
	a := analyze(`青禾笔记用户协议
用户不得利用本服务危害未成年人。
如收到他人举报或投诉用户违反本协议的，我们有权删除用户资料、注销登记，后果由用户承担。
用户发布的内容，授予我们在全球范围内不可撤销的许可使用权。`)
	for _, topic := range []Topic{MinorsProtection, AccessRights, AccountCancel, Withdraw, CrossBorder, Complaint, PersonalizationOff} {
		if s, ok := a.States(topic); ok {
			t.Errorf("%s is stated by %s", topic, a.Text(s.Place))
		}
	}
}

// Every group of a pattern has words, and every class and topic a pattern or a case.
func TestPatternsAreWhole(t *testing.T) {
	seen := map[uint8]bool{uint8(firstClause) + uint8(WrongCompany): true}
	for _, p := range append(topicPatterns(), clausePatterns()...) {
		seen[p.of] = true
		needed := 0
		for _, g := range p.groups {
			if strings.Trim(g, "!|\n\t ") == "" {
				t.Errorf("an empty group: %q", p.groups)
			}
			if !strings.HasPrefix(g, "!") {
				needed++
			}
		}
		if needed == 0 {
			t.Errorf("nothing is needed: %q", p.groups)
		}
	}
	if len(seen) != int(topicCount)+int(clauseCount) {
		t.Errorf("%d topics and classes have patterns", len(seen))
	}
}
