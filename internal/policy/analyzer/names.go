package analyzer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of what is taken for the name of an app.
const (
	maxNames    = 8
	maxNameSize = 45 // bytes
)

// stretch is a part of the folded text.
type stretch struct{ from, to int }

// hideNames finds where words of the lexicon stand in names: of documents, 《…》, and of
// the app itself, as in “美颜相机”软件. A camera in the name of the app is no camera.
func (r *reader) hideNames() {
	var names []string
	for _, w := range r.found {
		if w.Vocabulary != vocabularyInformation || r.lexemes[w.Word].id == noneLexeme {
			continue
		}
		from, to, mark := r.quoted(int(w.From), int(w.To))
		switch {
		case mark == '《':
			r.hidden = append(r.hidden, stretch{from, to})
		case mark == '“' && r.namesApp(to):
			r.hidden = append(r.hidden, stretch{from, to})
			if name := r.folded.Text[from:to]; len(names) < maxNames && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if title := r.titleName(); title != "" && len(names) < maxNames {
		names = append(names, title)
	}
	for _, name := range names {
		for at := 0; ; {
			i := strings.Index(r.folded.Text[at:], name)
			if i < 0 {
				break
			}
			r.hidden = append(r.hidden, stretch{at + i, at + i + len(name)})
			at += i + len(name)
		}
	}
	slices.SortFunc(r.hidden, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
}

// inName reports whether a stretch of the text stands in a name. The stretches that are
// asked for come in order.
func (r *reader) inName(from, to int) bool {
	for len(r.hidden) > 0 && r.hidden[0].to <= from {
		r.hidden = r.hidden[1:]
	}
	return len(r.hidden) > 0 && r.hidden[0].from <= from && to <= r.hidden[0].to
}

// quoted returns what stands around a word in quotes, without them, and the opening one.
func (r *reader) quoted(from, to int) (begin, end int, mark rune) {
	text := r.folded.Text
	for begin = from; begin > 0 && from-begin < maxNameSize; {
		c, size := utf8.DecodeLastRuneInString(text[:begin])
		switch c {
		case '《', '“':
			mark = c
		case '》', '”', '\n', ',', '。', '、', ':', ';':
			return 0, 0, 0
		}
		if mark != 0 {
			break
		}
		begin -= size
	}
	closing := "”"
	if mark == '《' {
		closing = "》"
	}
	i := strings.Index(text[to:min(len(text), to+maxNameSize)], closing)
	if mark == 0 || i < 0 || strings.ContainsAny(text[to:to+i], "\n,。、“《") {
		return 0, 0, 0
	}
	return begin, to + i, mark
}

var afterName = []string{"软件", "app", "应用", "客户端", "平台", "产品", "服务", "及相关", "(以下", "(下称", "网站", "手机客户端", "隐私", "用户", "账号", "将", "会", "小程序", "是", "游戏", "公众号", "的"}

// namesApp reports whether what stands in quotes that close at an offset is the name
// of an app, by what follows.
func (r *reader) namesApp(closing int) bool {
	rest := r.folded.Text[closing+len("”"):]
	for _, w := range afterName {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

var afterTitle = []string{"隐私", "用户服务", "用户协议", "用户许可", "服务协议", "软件许可", "使用协议", "个人信息保护", "app隐私", "软件隐私"}

// titleName returns what stands before 隐私政策 in the title.
func (r *reader) titleName() string {
	if len(r.starts) < 2 {
		return ""
	}
	line := strings.Trim(r.folded.Text[:min(r.starts[1]-1, 3*maxNameSize)], "#《》“”\"'【】")
	end := len(line)
	for _, w := range afterTitle {
		if i := strings.Index(line, w); i >= 0 && i < end {
			end = i
		}
	}
	name := strings.TrimSuffix(strings.TrimSuffix(line[:end], "app"), "软件")
	if end == len(line) || len(name) > maxNameSize || utf8.RuneCountInString(name) < 3 || strings.Contains(name, "信息") || strings.Contains(name, "用户") {
		return ""
	}
	return name
}
