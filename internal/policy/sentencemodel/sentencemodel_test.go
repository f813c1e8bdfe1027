package sentencemodel

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/policy"
)

// The sentences are made up; each is short and says one thing.
func TestTopics(t *testing.T) {
	tests := []struct {
		context  Context
		sentence string
		topics   []Topic
	}{
		{Context{}, "当您注册账号时，我们会收集您的手机号码和昵称。", []Topic{Collect}},
		{Context{}, "我们会将您的订单信息共享给第三方物流公司。", []Topic{Share}},
		{Context{}, "我们在中华人民共和国境内存储您的个人信息，保存期限为六个月。", []Topic{Storage}},
		{Context{}, "扫描二维码时，我们需要申请您的相机权限。", []Topic{Permissions}},
		{Context{}, "我们采用加密技术保护您的个人信息，防止数据泄露。", []Topic{Security}},
		{Context{}, "未满十四周岁的儿童应在监护人的同意下使用本产品。", []Topic{Minors}},
		{Context{}, "您可以在设置页面中查询、更正或删除您的个人信息，也可以注销账号。", []Topic{Rights}},
		{Context{}, "如有疑问，请拨打客服电话或发送邮件与我们联系，我们将在十五个工作日内回复。", []Topic{Contact}},
		{Context{}, "本政策更新后，您继续使用服务即表示同意修订后的政策。", []Topic{Change}},
		{Context{Heading: "五、停止运营", Section: "五、停止运营"}, "若本产品停止运营，我们将停止收集个人信息，并删除已持有的信息。", []Topic{Cease}},
		{Context{Heading: "三、我们如何共享您的个人信息", Section: "三、我们如何共享您的个人信息", Intro: "以下情形中,共享您的个人信息无需征得同意:"}, "与国家安全直接相关的；", []Topic{Share}},
		{Context{}, "今天天气很好。", nil},
	}
	m := Load()
	for _, test := range tests {
		c := Context{fold(test.context.Section), fold(test.context.Heading), fold(test.context.Intro)}
		got := m.In(c).Topics(fold(test.sentence))
		for _, want := range test.topics {
			if !got.Has(want) {
				t.Errorf("%s: %v is missing among %v", test.sentence, want, names(got))
			}
		}
		if test.topics == nil && got != 0 {
			t.Errorf("%s: %v, want nothing", test.sentence, names(got))
		}
	}
}

func fold(s string) string { return policy.Fold(s).Text }

func names(s Topics) (list []string) {
	for t := range s.All() {
		list = append(list, t.String())
	}
	return list
}

// TestEmbedded holds the header of the weights against the weights, and their
// size against what was promised.
func TestEmbedded(t *testing.T) {
	m, err := Decode(embedded)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := readHeader(embedded)
	sum := sha256.Sum256([]byte(body))
	if m.About.Weights != hex.EncodeToString(sum[:]) {
		t.Error("the header has the digest of other weights")
	}
	if len(m.About.Data) != 2*sha256.Size || m.About.Documents == 0 || m.About.Sentences == 0 || m.About.Features != len(m.rows) {
		t.Errorf("the header is incomplete: %+v", m.About)
	}
	if !strings.HasPrefix(m.About.Licence, "CC BY 4.0") || !strings.Contains(m.About.Attribution, "CAPP-130") {
		t.Errorf("the header does not say whose data it is: %+v", m.About)
	}
	if len(embedded) > 400<<10 {
		t.Errorf("%d bytes of weights", len(embedded))
	}
	doc, err := os.ReadFile("../../../docs/policy-model.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{m.About.Data, m.About.Weights} {
		if !strings.Contains(string(doc), want) {
			t.Errorf("docs/policy-model.md does not state %s", want)
		}
	}
}

// TestCurrent trains once more. The data are not part of the repository.
func TestCurrent(t *testing.T) {
	data := os.Getenv("ZICHA_CAPP130")
	if data == "" {
		t.Skip("ZICHA_CAPP130 does not name the folder of the training data")
	}
	out := filepath.Join(t.TempDir(), "weights.bin")
	if text, err := exec.Command("go", "run", "../../gen/sentencemodel", "-data", data, "-out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	trained, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if string(trained) != embedded {
		t.Error("training gives other weights than those that are embedded")
	}
}

