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
	cueNone       kind = iota // a longer word that is none of them
	cueCollect                // the app takes
	cueUse                    // the app uses what it has
	cueUseOf                  // and information is its object: 使用您的
	cueGive                   // the user gives
	cueOffer                  // 提供: who gives what to whom follows from the words around it
	cueShare                  // somebody gives to another, or to all
	cueServe                  // a service is offered to the user: no information is given
	cueUser                   // the user
	cueFirst                  // the operator
	cueThird                  // somebody else
	cueToThird                // towards somebody else
	cueNot                    // flat denial of the next verb
	cueNotCollect             // and with the verb: 不收集
	cueNotUse
	cueNotShare
	cueUnless   // without consent, except: denial with a condition
	cueRefuse   // the user refuses, or need not
	cueOnly     // what follows is not denied any more: 仅会
	cueJoint    // the operator together with others
	cuePurpose  // what for begins
	cueWhen     // a condition begins
	cueThen     // and ends
	cueVia      // the means begin
	cueList     // what follows is a list
	cueDefine   // what something means
	cueExempt   // exceptions from a duty
	cueBlame    // whose fault it is
	cueAdvice   // what the user had better do
	cueFunction // after information: it is a function or a service of that name
)

func cues() table {
	t := table{}
	t.add(cueCollect, `收集 采集 搜集 获取 读取 获得 获悉 调取 收录 抓取 提取 调用 记录 接收 整合 汇总 留存 取得 监测 扫描 访问 上报 截取 记录下 收取 检测 识别到`)
	t.add(cueNone, `收集者 记录者 使用者 使用情况 调用方 接收方 接收者 获取方式 收集方式 访问者 访问网站 访问我们 访问本 访问第三方 读取方 登录记录 浏览记录 操作记录 使用记录 搜索记录 通话记录 交易记录 聊天记录 日志记录
		获得您的明确 获得您的同意 获得您的授权 获得您的许可 获得您同意 获得您明确 获得你的明确 获得你的同意 获得你的授权 获得您的明示 获得您的事先 获得您的单独 获得您授权 获得用户同意 获得用户的 获得同意 获得授权 获得明示
		获得监护人 获取明确同意 获取您的同意 获取您的明确同意 获取同意 获取您的授权 获取授权 取得您的 取得你的 取得用户 取得监护人 取得同意 取得授权 取得明示 获得更好 获得更 获得服务 获取服务 获取更多 获取验证码 使用方式 使用习惯 使用行为 接收短信 接收推送 接收到 接收我们 接收广告`)
	t.add(cueUse, `使用 利用 处理 存储 保存 保留 储存 分析 查询 了解 识别 统计 核验 验证 校验 比对 关联 展示 显示`)
	for _, verb := range strings.Fields(`使用 利用 处理 存储 保存 保留 储存 分析 了解 识别 核验 验证 存放 持有 获知 查看`) {
		t.add(cueUseOf, verb+`您的 `+verb+`你的 `+verb+`用户的 `+verb+`您个人信息 `+verb+`你个人信息 `+verb+`用户个人信息 `+verb+`个人信息 `+verb+`该等信息 `+verb+`这些信息 `+verb+`您的这些 `+verb+`此类信息 `+verb+`上述信息 `+verb+`用户信息 `+verb+`儿童个人信息 `+verb+`未成年人的个人信息 `+verb+`cookie `+verb+`cookies`)
	}
	t.add(cueNone, `使用本 使用我们 使用该 使用服务 使用产品 使用相关 使用此 正常使用 继续使用 安全使用 您使用 你使用 用户使用 停止使用 使用过程 使用期间 在使用 无法使用 不能使用 可以使用 开始使用 使用任何 使用第三方 使用平台`)
	t.add(cueGive, `填写 提交 上传 输入 完善 绑定 录入 登记 补充 填报 出示 导入 授权 开启 申请 请求 您提供 你提供 用户提供 向我们提供 主动提供 自愿提供 需提供 需要提供 须提供 提供您的 提供你的 提供自己 提供真实 请提供 提供本人 提供有效 提供以下 提供如下 提供相应 提供必要 提供准确`)
	t.add(cueNone, `授权同意 明示授权 授权范围 您授权的 你授权的 经授权 授权许可 授权合作 征得授权 事先授权 授权给 授权访问者 授权第三方 未经授权 授权方可 授权情况下 授权后 授权书 授权委托 授权人员 授权方 未授权 授权登录 申请注销 请求服务`)
	t.add(cueShare, `共享 分享 披露 转让 提供给 对外提供 透露 公开 出售 出租 发送给 发送至 传输给 传送给 同步给 转移 交换 泄露 转交 传递 出借 传输至 公布 告知给 提供予 共享给 分享给 转让给 披露给 公开披露 发给`)
	t.add(cueNone, `共享的 共享照片 分享的 公开的 披露的 分享功能 分享至 分享到 公开信息 公开渠道 公开的信息 合法公开 已公开 自行公开 社会公众公开 分享内容 信息泄露 分享按钮 公开发布 公开展示 公开招标 数据交换 政府信息公开`)
	t.add(cueOffer, `提供`)
	t.add(cueServe, `为您提供 向您提供 为你提供 向你提供 为用户提供 向用户提供 给您提供 提供服务 提供更 提供个性化 提供的服务 提供产品 提供相关服务 提供功能 提供信息 提供基于 提供便捷 提供优质 提供安全 提供搜索 提供内容 提供商 提供者 提供方 提供技术 提供支持`)
	t.add(cueUser, `您 你 用户`)
	t.add(cueNone, `您的 你的 用户的 用户信息 用户个人信息 您个人信息 你个人信息 用户数据 用户资料`)
	t.add(cueFirst, `我们 我司 本公司 本应用 本app 本软件 本平台 我方 我行 公司会 公司将 平台会 平台将`)
	t.add(cueThird, `sdk 第三方 合作伙伴 关联公司 关联方 服务商 供应商 合作方 三方 合作机构 合作单位 合作商家 广告商 广告主 服务提供商 服务提供者 关联企业 服务供应商 公司开发 公司提供 友盟 极光 个推 神策 bugly
		穿山甲 优量汇 广点通 talkingdata growingio mobtech sharesdk 环信 融云 声网 科大讯飞 高德 数美 同盾 openinstall 听云 firebase 腾讯云 阿里云 百度统计 百度地图 腾讯地图 小米推送 华为推送
		vivo推送 oppo推送 魅族推送 信鸽 网易云信 网易易盾 极验 快手联盟 巨量引擎 该公司 该服务商 广告合作 推广合作`)
	t.add(cueNone, `第三方账号 第三方账户 第三方平台账号 第三方登录 第三方授权 第三方应用 第三方网站 高德地图搜索`)
	t.add(cueToThird, `向第三方 与第三方 给第三方 与合作 向合作 与我们的关联 向其他 与其他 向关联 向任何 与任何 与关联 给任何 给其他 与我们的合作 向我们的合作 与授权合作 对第三方 给合作`)
	t.add(cueGive, `提供给我们 提供给本 共享给我们 分享给我们 传输给我们 披露给我们 提供给平台`)
	t.add(cueNone, `滥用 不会滥用 默认开启 使用权限`)
	t.add(cueNot, `不会 并不 从不 绝不 决不 不主动 不对外 不向 不将 不包含 不涉及 不再 不予 均不 也不 不做 不需要 不额外 无需 不得 没有 未曾 从未 并未 不得以`)
	t.add(cueNotCollect, `不收集 不获取 不读取 不采集 不上传 未收集 没有收集 无法获取 未获取 不访问 不调用 不申请 没有获取 不记录 不留存 不搜集 不提取 不抓取`)
	t.add(cueNotUse, `不存储 不保存 不使用 不储存 不保留`)
	t.add(cueNotShare, `不共享 不出售 不转让 不公开 不披露 不分享 不提供给 不传输 不出租 不交换 不泄露 不透露 不对外提供 不向第三方提供`)
	t.add(cueNone, `不会影响 不会因 并不影响 不会仅因 不会对 不会妨碍 并不会妨碍 不会降低 不限于 不仅 不会限制 不会减损 也不影响 不会强制 不会损害 不会导致 不会构成 并不代表 并不意味 不会改变 不会超出 不会超过 不会低于 不会自动 不会被 没有关系 不得不 无需另行 无需您 不再使用 不再需要 没有义务 不再提供 不再为您 不再向您`)
	t.add(cueExempt, `除外 例外 无需征得 无须征得 不必征得 不需要征得 不承担 免责 免除 豁免 概不负责`)
	t.add(cueUnless, `除非 未经 未得到 未取得 未获得 未征得 以外 之外 除 另有规定 另有约定 不经 没有您的同意 以下情形 以下情况 下列情形 下列情况 如下情形 如下情况 情形之一 同意 许可
		只有 才会 仅在 默认 不需要时 无关的 必要时 征得 经您 经你 经用户 超出 范围之外 目的之外 直接将 单独的 明示授权 事先授权 授权后 授权前 未授权`)
	t.add(cueNone, `删除 清除 解除 排除 免除 移除 消除 扣除 去除 除了`)
	t.add(cueRefuse, `拒绝 如您不 若您不 如果您不 您不提供 您不同意 您不授权 如你不 若你不 如果你不 如不提供 如不同意 不同意 不授权 选择不 可以不 不向我们 不希望 不想 如果不 若不 如不 关闭 未开启 不开启 不登录 撤回`)
	t.add(cueOnly, `仅会 只会 而是 仅向 仅将 但会 但可能 但我们会 仅提供 只提供 但我们可能`)
	t.add(cueJoint, `我们或 我们及 我们以及 我们和 本公司或 本公司及`)
	t.add(cueNone, `用于识别`)
	t.add(cuePurpose, `为了 以便 便于 以实现 以提供 以保障 以确保 以满足 以改善 以提升 以防止 以帮助 以完成 以保证 以验证 以支持 以及时 以优化 用于 用来 用以 旨在 目的是 从而 以使 以更好 为实现 为保障 为确保 为完成 为满足 为向 为便于 为方便 帮助您 帮助你 帮助我们 协助 使您 使你 方便您 来帮助 来实现 来提供 来为 来保障`)
	t.add(cueWhen, `当您 当你 当用户 在您 在你 如果您 如果你 如您 若您 如你 若你 您在使用 你在使用 您在 你在 如果 如用户 若用户 一旦 如需 如您需要`)
	t.add(cueThen, `时 后 的话 情况下 情形下 过程中 的情况 之前 之后`)
	t.add(cueNone, `时间 时长 实时 时区 及时 同时 临时 时效 后续 后台 后果 随时 小时 有时 即时 暂时 届时 准时 定时 平时`)
	t.add(cueVia, `通过 根据 基于 依据 依靠 借助 按照 结合`)
	t.add(cueList, `如下 以下 包括 下列 包含 例如 比如 诸如 分别为 具体为 具体如下 含有`)
	t.add(cueDefine, `敏感个人信息是指 敏感个人信息指 个人敏感信息是指 个人敏感信息指 个人敏感信息:指 个人信息是指 个人信息指 个人信息:指 个人信息:是指 敏感信息是指 敏感信息指 一旦泄露 一旦泄漏`)
	t.add(cueBlame, `由此导致 由此造成 因您的原因 由于您 由于用户 告知他人 透露给他人 保管不善 非因我们`)
	t.add(cueAdvice, `请勿 妥善保管 不要 切勿 谨慎 避免 注意保护 管辖 法院 仲裁 忘记密码 被盗 遗失`)
	t.add(cueFunction, `功能 服务 登录 登陆 注册 推送 权限 sdk 平台 应用 业务 技术 认证 识别 查询 绑定 支付 通知 页面 设置 按钮 图标 软件 产品 模块 场景 插件 网站 中 里 接口`)
	return t
}
