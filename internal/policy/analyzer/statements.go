package analyzer

// The kinds of statements.
const (
	statementNone      kind = iota // a longer word that is neither
	statementPurpose               // what for
	statementCondition             // when, by which law, or only with consent
)

// The words by which a sentence states a purpose or a condition.
func statements() table {
	t := table{}
	t.add(statementPurpose, `为 为了 以便 便于 用于 用来 用以 旨在 出于 目的是 目的在于 从而 ,以 来提供 来为 来实现 来保障 来帮助 来提升 来改善 来判断 来进行 来确保 来向 来识别 来验证 来优化 来完善 来保护
		以实现 以提供 以保障 以确保 以满足 以改善 以提升 以防止 以帮助 以完成 以保证 以验证 以支持 以及时 以优化 以更好 以使 以供 以利 以向您 以为 以确认 以维护 以进行 以获取 以提高 以预防 以进一步
		以方便 以享受 以保护 以识别 以判断 以避免 以配合 以遵守 以查看 以了解 以开展 以展示 以推荐 以推送 以减少 以增强 以加强 以协助 以解决 以统计
		向您提供 向你提供 向用户提供 方便 使您 使你 使用户 体验 改善 实现 保障 分析 统计 核实 核验`)
	t.add(statementNone, `行为 成为 认为 视为 作为 即为 因为 是为 称为 均为 应为 分为 转为 变为 设为 更为 较为 极为 最为 人为 名为 改为 简称为 为您的 为你的 为准 为限 为例 为止 为主 为空 为其 为“ 为未 为不
		为由 为目的 ,以及 ,以上 ,以下 ,以前 ,以后 ,以外 ,以内 ,以您 ,以最 分析师 统计局 最方便`)
	t.add(statementCondition, `同意 时, 法律 除 当您 当你 当用户 只 未经 以下情形 以下情况 下列情形 下列情况 如下情形 如下情况 情况下 情形下 除非 除外 事先 告知`)
	t.add(statementNone, `除了 删除 清除 解除 排除 免除 移除 消除 扣除 去除 擦除 拆除 只读 法律责任 法律效力`)
	return t
}

func (r *reader) statementsOf(s *Sentence) {
	for _, w := range s.words {
		if w.Vocabulary != vocabularyStatements {
			continue
		}
		switch r.kindOf(w) {
		case statementPurpose:
			s.Purpose = true
		case statementCondition:
			s.Condition = true
		}
	}
}
