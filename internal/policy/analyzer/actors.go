package analyzer

// The kinds of those who act.
const (
	actorNone  kind = iota // a longer word that names nobody
	actorThird             // somebody else
	actorFirst             // the operator
	actorUser
)

func actors() table {
	t := table{name: "actors"}
	t.add(actorThird, `sdk 第三方 合作伙伴 关联公司 服务商 供应商 合作方`)
	t.add(actorFirst, `我们 我司 本公司 本应用 本app 本软件`)
	t.add(actorUser, `您 你 用户`)
	return t
}
