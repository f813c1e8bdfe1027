package analyzer

import (
	"strings"

	"github.com/zicha-lint/zicha/internal/policy"
)

// actors adds the words for those who act, and for those who receive.
func (t *table) actors() {
	t.add(cueUser, `您 你 用户`)
	t.add(cueNone, `您的 你的 用户的 用户信息 用户个人信息 您个人信息 你个人信息 用户数据 用户资料`)

	t.add(cueFirst, with(`”`, `会 将 可能 仅会`)) // the app by its name
	t.add(cueFirst, `我们 我司 本公司 本应用 本app 本软件 本平台 我方 我行 公司会 公司将 平台会 平台将`)
	t.add(cueTogether, `与我们联合 与我司联合 与本公司联合 联合为您 联合为你 联合为用户 与我们共同为您 与我们共同为你 与我们合作为您`)
	t.add(cueJoint, `我们或 我们及 我们以及 我们和 本公司或 本公司及`)

	t.add(cueThird, `sdk 第三方 合作伙伴 关联公司 关联方 服务商 供应商 合作方 三方 合作机构 合作单位 合作商家 广告商 广告主 服务提供商 服务提供者 关联企业 服务供应商 公司开发 公司提供 公司运营 公司研发 公司推出 广告平台 广告联盟 统计平台 分析平台 监测机构 监测公司 数据公司 调查机构 合作的
		该公司 该服务商 广告合作 推广合作 公司全称: 公司名称: 机构名称: 运营主体: 所属公司: 开发者: 提供方: 合作方名称`)
	// who offers SDKs that many apps have
	t.add(cueThird, `友盟 极光 个推 神策 bugly 穿山甲 优量汇 广点通 talkingdata growingio mobtech sharesdk 环信 融云 声网 科大讯飞 高德 数美 同盾 openinstall 听云 firebase 腾讯云 阿里云
		闪验 秒验 热云 个灯 umeng jpush getui 微信开放平台 qq互联 tapdb dataeye 诸葛io 易观 tbs x5内核 appsflyer flurry crashlytics 阿里百川 阿里妈妈 mobpush trackingio 数盟 数字联盟 顶象 网易七鱼 美洽 智齿
		百融 face++ 旷视 商汤 腾讯优图 火山引擎 百度统计 百度地图 腾讯地图 小米推送 华为推送 vivo推送 oppo推送 魅族推送 信鸽 网易云信 网易易盾 极验 快手联盟 巨量引擎`)
	for _, name := range strings.Fields(`支付宝 微信 qq 腾讯 阿里巴巴 百度 高德 华为 小米 oppo vivo 魅族 新浪 微博 网易 京东 银联 讯飞 字节跳动 抖音 快手 苹果公司 谷歌 极验 易盾 中国移动 中国联通 中国电信 运营商
		物流公司 快递公司 保险公司 支付机构 支付公司 商家 卖家 广告公司 平台方 开发者 游戏厂商 认证机构 其 他们 它们`) {
		t.add(cueThird, with(name, `会 需要 可能 将会 将收集 将获取 收集 获取 读取 采集`))
	}
	t.add(cueNone, `其会员 其将来`)
	t.add(cueNone, `通过第三方平台 第三方账号 第三方账户 第三方平台账号 第三方登录 第三方授权 第三方应用 第三方网站`)

	t.add(cueThird, with(`由`, `支付宝 微信 腾讯 阿里 百度 华为 小米 新浪 网易 字节 京东 平安 银联 运营商`))
	t.add(cueToThird, with(`向`, `其 上述 这些 该等 此类 物流 快递 商家 卖家 广告 服务商 银行 保险 政府 监管 司法 执法 行政 有关 相关部门 公众 支付机构 关联 供应商`))
	t.add(cueToThird, `向第三方 与第三方 给第三方 与合作 向合作 与我们的关联 向其他 与其他 向关联 向任何 与任何 与关联 给任何 给其他 与我们的合作 向我们的合作 与授权合作 对第三方 给合作`)
}

// recordKeys begin the lines of a record about a third party: one of a list of SDKs.
var recordKeys = []string{"收集", "获取", "采集", "涉及", "共享", "信息类型", "数据类型", "个人信息类型", "个人信息字段", "使用目的", "使用场景", "目的", "用途", "所需权限", "权限", "功能"}

const (
	maxRecordKey  = 48 // bytes from the start of a line to its colon
	maxRecordSize = 8  // paragraphs of a record
)

// inRecord reports whether a sentence is a line, with key and colon, of a record that
// named a third party above it.
func (r *reader) inRecord(s *Sentence) bool {
	if !r.recordOpen || s.Paragraph-r.recordAt > maxRecordSize {
		return false
	}
	colon := strings.IndexByte(s.Folded[:min(len(s.Folded), maxRecordKey)], ':')
	if colon < 0 {
		return false
	}
	_, rest := numbering(strings.TrimLeft(s.Folded, "-•·●▪"))
	for _, key := range recordKeys {
		if strings.HasPrefix(rest, key) {
			return true
		}
	}
	return false
}

// context returns who acts where a sentence does not say so: whom the sentence before
// it spoke of in the same paragraph, or whom the section is about.
func (r *reader) context(i int) Actor {
	s := &r.Sentences[i]
	if i > 0 && r.Sentences[i-1].Paragraph == s.Paragraph && r.Sentences[i-1].subject == Third {
		return Third
	}
	if r.Sections[s.Section].Class == ThirdParty || r.inRecord(s) {
		return Third
	}
	return First
}

// third takes a third party for the one who acts, unless the text has it as a source.
func (r *reader) third(s *Sentence, p *parse, w policy.Found) {
	s.Third = true
	before := r.folded.Text[s.from:w.From]
	for _, source := range [...]string{"从", "自", "到", "在"} {
		if strings.HasSuffix(before, source) {
			return
		}
	}
	p.user, p.third = false, true
	if !p.joint {
		p.subject = Third
	}
}
