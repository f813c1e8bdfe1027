package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWordsFindTheFirstAndTheLongest(t *testing.T) {
	words := []string{"设备", "设备信息", "设备标识", "信息", "mac", "mac地址", "android id", "账号", "oaid", "识别码信息", "备", ""}
	w := NewWords(words)
	for text, want := range map[string]string{
		"收集设备信息与信息":                   "设备信息 信息",
		"MAC 地址、ＭＡＣ":                  "mac地址 mac",
		"macOS、iMac、mac2、a mac":       "mac",
		"AndroidID 和 Android\u00a0ID": "androidid androidid",
		"帐 号":                         "账号",
		"OAID信息":                      "oaid 信息",
		"备设备标":                        "备 设备",
		"":                            "",
	} {
		var got []string
		f := Fold(text)
		w.Find(f, func(h Hit) { got = append(got, f.Text[h.From:h.To]) })
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestFoldKnowsThePlace(t *testing.T) {
	const text = "我们  收集\u00a0ＭＡＣ 地址㈠，⽤户"
	f := Fold(text)
	if want := "我们收集mac地址(一),用户"; f.Text != want {
		t.Fatalf("folded to %q", f.Text)
	}
	for _, word := range []struct{ folded, raw string }{{"我们", "我"}, {"收集", "收"}, {"mac", "Ｍ"}, {"地址", "地"}, {",", "，"}, {"用户", "⽤"}} {
		at := f.Raw(strings.Index(f.Text, word.folded))
		if !strings.HasPrefix(text[at:], word.raw) {
			t.Errorf("%s is said to stand at %d", word.folded, at)
		}
	}
}

func TestFoldLinesKnowsThePlace(t *testing.T) {
	texts := []string{"甲：", "", " **乙** ＩＰ", "[丙](https://a.b/c)丁"}
	f := FoldLines(texts)
	if want := "甲:\n\n乙ip\n丙丁\n"; f.Text != want {
		t.Fatalf("folded to %q", f.Text)
	}
	original := strings.Join(texts, "\n") + "\n"
	for _, word := range []struct{ folded, raw string }{{"甲", "甲"}, {":", "："}, {"乙", "乙"}, {"p", "Ｐ"}, {"丙", "丙"}, {"丁", "丁"}} {
		if at := f.Raw(strings.Index(f.Text, word.folded)); !strings.HasPrefix(original[at:], word.raw) {
			t.Errorf("%s is said to stand at %d", word.folded, at)
		}
	}
}

func TestVocabulariesDoNotHideEachOther(t *testing.T) {
	v := NewVocabularies(
		Vocabulary{Words: []string{"收集", "不收集", "信息"}},
		Vocabulary{Words: []string{"收集", "集信", "信息"}, Every: true},
	)
	f := Fold("不收集信息")
	var got []string
	found, every := v.Find(f)
	for _, h := range append(found, every...) {
		got = append(got, fmt.Sprint(h.Vocabulary, f.Text[h.From:h.To]))
	}
	if want := "0不收集 0信息 1收集 1集信 1信息"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}

// plain finds what Words finds, word by word.
func plain(words []string, f *Folded) []string {
	var out []string
	for i := 0; i < len(f.Text); {
		longest := 0
		for _, w := range words {
			text := Fold(w).Text
			if len(text) > longest && strings.HasPrefix(f.Text[i:], text) && f.edge(i) && f.edge(i+len(text)) {
				longest = len(text)
			}
		}
		if longest > 0 {
			out = append(out, fmt.Sprint(i, f.Text[i:i+longest]))
		}
		i += max(1, longest)
	}
	return out
}

func FuzzWords(f *testing.F) {
	f.Add("设备|备信|信息|a|ab b|bc", "设备信息 ab bc 备信息")
	f.Add("aa|aaa|b a", "aaaab aa b a")
	f.Fuzz(func(t *testing.T, list, text string) {
		words := strings.Split(list, "|")
		if len(words) > 50 || len(text) > 2000 {
			return
		}
		folded := Fold(text)
		var got []string
		NewWords(words).Find(folded, func(h Hit) { got = append(got, fmt.Sprint(h.From, folded.Text[h.From:h.To])) })
		if want := plain(words, folded); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		for i := range folded.Text {
			if at := folded.Raw(i); at < 0 || at > len(text) {
				t.Fatalf("offset %d leads to %d of %d", i, at, len(text))
			}
		}
	})
}

// Fold is Normalize, but for 帐 and for characters that only together have another
// form.
func TestFoldIsNormalize(t *testing.T) {
	for r := rune(1); r < 0x20000; r++ {
		s := "甲" + string(r) + "乙"
		if got, want := Fold(s).Text, Normalize(s); got != want && r != '帐' && r != '帳' {
			t.Errorf("%U folds to %q, want %q", r, got, want)
		}
	}
}
