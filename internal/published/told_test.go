package published

import (
	"slices"
	"testing"

	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/rules"
	"github.com/zicha-lint/zicha/rules/builtin"
)

func TestTells(t *testing.T) {
	v := vocabulary()
	for said, want := range map[string]map[string]Telling{
		"Cookie 是网站存放在您电脑硬盘里的小文本文件。":    {"imei": Untold, "mac": Untold, "cookie": Told},
		"您可以在多台设备上登录同一账号。":              {"imei": Untold, "battery": Untold},
		"我们会收集您的设备信息。":                  {"imei": Wider, "ip": Untold, "battery": Told},
		"我们会收集屏幕分辨率、CPU 型号。":            {"imei": Untold, "battery": Told},
		"我们会收集设备标识符、网络信息。":              {"imei": Wider, "ip": Wider, "android_id": Wider},
		"我们会收集您的 IMEI、MAC 地址。":          {"imei": Told, "mac": Told, "android_id": Untold},
		"我们不会收集您的 IMEI。":                {"imei": Denied},
		"存储、文件\t本应用\t【待填写：目的】\t后台由代码读取": {"storage": Told},
	} {
		text := v.Read(text("我们收集的信息", said))
		for id, how := range want {
			if got, m, known := text.Tells(id); got != how || !known || got != Untold && (m.Line != 2 || m.Word == "") {
				t.Errorf("%q tells of %s: %d by %q (line %d), want %d", said, id, got, m.Word, m.Line, how)
			}
		}
	}
}

// Of several places that say the same, one is shown that states it.
func TestTellsWhereItIsStated(t *testing.T) {
	x := vocabulary().Read(text("用户行为规范", "不得发布涉及他人财产的网络信息。", "我们收集的信息", "我们会收集网络信息，用于判断网络状况。"))
	if how, m, _ := x.Tells("ip"); how != Wider || m.Line != 4 {
		t.Errorf("%d in line %d", how, m.Line)
	}
}

// What zicha itself calls a type of information is a word for it.
func TestNamesOfTheCatalogueAreWords(t *testing.T) {
	c := &builtin.Pack().Catalog
	for _, i := range c.Information {
		l := slices.IndexFunc(c.Lexicon, func(l rules.Lexeme) bool { return l.ID == i.Lexicon })
		if l < 0 {
			continue
		}
		found := false
		policy.NewWords(slices.Concat(c.Lexicon[l].Words, c.Lexicon[l].Weak)).Find(policy.Fold(i.Name.ZH), func(policy.Hit) { found = true })
		if !found {
			t.Errorf("no word of the lexicon's %s names %s", i.Lexicon, i.Name.ZH)
		}
	}
}

func TestNamesPermission(t *testing.T) {
	c := &builtin.Pack().Catalog
	p := c.Permission("android.permission.READ_EXTERNAL_STORAGE")
	for said, want := range map[string]bool{
		"存储\t保存便签里的图片\t插入图片时": true, "我们会申请存储权限。": true, "我们如何存储您的信息": false, "本应用是文件管理工具\t示例科技": false,
	} {
		if m, got := vocabulary().Read(text(said)).NamesPermission(p); got != want || got && m.Line != 1 {
			t.Errorf("%q: %t by %q", said, got, m.Word)
		}
	}
}
