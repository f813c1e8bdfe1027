package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/zicha-lint/zicha/internal/policy"
	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

// small are made-up sentences with their topics.
var small = [][2]string{
	{"我们会收集您的%s。", `"collect"`},
	{"我们会向第三方共享您的%s。", `"share"`},
	{"您可以更正或者删除您的%s。", `"rights","risk"`},
	{"感谢使用%s服务。", ``},
}

func write(t *testing.T, truth string, documents map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "docs"), 0o755); err != nil {
		t.Fatal(err)
	}
	documents["truth.jsonl"] = truth
	for name, text := range documents {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func smallFolder(t *testing.T) string {
	var truth strings.Builder
	documents := map[string]string{}
	for d, noun := range []string{"手机号", "昵称", "头像", "订单", "邮箱", "生日"} {
		var text, sents []string
		at := 0
		for _, s := range small {
			line := fmt.Sprintf(s[0], noun)
			sents = append(sents, fmt.Sprintf(`{"s":%d,"e":%d,"labels":[%s]}`, at, at+utf8.RuneCountInString(line), s[1]))
			at += utf8.RuneCountInString(line) + 1
			text = append(text, line)
		}
		fmt.Fprintf(&truth, `{"doc":"d%d","sents":[%s]}`+"\n", d, strings.Join(sents, ","))
		documents[fmt.Sprintf("docs/d%d.txt", d)] = strings.Join(text, "\n") + "\n"
	}
	return write(t, truth.String(), documents)
}

func TestTrain(t *testing.T) {
	set, err := read(smallFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	h := settings
	h.cost, h.folds, h.features = 1, 3, 40
	content, report := train(set, h)
	again, _ := train(set, h)
	if !bytes.Equal(content, again) {
		t.Error("the same data gave different weights")
	}
	if !strings.Contains(report, "micro        F1 1.000") || !strings.Contains(report, "6 documents, 24 sentences, 40 features") {
		t.Errorf("the report is\n%s", report)
	}
	m, err := sentencemodel.Decode(string(content))
	if err != nil {
		t.Fatal(err)
	}
	if m.About.Documents != 6 || m.About.Data != set.digest || m.About.Licence == "" {
		t.Errorf("the header is %+v", m.About)
	}
	here := m.In(sentencemodel.Context{})
	for sentence, want := range map[string]sentencemodel.Topics{
		"我们会收集您的位置。":     1 << sentencemodel.Collect,
		"我们会向第三方共享您的位置。": 1 << sentencemodel.Share,
		"您可以更正或者删除您的位置。": 1 << sentencemodel.Rights,
		"感谢使用位置服务。":      0,
	} {
		if got := here.Topics(policy.Fold(sentence).Text); got != want {
			t.Errorf("%s: %b, want %b", sentence, got, want)
		}
	}
}

// TestScore holds the scores of the cross-validation against the model that is shipped.
func TestScore(t *testing.T) {
	set, err := read(smallFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	h := settings
	h.cost = 1
	w := fit(set.documents, h)
	m, err := sentencemodel.Decode(string(w.Encode(sentencemodel.About{})))
	if err != nil {
		t.Fatal(err)
	}
	c := sentencemodel.Context{Heading: "我们会收集", Section: "一、收集", Intro: "我们会向第三方共享:"}
	sentence := "您可以删除您的昵称。"
	var e example
	for role, text := range [...]string{sentence, c.Heading, c.Section, c.Intro} {
		e.keys[role] = sentencemodel.Keys(sentencemodel.Role(role), text)
	}
	got := m.In(c).Topics(sentence)
	for t2, score := range score(w, e) {
		if got.Has(sentencemodel.Topic(t2)) != (score > 0) {
			t.Errorf("%v: %v with a score of %g", sentencemodel.Topic(t2), got.Has(sentencemodel.Topic(t2)), score)
		}
	}
}

func TestOneDocumentIsTooFew(t *testing.T) {
	folder := write(t, `{"doc":"a","sents":[]}`, map[string]string{"docs/a.txt": strings.Repeat("我们会收集您的手机号。\n", 5)})
	if _, err := read(folder); err == nil || !strings.Contains(err.Error(), "two documents") {
		t.Errorf("got %v", err)
	}
}
