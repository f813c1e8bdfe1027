package policy

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// FieldKind is what a column or a key of a published list of third parties is for.
type FieldKind int

// The kinds of field.
const (
	FieldOther       FieldKind = iota
	FieldName                  // SDK名称, 产品
	FieldCompany               // 公司, 运营方, 主体
	FieldPurpose               // 目的, 用途, 场景, 功能
	FieldInformation           // 信息类型, 收集的个人信息, 字段
	FieldPermissions           // 权限
	FieldManner                // 处理方式, 是否去标识化
	FieldLink                  // 隐私政策, 官网, 链接
	fieldParty                 // 第三方名称: the name where nothing else is, else the company
	fieldCount
)

const maxLabel = 28 // code points of a heading of a column; a longer one is a sentence

// labelWords are all that a label is made of. What has another word is no label
// but content: 微信SDK, 获取设备信息.
var labelWords = sync.OnceValue(func() *Words {
	return NewWords(strings.Fields(`
		第三方 三方 合作 伙伴 接入 集成 嵌入 使用 收集 采集 获取 读取 共享 分享 提供 处理 涉及 委托 对外 传输 个人 用户 您 我们 信息 数据 资料 隐私
		类型 类别 种类 字段 内容 范围 清单 目的 用途 场景 功能 作用 说明 描述 理由 方式 方法 规则 链接 网址 官方 官网 网站 地址 政策 协议 条款 声明
		权限 申请 需要 调用 系统 公司 企业 运营 主体 全称 简称 开发 厂商 机构 服务 供应 所属 归属 接收 名称 名 产品 插件 组件 平台 品牌 软件 工具 程序
		应用 代码 业务 序号 编号 操作 适用 备注 安全 措施 加密 频率 频次 期限 存储 保存 时间 是否 去标识 去标识化 匿名 匿名化 敏感 必要 具体 主要 可能
		相关 情况 详情 联系 包括 如下 sdk api app url name company purpose type types data information collected collection privacy policy link links
		website provider developer vendor third party permission permissions usage function personal of the and list no.
		权 的 及 和 与 或 所 被 其 该 方 商 者 包 类 型 化 项 等 / 、 ( ) - _ . & [ ] 【 】 “ ” "`))
})

// onlyLabelWords reports whether a folded text is made of label words alone.
func onlyLabelWords(f *Folded) bool {
	end := 0
	labelWords().Find(f, func(h Hit) {
		if h.From == end {
			end = h.To
		}
	})
	return end == len(f.Text)
}

var labelKinds = []struct {
	kind FieldKind
	cue  *regexp.Regexp
}{
	{FieldOther, regexp.MustCompile(`联系|序号|编号|包名|期限|存储|保存|时间|操作系统|适用`)},
	{FieldLink, regexp.MustCompile(`链接|网址|官网|网站|地址|url|link|website|隐私.{0,2}(政策|协议|条款|声明|规则|说明)|privacy`)},
	{FieldPermissions, regexp.MustCompile(`权限|permission`)},
	{FieldPurpose, regexp.MustCompile(`目的|用途|场景|功能|作用|purpose|usage|function|业务|理由`)},
	{FieldManner, regexp.MustCompile(`方式|方法|标识化|匿名|加密|频率|频次`)},
	{FieldCompany, regexp.MustCompile(`公司|企业|运营|主体|提供[方者商]|开发[者商方]|厂商|机构|服务商|供应商|所属|归属|company|provider|developer|vendor`)},
	{FieldInformation, regexp.MustCompile(`信息|字段|数据|资料|data|information`)},
	{FieldName, regexp.MustCompile(`sdk|插件|组件|产品|工具包|软件|^名称$|^name$`)},
	{fieldParty, regexp.MustCompile(`三方|合作|接收|伙伴|服务名|平台|品牌|third`)},
}

// labelKind returns what a label is for, if the text is one.
func labelKind(text string) (FieldKind, bool) {
	text = undecorated(text)
	if text == "" || utf8.RuneCountInString(text) > maxLabel {
		return 0, false
	}
	folded := Fold(text)
	if !onlyLabelWords(folded) {
		return 0, false
	}
	for _, k := range labelKinds {
		if k.cue.MatchString(folded.Text) {
			return k.kind, true
		}
	}
	return FieldOther, true
}

var decoration = regexp.MustCompile(`^(?:[*#>•·●○▪◆■\-—–_\s]|[(（]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]|[①-⑳])+`)

// undecorated drops the bullets, numbers and marks of emphasis around a text.
func undecorated(text string) string {
	return strings.Trim(decoration.ReplaceAllString(text, ""), "*_ :：\u00a0\u3000")
}
