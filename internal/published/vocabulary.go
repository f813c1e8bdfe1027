package published

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
)

// How tells by what a text names an SDK, the surest first.
type How int

// The ways in which a text names an SDK.
const (
	ByName   How = iota // its name, or another by which policies call it
	ByPrefix            // a prefix of its classes
	ByLink              // the host of its privacy policy, where no other SDK has it
	ByHouse             // only who offers it is named, and not which SDK is meant
)

// meaning is what a word stands for.
type meaning struct {
	sdk   int    // index in the catalogue, or -1
	how   How    // of an SDK
	house string // of who offers SDKs, or ""
}

// Vocabulary is every word by which published texts name SDKs and information.
// It is safe for concurrent use.
type Vocabulary struct {
	catalog     *rules.Catalog
	names       *policy.Words // of SDKs and houses
	meanings    []meaning     // by number of the word
	houses      []string      // of each SDK: id of its vendor, or its legal name
	information *policy.Words
	lexemes     []string            // by number of the word: id of the lexicon
	lexicon     map[string][]string // id in information.yaml to ids of the lexicon that name it or something wider
	named       map[string]string   // id in information.yaml to that of the lexicon that names it itself
}

// NewVocabulary makes the vocabulary of a catalogue.
func NewVocabulary(c *rules.Catalog) *Vocabulary {
	v := &Vocabulary{catalog: c, houses: housesOf(c), lexicon: widen(c), named: map[string]string{}}
	for i := range c.Information {
		v.named[c.Information[i].ID] = c.Information[i].Lexicon
	}
	b := builder{Vocabulary: v, taken: map[string]bool{}}
	b.vendors()
	b.sdks()
	for _, w := range noNames {
		b.add(w, meaning{sdk: -1})
	}
	v.names = policy.NewWords(b.list)
	var words []string
	for i := range c.Lexicon {
		for _, w := range slices.Concat(c.Lexicon[i].Words, c.Lexicon[i].Weak) {
			words, v.lexemes = append(words, w), append(v.lexemes, c.Lexicon[i].ID)
		}
	}
	v.information = policy.NewWords(words)
	return v
}

// noNames are longer words that have the name of an SDK in them and do not mean it.
var noNames = []string{"@qq.com", "客服qq", "qq群", "qq:", "qq客服", "微信公众号", "微信客服", "微信群", "webbeacon", "webbeacons", "网络beacon", "beacons", "网络信标beacon", "官方微博", "官方微信"}

// housesOf returns the house of each SDK; "" where nobody is known to offer it.
func housesOf(c *rules.Catalog) []string {
	house := map[string]string{}
	for i := range c.Vendors {
		for _, n := range c.Vendors[i].Names {
			house[policy.Normalize(n)] = c.Vendors[i].ID
		}
	}
	out := make([]string, len(c.SDKs))
	for i := range c.SDKs {
		vendor := policy.Normalize(c.SDKs[i].Vendor)
		if out[i] = house[vendor]; out[i] == "" {
			out[i] = vendor
		}
	}
	return out
}

// widen returns by which entries of the lexicon each type of information is named,
// by itself or by a wider type.
func widen(c *rules.Catalog) map[string][]string {
	at := make(map[string]*rules.Information, len(c.Information))
	for i := range c.Information {
		at[c.Information[i].ID] = &c.Information[i]
	}
	out := make(map[string][]string, len(at))
	for id, i := range at {
		const most = 8 // wider types above each other, as the loader allows
		for n := 0; i != nil && n < most; n++ {
			if i.Lexicon != "" && !slices.Contains(out[id], i.Lexicon) {
				out[id] = append(out[id], i.Lexicon)
			}
			i = at[i.Parent]
		}
	}
	return out
}

// builder gathers the words by which SDKs and houses are named.
type builder struct {
	*Vocabulary
	list  []string
	taken map[string]bool // names of houses
}

func (b *builder) add(word string, m meaning) {
	b.list = append(b.list, word)
	b.meanings = append(b.meanings, m)
}