func TestDecodeEncode(t *testing.T) {
	w := Weights{
		Step: [numTopics]float32{0: 0.5, 10: 2}, Bias: [numTopics]float32{-1, 3}, Role: [NumRoles]float32{1, 0.5, 0.25, 1},
		Keys: []uint32{0, 7, 300, 70000, 1<<KeyBits - 1},
		Rows: [][numTopics]int8{{1}, {0, -127}, {10: 127}, {}, {-1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11}},
	}
	m, err := Decode(string(w.Encode(About{Data: "d", Documents: 1, Sentences: 2, Licence: "l", Attribution: "a: b"})))
	if err != nil {
		t.Fatal(err)
	}
	if m.About.Attribution != "a: b" || m.About.Features != 5 || m.bias[1] != 3 || m.step[10] != 2 {
		t.Errorf("read %+v", m.About)
	}
	for i, key := range w.Keys {
		if m.place(key) != i {
			t.Fatalf("key %d is at %d, want %d", key, m.place(key), i)
		}
		var sums [numTopics]int32
		r := m.rows[i]
		r.empty(&sums)
		for topic, sum := range sums {
			if sum != int32(w.Rows[i][topic]) {
				t.Errorf("key %d, %v: %d, want %d", key, Topic(topic), sum, w.Rows[i][topic])
			}
		}
	}
	for _, key := range []uint32{1, 8, 299, 301, 1 << 20} {
		if m.place(key) != -1 {
			t.Errorf("key %d was found", key)
		}
	}
}

// TestLanes adds as many rows as the lanes hold.
func TestLanes(t *testing.T) {
	var r row
	var sums [numTopics]int32
	for range maxHits {
		for topic := range numTopics {
			v := int8(-127)
			if topic%2 == 1 {
				v = 127
			}
			r[topic/4] += uint64(v) << (16 * (topic % 4))
		}
	}
	r.empty(&sums)
	for topic, sum := range sums {
		want := int32(-127 * maxHits)
		if topic%2 == 1 {
			want = -want
		}
		if sum != want {
			t.Errorf("%v: %d, want %d", Topic(topic), sum, want)
		}
	}
}

func TestHostile(t *testing.T) {
	here := Load().In(Context{Heading: strings.Repeat("收集", 1<<20)})
	long := strings.Repeat("我们收集您的信息,", 10<<20/25)
	if here.Topics(long) != here.Topics(long[:maxSentence]) {
		t.Error("more than the beginning of a long sentence is read")
	}
	here.Topics("\xff\xfe\x00")
	if got := here.Topics(""); got != 0 {
		t.Errorf("an empty sentence is about %v", names(got))
	}
}

func FuzzDecode(f *testing.F) {
	small := Weights{Keys: []uint32{5, 500}, Rows: [][numTopics]int8{{1, 2}, {3: -4}}}
	f.Add(string(small.Encode(About{})))
	f.Add(embedded[:2000])
	f.Fuzz(func(_ *testing.T, file string) {
		if m, err := Decode(file); err == nil { // whatever it says, it is no panic
			m.In(Context{Heading: "标题"}).Topics("我们收集您的信息")
		}
	})
}

func BenchmarkTopics(b *testing.B) {
	m := Load()
	section := fold("一、我们如何收集和使用您的个人信息")
	type sentence struct {
		Context
		text string
	}
	var list []sentence
	for _, text := range []string{
		"一、我们如何收集和使用您的个人信息", "当您注册账号时，我们会收集您的手机号码、昵称和头像，以便为您创建账号并提供服务。",
		"为了保障账号安全，我们会收集设备型号、操作系统版本、网络状态和日志信息。", "我们仅在以下情形中向第三方共享您的个人信息：",
		"（1）事先获得您的明确同意；", "（2）根据法律法规的规定或者行政、司法机关的要求；",
		"您可以通过设置页面查询、更正、删除您的个人信息，也可以随时注销您的账号。",
	} {
		s := sentence{Context{Section: section, Heading: section}, fold(text)}
		if strings.HasPrefix(text, "（") {
			s.Intro = list[3].text
		}
		list = append(list, s)
	}
	size := 0
	for _, s := range list {
		size += len(s.text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		var at Context
		here := m.In(at)
		for _, s := range list {
			if s.Context != at {
				at = s.Context
				here = m.In(at)
			}
			here.Topics(s.text)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.SetBytes(int64(len(embedded)))
	for b.Loop() {
		if _, err := Decode(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
