package policy

import (
	"regexp"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
)

// withoutLinks leaves out the paragraphs before and after the text of a page that
// are links and nothing else: menus, tables of contents, other pages of the site.
func withoutLinks(all []app.Paragraph, links []int) []app.Paragraph {
	first, last := textOf(all, links)
	if first < 0 {
		return all
	}
	out := all[:0]
	next := 0
	for i, p := range all {
		if next < len(links) && links[next] == i {
			next++
			if (i < first || i > last) && !imprint.MatchString(p.Text) && !SpeaksOfThirdParties(p.Text) {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// textOf returns the indexes of the first and the last paragraph of text; -1 where
// there is none.
func textOf(all []app.Paragraph, links []int) (first, last int) {
	first, last = -1, -1
	next := 0
	for i := range all {
		if next < len(links) && links[next] == i {
			next++
			continue
		}
		if isProse(all[i].Text) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

const (
	menuReach = 60 // paragraphs from the beginning or the end, in which a menu is looked for
	leastMenu = 3  // entries
)

// withoutMenus leaves out the entries of menus that stand one below the other
// before and after the text, where nothing but their words marks them.
func withoutMenus(all []app.Paragraph) []app.Paragraph {
	first, last := textOf(all, nil)
	if first < 0 {
		return all
	}
	drop := map[int]bool{}
	mark := func(from, to int) {
		run := from
		for i := from; i <= to; i++ {
			if i < to && menuEntry(all[i].Text) {
				continue
			}
			for k := run; i-run >= leastMenu && k < i; k++ {
				drop[k] = true
			}
			run = i + 1
		}
	}
	mark(max(0, first-menuReach), first)
	mark(last+1, min(len(all), last+1+menuReach))
	if len(drop) == 0 {
		return all
	}
	out := make([]app.Paragraph, 0, len(all)-len(drop))
	for i, p := range all {
		if !drop[i] {
			out = append(out, p)
		}
	}
	return out
}

// menuEntry reports whether a line is an entry of a site's menu, or several.
func menuEntry(text string) bool {
	const longest = 120 // bytes
	if len(text) > longest {
		return false
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return isBlank(r) || strings.ContainsRune(`|/·>»*-`, r) })
	for _, w := range words {
		if !menuWord.MatchString(w) {
			return false
		}
	}
	return len(words) > 0
}

var menuWord = regexp.MustCompile(`^(?i:首页|网站首页|返回|返回首页|返回顶部|回到顶部|登录|注册|立即注册|退出|搜索|更多|菜单|下载|APP下载|立即下载|客户端下载|下载APP|下载中心` +
	`|产品|产品中心|产品介绍|解决方案|新闻|新闻中心|新闻动态|公司动态|资讯|社区|论坛|博客|商城|招聘|加入我们|人才招聘|诚聘英才|关于我们|关于|公司简介|联系我们|联系` +
	`|帮助|帮助中心|客服|客服中心|在线客服|意见反馈|友情链接|合作伙伴|商务合作|广告合作|网站地图|法律声明|用户协议|服务条款|隐私政策|隐私条款|免责声明|版权声明` +
	`|开放平台|开发者|微博|微信|官方微博|官方微信|公众号|扫码下载|举报|侵权投诉|English|中文|简体中文|繁体中文|EN|CN|Home|About|Contact|Login)$`)
