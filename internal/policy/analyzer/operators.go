package analyzer

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Words around the name of a company by which a text says that it is the operator.
var (
	operatorBefore = []string{"公司名称:", "运营者:", "运营者为", "运营者是", "开发者:", "开发者为", "运营主体:", "运营主体为", "运营方:", "运营方为", "开发商:", "运营商:", "主办单位:", "处理者名称:", "处理者:",
		"我们是指", "我们是", "我们指", "我们即", "“我们”是指", "“我们”指", "“我们”即", "我们:", "我公司", "本公司", "版权为", "版权属于", "版权所有", "版权归", "copyright", "©", "(c)", "所有权归", "解释权归", "由", "您与", "你与",
		"用户与", "公司全称:", "公司:", "企业名称:", "运营公司:", "经营者", "运营者", "所有者", "所属的", "隶属于", "提供者", "提供方", "运营单位:", "服务商:", "是", "名称:", "指", "欢迎使用", "欢迎您使用", "感谢您使用", "属于", "归"}
	operatorAfter = []string{"(以下", "(下称", "(下文", "(简称", "(即", "(“", "(我们", "(又称", "(本", "(注册地", "(地址", "(住所", ",注册地址", ",注册地", "以下简称", "及其关联", "及关联", "及其附属", "及其业务", "制定", "运营", "开发的", "所有", "版权", "将", "尊重", "是",
		"作为", "深知", "非常重视", "一贯", "重视", "对上述", "对本", "保留", "提供的", "(以", "旗下", "拥有", "依照", "根据", "之间", "(公司", "(或以下", "(统称", "合法拥有", "推出", "研发", "享有", "致力于", "我们"}
)

// notOperator are words before a company, in one clause with it, that say that it is
// another.
var notOperator = []string{"sdk", "第三方", "合作伙伴", "合作方", "提供推送", "推送技术", "服务由", "插件", "集成", "接入", "支付服务", "{{", "供应商", "服务商"}

// ofAnother reports whether the clause around the name of a company speaks of somebody
// else's.
func ofAnother(before, after string) bool {
	before = before[strings.LastIndexAny(before, ",;")+1:]
	if i := strings.IndexAny(after, ",;"); i >= 0 {
		after = after[:i]
	}
	return strings.HasSuffix(before, "(由") || containsAny(before, notOperator) || strings.Contains(after, "sdk") || strings.Contains(after, "{{") || strings.HasPrefix(after, "提供推送") || strings.HasPrefix(after, "提供的推送")
}

