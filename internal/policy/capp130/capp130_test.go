package capp130

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zicha-lint/zicha/internal/policy/sentencemodel"
)

func folder(t *testing.T, truth string, documents map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "docs"), 0o755); err != nil {
		t.Fatal(err)
	}
	documents["truth.jsonl"] = truth
	for name, text := range documents {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// text has blanks and an empty line that no paragraph has.
const text = "\ufeff 一、收集\n\n  我们会收集您的手机号！用于注册；不收集位置。\n您可以更正或者删除您的昵称和头像。\n"

func TestRead(t *testing.T) {
	truth := `{"doc":"b","sents":[{"s":2,"e":6,"labels":[]},{"s":10,"e":25,"labels":["collect","risk"]},{"s":21,"e":32,"labels":["use"]},{"s":33,"e":50,"labels":["rights"]}]}
{"doc":"a","sents":[]}
`
	c, err := Read(folder(t, truth, map[string]string{"docs/a.txt": text, "docs/b.txt": text}))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Documents) != 2 || len(c.Documents[0].Labelled) != 0 || c.Sentences() != 4 || len(c.Digest) != 64 {
		t.Fatalf("got %d documents with %d sentences, digest %q", len(c.Documents), c.Sentences(), c.Digest)
	}
	d := &c.Documents[1]
	var got []string
	for _, s := range d.Labelled {
		line := ""
		for topic := range s.Topics.All() {
			line += topic.String() + " "
		}
		for _, ours := range d.Analysis.Sentences[s.From:s.To] {
			line += d.Analysis.Text(ours.Place)
		}
		got = append(got, line)
	}
	want := "一、收集\ncollect 我们会收集您的手机号！用于注册；\nuse 用于注册；不收集位置。\nrights 您可以更正或者删除您的昵称和头像。"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if d.Labelled[1].Topics != 1<<sentencemodel.Collect {
		t.Error("the label for risks is a topic")
	}
}

func TestErrors(t *testing.T) {
	one := `{"doc":"a","sents":[{"s":5,"e":9,"labels":[]},{"s":%d,"e":9,"labels":[]}]}`
	for want, dir := range map[string]string{
		"truth.jsonl":  t.TempDir(),
		"truth.jsonl:": folder(t, "{", map[string]string{}),
		"a.txt":        folder(t, fmt.Sprintf(one, 6), map[string]string{}),
		"out of order": folder(t, fmt.Sprintf(one, 3), map[string]string{"docs/a.txt": text}),
		"plain text":   folder(t, fmt.Sprintf(one, 6), map[string]string{"docs/a.txt": "<!doctype html><p>" + text + "</p>"}),
	} {
		if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error with %q", err, want)
		}
	}
}
