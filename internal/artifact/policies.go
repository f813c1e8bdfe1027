package artifact

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/zicha-lint/zicha/internal/app"
)

// maxPolicyHints bounds the traces that are kept; a handful is the rule.
const maxPolicyHints = 100

var (
	policyTitle = regexp.MustCompile(`隐私(权)?(政策|协议|条款|声明|策略|保护指引|保护声明|权声明|保护政策)|个人信息(保护|处理)(政策|规则)|(?i:\bprivacy (policy|notice|statement)\b)`)
	policyURL   = regexp.MustCompile(`https?://[\w.\-:/%~?=&#+@!,;]*(?i:privacy|yinsi|ysxy|policy|yszc)[\w.\-:/%~?=&#+@!,;]*`)
	policyEntry = regexp.MustCompile(`(?i)privacy|yinsi|yszc|ysxy|隐私`)
)

// Hosts whose policies come with a library or an SDK and say nothing about the
// app.
var libraryHosts = []string{
	"google.com", "android.com", "googleapis.com", "firebase.com", "mozilla.org", "apache.org", "w3.org", "github.com",
	"facebook.com", "adobe.com", "macromedia.com", "applovin.com", "unity3d.com", "vungle.com", "adcolony.com",
	"connect.qq.com", "bugly.qq.com", "e.qq.com", "m.weibo.cn", "open.weibo.com", "umeng.com", "jiguang.cn", "jpush.cn",
	"getui.com", "mob.com", "amap.com", "csjplatform.com", "pangle.io", "sensorsdata.cn", "talkingdata.com", "dcloud.io",
	"dcloud.net.cn", "consumer.huawei.com", "dev.mi.com", "open.oppomobile.com", "dev.vivo.com.cn", "e.189.cn", "wostore.cn",
	"cmpassport.com",
}

// findPolicies looks for traces of a privacy policy: documents, links and the
// words of a menu entry.
func (a *apk) findPolicies() {
	seen := map[string]bool{}
	add := func(h app.PolicyHint) {
		if !seen[h.Text] && len(a.PolicyHints) < maxPolicyHints {
			seen[h.Text] = true
			a.PolicyHints = append(a.PolicyHints, h)
		}
	}
	for i := range a.zip.Entries {
		if name := a.zip.Entries[i].Name; isPolicyDocument(name) {
			add(app.PolicyHint{Text: name, At: app.Location{File: name}})
		}
	}
	for _, t := range a.Texts {
		if strings.Contains(t.Value, "://") {
			for _, u := range policyURL.FindAllString(t.Value, 4) {
				if !fromLibrary(u) {
					add(app.PolicyHint{Text: u, URL: true, At: t.At})
				}
			}
		}
		if !mayBeTitle(t.Value) {
			continue
		}
		if words := policyTitle.FindString(t.Value); words != "" {
			add(app.PolicyHint{Text: words, At: t.At})
		}
	}
	slices.SortStableFunc(a.PolicyHints, func(x, y app.PolicyHint) int {
		return cmp.Or(cmp.Compare(x.At.File, y.At.File), cmp.Compare(x.Text, y.Text))
	})
}

// mayBeTitle is the short way out for nearly every text.
func mayBeTitle(s string) bool {
	return strings.Contains(s, "隐私") || strings.Contains(s, "个人信息") || strings.Contains(s, "rivacy") || strings.Contains(s, "RIVACY")
}

func isPolicyDocument(name string) bool {
	if !strings.HasPrefix(name, "assets/") && !strings.HasPrefix(name, "res/raw") {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".txt", ".md", ".pdf", ".docx":
		return policyEntry.MatchString(path.Base(name))
	}
	return false
}

func fromLibrary(url string) bool {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return slices.ContainsFunc(libraryHosts, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) })
}
