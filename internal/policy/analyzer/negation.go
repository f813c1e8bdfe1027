package analyzer

// The kinds of words of denial.
const (
	denialNone   kind = iota // a longer word that denies nothing
	denialFlat               // not
	denialExcept             // but for something; without something
)

func denials() table {
	t := table{name: "denials"}
	t.add(denialFlat, `不会 并不 不收集 不获取 不读取 不采集 不上传 不共享 未收集 没有收集 从不 绝不 不出售 不转让 不公开 不披露 没有 不主动 不对外`)
	t.add(denialExcept, `除非 除 未经 拒绝 如您不 若您不 如果您不 未得到 未取得 在获得`)
	return t
}
