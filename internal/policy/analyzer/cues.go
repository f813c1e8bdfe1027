package analyzer

import "strings"

// kind is what a word of the tables is a sign of.
type kind uint8

// table is a vocabulary and what its words are signs of.
type table struct {
	words []string
	kinds []kind // by word
	every bool   // also words inside others are found
}

// add adds words, separated by blanks, that are signs of the same.
func (t *table) add(k kind, words string) {
	for _, w := range strings.Fields(words) {
		t.words, t.kinds = append(t.words, w), append(t.kinds, k)
	}
}

// The vocabularies, in the order of the automaton.
const (
	vocabularyInformation = iota // the lexicon
	vocabularyCues               // of what a sentence does with information
	vocabularyStatements         // of purposes and conditions
	vocabularyHeadings
	vocabularyTopics
)

func vocabularies() []table {
	return []table{{}, cues(), statements(), headings(), topicWords()}
}

// topicWords are those of topics and clauses, of which every one is found: the
// word i of Analyzer.tables[vocabularyTopics].
func topicWords() table { return table{every: true} }

// The kinds of cues.
const (
	cueNone     kind = iota // a longer word that is none of them
	cueCollect              // the app takes
	cueUse                  // the app uses what it has
	cueGive                 // the user gives
	cueOffer                // 提供: who gives what to whom follows from the words around it
	cueShare                // somebody gives to another, or to all
	cueServe                // a service is offered to the user: no information is given
	cueUser                 // the user
	cueFirst                // the operator
	cueThird                // somebody else
	cueToThird              // towards somebody else
	cueNot                  // flat denial
	cueUnless               // without consent, except: denial with a condition
	cueRefuse               // the user refuses
	cuePurpose              // what for begins
	cueWhen                 // a condition begins
	cueThen                 // and ends
	cueVia                  // the means begin
	cueList                 // what follows is a list
	cueDefine               // what something means
	cueAdvice               // what the user had better do
	cueFunction             // after information: it is a function or a service of that name
)

