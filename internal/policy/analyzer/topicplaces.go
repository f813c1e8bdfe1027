package analyzer

import (
	"strings"
	"unicode/utf8"
)

// isHeading reports whether the sentence is a heading.
func (r *reader) isHeading(i int) bool { return r.Sentences[i].Heading }

// speaksOfUs reports whether the operator speaks of itself in the sentence.
func (r *reader) speaksOfUs(i int) bool { return strings.Contains(r.Sentences[i].Folded, "我们") }

// aboutInformation reports whether the sentence is about information. The words are too
// common to be looked for everywhere.
func (r *reader) aboutInformation(i int) bool {
	return containsAny(r.Sentences[i].Folded, []string{"信息", "数据", "资料", "隐私", "日志", "记录", "内容", "账号", "账户"})
}

// aboutPersonalInformation reports whether the sentence is about information on persons.
func (r *reader) aboutPersonalInformation(i int) bool {
	return containsAny(r.Sentences[i].Folded, []string{"个人信息", "您的信息", "你的信息", "用户信息", "资料", "个人数据", "个人隐私", "隐私信息", "账户信息", "账号信息", "注册信息", "您的账户", "您的账号"})
}

// movesInformation reports whether information is moved or kept in the sentence.
func (r *reader) movesInformation(i int) bool {
	return r.aboutInformation(i) && containsAny(r.Sentences[i].Folded, []string{"传输", "转移", "提供", "存储", "传送", "访问", "共享", "分享", "储存", "处理"})
}

// aboutMessages reports whether the sentence is about messages that users get.
func (r *reader) aboutMessages(i int) bool {
	return containsAny(r.Sentences[i].Folded, []string{"信息", "消息", "短信", "邮件", "通知", "资讯", "广告"})
}

// aboutContent reports whether the sentence is about what users make public.
func (r *reader) aboutContent(i int) bool {
	return containsAny(r.Sentences[i].Folded, []string{"内容", "发布", "上传", "发表", "作品", "著作", "评论", "表演权"})
}

// namesCompany reports whether the sentence has a word that names of companies end in.
func (r *reader) namesCompany(i int) bool {
	return containsAny(r.Sentences[i].Folded, []string{"公司", "工作室", "中心", "集团", "银行", "ltd", "inc", "limited", "oy"})
}

func (r *reader) hasColon(i int) bool { return strings.Contains(r.Sentences[i].Folded, ":") }

// isRow reports whether the sentence is a row of a table.
func (r *reader) isRow(i int) bool {
	return strings.ContainsAny(r.Text(r.Sentences[i].Place), "|｜\t")
}

// givesContact reports whether the sentence has an e-mail address or a telephone
// number.
func (r *reader) givesContact(i int) bool {
	s := r.Sentences[i].Folded
	return hasAddress(s) || hasNumber(s)
}

// hasAddress reports whether there is an e-mail address in a folded text.
func hasAddress(s string) bool {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '@')
		if i < 0 {
			return false
		}
		at += i + 1
		if at > 1 && at < len(s) && wordByte(s[at-2]) && wordByte(s[at]) {
			return true
		}
	}
}

const minNumber = 7 // digits of a telephone number, or of an account of QQ

// hasNumber reports whether there is a telephone number in a folded text: enough
// digits, with dashes, or one of the short numbers that begin with 95, 96, 100 or 123.
func hasNumber(s string) bool {
	digits, from := 0, 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i < len(s) && '0' <= s[i] && s[i] <= '9':
			if digits == 0 {
				from = i
			}
			digits++
			continue
		case i < len(s) && digits > 0 && strings.IndexByte("-()", s[i]) >= 0:
			continue
		}
		if digits >= minNumber || digits == 5 && startsShortNumber(s[from:]) {
			return true
		}
		digits = 0
	}
	return false
}

func startsShortNumber(s string) bool {
	for _, head := range [...]string{"95", "96", "100", "101", "123"} {
		if strings.HasPrefix(s, head) {
			return true
		}
	}
	return false
}

func wordByte(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' }

// givesDate reports whether a date stands in the sentence or, where it ends in a
// colon or is a mere label, in the next.
func (r *reader) givesDate(i int) bool {
	s := r.Sentences[i].Folded
	if hasDate(s) {
		return true
	}
	return utf8.RuneCountInString(s) <= maxDateLabel && i+1 < len(r.Sentences) && utf8.RuneCountInString(r.Sentences[i+1].Folded) <= maxDateLine && hasDate(r.Sentences[i+1].Folded)
}

// Limits of what is taken for a line of a date, in code points.
const (
	maxDateLabel = 14
	maxDateLine  = 24
)

// hasDate reports whether there is a day or a month of a year in a folded text:
// 2021年3月1日, 2021-3-1, 2021.03, 二〇二一年三月.
func hasDate(s string) bool {
	for at := 0; at < len(s); {
		i := strings.Index(s[at:], "20")
		if i < 0 {
			break
		}
		i += at
		at = i + len("20")
		if i > 0 && '0' <= s[i-1] && s[i-1] <= '9' || decimal(s[i:]) < 4 {
			continue
		}
		if decimal(s[i:]) == 8 {
			return true
		}
		rest := s[i+4:]
		for _, mark := range [...]string{"年", "-", ".", "/", "—"} {
			if after, ok := strings.CutPrefix(rest, mark); ok && decimal(after) > 0 {
				return true
			}
		}
	}
	return strings.Contains(s, "二〇") || strings.Contains(s, "二零") && strings.Contains(s, "年")
}
