package analyzer

import (
	"strings"
	"unicode/utf8"
)

// The words by which a heading tells what its section is about.
func headings() table {
	t := table{}
	for _, h := range []struct {
		class Class
		words string
	}{
		{Minors, `未成年 未成年人 儿童 青少年 孩子 监护人 年龄限制 年龄`},
		{PolicyChange, `政策更新 政策的更新 政策的变更 声明更新 政策如何更新 如何更新 修订 变更 政策修改 更新 修改 的修改 通知和修订`},
		{Contact, `联系我们 如何联系 联系方式 与我们联系 投诉 举报 争议 咨询 反馈 客服`},
		{Cookie, `cookie cookies 同类技术 相关技术 beacon webbeacon beacons 信标 像素标签 proxy 采用的收集 可能采用的技术`},
		{Rights, `您的权利 你的权利 用户的权利 用户权利 管理您的 管理你的 管理自己的 管理用户 管理个人信息 个人信息管理 个人信息的管理 信息管理 如何管理 更正 删除 注销
			撤回 撤销 查询 查阅 访问和控制 访问控制 访问和管理 行使 授权同意的范围 改变授权 访问您的 访问你的 访问个人信息 访问和更正 响应您的 响应你的 自动决策 自主决定 自主控制 选择权 您的选择 拒绝接受
			个人信息副本 控制您的 控制你的 控制信息 个人信息权利 主体权利 约束信息系统`},
		{Definition, `定义 释义 关键词 名词 术语 定义与 名词解释`},
		{Transfer, `跨境 全球范围 境外 出境 全球转移`},
		{ThirdParty, `共享 分享 披露 转让 第三方 sdk 委托 对外提供 公开 合作伙伴 合作方 委托处理 提供给 向第三方 转移`},
		{Retention, `存储 保存 储存 保留 存放 保存期限`},
		{Security, `保护您的 保护你的 安全 如何保护 信息保护 信息的保护 保护措施 保护信息 保护个人信息 保护用户 存储和保护 保护和存储 存储与保护 保护和保存 保存和保护 保存及保护
			存储、保护 存储及保护 保护及存储 安全措施 信息安全 泄露 保障您的 保障你的 安全事件 安全保护 保护方式`},
		{CollectUse, `自愿向我们提供 向我们提供 直接提供给我们 提供给我们 收集 使用 获取 信息的范围 采集 您提供 你提供 用户提供 主动提供 提交的信息 基本功能 业务功能 核心功能 附加功能 扩展业务 权限 处理您的 如何处理 我们处理 使用规则 从第三方 通过第三方 第三方获取的 第三方获取
			来自第三方的信息 来自第三方 第三方分享的 其他方分享 他方分享 获取的您的 第三方收集的 间接获得 间接获取 从第三方获得`},
		{Other, `用户协议 服务协议 许可协议 服务条款 使用条款 使用须知 使用规范 账号使用 帐号使用 的使用规则 服务使用 使用规则 用户使用 使用本 使用我们 使用服务 服务的使用 使用软件 使用说明 隐私政策 隐私权政策 隐私声明 隐私保护 隐私条款 隐私协议
			隐私权保护 个人信息保护政策 信息保护政策 个人信息保护声明 信息保护声明 个人信息保护申明 保护指引 隐私保护政策 隐私保护指引 保护声明 用户行为 法律责任 知识产权 免责 声明更新日期 更新日期 更新时间 版本更新
			最近更新 最新更新 修订日期 账号安全 账户安全 权利义务 权利及义务 权利和义务 权利与义务 违约 附则 其他 引言 前言 导言 概述 总则 适用范围 特别提示`},
	} {
		t.add(kind(h.class), h.words)
	}
	return t
}

// style is how a heading is marked and numbered; headings of one style stand on one
// level.
type style uint8

// The styles. Those of headings that the format marks follow formatHeading.
const (
	noHeading     style = iota
	part                // 第一部分, 第一章
	article             // 第一条
	chinese             // 一、
	parenthesised       // （一）
	digits              // 1.
	dotted              // 1.1
	moreDotted          // 1.1.1
	digitsInside        // （1）, 1)
	circled             // ①
	letters             // a.
	plain               // without number or mark
	marked              // as the format marks headings: marked+1 to marked+6
)

const maxHeading = 40 // code points

// below reports whether headings of the style never have those of the other under
// them.
func (s style) below(other style) bool {
	switch other {
	case part:
		return s != noHeading && s != plain
	case chinese:
		return s >= parenthesised && s <= letters
	case digits:
		return s == dotted || s == moreDotted
	}
	return false
}

// headingMarks are the styles of a heading, of which it may have two.
type headingMarks struct{ number, mark style }

func (m headingMarks) none() bool { return m == headingMarks{} }

