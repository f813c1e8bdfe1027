package analyzer

// The kinds of verbs.
const (
	verbNone    kind = iota // a longer word that is no such verb
	verbCollect             // the app takes
	verbUse                 // the app uses what it has
	verbProvide             // the user gives
	verbShare               // somebody gives to another
	verbSecure              // what is done for safety: no collection
)

func verbs() table {
	t := table{name: "verbs"}
	t.add(verbCollect, `收集 采集 搜集 获取 读取 获得 调取 收录 抓取 提取 调用 记录 接收 整合 汇总 留存 取得 监测 扫描 访问您的 访问你的 访问用户 访问`)
	t.add(verbUse, `使用 存储 保存 保留 储存 处理 分析 利用 查询 了解 识别`)
	t.add(verbProvide, `填写 提交 上传 您提供 你提供 用户提供 您需要提供 需提供 需要提供 输入 完善 绑定 向我们提供 主动提供 授权 开启 申请 请求`)
	t.add(verbShare, `共享 披露 转让 分享给 提供给 对外提供 透露 公开 出售 出租 发送给 传输给 同步给 转移 交换 向第三方提供`)
	return t
}