func (b *builder) house(word, house string) {
	b.taken[policy.Normalize(word)] = true
	b.add(word, meaning{sdk: -1, house: house})
}

func (b *builder) vendors() {
	known := map[string]bool{}
	for i := range b.catalog.Vendors {
		known[b.catalog.Vendors[i].ID] = true
		for _, n := range b.catalog.Vendors[i].Names {
			b.house(n, b.catalog.Vendors[i].ID)
		}
	}
	for i, h := range b.houses {
		if h != "" && !known[h] {
			known[h] = true
			b.house(b.catalog.SDKs[i].Vendor, h)
		}
	}
}

func (b *builder) sdks() {
	hosts := map[string][]int{}
	roots := map[string][]int{}
	for i := range b.catalog.SDKs {
		s := &b.catalog.SDKs[i]
		for _, n := range slices.Concat(names(s.Name.ZH), names(s.Name.EN), s.Aliases) {
			b.add(n, meaning{sdk: i, how: ByName})
		}
		for _, p := range s.Prefixes {
			b.add(p, meaning{sdk: i, how: ByPrefix})
		}
		if root := rootOf(s.Name.ZH); root != "" {
			roots[root] = append(roots[root], i)
		}
		if u, err := url.Parse(s.Policy); err == nil && u.Host != "" {
			host := strings.TrimPrefix(u.Host, "www.")
			hosts[host] = append(hosts[host], i)
		}
	}
	b.group(roots, ByName)
	b.group(hosts, ByLink)
}

// group adds words that name an SDK where they are its alone, and else the house.
func (b *builder) group(words map[string][]int, alone How) {
	for _, w := range slices.Sorted(maps.Keys(words)) {
		of := words[w]
		switch house := b.houses[of[0]]; {
		case alone == ByName && b.taken[w]:
		case len(of) == 1 && (alone == ByName || !b.siblings(of[0])):
			b.add(w, meaning{sdk: of[0], how: alone})
		case house != "" && !slices.ContainsFunc(of, func(i int) bool { return b.houses[i] != house }):
			b.add(w, meaning{sdk: -1, house: house})
		}
	}
}

// siblings reports whether the house of an SDK offers others too.
func (b *builder) siblings(sdk int) bool {
	for i, h := range b.houses {
		if i != sdk && h != "" && h == b.houses[sdk] {
			return true
		}
	}
	return false
}

var (
	parted = regexp.MustCompile(`\s*[/（）()、]\s*`)
	// generic words are no name, though one stands in the name of an SDK beside others.
	generic = regexp.MustCompile(`^(?:已下线|开源|内嵌|天璇|短视频|定位|导航|搜索|验证码|支付|下载|更新|推流|播放器?|ocr|iap|联运|多酷|登录|分享|广告|统计|` +
		`sdk|cv|cvsdk|现在|share|any|360|unity|firebase|map|base|location|ads?|push|kit|api|柚子|nebula|core|基础|游戏|.*共用|of.*|.)$`)
	suffix = regexp.MustCompile(`(?:sdk|消息推送|移动推送|云推送|推送|移动统计|应用统计|统计|分析|支付|登录|分享|地图|定位|广告联盟|广告|联盟|聚合|客服|行为验证|验证码|开放平台|语音|热修复|投屏|美颜|人脸|科技|im|存储|云存储)$`)
)

// names returns a name and the parts of one that is several: 腾讯移动推送TPNS/信鸽,
// Pangle (CSJ).
func names(name string) []string {
	out := []string{name}
	for _, part := range parted.Split(name, -1) {
		if part != name && part != "" && !generic.MatchString(policy.Normalize(part)) && utf8.RuneCountInString(part) > 1 {
			out = append(out, part)
		}
	}
	return out
}

// rootOf returns a name without what it is for: 美洽 of 美洽客服; "" where nothing
// of it would be left.
func rootOf(name string) string {
	folded := policy.Normalize(name)
	root := suffix.ReplaceAllString(folded, "")
	if root == folded || strings.Contains(root, "/") || utf8.RuneCountInString(root) < 2 || len(root) < 3 || generic.MatchString(root) {
		return ""
	}
	return root
}
