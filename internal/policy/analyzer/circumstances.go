package analyzer

// circumstances adds the words with which purposes, conditions, means and lists begin.
func (t *table) circumstances() {
	t.add(cuePurpose, `为了 以便 便于 用于 用来 用以 旨在 目的是 从而 以使 以更好 为向 为便于 为方便 帮助您 帮助你 帮助我们 协助 使您 使你 方便您 来为`)
	t.add(cuePurpose, with(`以`, `实现 提供 保障 确保 满足 改善 提升 防止 帮助 完成 保证 验证 支持 及时 优化`))
	t.add(cuePurpose, with(`为`, `实现 保障 确保 完成 满足`))
	t.add(cuePurpose, with(`来`, `帮助 实现 提供 保障`))

	t.add(cueWhen, `当您 当你 当用户 在您 在你 如果您 如果你 如您 若您 如你 若你 您在使用 你在使用 您在 你在 如果 如用户 若用户 一旦 如需 如您需要`)
	t.add(cueThen, `时 后 的话 情况下 情形下 过程中 的情况 之前 之后`)
	t.add(cueNone, `时间 时长 实时 时区 及时 同时 临时 时效 后续 后台 后果 随时 小时 有时 即时 暂时 届时 准时 定时 平时`)

	t.add(cueVia, `通过 根据 基于 依据 依靠 借助 按照 结合`)
	t.add(cueList, `如您的 如你的 如用户的 如下 以下 包括 下列 包含 例如 比如 诸如 分别为 具体为 具体如下 含有`)
	t.add(cueFunction, `功能 服务 登录 登陆 注册 推送 权限 平台 应用 业务 技术 认证 查询 支付 通知 页面 设置 按钮 图标 软件 产品 模块 场景 插件 网站 接口`)
}

// asides adds the words of sentences that declare nothing, whatever they name.
func (t *table) asides() {
	for _, what := range [...]string{`敏感个人信息`, `个人敏感信息`, `个人信息`, `敏感信息`} {
		t.add(cueDefine, with(what, `是指 指 :指 :是指`))
	}
	t.add(cueDefine, `一旦泄露 一旦泄漏 属于个人敏感信息 属于敏感个人信息 是个人敏感信息 为个人敏感信息 均属于个人敏感信息 属于您的个人敏感信息`)
	t.add(cueMeans, `指可以识别 即可以识别 指能够识别 指可识别`)
	t.add(cueExempt, `除外 例外 无需征得 无须征得 不必征得 不需要征得 不承担 免责 免除 豁免 概不负责`)
	t.add(cueBlame, `由此导致 由此造成 因您的原因 由于您 由于用户 告知他人 透露给他人 保管不善 非因我们 发生泄露 发生泄漏`)
	t.add(cueAdvice, `请勿 不可避免 妥善保管 不要 切勿 谨慎 避免 注意保护 管辖 法院 仲裁 忘记密码 被盗 遗失 有所不同 复杂密码`)
}
