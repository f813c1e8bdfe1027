package analyzer

import "strings"

// verbs adds the verbs that say what happens to information.
func (t *table) verbs() {
	t.add(cueCollect, `收集 采集 搜集 获取 读取 获得 获悉 调取 收录 抓取 提取 调用 记录 接收 整合 汇总 取得 监测 扫描 访问 上报 截取 记录下 收取 检测 检索 识别到 索要 索取`)
	t.add(cueNone, `检索服务 检索功能 收集者 记录者 使用者 使用情况 调用方 接收方 接收者 获取方式 收集方式 访问者 访问网站 访问我们 访问本 访问第三方 读取方 登录记录 浏览记录 操作记录 使用记录 搜索记录
		通话记录 交易记录 聊天记录 日志记录 获得更好 获得更 获得服务 获取服务 获取更多 获取验证码 接收短信 接收推送 接收到 接收我们 接收广告`)
	for _, verb := range strings.Fields(`获得 获取 取得`) {
		t.add(cueConsent, with(verb, `您的明确 您的同意 您的授权 您的许可 您同意 您明确 您授权 您的明示 您的事先 您的单独 你的明确 你的同意 你的授权 你同意 你的明示 用户同意 用户的同意 用户授权 用户的授权
			同意 授权 明示 许可 明确同意 明示同意 您的明确同意 监护人 您的事先同意`))
	}

	t.add(cueUse, `使用 利用 处理 存储 保存 保留 储存 留存 分析 查询 了解 识别 统计 核验 验证 校验 比对 关联 展示 显示`)
	for _, verb := range strings.Fields(`使用 利用 处理 存储 保存 保留 储存 留存 分析 了解 识别 核验 验证 存放 持有 获知 查看`) {
		t.add(cueUseOf, with(verb, `您的 你的 用户的 您个人信息 你个人信息 用户个人信息 个人信息 该等信息 这些信息 您的这些 此类信息 上述信息 用户信息 儿童个人信息 未成年人的个人信息 cookie cookies`))
	}
	t.add(cueNone, `使用本 使用我们 使用该 使用服务 使用产品 使用相关 使用此 正常使用 继续使用 安全使用 您使用 你使用 用户使用 停止使用 使用过程 使用期间 在使用 无法使用 不能使用 可以使用
		开始使用 使用任何 使用第三方 使用平台 使用方式 使用习惯 使用行为 使用权限 存储权限 用于识别 存储空间 存储卡 存储读写 识别码 识别符 识别号 查询记录`)

	t.add(cueAsk, `授权 开启 申请 请求 补充 绑定 上传 导入 录入 登记`)
	t.add(cueGive, `授予 填写 提交 输入 完善 填报 出示 您提供 你提供 用户提供 向我们提供 主动提供 自愿提供 需提供 需要提供 须提供 提供您的 提供你的
		提供自己 提供真实 请提供 提供本人 提供有效 提供以下 提供如下 提供相应 提供必要 提供准确`)
	for _, verb := range strings.Fields(`提供 共享 分享 传输 披露`) {
		t.add(cueGive, with(verb, `给我们 给本 给平台`))
	}
	t.add(cueNone, `授权信息 授权范围 您授权的 你授权的 授权给 授权访问者 授权第三方 授权合作 授权方 授权书 授权委托 授权人员 授权登录 申请注销 请求服务 滥用`)

	t.add(cueShare, `共享 分享 披露 转让 对外提供 透露 公开 出售 出租 转移 交换 泄露 转交 传递 出借 公布 公开披露 告知给 发给`)
	for _, verb := range strings.Fields(`提供 共享 分享 转让 披露 发送 传输 传送 同步`) {
		t.add(cueShare, with(verb, `给 至 到 予`))
	}
	t.add(cueNone, `共享的 共享照片 分享的 公开的 披露的 分享功能 分享至 分享到 公开信息 公开渠道 公开的信息 合法公开 已公开 自行公开 社会公众公开 分享内容 信息泄露 分享按钮 公开发布
		公开展示 公开招标 数据交换 政府信息公开 提供至您 发送至您 发送给您`)

	t.add(cueManage, `查阅 更正 修改 更改 删除 清除 管理 查看`)
	t.add(cueFront, with(`将`, `您的 你的 用户 其 这些 上述 该 所 相关`))
	t.add(cueFront, `把您的 把你的 把用户 会将 可将 可能将 只会将 仅会将 仅将`)

	t.add(cueOffer, `提供`)
	for _, to := range strings.Fields(`为您 向您 为你 向你 为用户 向用户 给您`) {
		t.add(cueServe, to+`提供`)
	}
	t.add(cueServe, with(`提供`, `服务 更 个性化 的服务 产品 相关服务 功能 信息 基于 便捷 优质 安全 搜索 内容 商 者 方 技术 支持`))
}

// with puts a word before each of others.
func with(word, others string) string {
	var out []string
	for _, w := range strings.Fields(others) {
		out = append(out, word+w)
	}
	return strings.Join(out, " ")
}
