package analyzer

func purposes() table {
	t := table{name: "purposes"}
	t.add(1, `为了 以便 便于 以实现 以提供 以保障 以确保 以满足 以改善 以提升 以防止 以帮助 以完成 用于 用来 用以 旨在 目的是`)
	return t
}

func conditions() table {
	t := table{name: "conditions"}
	t.add(1, `当您 在您 如果 如您 若您 经您同意 征得您的同意 获得您的授权 根据 依据 除非 未经 以下情形`)
	return t
}

func lists() table {
	t := table{name: "lists"}
	t.add(1, `如下 以下 包括 下列 ：`)
	return t
}