func cues() table {
	t := table{}
	t.add(cueCollect, `收集 采集 搜集 获取 读取 获得 获悉 调取 收录 抓取 提取 调用 记录 接收 整合 汇总 留存 取得 监测 扫描 访问 上报 截取 记录下 收取 检测 识别到`)
	t.add(cueNone, `收集者 记录者 使用者 使用情况 调用方 接收方 接收者 获取方式 收集方式 访问者 访问网站 访问我们 访问本 访问第三方 读取方 登录记录 浏览记录 操作记录 使用记录 搜索记录 通话记录 交易记录 聊天记录 日志记录
		获得更好 获得更 获得服务 获取服务 获取更多 获取验证码 使用方式 使用习惯 使用行为 接收短信 接收推送 接收到 接收我们 接收广告`)
	t.add(cueUse, `使用 利用 处理 存储 保存 保留 储存 分析 查询 了解 识别 统计 核验 验证 校验 比对 关联 展示 显示`)
	t.add(cueNone, `使用本 使用我们 使用该 使用服务 使用产品 使用相关 使用此 正常使用 继续使用 安全使用 您使用 你使用 用户使用 停止使用 使用过程 使用期间 在使用 无法使用 不能使用 可以使用 开始使用 使用任何 使用第三方 使用平台`)
	t.add(cueGive, `填写 提交 上传 输入 完善 绑定 录入 登记 补充 填报 出示 导入 授权 开启 申请 请求 您提供 你提供 用户提供 向我们提供 主动提供 自愿提供 需提供 需要提供 须提供 提供您的 提供你的 提供自己 提供真实 请提供 提供本人 提供有效 提供以下 提供如下 提供相应 提供必要 提供准确`)
	t.add(cueNone, `授权书 授权委托 授权人员 授权方 未授权 授权登录 申请注销 请求服务`)
	t.add(cueShare, `共享 分享 披露 转让 提供给 对外提供 透露 公开 出售 出租 发送给 发送至 传输给 传送给 同步给 转移 交换 泄露 转交 传递 出借 传输至 公布 告知给 提供予 共享给 分享给 转让给 披露给 公开披露 发给`)
	t.add(cueNone, `分享功能 分享至 分享到 公开信息 公开渠道 公开的信息 合法公开 已公开 自行公开 社会公众公开 分享内容 信息泄露 分享按钮 公开发布 公开展示 公开招标 数据交换 政府信息公开`)
	t.add(cueOffer, `提供`)
	t.add(cueServe, `为您提供 向您提供 为你提供 向你提供 为用户提供 向用户提供 给您提供 提供服务 提供更 提供个性化 提供的服务 提供产品 提供相关服务 提供功能 提供信息 提供基于 提供便捷 提供优质 提供安全 提供搜索 提供内容 提供商 提供者 提供方 提供技术 提供支持`)
	t.add(cueUser, `您 你 用户`)
	t.add(cueFirst, `我们 我司 本公司 本应用 本app 本软件 本平台 我方 我行 公司会 公司将 平台会 平台将`)
	t.add(cueThird, `sdk 第三方 合作伙伴 关联公司 关联方 服务商 供应商 合作方 三方 合作机构 合作单位 合作商家 广告商 广告主 服务提供商 服务提供者 关联企业 服务供应商 友盟 极光 个推`)
	t.add(cueNone, `第三方账号 第三方账户 第三方平台账号 第三方登录 第三方应用 第三方网站`)
	t.add(cueToThird, `向第三方 与第三方 给第三方 与合作 向合作 与我们的关联 向其他 与其他 向关联 向任何 与任何 与关联 给任何 给其他 与我们的合作 向我们的合作 与授权合作 对第三方 给合作`)
	t.add(cueNot, `不会 并不 不收集 不获取 不读取 不采集 不上传 不共享 未收集 没有收集 从不 绝不 决不 不出售 不转让 不公开 不披露 不主动 不对外 不向 不将 不存储 不保存 不留存 不记录 不使用 不包含 不涉及 不包括 无法获取 不再收集 不予 未获取 均不 也不 不做 不需要收集 不额外 无需收集`)
	t.add(cueNone, `不会影响 不会因 并不影响 不会仅因 不会对 不会妨碍 不会降低 不限于 不仅 不会限制 不会减损 也不影响 不包括在 不会强制 不会损害`)
	t.add(cueUnless, `除非 未经 未得到 未取得 未获得 未征得 除外 以外 之外 例外 除法律 除以下 除了 除下列 另有规定 另有约定 在未经 不经 没有您的同意 以下情形 以下情况 下列情形 下列情况 如下情形 情形之一`)
	t.add(cueRefuse, `拒绝 如您不 若您不 如果您不 您不提供 您不同意 您不授权 不提供 如你不 若你不 如果你不 如不提供 如不同意 不同意 不授权 未授权`)
	t.add(cuePurpose, `为了 以便 便于 以实现 以提供 以保障 以确保 以满足 以改善 以提升 以防止 以帮助 以完成 以保证 以验证 以支持 以及时 以优化 用于 用来 用以 旨在 目的是 从而 以使 以更好 为实现 为保障 为确保 为完成 为满足 为向 为便于 为方便 帮助您 帮助你 帮助我们 协助 使您 使你 方便您 来帮助 来实现 来提供 来为 来保障`)
	t.add(cueWhen, `当您 当你 当用户 在您 在你 如果您 如果你 如您 若您 如你 若你 您在使用 你在使用 您在 你在 如果 如用户 若用户 一旦 如需 如您需要`)
	t.add(cueThen, `时 后 的话 情况下 情形下 过程中 的情况 之前 之后`)
	t.add(cueNone, `时间 时长 实时 时区 及时 同时 临时 时效 后续 后台 后果 随时 小时 有时 即时 暂时 届时 准时 定时 平时`)
	t.add(cueVia, `通过 根据 基于 依据 依靠 借助 按照 结合`)
	t.add(cueList, `如下 以下 包括 下列 包含 例如 比如 诸如 分别为 具体为 具体如下 含有`)
	t.add(cueDefine, `是指 系指 指的是 即指 泛指 一旦泄露`)
	t.add(cueAdvice, `请勿 妥善保管 不要 切勿 谨慎 避免 注意保护 告知他人 透露给他人 管辖 法院 仲裁 忘记密码 被盗 遗失`)
	t.add(cueFunction, `功能 服务 登录 登陆 注册 推送 权限 sdk 平台 应用 业务 技术 认证 识别 查询 绑定 支付 通知 页面 设置 按钮 图标 软件 产品 模块 场景 插件 网站 中 里 接口`)
	return t
}