// marksOf returns how the sentence is marked as a heading, if it is one.
func (r *reader) marksOf(i int) headingMarks {
	s := &r.Sentences[i]
	if len(s.Folded) > maxHeadingSize || !r.whole(i) {
		return headingMarks{}
	}
	p := &r.Policy.Paragraphs[s.Paragraph]
	folded := strings.TrimLeft(s.Folded, `#>_\•·●◆■▪`)
	hashes := min(len(s.Folded)-len(strings.TrimLeft(s.Folded, "#")), 6)
	if p.Heading > 0 {
		hashes = min(p.Heading, 6)
	}
	number, rest := numbering(folded)
	m := headingMarks{number: number}
	if hashes > 0 {
		m.mark = marked + style(hashes)
	}
	length := utf8.RuneCountInString(rest)
	switch {
	case length > maxHeading, rest == "" && number != article:
		return headingMarks{}
	case m.mark != noHeading:
		return m
	case strings.HasSuffix(rest, ";"), strings.HasSuffix(rest, ","), strings.HasSuffix(rest, "。"), strings.HasSuffix(rest, "、"):
		return headingMarks{}
	case number != noHeading:
		return m
	case p.Bold && length <= maxPlain && r.ownClass(s) != Other, r.isPlainHeading(i, rest, length):
		return headingMarks{number: plain}
	}
	return headingMarks{}
}

const maxHeadingSize = 4*maxHeading + 30 // bytes, with number and marks

// whole reports whether the sentence is all of its paragraph.
func (r *reader) whole(i int) bool {
	s := &r.Sentences[i]
	return len(s.Folded) == r.starts[s.Paragraph+1]-1-r.starts[s.Paragraph]
}

const maxPlain = 26 // code points of a heading without a number

// isPlainHeading reports whether a short line without mark or number is a heading: it
// says what a section is about, and the text before it had come to an end.
func (r *reader) isPlainHeading(i int, rest string, length int) bool {
	if length > maxPlain || length < 2 || strings.ContainsAny(rest, ":,;=|>0123456789") || strings.HasSuffix(rest, "等") {
		return false
	}
	if i > 0 && !r.Sentences[i-1].Heading && !strings.HasSuffix(r.Sentences[i-1].Folded, "。") && !strings.HasSuffix(r.Sentences[i-1].Folded, ";") {
		return false
	}
	best := r.ownClass(&r.Sentences[i])
	if best == Other {
		return false
	}
	if best == CollectUse {
		return strings.Contains(rest, "信息") && !strings.HasSuffix(rest, ")")
	}
	return true
}

// numbering returns the style of the number that a folded text begins with, and what
// comes after it.
func numbering(s string) (style, string) {
	if rest, ok := strings.CutPrefix(s, "第"); ok {
		if n := numeral(rest); n > 0 {
			rest = rest[n:]
			for _, unit := range []struct {
				word  string
				style style
			}{{"部分", part}, {"章", part}, {"节", part}, {"条", article}} {
				if after, ok := strings.CutPrefix(rest, unit.word); ok {
					return unit.style, strings.TrimLeft(after, ":、.,。")
				}
			}
		}
		return noHeading, s
	}
	if rest, ok := strings.CutPrefix(s, "("); ok {
		inner := noHeading
		n := 0
		if n = chineseNumeral(rest); n > 0 {
			inner = parenthesised
		} else if n = decimal(rest); n > 0 {
			inner = digitsInside
		}
		if after, ok := strings.CutPrefix(rest[n:], ")"); ok && n > 0 {
			return inner, strings.TrimLeft(after, ":、.,")
		}
		return noHeading, s
	}
	if n := chineseNumeral(s); n > 0 && len(s) > n {
		for _, mark := range []string{"、", ".", ",", ":", ")"} {
			if after, ok := strings.CutPrefix(s[n:], mark); ok {
				return chinese, after
			}
		}
		return noHeading, s
	}
	return digitNumbering(s)
}

// digitNumbering reads 1. 1、 1) 1.1 1.1.1 and 1\.
func digitNumbering(s string) (style, string) {
	n := decimal(s)
	if n == 0 || n > 2 {
		return noHeading, s
	}
	dots := 0
	at := n
	for {
		rest := strings.TrimPrefix(s[at:], `\`)
		if !strings.HasPrefix(rest, ".") {
			break
		}
		next := decimal(rest[1:])
		if next == 0 || next > 2 {
			break
		}
		dots++
		at = len(s) - len(rest) + 1 + next
	}
	rest := strings.TrimPrefix(s[at:], `\`)
	after := strings.TrimLeft(rest, ".、:)")
	switch {
	case dots == 1:
		return dotted, after
	case dots > 1:
		return moreDotted, after
	case after == rest:
		return noHeading, s
	case strings.HasPrefix(rest, ")"):
		return digitsInside, after
	}
	return digits, after
}

// numeral returns the length of the number at the start, in either script.
func numeral(s string) int { return max(chineseNumeral(s), decimal(s)) }

func decimal(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

func chineseNumeral(s string) int {
	n := 0
	for n < len(s) && n < 12 {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !strings.ContainsRune("一二三四五六七八九十百〇零", r) {
			break
		}
		n += size
	}
	return n
}
