package analyzer

import "strings"

// denials adds the words that deny, and those that limit a denial.
func (t *table) denials() {
	t.add(cueNot, `不会 并不 从不 绝不 决不 不主动 不对外 不向 不再 不予 均不 也不 不做 不额外 没有 未曾 从未 并未 不曾`)
	t.add(cueNotFront, `不会将 不会把 不将 绝不将`)
	t.add(cueNotCollect, with(`不`, `收集 获取 读取 采集 上传 访问 调用 申请 记录 搜集 提取 抓取 接触 索取 索要`))
	t.add(cueNotCollect, `未收集 没有收集 未获取 没有获取`)
	t.add(cueNotContain, with(`不`, `包含 涉及 含有 含 包括`))
	t.add(cueNotContain, `不会包含 不会涉及`)
	for _, need := range strings.Fields(`无需 不需要 无须`) {
		t.add(cueNotCollect, with(need, `收集 获取 读取 采集 您提供 你提供 用户提供 提供 您授权`))
	}
	t.add(cueNotCollect, with(`无法`, `获取 收集 读取 获知 得知 知晓 看到 查看 接触 访问 取得 掌握`))
	t.add(cueNotCollect, with(`不能`, `获取 收集 读取 获知 得知 知晓 看到 查看 接触 访问`))
	t.add(cueNotCollect, with(`不会`, `询问 索要 索取 过问 窃取 监听 监控 窥探 查看 追踪 看到 知晓 接触`))
	t.add(cueNotUse, with(`不`, `存储 保存 储存 保留 留存 使用`))
	t.add(cueNotShare, with(`不`, `共享 出售 转让 公开 披露 分享 提供给 传输 出租 交换 泄露 透露 对外提供 向第三方提供`))
	t.add(cueNotShare, with(`不会`, `传输 外泄 外传 售卖 贩卖 销售 租借 传播 散布 传送 交付`))
	t.add(cueNone, with(`不会`, `影响 因 仅因 对您造成 对您的 对你的 对用户 对本 对我们 对其 妨碍 降低 限制 减损 强制 损害 导致 构成 改变 超出 超过 低于 滥用`))
	t.add(cueNone, `并不影响 并不会妨碍 不限于 不仅 也不影响 并不代表 并不意味 没有关系 不得不 无需另行 无需您 不再使用 不再需要 没有义务 不再提供 不再为您 不再向您 默认开启 您不会 你不会 不包括在 不包括但 无法获取到 无法获取更 无法获取相关服务 无法获取服务`)
	t.add(cueOnly, `仅会 只会 而是 仅向 但会 但可能 但我们会 仅提供 只提供 但我们可能`)

	t.add(cueUnless, `只有 才会 注销 前提下 否则 强制 可能无法 将无法 则无法 会无法 除非 未经 未得到 未取得 未获得 未征得 以外 之外 除 另有规定 另有约定 不经 没有您的同意 以下情形 以下情况 下列情形 下列情况 如下情形 如下情况 情形之一
		默认 不需要时 无关的 必要时 超出 范围之外 目的之外 直接将 单独的 未授权 未经授权 授权前 如存在 如确需 确需 如需共享 如需转让`)
	t.add(cueNone, `删除 清除 解除 排除 免除 移除 消除 扣除 去除 除了 以外的第三方 之外的第三方 以外的其他第三方`)
	t.add(cueConsent, `同意 许可 征得 经您 经你 经用户 明示授权 事先授权 授权后 授权同意 经授权 授权许可 征得授权 授权方可 授权情况下`)
	t.add(cueRefuse, `拒绝 如您不 若您不 如果您不 您不提供 您不同意 您不授权 如你不 若你不 如果你不 如不提供 如不同意 不同意 不授权 选择不 可以不 不向我们 不希望 不想 如果不 若不 如不 关闭 未开启
		不开启 不登录 撤回`)
}

// denial is what a sentence denies so far.
type denial struct {
	waits   bool  // a word of denial waits for its verb
	waitsAt int32 // where it ended
	unless  bool  // a condition holds for all that is denied
	agreed  bool  // consent was spoken of, and no verb since that it may go with

	flat     int   // verbs that are denied without a condition
	last     int   // of them, those with no other verb after them: they may still get one
	governed []int // the mentions that stand under the last ones
	orphan   bool  // no mention stands under the last one
}

// condition notes a condition. One that comes after a denial is one of it too, but for
// consent.
func (d *denial) condition(r *reader, consent bool) {
	if consent { // 征得监护人的同意 behind a denial is another thought
		d.agreed = true
		return
	}
	d.unless = true
	for _, n := range d.governed {
		r.Mentions[n].Denied, r.Mentions[n].Limited = false, true
	}
	d.flat -= d.last
	d.last, d.governed = 0, d.governed[:0]
}

// verb notes a verb, and reports whether it is denied flatly, or with a condition.
func (d *denial) verb(denied bool) (flat, limited bool) {
	if !denied {
		d.agreed, d.last, d.governed = false, 0, d.governed[:0]
		return false, false
	}
	if d.unless || d.agreed {
		return false, true
	}
	d.flat++
	d.last++
	d.orphan = true
	return true, false
}