func containsAny(s string, of []string) bool {
	for _, w := range of {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// namesOperator reports whether the sentence names a company as the operator.
func (r *reader) namesOperator(i int) bool {
	from, to, ok := r.operator(i)
	if ok {
		r.operators = append(r.operators, operator{stretch{from, to}, i})
	}
	return ok
}

// operator is where the operator is named in the folded text.
type operator struct {
	stretch
	sentence int
}

// Limits of names of companies, in bytes.
const (
	maxCompany    = 90
	signatureTo   = 80  // of a line that is the name of a company
	aroundCompany = 240 // in which it is said whose it is
)

// operator returns where in the folded text the name of the operator stands that the
// sentence gives.
func (r *reader) operator(i int) (from, to int, ok bool) {
	s := &r.Sentences[i]
	if hasPrefix(strings.TrimLeft(s.Folded, "#*-•·0123456789.、()"), []string{"关联公司", "关联方", "合作"}) {
		return 0, 0, false
	}
	text := r.folded.Text
	for _, w := range s.signs {
		if !r.patterns.company[w.Word] {
			continue
		}
		from, to := companyStart(text, s.from, int(w.From)), int(w.To)
		for _, lead := range operatorBefore {
			if i := strings.LastIndex(text[from:w.From], lead); i >= 0 && len(lead) > len("由") {
				from += i + len(lead)
			}
		}
		if to-from < len("某某某公司") {
			continue
		}
		before, after := text[max(s.from, from-aroundCompany):from], text[to:min(s.from+len(s.Folded), to+aroundCompany)]
		after = strings.TrimLeft(after, "”\"》」')")
		if ofAnother(before, after) {
			continue
		}
		if hasSuffix(before, operatorBefore) || hasPrefix(after, operatorAfter) {
			return from, to, true
		}
		if len(s.Folded) <= signatureTo && strings.Trim(before, "“\"(:。-*#>") == "" && strings.Trim(after, "。,.:)") == "" && r.atEdge(s.Paragraph) {
			return from, to, true
		}
	}
	return 0, 0, false
}

// atEdge reports whether a paragraph is one of the first or the last.
func (r *reader) atEdge(paragraph int) bool {
	const first, last = 8, 6
	return paragraph < first || paragraph >= len(r.Policy.Paragraphs)-last
}

// companyStart returns where the name begins that ends in a word at an offset.
func companyStart(text string, low, at int) int {
	low = max(low, at-maxCompany)
	for at > low {
		c, size := utf8.DecodeLastRuneInString(text[:at])
		if strings.ContainsRune("。,:;“”\"《》、!?|>#*=-【[", c) || c == '是' || c == '由' || c == '指' || c == '与' || c == '为' || c == '归' || c == '您' {
			break
		}
		if c == ')' || c == '(' {
			// 上海某某(集团)有限公司 has brackets in it, “我们”(某某有限公司) around it.
			if c == '(' && !strings.Contains(text[at:min(len(text), at+maxCompany)], ")") {
				break
			}
		}
		at -= size
	}
	return at
}

func hasSuffix(s string, of []string) bool {
	for _, w := range of {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func hasPrefix(s string, of []string) bool {
	for _, w := range of {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// companies finds sentences that name another operator than those before them, and those
// that name nobody's company.
func (r *reader) companies() {
	var names []string
	for _, o := range r.operators {
		i := o.sentence
		if len(names) > maxOperators || !r.definesOperator(o.from, o.to, i) {
			continue
		}
		name := bareName(r.folded.Text[o.from:o.to])
		if name == "" {
			continue
		}
		if isNobody(name) {
			r.clause(WrongCompany, i, false)
			continue
		}
		if !slices.ContainsFunc(names, func(have string) bool { return sameCompany(have, name) }) {
			if len(names) > 0 {
				r.clause(WrongCompany, i, true)
			}
			names = append(names, name)
		}
	}
}

// maxOperators is how many names are compared; a text with more is a list of companies.
const maxOperators = 6

var (
	definesBefore = []string{"公司名称:", "运营者:", "运营主体:", "运营方:", "我们是指", "我们是", "我们指", "“我们”是指", "“我们”指", "运营公司:", "开发者:", "处理者:", "处理者名称:", "运营者名称:", "开发者名称:"}
	definesAfter  = []string{"(以下", "(下称", "(下文", "(简称", "(即", "(“我们", "(我们", "(本", "以下简称", ",以下简称"}
)

// definesOperator reports whether the sentence says in so many words that a company is
// who speaks of itself as we.
func (r *reader) definesOperator(from, to, i int) bool {
	s := &r.Sentences[i]
	before, after := r.folded.Text[max(s.from, from-aroundCompany):from], r.folded.Text[to:min(s.from+len(s.Folded), to+aroundCompany)]
	after = strings.TrimLeft(after, "”\"》")
	if hasSuffix(before, definesBefore) {
		class := r.Sections[s.Section].Class // a list of third parties has the same labels
		return class != ThirdParty && class != CollectUse && !strings.Contains(s.Folded, "目的") && !strings.Contains(s.Folded, "收集")
	}
	const near = 60 // bytes in which we follows
	return hasPrefix(after, definesAfter) && containsAny(after[:min(len(after), near)], []string{"我们", "本公司", "我司", "我公司"})
}

// bareName returns the name of a company without brackets and what is not part of it.
func bareName(name string) string {
	name = strings.NewReplacer("(", "", ")", "", "_", "", "的", "").Replace(name)
	if utf8.RuneCountInString(name) < len("某某有限公司")/len("某") {
		return ""
	}
	return name
}

// sameCompany reports whether two names are of one company: the one is part of the other.
func sameCompany(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

// isNobody reports whether a name is a gap of a template.
func isNobody(name string) bool {
	return containsAny(name, []string{"xx", "××", "某某", "公司名称", "公司全称", "{{", "某公司", "某科技", "示例"})
}
